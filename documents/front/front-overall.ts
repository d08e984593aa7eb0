import type { Block } from '../blocks/block.js';
import { numberingOf } from '../blocks/numbering.js';
import { workBegins } from './front-lines.js';
import { withArabicYears } from './front-dates.js';

const GOAL =
  /^(?:(?:工作|总体|主要|创建|建设|发展|年度)?目标(?!任务|责任)|总体(?:要求|思路)|指导思想|(?:活动|整治|行动|实施|工作|起止|专项)?时间(?:安排)?(?=$|[。：:\s]))/u;
const POINT =
  '((?:19|20)\\d\\d)年\\s?(?:年?([底末])|(\\d{1,2})月(?:([底末])|(\\d{1,2})[日号])?)(?!\\s?(?:起|开始|以来|[底末\\d]))';
/** To that point in time: 到2019年底, 在2019年12月底前, 力争到2020年底. */
const BY = new RegExp(`(?:截[至止]到?|到|在|于|至|确保|力争|争取)\\s?${POINT}|${POINT}\\s?(?:之?前|以前)`, 'gu');
const NOT_DUE = /报送|上报|备案|以来|基础上|相比|同期|印发|已经?|截至/u;

/**
 * The one date by which a plan's work is to be done, from its foreword and its goals, written so that the grammar of
 * deadlines reads it: `2019年底`. Empty when there is none, or more than one.
 */
export function overallDate(blocks: readonly Block[]): string {
  const dates = new Set(
    purposeOf(blocks)
      .flatMap((text) =>
        withArabicYears(text)
          .normalize('NFKC')
          .replace(/《[^《》]{0,200}》/gu, '')
          .split(/[，,。；;]/u),
      )
      .filter((clause) => !NOT_DUE.test(clause))
      .flatMap((clause) => [...clause.matchAll(BY)].map((match) => writtenOut(match.slice(1)))),
  );
  return dates.size === 1 ? ([...dates][0] as string) : '';
}

/** The foreword and the sections of goals. */
function purposeOf(blocks: readonly Block[]): string[] {
  const begins = workBegins(blocks);
  const texts: string[] = [];
  let inGoal = true;
  let goalLevel: string | null = null;
  for (const block of blocks) {
    if (block.kind === 'table') {
      inGoal = false;
      continue;
    }
    if (block === begins) inGoal = false;
    const number = numberingOf(block.text);
    if (number && GOAL.test(number.rest)) {
      inGoal = true;
      goalLevel = number.level;
    } else if (number && (goalLevel === null || number.level === goalLevel)) inGoal = false;
    if (inGoal) texts.push(block.text);
  }
  return texts;
}

/** The groups of `BY`, of which one half has matched. */
function writtenOut(groups: (string | undefined)[]): string {
  const [year, end, month, monthEnd, day] = groups[0] === undefined ? groups.slice(5) : groups;
  if (end !== undefined) return `${year}年底`;
  const which = day === undefined ? (monthEnd === undefined ? '' : '底') : `${day}日`;
  return `${year}年${month}月${which}`;
}
