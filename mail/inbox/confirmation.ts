import { chineseDateTime, documentDate } from '../../domain/calendar/chinese-date.js';
import type { Instant } from '../../domain/instant.js';
import { askFact } from '../ask.js';
import { letterHtml } from '../letter-html.js';
import { letterText } from '../letter-text.js';
import type { Fact, Letter, LetterItem, LetterSection } from '../letter.js';
import type { Mailbox } from '../mailbox.js';
import { bookTitle, oneLine, shellWord, shorten } from '../plain.js';

/** An item that an answer may be about. */
export interface AnsweredItem {
  code: string;
  title: string;
  campaign: { id: string; title: string };
  post: { name: string };
  role: 'lead' | 'supporting';
  checkpoint: { label: string; due: Instant };
}

export interface ConfirmationInput {
  recipient: Mailbox;
  office: string;
  /** The office's people. */
  contacts: Mailbox[];
  now: Instant;
  zone: string;
  /** Of the mail that was answered. */
  subject: string;
  text: string;
  /** Names of the files that were kept. */
  files: string[];
  /** Files that were not, and why. */
  refused: { name: string; why: string }[];
  leftOut: string[];
  /** `drafted`: with the number that the draft is handed in by, and the page that shows it, where mails have links. `asked`: which of the items is meant? `nothing`: none waits for a report. */
  became:
    | { kind: 'drafted'; item: AnsweredItem; number: string; link: string | null }
    | { kind: 'asked'; items: AnsweredItem[] }
    | { kind: 'nothing' };
}

/** Of what was written, so many characters are repeated. */
const EXCERPT = 300;

/** The letter that says what became of an answer by mail, and what is still to be done. */
export function composeConfirmation(input: ConfirmationInput): { subject: string; text: string; html: string } {
  const { recipient, office, contacts, now, zone } = input;
  const letter: Letter = {
    salutation: `${oneLine(recipient.name)}同志：`,
    opening: `您对邮件“${oneLine(input.subject)}”的回复已收到，现就处理情况回复如下。`,
    remarks: [],
    welcome: [],
    glance: null,
    sections: [sectionOf(input)],
    closing: [askFact(office, { contacts, recipient })],
    signature: { office: oneLine(office), date: documentDate(now, zone) },
    why: ['您以本邮箱回复了督办系统的邮件。不是您本人回复的，不必办理，请告知督查室。'],
  };
  return { subject: subjectOf(input), text: letterText(letter), html: letterHtml(letter) };
}

function subjectOf({ became, refused }: ConfirmationInput): string {
  const some = refused.length === 0 ? '' : `（${refused.length}个附件未收）`;
  switch (became.kind) {
    case 'drafted':
      return `【待确认报送】${titleOf(became.item)} 您的回复已存为草稿${some}`;
    case 'asked':
      return `【请注明事项编号】您的回复涉及${became.items.length}个事项${some}`;
    case 'nothing':
      return '【未存为报送】您回复的邮件没有待报送的事项';
  }
}

function sectionOf(input: ConfirmationInput): LetterSection {
  const { became, now, zone } = input;
  switch (became.kind) {
    case 'drafted': {
      const { item, number, link } = became;
      const way = link === null ? commandFact(item, number) : linkFact(link);
      const due = { label: '报送期限', text: chineseDateTime(item.checkpoint.due, { zone, now }), strong: true };
      const node = { label: '检查节点', text: oneLine(item.checkpoint.label) };
      return {
        ...{ heading: '已存为草稿，尚未报送', title: '已存为草稿', tone: 'attention' },
        cause: '您的回复已存为以下检查节点的报送草稿。邮件发件人可以伪造，故须由您确认后方为报送。',
        items: [{ title: titleOf(item), facts: [node, due, ...contentFacts(input), way], table: null }],
        request: `请核对以上内容，无误的，于期限前${link === null ? '按所列命令确认报送' : '点击上面的按钮，在页面上确认报送'}；需要修改的，修改后报送。`,
        next: '是否按期，以确认报送的时间为准；不确认的，按未报送处理。',
      };
    }
    case 'asked': {
      const [first] = became.items;
      return {
        ...{ heading: '请注明事项编号', title: '请注明事项编号', tone: 'attention' },
        cause: '您回复的邮件涉及多个事项，未能确定所报的是哪一个。您的文字和附件已留存，不必重发。',
        items: [...became.items.map(choiceOf), { title: '已留存的内容', facts: contentFacts(input), table: null }],
        request: `请直接回复本邮件，第一行只写事项编号（如 ${first?.code ?? ''}）。涉及多个事项的，请就各事项分别回复原邮件，第一行写明编号。`,
        next: '收到编号后即存为报送草稿，并另行通知您确认；在此之前，按未报送处理。',
      };
    }
    case 'nothing':
      return {
        ...{ heading: '未存为报送', title: '未存为报送', tone: 'plain' },
        cause:
          '您回复的邮件中，目前没有须由您所在岗位报送、尚未报送的检查节点（可能已经报送、办结，或尚未到开始报送的时间）。',
        items: [{ title: '收到的内容', facts: contentFacts(input), table: null }],
        request: '如有情况需要反映，请直接与督查室联系。',
        next: '督查室可以看到收到过本邮件；系统不再就此回复。',
      };
  }
}

function contentFacts({ text, files, refused, leftOut }: ConfirmationInput): Fact[] {
  const words = oneLine(text);
  const excerpt = words.length <= EXCERPT ? words : `${words.slice(0, EXCERPT)}…（共${words.length}字）`;
  return [
    { label: '情况说明', text: excerpt || '（无）' },
    { label: '佐证材料', text: files.map((name) => `“${oneLine(name)}”`).join('、') || '（无）' },
    ...refused.map(({ name, why }) => ({
      label: '未收的附件',
      text: `“${oneLine(name)}”${oneLine(why)}`,
      strong: true,
    })),
    ...(leftOut.length === 0 ? [] : [{ label: '未作材料', text: `${leftOut.map(oneLine).join('；')}。` }]),
  ];
}

function choiceOf(item: AnsweredItem): LetterItem {
  return {
    title: `${titleOf(item)}（${oneLine(item.checkpoint.label)}）`,
    facts: [{ label: '方案', text: bookTitle(item.campaign.title) }],
    table: null,
  };
}

function titleOf({ code, title }: AnsweredItem): string {
  return `${code} ${shorten(title, 20)}`;
}

function linkFact(address: string): Fact {
  return { label: '办理', text: address, link: true, button: '核对并报送' };
}

function commandFact({ code, campaign, post, role, checkpoint }: AnsweredItem, number: string): Fact {
  const words = [
    ...['duban', role === 'lead' ? 'submit' : 'contribute', shellWord(code), '--campaign'],
    ...[shellWord(campaign.id.slice(0, 8)), '--as', shellWord(post.name)],
    ...['--checkpoint', shellWord(checkpoint.label), '--reply', shellWord(number)],
  ];
  return { label: '确认命令', text: words.join(' '), words };
}
