import { stateCouncilCalendar } from '../../domain/calendar/state-council.js';
import { workingDayOnOrBefore } from '../../domain/calendar/working-calendar.js';
import type { CommandBody } from '../../domain/command.js';
import type { CheckpointState, ItemPosts, ItemState, PostId } from '../../domain/item-state.js';
import { isOpen } from '../../domain/life/decision.js';
import { approverOf, ENGINE } from '../../domain/rights.js';
import type { Act } from './lifecycle-arbitraries.js';
import { dayIn, type Scene } from './scene.js';

/** The body of a command, from what a play drew; `null` where there is nothing it could be about. */
export function bodyOf(act: Act, play: Scene): CommandBody | null {
  const { do: kind, reason, yes, other, days, which } = act;
  const checkpoint = fitting(act, play.state);
  const { leads, supporting } = play.state.posts;
  // Mostly a day that offices work.
  const due =
    which % 5 === 0 ? dayIn(play.now, days) : workingDayOnOrBefore(stateCouncilCalendar, dayIn(play.now, days));
  const post = [...leads, ...supporting][which % (leads.length + supporting.length)] ?? '';
  switch (kind) {
    case 'acknowledge':
      return { kind };
    case 'dispute':
    case 'freeze':
    case 'cancel':
      return { kind, reason };
    case 'insist':
      return { kind, post: Object.keys(play.state.disputed)[0] ?? post, reason };
    case 'submit': {
      const figures = yes ? [{ target: 0, value: which * 2 }] : [];
      return { kind, checkpoint, text: '完成', files: [], figures };
    }
    case 'confirm': {
      const drafted = Object.keys(play.state.checkpoints.find(({ n }) => n === checkpoint)?.drafts ?? {});
      return { kind, checkpoint, post: drafted[0] ?? '甲处', agree: yes, reason };
    }
    case 'contribute':
      return { kind, checkpoint, text: '补充', files: [] };
    case 'accept':
      return { kind, checkpoint, note: '' };
    case 'return':
    case 'dropCheckpoint':
      return { kind, checkpoint, reason };
    case 'requestExtension': {
      const known = play.state.checkpoints.find(({ n }) => n === checkpoint);
      const later = dayIn(Math.max(play.now, known?.due ?? play.now), Math.abs(days) + 1);
      return { kind, checkpoint, due: workingDayOnOrBefore(stateCouncilCalendar, later), reason };
    }
    case 'consentExtension':
      return { kind, checkpoint, agree: yes, reason };
    case 'decideExtension':
      return { kind, checkpoint, grant: yes, due: other ? due : null, reason };
    case 'issueOrder':
      return { kind, checkpoint, signatory: reason, due: yes ? null : due };
    case 'replyOrder':
      return { kind, checkpoint, plan: '立即补报', due: dayIn(play.now, days), person: reason };
    case 'withdrawOrder':
      return { kind, checkpoint, reason };
    case 'nudge':
      return { kind, checkpoint: other ? 0 : checkpoint, words: reason };
    case 'instruct':
      return { kind, words: reason };
    case 'reassign':
      return { kind, posts: others[which % others.length] as ItemPosts, from: yes ? null : due, reason };
    case 'addCheckpoint':
      return { kind, label: '增补', from: dayIn(play.now, days - 10), due, contents: [], reason };
    case 'changeCheckpoint':
      return { kind, checkpoint, label: '', from: yes ? null : dayIn(play.now, -2), due, reason };
    case 'resume':
      return { kind, shift: yes, reason };
    case 'decideCancel':
      return { kind, agree: yes, reason };
    case 'close':
      return { kind, note: '' };
    case 'reopen':
      return { kind, checkpoint, due, reason };
    case 'carry':
      return { kind, to: 'next', reason };
    case 'replan':
      return { kind, dates: yes ? [{ checkpoint, due }] : [] };
    case 'undelivered': {
      const gone = [...play.notices.values()]
        .filter(({ fate, bounced }) => fate === 'told' && !bounced)
        .sort((a, b) => a.notice.release - b.notice.release || (nameOf(a.notice) < nameOf(b.notice) ? -1 : 1))
        .slice(-6);
      const hit = gone[which % Math.max(1, gone.length)];
      if (hit === undefined) return null;
      hit.bounced = true;
      const { checkpoint: n, round, rule, step, post: to, contact } = hit.notice;
      return { kind, notice: { checkpoint: n, round, rule, step, post: to }, contact, otherContact: yes, reason };
    }
    case 'delivered':
      return { kind, checkpoint, round: 1 };
  }
}

const others: Omit<ItemPosts, 'office' | 'principal'>[] = [
  { leads: ['戊处'], supporting: [], leader: '分管', heads: { 戊处: '戊处长' } },
  { leads: ['甲处', '戊处'], supporting: ['丙处'], leader: '新分管', heads: { 甲处: '甲处长', 戊处: '戊处长' } },
  { leads: ['甲处'], supporting: [], leader: null, heads: {} },
];

function nameOf(notice: { checkpoint: number; rule: string; step: number; post: string; contact: number }): string {
  const { checkpoint, rule, step, post, contact } = notice;
  return [checkpoint, rule, step, post, contact].join(' ');
}

/** Mostly a checkpoint that it can be done to, so that plays get far. */
function fitting({ do: kind, actor, checkpoint }: Act, { checkpoints }: ItemState): number {
  const fits: Partial<Record<Act['do'], (checkpoint: CheckpointState) => boolean>> = {
    submit: isOpen,
    requestExtension: isOpen,
    accept: ({ status }) => status === 'submitted',
    return: ({ status }) => status === 'submitted',
    confirm: ({ drafts }) => Object.keys(drafts).length > 0,
    consentExtension: ({ request }) => request !== null,
    decideExtension: ({ request }) => request !== null,
    reopen: ({ status }) => status === 'accepted',
    issueOrder: ({ order }) => order?.status === 'drafted',
    replyOrder: ({ order }) => order?.status === 'issued',
    withdrawOrder: ({ order }) => order !== null,
  };
  const found = actor === 0 && checkpoint > 0 ? checkpoints.find(fits[kind] ?? (() => false)) : undefined;
  return found?.n ?? checkpoint;
}

/** Who does it: mostly somebody who may. */
export function actorOf({ actor }: Act, body: CommandBody, { posts, checkpoints }: ItemState): PostId {
  if (actor > 0) {
    const { leads, supporting, leader, office, principal } = posts;
    const anybody = [...leads, ...supporting, leader ?? '外人', office, principal ?? '外人', '外人'];
    return anybody[actor % anybody.length] as string;
  }
  switch (body.kind) {
    case 'acknowledge':
    case 'dispute':
    case 'submit':
    case 'requestExtension': {
      const known = 'checkpoint' in body ? checkpoints.find(({ n }) => n === body.checkpoint) : undefined;
      return posts.leads.find((post) => known?.reported[post] === undefined) ?? posts.leads[0] ?? '';
    }
    case 'replyOrder': {
      const order = checkpoints.find(({ n }) => n === body.checkpoint)?.order;
      return order?.to.find((post) => order.replies[post] === undefined) ?? posts.leads[0] ?? '';
    }
    case 'contribute':
      return posts.supporting[0] ?? '外人';
    case 'confirm':
      return posts.heads[body.post] ?? '外人';
    case 'consentExtension':
      return posts.leader ?? approverOf(posts);
    case 'instruct':
      return posts.leader ?? posts.office;
    case 'decideCancel':
      return approverOf(posts);
    case 'undelivered':
    case 'delivered':
      return ENGINE;
    default:
      return posts.office;
  }
}
