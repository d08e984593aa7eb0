import type { DigestSection } from '../domain/digest.js';
import type { Instant } from '../domain/instant.js';
import type { ReleasedNotice } from '../domain/notice.js';
import { chineseDateTime } from '../domain/calendar/chinese-date.js';
import { oneLine, shorten } from './plain.js';
import { checkpointName, entriesOf } from './sections/facts.js';
import { postTitles } from './sections/late.js';

/** The most urgent section tells the story; what else is in the mail is counted. Never empty input. */
export function mailSubject(sections: DigestSection[], now: Instant): string {
  const [first, ...others] = sections;
  if (!first) throw new RangeError('mailSubject needs a section');
  const rest = others.reduce((sum, section) => sum + entriesOf(section).length, 0);
  return rest === 0 ? sectionSubject(first, now) : `${sectionSubject(first, now)}（另有${rest}项通知）`;
}

function sectionSubject(section: DigestSection, now: Instant): string {
  const notices = entriesOf(section).map(({ notice }) => notice);
  const [notice] = notices as [ReleasedNotice];
  const what = whatText(notices);
  const before = notice.checkpoint ? `${dueBy(notice, now)}前` : '尽快';
  const daysLate = Math.max(...notices.map((each) => each.daysLate ?? 0));
  switch (section.rule) {
    case 'escalation':
      return `【督办升级·${postTitles[notice.post.kind]}】${what} 逾期${daysLate}个工作日未报`;
    case 'overdue':
      return `【逾期${daysLate}天】${what} 请立即补报`;
    case 'return':
      return `【退回】${what} 请于${before}重新报送`;
    case 'review':
      return `【待审核】${what} 已报送，请审核`;
    case 'reminder':
      return `【催报】${what} 请于${before}报送`;
    case 'opening':
      return `【启动】${what} 已进入报送期，请于${before}报送`;
    case 'assignment':
      return `【督办任务】${assignmentText(section)}`;
    case 'acknowledgement':
      return notice.post.kind === 'division' ? `【待签收】${what} 请立即签收` : `【未签收】${what} 请督促签收`;
    case 'acceptance':
      return `【通过】${what} 已审核通过`;
    case 'closing':
      return `【办结】${what} 已办结销号`;
  }
}

/** `1.2 title 9月节点`, and how many more. */
function whatText(notices: ReleasedNotice[]): string {
  const { item, checkpoint } = notices[0]!;
  const title = shorten(oneLine(item.title) || item.heading, 18);
  const one = [oneLine(item.code), title, checkpoint ? checkpointName(checkpoint) : ''].filter((part) => part !== '');
  return notices.length === 1 ? one.join(' ') : `${one.join(' ')}等${notices.length}项`;
}

function dueBy({ checkpoint, campaign }: ReleasedNotice, now: Instant): string {
  const due = chineseDateTime(checkpoint!.due, { zone: campaign.zone, now });
  return checkpoint!.provisional ? `${due}（暂定）` : due;
}

function assignmentText(section: DigestSection): string {
  const notices = entriesOf(section).map(({ notice }) => notice);
  const [first] = notices as [ReleasedNotice];
  const campaigns = new Set(notices.map(({ campaign }) => campaign.id)).size;
  const title = `${shorten(first.campaign.title, 30)}${campaigns > 1 ? `等${campaigns}个专项` : ''}`;
  const tracked = notices.flatMap(({ item }) => item.checkpoints.filter(({ status }) => status !== 'past')).length;
  const ask = notices.some(({ post }) => post.kind === 'division') ? '请签收' : '请知悉';
  return `${title}：${notices.length}个事项 ${tracked}个节点 ${ask}`;
}
