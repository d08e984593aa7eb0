import { describe, expect, it } from '@jest/globals';
import { rules } from '../../domain/rule.js';
import { whyText } from '../../domain/why.js';
import { at, Story, submit } from './life/story.js';

const reader = { zone: 'Asia/Shanghai', now: at('2017-12-01') };
const versions = { policy: 'default-2', calendar: 'state-council-2027' };
const why = (story: Story, rule: (typeof rules)[number], index = 0): string => {
  const notice = story.notices(rule)[index];
  if (notice === undefined) throw new Error(rule);
  return whyText({ rule, basis: notice.basis, versions }, reader);
};

describe('why a notice came (为何收到此通知)', () => {
  const silent = Story.launched().until('2017-04-10');

  it('names the date, the working days and the rule', () => {
    expect(why(silent, 'reminder')).toContain('本节点3月31日（周五）到期，到期前10个工作日催报');
    expect(why(silent, 'overdue')).toContain('本节点3月31日（周五）到期未报，逾期第1个工作日告知承办处室');
    expect(why(silent, 'escalation', 1)).toContain('本节点3月31日（周五）到期未报，逾期第3个工作日督办升级');
    expect(why(silent, 'opening')).toContain('4月1日（周六）起开始办理');
    expect(why(silent, 'unacknowledged')).toContain('事项3月2日（周四）交办，3个工作日后仍未签收');
    const submitted = Story.launched().does('2017-03-20 10:00', '基础教育处', submit(1)).until('2017-03-31');
    expect(why(submitted, 'reviewDue')).toContain('材料3月20日（周一）报送，3个工作日后仍未审核');
  });

  it('names the versions of policy and calendar it was worked out by', () => {
    expect(why(silent, 'reminder')).toContain('默认第2版');
    expect(why(silent, 'reminder')).toContain('state-council-2027');
  });

  it('has words for every rule', () => {
    const texts = rules.map((rule) =>
      whyText({ rule, basis: { of: 'deed', at: at('2017-03-20'), days: 0 }, versions }, reader),
    );
    expect(texts.every((text) => text.includes('3月20日'))).toBe(true);
  });
});
