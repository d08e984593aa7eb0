import { chineseDate, chineseDateTime } from '../domain/calendar/chinese-date.js';
import type { CommandKind } from '../domain/command.js';
import type { Behind } from '../domain/item-state.js';
import type { Rule } from '../domain/rule.js';
import { calendarName, policyName } from '../domain/version-names.js';
import type { TimelineEntry } from '../register/queries/timeline.js';
import { percent } from './figures.js';
import { postKindNames } from './find.js';
import { ruleText } from './rule-text.js';
import type { TimelineContext } from './timeline-context.js';

/** What happened to an item, as the office would write it into its book. */
export function eventText(entry: TimelineEntry & { kind: 'event' }, context: TimelineContext): string {
  const { detail, actor } = entry;
  const { labels, reader } = context;
  const label = entry.checkpoint === 0 ? '' : `“${labels.get(entry.checkpoint) ?? entry.checkpoint}”节点`;
  const said = (key: string): string => (typeof detail[key] === 'string' ? detail[key] : '');
  /** `：理由`, where something was said. */
  // Without its full stop: more may follow.
  const after = (key: string): string => (said(key) === '' ? '' : `：${said(key).replace(/[。；;]$/u, '')}`);
  const on = (key: string): string => chineseDateTime(Number(detail[key]), reader);
  const day = (key: string): string => chineseDate(Number(detail[key]), reader);
  const rung = (): string => `${label}${ruleText(detail['rule'] as Rule, Number(detail['step']))}`;
  const post = (id: unknown): string => context.posts?.get(String(id)) ?? '有关处室';
  const posts = (ids: unknown): string => (Array.isArray(ids) ? ids : []).map(post).join('、') || '有关处室';

  switch (entry.event) {
    case 'assigned':
      return `${actor}交办事项，任务书于${on('release')}发出`;
    case 'acknowledged':
      return `${actor}签收`;
    case 'disputed':
      return `${actor}申请调整责任单位${after('reason')}`;
    case 'insisted':
      return `${actor}答复：不予调整，仍由${post(detail['post'])}办理${after('reason')}`;

    case 'submitted': {
      const awaited = detail['awaited'] === undefined ? '' : `，等候${posts(detail['awaited'])}报送`;
      return `${actor}${detail['late'] === true ? '逾期补报' : '报送'}${label}${awaited}${handedIn(detail)}`;
    }
    case 'drafted':
      return `${actor}提交${label}材料，待处室负责人审签${handedIn(detail)}`;
    case 'confirmed':
      return `${headName(actor)}审签同意${label}材料`;
    case 'declined':
      return `${headName(actor)}审签退回${label}材料${after('reason')}`;
    case 'contributed':
      return `${actor}补充${label}佐证材料${handedIn(detail)}`;
    case 'behind-pace':
      return `${label}落后于序时进度：${behindText(detail['behind'] as Behind[])}`;
    case 'lateness-withdrawn':
      return `${label}材料按时收到，此前的逾期记录予以撤销`;
    case 'accepted':
      return `${actor}审核通过${label}${after('note')}`;
    case 'returned':
      return `${actor}退回${label}${after('reason')}；重报期限${on('due')}`;

    case 'extension-requested':
      return `${actor}申请${label}延期至${day('due')}${after('reason')}`;
    case 'extension-consented':
      return `${actor}同意${label}的延期申请，报督查室审定${after('note')}`;
    case 'extension-granted': {
      const asked = detail['asked'] === detail['due'] ? '' : `（申请延至${day('asked')}）`;
      return `${actor}批准${label}延期：原定${day('before')}，延至${day('due')}${asked}${after('reason')}`;
    }
    case 'extension-refused':
      return `${actor}不同意${label}延期，期限仍为${on('due')}${after('reason')}`;

    case 'order-drafted':
      return `${label}逾期，系统拟制督办通知单，待督查室签发`;
    case 'order-issued':
      return `${actor}签发${orderName(detail)}，送${posts(detail['to'])}，签发人${said('signatory')}；回执期限${on('replyBy')}`;
    case 'order-replied':
      return `${actor}回复${orderName(detail)}：${said('plan')}；${day('due')}前完成，责任人${said('person')}`;
    case 'order-discharged':
      return `${label}材料已报送，${orderName(detail)}办结`;
    case 'order-withdrawn':
      return `${orderName(detail)}${detail['n'] === 0 ? '（拟稿）' : ''}撤回${said('reason') === '' ? `：${withdrawals[said('because')] ?? '不再需要'}` : after('reason')}`;

    case 'nudged':
      return `${actor}催办${label}${after('words')}`;
    case 'instructed':
      return `${actor}${ofOffice(actor) ? '转办批示' : '批示'}${after('words')}`;
    case 'reassigned': {
      const { before, posts: to } = detail as Record<string, { leads?: string[]; supporting?: string[] }>;
      const helped = (to?.supporting ?? []).length === 0 ? '' : `、${posts(to?.supporting)}配合`;
      const since = Number(detail['from']) > entry.at ? `自${day('from')}起` : '';
      return `${actor}调整责任单位，${since}由${posts(before?.leads)}改为${posts(to?.leads)}牵头${helped}${after('reason')}`;
    }
    case 'taken-over':
      return `${posts((detail['posts'] as { leads?: string[] } | undefined)?.leads)}接办`;

    case 'checkpoint-added':
      return `${actor}增加${label}，期限${on('due')}${after('reason')}`;
    case 'checkpoint-changed':
      return `${actor}调整${label}：原定${day('before')}，改为${on('due')}${after('reason')}`;
    case 'checkpoint-dropped':
      return `${actor}取消${label}${after('reason')}`;
    case 'checkpoint-moved':
      return `${label}重新排期：原定${day('before')}，改为${on('due')}`;
    case 'replanned':
      return `${actor}重新排期：规则版本${policyName(said('policy'))}，工作日历${calendarName(said('calendar'))}`;

    case 'revised': {
      const fields = Object.keys(detail['before'] ?? {}).join('、');
      return `${actor}按修订后的方案更新${fields}${after('reason')}`;
    }

    case 'frozen':
      return `${actor}冻结事项${after('reason')}`;
    case 'resumed':
      return `${actor}恢复事项，期限${detail['shifted'] === true ? '顺延' : '不变'}${after('reason')}`;
    case 'cancel-requested':
      return `${actor}申请撤销事项${after('reason')}`;
    case 'cancel-refused':
      return `${actor}不同意撤销${after('reason')}`;
    case 'cancelled':
      return `${actor}${ofOffice(actor) ? '' : '批准'}撤销事项${after('reason')}`;
    case 'carried':
      return `${actor}办理跨年结转${after('reason')}`;
    case 'closed':
      return `${actor}办结销号${after('note')}`;
    case 'reopened':
      return `${actor}回退${label}，须于${on('due')}前重报${after('reason')}`;

    case 'undelivered': {
      const notice = ruleText(detail['rule'] as Rule, Number(detail['step']));
      const way = detail['contact'] === 2 ? '备用联系方式也未能送达' : '未能送达';
      return `${label}${notice}${way}：${post(detail['post'])}`;
    }
    case 'delivered':
      return `${label}通知已由备用联系方式送达`;
    case 'refused':
      return `${actor}的${commandNames[detail['command'] as CommandKind]}未被受理${after('reason')}`;
    case 'told':
      return `${rung()}定于${on('release')}发出`;
    case 'superseded':
      return `${rung()}已错过，由后一步代替`;
    default:
      return `${label}${entry.event}`;
  }
}

/** Why an order or its draft stands no more, where nobody said why. */
const withdrawals: Record<string, string> = {
  submitted: '材料已报送',
  extended: '期限已调整',
  frozen: '事项已冻结',
  closed: '事项已办结',
  cancelled: '事项已撤销',
  carried: '事项已结转',
  dropped: '节点已取消',
  reassigned: '责任单位已调整',
};

/** 督办通知单（督办〔2027〕3号）; without its number where it has none. */
function orderName(detail: Record<string, unknown>): string {
  return `督办通知单${typeof detail['number'] === 'string' ? `（${detail['number']}）` : ''}`;
}

/** What somebody may ask of an item, as an officer calls it. */
export const commandNames: Record<CommandKind, string> = {
  acknowledge: '签收',
  dispute: '调整责任单位申请',
  insist: '调整申请答复',
  submit: '报送',
  confirm: '审签',
  contribute: '补充材料',
  accept: '审核通过',
  return: '退回',
  requestExtension: '延期申请',
  consentExtension: '延期会签',
  decideExtension: '延期审批',
  issueOrder: '督办通知单签发',
  replyOrder: '督办通知单回复',
  withdrawOrder: '督办通知单撤回',
  nudge: '催办',
  instruct: '批示',
  reassign: '责任单位调整',
  addCheckpoint: '节点增加',
  changeCheckpoint: '节点调整',
  dropCheckpoint: '节点取消',
  freeze: '冻结',
  resume: '恢复',
  cancel: '撤销申请',
  decideCancel: '撤销审批',
  close: '办结',
  reopen: '回退',
  carry: '跨年结转',
  replan: '重新排期',
  undelivered: '未送达登记',
  delivered: '送达登记',
};

/** The office passes instructions on and cancels by itself only where it needs no approval; anybody else decides himself. */
function ofOffice(actor: string): boolean {
  return actor.endsWith(postKindNames.office);
}

/** A division's head is known by the division's name. */
export function headName(post: string): string {
  return post.endsWith('负责人') ? post : `${post}负责人`;
}

function handedIn(detail: Record<string, unknown>): string {
  const text = typeof detail['text'] === 'string' && detail['text'] !== '' ? `：${detail['text']}` : '';
  const files = Array.isArray(detail['files']) ? (detail['files'] as { name: string }[]) : [];
  const figures = Array.isArray(detail['figures']) ? (detail['figures'] as { target: number; value: number }[]) : [];
  const reached = figures.map(({ target, value }) => `指标${target + 1}完成${value}`).join('、');
  return [
    text,
    figures.length > 0 ? `（${reached}）` : '',
    files.length > 0 ? `（佐证材料：${files.map((file) => file.name).join('、')}）` : '',
  ].join('');
}

function behindText(behind: Behind[]): string {
  return behind
    .map(({ target, reached, elapsed }) => `指标${target + 1}完成${percent(reached)}，序时进度${percent(elapsed)}`)
    .join('；');
}
