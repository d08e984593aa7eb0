import type { Block, Paragraph } from '../../blocks/block.js';
import { numberingOf } from '../../blocks/numbering.js';

/** 问题1：…, 任务二：…, 第三项：… begin a point as a number does. */
const NAMED =
  /^(?:(?:整改|重点|具体|反馈|主要)?(?:问题|任务|事项|项目)\s?(?<n>\d{1,3}|[一二三四五六七八九十]{1,3})|第(?<nth>[一二三四五六七八九十]{1,3})[项条])\s?[：:.．、]\s?(?<rest>\S.*)$/u;

/**
 * Points that a document names as it counts them (问题1：…), with a number in front. Left as they are where there is one
 * only, or where 1. stands between them: that would count their parts.
 */
export function numberedPoints(blocks: readonly Block[]): Map<Block, Paragraph> {
  const named = blocks.flatMap((block) => (block.kind === 'paragraph' && NAMED.test(block.text) ? [block] : []));
  const [first, last] = [named[0], named.at(-1)];
  if (!first || !last || first === last) return new Map();
  const between = blocks.filter(({ line }) => line >= first.line && line <= last.line);
  if (between.some((block) => block.kind === 'paragraph' && numberingOf(block.text)?.level === 'arabic'))
    return new Map();
  return new Map(named.map((block, index) => [block, { ...block, text: `${index + 1}、${restOf(block.text)}` }]));
}

function restOf(text: string): string {
  return NAMED.exec(text)?.groups?.rest ?? text;
}
