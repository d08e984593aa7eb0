import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { applyAssignment, applyCommand } from '../../register/apply-event.js';
import { appendAudit } from '../../register/audit.js';
import { commitCommand } from '../../register/commit-command.js';
import { verifyAudit } from '../../register/verify-audit.js';
import { at, draftItem, pass, register, type Register } from './sample.js';

let r: Register;
let item: string;

beforeAll(async () => {
  r = await register([draftItem('1.1'), draftItem('1.2')]);
  item = r.items['1.1'] as string;
  const from = await applyAssignment(r.context, item, at('2017-03-01', '15:01') + 7);
  const files = [{ sha256: 'c'.repeat(64), name: '佐证 “一”.pdf', size: 12 }];
  const text = '完成 \\ " \n 😀 1e-7';
  await commitCommand(
    r.db,
    r.command(item, {
      id: 's',
      as: '基础教育处',
      at: at('2017-03-20') + 456,
      body: { kind: 'submit', checkpoint: 1, text, files },
    }),
  );
  await applyCommand(r.context, item, { commandId: 's', now: at('2017-03-20', '09:01') });
  await pass(r.context, item, { from, until: at('2017-12-01') });
});
afterAll(() => r.close());

describe('the audit trail', () => {
  it('holds for an item that lived a year, and for one that has not begun', async () => {
    expect(await verifyAudit(r.db, item)).toEqual({ ok: true });
    expect(await verifyAudit(r.db, r.items['1.2'] as string)).toEqual({ ok: true });
    expect(await verifyAudit(r.db, 'nobody')).toEqual({ ok: false, seq: 1 });
  });

  it('shows where anything in it was changed, taken out or put in', async () => {
    const { audit_seq: last } = await r.db
      .selectFrom('item')
      .where('id', '=', item)
      .select('audit_seq')
      .executeTakeFirstOrThrow();
    expect(last).toBeGreaterThan(10);
    await sql.raw('create table kept_audit as table audit; create table kept_item as table item').execute(r.db);
    const restore = `delete from audit; insert into audit table kept_audit;
      update item set audit_seq = kept.audit_seq, audit_hash = kept.audit_hash from kept_item kept where kept.id = item.id`;
    const submitted = (
      await r.db.selectFrom('audit').where('event', '=', 'submitted').select('seq').executeTakeFirstOrThrow()
    ).seq;
    const tamperings: [string, number][] = [
      [`update audit set detail = jsonb_set(detail, '{text}', '"别的"') where seq = ${String(submitted)}`, submitted],
      [
        `update audit set detail = jsonb_set(detail, '{files,0,size}', '13') where seq = ${String(submitted)}`,
        submitted,
      ],
      [`update audit set at = at - interval '1 millisecond' where seq = ${String(submitted)}`, submitted],
      [`update audit set actor = 'engine' where seq = ${String(submitted)}`, submitted],
      [`update audit set checkpoint = 2 where seq = ${String(submitted)}`, submitted],
      [`update audit set event = 'accepted' where seq = 3`, 3],
      [`update audit set hash = repeat('0', 64) where seq = 4`, 4],
      [`delete from audit where seq = 1`, 1],
      [`delete from audit where seq = 5`, 5],
      [`delete from audit where seq = ${String(last)}`, last],
      [`delete from audit`, 1],
      [
        `insert into audit select item_id, seq + 1, at, actor, event, checkpoint, detail, hash from audit where seq = ${String(last)}`,
        last + 1,
      ],
      [`update item set audit_hash = '' where audit_seq > 0`, last + 1],
      [`update item set audit_seq = audit_seq - 1 where audit_seq > 0`, last],
    ];
    for (const [tampering, seq] of tamperings) {
      await sql.raw(tampering).execute(r.db);
      expect([tampering, await verifyAudit(r.db, item)]).toEqual([tampering, { ok: false, seq }]);
      await sql.raw(restore).execute(r.db);
    }
    expect(await verifyAudit(r.db, item)).toEqual({ ok: true });
  });

  it('is read by pages, to its end', async () => {
    const other = r.items['1.2'] as string;
    const entries = Array.from({ length: 1203 }, (_, i) => ({
      at: at('2017-03-01') + i,
      actor: 'engine',
      event: 'told',
      checkpoint: 0,
      detail: { i },
    }));
    const head = await r.db
      .transaction()
      .execute((tx) => appendAudit(tx, other, { head: { seq: 0, hash: '' }, entries }));
    await r.db
      .updateTable('item')
      .set({ audit_seq: head.seq, audit_hash: head.hash })
      .where('id', '=', other)
      .execute();
    expect(await verifyAudit(r.db, other)).toEqual({ ok: true });
    await sql`update audit set detail = '{"i": 7}' where item_id = ${other} and seq = 1101`.execute(r.db);
    expect(await verifyAudit(r.db, other)).toEqual({ ok: false, seq: 1101 });
  });
});
