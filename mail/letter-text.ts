import type { Letter, LetterItem, LetterSection, LetterTable } from './letter.js';

/** The plain text of a letter; lines end in `\n`. */
export function letterText(letter: Letter): string {
  const lines = [
    letter.salutation,
    '',
    `　　${letter.opening}`,
    ...letter.remarks.map((remark) => `　　${remark}`),
    ...(letter.glance === null
      ? []
      : ['', letter.glance.title, ...tableLines(letter.glance.table).map((line) => `　${line}`)]),
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

/** Each cell with the name of its column: columns do not line up in the fonts that mail is read in. */
function tableLines({ columns, rows }: LetterTable): string[] {
  return rows.map(([first = '', ...others]) => {
    const told = others.flatMap((text, i) =>
      text === '' ? [] : [`${columns[i + 1]!.head}${/^[\d—]/.test(text) ? '' : '：'}${text}`],
    );
    return [first, told.join('，')].filter((part) => part !== '').join('：');
  });
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
    ...(item.title === '' ? [] : [`■ ${item.title}`]),
    ...item.facts.map(({ label, text }) => `　${label}：${text}`),
    ...(item.table === null ? [] : tableLines(item.table).map((line, i) => `　${i + 1}. ${line}`)),
  ];
}
