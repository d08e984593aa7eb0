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
  /** Working days a returned checkpoint has at least. */
  returnDays: number;
}

export const defaultPolicy: Policy = {
  version: 'default-1',
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
};
