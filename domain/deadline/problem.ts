export type ProblemCode =
  /** 待定: there is no date yet. */
  | 'deadline-undecided'
  /** Some of the text is not understood. */
  | 'deadline-unreadable'
  /** 2月30日. */
  | 'deadline-impossible'
  /** “两会”前: an event whose day is not known beforehand. */
  | 'deadline-not-a-date'
  /** 民国106年. */
  | 'deadline-era'
  /** Counts from the launch, whose day is not known yet. */
  | 'deadline-from-launch'
  /** The dates do not follow one another. */
  | 'deadline-order'
  /** 6月前, 2018年, 立即: it may be meant otherwise. */
  | 'deadline-vague'
  /** The year is far from the plan's. */
  | 'deadline-year'
  /** 年底 in a plan of several years. */
  | 'deadline-which-year'
  /** From the default school calendar, not the office's own. */
  | 'deadline-school-dates';

/** What the office must look at. */
export interface DeadlineProblem {
  code: ProblemCode;
  /** In Chinese, as the officer reads it. */
  message: string;
}

/** Doubts about a deadline that was read: one problem, coded by the first, telling all of them. */
export function oneProblem(doubts: readonly DeadlineProblem[]): DeadlineProblem | undefined {
  const [first] = doubts;
  return first && { code: first.code, message: [...new Set(doubts.map(({ message }) => message))].join('') };
}

export function undecided(text: string): DeadlineProblem {
  return problem('deadline-undecided', `完成时限为“${text}”，未设检查节点，请确定时间后补填。`);
}

export function unreadable(text: string, rest: string): DeadlineProblem {
  const where = rest === '' ? '无法识别' : `，自“${rest}”起无法识别`;
  const message = `完成时限“${text}”${where}，请改写为“9月”“第三季度”“年底前”“9月30日前”一类写法。`;
  return problem('deadline-unreadable', message);
}

export function impossible(text: string, written: string): DeadlineProblem {
  const years = /[至到~—–-]/u.test(written) ? '；起止跨年的，请写明年份' : '';
  const message = `${inText(text, written)}没有这样的日期，请核对${years}。`;
  return problem('deadline-impossible', message);
}

export function notADate(text: string, event: string): DeadlineProblem {
  const message = `${inText(text, event)}日期须待另行公布，系统不作推算，请改写为具体日期。`;
  return problem('deadline-not-a-date', message);
}

export function eraYear(text: string): DeadlineProblem {
  return problem('deadline-era', `完成时限“${text}”使用民国纪年，系统不作换算，请改写为公元年份。`);
}

export function fromLaunch(text: string, written: string): DeadlineProblem {
  const message = `${inText(text, written)}须待专项启动才能确定日期，暂未设该节点，请填写日期。`;
  return problem('deadline-from-launch', message);
}

export function outOfOrder(text: string): DeadlineProblem {
  const message = `完成时限“${text}”未按先后排列，暂全部按所写年份理解，请核对有无跨年。`;
  return problem('deadline-order', message);
}

export function vagueEnd(text: string, written: string): DeadlineProblem {
  const message = `${inText(text, written)}是否包含该时段不明，暂按该时段结束理解，请核对。`;
  return problem('deadline-vague', message);
}

export function yearOnly(text: string, written: string): DeadlineProblem {
  return problem('deadline-vague', `${inText(text, written)}只有年份，暂按当年年底理解，请核对。`);
}

export function atOnce(text: string, written: string): DeadlineProblem {
  return problem('deadline-vague', `${inText(text, written)}没有写明期限，暂按启动后5个工作日理解，请核对。`);
}

export function noMonth(text: string, written: string): DeadlineProblem {
  return problem('deadline-vague', `${inText(text, written)}没有写明月份，暂按启动当月理解，请核对。`);
}

export function sharedDay(text: string, written: string): DeadlineProblem {
  const message = `${inText(text, written)}是否也以其后所写的日、旬为限不明，暂按该月底理解，请核对。`;
  return problem('deadline-vague', message);
}

export function monthOrLength(text: string, written: string): DeadlineProblem {
  const message = `${inText(text, written)}是指该月之内还是几个月之内不明，暂按该月底理解，请核对。`;
  return problem('deadline-vague', message);
}

export function strayYear(text: string, label: string, plan: string): DeadlineProblem {
  return problem('deadline-year', `${inText(text, label)}与计划年度${plan}不符，请核对年份。`);
}

export function whichYear(
  text: string,
  { written, plan, year }: Record<'written' | 'plan' | 'year', string>,
): DeadlineProblem {
  const message = `${inText(text, written)}未写年份，方案跨${plan}，暂按${year}年理解，请核对。`;
  return problem('deadline-which-year', message);
}

export function defaultSchoolDates(text: string, written: string): DeadlineProblem {
  const message = `${inText(text, written)}暂按默认校历推算，请按当地校历核对。`;
  return problem('deadline-school-dates', message);
}

function inText(text: string, written: string): string {
  return text === written ? `完成时限“${text}”` : `完成时限“${text}”中的“${written}”`;
}

function problem(code: ProblemCode, message: string): DeadlineProblem {
  return { code, message };
}
