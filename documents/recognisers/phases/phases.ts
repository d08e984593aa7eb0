import type { Block } from '../../blocks/block.js';
import { formSections, isBackground, runsOf } from '../points/form-sections.js';
import { headedSections } from '../points/headed-section.js';
import { Codes } from '../points/item-code.js';
import { beginsPhase, beginsStage, beginsWithTime } from './phase-head.js';
import { phaseFinding, phaseOf, type Phase, type PhaseSection } from './phase-items.js';
import { pointsOf, type Points } from '../points/points.js';
import type { Finding, Recogniser, RecogniserContext } from '../recogniser.js';

/** Work set out by time: 实施步骤, 工作安排 with `（一）自评申报（2018年3月至2018年12月）。…`. */
export const phases: Recogniser = {
  name: 'phases',
  kind: '按阶段写的实施步骤、工作安排（各阶段标题写明起止时间）',
  recognise,
};

/** Headings that promise phases, and those that may hold anything. */
const STEPS =
  /(?:步骤|阶段(?:划分|安排|任务)|进度|进程|日程|流程)(?:及|和|与|、)?(?:时间|工作)?(?:安排|要求|计划|节点|方法|内容)?$|(?:时间|推进|步骤|阶段|进度)(?:安排|节点|要求|步骤|进度|表)$|实施安排$/u;
const ARRANGEMENT =
  /(?:工作|组织|活动|总体|具体|任务|整体)(?:安排|实施|部署|推进)$|(?:工作|推进|实施|行动|活动)计划$|^(?:安排|方法)$|工作方法$/u;
const LABELLED = /(?:责任|牵头|承办|配合)(?:单位|处室|部门|科室|领导)\s?[:：]|完成时限\s?[:：]/u;

function recognise(blocks: readonly Block[], context: RecogniserContext): Finding[] {
  const codes = new Codes();
  const findings: Finding[] = [];
  const claimed = new Set<Block>();
  const add = (section: PhaseSection) => {
    const finding = phaseFinding(section, context, codes);
    finding.claimed.forEach((block) => claimed.add(block));
    findings.push(finding);
  };
  for (const { head, title, path, content } of headedSections(blocks, { wanted, beginsPoint: beginsPhase })) {
    if (claimed.has(head) || head.line === context.front.titleLine) continue;
    const { intro, points } = phasePoints(content);
    const read = withinUntimed(points.filter((point) => !isBackground(point)).map(phaseOf));
    const sureness = surenessOf(title, read);
    if (sureness === null) continue;
    add({ head, title, path, intro, phases: read, sureness });
  }
  for (const section of byForm(blocks)) {
    if (!section.phases.some(({ point }) => claimed.has(point.paragraph))) add(section);
  }
  return findings;
}

/** Lines that begin with a time are phases only where the first of them shows that times divide the section. */
function phasePoints(content: readonly Block[]): Points {
  const first = content.find((block) => block.kind === 'paragraph' && beginsPhase(block.text));
  const stages = first?.kind !== 'paragraph' || beginsStage(first.text);
  return pointsOf(content, stages ? beginsStage : beginsWithTime);
}

function wanted(title: string): boolean {
  return title.length <= 16 && (STEPS.test(title) || ARRANGEMENT.test(title));
}

function surenessOf(title: string, read: readonly Phase[]): number | null {
  const timed = read.filter(({ time, named, fromSentence }) => time !== '' && (named || !fromSentence));
  const named = read.filter((phase) => phase.named);
  if (STEPS.test(title)) return read.some(({ time }) => time !== '') || named.length > 1 ? 0.93 : null;
  // An outline gives each item its time too, but with its division and under a label.
  const labelled = read.some(({ point }) => LABELLED.test(point.text));
  if (labelled && named.length * 2 < read.length) return null;
  return timed.length > 0 && timed.length * 2 >= read.length ? 0.9 : null;
}

/** A phase without a time whose own points have theirs is a heading: its points are the phases. */
function withinUntimed(read: readonly Phase[]): Phase[] {
  return read.flatMap((phase) => {
    if (phase.time !== '') return [phase];
    const within = phase.point.points.map(phaseOf);
    const timed = within.filter(({ time, fromSentence }) => time !== '' && !fromSentence);
    if (within.length === 0 || timed.length < within.length) return [phase];
    return within.map((one): Phase => ({ ...one, under: phase }));
  });
}

/** Neighbours that all state a period and mostly call themselves phases, whatever stands over them. */
function byForm(blocks: readonly Block[]): PhaseSection[] {
  return formSections(blocks).flatMap(({ title, path, content }) => {
    const { points } = phasePoints(content);
    // Most documents have no phases, and a large one need not be read for them.
    if (!points.some(({ text }) => /阶段|第.{1,3}步/u.test(text.slice(0, 60)))) return [];
    const runs = runsOf(
      points.map(phaseOf),
      ({ time, fromSentence, point }) => time !== '' && !fromSentence && !isBackground(point),
    );
    return runs
      .filter((run) => run.filter((phase) => phase.named).length * 2 >= run.length)
      .map((run) => ({ head: null, title, path, intro: [], phases: run, sureness: 0.7 }));
  });
}
