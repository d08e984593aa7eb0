/** Every number of the default policy (docs/decisions/default-policy.md); the campaign may change each. Days are working days unless said otherwise. */
export interface Policy {
  version: string;
  /** IANA zone in which days and hours are meant. */
  zone: string;
  /** `HH:mm`: notices go out from then on working days. */
  releaseTime: string;
  /** `HH:mm`: a checkpoint is due then, and working hours end then. */
  dueTime: string;
  /** Working days before due, descending. */
  reminders: number[];
  /** Working days late at which escalation 1, 2, 3 go out, and to whom. */
  escalations: { daysLate: number; to: ('leader' | 'office' | 'principal')[] }[];
  /** After the last escalation: every so many working days, to whom, at most so often. */
  repeat: { everyDays: number; to: ('leader' | 'office' | 'principal')[]; atMost: number };
  /** Working days after assignment: the division, then the office. */
  acknowledgement: { remindAfter: number; officeAfter: number };
  /** Working days after a submission at which the office is reminded to review. */
  reviewAfter: number;
  /** Working days a returned checkpoint has at least; and one that was overdue when another division took it over. */
  returnDays: number;
  /** Of joint leads (联合牵头): whether one submission serves or each must submit. */
  jointLeads: 'one' | 'each';
  /** A report must be signed by the division's head before it reaches the office (报送前审签), where the roster names a head. */
  confirmation: boolean;
  /** How often a checkpoint's date may be asked to be put off, and whether the leader must agree first. */
  extensions: { atMost: number; leaderConsent: boolean };
  /** A report is behind pace when the share of the target it reports lies under the elapsed share of the time by more than this (0 to 1). */
  paceMargin: number;
  /** Working days between two nudges (催办) of one item, at least. */
  nudgeEvery: number;
  /** Working days an escalation waits, at most, when a notice before it did not reach the division. */
  undeliveredWait: number;
  /** Supervision orders: the working days for the reply slip; without it the office is told on the next working day, then every so many, at most so often. */
  orders: { replyDays: number; againEvery: number; atMost: number };
  /** Whether the principal, or else the leader, must approve that an item is cancelled. */
  cancelApproval: boolean;
  /** How often a bulletin (督查通报) is due: on the first working day after each month, or each quarter. */
  bulletin: 'month' | 'quarter';
  /** By what the audit trail is hashed: SM3 where commercial cryptography (商用密码) is asked for. Holds for entries written from then on. */
  auditHash: 'sha256' | 'sm3';
}

export const defaultPolicy: Policy = {
  version: 'default-2',
  zone: 'Asia/Shanghai',
  releaseTime: '09:00',
  dueTime: '17:30',
  reminders: [10, 3, 1],
  escalations: [
    { daysLate: 1, to: ['leader'] },
    { daysLate: 3, to: ['office'] },
    { daysLate: 5, to: ['principal'] },
  ],
  repeat: { everyDays: 5, to: ['office', 'leader'], atMost: 8 },
  acknowledgement: { remindAfter: 3, officeAfter: 5 },
  reviewAfter: 3,
  returnDays: 3,
  jointLeads: 'one',
  confirmation: false,
  extensions: { atMost: 2, leaderConsent: false },
  paceMargin: 0.1,
  nudgeEvery: 1,
  undeliveredWait: 3,
  orders: { replyDays: 3, againEvery: 3, atMost: 3 },
  cancelApproval: true,
  bulletin: 'month',
  auditHash: 'sha256',
};

const grouped = ['repeat', 'acknowledgement', 'extensions', 'orders'] as const;
type Grouped = (typeof grouped)[number];

/** What is otherwise in a policy; of numbers that stand together, too, only those that differ. */
export type PolicyChanges = Partial<Omit<Policy, Grouped>> & { [group in Grouped]?: Partial<Policy[group]> };

export function amended(policy: Policy, changes: PolicyChanges): Policy {
  const groups = grouped.map((group) => [group, { ...policy[group], ...changes[group] }]);
  return { ...policy, ...changes, ...(Object.fromEntries(groups) as Pick<Policy, Grouped>) };
}

/** A policy as a campaign keeps it, with the defaults for what was not thought of when it was launched. */
export function completePolicy(stored: PolicyChanges): Policy {
  return amended(defaultPolicy, stored);
}
