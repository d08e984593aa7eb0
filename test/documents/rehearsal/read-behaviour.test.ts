import { describe, expect, it } from '@jest/globals';
import { readBehaviour } from '../../../documents/rehearsal/read-behaviour.js';
import type { DubanError } from '../../../domain/errors.js';

function problems(content: unknown): unknown {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  try {
    readBehaviour(Buffer.from(text), 'deeds.json');
  } catch (error) {
    const { code, data, message } = error as DubanError;
    expect(code).toBe('deeds-invalid');
    return data['problems'] ?? message;
  }
  return 'none';
}

function one(body: object, rest: object = {}): object {
  return { deeds: [{ at: '2027-03-05T10:00', item: '1.3', as: '基础教育处', do: body, ...rest }] };
}

describe('the file of deeds', () => {
  it.each([
    { kind: 'acknowledge' },
    { kind: 'dispute', reason: '职责不符' },
    { kind: 'insist', post: '基础教育处', reason: '职责所在' },
    { kind: 'submit', checkpoint: '9月', text: '已完成', figures: [{ target: 1, value: 12 }] },
    { kind: 'confirm', checkpoint: '9月', post: '基础教育处', agree: true },
    { kind: 'contribute', checkpoint: 2 },
    { kind: 'accept', checkpoint: '9月' },
    { kind: 'return', checkpoint: '9月', reason: '缺少数据' },
    { kind: 'requestExtension', checkpoint: '9月', due: '2027-10-29', reason: '招标推迟' },
    { kind: 'consentExtension', checkpoint: '9月', agree: false, reason: '不宜推迟' },
    { kind: 'decideExtension', checkpoint: '9月', grant: true },
    { kind: 'nudge', words: '请抓紧' },
    { kind: 'instruct', words: '抓紧办理' },
    { kind: 'reassign', posts: { leads: ['高教处'] }, reason: '职责调整' },
    { kind: 'addCheckpoint', label: '11月', from: '2027-10-01', due: '2027-11-30', reason: '增加' },
    { kind: 'changeCheckpoint', checkpoint: '9月', due: '2027-10-29', reason: '调整' },
    { kind: 'dropCheckpoint', checkpoint: '9月', reason: '取消' },
    { kind: 'freeze', reason: '暂缓' },
    { kind: 'resume', shift: true },
    { kind: 'cancel', reason: '不再办理' },
    { kind: 'decideCancel', agree: true },
    { kind: 'close' },
    { kind: 'reopen', checkpoint: '9月', due: '2027-12-31', reason: '复查' },
    { kind: 'carry', to: '2028', reason: '跨年' },
    { kind: 'replan' },
    { kind: 'undelivered', notice: { checkpoint: '9月', rule: 'reminder', post: '基础教育处' } },
    { kind: 'delivered', checkpoint: '9月' },
  ])('may have somebody do $kind', (body) => {
    const { deeds } = readBehaviour(Buffer.from(JSON.stringify(one(body))), 'deeds.json');
    expect(deeds[0]?.do).toMatchObject(body);
  });

  it('takes the others to do nothing where it does not say', () => {
    expect(readBehaviour(Buffer.from('{"deeds": []}'), 'deeds.json')).toEqual({ default: 'silent', deeds: [] });
  });

  it.each([
    [
      'a kind that there is not',
      one({ kind: 'sumbit' }),
      [/^deeds 第1条的 do\.kind：没有这种办理，可为 acknowledge、dispute、/],
    ],
    ['what is missing', one({ kind: 'return', checkpoint: '9月' }), ['deeds 第1条的 do.reason：缺少这一项，应为文字']],
    ['what is not known', one({ kind: 'close', why: 1 }), ['deeds 第1条的 do：不认识“why”这一项']],
    [
      'a day that there is not',
      one({ kind: 'reopen', checkpoint: '9月', due: '2027-02-30', reason: '' }),
      ['deeds 第1条的 do.due：应为存在的日期，如 2027-06-30'],
    ],
    [
      'a time without a day',
      one({ kind: 'close' }, { at: '10:00' }),
      ['deeds 第1条的 at：应为存在的日期和时间，如 2027-03-05T10:00'],
    ],
    [
      'a checkpoint that is no name',
      one({ kind: 'accept', checkpoint: true }),
      ['deeds 第1条的 do.checkpoint：应为检查节点的名称，如 "9月"；名称重复的，填序号，如 2'],
    ],
    ['a wrong default', { default: 'lazy', deeds: [] }, ['default：应为 "silent"、"punctual" 之一']],
    ['no deeds', {}, ['deeds：缺少这一项，应为列表 […]']],
  ])('says where and what is allowed: %s', (_what, content, expected) => {
    const found = problems(content) as string[];
    expect(found).toHaveLength(expected.length);
    expected.forEach((wanted, index) => {
      if (typeof wanted === 'string') expect(found[index]).toBe(wanted);
      else expect(found[index]).toMatch(wanted);
    });
  });

  it('says near which line it is no JSON', () => {
    expect(problems('{\n"deeds": [\n{,\n]}')).toMatch(/不是有效的 JSON：第3行附近有误/);
  });
});
