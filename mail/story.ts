import { shortDate, type DateReader } from '../domain/calendar/chinese-date.js';
import type { DigestSection } from '../domain/digest.js';
import type { Instant } from '../domain/instant.js';
import type { NoticeCheckpoint, ReleasedNotice } from '../domain/notice.js';
import { oneLine } from './plain.js';
import { changeOf } from './sections/dates.js';
import { entriesOf, readerOf } from './sections/facts.js';

/** What a section comes to in a few words, for whoever reads no further. */
export interface Story {
  /** 【tag】 */
  tag: string;
  /** What has happened, where the tag does not say it. */
  fact?: string;
  /** What is asked, or holds from now on. */
  ask?: string;
  /** `ask` names the date: the checkpoint need not be named. */
  dated?: true;
}

/** How a date is written: short in a subject, with day and hour in a letter. */
export type DateText = (instant: Instant, reader: DateReader) => string;

export function storyOf(section: DigestSection, now: Instant, date: DateText = shortDate): Story {
  const notices = entriesOf(section).map(({ notice }) => notice);
  const [notice] = notices as [ReleasedNotice];
  const above = readerOf(notice) === 'above';
  const on = (instant: Instant, { campaign }: ReleasedNotice): string => date(instant, { zone: campaign.zone, now });
  const dateOf = ({ due, provisional }: NoticeCheckpoint, each: ReleasedNotice): string =>
    `${on(due, each)}${provisional ? '（暂定）' : ''}`;
  const dueOf = (each: ReleasedNotice): string => (each.checkpoint === null ? '' : dateOf(each.checkpoint, each));
  /** What is to be done by the due date; of several the earliest. */
  const by = (verb: string, please = '请'): Pick<Story, 'ask' | 'dated'> => {
    const dues = notices.filter(({ checkpoint }) => checkpoint !== null);
    const [first] = dues.toSorted((a, b) => a.checkpoint!.due - b.checkpoint!.due);
    if (first === undefined) return { ask: `${please}尽快${verb}` };
    const same = common(dues, dueOf);
    return {
      ask: same === null ? `${please}按期${verb}，最早${dueOf(first)}` : `${please}于${same}前${verb}`,
      dated: true,
    };
  };
  const who = common(notices, ({ said }) => oneLine(said.by ?? '')) ?? '';
  const days = notices.map(({ daysLate }) => daysLate ?? 0);
  const late = `${new Set(days).size > 1 ? '最长' : ''}逾期${Math.max(...days)}天`;
  switch (section.rule) {
    case 'escalation':
      return { tag: '督办升级', fact: `${late}未报`, ask: escalationAsk(notices) };
    case 'overdue':
      return { tag: late.replace('最长', ''), ask: '请立即补报' };
    case 'order':
      return { tag: '督办通知单', ...orderAsk(notices, on) };
    case 'orderReplied':
      return { tag: '督办回执', fact: `${who}已回执`, ask: '请核对' };
    case 'orderUnanswered':
      return { tag: '未回执', fact: '督办通知单到期未回执', ask: '请督促' };
    case 'orderWithdrawn':
      return { tag: '督办撤回', fact: '督办通知单已撤回', ask: '仍须补报' };
    case 'returned':
      return { tag: '退回', ...by('重新报送', above ? '请督促' : '请') };
    case 'reopened':
      return { tag: '回退', ...by('重新报送', above ? '请督促' : '请') };
    case 'reviewDue':
      return { tag: '待审核', fact: '已报送', ask: '请审核' };
    case 'reminder':
      return { tag: '催报', ...by('报送') };
    case 'opening':
      return { tag: '启动', ...by(readerOf(notice) === 'supporting' ? '配合完成' : '报送') };
    case 'assignment':
      return { tag: '督办任务', ask: assignmentAsk(notices, dateOf) };
    case 'unacknowledged':
      return above ? { tag: '未签收', ask: '请督促签收' } : { tag: '待签收', ask: '请立即签收' };
    case 'disputed':
      return { tag: '申请调整', fact: `${who}申请调整责任单位`, ask: '请答复' };
    case 'disputeAnswered':
      return { tag: '维持原分工', ask: '请签收并按期报送' };
    case 'confirmation':
      return { tag: '待审签', ...by('审签') };
    case 'declined':
      return { tag: '审签退回', ...by('重新提交', '请修改后') };
    case 'accepted':
      return { tag: '通过', fact: '已审核通过' };
    case 'behindPace':
      return { tag: '进度落后', ask: above ? '请督促加快推进' : '请加快推进' };
    case 'extensionRequested': {
      const asked = common(notices, (each) =>
        each.said.asked === undefined ? null : `延至${on(each.said.asked, each)}`,
      );
      const ask = notice.post.kind === 'leader' ? '请提出意见' : '请答复';
      return { tag: '延期申请', fact: `${who}申请${asked ?? '延期'}`, ask };
    }
    case 'extensionConsented':
      return { tag: '延期待答复', fact: '领导已同意延期', ask: '请答复' };
    case 'extensionDecided': {
      const agreed = common(notices, ({ said }) => (said.agreed === true ? '同意' : '不同意'));
      const due = common(notices, dueOf);
      if (agreed === null || due === null) return { tag: '延期答复', ask: '请按答复的期限报送' };
      return agreed === '同意'
        ? { tag: '同意延期', ask: `期限延至${due}`, dated: true }
        : { tag: '延期未获同意', ask: `期限仍为${due}`, dated: true };
    }
    case 'dateChanged': {
      const change = common(notices, changeOf);
      const due = common(notices, dueOf);
      if (change === '取消') return { tag: '节点取消', ask: '无需再报' };
      if (change === null || due === null) return { tag: '节点调整', ask: '请以调整后的安排为准' };
      return { tag: `节点${change}`, ask: `期限为${due}` };
    }
    case 'nudge': {
      const passed = notices.every(({ checkpoint }) => checkpoint !== null && checkpoint.due < now);
      return { tag: '催办', ...(passed ? { ask: '请立即补报' } : by('报送')) };
    }
    case 'instruction':
      return { tag: '领导批示', ask: '请认真落实' };
    case 'reassigned': {
      const takeover = common(notices, (each) => {
        const { from, leads } = each.said;
        const since = from === undefined ? '' : `自${on(from, each).replace(/\d\d:\d\d$/, '')}起`;
        return leads === undefined ? null : `${since}由${leads.map(oneLine).join('、')}承办`;
      });
      return { tag: '责任调整', ask: takeover ?? '责任单位调整' };
    }
    case 'undelivered':
      return { tag: '未送达', fact: undeliveredText(notices), ask: '请电话告知' };
    case 'frozen':
      return { tag: '冻结', fact: '暂停督办' };
    case 'resumed': {
      const shifted = common(notices, ({ said }) => (said.shifted === true ? '期限顺延' : '期限不变'));
      return { tag: '恢复督办', ask: shifted ?? '请按各节点期限报送' };
    }
    case 'cancelRequested':
      return { tag: '待审批', fact: '申请撤销', ask: '请审批' };
    case 'cancelRefused':
      return { tag: '撤销未获批准', ask: '继续督办' };
    case 'cancelled':
      return { tag: '撤销', fact: '不再督办' };
    case 'carried':
      return { tag: '跨年结转', fact: '结转续办' };
    case 'closed':
      return { tag: '办结', fact: '已办结销号' };
  }
}

/** What `textOf` says of every one of them alike; `null` where they differ, as one must not pass for all. */
function common<T extends string>(notices: ReleasedNotice[], textOf: (notice: ReleasedNotice) => T | null): T | null {
  const texts = new Set(notices.map(textOf));
  return texts.size === 1 ? [...texts][0]! : null;
}

function escalationAsk(notices: ReleasedNotice[]): string {
  const [{ post }] = notices as [ReleasedNotice];
  if (post.kind === 'principal') return '请阅示';
  if (post.kind === 'office' && notices.every(({ order }) => order?.status === 'drafted')) return '请签发督办通知单';
  return post.kind === 'division' || post.kind === 'head' ? '请立即补报' : '请督促补报';
}

function orderAsk(
  notices: ReleasedNotice[],
  on: (instant: Instant, notice: ReleasedNotice) => string,
): Pick<Story, 'ask' | 'dated'> {
  const ask = common(notices, (each) => {
    const text = each.order?.text;
    return text == null ? null : `请于${on(text.replyBy, each)}前回执并补报`;
  });
  return ask === null ? { ask: '请按期回执并补报' } : { ask, dated: true };
}

/** With the first date to report by where that is open already: no mail of its own opens it. */
function assignmentAsk(
  notices: ReleasedNotice[],
  dateOf: (checkpoint: NoticeCheckpoint, notice: ReleasedNotice) => string,
): string {
  const [{ campaign }] = notices as [ReleasedNotice];
  if (!notices.some(({ post }) => post.kind === 'division')) return '请知悉';
  const sign = `请于${campaign.policy.acknowledgement.remindAfter}个工作日内签收`;
  const dues = notices.flatMap((notice) =>
    readerOf(notice) !== 'lead'
      ? []
      : notice.item.checkpoints
          .filter(({ status }) => status === 'open')
          .map((checkpoint) => ({ due: checkpoint.due, text: dateOf(checkpoint, notice) })),
  );
  const [first] = dues.toSorted((a, b) => a.due - b.due);
  return first === undefined ? sign : `${sign}，${dues.length > 1 ? '最早' : ''}${first.text}前报送`;
}

function undeliveredText(notices: ReleasedNotice[]): string {
  const posts = [...new Set(notices.map(({ said }) => oneLine(said.notice?.post ?? '')))].filter((name) => name !== '');
  return `${posts.slice(0, 3).join('、')}${posts.length > 3 ? `等${posts.length}个岗位` : ''}未收到通知`;
}
