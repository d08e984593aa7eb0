import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { checkLaunch } from '../../client/check-launch.js';
import { readTextPlan } from '../documents/read-text.js';
import { readRoster, type Roster } from '../../documents/names/roster.js';
import { stateCouncilCalendar } from '../../domain/calendar/state-council.js';
import type { PlanDraft } from '../../domain/plan.js';
import { defaultPolicy } from '../../domain/policy.js';

const t = { policy: defaultPolicy, calendar: stateCouncilCalendar };
const at = (time: string): number => Date.parse(`${time}:00+08:00`);
let draft: PlanDraft;
let roster: Roster;

beforeAll(async () => {
  const fileName = 'wuhan-2017-responsibility-items.txt';
  draft = readTextPlan(await readFile(`samples/${fileName}`), { fileName, calendar: stateCouncilCalendar });
  roster = readRoster(await readFile('samples/roster.csv'), 'roster.csv');
});

const check = (parts: { draft?: PlanDraft; roster?: Roster; as?: string; release?: string } = {}) => {
  const now = at(parts.release ?? '2017-03-01T09:00');
  return checkLaunch(
    { draft: parts.draft ?? draft, roster: parts.roster ?? roster, as: parts.as ?? '督查室', now },
    now,
    t,
  );
};

describe('a launch', () => {
  it('says who launches and what will be tracked', () => {
    expect(check()).toMatchObject({ launchedBy: { kind: 'office' }, checkpoints: 22, past: 0, withoutCheckpoints: [] });
    // A checkpoint due at the very release of the assignments is past.
    expect(check({ release: '2017-03-31T17:29' }).past).toBe(0);
    expect(check({ release: '2017-03-31T17:30' }).past).toBe(3);
  });

  it('is refused with the whole list of posts that the roster lacks', () => {
    const few = { entries: roster.entries.filter(({ kind }) => kind !== 'leader' && kind !== 'office') };
    expect(() => check({ roster: few })).toThrow(
      /缺少以下4个岗位，未启动任何事项：\n {2}分管负责人 {2}夏春胤（事项 1\.1、1\.2）\n(?:.*\n)+? {2}督查室 {2}督查室（全部事项）\n/,
    );
  });

  it('is the office’s to make', () => {
    expect(() => check({ as: '基础教育处' })).toThrow(/由督查室启动，岗位“基础教育处”不能启动；--as 请填 督查室/);
    expect(() => check({ as: '张三' })).toThrow(/名册中没有岗位“张三”；--as 请填 督查室/);
  });

  it('is refused where nothing is left to be tracked, with what to do', () => {
    expect(() => check({ release: '2026-11-22T09:00' })).toThrow(/按2017年排定，全部22个检查节点均已过期.*--year 2027/);
    const undated = { ...draft, items: draft.items.map((item) => ({ ...item, checkpoints: [] })) };
    expect(() => check({ draft: undated })).toThrow(/没有一个检查节点/);
    expect(() => check({ draft: { ...draft, items: [] } })).toThrow(/没有读到督办事项/);
  });

  it('is refused where items have no lead, and names those without checkpoints', () => {
    const without = (codes: string[], parts: object) => ({
      ...draft,
      items: draft.items.map((item) => (codes.includes(item.code) ? { ...item, ...parts } : item)),
    });
    const supporting = [{ name: '高教处', role: 'supporting' as const }];
    expect(() => check({ draft: without(['1.1'], { divisions: [] }) })).toThrow(/没有牵头处室，不能启动：1\.1。/);
    expect(() => check({ draft: without(['2.1', '3.2'], { divisions: supporting }) })).toThrow(/：2\.1、3\.2。/);
    expect(check({ draft: without(['2.1', '3.2'], { checkpoints: [] }) }).withoutCheckpoints).toEqual(['2.1', '3.2']);
  });
});
