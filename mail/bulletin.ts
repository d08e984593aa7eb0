import { chineseDate, documentDate } from '../domain/calendar/chinese-date.js';
import type { RankedFigures } from '../domain/bulletin-figures.js';
import type { BulletinReport, LateReport } from '../domain/bulletin-report.js';
import { rateText, type Figures } from '../domain/counted-checkpoint.js';
import type { Instant } from '../domain/instant.js';
import type { PostKind } from '../domain/notice.js';
import { askFact } from './ask.js';
import { letterHtml } from './letter-html.js';
import { letterText } from './letter-text.js';
import type { Letter, LetterItem, LetterSection, LetterTable } from './letter.js';
import type { Mailbox } from './mailbox.js';
import { bookTitle, oneLine } from './plain.js';
import { postTitles } from './sections/late.js';
import { salutationOf } from './salutation.js';

export interface BulletinMailInput {
  recipient: Mailbox;
  /** The posts by which the reader is concerned; of whom he stands in for, too. */
  posts: { kind: PostKind; name: string }[];
  standsInFor: string[];
  report: BulletinReport;
  /** 总体情况, as the bulletin words it. */
  overall: string;
  issuedAt: Instant;
  office: string;
  contacts: Mailbox[];
  consoleUrl: string | null;
}

/** Lines of a list; the bulletin itself has them all. */
const SHOWN = 20;

/** 督查通报 as it goes round: to each reader what it says of him first; the bulletin itself goes with the mail. */
export function composeBulletin(input: BulletinMailInput): { subject: string; text: string; html: string } {
  const { recipient, posts, report, office, contacts, consoleUrl, standsInFor } = input;
  const { campaign, period } = report;
  const own = ownPart(report, posts);
  const letter: Letter = {
    salutation: salutationOf(recipient.name, posts),
    opening: `${bookTitle(campaign.title)}${period.label}督办事项办理情况的通报已经印发，现予送达，全文见附件。`,
    remarks: standsInFor.length === 0 ? [] : [`您代${standsInFor.map(oneLine).join('、')}办理（代理）以下事项。`],
    glance: null,
    sections: [sectionOf(input, own)],
    welcome: [],
    closing: [
      ...(consoleUrl === null
        ? []
        : [{ label: '督办平台', text: `${consoleUrl.replace(/\/+$/, '')}${pagePath(report)}`, link: true }]),
      askFact(office, { contacts, recipient }),
    ],
    signature: { office, date: documentDate(input.issuedAt, campaign.zone) },
    why: [
      `通报涉及您在名册中的岗位：${posts.map(({ kind, name }) => (name === postTitles[kind] ? name : `${oneLine(name)}（${postTitles[kind]}）`)).join('、')}。`,
      '通报印发后送有关责任处室、分管负责人和总责任人，每期一封。',
    ],
  };
  return { subject: subjectOf(report, own), text: letterText(letter), html: letterHtml(letter) };
}

function pagePath({ campaign, period }: BulletinReport): string {
  return `/campaigns/${encodeURIComponent(campaign.id)}/bulletins/${period.name}`;
}

/** What a bulletin says of one reader. */
interface OwnPart {
  /** Above the divisions: sees them all. */
  above: boolean;
  principal: boolean;
  named: RankedFigures[];
  missing: LateReport[];
  missingCount: number;
}

function ownPart({ figures, missing }: BulletinReport, posts: BulletinMailInput['posts']): OwnPart {
  const names = (kind: PostKind): string[] => posts.flatMap((post) => (post.kind === kind ? [post.name] : []));
  const [divisions, leaders] = [names('division'), names('leader')];
  const principal = names('principal').length > 0;
  const whole = principal || names('office').length > 0;
  const named = [
    ...figures.leaders.filter(({ name }) => leaders.includes(name)),
    ...figures.divisions.filter(({ name }) => divisions.includes(name)),
  ];
  const own = missing.filter(
    (each) =>
      whole || leaders.includes(each.leader ?? '') || each.divisions.some((division) => divisions.includes(division)),
  );
  return {
    above: whole || leaders.length > 0,
    principal,
    named,
    missing: own,
    missingCount: whole ? figures.total.missing : own.length,
  };
}

function subjectOf({ period, figures }: BulletinReport, { named, above, missingCount }: OwnPart): string {
  const [first] = named;
  const who = above || first === undefined ? '' : `${oneLine(first.name)}`;
  const of: Figures = first ?? figures.total;
  const late = missingCount > 0 ? `逾期未报${missingCount}个 请${above ? '督促' : '立即'}补报` : '';
  const rate = of.onTime + of.late === 0 ? '请阅知' : `按时率${rateText(of)} 请阅知`;
  return `【督查通报】${period.label} ${who}${late === '' ? rate : late}`;
}

function sectionOf({ report, overall, office }: BulletinMailInput, own: OwnPart): LetterSection {
  const { period } = report;
  const title = `${period.label}督查通报`;
  return {
    ...{ heading: title, title, tone: own.missingCount > 0 ? 'attention' : 'plain' },
    cause: overall,
    items: [figuresItem(report, own), ...missingItems(report, own)],
    request: requestOf(own),
    next: `通报内容已经固定，此后补报的情况在下一期通报中反映；逾期未报的，${office}照常逐级报告。`,
  };
}

function requestOf({ above, principal, missingCount, named }: OwnPart): string {
  if (principal) return '请阅示。';
  if (missingCount > 0) {
    return above
      ? '请督促责任处室立即补报逾期未报节点的办理情况，并协调解决存在的困难。'
      : '请立即补报以上逾期未报节点的办理情况，并说明逾期原因。';
  }
  if (above) return '请阅知。';
  const faulty = named.some(({ late, returned, behind }) => late + returned + behind > 0);
  return faulty ? '请对照通报查找不足，按期做好后续报送工作。' : '请阅知，并按期做好后续报送工作。';
}

/** The reader's own figures and the whole's; who is above the divisions sees each of them. */
function figuresItem({ figures, period }: BulletinReport, { above, named }: OwnPart): LetterItem {
  const rows = above
    ? [...named, ...figures.divisions.filter(({ name }) => named.every((row) => row.name !== name))]
    : named;
  const line = (name: string, of: Figures, rank: number | null): string[] => [
    oneLine(name),
    ...[of.due, of.onTime, of.madeUp, of.missing].map(String),
    rateText(of),
    rank === null ? '—' : String(rank),
  ];
  const heads: [string, number][] = [
    ...([['处室', 28]] as [string, number][]),
    ...(['应报', '按时', '补报', '未报'].map((head) => [head, 11]) as [string, number][]),
    ...([
      ['按时率', 17],
      ['名次', 11],
    ] as [string, number][]),
  ];
  const table: LetterTable = {
    columns: heads.map(([head, width]) => ({ head, width })),
    rows: [...rows.slice(0, SHOWN).map((row) => line(row.name, row, row.rank)), line('合计', figures.total, null)],
  };
  return { title: `${period.label}报送情况（单位：节点）`, facts: [], table };
}

function missingItems({ campaign, asOf }: BulletinReport, { missing, missingCount }: OwnPart): LetterItem[] {
  if (missing.length === 0) return [];
  const more = missingCount > SHOWN ? `，列前${SHOWN}个` : '';
  const heads: [string, number][] = [
    ['事项', 46],
    ['节点', 14],
    ['期限', 22],
    ['逾期工作日', 18],
  ];
  const rows = missing
    .slice(0, SHOWN)
    .map(({ code, title, label, due, days }) => [
      oneLine(`${code} ${title}`),
      oneLine(label),
      chineseDate(due, { zone: campaign.zone, now: asOf }),
      String(days),
    ]);
  const table = { columns: heads.map(([head, width]) => ({ head, width })), rows };
  return [{ title: `逾期未报送（${missingCount}个${more}）`, facts: [], table }];
}
