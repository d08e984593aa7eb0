import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { bulletinOf, issue, periodNamed } from '../../client/bulletin.js';
import type { Duban } from '../../client/duban.js';
import { sendBulletin, type SentBulletin } from '../../client/send-bulletin.js';
import { stateCouncilCalendar as calendar } from '../../domain/calendar/state-council.js';
import type { Instant } from '../../domain/instant.js';
import { defaultPolicy as policy } from '../../domain/policy.js';
import { asItComes } from '../../domain/preference.js';
import { recordDelegation } from '../../register/delegations.js';
import { recordPreference } from '../../register/preferences.js';
import { findCampaign, type CampaignRow } from '../../register/queries/campaigns.js';
import { isFirstMail } from '../../register/outbox/first-mail.js';
import { countMails } from '../../register/queries/counts.js';
import { outboxMails } from '../../register/queries/outbox.js';
import { applyAssignment } from '../../register/apply-event.js';
import { at, pass, register, type Register } from '../register/sample.js';

const t = { policy, calendar };
const issuedAt = at('2017-04-07', '10:30');
let r: Register;
let duban: Duban;
let campaign: CampaignRow;

/** Nobody has reported on 31 March. */
beforeEach(async () => {
  r = await register();
  const item = r.items['1.1'] as string;
  await pass(r.context, item, {
    from: await applyAssignment(r.context, item, at('2017-03-01', '15:01')),
    until: issuedAt,
  });
  const temporal = { workflow: { signalWithStart: () => Promise.resolve() } } as unknown as Duban['temporal'];
  duban = { db: r.db, temporal, taskQueue: 'x', evidence: {} as Duban['evidence'], ...t };
  campaign = (await findCampaign(r.db, r.campaignId)) as CampaignRow;
});
afterEach(() => r.close());

const asked = (): Parameters<typeof bulletinOf>[2] => ({
  ...{ period: periodNamed('2017-Q1', campaign.zone), asOf: issuedAt },
  t,
});

async function send(now: Instant, to: string[] | null = null): Promise<SentBulletin> {
  const bulletin = await bulletinOf(r.db, campaign, asked());
  return sendBulletin(duban, { campaign, bulletin }, { to, now });
}

const issued = (): Promise<void> =>
  issue(r.db, campaign, { ...asked(), by: r.posts['督查室'] as string, signatory: '孟晖' });

const personId = async (name: string): Promise<string> =>
  (await r.db.selectFrom('person').where('name', '=', name).select('id').executeTakeFirstOrThrow()).id;

const mailTo = (name: string) => r.db.selectFrom('mail').where('name', '=', name).selectAll().executeTakeFirstOrThrow();

it('goes to whom it concerns, each person once however often it is sent, with its Word file', async () => {
  await expect(send(issuedAt)).rejects.toMatchObject({ code: 'bulletin-not-issued' });
  await issued();
  const [first, again] = [await send(issuedAt), await send(issuedAt + 1)];
  // 张三 holds two posts; 李四's division only helps, 王五 is the office.
  const names = ({ queued }: SentBulletin): string[] => queued.map(({ recipient }) => recipient.name).sort();
  expect(names(first)).toEqual(['孟晖', '张三']);
  expect([names(again), again.before.length]).toEqual([[], 2]);
  expect(await outboxMails(r.db, { campaignId: campaign.id }, { offset: 0, limit: 9 })).toHaveLength(2);
  expect(await countMails(r.db)).toEqual({ all: 2, weekly: 0, bulletins: 2 });
  const mail = await mailTo('孟晖');
  expect(mail).toMatchObject({
    subject: '【督查通报】2017年第一季度 逾期未报1个 请督促补报',
    state: 'pending',
    next_attempt_at: issuedAt,
  });
  const files = await r.db.selectFrom('attachment').where('mail_id', '=', mail.id).selectAll().execute();
  expect(files.map(({ name }) => name)).toEqual(['2017年第一季度督查通报.docx']);
  expect(files[0]?.content.subarray(0, 2).toString()).toBe('PK');
  // Their first mails.
  expect(mail.text).toContain('各事项逾期满5个工作日的报告');
  expect((await mailTo('张三')).text).toContain('到期前10、3、1个工作日催报');
  expect(await r.db.transaction().execute((tx) => isFirstMail(tx, mail.person_id))).toBe(false);
});

it('says to a division what it says of it', async () => {
  await issued();
  await send(issuedAt, [r.posts['基础教育处'] as string]);
  const { subject, text } = await mailTo('张三');
  expect(subject).toBe('【督查通报】2017年第一季度 基础教育处逾期未报1个 请立即补报');
  expect(text).toContain('基础教育处：\n');
  expect(text).toContain('应报检查节点1个');
  expect(text).toContain('1.1 事项1.1 03月：期限3月31日，逾期4天');
  expect(text).toContain('要求：请立即补报以上逾期未报节点的办理情况，并说明逾期原因。');
});

it('waits for the office’s hours and for who wants no mail then, and reaches the stand-in of one on leave', async () => {
  await issued();
  const meng = await personId('孟晖');
  await r.db
    .transaction()
    .execute((tx) => recordPreference(tx, meng, { ...asItComes, quiet: { from: '08:00', to: '10:00' } }));
  const leave = { from: '2017-04-10', to: '2017-04-14', reason: '休假', at: issuedAt };
  await recordDelegation(r.db, { person: await personId('张三'), standIn: await personId('李四'), ...leave });
  await send(at('2017-04-07', '20:00'));
  const due = await r.db.selectFrom('mail').orderBy('name').select(['name', 'next_attempt_at']).execute();
  expect(due).toEqual(
    [
      ['孟晖', at('2017-04-10', '10:00')],
      ['张三', at('2017-04-10')],
      ['李四', at('2017-04-10')],
    ].map(([name, next_attempt_at]) => ({ name, next_attempt_at })),
  );
  expect((await mailTo('李四')).text).toContain('您代张三办理（代理）以下事项。');
});
