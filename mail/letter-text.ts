import type { Letter, LetterItem, LetterSection } from './letter.js';

/** The plain text of a letter; lines end in `\n`. */
export function letterText(letter: Letter): string {
  const lines = [
    letter.salutation,
    '',
    `　　${letter.opening}`,
    ...letter.remarks.map((remark) => `　　${remark}`),
    ...letter.sections.flatMap(sectionLines),
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
