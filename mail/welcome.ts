import type { PostKind } from '../domain/notice.js';
import type { Policy } from '../domain/policy.js';

/** By which posts somebody gets a first mail, and the policy that the mails to come follow. */
export interface Welcome {
  kinds: readonly PostKind[];
  policy: Policy;
}

/** What whoever has never had a mail of ours is told, once, below what this one is about. */
export function welcomeLines(welcome: Welcome | null, office: string): string[] {
  if (welcome === null) return [];
  const { kinds, policy } = welcome;
  const lines = [
    `从本邮件起，${office}通过督办系统向您发送督办邮件，一般在工作日${policy.releaseTime}发送，同一时间的通知合并为一封。`,
  ];
  if (kinds.includes('division')) {
    lines.push(
      `您将收到：任务下达、进入报送期、到期前${policy.reminders.join('、')}个工作日催报、逾期，以及审核、延期等办理结果；按期报送后不再催报。`,
    );
  }
  if (kinds.includes('leader')) {
    const consent = policy.extensions.leaderConsent ? ['需要您表态的延期申请'] : [];
    const told = [...lateReports('所分管事项', 'leader', policy), ...consent, '落后进度、延期、调整等情况的告知'];
    lines.push(`您将收到：${told.join('，')}。`);
  }
  if (kinds.includes('principal')) {
    const approval = policy.cancelApproval ? ['需要您审批的撤销申请'] : [];
    const told = [...lateReports('各事项', 'principal', policy), ...approval];
    if (told.length > 0) lines.push(`您将收到：${told.join('，')}。`);
  }
  if (kinds.includes('leader') || kinds.includes('principal')) lines.push('有事可报时，每周首个工作日另发督办周报。');
  if (kinds.includes('office')) lines.push('您将收到：待审核、待答复、督办升级和未送达等需要督查室办理的事项。');
  if (kinds.includes('head')) lines.push('您将收到：报送前需要您审签的材料，以及审签后的办理情况。');
  return [...lines, `收件邮箱、日常发送时间等需要调整的（如每日一封、免打扰时段），请告知${office}。`];
}

/** At which steps of the ladder a kind of post hears that a report is late, and how often after the last. */
function lateReports(what: string, kind: 'leader' | 'principal', { escalations, repeat }: Policy): string[] {
  const days = escalations.flatMap(({ daysLate, to }) => (to.includes(kind) ? [daysLate] : []));
  const next = (escalations.at(-1)?.daysLate ?? 0) + repeat.everyDays;
  return [
    ...(days.length > 0 ? [`${what}逾期满${days.join('、')}个工作日的报告`] : []),
    ...(repeat.to.includes(kind) && repeat.atMost > 0
      ? [`${days.length > 0 ? '' : what}逾期满${next}个工作日起每${repeat.everyDays}个工作日的续报`]
      : []),
  ];
}
