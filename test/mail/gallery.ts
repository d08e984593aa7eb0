import type { BulletinReport } from '../../domain/bulletin-report.js';
import type { RankedFigures } from '../../domain/bulletin-figures.js';
import { overall } from '../../documents/bulletin/bulletin-words.js';
import { namedPeriod, type NamedPeriod } from '../../domain/bulletin.js';
import { linkTask } from '../../domain/link-purpose.js';
import type { WeekEntry } from '../../domain/division-standing.js';
import type { ReleasedNotice } from '../../domain/notice.js';
import { defaultPolicy } from '../../domain/policy.js';
import { rules } from '../../domain/rule.js';
import { composeBulletin, type BulletinMailInput } from '../../mail/bulletin.js';
import { composeMail, type ComposeMailInput } from '../../mail/compose.js';
import { composeConfirmation, type AnsweredItem, type ConfirmationInput } from '../../mail/inbox/confirmation.js';
import { composeWeekly } from '../../mail/weekly.js';
import { asCopy } from '../../register/outbox/copy.js';
import { everyKind } from './every-kind.js';
import { at, colleges, districts, division, leader, notice, office, preschool, principal } from './sample-notices.js';

/** What a mail of ours is, whatever made it. */
export interface GalleryMail {
  subject: string;
  text: string;
  html: string;
}

const contacts = [{ name: '郑明', mailbox: 'ducha@example.org' }];
const standings = [
  { division: '基础教育处', overdue: 2, dueThisWeek: 1, inReview: 0, asked: 0 },
  { division: '职成教处', overdue: 0, dueThisWeek: 1, inReview: 1, asked: 1 },
];
const consoleUrl = 'https://duban.example.org';
const base = { contacts, consoleUrl, office: '督查室' };
const dayOf: Partial<Record<string, string>> = {
  overdue: '2017-10-09T09:00',
  escalation: '2017-10-11T09:00',
  orderUnanswered: '2017-10-17T09:00',
  opening: '2017-07-03T09:00',
  reminder: '2017-09-26T09:00',
  unacknowledged: '2017-04-10T09:00',
};

/** As long as a real one. */
const linkOf = (id: string): string => `${consoleUrl}/d/${id.padEnd(43, 'x')}`;

/** Who has the post reads the mail. */
function mail(one: ReleasedNotice, more: Partial<ComposeMailInput> = {}): GalleryMail {
  return several([one], { now: at(dayOf[one.rule] ?? '2017-09-20T10:30'), ...more });
}

/** With links, as mails have them wherever the console's address is known. */
function several(bare: ReleasedNotice[], more: Partial<ComposeMailInput> = {}): GalleryMail {
  const linked = (one: ReleasedNotice) => (linkTask(one) === null ? one : { ...one, link: linkOf(one.id) });
  return composed(bare.map(linked), more);
}

function composed(notices: ReleasedNotice[], more: Partial<ComposeMailInput> = {}): GalleryMail {
  const { kind, name } = notices[0]!.post;
  const person = kind === 'division' ? '罗文静' : kind === 'office' ? '郑明' : name;
  const recipient = { name: person, mailbox: kind === 'office' ? 'ducha@example.org' : 'reader@example.org' };
  const { subject, text, html } = composeMail({
    ...{ ...base, recipient, notices, now: at('2017-10-09T09:00') },
    ...(kind === 'leader' || kind === 'principal' ? { standings } : {}),
    ...more,
  });
  return { subject, text, html };
}

const late = { daysLate: 1, basis: { of: 'due', at: at('2017-09-30T17:30'), days: 1 } } as const;

/** A division's morning on which everything came together. */
const busy: ReleasedNotice[] = [
  notice({ ...everyKind.order, id: 'o' }),
  ...[districts, preschool].map((item, i) =>
    notice({
      ...late,
      id: `l${i}`,
      rule: 'overdue',
      step: 1,
      item,
      checkpoint: item.checkpoints.at(1 + (i === 0 ? 1 : 0))!,
    }),
  ),
  notice({ ...everyKind.returned, id: 'r', item: preschool, checkpoint: preschool.checkpoints[0]! }),
  notice({ ...everyKind.opening, id: 'p', checkpoint: districts.checkpoints[3]! }),
  notice({ ...everyKind.accepted, id: 'a', checkpoint: districts.checkpoints[1]! }),
];

const week: WeekEntry[] = [
  {
    ...districts,
    itemId: districts.id,
    label: '9月',
    due: at('2017-09-30T17:30'),
    divisions: ['基础教育处'],
    state: 'overdue',
  },
  {
    ...preschool,
    itemId: preschool.id,
    label: '9月',
    due: at('2017-09-30T17:30'),
    divisions: ['基础教育处'],
    state: 'overdue',
  },
  {
    ...colleges,
    itemId: colleges.id,
    label: '10月',
    due: at('2017-10-13T17:30'),
    divisions: ['职成教处', '高教处'],
    state: 'due',
  },
  {
    ...colleges,
    itemId: 'x',
    code: '2.2',
    label: '9月',
    due: at('2017-09-29T17:30'),
    divisions: ['职成教处'],
    state: 'waiting',
  },
];

const figures = (name: string, rank: number | null, counts: number[]): RankedFigures => {
  const [due = 0, onTime = 0, madeUp = 0, missing = 0, returned = 0] = counts;
  return { name, rank, items: 2, due, onTime, madeUp, missing, late: madeUp + missing, ahead: 0, returned, behind: 0 };
};
const divisions = [
  figures('发展规划处', 1, [3, 3, 0, 0]),
  figures('职成教处', 2, [4, 2, 1, 1]),
  figures('基础教育处', 3, [5, 2, 1, 2, 1]),
];
const report: BulletinReport = {
  campaign: {
    ...{ id: 'c', title: '市教育局办理方案', span: '2017年', issuer: '市教育局' },
    zone: 'Asia/Shanghai',
    items: { active: 7 },
  },
  period: namedPeriod('2017-Q3', 'Asia/Shanghai') as NamedPeriod,
  asOf: at('2017-10-09T10:00'),
  figures: {
    total: { ...figures('', null, [12, 7, 2, 3, 1]), items: 7 },
    divisions,
    leaders: [figures('田文江', 1, [4, 2, 1, 1]), figures('夏春胤', 2, [8, 5, 1, 2, 1])],
    missing: [],
  },
  missing: [
    {
      itemId: 'a',
      code: '1.2',
      title: districts.title,
      n: 3,
      label: '9月',
      due: at('2017-09-30T17:30'),
      divisions: ['基础教育处'],
      leader: '夏春胤',
      days: 1,
    },
    {
      itemId: 'b',
      code: '1.1',
      title: preschool.heading,
      n: 2,
      label: '9月',
      due: at('2017-09-30T17:30'),
      divisions: ['基础教育处'],
      leader: '夏春胤',
      days: 1,
    },
    {
      itemId: 'c',
      code: '2.1',
      title: colleges.title,
      n: 2,
      label: '9月',
      due: at('2017-09-30T17:30'),
      divisions: ['职成教处'],
      leader: '田文江',
      days: 1,
    },
  ],
  previous: null,
  signatory: '孟晖',
};

function bulletin(name: string, posts: BulletinMailInput['posts'], isFirst = false): GalleryMail {
  const recipient = { name, mailbox: 'reader@example.org' };
  return composeBulletin({
    ...base,
    recipient,
    posts,
    report,
    standsInFor: [],
    overall: overall(report),
    issuedAt: report.asOf,
    welcome: isFirst ? { kinds: posts.map(({ kind }) => kind), policy: defaultPolicy } : null,
  });
}

const asked: AnsweredItem = {
  code: '1.2',
  title: districts.title,
  campaign: { id: '0d9f4c1e-7a52', title: '市教育局办理方案' },
  ...{ post: { name: '基础教育处' }, role: 'lead', checkpoint: { label: '9月', due: at('2017-09-30T17:30') } },
};

function confirmation(became: ConfirmationInput['became']): GalleryMail {
  return composeConfirmation({
    ...{
      recipient: { name: '罗文静', mailbox: 'luo@example.org' },
      office: '督查室',
      contacts,
      now: at('2017-09-20T10:30'),
      zone: 'Asia/Shanghai',
      became,
    },
    subject: mail(everyKind.reminder).subject,
    text: '学区制管理实施方案已印发，七个中心城区全部铺开，现报上评估报告。',
    files: ['评估报告.docx'],
    refused: [{ name: '现场录像.mp4', why: '超过50兆，请改为压缩后报送' }],
    leftOut: [],
  });
}

/** Every mail that Duban sends, as in Wuhan's year of 2017. */
export const gallery: Record<string, GalleryMail> = {
  ...Object.fromEntries(rules.map((rule) => [rule, mail(everyKind[rule])])),
  'assignment-commands': composed([everyKind.assignment], { now: at('2017-09-20T10:30') }),
  'order-commands': composed([everyKind.order], { now: at('2017-09-20T10:30') }),
  welcome: mail(everyKind.assignment, { welcome: true }),
  'assignment-leader': mail({ ...everyKind.assignment, post: leader }),
  'unacknowledged-office': mail({ ...everyKind.unacknowledged, post: office }),
  'escalation-leader': mail({ ...everyKind.escalation, order: null, step: 1, post: leader, ...late }),
  'escalation-principal': mail({
    ...everyKind.escalation,
    order: null,
    step: 3,
    post: principal,
    daysLate: 5,
    basis: { ...late.basis, days: 5 },
  }),
  'extension-refused': mail({
    ...everyKind.extensionDecided,
    checkpoint: districts.checkpoints[2]!,
    said: { agreed: false, due: at('2017-09-30T17:30'), reason: '时间足够。' },
  }),
  'reassigned-old': mail({ ...everyKind.reassigned, post: division }),
  'returned-leader': mail({ ...everyKind.returned, post: leader }),
  'digest-busy': several(busy),
  'digest-assignments': several(
    [districts, preschool, colleges].map((item) => notice({ ...everyKind.assignment, id: item.id, item })),
    {
      now: at('2017-04-05T09:00'),
      welcome: true,
    },
  ),
  'digest-leader': several(
    [districts, preschool].map((item, i) =>
      notice({ ...everyKind.escalation, ...late, id: `e${i}`, order: null, step: 1, item, post: leader }),
    ),
  ),
  'stand-in': mail({ ...everyKind.overdue, standsInFor: '罗文静' }),
  copy: { ...asCopy(mail(everyKind.overdue), '周岚') },
  'other-contact': mail({ ...everyKind.overdue, contact: 2 }),
  weekly: composeWeekly({
    ...base,
    recipient: { name: '夏春胤', mailbox: 'xia@example.org' },
    standings,
    entries: week,
    now: at('2017-10-09T09:00'),
    zone: 'Asia/Shanghai',
    welcome: { kinds: ['leader'], policy: defaultPolicy },
  }),
  'bulletin-division': bulletin('罗文静', [division]),
  'bulletin-leader': bulletin('夏春胤', [leader]),
  'bulletin-principal': bulletin('孟晖', [principal], true),
  'reply-drafted': confirmation({ kind: 'drafted', item: asked, number: '1a2b3c4d', link: linkOf('r') }),
  'reply-drafted-commands': confirmation({ kind: 'drafted', item: asked, number: '1a2b3c4d', link: null }),
  'reply-asked': confirmation({ kind: 'asked', items: [asked, { ...asked, code: '1.1', title: preschool.heading }] }),
  'reply-nothing': confirmation({ kind: 'nothing' }),
};
