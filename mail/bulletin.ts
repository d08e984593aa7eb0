import { documentDate, shortDate } from '../domain/calendar/chinese-date.js';
import type { RankedFigures } from '../domain/bulletin-figures.js';
import type { BulletinReport, LateReport } from '../domain/bulletin-report.js';
import { rateText, type Figures } from '../domain/counted-checkpoint.js';
import type { Instant } from '../domain/instant.js';
import type { PostKind } from '../domain/notice.js';
import { askFact } from './ask.js';
import { letterHtml } from './letter-html.js';
import { letterText } from './letter-text.js';
import { columnsOf, type Letter, type LetterItem, type LetterSection } from './letter.js';
import type { Mailbox } from './mailbox.js';
import { bookTitle, oneLine, shorten } from './plain.js';
import { postTitles } from './sections/facts.js';
import { salutationOf } from './salutation.js';
import { welcomeLines, type Welcome } from './welcome.js';

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
  /** The reader's first mail of all. */
  welcome: Welcome | null;
}

/** Lines of a list, and characters of a title in it; the bulletin itself has them all. */
const SHOWN = 20;
const TITLE = 24;

/** 督查通报 as it goes round: to each reader what it says of him first; the bulletin itself goes with the mail. */
export function composeBulletin(input: BulletinMailInput): { subject: string; text: string; html: string } {
  const { recipient, posts, report, office, contacts, consoleUrl, standsInFor } = input;
  const { campaign, period } = report;
  const own = ownPart(report, posts);
  const letter: Letter = {
    salutation: salutationOf(recipient.name, posts),
    opening: `${bookTitle(campaign.title)}${period.label}督办事项办理情况的通报已经印发，现予送达，全文见附件。${openingAsk(own)}`,
    remarks: standsInFor.length === 0 ? [] : [`您代${standsInFor.map(oneLine).join('、')}办理（代理）以下事项。`],
    glance: null,
    sections: [sectionOf(input, own)],
    welcome: welcomeLines(input.welcome, office),
    closing: [
      ...(consoleUrl === null
        ? []
        : [
            {
              label: '督办平台',
              text: `${consoleUrl.replace(/\/+$/, '')}${pagePath(report)}`,
              link: true,
              show: '查看通报全文',
            },
          ]),
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
  /** Of what he leads as a leader, and of his divisions. */
  leading: RankedFigures[];
  own: RankedFigures[];
  missing: LateReport[];
  missingCount: number;
}

function ownPart({ figures, missing }: BulletinReport, posts: BulletinMailInput['posts']): OwnPart {
  const names = (kind: PostKind): string[] => posts.flatMap((post) => (post.kind === kind ? [post.name] : []));
  const [divisions, leaders] = [names('division'), names('leader')];
  const principal = names('principal').length > 0;
  const whole = principal || names('office').length > 0;
  const late = missing.filter(
    (each) =>
      whole || leaders.includes(each.leader ?? '') || each.divisions.some((division) => divisions.includes(division)),
  );
  return {
    above: whole || leaders.length > 0,
    principal,
    leading: figures.leaders.filter(({ name }) => leaders.includes(name)),
    own: figures.divisions.filter(({ name }) => divisions.includes(name)),
    missing: late,
    missingCount: whole ? figures.total.missing : late.length,
  };
}

function subjectOf({ period, figures }: BulletinReport, { leading, own, above, missingCount }: OwnPart): string {
  const [first] = [...leading, ...own];
  const who = above || first === undefined ? '' : oneLine(first.name);
  const of: Figures = first ?? figures.total;
  const late = missingCount > 0 ? `逾期未报${missingCount}个 请${above ? '督促' : '立即'}补报` : '';
  const rate =
    of.onTime + of.late === 0 ? '请阅知' : `${first === undefined ? '总体' : ''}按时率${rateText(of)} 请阅知`;
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
    next: `通报内容已经固定，此后补报的记入台账，不改本期数字；逾期未报的，${office}照常逐级报告。`,
  };
}

function openingAsk({ above, missingCount }: OwnPart): string {
  if (missingCount === 0) return '';
  return above ? `所列逾期未报节点${missingCount}个，请督促补报。` : `你处逾期未报节点${missingCount}个，请立即补报。`;
}

function requestOf({ above, principal, missingCount, own }: OwnPart): string {
  if (principal) return missingCount > 0 ? '请阅示，并督促有关处室补报。' : '请阅示。';
  if (missingCount > 0) {
    return above
      ? '请督促责任处室立即补报逾期未报节点的办理情况，并协调解决存在的困难。'
      : '请立即补报以上逾期未报节点的办理情况，并说明逾期原因。';
  }
  if (above) return '请阅知。';
  const faulty = own.some(({ late, returned, behind }) => late + returned + behind > 0);
  return faulty ? '请对照通报查找不足，按期做好后续报送工作。' : '请阅知，并按期做好后续报送工作。';
}

/** The reader's own figures and the whole's; who is above the divisions sees each of them. */
function figuresItem({ figures, period }: BulletinReport, { above, leading, own }: OwnPart): LetterItem {
  const rows = above ? figures.divisions : own;
  const line = (name: string, of: Figures, rank: number | null): string[] => [
    oneLine(name),
    ...[of.due, of.onTime, of.madeUp, of.missing].map(String),
    rateText(of),
    rank === null ? '—' : String(rank),
  ];
  const columns = columnsOf(
    ...([['处室', 26]] as [string, number][]),
    ...['应报', '按时', '补报', '未报'].map((head): [string, number] => [head, 11]),
    ...([
      ['按时率', 19],
      ['名次', 11],
    ] as [string, number][]),
  );
  const lines = [
    ...leading.map((row) => line(`${row.name}分管`, row, null)),
    ...rows.slice(0, SHOWN).map((row) => line(row.name, row, row.rank)),
    line('合计', figures.total, null),
  ];
  const joint = above && rows.reduce((sum, { due }) => sum + due, 0) > figures.total.due;
  const unit = `单位：节点${joint ? '；联合牵头的分别计入各处室' : ''}`;
  return { title: `${period.label}报送情况（${unit}）`, facts: [], table: { columns, rows: lines } };
}

function missingItems({ campaign, asOf }: BulletinReport, { missing, missingCount }: OwnPart): LetterItem[] {
  if (missing.length === 0) return [];
  const more = missingCount > SHOWN ? `，列前${SHOWN}个` : '';
  const columns = columnsOf(['事项及节点', 62], ['期限', 22], ['逾期', 16]);
  const rows = missing
    .slice(0, SHOWN)
    .map(({ code, title, label, due, days }) => [
      oneLine(`${code} ${shorten(title, TITLE)} ${label}`),
      shortDate(due, { zone: campaign.zone, now: asOf }),
      `${days}天`,
    ]);
  return [{ title: `逾期未报送（${missingCount}个${more}，逾期按工作日计）`, facts: [], table: { columns, rows } }];
}
