import type { NamedDivision } from '../../../domain/plan.js';
import type { Block, Paragraph } from '../../blocks/block.js';
import { placeOf, Warnings } from '../../draft/plan-warnings.js';
import type { Duty } from './duty.js';
import type { FoundItem } from '../found-item.js';
import type { Codes } from '../points/item-code.js';
import { answersOf, assumeIssuer, placeOfItems, sectionName } from '../points/point-answers.js';
import { paragraphsIn, textOf } from '../points/points.js';
import type { Finding, RecogniserContext } from '../recogniser.js';
import { shortTitle } from '../points/short-title.js';
import { timeRunsIn } from '../points/time-run.js';

export interface DutySection {
  head: Paragraph | null;
  title: string;
  path: number[];
  intro: Paragraph[];
  duties: Duty[];
  sureness: number;
}

const LONGEST_TITLE = 30;

/** A division of tasks as items, one for each body or group of bodies named together. */
export function divisionFinding(section: DutySection, context: RecogniserContext, codes: Codes): Finding {
  const { head, title, path, intro, duties, sureness } = section;
  const { issuer, overall } = context.front;
  const warnings = new Warnings();
  const items = duties.map((duty, index) => {
    const above = duty.under?.number ? [duty.under.number.value] : [];
    const item = itemOf(duty, codes.next([...path, ...above, duty.point.number?.value ?? index + 1].join('.')), title);
    item.otherwise = overall === '' ? 'quarters' : 'overall';
    warnTime(duty, item, warnings);
    return item;
  });
  assumeIssuer(items, { issuer, of: sectionName(title) }, warnings);
  warnOverall(items, { overall, of: sectionName(title) }, warnings);
  const over = [...new Set(duties.flatMap(({ under }) => (under ? [under] : [])))];
  const inItems = new Set(duties.flatMap(({ point }) => paragraphsIn(point)));
  const passedOver = [
    ...[head, ...over.map(({ paragraph }) => paragraph)].flatMap((block) =>
      block && !inItems.has(block) ? [{ block, why: '小标题' }] : [],
    ),
    ...[...intro, ...over.flatMap(({ body }) => body)].map((block) => ({ block, why: '各单位任务之前的引言' })),
  ];
  const claimed = new Set<Block>([...passedOver.map(({ block }) => block), ...inItems]);
  return { sureness, items, claimed, warnings: warnings.list, passedOver };
}

function itemOf({ point, divisions, text, under }: Duty, code: string, section: string): FoundItem {
  const paragraphs = paragraphsIn(point);
  const texts = [text.replace(/[；;]$/u, '。'), ...point.body.map((paragraph) => paragraph.text)].filter(
    (one) => one !== '',
  );
  const contents = point.points.map(textOf);
  const answers = answersOf([...texts, ...contents]);
  return {
    ...{ code, heading: under?.text ?? section, contents, measures: texts, deadlines: answers.deadlines },
    title: titleOf(texts[0] ?? contents[0] ?? divisions.map(({ name }) => name).join('、')),
    leader: answers.leaders[0] ?? '',
    divisions: withSupporting(divisions, answers.divisions),
    place: placeOf(paragraphs),
    parts: paragraphs.map((paragraph) => ({ text: paragraph.text, place: placeOf([paragraph]) })),
  };
}

/** Bodies that a clause (配合单位：…) adds to those in the head; a head that names nobody leaves all to the clause. */
function withSupporting(own: readonly NamedDivision[], named: readonly NamedDivision[]): NamedDivision[] {
  const known = new Set(own.map(({ name }) => name));
  const others = named.filter(({ name, role }) => !known.has(name) && (own.length === 0 || role === 'supporting'));
  return [...own, ...others];
}

/** The first clause that says what is done; 会同市教育局 only says with whom. */
function titleOf(text: string): string {
  const work = text.replace(/^(?:会同|配合|协同|联合|协助|商)[^，,。；;：:]{2,60}[，,]\s*/u, '');
  return shortTitle(
    work.replace(/^(?:要|应当?|必?须)?(?:主要|具体)?(?:负责|承担)?[：:，,]?/u, '') || text,
    LONGEST_TITLE,
    'clause',
  ).title;
}

/** A date in the midst of a duty is not taken for its deadline. */
function warnTime({ text, point }: Duty, item: FoundItem, warnings: Warnings): void {
  if (item.deadlines.length > 0) return;
  const found = [text, ...point.body.map((paragraph) => paragraph.text), ...item.contents]
    .flatMap((one) => timeRunsIn(one))
    .find((run) => run.precise && /[前底末内日]$/u.test(run.text));
  if (!found) return;
  const message = `事项${item.code}的正文提到“${found.text}”，未作为完成时限，请核对`;
  warnings.add('dates-in-text', message, { ...item.place, item: item.code });
}

function warnOverall(
  items: readonly FoundItem[],
  { overall, of }: { overall: string; of: string },
  warnings: Warnings,
): void {
  const without = items.filter((item) => item.deadlines.length === 0);
  const first = without[0];
  if (!first) return;
  const when = overall === '' ? '各季度末' : `全文的总时限“${overall}”`;
  const at = { ...placeOfItems(without), item: first.code };
  warnings.add('deadline-assumed', `${of}${without.length}个事项没有写明完成时限，暂按${when}排定节点，请核对`, at);
}
