import { groupDigest, type DigestSection } from '../domain/digest.js';
import type { Instant } from '../domain/instant.js';
import type { DivisionStanding } from '../domain/division-standing.js';
import type { ReleasedNotice } from '../domain/notice.js';
import { defaultPolicy } from '../domain/policy.js';
import type { Policy } from '../domain/policy.js';
import { chineseDateTime, documentDate } from '../domain/calendar/chinese-date.js';
import { howToAct, withLinks } from './how-to-act.js';
import { letterHtml } from './letter-html.js';
import { letterText } from './letter-text.js';
import type { Fact, Letter, LetterSection } from './letter.js';
import { DubanError } from '../domain/errors.js';
import { calendarFile, type CalendarFile } from './calendar.js';
import { glanceOf } from './glance.js';
import { askFact } from './ask.js';
import type { Mailbox } from './mailbox.js';
import { bookTitle, oneLine } from './plain.js';
import { salutationOf } from './salutation.js';
import { letterSection } from './sections/letter-section.js';
import { storyOf } from './story.js';
import { mailSubject } from './subject.js';
import { welcomeLines } from './welcome.js';
import { whyLines } from './why-lines.js';

export interface ComposeMailInput {
  recipient: Mailbox;
  /** The notices of this recipient in one release. */
  notices: ReleasedNotice[];
  now: Instant;
  /** Address of the console without a path, `null` where there is none. */
  consoleUrl: string | null;
  /** The office's name: it signs, and is asked. */
  office: string;
  /** Its people; none where nobody holds the post. */
  contacts?: Mailbox[];
  /** The reader has had no such mail before. */
  welcome?: boolean;
  /** Of a leader: how his divisions stand. */
  standings?: DivisionStanding[];
}

export interface ComposedMail {
  subject: string;
  text: string;
  html: string;
  /** The dates that it tells or takes back. */
  calendar: CalendarFile | null;
}

/** One mail of all of a recipient's notices. Dates are in the zone of their campaign. @throws DubanError `mail-empty`. */
export function composeMail(input: ComposeMailInput): ComposedMail {
  const { notices, now, consoleUrl } = input;
  const [first] = notices;
  if (!first) throw new DubanError('mail-empty', `没有要告知 ${input.recipient.name} 的通知，不能生成邮件。`);
  const office = oneLine(input.office);
  const digest = groupDigest(notices);
  const [standsInFor = null, ...others] = new Set(notices.map((notice) => notice.standsInFor));
  const context = { now, consoleUrl, office, markStandIns: others.length > 0 };
  const sections = digest.map((section) =>
    withLinks(letterSection(section, { ...context, policy: policyOf(section) }), section),
  );
  const contacts = input.contacts ?? [];
  const calendar = calendarFile(notices, { now, office, organizer: contacts[0]?.mailbox ?? null });
  const letter: Letter = {
    salutation: salutationOf(
      input.recipient.name,
      notices.map(({ post }) => post),
    ),
    opening: `现就${campaignTitles(notices)}有关督办事项通知如下：${overview(digest, sections, now)}。`,
    remarks: [
      ...(standsInFor === null || others.length > 0 ? [] : [`您代${oneLine(standsInFor)}办理（代理）以下事项。`]),
      ...contactRemarks(notices, office),
    ],
    glance: glanceOf(input.standings ?? [], { now, zone: first.campaign.zone }),
    sections: sections.map((section, i) =>
      sections.length === 1 ? section : { ...section, heading: `${ordinals[i]}、${section.heading}` },
    ),
    welcome: input.welcome === true ? welcomeLines(notices, office) : [],
    closing: [
      ...consoleFacts(consoleUrl),
      ...howToAct(digest, consoleUrl),
      ...(calendar === null ? [] : [{ label: '日程', text: calendar.words }]),
      askFact(office, { contacts, recipient: input.recipient }),
    ],
    signature: { office, date: documentDate(now, first.campaign.zone) },
    why: whyLines(
      notices,
      digest.map((section, i) => ({ section, title: sections[i]!.title })),
      now,
    ),
  };
  return { subject: mailSubject(digest, now), text: letterText(letter), html: letterHtml(letter), calendar };
}

/** What the mail comes to, for whoever sees its first lines only: `逾期未报2项，请立即补报；审核通过1项`. */
function overview(digest: DigestSection[], sections: LetterSection[], now: Instant): string {
  const parts = digest.map((section, i) => {
    const { ask } = storyOf(section, now, chineseDateTime);
    return [`${sections[i]!.title}${sections[i]!.items.length}项`, ...(ask === undefined ? [] : [ask])].join('，');
  });
  return parts.join('；');
}

/** Whose numbers a section quotes. */
function policyOf({ items }: DigestSection): Policy {
  return items[0]?.campaign.policy ?? defaultPolicy;
}

const ordinals = Array.from('一二三四五六七八九十');

function campaignTitles(notices: ReleasedNotice[]): string {
  return distinct(notices.map(({ campaign }) => bookTitle(campaign.title))).join('、');
}

function consoleFacts(consoleUrl: string | null): Fact[] {
  return consoleUrl === null ? [] : [{ label: '督办平台', text: consoleUrl.replace(/\/+$/, ''), link: true }];
}

/** A mail to the other contact tells its reader that something is wrong with the first. */
function contactRemarks(notices: ReleasedNotice[], office: string): string[] {
  const resent = notices.filter(({ contact }) => contact === 2).length;
  if (resent === 0) return [];
  const what = resent === notices.length ? '本通知' : '以下部分通知';
  return [`${what}因首选邮箱未能送达，改送此联系方式；请核对首选邮箱，如有变动请告知${office}更正名册。`];
}

function distinct(names: string[]): string[] {
  return [...new Set(names.map(oneLine))];
}
