import Table from 'cli-table3';
import { DateTime } from 'luxon';
import { instantOf, isoWithOffset } from '../domain/calendar/zoned.js';
import type { DraftCheckpoint, DraftItem, PlanDraft, PlanWarning } from '../domain/plan.js';
import type { Timekeeping } from '../domain/schedule.js';
import { padTo, wrap } from './wrap.js';

/** Columns that borders and padding take in a row of five cells, and in one that spans them all. */
const FRAME = 16;
const FRAME_OF_ALL = 4;

/** The draft as a person reads it in a terminal `width` columns wide, 80 at least. Days are civil days of the campaign's zone. */
export function draftAsTable(draft: PlanDraft, t: Timekeeping, width = 120): string {
  const others = width < 110 ? ([4, 25, 6, 10] as const) : ([5, 28, 10, 12] as const);
  const [code, dates, leader, divisions] = others;
  const work = Math.max(width, 80) - FRAME - code - dates - leader - divisions;
  const widths = [code, work, dates, leader, divisions];
  const all = Math.max(width, 80) - FRAME_OF_ALL;
  const table = new Table({
    head: ['编号', '责任事项 / 事项', '检查节点', width < 110 ? '负责人' : '分管负责人', '责任处室'],
    colWidths: widths.map((columns) => columns + 2),
    style: { head: [], border: [] },
  });
  let heading: string | null = null;
  for (const item of draft.items) {
    if (item.heading !== heading) {
      table.push([{ colSpan: 5, content: wrap(`${item.code.split('.')[0] ?? ''}　${item.heading}`, all) }]);
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
  return [...titleLines(draft, t), table.toString(), ...warningLines(draft.warnings, all)].join('\n');
}

/** The draft as data; `from` at 00:00 and `due` at the policy's due time, ISO 8601 with the zone's offset. */
export function draftAsJson(draft: PlanDraft, t: Timekeeping): object {
  const { zone, dueTime } = t.policy;
  const iso = (day: string, time: string) => isoWithOffset(instantOf(day, time, zone), zone);
  return {
    title: draft.title,
    issuer: draft.issuer,
    principal: draft.principal,
    year: draft.year,
    items: draft.items.map(({ code, heading, title, contents, measures, leader, divisions, ...item }) => ({
      ...{ code, heading, title, contents, measures, leader, divisions },
      deadlineText: item.deadlineText,
      checkpoints: item.checkpoints.map((checkpoint) => ({
        label: checkpoint.label,
        from: iso(checkpoint.from, '00:00'),
        due: iso(checkpoint.due, dueTime),
        contents: checkpoint.contents,
      })),
      targets: item.targets,
      source: item.source,
    })),
    warnings: draft.warnings.map(({ code, message, at }) => ({ code, message, at })),
  };
}

function titleLines(draft: PlanDraft, t: Timekeeping): string[] {
  const checkpoints = draft.items.reduce((sum, item) => sum + item.checkpoints.length, 0);
  const facts = [
    `制定单位：${draft.issuer || '（缺）'}`,
    `总责任人：${draft.principal || '（缺）'}`,
    `${draft.year}年`,
    `事项${draft.items.length}项`,
    `检查节点${checkpoints}个`,
    `提醒${draft.warnings.length}条`,
  ];
  return [`《${draft.title}》  ${facts.join('  ')}`, `各节点当日${t.policy.dueTime}截止（${t.policy.zone}）`];
}

function workOf(item: DraftItem): string {
  const title = item.title === item.heading ? '（同责任事项）' : item.title;
  const targets = new Set(item.targets.map((target) => target.text).filter((text) => text !== item.title));
  return [title, ...[...targets].map((text) => `· ${text}`)].join('\n');
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

function warningLines(warnings: readonly PlanWarning[], width: number): string[] {
  const legend = '※ 放假安排未公布，日期按周末推算    △ 原定日期不是工作日，已提前';
  const marked = warnings.some(({ code }) => code === 'calendar-unpublished' || code === 'moved-to-working-day');
  if (warnings.length === 0) return [];
  return [
    ...(marked ? [legend] : []),
    `请核对以下${warnings.length}处：`,
    ...warnings.flatMap(({ message, at }) => {
      const [first = '', ...rest] = wrap(message, width - 16).split('\n');
      return [padTo(`  ${linesOf(at)}`, 18) + first, ...rest.map((line) => ' '.repeat(18) + line)];
    }),
  ];
}

function linesOf({ firstLine, lastLine }: PlanWarning['at']): string {
  return firstLine === lastLine ? `第${firstLine}行` : `第${firstLine}—${lastLine}行`;
}
