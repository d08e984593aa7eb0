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
  expect(subject).toBe('【督办周报】逾期未报1个');
  expect(text).toContain('逾期未报（1项）');
});

it('counts all, and lists those that are late the longest, in each of its lists', () => {
  const entries = (['overdue', 'due', 'waiting'] as const).flatMap((state) =>
    Array.from({ length: 25 }, (_, n) => ({
      ...{ ...colleges, itemId: String(n), code: `${state}-${String(n)}`, label: '6月' },
      ...{ due: at('2017-06-30T17:30') + n, divisions: ['职成教处'], state },
    })),
  );
  const { subject, text } = composeWeekly({
    ...{ contacts: [], consoleUrl: null, office: '督查室', now: at('2017-10-09T09:00'), zone: 'Asia/Shanghai' },
    ...{ recipient: { name: '田文江', mailbox: 'tian@example.org' }, welcome: null, standings: [], entries },
  });
  expect(subject).toBe('【督办周报】逾期未报25个 本周到期25个 等待答复25个');
  for (const title of ['逾期未报', '本周到期', '等待答复']) expect(text).toContain(`${title}（25项，列前20项）`);
  for (const code of ['overdue-19', 'due-19', 'waiting-19']) expect(text).toContain(code);
  expect(text).not.toMatch(/-2\d /);
});
