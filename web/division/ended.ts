import { chineseDate, chineseDateTime } from '../../domain/calendar/chinese-date.js';
import type { LinkEnd } from '../../domain/division-deeds.js';
import type { Standing } from './standing.js';
import { askLine } from './views.js';

/** Of a link that opens nothing: what became of what it was for, what comes next, and whom to ask. */
export function endedText(standing: Standing, end: LinkEnd): { title: string; advice: string[] } {
  const { item, checkpoint, contacts } = standing;
  const name = `${item.code} ${item.title || item.heading}`;
  const label = checkpoint === null ? '' : `“${checkpoint.label}”节点`;
  return {
    title: titles[end],
    advice: [`${name}${label}：${became(standing, end)}`, next(standing, end), askLine(contacts)],
  };
}

const titles: Record<LinkEnd, string> = {
  coming: '尚未到接办日期',
  signed: '已签收，无须再办理',
  accepted: '已审核通过，无须再办理',
  dropped: '节点已取消，无须办理',
  past: '节点不跟踪，无须办理',
  reassigned: '责任单位已调整',
  closed: '事项已办结销号',
  cancelled: '事项已撤销',
  carried: '事项已跨年结转',
};

function became({ link, item, checkpoint, reader, handoverAt }: Standing, end: LinkEnd): string {
  const own = item.posts.find(({ id, acknowledgedAt }) => id === link.post && acknowledgedAt !== null);
  const leads = item.posts.filter(({ role }) => role === 'lead').map((post) => post.name);
  switch (end) {
    case 'coming':
      return `${handoverAt === null ? '' : `自${chineseDate(handoverAt, reader)}起`}由${link.postName}承办，在此之前仍由${leads.join('、')}负责。`;
    case 'signed': {
      const at = own?.acknowledgedAt ?? null;
      return `${link.postName}已${at === null ? '' : `于${chineseDateTime(at, reader)}`}签收。`;
    }
    case 'accepted': {
      const at = checkpoint?.submittedAt ?? null;
      return at === null ? '已审核通过。' : `${chineseDateTime(at, reader)}报送的材料已审核通过。`;
    }
    case 'dropped':
      return '已由督查室取消。';
    case 'past':
      return '启动督办时已过期，只作记录。';
    case 'reassigned':
      return `现由${leads.join('、') || '其他处室'}牵头办理，${link.postName}不再${answers(item, link) ? '牵头' : '承办'}。`;
    case 'closed':
      return '各节点均已审核通过，督查室已办结销号。';
    case 'cancelled':
      return '经批准撤销，不再办理。';
    case 'carried':
      return '未完成的工作转入下一年度继续督办，按新的任务书办理。';
  }
}

const answers = (item: Standing['item'], { post }: Standing['link']): boolean =>
  item.posts.some(({ id, role }) => id === post && role === 'supporting');

/** What its division will hear of next; every later mail has a link of its own. */
function next({ item, reader }: Standing, end: LinkEnd): string {
  if (end === 'coming') return '届时再打开本链接，即可签收。';
  if (end === 'reassigned') return '已填写的草稿没有丢失；需要移交的，请与接办处室、督查室联系。';
  if (item.status !== 'active' && item.status !== 'frozen') return '本链接已失效，不必保留。';
  const ahead = item.checkpoints.find(({ status }) => ['ahead', 'open', 'returned'].includes(status));
  if (ahead === undefined)
    return item.checkpoints.some(({ status }) => status === 'submitted' || status === 'accepted')
      ? '本事项各节点均已报送，待督查室审核、办结。'
      : '本事项没有需要报送的节点。';
  return `下一步：“${ahead.label}”节点，${chineseDate(ahead.due, reader)}前报送；报送链接见该节点的开启、催报邮件。`;
}
