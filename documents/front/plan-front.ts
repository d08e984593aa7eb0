import type { Block } from '../blocks/block.js';
import { bareName } from '../names/person-name.js';
import type { PlanFront, StatedSpan } from '../recognisers/recogniser.js';
import { dateIn } from './front-dates.js';
import { fieldValue } from './front-fields.js';
import { issuerOf, signature } from './front-issuer.js';
import { headLines, isFromArticleSite, OWN_NUMBER, type FrontLine } from './front-lines.js';
import { overallDate } from './front-overall.js';
import { spanInTitle, yearSpan } from './front-span.js';
import { titleIn } from './front-title.js';
import { spanOfPhases, yearOfDeadlines } from './front-work-years.js';

const PRINCIPAL_LABEL =
  /(?:总责任人|总负责人|第一责任人|主要责任人|主要负责人)\s*[:：]\s*(\p{Script=Han}(?: ?\p{Script=Han}){1,6}|\p{Script=Han}+·\p{Script=Han}+)(?=\s|[,，;；。、（(]|$)/u;
const POST_ONLY = /^(?:校长|园长|局长|书记|主任|院长|处长|科长|.{2,6}(?:负责人|负责同志|主要领导|局长|书记|校长))$/u;
/** A document that names itself where it is handed on: 现将《…》印发给你们. */
const HANDED_ON =
  /(?:现将|现印发|特制定|制定了?)\s?《([^《》]{6,60}(?:方案|计划|要点|安排|分工|分解表|清单|意见|表)[^《》]{0,8})》/u;
/** A foreword that says of which year the plan is. */
const OF_YEAR = [
  /为.{0,8}(?:做好|抓好|开展|完成)[^。，,]{0,8}?((?:19|20)\d\d)年度?[^。，,]{0,16}(?:工作|任务)/u,
  /制定.{0,10}((?:19|20)\d\d)年度?[^。，,]{0,16}(?:要点|计划|方案|安排)/u,
  /^((?:19|20)\d\d)年度?[^。，,]{0,16}工作的?(?:总体|指导|基本)(?:要求|思路|思想)/u,
  /(?:于|自|从)((?:19|20)\d\d)年\d{1,2}月(?:\d{1,2}日)?(?:起|开始|至)/u,
];

/** Reads what stands before the work begins and after it ends. It guesses nothing: what the document does not say stays empty. */
export function readFront(blocks: readonly Block[]): PlanFront {
  const head = headLines(blocks);
  const article = isFromArticleSite(blocks);
  const titled = titleIn(head, article);
  const title = titled?.text ?? captionOf(blocks) ?? handedOn(head);
  const number = numberOf(head, titled?.first ?? null);
  const overall = overallDate(blocks);
  return {
    title,
    titleLine: titled?.first ?? null,
    issuer: issuerOf(blocks, head, title),
    number,
    principal: principalOf(blocks, head),
    span: spanInTitle(title) ?? spanOfPhases(blocks, overall) ?? yearOf(blocks, { head, number, article, overall }),
    overall,
  };
}

function captionOf(blocks: readonly Block[]): string | null {
  const caption = blocks.find((block) => block.kind === 'table')?.caption;
  return caption === undefined
    ? null
    : (titleIn(headLines([{ kind: 'paragraph', text: caption, line: 1 }]), false)?.text ?? null);
}

function handedOn(head: readonly FrontLine[]): string {
  return head.map(({ text }) => HANDED_ON.exec(text)?.[1] ?? '').find((title) => title !== '') ?? '';
}

/** The document's own number: under its label, on a line by itself, or beside the title; never one that it cites. */
function numberOf(head: readonly FrontLine[], titleLine: number | null): string {
  const labelled = fieldValue(head, ['number'], (value) => OWN_NUMBER.test(value));
  const alone = head.find(({ kind }) => kind === 'number')?.text ?? '';
  const beside = (head.find(({ line }) => line === titleLine)?.text ?? '').replace(/《[^《》]*》/gu, '');
  for (const text of [labelled, alone, /(?:^|[(（]).{0,16}号[)）]?(?:$|\s)/u.test(beside) ? beside : '']) {
    const found = OWN_NUMBER.exec(text)?.[1];
    if (found !== undefined) return found.replace(/\s/g, '').replace(/[(（【［[](\d{4})[)）】］\]]/u, '〔$1〕');
  }
  return '';
}

function principalOf(blocks: readonly Block[], head: readonly FrontLine[]): string {
  const paragraphs = blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []));
  const names = [...head.map(({ text }) => text), ...paragraphs].map((text) =>
    bareName(PRINCIPAL_LABEL.exec(text)?.[1] ?? ''),
  );
  return names.find((name) => name !== '' && !POST_ONLY.test(name)) ?? '';
}

interface Formal {
  head: readonly FrontLine[];
  number: string;
  article: boolean;
  overall: string;
}

/** The year the document was issued in, unless its own deadlines agree on another. */
function yearOf(blocks: readonly Block[], formal: Formal): StatedSpan | null {
  const issued = formalYear(blocks, formal);
  const due = yearOfDeadlines(blocks);
  if (due === null) return issued ?? yearOfOverall(formal.overall);
  if (issued?.from === due) return yearSpan(due);
  return yearSpan(due, `标题没有年份，${due}年取自各项工作的完成时限，请核对`);
}

function yearOfOverall(overall: string): StatedSpan | null {
  const year = /^(\d{4})年/u.exec(overall)?.[1];
  return year === undefined ? null : yearSpan(Number(year), `年份取自方案的总体时限“${overall}”，请核对`);
}

/** The year of the number, of the date of issue, of the signature, of the foreword: the surer before the less sure. */
function formalYear(blocks: readonly Block[], { head, number, article }: Formal): StatedSpan | null {
  const issued = article ? null : dateIn(fieldValue(head, ['date'], (value) => dateIn(value) !== null));
  const stated = fieldValue(head, ['year'], (value) => /^(?:19|20)\d\d年?度?$/u.test(value));
  const signed = dateIn(signature(blocks)?.date ?? '');
  const date = signed && !signed.damaged ? signed : issued;
  const late = date?.month && date.month >= 11 ? lateDoubt(date.year, date.month) : undefined;
  const numbered = /〔(\d{4})〕/u.exec(number)?.[1];
  if (stated !== '') return yearSpan(Number(stated.slice(0, 4)));
  if (numbered !== undefined) return yearSpan(Number(numbered), date?.year === Number(numbered) ? late : undefined);
  if (date)
    return yearSpan(date.year, late ?? (date.month === null ? `年份取自日期“${date.written}”，请核对` : undefined));
  const said = head.filter(({ kind }) => kind === 'prose').flatMap(({ text }) => saidOfYear(text) ?? [])[0];
  if (said) return yearSpan(said.year, `年份取自前言“${said.words}”，请核对`);
  if (signed) return yearSpan(signed.year, `落款日期“${signed.written}”残缺，暂按${signed.year}年排定节点，请核对`);
  return article ? null : bareDate(head);
}

function saidOfYear(text: string): { year: number; words: string } | null {
  const words = text.replace(/《[^《》]*》/gu, '');
  const found = OF_YEAR.map((pattern) => pattern.exec(words)).find((match) => match !== null);
  return found ? { year: Number(found[1]), words: found[0].slice(-24) } : null;
}

/** A date on a line of its own, or under a bare 时间: when the page was made, which may be long after the plan. */
function bareDate(head: readonly FrontLine[]): StatedSpan | null {
  const line = head.find(({ kind }) => kind === 'date')?.text ?? '';
  const date = dateIn(line) ?? dateIn(fieldValue(head, ['time'], (value) => dateIn(value) !== null));
  return date ? yearSpan(date.year, `年份取自正文“${date.written}”，请核对`) : null;
}

function lateDoubt(year: number, month: number): string {
  return `标题未写年份，文件于${year}年${month}月印发，暂按${year}年排定节点`;
}
