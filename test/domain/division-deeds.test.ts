import { describe, expect, it } from '@jest/globals';
import { divisionDeeds, linkEnd, type LinkScope } from '../../domain/division-deeds.js';
import { linkTask } from '../../domain/link-purpose.js';
import type { CheckpointStatus } from '../../domain/item-state.js';
import type { ReleasedNotice } from '../../domain/notice.js';
import { everyKind } from '../mail/every-kind.js';
import { division } from '../mail/sample-notices.js';
import { at, posts, Story, submit } from './life/story.js';

const lead = '基础教育处';
const office = '督查室';
const report: LinkScope = { post: lead, checkpoint: 1, purpose: 'report' };
const sign: LinkScope = { post: lead, checkpoint: 0, purpose: 'acknowledge' };
const help: LinkScope = { post: '高教处', checkpoint: 1, purpose: 'contribute' };
const reply: LinkScope = { ...report, purpose: 'reply' };

/** Due on 31 March 2017. */
const launched = (...given: Parameters<typeof Story.launched>): Story => Story.launched(...given);
/** Submitted in time and accepted. */
const accepted = (): Story =>
  launched()
    .does('2017-03-20', lead, submit(1))
    .does('2017-03-21', office, { kind: 'accept', checkpoint: 1, note: '' });
const deeds = ({ state, t, now }: Story, scope: LinkScope): string[] =>
  [...divisionDeeds(state, scope, { ...t, now })].flatMap(([deed, why]) => (why === null ? [deed] : []));
const end = ({ state }: Story, scope: LinkScope) => linkEnd(state, scope);

describe('a link', () => {
  it('lives as long as its checkpoint, however late that is', () => {
    const story = launched().until('2017-03-20');
    expect([end(story, report), deeds(story, report)]).toEqual([
      null,
      ['acknowledge', 'dispute', 'submit', 'requestExtension'],
    ]);
    story.until('2018-02-01');
    expect([end(story, report), deeds(story, report)]).toEqual([null, ['acknowledge', 'dispute', 'submit']]);
  });

  it('rests while the report is reviewed, acts again when it is returned, and expires when it is accepted', () => {
    const story = launched().does('2017-03-20', lead, submit(1));
    expect([end(story, report), deeds(story, report)]).toEqual([null, ['dispute']]);
    story.does('2017-03-21', office, { kind: 'return', checkpoint: 1, reason: '缺签到表' });
    expect([end(story, report), deeds(story, report)]).toEqual([null, ['dispute', 'submit', 'requestExtension']]);
    story.does('2017-03-22', lead, submit(1)).does('2017-03-23', office, { kind: 'accept', checkpoint: 1, note: '' });
    expect([end(story, report), deeds(story, report), end(story, help)]).toEqual(['accepted', ['dispute'], 'accepted']);
  });

  it('acts again for what is reopened', () => {
    const story = accepted();
    story.does('2017-03-24', office, { kind: 'reopen', checkpoint: 1, reason: '数据有误', due: '2017-04-10' });
    expect([end(story, report), deeds(story, report)]).toEqual([null, ['dispute', 'submit', 'requestExtension']]);
  });

  it('to sign for an item expires with the signature', () => {
    const story = launched().until('2017-03-03');
    expect([end(story, sign), deeds(story, sign)]).toEqual([null, ['acknowledge', 'dispute']]);
    story.does('2017-03-06', lead, { kind: 'acknowledge' });
    expect([end(story, sign), end(story, { ...sign, post: '高教处' }), end(story, report)]).toEqual([
      'signed',
      null,
      null,
    ]);
  });

  it('expires for the post that answers no more, on the day that another does', () => {
    const story = launched().does('2017-03-03', office, {
      ...{ kind: 'reassign', reason: '职责调整', from: '2017-03-10' },
      posts: { leads: ['职成教处'], supporting: [lead], leader: posts.leader, heads: {} },
    });
    expect([end(story, report), end(story, { ...sign, post: '职成教处' })]).toEqual([null, 'coming']);
    story.until('2017-03-10');
    expect([end(story, { ...sign, post: '职成教处' }), deeds(story, { ...sign, post: '职成教处' })[0]]).toEqual([
      null,
      'acknowledge',
    ]);
    // It still supports: it may contribute, by a link for that alone.
    expect([end(story, report), end(story, sign), end(story, { ...help, post: lead })]).toEqual([
      'reassigned',
      null,
      null,
    ]);
    expect([end(story, help), end(story, { ...report, post: '职成教处' })]).toEqual(['reassigned', null]);
  });

  it.each([
    [{ kind: 'cancel', reason: '不再需要' }, { kind: 'decideCancel', agree: true, reason: '' }, 'cancelled'],
    [{ kind: 'carry', reason: '跨年', to: 'item-2' }, null, 'carried'],
  ] as const)('expires with its item: %j', (first, second, expected) => {
    const story = launched().does('2017-03-03', office, first);
    if (second !== null) story.does('2017-03-03', '孟晖', second);
    expect([report, sign, help, reply].map((scope) => end(story, scope))).toEqual(Array(4).fill(expected));
  });

  it('of a frozen item lets a division sign and hand in what it has, and no more', () => {
    const story = launched().does('2017-03-20', office, { kind: 'freeze', reason: '等上级批复' });
    expect([end(story, report), deeds(story, report), deeds(story, sign), deeds(story, help)]).toEqual([
      null,
      ['acknowledge', 'submit'],
      ['acknowledge'],
      ['acknowledge', 'contribute'],
    ]);
  });

  it('of a supervision order takes the reply slip once, and the report until it is accepted', () => {
    const story = launched()
      .until('2017-04-06 10:00')
      .does('2017-04-06 11:00', office, { kind: 'issueOrder', checkpoint: 1, signatory: '夏春胤', due: null });
    expect(deeds(story, reply)).toEqual(['acknowledge', 'dispute', 'replyOrder', 'submit']);
    story.does('2017-04-07', lead, {
      ...{ kind: 'replyOrder', checkpoint: 1, plan: '补齐评估报告', due: '2017-04-14', person: '周岚' },
    });
    expect(deeds(story, reply)).toEqual(['acknowledge', 'dispute', 'submit']);
  });

  it('never lets a supporting division report, nor ask for time', () => {
    const story = launched().until('2017-03-20');
    expect(deeds(story, { ...report, post: '高教处' })).toEqual(['acknowledge', 'dispute']);
    expect(end(story, { ...report, post: '高教处' })).toBe('reassigned');
  });

  it('takes a request for time only so often, and before the date', () => {
    const story = launched().until('2017-03-20');
    story.does('2017-03-20', lead, { kind: 'requestExtension', checkpoint: 1, due: '2017-04-14', reason: '待批复' });
    expect(deeds(story, report)).toEqual(['acknowledge', 'dispute', 'submit']);
    expect(story.now).toBe(at('2017-03-20'));
  });
});

describe('of what mails tell', () => {
  const asked = (rule: 'assignment' | 'nudge', states: CheckpointStatus[], post: string) => {
    const checkpoints = states.map((status, i) => ({ ...everyKind.nudge.checkpoint!, n: i + 1, due: 100 - i, status }));
    const divisions = [lead, '高教处'].map((name, i) => ({ name, role: i === 0 ? ('lead' as const) : 'supporting' }));
    const item = { ...everyKind[rule].item, checkpoints, divisions } as ReleasedNotice['item'];
    const task = linkTask({ ...everyKind[rule], item, checkpoint: null, post: { ...division, name: post } });
    return task === null ? null : `${task.purpose} ${String(task.checkpoint)}`;
  };

  it('what is open when an item is launched can be handed in by the mail that gives it, the first due first', () => {
    expect(asked('assignment', ['open', 'open', 'ahead'], lead)).toBe('report 2');
    expect(asked('assignment', ['open', 'ahead'], '高教处')).toBe('contribute 1');
    expect(asked('assignment', ['past', 'accepted', 'ahead'], lead)).toBe('acknowledge 0');
  });

  it('a nudge about a whole item leads to the report that is due first', () => {
    expect(asked('nudge', ['ahead', 'returned', 'open'], lead)).toBe('report 3');
    expect(asked('nudge', ['accepted', 'ahead', 'ahead'], lead)).toBe('report 3');
    expect(asked('nudge', ['accepted', 'submitted'], lead)).toBeNull();
    expect(asked('nudge', ['open'], '高教处')).toBeNull();
  });

  it('a reassignment gives a link to those who take over, whether or not the item is theirs yet, and to nobody else', () => {
    const { reassigned } = everyKind;
    const others = reassigned.item.divisions.map(({ name }) => ({ ...reassigned.post, name }));
    expect(others.map(({ name }) => name)).not.toContain(reassigned.post.name);
    expect(others.map((post) => linkTask({ ...reassigned, post }))).toEqual(others.map(() => null));
    expect(linkTask(reassigned)?.purpose).toBe('acknowledge');
  });

  it('offices, leaders, heads and principals are never given a link', () => {
    for (const notice of Object.values(everyKind))
      for (const kind of ['office', 'leader', 'head', 'principal'] as const)
        expect(linkTask({ ...notice, post: { ...notice.post, kind } })).toBeNull();
  });
});
