import { expect, it } from '@jest/globals';
import type { ItemState } from '../../domain/item-state.js';
import { stateChange } from '../../domain/state-change.js';

const rung = { rule: 'opening', step: 1, release: 5, to: ['leads'], basis: { of: 'opens', at: 1, days: 0 } };
const state = {
  status: 'active',
  posts: { leads: ['p1'], leader: null },
  acknowledged: {},
  frozenAt: null,
  pending: [rung],
  checkpoints: [
    { n: 2, status: 'open', due: 10, late: false, returns: 0, pending: [rung] },
    { n: 7, status: 'ahead', due: 20, late: false, returns: 0, pending: [] },
  ],
} as unknown as ItemState;

it('names what an event changed, before and after, and neither what it left nor what is planned to be told', () => {
  const [second, seventh] = state.checkpoints as [object, object];
  const after = {
    ...state,
    acknowledged: { p1: 4 },
    pending: [],
    checkpoints: [{ ...second, status: 'submitted', late: true, pending: [] }, seventh],
  } as unknown as ItemState;
  expect(stateChange(state, after)).toEqual({
    'acknowledged/p1': [null, 4],
    'checkpoints/2/late': [null, true],
    'checkpoints/2/status': ['open', 'submitted'],
  });
  expect(stateChange(state, state)).toEqual({});
});

it('begins with all that there is, and takes no, none and 0 for nothing', () => {
  expect(stateChange(null, state)).toEqual({
    'checkpoints/2/due': [null, 10],
    'checkpoints/2/n': [null, 2],
    'checkpoints/2/status': [null, 'open'],
    'checkpoints/7/due': [null, 20],
    'checkpoints/7/n': [null, 7],
    'checkpoints/7/status': [null, 'ahead'],
    'posts/leads': [null, ['p1']],
    status: [null, 'active'],
  });
});
