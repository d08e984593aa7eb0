import Table from 'cli-table3';
import { DateTime } from 'luxon';
import { instantOf, isoWithOffset } from '../../domain/calendar/zoned.js';
import type { DraftCheckpoint, DraftItem, PlanDraft, Tally } from '../../domain/plan.js';
import type { Timekeeping } from '../../domain/schedule.js';
import { placeText } from './place-text.js';
import { columnsOf, padTo, wrap } from './wrap.js';

/** Columns that borders and padding take in a row of five cells, and in one that spans them all. */
const FRAME = 16;
const FRAME_OF_ALL = 4;

/** Characters of an item's text that are shown where it has no title of its own. */
const LONGEST_FIRST = 24;

/** The draft as a person reads it in a terminal `width` columns wide, 80 at least. Days are civil days of the campaign's zone. */
export function draftAsTable(draft: PlanDraft, t: Timekeeping, width = 120): string {
  const others = width < 110 ? ([25, 6, 10] as const) : ([28, 10, 12] as const);
  const [dates, leader, divisions] = others;
  // 1.1.1 fits in one line; a much longer code breaks.
  const longest = draft.items.reduce((most, item) => Math.max(most, columnsOf(item.code)), width < 110 ? 4 : 5);
  const code = Math.min(longest, 8);
  const work = Math.max(width, 80) - FRAME - code - dates - leader - divisions;
  const widths = [code, work, dates, leader, divisions];
  const all = Math.max(width, 80) - FRAME_OF_ALL;
  const table = new Table({
    head: ['编号', '责任事项 / 事项', '检查节点', width < 110 ? '负责人' : '分管负责人', '责任处室'],
    colWidths: widths.map((columns) => columns + 2),
    style: { head: [], border: [] },
  });
  const numbers = numberedHeadings(draft.items);
  let heading: string | null = null;
  for (const item of draft.items) {
    if (item.heading !== heading) {
      table.push([{ colSpan: 5, content: wrap(numbers.get(item.heading) ?? item.heading, all) }]);
      heading = item.heading;
    }
    const cells = [
      item.code,
      workOf(item),
      checkpointsOf(item, draft.year),
      item.leader || '（缺）',
      divisionsOf(item),
    ];
    table.push(cells.map((cell, index) => wrap(cell, widths[index] ?? all)));
  }
  return [
    ...titleLines(draft, t, all),
    table.toString(),
    ...warningLines(draft, all),
    ...tallyLines(draft.tally, all),
  ].join('\n');
}

/** The plan, its counts, and what was left out: for whoever has the draft in a workbook. */
export function draftSummary(draft: PlanDraft, t: Timekeeping, width = 120): string {
  const all = Math.max(width, 80) - FRAME_OF_ALL;
  return [...titleLines(draft, t, all), ...tallyLines(draft.tally, all)].join('\n');
}

/** Headings with their numbers (`2　学前教育`): those whose items are all 2.1, 2.2 …, where no other heading's begin so. */
function numberedHeadings(items: readonly DraftItem[]): Map<string, string> {
  const numbersOf = new Map<string, Set<string>>();
  const headingsOf = new Map<string, Set<string>>();
  for (const { code, heading } of items) {
    const parts = code.split('.');
    // 27 is the item's own number; the 1 of 1.2.1 is that of a heading further up.
    const number = parts.length === 2 ? (parts[0] ?? '') : '';
    numbersOf.set(heading, (numbersOf.get(heading) ?? new Set<string>()).add(number));
    headingsOf.set(parts[0] ?? '', (headingsOf.get(parts[0] ?? '') ?? new Set<string>()).add(heading));
  }
  const named = new Map<string, string>();
  for (const [heading, [number = '', ...others]] of numbersOf) {
    if (number !== '' && others.length === 0 && headingsOf.get(number)?.size === 1)
      named.set(heading, `${number}　${heading}`);
  }
  return named;
}

/**
 * The draft as data, all of it. In checkpoints `from` is at 00:00 and `due` at the policy's due time, ISO 8601 with the
 * zone's offset; the span's days are civil days.
 */
export function draftAsJson(draft: PlanDraft, t: Timekeeping): object {
  const { zone, dueTime } = t.policy;
  const iso = (day: string, time: string) => isoWithOffset(instantOf(day, time, zone), zone);
  return {
    title: draft.title,
    issuer: draft.issuer,
    number: draft.number,
    principal: draft.principal,
    span: draft.span,
    year: draft.year,
    items: draft.items.map(({ code, heading, title, contents, measures, leader, divisions, ...item }) => ({
      ...{ code, heading, title, contents, measures, leader, divisions },
      deadlineText: item.deadlineText,
      checkpoints: item.checkpoints.map((checkpoint) => ({
        label: checkpoint.label,
        from: iso(checkpoint.from, '00:00'),
        due: iso(checkpoint.due, dueTime),
        why: checkpoint.why,
        ...(checkpoint.mark ? { mark: checkpoint.mark } : {}),
        contents: checkpoint.contents,
      })),
      targets: item.targets,
      source: item.source,
    })),
    warnings: draft.warnings.map(({ code, message, at }) => ({ code, message, place: placeText(at), at })),
    tally: draft.tally,
  };
}

function titleLines(draft: PlanDraft, t: Timekeeping, width: number): string[] {
  const checkpoints = draft.items.reduce((sum, item) => sum + item.checkpoints.length, 0);
  const facts = [
    `制定单位：${draft.issuer || '（缺）'}`,
    `总责任人：${draft.principal || '（缺）'}`,
    ...(draft.number === '' ? [] : [draft.number]),
    draft.span.name,
    `事项${draft.items.length}项`,
    `检查节点${checkpoints}个`,
    `提醒${draft.warnings.length}条`,
  ];
  const [title, counts] = [`《${draft.title}》`, facts.join('  ')];
  const head = columnsOf(`${title}  ${counts}`) <= width ? [`${title}  ${counts}`] : [title, counts];
  return [
    ...head.flatMap((line) => wrap(line, width).split('\n')),
    `各节点当日${t.policy.dueTime}截止（${t.policy.zone}）`,
  ];
}

function workOf(item: DraftItem): string {
  const targets = new Set(item.targets.map((target) => target.text).filter((text) => text !== item.title));
  return [titleOf(item), ...[...targets].map((text) => `· ${text}`)].join('\n');
}

/** Where items of one heading bear its name, what each says first tells them apart. */
function titleOf({ title, heading, measures, contents }: DraftItem): string {
  if (title !== heading) return title;
  const said = measures[0] ?? contents[0] ?? '';
  const first = /^[^。；\n]*/u.exec(said)?.[0] ?? '';
  // A long sentence is cut at a comma, as no sign of omission may look like a cell that was cut off.
  const clauses = [...first].length > LONGEST_FIRST ? first.split('，').slice(0, 1) : [first];
  return `（同责任事项）${[...clauses.join('')].slice(0, LONGEST_FIRST * 2).join('')}`;
}

function checkpointsOf(item: DraftItem, year: number): string {
  return item.checkpoints.length === 0
    ? '（待定）'
    : item.checkpoints.map((checkpoint) => checkpointLine(checkpoint, year)).join('\n');
}

function checkpointLine({ label, due, mark }: DraftCheckpoint, year: number): string {
  const day = DateTime.fromISO(due, { zone: 'utc' });
  const weekday = '一二三四五六日'.charAt(day.weekday - 1);
  const line = `${label} → ${day.year === year ? '' : `${day.year}年`}${day.month}月${day.day}日（周${weekday}）`;
  switch (mark) {
    case 'calendar-unpublished':
      return `${line}※`;
    case 'moved-to-working-day':
      return `${line}△`;
    case undefined:
      return line;
  }
}

function divisionsOf(item: DraftItem): string {
  if (item.divisions.length === 0) return '（缺）';
  return item.divisions.map(({ name, role }) => (role === 'supporting' ? `${name}（配合）` : name)).join('\n');
}

function warningLines({ warnings, items }: PlanDraft, width: number): string[] {
  const legend = '※ 放假安排未公布，日期按周末推算    △ 原定日期不是工作日，已提前';
  const marked = items.some((item) => item.checkpoints.some(({ mark }) => mark !== undefined));
  if (warnings.length === 0) return marked ? [legend] : [];
  const places = warnings.map(({ at }) => placeText(at));
  // A long name of a sheet goes into its own line instead of pushing all messages to the side.
  const indent = Math.min(28, Math.max(18, ...places.map((place) => columnsOf(place) + 4)));
  return [
    ...(marked ? [legend] : []),
    `请核对以下${warnings.length}处：`,
    ...warnings.flatMap(({ message }, index) => {
      const lines = wrap(message, width - indent).split('\n');
      const place = `  ${places[index]}`;
      if (columnsOf(place) + 2 > indent) return [place, ...lines.map((line) => ' '.repeat(indent) + line)];
      return lines.map((line, at) => (at === 0 ? padTo(place, indent) : ' '.repeat(indent)) + line);
    }),
  ];
}

/** What became of the document's paragraphs and table rows, the reasons with the most of them first. */
function tallyLines({ used, skipped }: Tally, width: number): string[] {
  const reasons = new Map<string, number>();
  for (const { why, count } of skipped) reasons.set(why, (reasons.get(why) ?? 0) + count);
  const left = [...reasons.values()].reduce((sum, count) => sum + count, 0);
  const line = `原文段落和表格行共${used + left}处：${used}处列入事项，${left}处未列入`;
  if (left === 0) return [line];
  const why = [...reasons].toSorted((a, b) => b[1] - a[1]).map(([reason, count]) => `${reason}${count}处`);
  return wrap(`${line}（${why.join('、')}）`, width).split('\n');
}
