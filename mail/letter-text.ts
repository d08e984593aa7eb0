import type { Letter, LetterItem, LetterSection } from './letter.js';

/** The plain text of a letter; lines end in `\n`. */
export function letterText(letter: Letter): string {
  const lines = [
    letter.salutation,
    '',
    `　　${letter.opening}`,
    ...letter.remarks.map((remark) => `　　${remark}`),
    ...(letter.glance === null ? [] : glanceLines(letter.glance)),
    ...letter.sections.flatMap(sectionLines),
    ...(letter.welcome.length === 0 ? [] : ['', '首次收到督办邮件须知', ...letter.welcome.map((line) => `　${line}`)]),
    '',
    '－'.repeat(20),
    ...letter.closing.map(({ label, text }) => `${label}：${text}`),
    '',
    `　　　　　　　　　　${letter.signature.office}`,
    `　　　　　　　　　　${letter.signature.date}`,
    '',
    '为何收到此通知：',
    ...letter.why.map((line) => `　${line}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** Each figure with its name: columns do not line up in the fonts that mail is read in. */
function glanceLines({ title, table: { columns, rows } }: NonNullable<Letter['glance']>): string[] {
  const figures = (row: string[]): string =>
    row
      .slice(1)
      .map((cell, i) => `${columns[i + 1]!.head}${cell}`)
      .join('，');
  return ['', title, ...rows.map((row) => `　${row[0]}：${figures(row)}`)];
}

function sectionLines(section: LetterSection): string[] {
  return [
    '',
    section.heading,
    `事由：${section.cause}`,
    ...section.items.flatMap(itemLines),
    '',
    `要求：${section.request}`,
    `后续：${section.next}`,
  ];
}

function itemLines(item: LetterItem): string[] {
  return [
    '',
    `■ ${item.title}`,
    ...item.facts.map(({ label, text }) => `　${label}：${text}`),
    ...(item.table?.rows.map((row, i) => `　${i + 1}. ${row.filter((cell) => cell !== '').join('｜')}`) ?? []),
  ];
}
