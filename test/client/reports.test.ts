import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { closingFacts, postFacts } from '../../client/reports.js';
import { specialReportOf } from '../../client/special-report.js';
import { formPage } from '../../documents/forms/form-page.js';
import type { Form } from '../../documents/forms/form.js';
import { closingForm } from '../../documents/reports/closing-form.js';
import { postForm } from '../../documents/reports/post-form.js';
import { stateCouncilCalendar as calendar } from '../../domain/calendar/state-council.js';
import { defaultPolicy as policy } from '../../domain/policy.js';
import { openDatabase, type Database } from '../../register/database.js';
import { findCampaign, type CampaignRow } from '../../register/queries/campaigns.js';
import { createDatabase, type TestDatabase } from '../helpers/database.js';
import { lifeDeeds } from '../web/life-deeds.js';
import { at, playYear } from '../web/played-year.js';

let database: TestDatabase;
let db: Database;
let campaign: CampaignRow;
let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'duban-special-'));
  database = await createDatabase();
  db = openDatabase(database.url);
  const { campaignId } = await playYear(db, { deeds: lifeDeeds, until: '04-14 12:00', mailboxDir: dir });
  campaign = (await findCampaign(db, campaignId)) as CampaignRow;
}, 60_000);
afterAll(async () => {
  await db.destroy();
  await database.drop();
  await rm(dir, { recursive: true });
});

async function report(leader?: string, when = '04-14 12:00'): Promise<string> {
  const form = await specialReportOf(db, campaign, { leader, asOf: at(when), t: { policy, calendar } });
  return textOf(form);
}

function textOf(form: Form): string {
  return formPage(form)
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
}

describe('a special report (督查专报)', () => {
  it('tells the principal of all that is late, what was ordered and answered, and what he is asked to do', async () => {
    const text = await report();
    expect(text).toContain('孟晖同志： 现将《市教育局办理方案》（2027年）的落实情况报告如下，数据截至2027年4月14日。');
    expect(text).toContain('涉及督办事项7个、检查节点22个：按时报送0个，逾期未报3个，未到期19个，按时率0.0%。');
    expect(text).toMatch(
      /基础教育处 1\.2 [^ ]+ 3月 3月31日（周三） 10 督办〔2027〕1号，已回执，承诺4月30日（周五）前完成/,
    );
    expect(text).toMatch(/政策法规处 3\.1 [^ ]+ 3月 3月31日（周三） 10 督办〔2027〕2号，待回执/);
    expect(text).toMatch(/政策法规处 3\.2 [^ ]+ 3月 3月31日（周三） 10 督办通知单待签发/);
    expect(text).toContain(
      '共签发督办通知单2件，其中已回执、待补报1件，待回执1件。 ' +
        '基础教育处对督办〔2027〕1号回执：本月内补齐各区数据；4月30日（周五）前完成，责任人周岚。 另有1件督办通知单已拟制，待签发。',
    );
    expect(text).toContain(
      '四、工作建议 请督促基础教育处、政策法规处抓紧补报逾期未报的3个检查节点，对逾期最久的1.2“3月”节点（已逾期10个工作日）予以重点过问。',
    );
  });

  it('tells a leader of what he answers for alone', async () => {
    const text = await report('王池富');
    expect(text).toContain('王池富同志： 现将《市教育局办理方案》（2027年）中您分管事项的落实情况报告如下');
    expect(text).toContain('涉及督办事项3个、检查节点12个：按时报送0个，逾期未报2个');
    expect(text).toContain('共签发督办通知单1件，其中待回执1件。');
    expect(text).not.toContain('基础教育处');
  });

  it('asks for a reply slip that is due and not back', async () => {
    const text = await report(undefined, '04-16 09:00');
    expect(text).toContain('督办〔2027〕2号，到期未回执');
    expect(text).toContain('（二）请督促政策法规处对到期未回执的督办通知单（督办〔2027〕2号）立即回执并落实。');
  });

  it('of nobody known is refused with the names of those who are', async () => {
    await expect(report('张三')).rejects.toMatchObject({ code: 'no-such-leader' });
  });
});

const asked = { now: at('04-14 12:00'), t: { policy, calendar } };

describe('a closing report (办结情况报告)', () => {
  it('tells what was ordered, and of each item what became of it', async () => {
    const text = textOf(closingForm(await closingFacts(db, campaign, { ...asked, most: 100 })));
    expect(text).toContain(
      '按时报送0个，逾期3个（其中已补报0个、未报3个），未到期或退回后未到重报期限19个，按时率0.0%。',
    );
    expect(text).toContain(
      '全年共发出督办通知61件（其中督办升级15件），按收件人汇总为邮件31封。签发督办通知单2件，其中已回执1件。',
    );
    expect(text).toMatch(
      / 1\.3 缓解新建小区居民子女就近入园入学难 发展规划处 王池富 未开始 6月 未开始 9月 未开始 12月 未开始 0 0 2\.1 /,
    );
    expect(text).toMatch(
      / 3\.2 [^ ]+ 政策法规处 王池富 逾期 3月 逾期 6月 正常 9月 未开始 11月 未开始 12月 未开始 0 0 市教育局督查室 2027年4月14日/,
    );
  });

  it('says how many items it does not list', async () => {
    const text = textOf(closingForm(await closingFacts(db, campaign, { ...asked, most: 3 })));
    expect(text).toContain('另有4个事项，见台账或表格版报告。');
  });
});

describe('a sheet of one leader or division', () => {
  it('lists what the division has to do, and nothing of others', async () => {
    const text = textOf(postForm(await postFacts(db, campaign, { ...asked, kind: 'division', name: '基础教育处' })));
    expect(text).toContain('基础教育处牵头或配合《市教育局办理方案》（2027年）督办事项2个。牵头事项应报检查节点6个。');
    expect(text).toMatch(
      / 1\.2 [^ ]+ 基础教育处 — 逾期 3月 逾期 6月 正常 9月 未开始 12月 未开始 2027年3月31日 基础教育处报送“3月”/,
    );
    expect(text).not.toContain('政策法规处');
  });

  it('says whose sheets there are, asked for somebody else', async () => {
    await expect(postFacts(db, campaign, { ...asked, kind: 'leader', name: '人事处' })).rejects.toThrow(
      '没有名为“人事处”的分管负责人；现有：',
    );
  });
});
