import { isDay } from '../../domain/clocks.js';
import { civilDay } from '../../domain/calendar/civil-day.js';
import type { SchoolDates } from '../../domain/deadline.js';
import type { Day } from '../../domain/instant.js';
import { mobileOf } from '../../domain/mobile.js';
import { InvalidArgumentError, Option } from 'commander';

export function yearOption(): Option {
  return new Option('--year <年份>', '把方案移到该年度，如 2027').argParser((text) => {
    if (!/^20\d\d$/.test(text)) throw new InvalidArgumentError(`--year “${text}”不是年份；应为四位数字，如 2027。`);
    return Number(text);
  });
}

export function asOption(example: string): Option {
  return new Option('--as <岗位>', `以哪个岗位办理，记入台账，如 ${example}（必填）`).makeOptionMandatory();
}

export function campaignOption(): Option {
  return new Option('--campaign <专项编号>', '哪个督办专项，可只写编号的开头几位；只有一个在办时不必填');
}

export function checkpointOption(description = '哪个检查节点，如 9月；不填则为最早可办理的节点'): Option {
  return new Option('--checkpoint <节点>', description);
}

export function fileOption(): Option {
  return variadic('--file <文件...>', '佐证材料，可写多个文件');
}

/** An option that takes several values. */
export function variadic(flags: string, description: string): Option {
  const option = new Option(flags, description);
  // Commander sees the dots only after a Latin letter.
  option.variadic = true;
  return option;
}

/** A reason that goes on record. */
export function reasonOption(what = '理由'): Option {
  return new Option('--reason <理由>', `${what}，记入台账（必填）`).argParser(filled('--reason')).makeOptionMandatory();
}

export function wordsOption(what: string): Option {
  return textOption('--words <内容>', what);
}

/** What must be said. */
export function textOption(flags: string, what: string): Option {
  const name = flags.split(' ')[0] ?? flags;
  return new Option(flags, `${what}（必填）`).argParser(filled(name)).makeOptionMandatory();
}

/** One of a few values, each typed by its Chinese name. */
export function choiceOption<T extends string>(flags: string, description: string, names: Record<T, string>): Option {
  const name = flags.split(' ')[0] ?? flags;
  const choices = Object.entries(names) as [T, string][];
  const listed = choices.map(([, choice]) => choice).join('、');
  return new Option(flags, `${description}：${listed}`).argParser((text): T => {
    const found = choices.find(([, choice]) => choice === text.trim());
    if (found !== undefined) return found[0];
    throw new InvalidArgumentError(`${name} “${text}”应为 ${listed} 之一。`);
  });
}

/** A day, as `2027-06-30`. */
export function dayOption(flags: string, description: string): Option {
  const name = flags.split(' ')[0] ?? flags;
  return new Option(flags, description).argParser((text): Day => {
    if (isDay(text)) return text;
    throw new InvalidArgumentError(`${name} “${text}”不是日期；应写为 年-月-日，如 2027-06-30。`);
  });
}

export function mobileOption(description: string): Option {
  return new Option('--mobile <手机号>', description).argParser((text): string => {
    const number = mobileOf(text);
    if (number !== null) return number;
    throw new InvalidArgumentError(`--mobile “${text}”不是手机号码，应为11位。`);
  });
}

function filled(name: string): (text: string) => string {
  return (text) => {
    const words = text.trim();
    if (words === '') throw new InvalidArgumentError(`${name} 后面须写明内容，不能为空。`);
    return words;
  };
}

/** The options of reading a plan that were given, and no others. */
export function readingOptions({ year, schoolDates }: ReadingOptions): ReadingOptions {
  return { ...(year === undefined ? {} : { year }), ...(schoolDates === undefined ? {} : { schoolDates }) };
}

export interface ReadingOptions {
  year?: number;
  schoolDates?: SchoolDates;
}

/** When schools open and close where the plan is for: the year's four days, `MM-DD`. */
export function schoolDatesOption(): Option {
  const description = '校历四个日期：秋季开学,寒假开始,春季开学,暑假开始，如 09-01,01-21,02-20,07-01（默认）';
  return new Option('--school-dates <日期>', description).argParser((text): SchoolDates => {
    const [autumnTerm = '', winterHoliday = '', springTerm = '', summerHoliday = '', ...more] = text.split(',');
    const days = [autumnTerm, winterHoliday, springTerm, summerHoliday];
    // Not of a leap year: 29 February would be no day in most.
    const wrong = days.find(
      (day) => !/^\d\d-\d\d$/.test(day) || civilDay(2023, Number(day.slice(0, 2)), Number(day.slice(3))) === null,
    );
    if (wrong !== undefined || more.length > 0) {
      throw new InvalidArgumentError(
        `--school-dates “${text}”应为四个“月-日”，以逗号分隔，如 09-01,01-21,02-20,07-01。`,
      );
    }
    return { name: '所给校历', autumnTerm, winterHoliday, springTerm, summerHoliday };
  });
}

/** An answer by mail that is handed in. */
export function replyOption(): Option {
  return new Option('--reply <编号>', '报送邮件回复的内容和附件，编号见确认邮件');
}
