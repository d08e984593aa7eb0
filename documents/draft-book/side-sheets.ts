import { isDeepStrictEqual } from 'node:util';
import type { WriteSheet } from 'hucre/xlsx';
import type { PlanDraft } from '../../domain/plan.js';
import { placeText } from '../draft/place-text.js';
import { cellText, printOf } from './cell-text.js';
import { INFO, KEPT_HEAD, MARK, SHEETS, SKIPPED_HEAD, WARNING_HEAD } from './columns.js';
import { keptText } from './kept.js';
import { AS_TYPED, BODY, CENTRED, HEAD, heightOf, HIGHEST, paper, widths } from './looks.js';
import { SheetPage } from './sheet-page.js';

const TEXTS = ['title', 'issuer', 'number', 'principal'] as const;
const HOW_TO = [
  '“督办台账”表可直接修改：改文字、改日期、增删行、调换次序均可；同一事项的各行编号相同或留空。',
  '新增节点：在该事项下插入一行，填“截止日期”；只填“检查节点”（如“9月”）的，日期自动推算。',
  '新增事项：另起一行，填“编号”（不得重复）、“事项”和“牵头单位”等。',
  '黄色格请核对；已核对的，在“提醒”表“处理”一栏填写结果，下次不再提醒。',
];

/** Stands above the ledger's head. */
export function titleLine({ title }: PlanDraft): string {
  return cellText(`《${title}》督办台账（草稿）`);
}

/** 方案信息: what is said of the plan as a whole, one a line. */
export function infoSheet(draft: PlanDraft): WriteSheet {
  const page = new SheetPage(SHEETS.info);
  ['项目', '内容', KEPT_HEAD].forEach((name, column) => page.text([0, column], name, HEAD));
  const { span, year, tally } = draft;
  const odd = oddOf(Object.fromEntries(TEXTS.map((key) => [key, draft[key]])));
  const lines: [name: string, text: string][] = [
    ...TEXTS.map((key): [string, string] => [INFO[key], cellText(draft[key])]),
    [INFO.name, cellText(span.name)],
    [INFO.first, span.first],
    [INFO.last, span.last],
    [INFO.used, String(tally.used)],
    [INFO.mark, MARK],
    ...HOW_TO.map((text): [string, string] => ['说明', text]),
  ];
  lines.forEach(([name, text], index) => {
    page.text([index + 1, 0], name, CENTRED);
    if (name === INFO.first || name === INFO.last)
      page.day([index + 1, 1], text, { ...BODY, alignment: { horizontal: 'left' } });
    else page.text([index + 1, 1], text, { ...BODY, ...(name === '说明' ? {} : AS_TYPED) });
  });
  page.text([1, 2], keptText({ titleLine: printOf(titleLine(draft)), year, span, odd }));
  return page.sheet({ columns: widths([24, 90, 4]), freezePane: { rows: 1 }, ...paper('$1:$1') });
}

/** 提醒: a line whose 处理 somebody filled in does not come back. */
export function warningsSheet({ warnings }: PlanDraft): WriteSheet {
  return tableSheet(SHEETS.warnings, {
    head: WARNING_HEAD,
    widths: [26, 26, 10, 80, 24],
    rows: warnings.map(({ code, message, at }) => ({
      texts: [cellText(code), cellText(placeText(at)), cellText(at.item ?? ''), cellText(message), ''],
      kept: keptText({ at, odd: oddOf({ code, message }) }),
    })),
  });
}

/** 未列入: what became of the rest of the document. */
export function skippedSheet({ tally }: PlanDraft): WriteSheet {
  return tableSheet(SHEETS.skipped, {
    head: SKIPPED_HEAD,
    widths: [26, 8, 50, 80],
    rows: tally.skipped.map(({ at, count, why, text }) => ({
      texts: [cellText(placeText(at)), String(count), cellText(why), cellText(text)],
      kept: keptText({ at, odd: oddOf({ why, text }) }),
    })),
  });
}

interface Table {
  head: readonly string[];
  widths: readonly number[];
  rows: { texts: string[]; kept: string }[];
}

function tableSheet(name: string, table: Table): WriteSheet {
  const page = new SheetPage(name);
  [...table.head, KEPT_HEAD].forEach((title, column) => page.text([0, column], title, HEAD));
  const rowDefs = new Map([[0, { height: 24 }]]);
  table.rows.forEach(({ texts, kept }, index) => {
    const row = index + 1;
    texts.forEach((text, column) =>
      page.text([row, column], text, text.length > 250 ? BODY : { ...BODY, ...AS_TYPED }),
    );
    page.text([row, texts.length], kept);
    const height = Math.max(18, ...texts.map((text, column) => heightOf(text, table.widths[column] ?? 10)));
    rowDefs.set(row, { height: Math.min(HIGHEST, height) });
  });
  return page.sheet({
    rowDefs,
    columns: widths([...table.widths, 4]),
    freezePane: { rows: 1 },
    autoFilter: { range: `A1:${String.fromCharCode(64 + table.head.length)}${Math.max(2, table.rows.length + 1)}` },
    ...paper('$1:$1'),
  });
}

/** Those texts that a cell does not hold exactly. */
function oddOf(texts: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => !isDeepStrictEqual(cellText(text), text)));
}
