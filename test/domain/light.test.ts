import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CheckpointStatus } from '../../domain/item-state.js';
import { checkpointLight, itemLight, lightNames, type Light, type Lit } from '../../domain/light.js';

const DUE = Date.UTC(2017, 2, 31, 9, 30);
const NEAR = Date.UTC(2017, 2, 28, 1);
const FAR = Date.UTC(2017, 2, 10);
const lit = (status: CheckpointStatus, late = false, nearFrom: number | null = NEAR): Lit => ({
  status,
  due: DUE,
  late,
  behind: false,
  nearFrom,
});

describe('the light of a checkpoint', () => {
  it.each<[string, Lit, number, Light]>([
    ['one past at launch', lit('past'), DUE + 1, 'grey'],
    ['one not begun', lit('ahead'), FAR, 'grey'],
    ['one not begun though near', lit('ahead'), NEAR, 'grey'],
    ['one whose opening a dead engine missed', lit('ahead'), DUE + 1, 'red'],
    ['one open', lit('open'), NEAR - 1, 'green'],
    ['one near', lit('open'), NEAR, 'yellow'],
    ['one near for which there is no reminder', lit('open', false, null), DUE, 'green'],
    ['one at its due instant', lit('open'), DUE, 'yellow'],
    ['one overdue', lit('open'), DUE + 1, 'red'],
    ['one returned with time left', lit('returned'), FAR, 'green'],
    ['one that was late, returned with time left', lit('returned', true), FAR, 'yellow'],
    ['one returned and overdue', lit('returned', true), DUE + 1, 'red'],
    ['one handed in on time, however long it is reviewed', lit('submitted'), DUE + 1e10, 'green'],
    ['one made up late', lit('submitted', true), DUE + 1, 'yellow'],
    ['one reported on time but behind pace', { ...lit('submitted'), behind: true }, DUE, 'yellow'],
    ['one dropped', lit('dropped'), DUE + 1, 'grey'],
    ['one accepted', lit('accepted'), DUE + 1, 'green'],
    ['one accepted that was late', lit('accepted', true), DUE + 1, 'yellow'],
  ])('%s', (_what, checkpoint, now, light) => {
    expect(checkpointLight(checkpoint, now)).toBe(light);
  });

  it('never goes back from red while time alone passes, and is never green again for what was late', () => {
    const any = fc.record({
      status: fc.constantFrom<CheckpointStatus>(
        'past',
        'ahead',
        'open',
        'submitted',
        'returned',
        'accepted',
        'dropped',
      ),
      due: fc.integer({ min: 0, max: 1000 }),
      late: fc.boolean(),
      behind: fc.boolean(),
      nearFrom: fc.option(fc.integer({ min: 0, max: 1000 })),
    });
    const rank: Light[] = ['grey', 'done', 'green', 'yellow', 'red'];
    fc.assert(
      fc.property(any, fc.nat(1500), fc.nat(1500), (checkpoint, now, passed) => {
        const [before, after] = [checkpointLight(checkpoint, now), checkpointLight(checkpoint, now + passed)];
        expect(rank.indexOf(after)).toBeGreaterThanOrEqual(rank.indexOf(before));
        if (checkpoint.late || checkpoint.behind) expect(before).not.toBe('green');
      }),
    );
  });
});

describe('the light of an item', () => {
  it('is the worst of its checkpoints, grey before any has begun, while frozen and once cancelled or carried, and done once it is closed', () => {
    const of = (...checkpoints: Lit[]): Light => itemLight({ status: 'active', checkpoints }, NEAR - 1);
    expect(of(lit('accepted'), lit('open'), lit('ahead'))).toBe('green');
    expect(of(lit('accepted', true), lit('open'))).toBe('yellow');
    expect(of({ ...lit('open'), due: FAR }, lit('accepted', true), lit('ahead'))).toBe('red');
    expect(of(lit('past'), lit('ahead'))).toBe('grey');
    expect(of()).toBe('grey');
    expect(itemLight({ status: 'closed', checkpoints: [{ ...lit('open'), due: 0 }] }, NEAR)).toBe('done');
    for (const status of ['frozen', 'cancelled', 'carried'] as const) {
      expect(itemLight({ status, checkpoints: [{ ...lit('open'), due: 0 }] }, NEAR)).toBe('grey');
    }
    expect(Object.values(lightNames)).toEqual(['正常', '预警', '逾期', '未开始', '办结']);
  });
});
