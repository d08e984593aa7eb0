import { describe, expect, it } from '@jest/globals';
import type { ReleasedNotice } from '../../domain/notice.js';
import { composeMail } from '../../mail/compose.js';
import { at, colleges, districts, leader, notice, preschool } from './sample-notices.js';

describe('why the mail came', () => {
  it('is said once for notices of one reason', () => {
    expect(why([notice(), notice({ id: 'b', item: preschool })])).toEqual([
      '以上事项涉及您在名册中的岗位：基础教育处（责任处室）。',
      '本节点9月30日（周六）到期，到期前3个工作日催报。',
      '规则版本 默认第2版，工作日历 2017。',
    ]);
  });

  it('is said of each where reasons differ, and names the section where there are several', () => {
    const december = notice({
      id: 'b',
      checkpoint: districts.checkpoints[3]!,
      basis: { of: 'due', at: at('2017-12-29T17:30'), days: -10 },
    });
    const nudge = notice({
      id: 'c',
      rule: 'nudge',
      item: colleges,
      checkpoint: null,
      basis: { of: 'deed', at: at('2017-09-25T16:05'), days: 0 },
      versions: { policy: 'default-3', calendar: '2017' },
    });
    expect(why([notice(), december, nudge])).toEqual([
      '以上事项涉及您在名册中的岗位：基础教育处（责任处室）。',
      '催办：9月25日（周一）16:05督查室催办。',
      '即将到期：1.2 9月，本节点9月30日（周六）到期，到期前3个工作日催报。',
      '即将到期：1.2 12月，本节点12月29日（周五）到期，到期前10个工作日催报。',
      '规则版本 默认第2版，工作日历 2017；规则版本 默认第3版，工作日历 2017。',
    ]);
  });

  it('names a few items and counts the rest', () => {
    const many = Array.from({ length: 7 }, (_, i) =>
      notice({ id: `n${i}`, item: { ...districts, id: `item-${i}`, code: `1.${i + 1}` } }),
    );
    const other = notice({ id: 'x', item: preschool, basis: { of: 'due', at: at('2017-09-29T17:30'), days: -3 } });
    expect(why([...many, other])).toContain(
      '1.1 9月、1.2 9月、1.3 9月、1.4 9月、1.5 9月等7项，本节点9月30日（周六）到期，到期前3个工作日催报。',
    );
  });

  it('of a notice sent again is that the first mailbox failed, and the mail says so at its head', () => {
    const resent = notice({ contact: 2, basis: { of: 'deed', at: at('2017-09-26T09:40'), days: 0 } });
    expect(why([resent])[1]).toBe('原通知9月26日（周二）09:40未能送达，改送备用联系方式。');
    const { text, html } = mailOf([resent]);
    const remark = '本通知因首选邮箱未能送达，改送此联系方式；请核对首选邮箱，如有变动请告知市教育局督查室更正名册。';
    expect(text.split('\n')).toContain(`　　${remark}`);
    expect(html).toContain(remark);
    expect(mailOf([resent, notice({ id: 'b', item: preschool })]).text).toContain('以下部分通知因首选邮箱未能送达');
  });
});

describe('a stand-in', () => {
  const late = notice({ rule: 'escalation', step: 1, daysLate: 1, post: leader, standsInFor: '夏春胤' });

  it('is told for whom, once', () => {
    const { text, html } = mailOf([late, { ...late, id: 'b', item: preschool }]);
    expect(text.split('代夏春胤')).toHaveLength(2);
    expect(text.split('\n')).toContain('　　您代夏春胤办理（代理）以下事项。');
    expect(html).toContain('您代夏春胤办理（代理）以下事项。');
  });

  it('is told of which items, where others are his own', () => {
    const { text } = mailOf([
      late,
      notice({ id: 'b', rule: 'escalation', daysLate: 1, item: preschool, post: leader }),
    ]);
    expect(text).not.toContain('（代理）以下事项');
    expect(text.split('　代理：您代夏春胤办理\n')).toHaveLength(2);
  });
});

function mailOf(notices: ReleasedNotice[]) {
  return composeMail({
    recipient: { name: '罗文静', mailbox: 'jcjy@example.org' },
    notices,
    now: at('2017-09-26T09:00'),
    consoleUrl: null,
    office: '市教育局督查室',
  });
}

function why(notices: ReleasedNotice[]): string[] {
  const { text } = mailOf(notices);
  return text
    .split('为何收到此通知：\n')[1]!
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.trim());
}
