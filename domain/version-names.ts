/** `default-2+20270305T0900` as an official reads it: 默认第2版·2027年3月5日09:00调整. A version that an office named itself stays as it is. */
export function policyName(version: string): string {
  const known = /^default-(\d+)(?:\+(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d))?$/.exec(version);
  if (known === null) return version;
  const [, n, year, month, day, hour, minute] = known;
  const changed =
    year === undefined ? '' : `·${year}年${Number(month)}月${Number(day)}日${hour ?? ''}:${minute ?? ''}调整`;
  return `默认第${n ?? ''}版${changed}`;
}

/** `state-council-2010-2026+chinese-days-1.5.7+2027.2`: 国务院办公厅2010—2026年放假安排，另录入2027年（the year's second entry: 第2次）. */
export function calendarName(version: string): string {
  const known = /^state-council-(\d{4})-(\d{4})\+chinese-days-\d+\.\d+\.\d+((?:\+\d{4}(?:\.\d+)?)*)$/.exec(version);
  if (known === null) return version;
  const [, first, last, entered = ''] = known;
  const years = [...entered.matchAll(/\+(\d{4})(?:\.(\d+))?/g)].map(
    ([, year, nth]) => `${year ?? ''}年${nth === undefined ? '' : `第${nth}次`}`,
  );
  const added = years.length === 0 ? '' : `，另录入${years.join('、')}`;
  return `国务院办公厅${first ?? ''}—${last ?? ''}年放假安排${added}`;
}
