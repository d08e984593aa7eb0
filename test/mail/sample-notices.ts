import { DateTime } from 'luxon';
import type { Instant } from '../../domain/instant.js';
import type { NoticeCheckpoint, ReleasedNotice } from '../../domain/notice.js';
import type { OrderText } from '../../domain/order.js';
import { defaultPolicy, type Policy } from '../../domain/policy.js';

/** `2017-09-30T17:30` in Shanghai. */
export function at(local: string): Instant {
  return DateTime.fromISO(local, { zone: 'Asia/Shanghai' }).toMillis();
}

export const wuhan = {
  id: '0d9f4c1e-7a52-4b6e-9f10-2c3d4e5f6071',
  title: '市教育局办理方案',
  issuer: '市政府督查室',
  zone: 'Asia/Shanghai',
  policy: defaultPolicy,
};

const march = checkpoint(1, '3月', {
  from: '2017-01-01',
  due: '2017-03-31',
  contents: ['开展调研,召开专题会议部署。'],
  status: 'past',
});
const june = checkpoint(2, '6月', {
  from: '2017-04-01',
  due: '2017-06-30',
  contents: ['研究制定相关文件,指导推进工作。'],
});
const september = checkpoint(3, '9月', { from: '2017-07-01', due: '2017-09-30', contents: ['督促落实开展中期评估。'] });
const december = checkpoint(4, '12月', { from: '2017-10-01', due: '2017-12-29', contents: ['总结全年工作。'] });

export const districts: ReleasedNotice['item'] = {
  id: 'item-12',
  code: '1.2',
  heading: '出台实施新一轮学前教育三年行动计划,推进义务教育优质均衡发展等改革,扩大优质教育资源覆盖面',
  title: '深化推进学区制管理;深入推进委托管理工作;深入推进全市义务教育小班化教学',
  divisions: [{ name: '基础教育处', role: 'lead' }],
  leader: '夏春胤',
  targets: [],
  status: 'active',
  checkpoints: [march, june, september, december],
};

export const preschool: ReleasedNotice['item'] = {
  ...districts,
  id: 'item-11',
  code: '1.1',
  title: '',
  checkpoints: [
    checkpoint(1, '7月', { from: '2017-01-01', due: '2017-07-31', contents: ['研制学前教育行动计划(初稿)；'] }),
    checkpoint(2, '9月', { from: '2017-08-01', due: '2017-09-30', contents: ['提请以市人民政府办公厅名义正式出台。'] }),
  ],
};

export const colleges: ReleasedNotice['item'] = {
  id: 'item-21',
  code: '2.1',
  heading: '加快发展现代职业教育',
  title: '完善职业教育与武汉产业发展的融合机制',
  divisions: [
    { name: '职成教处', role: 'lead' },
    { name: '高教处', role: 'lead' },
    { name: '基础教育处', role: 'supporting' },
  ],
  leader: '田文江',
  targets: [],
  status: 'active',
  checkpoints: [
    checkpoint(1, '6月', { from: '2017-01-01', due: '2017-06-30', contents: [] }),
    {
      ...checkpoint(2, '12月', { from: '2018-07-01', due: '2018-12-31', contents: ['总结。', '报告。'] }),
      provisional: true,
    },
  ],
};

export function checkpoint(
  n: number,
  label: string,
  { from, due, contents, status = 'ahead' }: ShortCheckpoint,
): NoticeCheckpoint {
  return { n, label, from: at(from), due: at(`${due}T17:30`), status, contents, revision: 2, provisional: false };
}

interface ShortCheckpoint {
  from: string;
  due: string;
  contents: string[];
  status?: NoticeCheckpoint['status'];
}

export const division: ReleasedNotice['post'] = { id: 'post-basic', kind: 'division', name: '基础教育处' };
export const head: ReleasedNotice['post'] = { id: 'post-luo', kind: 'head', name: '罗文静' };
export const leader: ReleasedNotice['post'] = { id: 'post-xia', kind: 'leader', name: '夏春胤' };
export const office: ReleasedNotice['post'] = { id: 'post-office', kind: 'office', name: '督查室' };
export const principal: ReleasedNotice['post'] = { id: 'post-meng', kind: 'principal', name: '孟晖' };

/** Of the third checkpoint of 1.2. */
export const orderText: OrderText = {
  ...{ number: '督办〔2017〕3号', issuer: '武汉市教育局', office: '督查室', campaign: wuhan.title },
  ...{ documentNumber: '武教〔2017〕8号', to: ['基础教育处'] },
  item: { code: districts.code, heading: districts.heading, title: districts.title },
  checkpoint: { label: '9月', due: at('2017-09-30T17:30'), contents: ['督促落实开展中期评估。'] },
  ...{ daysLate: 3, signatory: '孟晖', issuedAt: at('2017-10-11T10:30'), replyBy: at('2017-10-16T17:30') },
  zone: 'Asia/Shanghai',
};

/** A notice about the third checkpoint of 1.2 to its division, unless told otherwise. */
export function notice(changes: Partial<ReleasedNotice> = {}): ReleasedNotice {
  return {
    id: 'notice-1',
    rule: 'reminder',
    step: 3,
    round: 1,
    release: at('2017-09-26T09:00'),
    post: division,
    campaign: wuhan,
    item: districts,
    checkpoint: september,
    said: {},
    basis: { of: 'due', at: at('2017-09-30T17:30'), days: -3 },
    versions: { policy: 'default-2', calendar: '2017' },
    contact: 1,
    standsInFor: null,
    daysLate: null,
    order: null,
    ...changes,
  };
}

/** The same of a campaign with its own numbers. */
export function withPolicy(notice: ReleasedNotice, policy: Policy): ReleasedNotice {
  return { ...notice, campaign: { ...notice.campaign, policy } };
}
