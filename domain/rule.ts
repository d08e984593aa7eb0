/** The rule a notice comes from: its kind. Closed: `docs/rules.md` explains each. */
export const rules = [
  'assignment',
  'unacknowledged',
  'disputed',
  'disputeAnswered',
  'opening',
  'reminder',
  'overdue',
  'escalation',
  'order',
  'orderReplied',
  'orderUnanswered',
  'orderWithdrawn',
  'confirmation',
  'declined',
  'reviewDue',
  'returned',
  'accepted',
  'behindPace',
  'extensionRequested',
  'extensionConsented',
  'extensionDecided',
  'dateChanged',
  'nudge',
  'instruction',
  'reassigned',
  'undelivered',
  'frozen',
  'resumed',
  'cancelRequested',
  'cancelRefused',
  'cancelled',
  'carried',
  'closed',
  'reopened',
] as const;

export type Rule = (typeof rules)[number];

/** What chases a division for a report: pointless once it is handed in. */
export const chasing: Rule[] = ['opening', 'reminder', 'overdue', 'escalation'];

/** What asks for an answer to a request for an extension: pointless once it is answered. */
export const asking: Rule[] = ['extensionRequested', 'extensionConsented'];
