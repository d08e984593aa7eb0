import { describe, expect, it } from '@jest/globals';
import type { ItemEvent } from '../../domain/item-event.js';
import type { ItemPosts } from '../../domain/item-state.js';
import { approverOf, ENGINE, forbidden } from '../../domain/rights.js';

const posts: ItemPosts = {
  leads: ['甲处'],
  supporting: ['乙处'],
  leader: '分管',
  office: '督查室',
  principal: '总',
  heads: { 甲处: '甲处长' },
};
const everybody = ['甲处', '乙处', '甲处长', '分管', '督查室', '总', ENGINE, '外人'];

type Type = Exclude<ItemEvent['type'], 'assign' | 'moment'>;
const may: [Type, string[]][] = [
  ['acknowledge', ['甲处', '乙处']],
  ['dispute', ['甲处', '乙处']],
  ['contribute', ['甲处', '乙处']],
  ['submit', ['甲处']],
  ['requestExtension', ['甲处']],
  ['confirm', ['甲处长']],
  ['consentExtension', ['分管']],
  ['instruct', ['分管', '督查室', '总']],
  ['decideCancel', ['总']],
  ['cancel', ['督查室', '总']],
  ['undelivered', [ENGINE]],
  ['delivered', [ENGINE]],
  ...(
    [
      ...['insist', 'accept', 'return', 'decideExtension', 'nudge', 'reassign', 'addCheckpoint', 'changeCheckpoint'],
      ...['dropCheckpoint', 'replan', 'freeze', 'resume', 'carry', 'close', 'reopen'],
    ] as Type[]
  ).map((type): [Type, string[]] => [type, ['督查室']]),
];

function allowed(type: Type, of: ItemPosts): string[] {
  return everybody.filter(
    (actor) => forbidden({ type, actor, post: '甲处' } as ItemEvent & { type: Type }, of) === null,
  );
}

describe('who may do what', () => {
  it.each(may)('%s: %j', (type, those) => {
    expect(allowed(type, posts)).toEqual(those);
  });

  it('says why not: whose it is', () => {
    const code = (type: Type, actor: string): unknown =>
      forbidden({ type, actor } as ItemEvent & { type: Type }, posts);
    expect(code('submit', '乙处')).toBe('leads-only');
    expect(code('submit', '外人')).toBe('not-your-item');
    expect(code('consentExtension', '总')).toBe('leader-only');
  });

  it('leaves what a missing leader or principal would approve to the next above him', () => {
    expect(approverOf(posts)).toBe('总');
    expect(approverOf({ ...posts, principal: null })).toBe('分管');
    expect(approverOf({ ...posts, principal: null, leader: null })).toBe('督查室');
    expect(allowed('consentExtension', { ...posts, leader: null })).toEqual(['总']);
  });
});
