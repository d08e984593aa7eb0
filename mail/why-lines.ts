import type { DigestSection } from '../domain/digest.js';
import type { Instant } from '../domain/instant.js';
import type { ReleasedNotice } from '../domain/notice.js';
import { reasonText, versionsText } from '../domain/why.js';
import { oneLine } from './plain.js';
import { entriesOf } from './sections/facts.js';
import { postTitles } from './sections/facts.js';

/** A section with the title it is told under. */
interface TitledSection {
  section: DigestSection;
  title: string;
}

/**
 * 为何收到此通知 of a whole mail: the reader's posts, also those whose notices are told under another, the reasons, each
 * said once, and the versions they follow from.
 */
export function whyLines(notices: ReleasedNotice[], sections: TitledSection[], now: Instant): string[] {
  return [
    `以上事项涉及您在名册中的岗位：${distinct(notices.map(postText)).join('、')}。`,
    ...sections.flatMap(({ section, title }) => sectionLines(section, sections.length > 1 ? `${title}：` : '', now)),
    `${distinct(notices.map(versionsText)).join('；')}。`,
  ];
}

/** One line where all entries have one reason, else a line for each with the items it is about. */
function sectionLines(section: DigestSection, title: string, now: Instant): string[] {
  const about = new Map<string, ReleasedNotice[]>();
  for (const { notice } of entriesOf(section)) {
    const reason = reasonText(notice, { zone: notice.campaign.zone, now });
    about.set(reason, [...(about.get(reason) ?? []), notice]);
  }
  if (about.size === 1) return [...about.keys()].map((reason) => `${title}${reason}。`);
  return [...about].map(([reason, notices]) => `${title}${namesText(notices)}，${reason}。`);
}

const NAMED = 5;

function namesText(notices: ReleasedNotice[]): string {
  const names = notices.map(({ item, checkpoint }) => oneLine(`${item.code} ${checkpoint?.label ?? ''}`));
  return names.length > NAMED ? `${names.slice(0, NAMED).join('、')}等${names.length}项` : names.join('、');
}

function postText({ post: { kind, name } }: ReleasedNotice): string {
  const title = postTitles[kind];
  return name === title ? title : `${oneLine(name)}（${title}）`;
}

function distinct(texts: string[]): string[] {
  return [...new Set(texts)];
}
