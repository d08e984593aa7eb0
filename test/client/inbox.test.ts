import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import nodemailer from 'nodemailer';
import { createDispatchActivities } from '../../activities/dispatch-activities.js';
import { chineseProgram } from '../../client/cli/chinese.js';
import type { CliContext } from '../../client/cli/context.js';
import { addInbox } from '../../client/cli/inbox.js';
import type { Check, Patient } from '../../client/doctor/check.js';
import { mailChecks } from '../../client/doctor/mail-checks.js';
import type { Duban, OpenedDuban } from '../../client/duban.js';
import { runInbox, type Inbox } from '../../client/inbox/run-inbox.js';
import { submit as submitReport } from '../../client/report.js';
import { stateCouncilCalendar as calendar } from '../../domain/calendar/state-council.js';
import { SECOND, type Instant } from '../../domain/instant.js';
import { defaultPolicy as policy } from '../../domain/policy.js';
import { composeMail } from '../../mail/compose.js';
import { openMailbox, type ImapSettings } from '../../mail/inbox/imap-mailbox.js';
import { linkNaming, linkToken, tokenHash } from '../../mail/link-token.js';
import { createMailer, type Mailer } from '../../mail/smtp.js';
import { readDraft, reviseDraft } from '../../register/drafts.js';
import { linkByHash, type LinkNaming } from '../../register/links.js';
import { applyAssignment, applyCommand, type Applied } from '../../register/apply-event.js';
import { recordDelegation } from '../../register/delegations.js';
import { folderStore } from '../../register/evidence-store.js';
import { itemsByCode } from '../../register/queries/items.js';
import { receivedMails } from '../../register/replies/received.js';
import { startProxy } from '../helpers/proxy.js';
import { findGreenMail, startGreenMail } from '../helpers/greenmail.js';
import { deliveryReport, letter } from '../mail/inbox/letters.js';
import { at, draftItem, pass, register, type Register } from '../register/sample.js';

/** A mailbox for each test: what one leaves is nothing to the next. */
let tests = 0;
let own = '';
const jar = await findGreenMail();
const PDF = '%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n';

(jar === undefined ? describe.skip : describe)('an answer by mail, over a real mail server', () => {
  let server: Awaited<ReturnType<typeof startGreenMail>>;
  let mailer: Mailer;
  let r: Register;
  let duban: Duban;
  let dir: string;
  let now: Instant;
  let item: string;
  let opened: Applied;
  let woken: number;
  let errors: unknown[];
  let naming: LinkNaming | undefined;

  beforeAll(async () => {
    server = await startGreenMail(jar as string);
  }, 60_000);
  afterAll(() => server.stop());

  beforeEach(async () => {
    own = `duban${(tests += 1)}@office.example`;
    r = await register([draftItem('1.1'), draftItem('1.2')]);
    dir = await mkdtemp(path.join(tmpdir(), 'duban-inbox-'));
    mailer = createMailer({ host: '127.0.0.1', port: server.smtp, secure: false, from: `督查室 <${own}>` });
    [woken, errors, naming] = [0, [], undefined];
    const temporal = {
      workflow: {
        signalWithStart: () => Promise.resolve((woken += 1)),
        ...{ getHandle: () => ({}), start: () => Promise.resolve() },
      },
    };
    duban = {
      ...{ db: r.db, evidence: folderStore(dir), taskQueue: 'x', calendar, policy },
      temporal: temporal as unknown as Duban['temporal'],
    };
    item = r.items['1.1'] as string;
    // Told on 2 March of both items; the first checkpoint opens that day.
    const assigned = await applyAssignment(r.context, item, at('2017-03-01', '15:01'));
    opened = await pass(r.context, item, { from: assigned, until: at('2017-03-02', '09:00') });
    await dispatch(at('2017-03-02'));
  });
  afterEach(async () => {
    await mailer.close();
    await r.close();
    await rm(dir, { recursive: true });
  });

  const imapOf = (user: string): ImapSettings => ({
    ...{ host: '127.0.0.1', port: server.imap, secure: false, user, password: user, folder: 'INBOX' },
  });

  /** Sends what is due, by SMTP into the same server. */
  async function dispatch(present: Instant): Promise<void> {
    now = present;
    const activities = createDispatchActivities({
      ...{ db: r.db, calendar, policy, stopped: () => false, heartbeat: () => undefined, warn: () => undefined },
      compose: (recipient, notices) => composeMail({ recipient, notices, now, consoleUrl: null, office: '督查室' }),
      prepare: mailer.prepare,
      sendCommand: async ({ itemId, id }) => void (await applyCommand(r.context, itemId, { commandId: id, now })),
    });
    for (let round = 0; round < 8 && (await activities.planRelease({ now })).due; round += 1)
      await activities.releaseBatch({ now });
  }

  /** Runs the reader until it has read so many messages in all. */
  async function read(messages: number, port = server.imap): Promise<void> {
    const ending = new AbortController();
    const inbox: Inbox = {
      ...{ imap: { ...imapOf(own), port }, own, office: '督查室', clock: () => now, stopped: ending.signal },
      onError: (error) => void errors.push(error),
      ...(naming === undefined ? {} : { links: naming }),
    };
    const running = runInbox(duban, inbox);
    const until = Date.now() + 20 * SECOND;
    const count = async (): Promise<number> => (await r.db.selectFrom('received_mail').select('id').execute()).length;
    while ((await count()) < messages && Date.now() < until) await sleep(50);
    ending.abort();
    await running;
    expect(await count()).toBe(messages);
  }

  async function deliver(raw: Buffer, to = own): Promise<void> {
    const transport = nodemailer.createTransport({ host: '127.0.0.1', port: server.smtp, secure: false });
    await transport.sendMail({ envelope: { from: 'zhang@example.org', to }, raw });
    transport.close();
  }

  const mailTo = (mailbox: string) =>
    r.db
      .selectFrom('mail')
      .where('mailbox', '=', mailbox)
      .orderBy('created_at', 'desc')
      .selectAll()
      .executeTakeFirstOrThrow();

  const answer = (id: string, changes: Record<string, string> = {}, text = '已建成2所。', file = PDF): Buffer =>
    letter(
      {
        ...{ 'In-Reply-To': `<${id}@office.example>`, 'Message-ID': `<answer-${id}@example.org>` },
        ...{ Subject: 'Re: x', 'Content-Type': 'multipart/mixed; boundary=m', ...changes },
      },
      [
        ...['--m', 'Content-Type: text/plain; charset=utf-8', '', text, ''],
        ...[
          '--m',
          'Content-Type: application/pdf; name=a.pdf',
          'Content-Disposition: attachment; filename=a.pdf',
          '',
          file,
        ],
        ...[
          '--m',
          'Content-Type: application/x-msdownload; name=b.exe',
          'Content-Disposition: attachment; filename=b.exe',
        ],
        ...['', 'MZ' + '\0'.repeat(70), '--m--', ''],
      ].join('\r\n'),
    );

  it('becomes a draft and a confirmation, once, and is handed in by its number', async () => {
    const { id } = await mailTo('zhang@example.org');
    now = at('2017-03-02', '10:00');
    await deliver(answer(id));
    await deliver(answer(id));
    await read(2);
    expect((await receivedMails(r.db, 9)).map(({ became, code }) => [became, code])).toEqual([['drafted', '1.1']]);
    expect(errors).toEqual([]);
    expect(woken).toBe(1);

    const confirmation = await mailTo('zhang@example.org');
    expect(confirmation.subject).toBe('【待确认报送】1.1 事项1.1 您的回复已存为草稿（1个附件未收）');
    expect(confirmation.text).toContain('“b.exe”内容是');
    const number = /--reply (\w{8})/.exec(confirmation.text)?.[1] ?? '';
    await dispatch(now);
    expect((await mailTo('zhang@example.org')).state).toBe('accepted');

    // A draft is no report before the division says so.
    expect(await r.db.selectFrom('submission').selectAll().execute()).toEqual([]);
    const [row] = await itemsByCode(r.db, '1.1');
    const doing = { item: row!, as: '基础教育处', now };
    await expect(submitReport(duban, { ...doing, as: '高教处' }, { reply: number })).rejects.toMatchObject({
      code: 'no-such-reply',
    });
    expect((await receivedMails(r.db, 9)).map((received) => received.handedIn)).toEqual([false]);
    await handedIn(() => submitReport(duban, doing, { reply: number }));
    expect((await receivedMails(r.db, 9)).map((received) => received.handedIn)).toEqual([true]);
    expect(await r.db.selectFrom('submission').select(['checkpoint', 'text', 'kind']).execute()).toEqual([
      { checkpoint: 1, text: '已建成2所。', kind: 'report' },
    ]);
    expect(await r.db.selectFrom('draft').selectAll().execute()).toEqual([]);
    const [file] = await r.db.selectFrom('evidence').selectAll().execute();
    expect(file).toMatchObject({ name: 'a.pdf', type: 'pdf' });

    // What was worked on is put away, not deleted.
    const done = await openMailbox({ ...imapOf(own), folder: '已处理' });
    expect((await done.after(0)).length).toBeGreaterThanOrEqual(2);
    await done.close();
  }, 60_000);

  it('becomes the draft that the page of a link shows, beside what somebody is writing there', async () => {
    const links = { key: 'k'.repeat(48), baseUrl: 'https://duban.example.org' };
    naming = linkNaming(links);
    const { id, person_id: by } = await mailTo('zhang@example.org');
    now = at('2017-03-02', '10:00');
    const key = { itemId: item, checkpoint: 1, post: r.posts['基础教育处'] as string };
    const revise = () => ({ text: '正在写的内容', figures: [{ target: 0, value: 2 }] });
    await reviseDraft(r.db, key, { revise, by, at: now, via: 'page' });
    await deliver(answer(id));
    await read(1);
    expect(await readDraft(r.db, key)).toMatchObject({
      ...{ text: '正在写的内容\n\n【张三的邮件回复】\n已建成2所。', savedVia: 'mail' },
      ...{ figures: [{ target: 0, value: 2 }], files: [{ name: 'a.pdf', type: 'pdf' }] },
    });
    const confirmation = await mailTo('zhang@example.org');
    expect(confirmation.text).not.toContain('--reply');
    const [link] = [...confirmation.text.matchAll(/\/d\/link\.(\S+)/g)].map(([, one = '']) => one);
    expect(await linkByHash(r.db, tokenHash(linkToken(links.key, link ?? '')))).toMatchObject({
      ...{ ...key, id: link, person: by, purpose: 'report' },
    });

    const doing = { item: (await itemsByCode(r.db, '1.1'))[0]!, as: '基础教育处', now };
    const { id: number } = await r.db.selectFrom('received_mail').select('id').executeTakeFirstOrThrow();
    await handedIn(() => submitReport(duban, doing, { reply: number.slice(0, 8) }));
    // What was written besides has not been handed in.
    expect((await receivedMails(r.db, 9))[0]).toMatchObject({ became: 'drafted', handedIn: true });
    expect((await readDraft(r.db, key))?.text).toContain('正在写的内容');
  }, 60_000);

  it('does nothing for strangers, machines and loops, and answers none of them', async () => {
    const { id } = await mailTo('zhang@example.org');
    await deliver(answer(id, { From: 'mallory@example.org', 'Message-ID': '<m1@x.org>' }));
    await deliver(answer(id, { 'Auto-Submitted': 'auto-replied', 'Message-ID': '<m2@x.org>' }));
    await deliver(answer(id, { 'X-Duban-Mail': id, 'Message-ID': '<m3@x.org>' }));
    await deliver(Buffer.from('no mail at all'));
    const mails = await r.db.selectFrom('mail').select('id').execute();
    await read(4);
    const became = (await receivedMails(r.db, 9)).map((row) => [row.kind, row.became]).reverse();
    expect(became).toEqual([
      ['reply', 'stranger'],
      ['autoReply', 'left'],
      ['loop', 'left'],
      ['other', 'left'],
    ]);
    expect(await r.db.selectFrom('mail').select('id').execute()).toEqual(mails);
  }, 60_000);

  it('is told to the office where the mail came back, and only where that is final', async () => {
    const { id } = await mailTo('zhang@example.org');
    await deliver(deliveryReport('delayed', `${id}@office.example`));
    await read(1);
    expect((await r.db.selectFrom('mail').where('id', '=', id).select('state').executeTakeFirstOrThrow()).state).toBe(
      'accepted',
    );
    await deliver(deliveryReport('failed', `${id}@office.example`));
    await read(2);
    await dispatch(at('2017-03-03'));
    const told = await mailTo('wang@example.org');
    expect(told.text).toContain('退信：550 5.1.1 user unknown');
  }, 60_000);

  it('asks which of several items is meant, and takes the number as the answer', async () => {
    const other = r.items['1.2'] as string;
    const until = at('2017-03-28', '09:00');
    await pass(r.context, other, { from: await applyAssignment(r.context, other, at('2017-03-01', '15:01')), until });
    await pass(r.context, item, { from: opened, until });
    await dispatch(until);
    now = at('2017-03-28', '10:00');
    const { id } = await mailTo('zhang@example.org');
    await deliver(answer(id, {}, '已建成3所。'));
    await read(1);
    const question = await mailTo('zhang@example.org');
    expect(question.subject).toMatch(/^【请注明事项编号】您的回复涉及2个事项/);
    await deliver(answer(question.id, {}, '1.2\n另有1所在建。'));
    await read(2);
    expect((await receivedMails(r.db, 9)).map(({ became, code }) => [became, code])).toEqual([
      ['drafted', '1.2'],
      ['asked', null],
    ]);
    const { content } = await r.db
      .selectFrom('received_mail')
      .where('became', '=', 'drafted')
      .select('content')
      .executeTakeFirstOrThrow();
    expect(content).toMatchObject({
      text: '已建成3所。\n\n另有1所在建。',
      files: [{ name: 'a.pdf' }, { name: 'a.pdf' }],
    });
  }, 60_000);

  it('may come from whoever stands in for the reader, on the days of leave', async () => {
    const { id } = await mailTo('zhang@example.org');
    const person = async (mailbox: string) =>
      (await r.db.selectFrom('person').where('mailbox', '=', mailbox).select('id').executeTakeFirstOrThrow()).id;
    const leave = { person: await person('zhang@example.org'), standIn: await person('li@example.org') };
    now = at('2017-03-02', '10:00');
    await recordDelegation(r.db, { ...leave, from: '2017-03-03', to: '2017-03-04', reason: '出差', at: now });
    await deliver(answer(id, { From: 'li@example.org', 'Message-ID': '<early@x.org>' }));
    await read(1);
    now = at('2017-03-03', '10:00');
    await deliver(answer(id, { From: 'Li <LI@example.org>', 'Message-ID': '<then@x.org>' }));
    await read(2);
    expect((await receivedMails(r.db, 9)).map(({ became }) => became)).toEqual(['drafted', 'stranger']);
    expect((await mailTo('li@example.org')).subject).toMatch(/^【待确认报送】1\.1/);
  }, 60_000);

  it('is confirmed twenty times a day at most, so that two machines do not answer each other for ever', async () => {
    const { id } = await mailTo('zhang@example.org');
    for (let n = 0; n < 22; n += 1) await deliver(answer(id, { 'Message-ID': `<m${n}@x.org>` }));
    await read(22);
    const confirmations = await r.db
      .selectFrom('received_mail')
      .select(({ fn }) => fn.count<number>('answer_mail').as('n'))
      .executeTakeFirstOrThrow();
    expect(Number(confirmations.n)).toBe(20);
  }, 60_000);

  it('is set aside where it cannot be worked on, and keeps no other waiting', async () => {
    const { id } = await mailTo('zhang@example.org');
    const { evidence } = duban;
    let tries = 0;
    duban.evidence = {
      ...evidence,
      put: (content) => ((tries += 1) <= 3 ? Promise.reject(new Error('坏件')) : evidence.put(content)),
    };
    await deliver(answer(id, { 'Message-ID': '<bad@x.org>' }));
    await deliver(answer(id, { 'Message-ID': '<good@x.org>' }));
    await read(2);
    expect((await receivedMails(r.db, 9)).map(({ became, reason }) => [became, reason])).toEqual([
      ['drafted', ''],
      ['failed', '坏件'],
    ]);
    expect(errors).toHaveLength(3);
  }, 60_000);

  it('is read once the mailbox can be reached again', async () => {
    const proxy = await startProxy(`imap://127.0.0.1:${server.imap}`);
    const { id } = await mailTo('zhang@example.org');
    await deliver(answer(id, { 'Message-ID': '<first@x.org>' }));
    const reading = read(2, Number(new URL(proxy.url).port));
    for (let n = 0; n < 200 && (await receivedMails(r.db, 9)).length === 0; n += 1) await sleep(50);
    proxy.cut();
    await deliver(answer(id, { 'Message-ID': '<second@x.org>' }));
    for (let n = 0; n < 200 && errors.length === 0; n += 1) await sleep(50);
    proxy.mend();
    await reading;
    expect((await receivedMails(r.db, 9)).map(({ became }) => became)).toEqual(['drafted', 'drafted']);
    await proxy.close();
  }, 60_000);

  it('is listed with what became of it', async () => {
    const { id } = await mailTo('zhang@example.org');
    now = at('2017-03-02', '10:00');
    await deliver(answer(id, { From: 'mallory@example.org', 'Message-ID': '<m1@x.org>' }));
    await deliver(answer(id));
    await read(2);
    const printed: string[] = [];
    const program = chineseProgram('duban', '督办');
    addInbox(program, {
      now: at('2017-03-02', '11:00'),
      print: (line) => void printed.push(line),
      withDuban: (work) => work(duban as OpenedDuban),
    } as CliContext);
    await program.parseAsync(['inbox'], { from: 'user' });
    const number = /--reply (\w{8})/.exec((await mailTo('zhang@example.org')).text)?.[1] ?? '-';
    expect(printed.join('\n')).toBe(
      [
        '3月2日（周四）10:00  zhang@example.org  Re: x',
        `    已存为草稿，待处室确认报送（事项 1.1，编号 ${number}）`,
        '3月2日（周四）10:00  mallory@example.org  Re: x',
        '    未处理：发件邮箱无权回复：发件邮箱不是原邮件收件人、其他联系人或代理人的邮箱',
      ].join('\n'),
    );
  }, 60_000);

  it('has a mailbox that the doctor looks into, and never tells its password', async () => {
    const check = mailChecks(1).find(({ id }) => id === 'imap') as Check;
    const found = (imap?: ImapSettings) => check.run({ settings: { imap } } as Patient);
    expect(await found()).toEqual({ level: 'ok', text: '未设置，不接收邮件回复和退信' });
    expect(await found(imapOf(own))).toEqual({ level: 'ok', text: `127.0.0.1:${server.imap}/INBOX 可用` });
    const wrong = await found({ ...imapOf(own), folder: '没有', password: 'geheim' });
    expect(wrong).toMatchObject({ level: 'bad', text: expect.stringContaining('/没有 用不了：') });
    expect(JSON.stringify(wrong)).not.toContain('geheim');
  }, 60_000);

  /** What the item does with a command that is on its way. */
  async function handedIn(send: () => Promise<unknown>): Promise<void> {
    const sending = send().catch(() => undefined);
    for (let n = 0; n < 100; n += 1) {
      const waiting = await r.db.selectFrom('command').where('answer', 'is', null).selectAll().executeTakeFirst();
      if (waiting !== undefined) {
        await applyCommand(r.context, waiting.item_id, { commandId: waiting.id, now });
        break;
      }
      await sleep(20);
    }
    await sending;
  }
});
