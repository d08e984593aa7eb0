import { writeXlsx } from 'hucre/xlsx';
import { wrap } from '../draft/wrap.js';
import { cellText } from '../draft-book/cell-text.js';
import { AS_TYPED, CENTRED, FONT } from '../draft-book/looks.js';
import { closingWords, dateIn, method } from '../bulletin/bulletin-words.js';
import { figureSheet } from '../bulletin/figure-sheet.js';
import { listSheet, type Column, type Value } from '../rehearsal/list-sheets.js';
import type { ClosingFacts } from './closing-form.js';
import type { ItemLine } from './item-lines.js';
import { postSentence, postTitle, type PostFacts } from './post-form.js';

/** The closing report as a workbook (.xlsx): divisions, leaders, and every item. */
export function writeClosingBook({ campaign, asOf, figures, items }: ClosingFacts): Promise<Uint8Array> {
  const title = `《${campaign.title}》（${campaign.span}）办结情况`;
  const { divisions, leaders, total } = figures;
  const above = [title, ...wrapped(closingWords(campaign, { asOf, total })), ...wrapped(method)];
  return writeXlsx({
    sheets: [
      figureSheet('责任处室', divisions, { total, above }),
      figureSheet('分管负责人', leaders, { total, above }),
      itemSheet([title, `截至${dateIn(asOf, campaign)}`], items, campaign),
    ],
    properties: { title: cellText(title), creator: 'Duban' },
    defaultFont: FONT,
  });
}

/** The sheet of a leader or a division as a workbook (.xlsx). */
export function writePostBook(facts: PostFacts): Promise<Uint8Array> {
  return writeXlsx({
    sheets: [itemSheet([postTitle(facts), ...wrapped(postSentence(facts))], facts.items, facts.campaign)],
    properties: { title: cellText(postTitle(facts)), creator: 'Duban' },
    defaultFont: FONT,
  });
}

function itemSheet(above: string[], items: ItemLine[], zone: { zone: string }): ReturnType<typeof listSheet> {
  const columns: Column[] = [
    { name: '编号', width: 8, style: { ...CENTRED, ...AS_TYPED } },
    { name: '事项', width: 40 },
    { name: '牵头处室', width: 20 },
    { name: '配合处室', width: 16 },
    { name: '分管负责人', width: 12, style: CENTRED },
    { name: '亮灯', width: 10, style: CENTRED },
    { name: '检查节点', width: 22 },
    { name: '下一期限', width: 16, style: CENTRED },
    { name: '待办', width: 24 },
    { name: '延期', width: 8, style: CENTRED },
    { name: '退回', width: 8, style: CENTRED },
  ];
  return listSheet('事项', columns, {
    rows: items.map((line): Value[] => [
      line.code,
      line.title,
      line.leads,
      line.supporting,
      line.leader,
      line.standing,
      line.checkpoints,
      line.next === null ? '—' : dateIn(line.next, zone),
      line.waiting,
      line.extensions,
      line.returns,
    ]),
    above,
  });
}

function wrapped(text: string): string[] {
  return wrap(text, 140).split('\n');
}
