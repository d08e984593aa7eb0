import type { Block } from './block.js';
import { plain } from './cell.js';
import { bareName } from './person-name.js';

/** What stands around the table: whose plan it is, of which year. Empty or `null` where the document does not say. */
export interface PlanFront {
  title: string;
  titleLine: number | null;
  issuer: string;
  principal: string;
  year: number | null;
  /** Why the year should be looked at by a person. */
  yearDoubt: string | null;
}

const NOT_A_TITLE = /»|>|＞|当前位置|现在位置|首页|字体|打印|索\s*引\s*号|^\S{2,6}[:：]|责任人[:：]/u;
const PLAN_WORD = /(?:方案|计划|要点|安排|分工|分解|清单|台账|任务|事项|目标|措施|通知|意见|[表案])(?:[（(].+[）)])?$/u;
/** The shortest head that ends as an office does, with the office's own section after it (市委办公室). */
const ISSUER =
  /^.{1,18}?(?:局|厅|委员会|委(?![托派任员])|政府|办公室|(?<!干)部|院|大学|学校)(?:.{0,4}(?:办公室|处|科|督导室))?/u;
const ISSUER_LABEL = /(?:发文单位|发文机关|发布机构|发布单位|制定单位|编制单位)\s*[:：]?\s*(\S{3,24})/u;
const PRINCIPAL_LABEL =
  /(?:总责任人|总负责人|第一责任人|主要责任人|主要负责人)\s*[:：]\s*(\p{Script=Han}(?: ?\p{Script=Han}){1,6}|\p{Script=Han}+·\p{Script=Han}+)(?=\s|[,，;；。、（(]|$)/u;
const DATE_LABEL = /(?:日期|时间)\s*[:：]?\s*((?:19|20)\d\d)\s*[年./-]\s*(\d{1,2})/u;

/** Reads the lines before the table; the principal may also stand after it. */
export function readFront(before: readonly Block[], after: readonly Block[]): PlanFront {
  const candidates = before.filter((block) => !NOT_A_TITLE.test(block.text) && block.text.length <= 60);
  const titleBlock = candidates.find((block) => PLAN_WORD.test(plain(block.text)));
  const title = titleBlock?.text ?? '';
  return {
    title,
    titleLine: titleBlock?.line ?? null,
    issuer: issuerOf(title, before),
    principal: [...before, ...after].map((block) => principalIn(block.text)).find((name) => name !== '') ?? '',
    ...yearOf(
      title.normalize('NFKC'),
      before.map((block) => block.text.normalize('NFKC')),
    ),
  };
}

function principalIn(text: string): string {
  return bareName(PRINCIPAL_LABEL.exec(text)?.[1] ?? '');
}

function issuerOf(title: string, before: readonly Block[]): string {
  // What follows 关于, 印发 or a year names the subject, which may hold the names of other offices.
  const head = plain(
    title.replace(/^\s*(?:19|20)\d\d\s*年度?/u, '').replace(/(?:关于|印发|贯彻|落实|(?:19|20)\d\d).*$/u, ''),
  );
  const inTitle = ISSUER.exec(head)?.[0];
  if (inTitle) return inTitle;
  return before.map((block) => ISSUER_LABEL.exec(block.text)?.[1] ?? '').find((name) => name !== '') ?? '';
}

function yearOf(title: string, before: readonly string[]): Pick<PlanFront, 'year' | 'yearDoubt'> {
  const range = /((?:19|20)\d\d)\s*年?\s*[—–~～至-]+\s*((?:19|20)\d\d)/u.exec(title);
  if (range)
    return { year: Number(range[1]), yearDoubt: `标题跨${range[1]}至${range[2]}年，暂按${range[1]}年排定节点` };
  const titled = /((?:19|20)\d\d)\s*年/u.exec(title);
  if (titled) return { year: Number(titled[1]), yearDoubt: null };
  for (const text of before) {
    const dated = DATE_LABEL.exec(text);
    if (!dated) continue;
    const month = Number(dated[2]);
    const doubt = `标题未写年份，文件于${dated[1]}年${month}月印发，暂按${dated[1]}年排定节点`;
    return { year: Number(dated[1]), yearDoubt: month >= 11 ? doubt : null };
  }
  const mentioned = before.map((text) => /((?:19|20)\d\d)\s*年/u.exec(text)).find((match) => match);
  if (!mentioned) return { year: null, yearDoubt: null };
  return { year: Number(mentioned[1]), yearDoubt: `年份取自正文“${mentioned[0]}”，请核对` };
}
