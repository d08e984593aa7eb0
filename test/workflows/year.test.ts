import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isoWithOffset } from '../../domain/calendar/zoned.js';
import { act } from '../../client/act.js';
import { chooseItem } from '../../client/find.js';
import { launch } from '../../client/launch.js';
import type { CommandBody } from '../../domain/command.js';
import { startPlayedEngine, wuhan, type PlayedEngine } from '../helpers/engine.js';

let engine: PlayedEngine;
beforeAll(async () => {
  engine = await startPlayedEngine();
}, 300_000);
afterAll(() => engine.stop(), 60_000);

async function doing(code: string, as: string, body: CommandBody): Promise<string> {
  const { duban } = engine;
  const outcome = await act(duban, { item: await chooseItem(duban, code), as, body, now: await engine.now() });
  return outcome.kind === 'refused' ? outcome.code : outcome.kind;
}

describe('a year of the Wuhan plan, moved to 2050', () => {
  it('is played by the real engine, notice for notice', async () => {
    const { duban } = engine;
    await engine.playTo('2049-12-20', '10:00');
    const { campaign, isNew } = await launch(duban, { ...(await wuhan(2050)), as: '督查室', now: await engine.now(), sendNow: false });
    expect({ isNew, items: campaign.items, assigned: campaign.assigned }).toEqual({ isNew: true, items: 7, assigned: 7 });
    await engine.playTo('2049-12-21', '10:00');
    const mails = await duban.db.selectFrom('mail').select(['subject', 'state', 'created_at']).execute();
    console.log(mails.map((m) => `${isoWithOffset(m.created_at, 'Asia/Shanghai')} ${m.state} ${m.subject}`).join('\n'));
    expect(await doing('1.2', '基础教育处', { kind: 'acknowledge' })).toBe('done');
    expect(await doing('1.2', '基础教育处', { kind: 'acknowledge' })).toBe('already-acknowledged');
    const t0 = Date.now();
    await engine.playTo('2051-02-01');
    console.log('played', Date.now() - t0, 'ms');
    const notices = await duban.db.selectFrom('notice').innerJoin('item','item.id','item_id').innerJoin('post','post.id','post_id').where('code','=','1.2').orderBy('release_at').select(['code','rule','step','checkpoint','release_at','post.name','notice.state']).execute();
    console.log(notices.map((n) => `${isoWithOffset(n.release_at,'Asia/Shanghai')} ${n.code}#${n.checkpoint} ${n.rule} ${n.step} ${n.name} ${n.state}`).join('\n'));
    const all = await duban.db.selectFrom('mail').select(['state', (eb) => eb.fn.countAll().as('n')]).groupBy('state').execute();
    console.log(all);
    const h = await duban.temporal.workflow.getHandle(`item/${campaign.id}/${(await chooseItem(duban,'1.2')).id}`).fetchHistory();
    console.log('events', h.events?.length);
  }, 300_000);
});
