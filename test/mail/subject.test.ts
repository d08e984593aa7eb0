import { expect, it } from '@jest/globals';
import type { ReleasedNotice } from '../../domain/notice.js';
import { composeMail } from '../../mail/compose.js';
import { everyKind } from './every-kind.js';
import { at, colleges, districts, division } from './sample-notices.js';

const about = {
  recipient: { name: '罗文静', mailbox: 'luo@example.org' },
  ...{ now: at('2017-04-05T09:00'), consoleUrl: null, office: '督查室' },
};

it('a lead is told by when to report what is open already, a supporting division only to sign', () => {
  const open = (of: ReleasedNotice['item'], ...ns: number[]) => ({
    ...of,
    checkpoints: of.checkpoints.map((one) => (ns.includes(one.n) ? { ...one, status: 'open' as const } : one)),
  });
  const subjectOf = (item: ReleasedNotice['item']) =>
    composeMail({ ...about, notices: [{ ...everyKind.assignment, item, post: division }] }).subject;
  expect(subjectOf(open(districts, 3))).toMatch(/请于3个工作日内签收，9月30日前报送$/);
  expect(subjectOf(open(districts, 4, 3))).toMatch(/请于3个工作日内签收，最早9月30日前报送$/);
  const past = districts.checkpoints.map((one) => ({ ...one, status: 'past' as const }));
  expect(subjectOf({ ...districts, checkpoints: past })).toMatch(/】1\.2 [^0]+… 请于3个工作日内签收$/);
  expect(subjectOf(districts)).toMatch(/请于3个工作日内签收$/);
  expect(subjectOf(open(colleges, 1))).toMatch(/请于3个工作日内签收$/);
});
