import type { Block, Paragraph } from '../../blocks/block.js';
import { placeOf, Warnings } from '../../draft/plan-warnings.js';
import type { FoundItem } from '../found-item.js';
import type { Codes } from '../points/item-code.js';
import { namesPhase, phaseHead } from './phase-head.js';
import { answersOf, assumeIssuer, giveAnswers, sectionName } from '../points/point-answers.js';
import { paragraphsIn, textOf, type Point } from '../points/points.js';
import type { Finding, RecogniserContext } from '../recogniser.js';
import { shortTitle } from '../points/short-title.js';
import { asTime, timeRunsIn } from '../points/time-run.js';

/** A point of a section, read as a phase. */
export interface Phase {
  point: Point;
  title: string;
  /** The period as written; empty when there is none. */
  time: string;
  timeAt: Paragraph;
  /** See `PhaseHead`. */
  fromSentence: boolean;
  /** It calls itself a phase. */
  named: boolean;
  /** The body, without title and period. */
  texts: string[];
  /** What the bracket with the period says besides. */
  aside: string[];
  /** The phase without a time that it is a part of. */
  under?: Phase;
}

export interface PhaseSection {
  head: Paragraph | null;
  title: string;
  path: number[];
  intro: Paragraph[];
  phases: Phase[];
  sureness: number;
}

export function phaseOf(point: Point): Phase {
  const head = phaseHead(point.text);
  const [first, ...others] = point.body;
  const below = head.time === '' && first ? asTime(first.text) : null;
  const bodies = (below === null ? point.body : others).map((paragraph) => paragraph.text);
  return {
    ...{ point, named: namesPhase(head.title), fromSentence: head.fromSentence },
    aside: head.aside === '' ? [] : [`（${head.aside}）`],
    title: head.title,
    time: head.time || (below ?? ''),
    timeAt: below !== null && first ? first : point.paragraph,
    texts: [head.rest, ...bodies].filter((text) => text !== ''),
  };
}

/** A section of phases as items, one a phase. */
export function phaseFinding(section: PhaseSection, context: RecogniserContext, codes: Codes): Finding {
  const { head, intro, phases, sureness } = section;
  const warnings = new Warnings();
  const items = phases.map((phase, index) => {
    const number = phase.point.number?.value ?? index + 1;
    const above = phase.under ? [phase.under.point.number?.value ?? 1] : [];
    const item = itemOf(phase, codes.next([...section.path, ...above, number].join('.')), section.title);
    giveAnswers(item, answersOf([...phase.aside, ...phase.texts, ...item.contents]), warnings);
    warnDates(phase, item, warnings);
    return item;
  });
  assumeIssuer(items, { issuer: context.front.issuer, of: sectionName(section.title) }, warnings);
  const over = [...new Set(phases.flatMap(({ under }) => (under ? [under] : [])))];
  const passedOver = [
    ...[head, ...over.map(({ point }) => point.paragraph)].flatMap((block) =>
      block ? [{ block, why: '小标题' }] : [],
    ),
    ...[...intro, ...over.flatMap(({ point }) => point.body)].map((block) => ({ block, why: '各阶段之前的引言' })),
  ];
  const claimed = [...passedOver.map(({ block }) => block), ...phases.flatMap(({ point }) => paragraphsIn(point))];
  return { sureness, items, claimed: new Set<Block>(claimed), warnings: warnings.list, passedOver };
}

function itemOf({ point, title, time, timeAt, texts, aside, under }: Phase, code: string, section: string): FoundItem {
  const paragraphs = paragraphsIn(point);
  const contents = point.points.map(textOf);
  const measures = answersOf([...aside, ...texts]).rest;
  const heading = under?.title ?? section;
  return {
    ...{ code, heading, contents, measures, leader: '', divisions: [] },
    title: title || shortTitle(texts[0] ?? contents[0] ?? '', 40).title,
    deadlines: time === '' ? [] : [time],
    // All of a phase belongs to its one period.
    ...(time !== '' && contents.length > 0 ? { contentsByDeadline: [contents] } : {}),
    place: placeOf(paragraphs),
    deadlinePlace: placeOf([timeAt]),
    parts: paragraphs.map((paragraph) => ({ text: paragraph.text, place: placeOf([paragraph]) })),
  };
}

/** A phase that says more about time than its period: those dates are no checkpoints yet. */
function warnDates({ time, texts }: Phase, item: FoundItem, warnings: Warnings): void {
  if (time === '') return;
  const others = [...texts, ...item.contents]
    .flatMap((text) => timeRunsIn(text))
    .filter(
      (run) => /月|[年季]度?[底末]/u.test(run.text) && /[前底末内]$|日$/u.test(run.text) && !time.includes(run.text),
    );
  const [first] = others;
  if (!first) return;
  const message = `事项${item.code}的正文另有时间“${first.text}”${others.length > 1 ? '等' : ''}，检查节点暂只按“${time}”排定，请核对`;
  warnings.add('dates-in-text', message, { ...item.place, item: item.code });
}
