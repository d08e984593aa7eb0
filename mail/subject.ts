import type { DigestSection } from '../domain/digest.js';
import type { Instant } from '../domain/instant.js';
import type { ReleasedNotice } from '../domain/notice.js';
import { chineseDate, chineseDateTime } from '../domain/calendar/chinese-date.js';
import { oneLine, shorten } from './plain.js';
import { changeOf } from './sections/dates.js';
import { checkpointName, entriesOf, readerOf } from './sections/facts.js';
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
  const reader = readerOf(notice);
  switch (section.rule) {
    case 'escalation':
      return `【督办升级·${postTitles[notice.post.kind]}】${what} 逾期${daysLate}个工作日未报`;
    case 'overdue':
      return `【逾期${daysLate}天】${what} 请立即补报`;
    case 'order': {
      const text = notice.order?.text;
      const due = text == null ? '规定期限' : chineseDateTime(text.replyBy, { zone: text.zone, now });
      return notices.length === 1
        ? `【督办通知单】${text?.number ?? ''} ${what} 请于${due}前回执`
        : `【督办通知单】${what} 请按期回执`;
    }
    case 'orderReplied':
      return `【督办回执】${what} ${byText(notices)}已回执，请核对`;
    case 'orderUnanswered':
      return `【未回执】${what} 督办通知单到期未回执，请督促`;
    case 'orderWithdrawn':
      return `【督办撤回】${what} 督办通知单已撤回`;
    case 'returned':
      return `【退回】${what} ${reader === 'above' ? '请督促' : '请'}于${before}重新报送`;
    case 'reviewDue':
      return `【待审核】${what} 已报送，请审核`;
    case 'reminder':
      return `【催报】${what} 请于${before}报送`;
    case 'opening':
      return `【启动】${what} 已进入报送期，请于${before}${reader === 'supporting' ? '配合完成' : '报送'}`;
    case 'assignment':
      return `【督办任务】${assignmentText(section)}`;
    case 'unacknowledged':
      return reader === 'above' ? `【未签收】${what} 请督促签收` : `【待签收】${what} 请立即签收`;
    case 'disputed':
      return `【申请调整】${what} ${byText(notices)}申请调整责任单位，请答复`;
    case 'disputeAnswered':
      return `【维持原分工】${what} 请签收并按期报送`;
    case 'confirmation':
      return `【待审签】${what} 请于${before}审签`;
    case 'declined':
      return `【审签退回】${what} 请修改后于${before}重新提交`;
    case 'accepted':
      return `【通过】${what} 已审核通过`;
    case 'behindPace':
      return `【进度落后】${what} 落后序时进度，请${reader === 'above' ? '督促' : ''}加快推进`;
    case 'extensionRequested': {
      const date = common(notices, ({ said, campaign }) =>
        said.asked === undefined ? null : `延至${chineseDate(said.asked, { zone: campaign.zone, now })}`,
      );
      return `【延期申请】${what} ${byText(notices)}申请${date ?? '延期'}，请${notice.post.kind === 'leader' ? '提出意见' : '答复'}`;
    }
    case 'extensionConsented':
      return `【延期待答复】${what} 领导已同意延期，请答复`;
    case 'extensionDecided':
      return (
        common(notices, (each) =>
          each.said.agreed === true
            ? `【同意延期】${what} 期限延至${dueBy(each, now)}`
            : `【延期未获同意】${what} 期限仍为${dueBy(each, now)}`,
        ) ?? `【延期答复】${what} 请按答复的期限报送`
      );
    case 'dateChanged':
      return (
        common(notices, (each) =>
          changeOf(each) === '取消'
            ? `【节点取消】${what} 无需再报`
            : `【节点${changeOf(each)}】${what} 期限为${dueBy(each, now)}`,
        ) ?? `【节点调整】${what} 请以调整后的安排为准`
      );
    case 'nudge':
      return `【催办】${what} 请抓紧办理`;
    case 'instruction':
      return `【领导批示】${what} 请认真落实`;
    case 'reassigned': {
      const takeover = common(notices, ({ said: { from, leads }, campaign }) => {
        const since = from === undefined ? '' : `自${chineseDate(from, { zone: campaign.zone, now })}起`;
        return leads === undefined ? null : `${since}由${leads.map(oneLine).join('、')}承办`;
      });
      return `【责任调整】${what} ${takeover ?? '责任单位调整'}`;
    }
    case 'undelivered':
      return `【未送达】${what} ${undeliveredText(notices)}，请电话告知`;
    case 'frozen':
      return `【冻结】${what} 暂停督办`;
    case 'resumed': {
      const dates = common(notices, ({ said }) => (said.shifted === true ? '期限顺延' : '期限不变'));
      return `【恢复】${what} 恢复督办，${dates ?? '请按各节点期限报送'}`;
    }
    case 'cancelRequested':
      return `【待审批】${what} 申请撤销，请审批`;
    case 'cancelRefused':
      return `【撤销未获批准】${what} 继续督办`;
    case 'cancelled':
      return `【撤销】${what} 不再督办`;
    case 'carried':
      return `【跨年结转】${what} 结转续办`;
    case 'closed':
      return `【办结】${what} 已办结销号`;
    case 'reopened':
      return `【回退】${what} ${reader === 'above' ? '请督促' : '请'}于${before}重新报送`;
  }
}

/** What `textOf` says of every one of them alike; `null` where they differ, as a subject must not pass one for all. */
function common(notices: ReleasedNotice[], textOf: (notice: ReleasedNotice) => string | null): string | null {
  const texts = new Set(notices.map(textOf));
  return texts.size === 1 ? [...texts][0]! : null;
}

/** Who asks, where it is one division. */
function byText(notices: ReleasedNotice[]): string {
  return common(notices, ({ said }) => oneLine(said.by ?? '')) ?? '';
}

function undeliveredText(notices: ReleasedNotice[]): string {
  const posts = [...new Set(notices.map(({ said }) => oneLine(said.notice?.post ?? '')))].filter((name) => name !== '');
  return `${posts.slice(0, 3).join('、')}${posts.length > 3 ? `等${posts.length}个岗位` : ''}未收到通知`;
}

/** `1.2 title 9月节点`, and how many more. */
function whatText(notices: ReleasedNotice[]): string {
  const { item, checkpoint } = notices[0]!;
  const title = shorten(oneLine(item.title) || item.heading, 18);
  const one = [oneLine(item.code), title, checkpoint ? checkpointName(checkpoint) : ''].filter((part) => part !== '');
  return notices.length === 1 ? one.join(' ') : `${one.join(' ')}等${notices.length}项`;
}

function dueBy({ checkpoint, campaign }: ReleasedNotice, now: Instant): string {
  if (!checkpoint) return '规定期限';
  const due = chineseDateTime(checkpoint.due, { zone: campaign.zone, now });
  return checkpoint.provisional ? `${due}（暂定）` : due;
}

function assignmentText(section: DigestSection): string {
  const notices = entriesOf(section).map(({ notice }) => notice);
  const [first] = notices as [ReleasedNotice];
  const campaigns = new Set(notices.map(({ campaign }) => campaign.id)).size;
  const title = `${shorten(first.campaign.title, 30)}${campaigns > 1 ? `等${campaigns}个专项` : ''}`;
  const tracked = notices.flatMap(({ item }) =>
    item.checkpoints.filter(({ status }) => status !== 'past' && status !== 'dropped'),
  ).length;
  const ask = notices.some(({ post }) => post.kind === 'division') ? '请签收' : '请知悉';
  return `${title}：${notices.length}个事项 ${tracked}个节点 ${ask}`;
}
