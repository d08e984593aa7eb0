import { withArabicYears } from './front-dates.js';
import { fieldValue } from './front-fields.js';
import { OWN_NUMBER, type FrontLine } from './front-lines.js';
import { organAtHead } from './front-issuer.js';

export interface Title {
  text: string;
  /** Lines it stands on, first to last. */
  first: number;
  last: number;
}

const PLAN_END =
  /(?:方案|计划|計劃|要点|要點|安排|分工|分解|清单|台账|台帐|任务|任務|事项|目标|措施|通知|意见|意見|规划|纲要|办法|细则|部署|打算|思路|决定|公告|举措|重点|工程|行动|工作|责任书|工作单|校历|行事历|[表案])$/u;
/** Says what state the document is in, not what it is: （试行）, (草案), 草案, （2018年）. */
const TAIL = /(?:[(（][^()（）]{1,24}[)）]|草案|征求意见稿|讨论稿|送审稿|初稿|篇[一二三四五六七八九十\d]{1,2})$/u;
const SUBTITLE = /^[(（](?:.{0,12}(?:稿|试行|草案|暂行)|.{0,6}20\d\d.{0,12}年度?)[)）]$/u;
/** A notice that hands on another document ends as one: 关于印发《…》的通知. */
const HANDS_ON = /关于(?:印发|转发|下发|发布|公布|报送|批转|做好)/u;
const NOTICE_END = /(?:通知|函|决定|公告|通报|报告|请示|批复|意见|命令)$/u;
const SITE_NAME = /网站?$|门户|平台$|频道$|专栏$|目录$|^\p{Script=Han}{2,4}公开$/u;
const PLACE = /^(?:中共)?\p{Script=Han}{2,7}[省市县区州盟旗镇乡]/u;
const LONGEST = 90;

/**
 * The title among the lines of the head: of the document rather than of the site, whole where it stands on several lines.
 * `null` when nothing there is named as a plan is.
 */
export function titleIn(head: readonly FrontLine[], fromArticleSite: boolean): Title | null {
  const candidates = head.flatMap((_, index) => candidateAt(head, index) ?? []);
  const labelled = fieldValue(head, ['title'], (value) => strengthOf(value) >= 2);
  if (labelled !== '') {
    const shown = candidates.find(({ text }) => same(text, labelled));
    const line = head.find(({ fields }) => fields.some(({ value }) => value === labelled))?.line ?? head[0]?.line ?? 1;
    return shown ?? { text: tidy(labelled), first: line, last: line };
  }
  const repeats = (text: string) => candidates.filter((one) => same(one.text, text)).length;
  const best = Math.max(0, ...candidates.map(({ text }) => strengthOf(text)));
  const strongest = candidates.filter(({ text }) => strengthOf(text) === best);
  // Where a site shows the papers of others, its own title comes first and the paper's right before the text.
  if (fromArticleSite) return strongest.at(-1) ?? null;
  return strongest.find(({ text }) => repeats(text) > 1) ?? strongest[0] ?? null;
}

/** Whether a text is the title or one of the lines it stands on. */
export function isOfTitle(text: string, title: string): boolean {
  if (text.length > LONGEST) return false;
  const line = tidy(text);
  return (
    title !== '' && (same(line, title) || (line.length >= 4 && title.includes(line)) || same(withoutTail(line), title))
  );
}

/** The title that the line begins, taking in as many of the next lines as it needs. */
function candidateAt(head: readonly FrontLine[], index: number): Title | null {
  const first = head[index];
  if (first?.kind !== 'text' || SITE_NAME.test(first.text)) return null;
  let joined = '';
  let fallback: Title | null = null;
  for (let end = index; end < Math.min(index + 4, head.length); end += 1) {
    const line = head[end] as FrontLine;
    if (line.kind !== 'text' || (end > index && !goesOn(joined, line.text))) break;
    joined += line.text;
    if (tidy(joined).length > LONGEST) break;
    if (strengthOf(joined) === 0) continue;
    const found = withSubtitle({ text: tidy(joined), first: first.line, last: line.line }, head[end + 1]);
    if (isWhole(joined)) return found;
    fallback ??= found;
  }
  return fallback;
}

/** Whether a title that breaks off goes on in the next line, rather than the next line being one by itself. */
function goesOn(before: string, next: string): boolean {
  const organ = organAtHead(before);
  if (organ !== '' && organ === tidy(before)) return organAtHead(next) === '' || /^关于/u.test(next);
  if (/关于|[和与及的、《对为]$/u.test(before) || organ !== '') return true;
  return strengthOf(before) === 0 && strengthOf(next) < 3 && before.length >= 6 && !SITE_NAME.test(before);
}

function isWhole(text: string): boolean {
  const title = withoutTail(tidy(text));
  const opened = [...title].reduce((open, sign) => open + (sign === '《' ? 1 : sign === '》' ? -1 : 0), 0);
  return opened === 0 && (!HANDS_ON.test(title) || NOTICE_END.test(title));
}

/** 0: no title of a plan; 1: too short to be told from a menu; 2: a plan's; 3: says whose or of which year it is. */
function strengthOf(text: string): 0 | 1 | 2 | 3 {
  const title = withoutTail(tidy(text));
  if (!PLAN_END.test(title) || /[，,。；;！!？?]/u.test(title.replace(/《[^《》]*》|“[^“”]*”/gu, ''))) return 0;
  if (title.length < 6) return 1;
  const named = organAtHead(title) !== '' || /20\d\d|二[〇○零]/u.test(title) || /关于.{4,}/u.test(title);
  return named || PLACE.test(title) ? 3 : 2;
}

function withSubtitle(title: Title, next: FrontLine | undefined): Title {
  if (!next || !SUBTITLE.test(withArabicYears(next.text))) return title;
  return { ...title, text: title.text + tidy(next.text), last: next.line };
}

/** Without the number that a site sets before or after the title, and without the spaces that set its letters apart. */
function tidy(text: string): string {
  const number = OWN_NUMBER.source;
  return (
    text
      .trim()
      .replace(new RegExp(`^${number}\\s*(?=\\S)`, 'u'), '')
      .replace(new RegExp(`[(（]\\s?${number}\\s?[)）]$`, 'u'), '')
      .replace(/(?<=[^\x00-\xff])\s+|\s+(?=[^\x00-\xff])/gu, '')
      .replace(/\s+/g, ' ')
      // A site sets the whole title in the signs of a title.
      .replace(/^《([^《》]+)》$/u, '$1')
  );
}

function withoutTail(title: string): string {
  let bare = title;
  for (let next = bare.replace(TAIL, ''); next !== bare && next !== ''; next = bare.replace(TAIL, '')) bare = next;
  return bare;
}

function same(a: string, b: string): boolean {
  return tidy(a).normalize('NFKC') === tidy(b).normalize('NFKC');
}
