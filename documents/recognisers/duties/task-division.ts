import type { Block } from '../../blocks/block.js';
import { dutiesIn, dutyOf, beginsDuty, type Duty } from './duty.js';
import { divisionFinding, type DutySection } from './duty-items.js';
import { formSections, isBackground, runsOf } from '../points/form-sections.js';
import { headedSections } from '../points/headed-section.js';
import { Codes } from '../points/item-code.js';
import { pointsOf, type Point } from '../points/points.js';
import type { Finding, Recogniser, RecogniserContext } from '../recogniser.js';

/** Work set out by who does it: 任务分工 with `（三）市编办、人社局：会同市教育局，…`. */
export const taskDivision: Recogniser = {
  name: 'task-division',
  kind: '按单位写的任务分工、部门职责（各段以单位名称开头）',
  recognise,
};

const HEADING =
  /(?:任务|责任|职责|工作|部门|单位|职能)(?:及|和|与)?(?:分工|分解|划分)(?:及.{2,6})?$|(?:部门|单位|成员|科室|处室|有关方面|工作|主要|具体)职责(?:分工|任务)?$|^职责(?:任务)?$|分工(?:负责|安排|要求)?$|责任(?:单位|主体|落实|清单)$/u;

function recognise(blocks: readonly Block[], context: RecogniserContext): Finding[] {
  const codes = new Codes();
  const findings: Finding[] = [];
  const claimed = new Set<Block>();
  const add = (section: DutySection) => {
    const finding = divisionFinding(section, context, codes);
    finding.claimed.forEach((block) => claimed.add(block));
    findings.push(finding);
  };
  for (const { head, title, path, rest, content } of headedSections(blocks, { wanted, beginsPoint: beginsDuty })) {
    if (claimed.has(head) || head.line === context.front.titleLine) continue;
    const { intro, points } = pointsOf(content, beginsDuty);
    const inHead = rest === '' ? [] : sharedIn({ paragraph: head, text: rest });
    const sentences = [...inHead, ...intro.flatMap((paragraph) => sharedIn({ paragraph, text: paragraph.text }))];
    const duties = [...sentences, ...points.filter((point) => !isBackground(point)).flatMap(dutiesOf)];
    const read = duties.filter((duty) => duty.divisions.length > 0);
    // What begins with no body's name is somebody's all the same; one such among many is a remark.
    if (read.length === 0 || read.length * 2 < duties.length) continue;
    const used = new Set(duties.map(({ point }) => point.paragraph));
    add({ head, title, path, intro: intro.filter((paragraph) => !used.has(paragraph)), duties, sureness: 0.92 });
  }
  for (const section of byForm(blocks)) {
    if (!section.duties.some(({ point }) => claimed.has(point.paragraph))) add(section);
  }
  return findings;
}

function wanted(title: string): boolean {
  return title.length <= 18 && HEADING.test(title);
}

/** A point may hold several bodies: under it (1. 市教育局：…) or in one run of sentences. */
function dutiesOf(point: Point): Duty[] {
  const own = dutyOf(point);
  if (own.divisions.length > 0) return dutiesIn(point);
  const within = point.points.map(dutyOf);
  const named = within.filter((duty) => duty.divisions.length > 0);
  if (named.length > 0 && named.length === within.length) return within.map((duty) => ({ ...duty, under: point }));
  return [own];
}

/** Duties in the sentences before the points; one 要 alone is an exhortation to all. */
function sharedIn(said: Pick<Point, 'paragraph' | 'text'>): Duty[] {
  const duties = dutiesIn({ ...said, number: null, body: [], points: [] });
  return duties.length === 1 && duties[0]?.remark ? [] : duties;
}

/** Neighbours that each begin with a body's name and ：, whatever stands over them. */
function byForm(blocks: readonly Block[]): DutySection[] {
  return formSections(blocks).flatMap(({ title, path, content }) => {
    const { points } = pointsOf(content, beginsDuty);
    const runs = runsOf(
      points.map(dutyOf),
      ({ divisions, sure, text }) => divisions.length > 0 && sure && /\p{Script=Han}{4}/u.test(text),
    );
    return runs.map((duties) => ({ head: null, title, path, intro: [], duties, sureness: 0.7 }));
  });
}
