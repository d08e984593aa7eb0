import type { ReleasedNotice } from '../domain/notice.js';

/** What whoever has never had a mail of ours is told, once, below what this one is about. */
export function welcomeLines(notices: ReleasedNotice[], office: string): string[] {
  const [first] = notices;
  if (first === undefined) return [];
  const { releaseTime, reminders, escalations } = first.campaign.policy;
  const kinds = new Set(notices.map(({ post }) => post.kind));
  const lines = [
    `从本邮件起，${office}通过督办系统向您发送督办通知，一般在工作日${releaseTime}发送，同一时间的通知合并为一封。`,
  ];
  if (kinds.has('division')) {
    lines.push(
      `您将收到：任务下达、进入报送期、到期前${reminders.join('、')}个工作日催报、逾期，以及审核、延期等办理结果；按期报送后不再催报。`,
    );
  }
  if (kinds.has('leader') || kinds.has('principal')) {
    const after = escalations.map(({ daysLate }) => daysLate).join('、');
    lines.push(
      `您将收到：所分管事项逾期${after}个工作日等情况的报告、需要您表态的申请，以及有事可报时每周首个工作日的周报。`,
    );
  }
  if (kinds.has('office')) lines.push('您将收到：待审核、待答复、督办升级和未送达等需要督查室办理的事项。');
  if (kinds.has('head')) lines.push('您将收到：报送前需要您审签的材料，以及审签后的办理情况。');
  return [...lines, `发件地址、日常发送时间等需要调整的（如每日一封、免打扰时段），请告知${office}。`];
}
