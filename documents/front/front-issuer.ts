import type { Block } from '../blocks/block.js';
import { isFurniture } from '../blocks/furniture.js';
import { fieldValue } from './front-fields.js';
import { workBegins, type FrontLine } from './front-lines.js';
import { dateIn } from './front-dates.js';

/** How offices' names end; not the 局 of 布局 or 局长, the 厅 of 大厅, the 委 of 委托. */
const OFFICE =
  '(?<![布格结大全破时开定])局(?![长面部势限])|(?<![大客餐])厅(?!长)|委员会|管委会|委(?![托派任员培会])|(?:人民|[省市县区镇乡州])政府|办公室|办事处|(?:组织|宣传|统战)部|法院|检察院|研究院|教科院|教研院|医院|大学|学院|(?<!中)(?:小|中)学|幼儿园|中心校|学校|(?<=\\p{Script=Han}{2})(?:有限|集团|分|总)公司|集团(?=20|年|关于|工作|$)';
const MINISTRY = '(?:教育|财政|公安|民政|科技|水利|文化和旅游|农业农村|交通运输|住房和城乡建设)部';
/** The party's body within an office: 教育局党组, 市委教育工委, 中共…局委员会. */
const PARTY =
  '党组|党委|党工委|工委|党支部|(?<=委)\\p{Script=Han}{2,4}?(?:工委|工作委员会)|(?<=^中共\\p{Script=Han}{2,24})委员会';
const OWN_SECTION = '办公[室厅]|督导室|督查室|(?<=[局厅委部]\\p{Script=Han}{2,6})[处科股](?=工作|关于|年度|学年|$)';
const COVERED =
  /(?:方案|计划|要点|安排|分工|清单|台账|任务|措施|规划|纲要|意见|行动|[表案])(?:[（(][^（()）]{1,24}[）)])?$/u;
/** The shortest head that ends as an office does, with the office's own section after it (市委办公室). */
const ORGAN = new RegExp(
  `^(?:[\\p{Script=Han}×*＊XxＸ]{1,24}?(?:${OFFICE})|${MINISTRY})(?:${PARTY})?(?:\\p{Script=Han}{0,8}?(?:${OWN_SECTION}))?`,
  'u',
);
/** Words that no office's name begins with or holds. */
const NO_ORGAN =
  /^(?:全[省市县区]|各|关于|加强|推进|落实|贯彻|深化|完善|开展|做好|进一步|全面|优化|建设|创建|农村|中小|乡镇|城乡|城区|义务教育|高中阶段|民办|公办|中等|职业|特殊|薄弱|示范|平安|绿色|智慧|文明|全体|所有)|^(?:中小|高等|中等)?(?:学校|学院|大学|中学|小学|幼儿园|医院)|第?[一二三四五六七八九十]+[届期批]|关于/u;
/** A school's or an institute's name is followed by what the plan is about, not by more of a phrase. */
const WEAK_END = /(?:学校|中学|小学|幼儿园|中心校|学院|大学|院)$/u;
const AFTER_NAME =
  /^(?:关于|印发|[(（]?(?:19|20)\d\d|二[〇○零]|“?十[二三四五]五|第[一二]学期|年度|学年|学期|工作|教育|教学|党|文件|$)/u;

/** A section that plans for itself: 基础教育处2018年工作要点. */
const SECTION =
  /^(?![全各市]|加强|推进)(?:\p{Script=Han}{2,8}?(?:处|科|股|室|中心)|\p{Script=Han}{1,8}?(?:工会|团委))(?=(?:19|20)\d\d|二[〇○零]|年度|学年|工作(?:要点|计划|安排|打算))/u;
/** What a label may name as an office; not 单位：万元. */
const OFFICE_LABELLED =
  /^\p{Script=Han}[\p{Script=Han}、()（）\s]{1,30}(?:[局厅委部府室处科股院校学园会组所队站]|中心)$/u;

/** The office that a text begins with; empty when it begins with none. */
export function organAtHead(text: string): string {
  const title = text
    .replace(/\s+/g, '')
    .replace(/^[“"]?(?:(?:19|20)\d\d|二[〇○零一二]{3})年?度?(?:[春秋]季?学期|[上下]半年)?/u, '');
  // What follows names the subject, which may hold the names of other offices.
  const head = title.replace(/(?:关于|印发|转发|贯彻|落实|(?:19|20)\d\d).*$/u, '');
  const organ = ORGAN.exec(head)?.[0] ?? '';
  if (organ === '' || NO_ORGAN.test(organ)) return '';
  return WEAK_END.test(organ) && !AFTER_NAME.test(title.slice(organ.length)) ? '' : organ;
}

/** Who issued the document: as its title says, else its metadata, its letterhead, its signature. */
export function issuerOf(blocks: readonly Block[], head: readonly FrontLine[], title: string): string {
  const labelled = fieldValue(head, ['issuer'], (value) => OFFICE_LABELLED.test(value));
  const others = [labelled.replace(/\s+/g, ''), letterhead(head), signature(blocks)?.issuer ?? ''];
  const inTitle = organAtHead(title) || organAtHead(issuedIn(title)) || (SECTION.exec(title)?.[0] ?? '');
  if (inTitle === '') return others.find((name) => name !== '') ?? '';
  // 市教育局 in the title of what 武汉市教育局 published: the full name, with the title's own section after it.
  const full = others.find((name) => name.length > 4 && isShortOf(inTitle, name));
  if (full?.endsWith(inTitle)) return full;
  return full ? full + inTitle.slice(officeOf(inTitle).length) : inTitle;
}

const AFTER_SIGNATURE =
  /^(?:附\s?[件表录]?|抄\s?送|主送|此件|[(（](?:此件|联系人)|联系人|.{2,20}办公室\s.{0,12}20\d\d)/u;

export interface Signature {
  issuer: string;
  /** The lines it stands on. */
  first: number;
  last: number;
  date: string;
}

/** 市教育局2024年工作要点 of 关于印发《市教育局2024年工作要点》的通知; what is merely passed on is another's. */
function issuedIn(title: string): string {
  return /^关于(?:印发|下发|发布|公布)《([^《》]+)》/u.exec(title)?.[1] ?? '';
}

/** Office and date under the text (落款): nothing of the document follows them but annexes and who else receives it. */
export function signature(blocks: readonly Block[]): Signature | null {
  let work: number | undefined;
  for (let index = blocks.length - 1; index >= 0; index -= 1) {
    const block = blocks[index];
    if (block?.kind !== 'paragraph' || block.text.length > 40) continue;
    const date = dateIn(block.text);
    if (!date) continue;
    const beside = block.text.normalize('NFKC').replace(date.written, '').trim();
    const before = blocks[index - 1];
    const above = before?.kind === 'paragraph' && beside === '' ? before : block;
    const issuer = wholeOrgan(beside === '' ? above.text : beside);
    if (issuer === '') continue;
    if (!isEnd(blocks, index + 1)) {
      // Once for all: a document may hold many dates, and where its work begins is long to find.
      work ??= indexOfWork(blocks);
      if (!isCover(blocks, index + 1, work)) continue;
    }
    return { issuer, first: above.line, last: block.line, date: date.written };
  }
  return null;
}

/** Whether the document proper is over: only debris of a page, annexes, and whom it is copied to may follow. */
function isEnd(blocks: readonly Block[], from: number): boolean {
  for (let index = from; index < blocks.length; index += 1) {
    const next = blocks[index] as Block;
    if (next.kind === 'table') return false;
    if (AFTER_SIGNATURE.test(next.text)) return true;
    if (!isFurniture(next.text)) return false;
  }
  return true;
}

/** Whether a notice ends here that is followed by the plan it hands on: its title, then its text. */
function isCover(blocks: readonly Block[], from: number, work: number): boolean {
  const titles: string[] = [];
  for (let at = from; at < work && titles.length < 4; at += 1) {
    const block = blocks[at] as Block;
    if (block.kind === 'paragraph') titles.push(block.text);
  }
  return titles.some((text) => /^[^，,。；;：:]{4,60}$/u.test(text) && COVERED.test(text));
}

function indexOfWork(blocks: readonly Block[]): number {
  const begins = workBegins(blocks);
  return begins === undefined ? -1 : blocks.indexOf(begins);
}

function wholeOrgan(text: string): string {
  const name = text.replace(/\s+/g, '').replace(/[(（](?:公章|盖章|印章|章)[)）]$/u, '');
  return name.length >= 3 && name.length <= 30 && organAtHead(name) === name ? name : '';
}

function letterhead(head: readonly FrontLine[]): string {
  const line = head.find(({ kind }) => kind === 'letterhead');
  return line ? organAtHead(line.text.replace(/\s?文件$/u, '')) : '';
}

/** 市教育局 of 市教育局基础教育处. */
function officeOf(name: string): string {
  return /^.{1,24}?(?:局|厅|委|部|政府)/u.exec(name)?.[0] ?? name;
}

function isShortOf(name: string, full: string): boolean {
  return (
    /^[省市县区]/u.test(name) && full.length > name.length - 4 && (full.endsWith(name) || full.endsWith(officeOf(name)))
  );
}
