import { describe, expect, it } from '@jest/globals';
import { rehearsalAsJson } from '../../../documents/rehearsal/rehearsal-json.js';
import { rehearsalSummary } from '../../../documents/rehearsal/rehearsal-text.js';
import { rules } from '../../../domain/rule.js';
import { SAMPLES, rehearsed, WUHAN } from './sample-rehearsal.js';

interface Shown {
  notices: { item: string; checkpoint: string; kind: string; step: number; recipient: object; release: string }[];
  mails: { recipient: object; release: string; notices: number[] }[];
}

function json(...given: Parameters<typeof rehearsed>): Shown {
  return JSON.parse([...rehearsalAsJson(rehearsed(...given).rehearsal)].join('\n')) as Shown;
}

describe.each(SAMPLES)('the rehearsal of %s', (name) => {
  it.each(['silent', 'punctual'] as const)('lists every notice in order, %s', (standard) => {
    const { draft } = rehearsed(name);
    const { notices, mails } = json(name, { default: standard, deeds: [] });
    expect(notices.length).toBeGreaterThan(draft.items.length);
    expect(notices.map(({ release }) => release)).toEqual(notices.map(({ release }) => release).sort());
    const codes = new Map(draft.items.map(({ code, checkpoints }) => [code, checkpoints.map(({ label }) => label)]));
    for (const notice of notices) {
      expect(rules).toContain(notice.kind);
      expect(['', ...(codes.get(notice.item) ?? ['no such item'])]).toContain(notice.checkpoint);
      expect(notice.step).toBeGreaterThan(0);
      expect(notice.release).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/);
    }
    expect(mails.flatMap((mail) => mail.notices)).toHaveLength(notices.length);
  });

  it('nobody is chased where all are punctual, but for what nobody leads', () => {
    const { rehearsal, draft } = rehearsed(name, { default: 'punctual', deeds: [] });
    const led = draft.items.filter(({ divisions }) => divisions.some(({ role }) => role === 'lead'));
    const codes = new Set(led.map(({ code }) => code));
    const late = rehearsal.notices.filter(({ kind }) => ['overdue', 'escalation', 'unacknowledged'].includes(kind));
    expect(late.filter(({ item }) => codes.has(item))).toEqual([]);
    expect(rehearsal.warnings.filter(({ code }) => code === 'no-lead')).toHaveLength(draft.items.length - led.length);
    expect(rehearsal.warnings.filter(({ code }) => code === 'deed-refused')).toEqual([]);
  });
});

describe('the rehearsal as JSON', () => {
  it('has for each notice what is promised and no more', () => {
    const [first] = json(WUHAN).notices;
    expect(Object.keys(first ?? {})).toEqual(['item', 'checkpoint', 'kind', 'step', 'recipient', 'release', 'why']);
    expect(first).toMatchObject({ item: '1.1', checkpoint: '', kind: 'assignment', step: 1 });
    expect(first?.recipient).toEqual({ role: 'division', name: '基础教育处' });
  });
});

describe('the summary', () => {
  it('says how many mails each recipient gets in which month, and how to get the whole list', () => {
    const { rehearsal, context } = rehearsed(WUHAN, { default: 'punctual', deeds: [] });
    const text = rehearsalSummary(rehearsal, context, 200);
    const own = rehearsal.mails.filter(({ recipient }) => recipient.name === '基础教育处');
    const september = own.filter(({ release }) => release.startsWith('2017-09'));
    expect(text).toContain(`基础教育处（罗文静）：全年${own.length}封，1月1封、`);
    expect(text).toContain(`9月${september.length}封`);
    expect(text).toContain('2017年督办通知演练（未启动，未发送任何邮件）');
    expect(text).toContain('没有提醒事项。');
  });

  it('names the years where the chase goes on into the next', () => {
    const { rehearsal, context } = rehearsed(WUHAN);
    expect(rehearsalSummary(rehearsal, context, 200)).toMatch(/夏春胤：共\d+封，2017年4月3封、.*；2018年1月/);
  });
});
