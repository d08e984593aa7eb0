import { expect, it } from '@jest/globals';
import { newHolders } from '../../client/cli/launch.js';
import type { RosterEntry } from '../../documents/names/roster.js';

const entry = (kind: RosterEntry['kind'], post: string, person: string): RosterEntry => ({
  ...{ kind, post, person, mailbox: 'a@example.org', line: 2 },
});

it('says of a roster whom it puts in the place of whom, in running campaigns, too', () => {
  const posts = [
    { id: '1', kind: 'office' as const, name: '督查室', person: '郑明' },
    { id: '2', kind: 'division' as const, name: '高教处', person: '叶青' },
    { id: '3', kind: 'head' as const, name: '职成教处', person: '黄处长' },
    { id: '4', kind: 'leader' as const, name: '王池富', person: null },
  ];
  const entries = [
    entry('office', '督查室', '王督'),
    entry('division', '高教处', '叶青'),
    entry('division', '职成教处', '黄志远'),
    entry('leader', '王池富', '王池富'),
  ];
  expect(newHolders({ entries }, posts)).toEqual([
    '提醒：督查室“督查室”现由郑明担任，按本次名册改为王督，在办各专项的通知一并改发',
  ]);
});
