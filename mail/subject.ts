import type { DigestSection } from '../domain/digest.js';
import type { Instant } from '../domain/instant.js';
import type { ReleasedNotice } from '../domain/notice.js';
import { oneLine, shorten } from './plain.js';
import { checkpointName, entriesOf } from './sections/facts.js';
import { storyOf } from './story.js';

/** Of a title, so many characters: a list of mails shows some thirty in all. */
const TITLE = 10;
/** A name without end must not make a header without end. */
const LONGEST = 100;

/** `【逾期3天】1.2 学区制管理 等2项 请立即补报`: the most urgent section tells the story; what else is in the mail is counted. Never empty input. */
export function mailSubject(sections: DigestSection[], now: Instant): string {
  const [first, ...others] = sections;
  if (!first) throw new RangeError('mailSubject needs a section');
  const rest = others.reduce((sum, section) => sum + entriesOf(section).length, 0);
  const story = Array.from(sectionSubject(first, now)).slice(0, LONGEST).join('');
  return `${story}${rest === 0 ? '' : `（另有${rest}项通知）`}`;
}

function sectionSubject(section: DigestSection, now: Instant): string {
  const { tag, fact = '', ask = '', dated = false } = storyOf(section, now);
  const what = section.rule === 'assignment' ? assignedText(section) : whatText(section, dated);
  return `【${tag}】${[what, fact, ask, numberText(section)].filter((part) => part !== '').join(' ')}`;
}

/** `1.2 title 9月节点`, or how many there are. */
function whatText(section: DigestSection, dated: boolean): string {
  const notices = noticesOf(section);
  const { item, checkpoint } = notices[0]!;
  const one = [oneLine(item.code), titleText(item)].filter((part) => part !== '').join(' ');
  if (notices.length > 1) return `${one} 等${notices.length}项`;
  return checkpoint === null || dated ? one : `${one} ${checkpointName(checkpoint)}`;
}

function titleText({ title, heading }: ReleasedNotice['item']): string {
  return shorten(oneLine(title) || heading, TITLE);
}

function assignedText(section: DigestSection): string {
  const notices = noticesOf(section);
  const [{ campaign, item }] = notices as [ReleasedNotice];
  const tracked = notices.flatMap((notice) =>
    notice.item.checkpoints.filter(({ status }) => status !== 'past' && status !== 'dropped'),
  ).length;
  // Where none is tracked, nothing is to be reported: a number would only puzzle.
  const nodes = tracked === 0 ? '' : `${tracked}个节点`;
  if (notices.length === 1) return `${oneLine(item.code)} ${titleText(item)} ${nodes}`.trimEnd();
  const campaigns = new Set(notices.map((notice) => notice.campaign.id)).size;
  const title = `${shorten(campaign.title, TITLE)}${campaigns > 1 ? `等${campaigns}个专项` : ''}`;
  return `${title} ${notices.length}个事项${nodes}`;
}

/** 文号, where there is one. */
function numberText(section: DigestSection): string {
  const [notice, other] = noticesOf(section);
  return section.rule === 'order' && other === undefined ? (notice?.order?.text?.number ?? '') : '';
}

function noticesOf(section: DigestSection): ReleasedNotice[] {
  return entriesOf(section).map(({ notice }) => notice);
}
