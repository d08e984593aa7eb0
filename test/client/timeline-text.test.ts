import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ruleText, timelineText } from '../../client/timeline-text.js';
import type { TimelineEntry } from '../../register/queries/timeline.js';

const at = (time: string): number => Date.parse(`${time}:00+08:00`);
const context = {
  labels: new Map([[1, '3月']]),
  reader: { zone: 'Asia/Shanghai', now: at('2017-04-10T09:00') },
};
type Notice = TimelineEntry & { kind: 'notice' };

const noticeText = (parts: Partial<Notice>): string =>
  timelineText(
    {
      kind: 'notice',
      at: at('2017-04-05T09:00'),
      checkpoint: 1,
      round: 1,
      rule: 'overdue',
      step: 1,
      post: '基础教育处',
      person: null,
      state: 'staged',
      mail: null,
      mailId: null,
      because: null,
      contact: 1,
      standsInFor: null,
      basis: { of: 'due', at: at('2017-03-31T17:30'), days: 1 },
      versions: { policy: 'default-2', calendar: 'test' },
      ...parts,
    },
    context,
  );
const eventText = (event: string, detail: Record<string, unknown>, checkpoint = 1): string =>
  timelineText(
    { kind: 'event', at: at('2017-04-05T09:00'), seq: 1, event, checkpoint, actor: '督查室', detail },
    context,
  );

describe('a notice in the timeline', () => {
  it('names the checkpoint, the rule, and the post with its holder', () => {
    expect(noticeText({ person: '罗文静', state: 'claimed', mail: 'accepted' })).toBe(
      '“3月”节点逾期通知：基础教育处（罗文静） 已发送',
    );
    expect(noticeText({ rule: 'opening' })).toBe('“3月”节点开启通知：基础教育处 待发送');
    expect(noticeText({ rule: 'dateChanged' })).toBe('“3月”节点调整通知：基础教育处 待发送');
  });

  it('names a post once where it is called after its holder', () => {
    expect(noticeText({ rule: 'escalation', step: 1, post: '王池富', person: '王池富', state: 'claimed' })).toBe(
      '“3月”节点督办升级（第1级：逾期1个工作日）：王池富 待发送',
    );
  });

  it('leaves out the checkpoint where it is about the item as a whole', () => {
    expect(noticeText({ rule: 'unacknowledged', step: 2, checkpoint: 0, post: '督查室' })).toBe(
      '未签收报告：督查室 待发送',
    );
  });

  it('says why it was withdrawn, and what became of its mail', () => {
    expect(noticeText({ state: 'withdrawn', because: 'submitted' })).toMatch(/未发，已撤回（已报送）$/);
    expect(noticeText({ state: 'withdrawn', because: '' })).toMatch(/未发，已撤回（不再需要）$/);
    expect(noticeText({ state: 'claimed', mail: 'rejected' })).toMatch(/被拒收$/);
    expect(noticeText({ state: 'claimed', mail: 'unknown' })).toMatch(/送达情况不明$/);
  });
});

describe('an escalation', () => {
  it('says by how many working days, repeats included', () => {
    expect([1, 2, 3, 4, 11].map((step) => ruleText('escalation', step))).toEqual([
      '督办升级（第1级：逾期1个工作日）',
      '督办升级（第2级：逾期3个工作日）',
      '督办升级（第3级：逾期5个工作日）',
      '督办升级（第1次续报：逾期10个工作日）',
      '督办升级（第8次续报：逾期45个工作日）',
    ]);
  });
});

describe('a notice that came another way', () => {
  it('names who was told in whose stead, and by which contact', () => {
    expect(
      noticeText({ person: '王池富', standsInFor: '夏春胤', post: '夏春胤', state: 'claimed', mail: 'accepted' }),
    ).toBe('“3月”节点逾期通知：夏春胤（王池富，代夏春胤） 已发送');
    expect(noticeText({ contact: 2 })).toBe('“3月”节点逾期通知：基础教育处（备用联系方式） 待发送');
  });

  it('counts lateness as its own campaign does', () => {
    const basis = { of: 'due', at: at('2017-03-31T17:30'), days: 2 } as const;
    expect(noticeText({ rule: 'escalation', step: 1, basis })).toContain('（第1级：逾期2个工作日）');
  });
});

describe('an event in the timeline', () => {
  it('has words of its own, whatever the rules record', async () => {
    const folder = 'domain/life';
    const sources = await Promise.all((await readdir(folder)).map((name) => readFile(path.join(folder, name), 'utf8')));
    const names = sources.flatMap((source) => [
      ...[...source.matchAll(/record\(\s*'([a-z-]+)'/g)].map(([, name]) => name ?? ''),
      ...[...source.matchAll(/done: '([a-z-]+)'/g)].map(([, name]) => name ?? ''),
    ]);
    expect(new Set(names).size).toBeGreaterThan(30);
    for (const name of [...new Set(names), 'revised']) {
      const detail = {
        due: 0,
        before: 0,
        asked: 1,
        from: 0,
        behind: [],
        rule: 'overdue',
        step: 1,
        release: 0,
        replyBy: 0,
      };
      expect(eventText(name, detail)).not.toContain(name);
    }
  });

  it.each([
    [
      'submitted',
      { text: '已办', files: [{ name: '纪要.docx' }, { name: '照片.jpg' }] },
      '督查室报送“3月”节点：已办（佐证材料：纪要.docx、照片.jpg）',
    ],
    ['submitted', { text: '', files: [], late: true }, '督查室逾期补报“3月”节点'],
    [
      'returned',
      { reason: '缺数据。', due: at('2017-04-07T17:30') },
      '督查室退回“3月”节点：缺数据；重报期限4月7日（周五）17:30',
    ],
    [
      'order-issued',
      { number: '督办〔2017〕3号', to: ['p9'], signatory: '孟晖', replyBy: at('2017-04-11T17:30') },
      '督查室签发督办通知单（督办〔2017〕3号），送有关处室，签发人孟晖；回执期限4月11日（周二）17:30',
    ],
    ['order-withdrawn', { n: 0, because: 'submitted' }, '督办通知单（拟稿）撤回：材料已报送'],
    ['accepted', { note: '' }, '督查室审核通过“3月”节点'],
    ['accepted', { note: '很好' }, '督查室审核通过“3月”节点：很好'],
    [
      'extension-granted',
      { before: at('2017-03-31T17:30'), asked: at('2017-04-28T17:30'), due: at('2017-04-14T17:30'), reason: '' },
      '督查室批准“3月”节点延期：原定3月31日（周五），延至4月14日（周五）（申请延至4月28日（周五））',
    ],
    [
      'checkpoint-changed',
      { before: at('2017-03-31T17:30'), due: at('2017-04-28T17:30'), reason: '方案调整' },
      '督查室调整“3月”节点：原定3月31日（周五），改为4月28日（周五）17:30：方案调整',
    ],
    [
      'behind-pace',
      { behind: [{ target: 0, reached: 0.1, elapsed: 0.25 }] },
      '“3月”节点落后于序时进度：指标1完成10%，序时进度25%',
    ],
    ['declined', { reason: '缺附件' }, '督查室负责人审签退回“3月”节点材料：缺附件'],
    ['checkpoint-dropped', { dropped: true, reason: '并入9月' }, '督查室取消“3月”节点：并入9月'],
    ['superseded', { rule: 'reminder', step: 10 }, '“3月”节点催报（期限前10个工作日）已错过，由后一步代替'],
  ])('%s reads as an officer would say it', (event, detail, text) => {
    expect(eventText(event, detail)).toBe(text);
  });
});

describe('what the office and those above it decide', () => {
  const by = (actor: string, event: string, detail: Record<string, unknown>): string =>
    timelineText(
      { kind: 'event', at: at('2017-04-05T09:00'), seq: 1, event, checkpoint: 0, actor, detail },
      {
        ...context,
        posts: new Map([
          ['a', '高教处'],
          ['b', '职成教处'],
        ]),
      },
    );
  const moved = { before: { leads: ['a'] }, posts: { leads: ['b'] }, reason: '职能调整' };

  it('names the day of a reassignment only where it is still to come', () => {
    expect(by('督查室', 'reassigned', { ...moved, from: at('2017-04-05T09:00') })).toBe(
      '督查室调整责任单位，由高教处改为职成教处牵头：职能调整',
    );
    expect(by('督查室', 'reassigned', { ...moved, from: at('2017-06-01T00:00') })).toBe(
      '督查室调整责任单位，自6月1日（周四）起由高教处改为职成教处牵头：职能调整',
    );
    expect(by('督查室', 'taken-over', { posts: { leads: ['b'] } })).toBe('职成教处接办');
  });

  it('says that the principal approves a cancellation, and that the office passes an instruction on', () => {
    expect(by('孟晖', 'cancelled', { reason: '并入区域规划' })).toBe('孟晖批准撤销事项：并入区域规划');
    expect(by('督查室', 'cancelled', { reason: '并入区域规划' })).toBe('督查室撤销事项：并入区域规划');
    expect(by('夏春胤', 'instructed', { words: '抓紧' })).toBe('夏春胤批示：抓紧');
    expect(by('督查室', 'instructed', { words: '抓紧' })).toBe('督查室转办批示：抓紧');
  });
});
