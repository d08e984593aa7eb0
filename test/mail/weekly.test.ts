import { expect, it } from '@jest/globals';
import { composeWeekly } from '../../mail/weekly.js';
import { at, colleges } from './sample-notices.js';

it('counts what two divisions lead together once, as its list does', () => {
  const standing = { overdue: 1, dueThisWeek: 0, inReview: 0, asked: 0 };
  const { subject, text } = composeWeekly({
    ...{
      contacts: [],
      consoleUrl: null,
      office: '督查室',
      now: at('2017-10-09T09:00'),
      welcome: null,
      zone: 'Asia/Shanghai',
    },
    recipient: { name: '田文江', mailbox: 'tian@example.org' },
    standings: ['职成教处', '高教处'].map((division) => ({ ...standing, division })),
    entries: [
      {
        ...{ ...colleges, itemId: colleges.id, label: '6月', due: at('2017-06-30T17:30') },
        ...{ divisions: ['职成教处', '高教处'], state: 'overdue' },
      },
    ],
  });
  expect(subject).toBe('【督办周报】逾期1个 本周到期0个 等待答复0个');
  expect(text).toContain('逾期未报（1项）');
});
