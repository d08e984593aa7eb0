import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { placeText } from '../../documents/draft/place-text.js';
import type { DraftItem, NamedDivision, PlanDraft } from '../../domain/plan.js';

/** A whole draft as a page that can be read beside its document: everything but the long texts in full. */
export function goldenText(draft: PlanDraft): string {
  const { title, issuer, number, principal, span, items, warnings, tally } = draft;
  const checkpoints = items.reduce((sum, item) => sum + item.checkpoints.length, 0);
  return [
    `《${title}》`,
    `制定单位：${issuer || '—'}  文号：${number || '—'}  总责任人：${principal || '—'}  ${span.name}（${span.first}至${span.last}）`,
    `事项${items.length}项，检查节点${checkpoints}个，提醒${warnings.length}条`,
    '',
    ...items.flatMap((item, index) => [...headingOf(item, items[index - 1]), ...linesOf(item), '']),
    '提醒',
    ...warnings.map(({ code, message, at }) => `  ${placeText(at)}  [${code}] ${message}`),
    '',
    `用于事项的段落和表格行：${tally.used}`,
    ...tally.skipped.map(({ at, count, text, why }) => `  ${placeText(at)}  ${count}处  ${why}：${short(text, 24)}`),
    '',
  ].join('\n');
}

function headingOf(item: DraftItem, before: DraftItem | undefined): string[] {
  return item.heading === before?.heading ? [] : [`■ ${item.heading}`];
}

function linesOf(item: DraftItem): string[] {
  const people = [item.leader && `分管 ${item.leader}`, item.divisions.map(divisionText).join('、')].filter(Boolean);
  return [
    `${item.code}  ${item.title}  〔${placeText(item.source)}〕`,
    `    ${people.join('  ') || '（无责任单位）'}`,
    ...item.contents.map((text, index) => `    内容${index + 1} ${short(text, 40)}`),
    ...item.measures.map((text) => `    措施 ${short(text, 40)}`),
    `    时限“${item.deadlineText}”`,
    ...item.checkpoints.map(
      ({ label, from, due, why, mark, contents }) =>
        `      ${label}：${from}至${due}${mark ? `（${mark}）` : ''}；${why}${contents.map((text) => `；报${short(text, 20)}`).join('')}`,
    ),
    ...item.targets.map(
      ({ text, quantity, unit, comparison }) => `    指标 ${comparison} ${quantity}${unit}：${short(text, 30)}`,
    ),
  ];
}

function divisionText({ name, role, written }: NamedDivision): string {
  return `${name}${role === 'supporting' ? '（配合）' : ''}${written === undefined ? '' : `〔原文“${written}”〕`}`;
}

function short(text: string, length: number): string {
  const line = text.replaceAll('\n', '⏎');
  return line.length > length ? `${line.slice(0, length)}…（${line.length}字）` : line;
}

/** What is on file; with DUBAN_SAVE_GOLDEN=1 the draft's text is put on file first, for a person to review. */
export function golden(name: string, text: string): string {
  const file = `test/documents/golden/${name}.txt`;
  if (process.env.DUBAN_SAVE_GOLDEN === '1' || !existsSync(file)) {
    if (process.env.CI) throw new Error(`no golden file ${file}`);
    writeFileSync(file, text);
  }
  return readFileSync(file, 'utf8');
}
