import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { allChecks } from '../../client/doctor/all-checks.js';
import { examine, type Check, type Diagnosis, type Patient } from '../../client/doctor/check.js';
import type { Duban } from '../../client/duban.js';
import { readSettings } from '../../config/settings.js';
import { stateCouncilCalendar } from '../../domain/calendar/state-council.js';
import { HOUR, type Instant } from '../../domain/instant.js';
import { defaultPolicy } from '../../domain/policy.js';
import { applyAssignment } from '../../register/apply-event.js';
import { timestamp } from '../../register/database.js';
import { folderStore } from '../../register/evidence-store.js';
import { act, at, draftItem, register, submit, type Register } from '../register/sample.js';

/** The machine's clock, as the database has it: some checks compare the two. */
const now: Instant = Date.now();
let dir: string;
let r: Register;
let patient: Patient;
let smtp: Server;

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'duban-doctor-'));
  r = await register([draftItem('1.1'), draftItem('1.2')]);
  smtp = createServer(greet).listen(0, '127.0.0.1');
  await once(smtp, 'listening');
  const settings = readSettings({
    ...{ DATABASE_URL: r.url, DUBAN_EVIDENCE_DIR: path.join(dir, 'evidence'), TEMPORAL_ADDRESS: '127.0.0.1:1' },
    ...{ DUBAN_SMTP_URL: `smtp://127.0.0.1:${(smtp.address() as AddressInfo).port}`, DUBAN_MAIL_FROM: 'd@example.org' },
  });
  const evidence = folderStore(settings.evidenceDir);
  const duban = { db: r.db, taskQueue: 'duban', evidence, calendar: stateCouncilCalendar, policy: defaultPolicy };
  patient = { duban: duban as unknown as Duban, settings, clock: Date.now, now };
});
afterEach(async () => {
  smtp.close();
  await r.close();
  await rm(dir, { recursive: true, force: true });
});

/** A mail server as far as a session without a mail goes. */
function greet(socket: Socket): void {
  socket.on('error', () => undefined);
  socket.write('220 ready\r\n');
  socket.on('data', (data) => socket.write(/^(QUIT)/.test(data.toString()) ? '221 bye\r\n' : '250 fine\r\n'));
}

async function found(id: string, { deep = false } = {}): Promise<Diagnosis> {
  const [check] = allChecks({ deep }).filter((each) => each.id === id);
  const [diagnosis] = await all([{ ...(check as Check), needs: '' }]);
  return diagnosis as Diagnosis;
}

async function all(checks: Check[]): Promise<Diagnosis[]> {
  const list: Diagnosis[] = [];
  for await (const diagnosis of examine(checks, patient)) list.push(diagnosis);
  return list;
}

const ok = { level: 'ok' };
const said = (level: string, text: RegExp, todo?: RegExp): object => ({
  level,
  text: expect.stringMatching(text),
  ...(todo === undefined ? {} : { todo: expect.stringMatching(todo) }),
});

describe('the doctor', () => {
  it('lets one check fail and the others run, each for so long at most, and skips what hangs on the one that failed', async () => {
    const check = (id: string, run: Check['run'], more: Partial<Check> = {}): Check => ({
      id,
      name: `检查${id}`,
      run,
      ...more,
    });
    const fine = () => Promise.resolve({ level: 'ok' as const, text: '好' });
    const checks = [
      check('a', () => Promise.reject(new Error('断了'))),
      check('b', fine, { needs: 'a' }),
      check('c', fine, { needs: 'b' }),
      check('d', () => new Promise(() => undefined), { within: 50 }),
      check('e', fine),
    ];
    expect((await all(checks)).map(({ id, level, text }) => [id, level, text])).toEqual([
      ['a', 'bad', '检查未能完成：断了'],
      ['b', 'skipped', '未检查，因“检查a”异常'],
      ['c', 'skipped', '未检查，因“检查a”异常'],
      ['d', 'bad', '0秒内没有结果'],
      ['e', 'ok', '好'],
    ]);
  });

  it('knows a database that is there, one that is not, and one that is old or too new', async () => {
    expect(await found('database')).toMatchObject(said('ok', /^PostgreSQL \d+.*连接 \d+\/\d+$/));
    expect(await found('schema')).toMatchObject(ok);
    await sql`insert into kysely_migration values ('9999-later', '')`.execute(r.db);
    expect(await found('schema')).toMatchObject(said('bad', /更新的版本升级过（9999-later）/, /不要写入/));
    await sql`delete from kysely_migration where name > '0003-whole-life'`.execute(r.db);
    expect(await found('schema')).toMatchObject(said('bad', /尚未升级，缺少 0004-audit-anchors、/, /migrate-main/));
    expect(await found('clock-database')).toMatchObject(ok);
    patient.clock = () => Date.now() - 2 * HOUR;
    expect(await found('clock-database')).toMatchObject(said('bad', /比本机快7\d{3}秒以上/, /NTP/));
    await r.db.destroy();
    expect(await found('database')).toMatchObject(said('bad', /^连接不上 127\.0\.0\.1/, /DATABASE_URL/));
  });

  it('knows a mail server that answers, one that refuses, and one that is away', async () => {
    expect(await found('smtp')).toMatchObject(said('ok', /可用（未发信）/));
    patient.settings = { ...patient.settings, smtp: { ...patient.settings.smtp, user: 'u', password: 'geheim' } };
    const refused = await found('smtp');
    expect(refused).toMatchObject(said('bad', /不支持登录/, /DUBAN_SMTP_URL/));
    expect(JSON.stringify(refused)).not.toContain('geheim');
    smtp.close();
    expect(await found('smtp')).toMatchObject(said('bad', /用不了/));
  });

  it('tries each of several mail servers', async () => {
    const [up, away] = [patient.settings.smtp, { host: '127.0.0.1', port: 1, secure: false }];
    patient.settings = { ...patient.settings, smtp: { ...up, others: [away, up] } };
    const checks = allChecks({ deep: false, servers: 3 }).filter(({ id }) => id.startsWith('smtp'));
    const lines = (await all(checks)).map(({ id, level, text }) => `${id} ${level} ${text}`);
    expect(lines).toEqual([
      `smtp ok 127.0.0.1:${up.port} 可用（未发信）`,
      expect.stringMatching(/^smtp-2 bad 127\.0\.0\.1:1 用不了/),
      `smtp-3 ok 127.0.0.1:${up.port} 可用（未发信）`,
    ]);
  });

  it('compares what is kept with what the register knows', async () => {
    const { evidence } = patient.duban;
    const ids = ['evidence-store', 'evidence-missing', 'evidence-corrupt', 'evidence-orphans', 'evidence-leftovers'];
    const levels = async (deep: boolean): Promise<string[]> =>
      (
        await all(
          allChecks({ deep })
            .filter(({ id }) => ids.includes(id))
            .map((check) => ({ ...check, needs: '' })),
        )
      ).map(({ level }) => level);
    await sql`delete from plan_version`.execute(r.db);
    const put = async (text: string, name: string) => ({ ...(await evidence.put(Readable.from([text]))), name });
    const [kept, gone, bent] = [await put('在', '在.txt'), await put('失', '失.txt'), await put('改', '改.txt')];
    const item = r.items['1.1'] ?? '';
    await applyAssignment(r.context, item, at('2017-03-01', '16:00'));
    const body = { ...submit(1), files: [kept, gone, bent] } as Parameters<typeof act>[2]['body'];
    await act(r, item, { as: '基础教育处', at: at('2017-03-09'), body });
    // Refused, and spoken of all the same.
    const refused = { ...submit(1), files: [await put('拒', '拒.txt')] } as typeof body;
    await act(r, item, { as: '基础教育处', at: at('2017-03-10'), body: refused });
    expect(await levels(true)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);

    const place = ({ sha256 }: { sha256: string }): string =>
      path.join(patient.settings.evidenceDir, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
    await rm(place(gone));
    await chmod(place(bent), 0o640);
    await writeFile(place(bent), '攻');
    const orphan = await put('孤', '');
    await utimes(place(orphan), new Date(now - 30 * HOUR), new Date(now - 30 * HOUR));
    await put('新', '');
    const left = path.join(patient.settings.evidenceDir, 'incoming', 'left');
    await writeFile(left, 'half');
    expect(await levels(false)).toEqual(['ok', 'bad', 'ok', 'warn', 'ok']);
    await utimes(left, new Date(now - 2 * HOUR), new Date(now - 2 * HOUR));
    expect(await levels(true)).toEqual(['ok', 'bad', 'bad', 'warn', 'warn']);
    expect(await found('evidence-missing')).toMatchObject(
      said('bad', new RegExp(`有1份不在存储中：事项1\\.1的“失\\.txt”${gone.sha256}`), /从备份恢复/),
    );
    expect(await found('evidence-corrupt', { deep: true })).toMatchObject(
      said('bad', new RegExp(`“改\\.txt”${bent.sha256}`)),
    );
    expect(await found('evidence-orphans')).toMatchObject(said('warn', new RegExp(`^1份、3 字节.*${orphan.sha256}`)));
    expect(await found('evidence-leftovers')).toMatchObject(said('warn', /1个未传完的文件、4 字节：incoming\/left/));
    // Another length shows without reading.
    await writeFile(place(bent), '更长的内容');
    expect(await levels(false)).toEqual(['ok', 'bad', 'bad', 'warn', 'warn']);
    await rm(patient.settings.evidenceDir, { recursive: true });
    await writeFile(patient.settings.evidenceDir, '');
    expect(await found('evidence-store')).toMatchObject(said('bad', /不能写入/, /权限和磁盘空间/));
  }, 60_000);

  it('finds the register compared a page at a time', async () => {
    const rows = Array.from({ length: 2_500 }, (_, n) => n.toString(16).padStart(64, '0'));
    await sql`delete from plan_version`.execute(r.db);
    await sql`insert into plan_version select ${r.campaignId}, 10 + n, document, 'x', '', ${timestamp(now)}, 'p', ''
      from unnest(${rows}::text[]) with ordinality as t(document, n)`.execute(r.db);
    expect(await found('evidence-missing')).toMatchObject(said('bad', /有2500份不在存储中：方案“x”0{64}、.*等/));
  }, 60_000);

  it('tells of work that does not move', async () => {
    for (const id of ['flagged', 'commands', 'mails']) expect(await found(id)).toMatchObject(ok);
    // Launched long ago, and never assigned.
    expect(await found('moments')).toMatchObject(said('bad', /^2个事项过了时点半小时仍未推进/));
    for (const code of ['1.1', '1.2']) await applyAssignment(r.context, r.items[code] ?? '', at('2017-03-01', '16:00'));
    await sql`update item set next_moment = ${timestamp(now + HOUR)}`.execute(r.db);
    expect(await found('moments')).toMatchObject(ok);
    await sql`update item set next_moment = ${timestamp(now - HOUR)} where code = '1.2'`.execute(r.db);
    expect(await found('moments')).toMatchObject(said('bad', /^1个事项/));
    await sql`update item set flagged = '重复的时点' where code = '1.2'`.execute(r.db);
    expect(await found('flagged')).toMatchObject(said('warn', /^1个事项待人工核查：1\.2$/, /duban status/));
    const actor = r.posts['督查室'] ?? '';
    await sql`insert into command values ('c', ${r.items['1.1']}, 'close', ${actor}, ${timestamp(now - HOUR)}, '{}')`.execute(
      r.db,
    );
    expect(await found('commands')).toMatchObject(said('bad', /^1条指令10分钟以上未办，最早收于/));
    expect(await found('dispatch')).toMatchObject(said('bad', /从未运行|停在/));
    await sql`update dispatch_wake set wake_at = ${timestamp(now + HOUR)}`.execute(r.db);
    expect(await found('dispatch')).toMatchObject(said('ok', /下次发送不迟于/));
    await sql`insert into mail (id, person_id, name, mailbox, subject, text, html, escalation, state, created_at, attempts, resent, outcome)
      select state || days, p.id, '', '', '', '', '', false, state, ${timestamp(now)} - days * interval '1 day', 1, false, ''
      from (select id from person limit 1) p, (values ('rejected', 1), ('unknown', 2), ('unknown', 40), ('accepted', 1)) v(state, days)`.execute(
      r.db,
    );
    expect(await found('mails')).toMatchObject(said('warn', /有1封被拒收，1封不明是否送达/, /duban post/));
  });

  it('tells of posts that no mail reaches, of missing holidays, and of a full disk', async () => {
    expect(await found('posts')).toMatchObject(ok);
    await sql`delete from holding where post_id = ${r.posts['高教处']}`.execute(r.db);
    expect(await found('posts')).toMatchObject(said('bad', /^高教处没有收件人/, /duban post/));
    for (const code of ['1.1', '1.2']) await applyAssignment(r.context, r.items[code] ?? '', at('2017-03-01', '16:00'));
    expect(await found('holidays')).toMatchObject(said('ok', /齐全/));
    await sql`update checkpoint set due_day = '2090-06-30' where n = 2`.execute(r.db);
    patient.now = at('2089-06-01');
    expect(await found('holidays')).toMatchObject(said('ok', /2090年放假安排尚未录入，2个在办节点/));
    patient.now = at('2089-12-01');
    expect(await found('holidays')).toMatchObject(said('warn', /2090年.*暂按周末推算/, /duban replan --holidays/));
    await sql`insert into holiday_notice values (2090, '01-01', '', '测试', ${timestamp(now)})`.execute(r.db);
    expect(await found('holidays')).toMatchObject(said('warn', /日期未按已有的2090年放假安排推算/, /duban replan/));
    await mkdir(patient.settings.evidenceDir, { recursive: true });
    expect((await found('disk')).text).toMatch(/剩余 \d+(\.\d)? [GMT]B$/);
    patient.settings = { ...patient.settings, evidenceDir: '/proc/duban' };
    if (process.platform === 'linux')
      expect(await found('disk')).toMatchObject(said('bad', /剩余 0 字节/, /清理或扩容/));
  });
});
