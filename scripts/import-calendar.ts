/**
 * Writes domain/calendar/notices.ts anew from the installed `chinese-days`, which follows the State Council's notices.
 * Run it when a new year's notice is out and the package has it, read the difference against the notice, commit it:
 *
 *   npx tsc --ignoreConfig --module nodenext --target es2022 --types node --skipLibCheck --rootDir . \
 *     --outDir dist/tools scripts/import-calendar.ts && node dist/tools/scripts/import-calendar.js
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isWeekend } from '../domain/calendar/civil-day.js';
import type { HolidayNotice } from '../domain/calendar/working-calendar.js';

/** Day → name of the holiday, for days off (weekends among them) and for worked weekend days. */
interface HolidayData {
  holidays: Record<string, string>;
  workdays: Record<string, string>;
}

const FIRST_YEAR = 2010;

export function noticesModule(data: HolidayData, packageVersion: string): string {
  const years = publishedYears(data);
  const version = `state-council-${years[0]}-${years.at(-1)}+chinese-days-${packageVersion}`;
  const rows = years.map((year) => {
    const { off, worked } = noticeOf(data, year);
    return `  ${year}: {\n    off: '${off}',\n    worked: '${worked}',\n  },`;
  });
  return `/** Written by scripts/import-calendar.ts; do not edit. Source: the State Council's holiday notices, by way of chinese-days ${packageVersion}. */
import type { HolidayNotice } from './working-calendar.js';

export const noticesVersion = '${version}';

export const stateCouncilNotices: Readonly<Record<number, HolidayNotice>> = {
${rows.join('\n')}
};
`;
}

/** Reads what is installed: the data, and the version that it came with. */
export function installedData(): { data: HolidayData; version: string } {
  const locate = createRequire(import.meta.url);
  const read = (path: string): unknown => JSON.parse(readFileSync(locate.resolve(path), 'utf8'));
  const { version } = read('chinese-days/package.json') as { version: string };
  return { data: read('chinese-days/dist/chinese-days.json') as HolidayData, version };
}

/** A notice may name a day or two of the year before or after; a year is published when its National Day is there. */
function publishedYears(data: HolidayData): number[] {
  const years: number[] = [];
  for (let year = FIRST_YEAR; `${year}-10-01` in data.holidays; year += 1) years.push(year);
  if (years.length === 0) throw new Error(`the data do not begin in ${FIRST_YEAR}`);
  return years;
}

function noticeOf(data: HolidayData, year: number): HolidayNotice {
  const inYear = (days: Record<string, string>, weekend: boolean): string =>
    Object.keys(days)
      .filter((day) => day.startsWith(`${year}-`) && isWeekend(day) === weekend)
      .map((day) => day.slice('YYYY-'.length))
      .sort()
      .join(' ');
  return { off: inYear(data.holidays, false), worked: inYear(data.workdays, true) };
}

const [, script, target = 'domain/calendar/notices.ts'] = process.argv;
if (script !== undefined && resolve(script) === fileURLToPath(import.meta.url)) {
  const { data, version } = installedData();
  writeFileSync(target, noticesModule(data, version));
  console.log(`${target}: ${publishedYears(data).join(' ')}`);
}
