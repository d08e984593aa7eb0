import { asTime, isUndecided, leadingTime, timeRunAt, timeRunsIn, type TimeRun } from '../points/time-run.js';
import { shortTitle, withoutEnd } from '../points/short-title.js';

/** The head of a phase, taken apart: `自评申报（2018年3月至2018年12月）。对照…`. */
export interface PhaseHead {
  title: string;
  /** The period as written; empty when the head states none. */
  time: string;
  /** What stands after the title and the period. */
  rest: string;
  /** What else the bracket with the period says (市教育局牵头). */
  aside: string;
  /** The period was the beginning of a sentence about the work, not a statement by itself. */
  fromSentence: boolean;
}

const STAGE = '第[一二三四五六七八九十\\d]{1,3}(?:个)?(?:阶段|步骤?|环节|时段|期)|阶段[一二三四五六七八九十\\d]{1,3}';
const BARE_STAGE = new RegExp(`^(?:${STAGE})$`, 'u');
const STAGE_HEAD = new RegExp(`^[—–-]{0,2}\\s?(?:${STAGE})`, 'u');
const LONGEST = 40;

/** A line without a number that begins a phase: 第一阶段：…, 3月—4月：…. */
export function beginsPhase(text: string): boolean {
  return beginsStage(text) || (leadingTime(text) !== null && /^\s?[：:]/u.test(afterTime(text)));
}

export function beginsStage(text: string): boolean {
  return STAGE_HEAD.test(text);
}

/** A line that begins with its time, among lines that do: 6月底前，完成…; 9月1日至30日为总结阶段. */
export function beginsWithTime(text: string): boolean {
  return timeFirst(text) !== null;
}

function afterTime(text: string): string {
  const run = leadingTime(text);
  // 时间：2018年3月：… would be a label, not the head of a phase.
  return run && run.start === 0 ? text.slice(run.end) : '';
}

/** Whether a title is that of a phase by its own words. */
export function namesPhase(title: string): boolean {
  return /阶段|^第[一二三四五六七八九十\d]{1,3}步/u.test(title);
}

/** `text` is a point without its number. */
export function phaseHead(text: string): PhaseHead {
  const said = text.replace(/^[—–-]{1,2}\s?/u, '');
  return timeFirst(said) ?? timeInBrackets(said) ?? timeAfterTitle(said) ?? untimed(said);
}

/** `3月—4月：调查摸底`, `3月1日至31日为宣传发动阶段。…`, `2018年9月底前完成改造`. */
function timeFirst(text: string): PhaseHead | null {
  const run = leadingTime(text);
  if (!run) return null;
  const after = text.slice(run.end);
  const named = /^\s?(?:[：:]|为|是)\s?/u.exec(after)?.[0];
  const bounded = named ?? /^(?:[，,。、\s]|$)/u.exec(after)?.[0];
  if (bounded === undefined && !/[前底末内间起]$/u.test(run.text)) return null;
  const said = after.slice(bounded?.length ?? 0).trim();
  const { title, rest } = titled(said);
  return { title, time: run.text, rest, aside: '', fromSentence: false };
}

/** `宣传发动阶段（3月1日-3月31日）：…`, `第一阶段（2018年3月）：动员部署。…`. */
function timeInBrackets(text: string): PhaseHead | null {
  for (const found of text.slice(0, 120).matchAll(/[（(【〔[]([^（()）【】〔〕[\]]{2,50})[）)】〕\]]/gu)) {
    const before = text.slice(0, found.index);
    if (/[。；;]/u.test(before) || before.length > 60) return null;
    const parts = (found[1] ?? '').split(/[，,；;]/u).map((part) => part.trim());
    const times = parts.filter((part) => timeOf(part) !== null);
    if (times.length === 0) continue;
    const after = text.slice(found.index + found[0].length).replace(/^[\s。：:，,、；;]+/u, '');
    const time = times.map((part) => timeOf(part)).join('、');
    const aside = parts.filter((part) => timeOf(part) === null).join('，');
    return { ...withStage(withoutEnd(before), after), time, aside, fromSentence: false };
  }
  return null;
}

/** `启动阶段 2018年3-5月`, `准备阶段。2018年3月底前，…`, `动员阶段：从3月1日开始…`, `宣传发动阶段，3月。…`. */
function timeAfterTitle(text: string): PhaseHead | null {
  const [, first = '', rest = ''] = /^([^。：:；;]*)[。：:；;]?\s*(.*)$/su.exec(text) ?? [];
  const stage = timeAfterStage(first.trim(), rest);
  if (stage) return stage;
  const { title, rest: said } = withStage(first.trim(), rest);
  const inTitle = timeRunsIn(title, 80).find((run) => run.precise && standsApart(title, run));
  if (inTitle) {
    const after = title.slice(inTitle.end).trim();
    const named = withoutEnd(title.slice(0, inTitle.start).replace(/[：:]\s*$/u, ''));
    const beginning = { title: named, time: inTitle.text, aside: '', fromSentence: false };
    return { ...beginning, rest: [withoutEnd(after), said].filter(Boolean).join('。') };
  }
  const [, statement = '', more = ''] = /^([^。；;，,]*)[。；;，,]?\s*(.*)$/su.exec(said) ?? [];
  if (isUndecided(statement)) return { title, time: statement.trim(), rest: more, aside: '', fromSentence: false };
  const run = leadingTime(said);
  if (!run) return null;
  const after = said.slice(run.end);
  const alone = /^\s?(?:[。；;]|$)/u.exec(after)?.[0];
  if (alone !== undefined) {
    return { title, time: run.text, rest: after.slice(alone.length).trim(), aside: '', fromSentence: false };
  }
  if (!/^[，,、\s]/u.test(after) && !/[前底末内间起始]$/u.test(run.text)) return null;
  return { title, time: run.text, rest: said, aside: '', fromSentence: true };
}

/** `第一阶段：3月1日—3月20日，宣传发动。` */
function timeAfterStage(stage: string, rest: string): PhaseHead | null {
  if (!BARE_STAGE.test(stage)) return null;
  const timed = timeFirst(rest);
  return timed && { ...timed, title: timed.title === '' ? stage : `${stage}：${timed.title}` };
}

function untimed(text: string): PhaseHead {
  const [, first = '', rest = ''] = /^([^。：:]*)[。：:]?\s*(.*)$/su.exec(text) ?? [];
  return { ...withStage(first.trim(), rest), time: '', aside: '', fromSentence: false };
}

/** 第一阶段 alone is no title: the clause after it says what the phase is about. */
function withStage(title: string, rest: string): { title: string; rest: string } {
  if (title === '') return titled(rest);
  if (!BARE_STAGE.test(title)) return { title: shortTitle(title, LONGEST).title, rest: restOf(title, rest) };
  const { title: about, rest: after } = titled(rest.replace(/^[\s：:，,。、]+/u, ''));
  return { title: about === '' ? title : `${title}：${about}`, rest: after };
}

/** A title too long to be kept whole is told again with the rest. */
function restOf(title: string, rest: string): string {
  return title.length <= LONGEST ? rest.trim() : [title, rest.trim()].filter(Boolean).join('。');
}

function titled(text: string): { title: string; rest: string } {
  const { title, whole } = shortTitle(text, LONGEST);
  if (whole || title === '') return { title, rest: '' };
  const after = text.slice(title.length);
  return /^[。：:]/u.test(after) ? { title, rest: after.slice(1).trim() } : { title, rest: text.trim() };
}

/** A period at the end of a title, or set off from what stands around it. */
function standsApart(title: string, { start, end }: TimeRun): boolean {
  const before = title.slice(0, start);
  const after = title.slice(end);
  if (before === '' || !/^(?:\s|$)/u.test(after)) return false;
  return /[\s，,、：:—-]$|阶段$|[期步]$/u.test(before);
}

/** A text in brackets that is a time, or says when by words that only a person can date (动员会后一周内). */
function timeOf(text: string): string | null {
  const time = asTime(text);
  if (time !== null) return time;
  const near = timeRunAt(text, 0)?.precise === true || /(?:[前后内]|期间|左右)$/u.test(text);
  return near && text.length <= 30 && /[年月日周天旬季]|学期|开学|节/u.test(text) ? text : null;
}
