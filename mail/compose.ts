import { groupDigest } from '../domain/digest.js';
import type { Instant } from '../domain/instant.js';
import type { ReleasedNotice } from '../domain/notice.js';
import { defaultPolicy } from '../domain/policy.js';
import type { Policy } from '../domain/policy.js';
import { documentDate } from '../domain/calendar/chinese-date.js';
import { howToAct } from './how-to-act.js';
import { letterHtml } from './letter-html.js';
import { letterText } from './letter-text.js';
import type { Fact, Letter } from './letter.js';
import { DubanError } from '../domain/errors.js';
import type { Mailbox } from './mailbox.js';
import { bookTitle, oneLine } from './plain.js';
import { postTitles } from './sections/late.js';
import { letterSection } from './sections/letter-section.js';
import { mailSubject } from './subject.js';

export interface ComposeMailInput {
  recipient: Mailbox;
  /** The notices of this recipient in one release. */
  notices: ReleasedNotice[];
  now: Instant;
  /** Address of the console without a path, `null` where there is none. */
  consoleUrl: string | null;
  /** The office's name: it signs, and is asked. */
  office: string;
  /** Whose numbers the mail quotes; the default policy's unless the campaign has its own. */
  policy?: Policy;
}

export interface ComposedMail {
  subject: string;
  text: string;
  html: string;
}

/** One mail of all of a recipient's notices. Dates are in the zone of their campaign. @throws DubanError `mail-empty`. */
export function composeMail(input: ComposeMailInput): ComposedMail {
  const { notices, now, consoleUrl, policy = defaultPolicy } = input;
  const [first] = notices;
  if (!first) throw new DubanError('mail-empty', `没有要告知 ${input.recipient.name} 的通知，不能生成邮件。`);
  const office = oneLine(input.office);
  const digest = groupDigest(notices);
  const sections = digest.map((section) => letterSection(section, { now, policy, consoleUrl, office }));
  const letter: Letter = {
    salutation: salutation(input.recipient.name, notices),
    opening: `现就${campaignTitles(notices)}有关督办事项通知如下。`,
    sections: sections.map((section, i) =>
      sections.length === 1 ? section : { ...section, heading: `${ordinals[i]}、${section.heading}` },
    ),
    closing: [
      ...consoleFacts(consoleUrl),
      ...howToAct(digest),
      { label: '收件缘由', text: whyItCame(notices) },
      { label: '咨询', text: `对本通知有疑问的，请与${office}联系。本邮件由督办系统自动发送。` },
    ],
    signature: { office, date: documentDate(now, first.campaign.zone) },
  };
  return { subject: mailSubject(digest, now), text: letterText(letter), html: letterHtml(letter) };
}

const ordinals = Array.from('一二三四五六七八九十');

/** A division is addressed by its name, a person as 同志. */
function salutation(name: string, notices: ReleasedNotice[]): string {
  const personal = notices.some(({ post }) => post.kind === 'leader' || post.kind === 'principal');
  if (personal) return `${oneLine(name)}同志：`;
  return `${distinct(notices.map(({ post }) => post.name)).join('、')}：`;
}

function campaignTitles(notices: ReleasedNotice[]): string {
  return distinct(notices.map(({ campaign }) => bookTitle(campaign.title))).join('、');
}

function consoleFacts(consoleUrl: string | null): Fact[] {
  return consoleUrl === null ? [] : [{ label: '督办平台', text: consoleUrl.replace(/\/+$/, ''), link: true }];
}

function whyItCame(notices: ReleasedNotice[]): string {
  const posts = distinct(
    notices.map(({ post: { kind, name } }) => (name === postTitles[kind] ? name : `${name}（${postTitles[kind]}）`)),
  );
  return `以上事项涉及您在名册中的岗位：${posts.join('、')}。`;
}

function distinct(names: string[]): string[] {
  return [...new Set(names.map(oneLine))];
}
