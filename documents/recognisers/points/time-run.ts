/** A stretch of text that names a time: `2018年3月至2018年12月`, `3-5月`, `6月底前`, `第三季度`. */
export interface TimeRun {
  start: number;
  end: number;
  /** As written. */
  text: string;
  /** It names more than a year, so that it can stand for a date by itself. */
  precise: boolean;
}

const HAN_MONTH = '十[一二]?|[一二三四五六七八九元正]';
const HAN_DAY = '(?:二十|三十|十)[一二三四五六七八九]?|[一二三四五六七八九]';
const YEAR =
  '(?:(?:(?:19|20)\\d\\d|二[〇○零][〇○零一二三四五六七八九]{2})(?: ?年度?(?![级代])| ?(?=[-./] ?\\d{1,2} ?月))|[今明本当次]年度?)';

/** What names a time by itself. */
const TIMES = new RegExp(
  [
    '(?:19|20)\\d\\d([-./])(?:1[0-2]|0?[1-9])(?:\\1(?:3[01]|[12]\\d|0?[1-9]))?(?!\\d)',
    `(?:(?:19|20)\\d\\d|二[〇○零][〇○零一二三四五六七八九]{2}|[今明本当]) ?年(?:[初中底末终]|内(?![容涵部]))`,
    '\\d{1,2} ?[-—–－~～至到] ?\\d{1,2} ?[日号]',
    // The first figures of a range borrow the unit of the last: 3-5月, 3、6、9、12月, 10日-15日.
    '\\d{1,2}(?: ?[-—–－~～至到、,/ ] ?\\d{1,2}){1,11} ?月份?',
    `(?:\\d{1,2}|${HAN_MONTH}) ?月(?:份|初|中旬|[中底末]| ?[上下]旬)?`,
    `(?:\\d{1,2}|${HAN_DAY}) ?[日号]`,
    '第?[一二三四1-4](?:[、至-][一二三四1-4])?季度(?:[初末底])?',
    '[上下]半年',
    '(?:[本下上每]|第[一二])学期[初末中底]?',
    '学[期年][初末中底]',
    '[春秋]季学期|[春秋]季开学|[寒暑]假',
    '(?:春节|元旦|五一|劳动节|六一|国庆|教师节|清明|端午|中秋|元宵)节?|开学[前后初]?',
    '(?:即日|(?:印发|发布|发文|下发|通知)之日|现在)起',
    '年(?:[初中底末终]|内(?![容涵部]))',
    '全年|常年|长期|贯穿全年|每(?:月|季度|半年|年|学期)',
    '(?:\\d{1,3}|[一二两三四五六七八九十]{1,3}) ?个?(?:工作日|月|周|天)(?:以?内|之内)',
  ].join('|'),
  'uy',
);
const YEARS = new RegExp(YEAR, 'uy');
/** What may follow a time and belongs to it. */
const SUFFIX = /[初中底末]?(?:[之以]?前|[之以]?后|[之以]?内|期间|起|止|左右|上旬|中旬|下旬|开始)/uy;
/** What may stand between two times. */
const LINK = / ?(?:[-—–－~～、,/ ]|至|到|和|及|起至|开始至|开始到)+ ?/uy;

/**
 * The time that stands at `at`, as far as it goes; `null` when there is none. Half-width and full-width signs are the
 * same to it.
 */
export function timeRunAt(text: string, at: number): TimeRun | null {
  const near = text.slice(at, at + LONGEST_RUN);
  const run = runAt(near, halfWidth(near), 0);
  return run && { ...run, start: at, end: at + run.end };
}

/** Twelve months, each with its year and day, are shorter. */
const LONGEST_RUN = 300;

function runAt(text: string, plain: string, at: number): TimeRun | null {
  let end = at;
  let precise = false;
  for (let next = at; next < plain.length;) {
    const whole = matchAt(TIMES, plain, next);
    const year = whole === '' ? matchAt(YEARS, plain, next) : '';
    const time = whole || matchAt(TIMES, plain, next + year.length);
    if (year.length + time.length === 0) break;
    precise ||= time !== '';
    end = next + year.length + time.length;
    // A day or a part of the month follows its month at once: 3月 5日.
    end += matchAt(SUFFIX, plain, end).length;
    next = end + matchAt(LINK, plain, end).length;
  }
  return end === at ? null : { start: at, end, text: text.slice(at, end), precise };
}

/** The times of a text in their order; no more than the first `limit` signs are looked at. */
export function timeRunsIn(text: string, limit = 2000): TimeRun[] {
  const runs: TimeRun[] = [];
  const plain = halfWidth(text);
  const end = Math.min(text.length, limit);
  for (let at = 0; at < end; at += 1) {
    if (!TIME_BEGINS.test(text.charAt(at)) || /\d/.test(text.charAt(at - 1))) continue;
    const run = runAt(text, plain, at);
    if (!run) continue;
    runs.push(run);
    at = run.end - 1;
  }
  return runs;
}

const TIME_BEGINS =
  /[即印发下通现\d０-９一二三四五六七八九十正元第上下本每学春秋寒暑劳六国教清端中开年全常长贯今明当次]/u;
const UNDECIDED =
  /^(?:具体)?(?:时间|日期)?[:：]?(?:待定|未定|另行通知|另定|另行确定|另行安排|以(?:上级|省市?|市|国家)?.{0,4}通知为准)$/u;
const LABEL = /^(?:起止|完成|实施|活动|工作)?(?:时间|时限|日期|期限)(?:要求|安排|节点)?\s*(?:[:：为]|是)?\s*/u;
const FROM = /^(?:从|自|于|在|截至|截止到?|约|拟于?|预计|计划|原则上)/u;
const REMAINS = /^[\s。.，,;；:：、]*(?:(?:基本|全部|全面)?完成|结束|进行|启动|为止|止)?[\s。.;；]*$/u;

/**
 * The text as a deadline, when it is nothing but one: `（2018年3月）`, `时间：3月1日至31日`, `时间待定`. `null` else.
 */
export function asTime(text: string): string | null {
  const inner = text.trim().replace(/^[（(【〔[]\s*(.*?)\s*[）)】〕\]]$/u, '$1');
  if (inner.length === 0 || inner.length > 60) return null;
  if (isUndecided(inner)) return inner;
  const bare = inner.replace(LABEL, '');
  if (isUndecided(bare)) return bare;
  if (/^\d{1,2}\.\d{1,2}(?:日?前|(?:[-—–~～至到]\d{1,2}\.\d{1,2}))$/u.test(halfWidth(bare))) return bare;
  const start = bare.length - bare.replace(FROM, '').length;
  const run = timeRunAt(bare, start);
  return run && REMAINS.test(bare.slice(run.end)) ? run.text : null;
}

/** The time a text begins with, after 时间： or 从: and where it stands. */
export function leadingTime(text: string): TimeRun | null {
  const label = LABEL.exec(text)?.[0].length ?? 0;
  const from = FROM.exec(text.slice(label))?.[0].length ?? 0;
  const run = timeRunAt(text, label + from);
  return run?.precise ? run : null;
}

export function isUndecided(text: string): boolean {
  return UNDECIDED.test(text.replace(/\s/g, ''));
}

/** Full-width signs as half-width, sign for sign, so that places stay the same. */
export function halfWidth(text: string): string {
  return text.replace(/[！-～]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replace(/\u3000/g, ' ');
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}
