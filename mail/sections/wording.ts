import type { DigestSection } from '../../domain/digest.js';
import type { ReleasedNotice } from '../../domain/notice.js';
import type { Fact, LetterSection, LetterTable, Tone } from '../letter.js';
import { oneLine } from '../plain.js';
import { entriesOf, itemTitle, pageFacts } from './facts.js';
import type { SectionContext } from './facts.js';

/** How a section is worded; the rest of it follows from its notices. */
export interface Wording {
  title: string;
  tone: Tone;
  /** 事由 */
  cause: string;
  /** Of one entry, in the order read. */
  facts: (notice: ReleasedNotice) => Fact[];
  table?: (notice: ReleasedNotice) => LetterTable | null;
  /** 要求 of one entry; what several ask alike is said once. */
  request: (notice: ReleasedNotice) => string;
  /** 后续 */
  next: string;
}

export function worded(section: DigestSection, context: SectionContext, wording: Wording): LetterSection {
  const notices = entriesOf(section).map(({ notice }) => notice);
  return {
    heading: `${wording.title}（${notices.length}项）`,
    title: wording.title,
    tone: wording.tone,
    cause: wording.cause,
    items: notices.map((notice) => ({
      title: itemTitle(notice.item),
      facts: [
        ...(context.markStandIns ? standInFacts(notice) : []),
        ...wording.facts(notice),
        ...pageFacts(notice.item, context),
      ],
      table: wording.table?.(notice) ?? null,
    })),
    request: [...new Set(notices.map(wording.request))].join(''),
    next: wording.next,
  };
}

function standInFacts({ standsInFor }: ReleasedNotice): Fact[] {
  return standsInFor === null ? [] : [{ label: '代理', text: `您代${oneLine(standsInFor)}办理` }];
}
