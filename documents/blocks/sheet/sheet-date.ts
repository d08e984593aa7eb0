/** A date of a workbook, its parts as the calendar has them. */
export interface SheetDate {
  y: number;
  m: number;
  d: number;
  H: number;
  M: number;
}

/**
 * A date as its cell shows it: what the format leaves out was never seen by whoever filled it in, and is a guess of the
 * program's (6月 stored as the 1st of June of the year of typing). `2018-06-30`, `2018-06-30 17:30`, `2018年6月`,
 * `6月30日`, `6月`, `2018年`; `null` where the format shows a time of day only, or a weekday.
 */
export function dateText(date: SheetDate, format: string): string | null {
  const shown = partsOf(format);
  const { y, m, d, H, M } = date;
  if (shown.year && shown.month && shown.day) {
    const day = `${y}-${two(m)}-${two(d)}`;
    return shown.hour ? `${day} ${two(H)}:${two(M)}` : day;
  }
  if (shown.day && !shown.month) return null;
  const text = [shown.year ? `${y}年` : '', shown.month ? `${m}月` : '', shown.day ? `${d}日` : ''].join('');
  return text === '' ? null : text;
}

function partsOf(format: string): { year: boolean; month: boolean; day: boolean; hour: boolean } {
  // Excel allows 255 signs.
  const bare = (format.slice(0, 255).split(';')[0] ?? '')
    // [h] is hours beyond a day.
    .replace(/\[([hms]{1,9})\]/gi, '$1')
    .replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|AM\/PM|A\/P|上午\/下午/giu, ' ')
    .toLowerCase();
  const hour = /h/.test(bare);
  // After hours and before seconds, m is minutes.
  const dates = bare.replace(/h+[^a-z]*m+|m+[^a-z]*s/g, '');
  return { year: /[ye]/.test(dates), month: /m/.test(dates), day: /d/.test(dates.replace(/d{3,}/g, '')), hour };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
