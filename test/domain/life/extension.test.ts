import { describe, expect, it } from '@jest/globals';
import type { CommandBody } from '../../../domain/command.js';
import { accept, at, giveBack, shown, Story, submit } from './story.js';

const ask = (due = '2017-04-14'): CommandBody => ({ kind: 'requestExtension', checkpoint: 1, due, reason: '资料未齐' });
const grant = (due: string | null = null): CommandBody => ({
  ...{ kind: 'decideExtension', checkpoint: 1, grant: true, due, reason: '' },
});
const refuse: CommandBody = { kind: 'decideExtension', checkpoint: 1, grant: false, due: null, reason: '任务紧急' };

describe('extension (延期)', () => {
  it('is asked before the due date only, with a reason and a later working day', () => {
    const story = Story.launched();
    const wrong: [CommandBody, string][] = [
      [{ ...ask(), reason: ' ' } as CommandBody, 'reason-missing'],
      [ask('2017-03-31'), 'date-not-later'],
      [ask('2017-04-15'), 'not-a-working-day'],
    ];
    for (const [body, code] of wrong) expect(story.refused('2017-03-20', '基础教育处', body)).toBe(code);
    expect(story.refused('2017-03-20', '高教处', ask())).toBe('leads-only');
    expect(story.refused('2017-03-31 17:31', '基础教育处', ask())).toBe('extension-after-due');
  });

  it('is told to the office at once, and again after three working days without an answer', () => {
    const story = Story.launched().does('2017-03-20 10:00', '基础教育处', ask()).until('2017-03-31');
    expect(story.sent('extensionRequested')).toEqual([
      '2017-03-20 10:00 extensionRequested 1 督查室',
      '2017-03-23 09:00 extensionRequested 2 督查室',
    ]);
    expect(story.refused('2017-03-31', '基础教育处', ask())).toBe('extension-pending');
  });

  it('granted begins a new round by the new date; the date first planned stays on record', () => {
    const story = Story.launched().does('2017-03-20 10:00', '基础教育处', ask());
    story.does('2017-03-21 10:00', '督查室', grant()).until('2017-04-17');
    const { due, originalDue, round } = story.checkpoint(1);
    expect([shown(due), shown(originalDue), round]).toEqual(['2017-04-14 17:30', '2017-03-31 17:30', 2]);
    expect(story.sent('extensionDecided', 'reminder', 'overdue')).toEqual([
      '2017-03-17 09:00 reminder 10 基础教育处',
      '2017-03-21 10:00 extensionDecided 1 基础教育处',
      '2017-03-21 10:00 extensionDecided 1 高教处',
      '2017-03-21 10:00 extensionDecided 1 夏春胤',
      '2017-03-30 09:00 reminder 10 基础教育处',
      '2017-04-11 09:00 reminder 3 基础教育处',
      '2017-04-13 09:00 reminder 1 基础教育处',
      '2017-04-17 09:00 overdue 1 基础教育处',
    ]);
  });

  it('may be granted for another date than the one asked for, if it is later than the one that holds', () => {
    const story = Story.launched().does('2017-03-20 10:00', '基础教育处', ask());
    expect(story.refused('2017-03-21', '督查室', grant('2017-04-08'))).toBe('not-a-working-day');
    expect(story.refused('2017-03-21', '督查室', grant('2017-03-30'))).toBe('date-not-later');
    story.does('2017-03-21', '督查室', grant('2017-04-10'));
    expect(shown(story.checkpoint(1).due)).toBe('2017-04-10 17:30');
  });

  it('can be asked at most so often for one checkpoint', () => {
    const story = Story.launched();
    story.does('2017-03-20', '基础教育处', ask()).does('2017-03-20', '督查室', refuse);
    story.does('2017-03-21', '基础教育处', ask()).does('2017-03-21', '督查室', refuse);
    expect(story.refused('2017-03-22', '基础教育处', ask())).toBe('extensions-used-up');
  });

  it('needs the leader’s consent first where policy asks for it', () => {
    const story = Story.launched({ policy: { extensions: { atMost: 2, leaderConsent: true } } });
    story.does('2017-03-20 10:00', '基础教育处', ask());
    expect(story.sent('extensionRequested')).toEqual([
      '2017-03-20 10:00 extensionRequested 1 夏春胤',
      '2017-03-20 10:00 extensionRequested 1 督查室',
    ]);
    expect(story.refused('2017-03-21', '督查室', grant())).toBe('consent-missing');
    const consent = { kind: 'consentExtension', checkpoint: 1, agree: true, reason: '' } as const;
    expect(story.refused('2017-03-21', '督查室', consent)).toBe('leader-only');
    story.does('2017-03-21', '夏春胤', consent).does('2017-03-21', '督查室', grant());
    expect(shown(story.checkpoint(1).due)).toBe('2017-04-14 17:30');
  });

  it('is asked of the leader again while he has not consented; his consent is told to the office, which then has its days', () => {
    const story = Story.launched({ policy: { extensions: { atMost: 2, leaderConsent: true } } });
    const consent = { kind: 'consentExtension', checkpoint: 1, agree: true, reason: '情况属实' } as const;
    story.does('2017-03-20 10:00', '基础教育处', ask()).does('2017-03-24 10:00', '夏春胤', consent);
    expect(story.until('2017-03-31').sent('extensionRequested', 'extensionConsented').slice(2)).toEqual([
      '2017-03-23 09:00 extensionRequested 2 夏春胤',
      '2017-03-23 09:00 extensionRequested 2 督查室',
      '2017-03-24 10:00 extensionConsented 1 督查室',
      '2017-03-29 09:00 extensionConsented 2 督查室',
    ]);
    const [told] = story.notices('extensionConsented');
    expect(told?.said).toEqual({ asked: at('2017-04-14 17:30'), by: '基础教育处', reason: '情况属实' });
  });

  it('is asked of the leader anew after a freeze', () => {
    const story = Story.launched({ policy: { extensions: { atMost: 2, leaderConsent: true } } });
    story.does('2017-03-20 10:00', '基础教育处', ask());
    story.does('2017-03-21 10:00', '督查室', { kind: 'freeze', reason: '等待政策' });
    story.does('2017-03-22 10:00', '督查室', { kind: 'resume', shift: true, reason: '政策已出' }).until('2017-03-31');
    expect(story.sent('extensionRequested').slice(2)).toEqual([
      '2017-03-27 09:00 extensionRequested 2 夏春胤',
      '2017-03-27 09:00 extensionRequested 2 督查室',
    ]);
  });

  it('once answered by the leader is not asked of anybody any more', () => {
    const story = Story.launched({ policy: { extensions: { atMost: 2, leaderConsent: true } } });
    const consent = { kind: 'consentExtension', checkpoint: 1, agree: true, reason: '' } as const;
    story.does('2017-03-20 10:00', '基础教育处', ask()).does('2017-03-21', '夏春胤', consent);
    story.does('2017-03-22', '督查室', grant()).until('2017-03-31');
    expect(story.sent('extensionRequested', 'extensionConsented').slice(2)).toEqual([
      '2017-03-21 09:00 extensionConsented 1 督查室',
    ]);
  });

  it('without the leader’s consent is refused', () => {
    const story = Story.launched({ policy: { extensions: { atMost: 2, leaderConsent: true } } });
    story.does('2017-03-20 10:00', '基础教育处', ask());
    const consent = { kind: 'consentExtension', checkpoint: 1, agree: false, reason: '须按期' } as const;
    story.does('2017-03-21 10:00', '夏春胤', consent);
    expect(story.checkpoint(1).request).toBeNull();
    expect(story.sent('extensionDecided')).toEqual([
      '2017-03-21 10:00 extensionDecided 1 基础教育处',
      '2017-03-21 10:00 extensionDecided 1 督查室',
    ]);
  });

  it('stops the escalations while it is pending, though the date passes', () => {
    const story = Story.launched().does('2017-03-31 17:00', '基础教育处', ask()).until('2017-04-12');
    expect(story.sent('overdue', 'escalation')).toEqual([]);
  });

  it('refused after the date lets them go on, counted from the refusal', () => {
    const story = Story.launched().does('2017-03-31 17:00', '基础教育处', ask());
    story.does('2017-04-10 10:00', '督查室', refuse).until('2017-04-17');
    expect(story.sent('extensionDecided', 'overdue', 'escalation')).toEqual([
      '2017-04-10 10:00 extensionDecided 1 基础教育处',
      '2017-04-11 09:00 overdue 1 基础教育处',
      '2017-04-11 09:00 escalation 1 夏春胤',
      '2017-04-13 09:00 escalation 2 督查室',
      '2017-04-17 09:00 escalation 3 孟晖',
    ]);
    expect(story.notices('overdue')[0]?.basis.of).toBe('restart');
  });

  it('refused before the date leaves the date and its reminders as they were', () => {
    const story = Story.launched().does('2017-03-27 10:00', '基础教育处', ask());
    story.does('2017-03-28 08:57', '督查室', refuse).until('2017-04-01');
    // The refusal, told at nine, names the date: it stands for the reminder of that morning.
    expect(story.sent('reminder', 'overdue', 'extensionDecided').slice(1)).toEqual([
      '2017-03-28 09:00 extensionDecided 1 基础教育处',
      '2017-03-30 09:00 reminder 1 基础教育处',
      '2017-04-01 09:00 overdue 1 基础教育处',
    ]);
  });

  it('asked in time but applied late takes back the lateness staged meanwhile', () => {
    const story = Story.launched().until('2017-04-01 08:59').doesLate('2017-03-31 17:00', '基础教育处', ask());
    expect(story.until('2017-04-05').sent('overdue', 'escalation')).toEqual([]);
    story.does('2017-04-10 10:00', '督查室', refuse).until('2017-04-11');
    expect(story.sent('overdue')).toEqual(['2017-04-11 09:00 overdue 1 基础教育处']);
  });

  it('pending at a submission: what counts is the date that holds in the end', () => {
    const handed = (): Story =>
      Story.launched().does('2017-03-31 17:00', '基础教育处', ask()).does('2017-04-05 10:00', '基础教育处', submit(1));
    expect(handed().checkpoint(1)).toMatchObject({ status: 'submitted', late: false });
    expect(handed().does('2017-04-06', '督查室', grant()).checkpoint(1)).toMatchObject({ round: 1, late: false });
    expect(handed().does('2017-04-06', '督查室', refuse).checkpoint(1).late).toBe(true);
    expect(handed().does('2017-04-06', '督查室', accept(1)).checkpoint(1).late).toBe(true);
    expect(handed().does('2017-04-06', '督查室', giveBack(1)).checkpoint(1)).toMatchObject({
      late: true,
      request: null,
    });
    expect(handed().until('2017-04-10').sent('extensionRequested', 'reviewDue')).toEqual([
      '2017-03-31 17:00 extensionRequested 1 督查室',
      '2017-04-06 09:00 extensionRequested 2 督查室',
      '2017-04-10 09:00 reviewDue 1 督查室',
    ]);
  });

  it('has nothing to decide where nothing was asked', () => {
    expect(Story.launched().refused('2017-03-20', '督查室', refuse)).toBe('no-extension-request');
  });
});
