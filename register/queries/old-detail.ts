/** Rules and steps as the first release wrote them into the audit trail, which is never rewritten, in today's words. */
const renamed: Record<string, string> = {
  acknowledgement: 'unacknowledged',
  review: 'reviewDue',
  return: 'returned',
  acceptance: 'accepted',
  closing: 'closed',
};

/** What an entry of the trail says, in today's words. */
export function modernDetail(event: string, detail: Record<string, unknown>): Record<string, unknown> {
  if (event !== 'told' && event !== 'superseded') return detail;
  const { rule, step } = detail;
  if (typeof rule !== 'string') return detail;
  return { ...detail, rule: renamed[rule] ?? rule, step: step === 0 ? 1 : step };
}
