import type { DigestSection } from '../domain/digest.js';
import { linkTask, takesOver, type LinkPurpose } from '../domain/link-purpose.js';
import type { ReleasedNotice } from '../domain/notice.js';
import type { Rule } from '../domain/rule.js';
import type { Fact, LetterSection } from './letter.js';
import { oneLine, shellWord } from './plain.js';
import { changeOf } from './sections/dates.js';
import { entriesOf, readerOf } from './sections/facts.js';

/** What a mail can ask for: its name, the command's, and what the reader fills in. */
interface Act {
  verb: string;
  command: string;
  /** Done to one checkpoint. */
  checkpoint?: true;
  /** Done for the division that asks. */
  division?: true;
  more?: string;
}

/** The commands as `duban` has them; named here alone. */
const acts = {
  acknowledge: { verb: '签收', command: 'acknowledge' },
  dispute: { verb: '申请调整', command: 'dispute', more: '--reason 理由' },
  insist: { verb: '维持分工', command: 'insist', division: true, more: '--reason 理由' },
  reassign: { verb: '重新分工', command: 'reassign', more: '--to 责任处室 --reason 理由' },
  submit: { verb: '报送', command: 'submit', checkpoint: true, more: '--file 材料文件' },
  contribute: { verb: '补充材料', command: 'contribute', checkpoint: true, more: '--file 材料文件' },
  confirm: { verb: '审签同意', command: 'confirm', checkpoint: true, division: true },
  decline: { verb: '审签退回', command: 'decline', checkpoint: true, division: true, more: '--reason 退回理由' },
  accept: { verb: '通过', command: 'accept', checkpoint: true },
  return: { verb: '退回', command: 'return', checkpoint: true, more: '--reason 退回理由' },
  issue: { verb: '签发', command: 'issue', checkpoint: true, more: '--signatory 签发人' },
  reply: {
    ...{ verb: '回执', command: 'reply-order', checkpoint: true },
    more: '--plan 办理措施 --done-by 日期 --person 责任人',
  },
  extend: { verb: '申请延期', command: 'extend', checkpoint: true, more: '--to 日期 --reason 理由' },
  grant: { verb: '同意延期', command: 'decide-extension', checkpoint: true, more: '--grant' },
  refuse: { verb: '不同意延期', command: 'decide-extension', checkpoint: true, more: '--refuse --reason 理由' },
  consent: { verb: '同意延期', command: 'consent-extension', checkpoint: true, more: '--agree' },
  dissent: { verb: '不同意延期', command: 'consent-extension', checkpoint: true, more: '--refuse --reason 理由' },
  approve: { verb: '同意撤销', command: 'decide-cancel', more: '--agree' },
  disapprove: { verb: '不同意撤销', command: 'decide-cancel', more: '--refuse --reason 理由' },
} satisfies Record<string, Act>;

type ActName = keyof typeof acts;

/**
 * One fact for each thing the mail asks for: the verb and its command, on the first item it concerns. Where nothing is asked and there
 * is no console to look at the item, the command that shows it.
 */
export function howToAct(sections: DigestSection[], consoleUrl: string | null): Fact[] {
  const facts = new Map<string, Fact>();
  for (const section of sections) {
    for (const { notice } of entriesOf(section)) {
      if (notice.link !== undefined) continue;
      for (const { verb, words } of commandsOf(section.rule, notice, consoleUrl)) {
        const label = `${verb}命令`;
        if (!facts.has(label)) facts.set(label, { label, text: words.join(' '), words });
      }
    }
  }
  return [...facts.values()];
}

const buttons: Record<LinkPurpose, string> = {
  acknowledge: '签收事项',
  report: '报送材料',
  contribute: '补充材料',
  reply: '回执并报送',
};
/** Where the item is still to be signed for, too. */
const signing: Partial<Record<LinkPurpose, string>> = { report: '签收和报送', contribute: '签收和补充' };
const signed: Rule[] = ['assignment', 'unacknowledged', 'disputeAnswered', 'reassigned'];

/** The letter's section with a button on each item that it asks its division to do something about. */
export function withLinks(letter: LetterSection, section: DigestSection): LetterSection {
  const notices = entriesOf(section).map(({ notice }) => notice);
  const items = letter.items.map((item, i) => {
    const notice = notices[i];
    const purpose = notice === undefined ? undefined : linkTask(notice)?.purpose;
    if (notice?.link === undefined || purpose === undefined) return item;
    const asked = (signed.includes(section.rule) ? signing[purpose] : undefined) ?? buttons[purpose];
    const button: Fact = { label: '办理', text: notice.link, link: true, button: asked };
    return { ...item, facts: [...item.facts, button] };
  });
  return { ...letter, items };
}

function commandsOf(
  rule: Rule,
  notice: ReleasedNotice,
  consoleUrl: string | null,
): { verb: string; words: string[] }[] {
  const { item, post, campaign, checkpoint, said } = notice;
  const which = [shellWord(item.code), '--campaign', shellWord(campaign.id.slice(0, 8))];
  const asked = asks(rule, notice);
  if (asked.length === 0) return consoleUrl === null ? [{ verb: '查看', words: ['duban', 'item', ...which] }] : [];
  return asked.map((name) => {
    const act: Act = acts[name];
    const words = ['duban', act.command, ...which, '--as', shellWord(oneLine(post.name))];
    if (act.checkpoint && checkpoint !== null) words.push('--checkpoint', shellWord(checkpoint.label));
    if (act.division && said.by !== undefined) words.push('--division', shellWord(said.by));
    if (act.more !== undefined) words.push(...act.more.split(' '));
    return { verb: act.verb, words };
  });
}

/** What the notice asks of its reader; nothing where he need only know. */
function asks(rule: Rule, notice: ReleasedNotice): ActName[] {
  const reader = readerOf(notice);
  const { kind } = notice.post;
  switch (rule) {
    case 'assignment':
    case 'unacknowledged':
      return reader === 'above' ? [] : ['acknowledge', 'dispute'];
    case 'disputeAnswered':
      return ['acknowledge'];
    case 'reassigned':
      return takesOver(notice) ? ['acknowledge'] : [];
    case 'disputed':
      return ['reassign', 'insist'];
    case 'opening':
      return reader === 'supporting' ? ['contribute'] : reader === 'lead' ? ['submit'] : [];
    case 'reminder':
      if (reader !== 'lead') return [];
      return notice.campaign.policy.extensions.atMost > 0 ? ['submit', 'extend'] : ['submit'];
    case 'order':
      return ['reply', 'submit'];
    case 'escalation':
      if (kind === 'office') return notice.order?.status === 'drafted' ? ['issue'] : [];
      return reader === 'lead' ? ['submit'] : [];
    case 'overdue':
    case 'orderWithdrawn':
    case 'declined':
    case 'returned':
    case 'extensionDecided':
    case 'nudge':
    case 'reopened':
      return reader === 'lead' ? ['submit'] : [];
    case 'dateChanged':
      return reader === 'lead' && changeOf(notice) !== '取消' ? ['submit'] : [];
    case 'confirmation':
      return ['confirm', 'decline'];
    case 'reviewDue':
      return ['accept', 'return'];
    case 'extensionConsented':
      return ['grant', 'refuse'];
    case 'extensionRequested':
      return kind === 'leader' ? ['consent', 'dissent'] : ['grant', 'refuse'];
    case 'cancelRequested':
      return ['approve', 'disapprove'];
    case 'orderReplied':
    case 'orderUnanswered':
    case 'accepted':
    case 'behindPace':
    case 'instruction':
    case 'undelivered':
    case 'frozen':
    case 'resumed':
    case 'cancelRefused':
    case 'cancelled':
    case 'carried':
    case 'closed':
      return [];
  }
}
