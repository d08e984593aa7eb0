import { expect, it } from '@jest/globals';
import { amended, defaultPolicy, type PolicyChanges } from '../../domain/policy.js';
import type { PostKind } from '../../domain/notice.js';
import { welcomeLines } from '../../mail/welcome.js';

const told = (kinds: PostKind[], changes: PolicyChanges = {}): string[] =>
  welcomeLines({ kinds, policy: amended(defaultPolicy, changes) }, '督查室').slice(1, -1);
const digest = '有事可报时，每周首个工作日另发督办周报。';

it('tells a leader and the principal of the steps of the ladder that are theirs, and of no other', () => {
  expect(told(['leader'])).toEqual([
    '您将收到：所分管事项逾期满1个工作日的报告，逾期满10个工作日起每5个工作日的续报，落后进度、延期、调整等情况的告知。',
    digest,
  ]);
  expect(told(['principal'])).toEqual(['您将收到：各事项逾期满5个工作日的报告，需要您审批的撤销申请。', digest]);
});

it('follows the campaign’s policy', () => {
  const changes: PolicyChanges = {
    escalations: [
      { daysLate: 2, to: ['leader', 'office'] },
      { daysLate: 4, to: ['leader', 'office'] },
    ],
    repeat: { everyDays: 10, to: ['principal'] },
    extensions: { leaderConsent: true },
    cancelApproval: false,
  };
  expect(told(['leader'], changes)).toEqual([
    '您将收到：所分管事项逾期满2、4个工作日的报告，需要您表态的延期申请，落后进度、延期、调整等情况的告知。',
    digest,
  ]);
  expect(told(['principal'], changes)).toEqual(['您将收到：各事项逾期满14个工作日起每10个工作日的续报。', digest]);
  expect(told(['principal'], { ...changes, repeat: { atMost: 0 } })).toEqual([digest]);
});

it('stands in a first mail only', () => {
  expect(welcomeLines(null, '督查室')).toEqual([]);
});
