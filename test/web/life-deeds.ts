import type { Deed } from './played-year.js';

/** Of most things that can happen to an item, one each, in the first half of 2027. */
export const lifeDeeds: Deed[] = [
  {
    at: '06-21 10:00',
    item: '1.1',
    as: '督查室',
    body: { kind: 'cancel', reason: '职能已划转' },
  },
  { at: '06-30 10:00', item: '1.2', as: '基础教育处', body: { kind: 'dispute', reason: '属其他处室职责' } },
  {
    at: '06-18 10:00',
    item: '2.1',
    as: '职成教处',
    body: { kind: 'requestExtension', checkpoint: 1, due: '2027-07-15', reason: '招标流标' },
  },
  {
    at: '06-21 10:00',
    item: '2.1',
    as: '督查室',
    body: { kind: 'decideExtension', checkpoint: 1, grant: true, due: null, reason: '' },
  },
  {
    at: '06-30 10:00',
    item: '2.2',
    as: '职成教处',
    body: { kind: 'requestExtension', checkpoint: 1, due: '2027-07-30', reason: '等候上级批复' },
  },
  {
    at: '04-07 10:00',
    item: '1.2',
    as: '督查室',
    body: { kind: 'issueOrder', checkpoint: 1, signatory: '孟晖', due: null },
  },
  {
    at: '04-09 10:00',
    item: '1.2',
    as: '基础教育处',
    body: { kind: 'replyOrder', checkpoint: 1, plan: '本月内补齐各区数据', due: '2027-04-30', person: '周岚' },
  },
  {
    at: '04-08 10:00',
    item: '3.1',
    as: '督查室',
    body: { kind: 'issueOrder', checkpoint: 1, signatory: '孟晖', due: '2027-04-15' },
  },
  { at: '05-10 10:00', item: '3.1', as: '督查室', body: { kind: 'freeze', reason: '机构改革期间暂缓' } },
  { at: '05-10 10:00', item: '3.2', as: '督查室', body: { kind: 'instruct', words: '务必提前完成' } },
  { at: '05-11 10:00', item: '3.2', as: '督查室', body: { kind: 'nudge', checkpoint: 0, words: '请报近期进展' } },
  {
    at: '05-12 10:00',
    item: '3.2',
    as: '督查室',
    body: { kind: 'dropCheckpoint', checkpoint: 2, reason: '并入9月' },
  },
];
