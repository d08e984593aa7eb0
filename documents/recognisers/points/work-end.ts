import type { Block } from '../../blocks/block.js';
import { numberingOf } from '../../blocks/numbering.js';
import { isFurniture, isPageNumber } from '../../blocks/furniture.js';

const AFTER_WORK =
  /^(?:附件?\s?(?:件|表)?\s?[\d一二三四五六七八九]{0,2}\s?[:：.、]|附件\s?\d{0,2}$|抄[送报]\s?[:：]|主题词\s?[:：]|[（(]?(?:此件|联系人)|[（(](?:联系|公开))/u;
const DATE =
  /^(?:(?:19|20)\d\d|[二２][〇○ＯO0０零][〇○零一二三四五六七八九]{2})\s?年?\s?[\d一二三四五六七八九十]{1,3}\s?月?\s?[\d一二三四五六七八九十]{1,3}\s?日?$/u;
const OFFICE =
  /^[\p{Script=Han}（）()\s]{2,30}(?:局|厅|委员会|委|政府|办公室|部|院|大学|学院|学校|中学|小学|幼儿园|中心|领导小组|处|科|室)$/u;

/** Whether the work is over here: the signature, annexes and copies that follow it, the footer of a web page. */
export function endsWork(blocks: readonly Block[], at: number): boolean {
  const block = blocks[at];
  if (block?.kind !== 'paragraph') return false;
  if (AFTER_WORK.test(block.text) || isSignatureDate(block.text)) return true;
  if (isFurniture(block.text) && !isPageNumber(block.text)) return true;
  if (!OFFICE.test(block.text) || numberingOf(block.text) !== null) return false;
  const next = blocks[at + 1];
  return next === undefined || (next.kind === 'paragraph' && (isSignatureDate(next.text) || isFurniture(next.text)));
}

/** 2017年8月16日 by itself, also where a web page lost its signs: 2017816. */
function isSignatureDate(text: string): boolean {
  return DATE.test(text) && /年|^\d{6,8}$/u.test(text);
}
