import { documentDate, shortDate } from '../domain/calendar/chinese-date.js';
import type { DivisionStanding, WeekEntry } from '../domain/division-standing.js';
import type { Instant } from '../domain/instant.js';
import { askFact } from './ask.js';
import { glanceOf } from './glance.js';
import { letterHtml } from './letter-html.js';
import { letterText } from './letter-text.js';
import { columnsOf, type LetterSection, type Tone } from './letter.js';
import type { Mailbox } from './mailbox.js';
import { oneLine, shorten } from './plain.js';
import { welcomeLines, type Welcome } from './welcome.js';

interface WeeklyInput {
  recipient: Mailbox;
  standings: DivisionStanding[];
  entries: WeekEntry[];
  now: Instant;
  zone: string;
  consoleUrl: string | null;
  office: string;
  contacts: Mailbox[];
  /** His first mail of all. */
  welcome: Welcome | null;
}

/** Of a title, so many characters in a list. */
const TITLE = 24;
/** Rows of one list: more would be read by nobody; all are counted. */
const SHOWN = 20;

const kinds: {
  state: WeekEntry['state'];
  title: string;
  tone: Tone;
  cause: string;
  request: string;
  next: string;
}[] = [
  {
    ...{ state: 'overdue', title: '逾期未报', tone: 'urgent' },
    cause: '以下检查节点已过报送期限，仍未报送。',
    request: '请督促责任处室尽快补报，并协调解决存在的困难。',
    next: '补报前按规定逐级报告；持续逾期的，每月首周列报。',
  },
  {
    ...{ state: 'due', title: '本周到期', tone: 'attention' },
    cause: '以下检查节点本周到期，尚未报送。',
    request: '请关注进展，督促责任处室按期报送。',
    next: '到期前系统照常催报；逾期未报的，次一工作日起逐级报告。',
  },
  {
    ...{ state: 'waiting', title: '等待答复', tone: 'plain' },
    cause: '以下检查节点已报送待审核，或已申请延期待批。',
    request: '请知悉；对延期申请有意见的，请及时提出。',
    next: '审核和答复的结果即时通知责任处室。',
  },
];

/** 督办周报: to a leader, what of his divisions' work is late, due this week, or waits for an answer. */
export function composeWeekly(input: WeeklyInput): { subject: string; text: string; html: string } {
  const { recipient, standings, entries, now, zone, office, contacts, consoleUrl } = input;
  const reader = { zone, now };
  const lists = kinds
    .map(({ state, ...words }) => ({ words, own: entries.filter((entry) => entry.state === state) }))
    .filter(({ own }) => own.length > 0);
  // Not the divisions' sums: what two lead together is one.
  const figures = lists.map(({ words, own }) => `${words.title}${own.length}个`);
  const told = lists.map(({ words, own }): LetterSection => {
    const rows = own
      .slice(0, SHOWN)
      .map(({ code, title, heading, label, due, divisions }) => [
        oneLine(`${code} ${shorten(oneLine(title) || heading, TITLE)} ${label}`),
        divisions.map(oneLine).join('、'),
        shortDate(due, reader),
      ]);
    const table = { columns: columnsOf(['事项及节点', 50], ['处室', 28], ['期限', 22]), rows };
    return {
      ...words,
      heading: `${words.title}（${own.length}项${own.length > SHOWN ? `，列前${SHOWN}项` : ''}）`,
      items: [{ title: '', facts: [], table }],
    };
  });
  const letter = {
    salutation: `${oneLine(recipient.name)}同志：`,
    opening: `现将您负责的督办事项本周情况报告如下：${figures.join('，')}。`,
    remarks: [],
    glance: glanceOf(standings, reader),
    sections: told,
    welcome: welcomeLines(input.welcome, office),
    closing: [
      ...(consoleUrl === null ? [] : [{ label: '督办平台', text: consoleUrl.replace(/\/+$/, ''), link: true }]),
      askFact(office, { contacts, recipient }),
    ],
    signature: { office, date: documentDate(now, zone) },
    why: [
      '您是以上事项的分管负责人或总责任人；周报在每周首个工作日发送，没有新情况的不发；持续逾期的，每月首周列报。',
      `不需要周报的，请告知${office}；逾期、督办升级等通知不受影响。`,
    ],
  };
  return {
    subject: `【督办周报】${figures.join(' ')}`,
    text: letterText(letter),
    html: letterHtml(letter),
  };
}
