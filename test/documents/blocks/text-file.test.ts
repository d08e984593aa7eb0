import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { decodeText, readTextFile } from '../../../documents/blocks/text/text-file.js';
import { DubanError } from '../../../domain/errors.js';

const utf8 = (text: string) => new TextEncoder().encode(text);
// 督办事项, and 㐀, which only GB18030 has, in four bytes.
const GB = Uint8Array.of(0xb6, 0xbd, 0xb0, 0xec, 0xca, 0xc2, 0xcf, 0xee, 0x81, 0x39, 0xee, 0x39);

describe('a text file', () => {
  it('is its lines that have text, with plain spaces and nothing invisible', () => {
    const text = '\ufeff一、要求\r\n\r\n \u3000甲\u00a0乙\u200b \n\u00ad\n丙\u2028丁\t戊';
    expect(readTextFile(utf8(text), 'a.txt')).toEqual([
      { kind: 'paragraph', text: '一、要求', line: 1 },
      { kind: 'paragraph', text: '甲 乙', line: 3 },
      { kind: 'paragraph', text: '丙', line: 5 },
      { kind: 'paragraph', text: '丁 戊', line: 6 },
    ]);
  });

  it('may be in UTF-8, UTF-16 or GB18030', () => {
    const text = '督办事项\n责任处室';
    expect(decodeText(utf8(`\ufeff${text}`), 'a')).toBe(text);
    expect(decodeText(Buffer.from(`\ufeff${text}`, 'utf16le'), 'a')).toBe(text);
    expect(decodeText(Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), 'a')).toBe(text);
    expect(decodeText(GB, 'a')).toBe('督办事项㐀');
  });

  it('in UTF-8 keeps its sense where single bytes are lost', () => {
    const bytes = readFileSync('samples/tianmen-2018-work-points.txt');
    const text = decodeText(bytes, 'a');
    const at = bytes.indexOf('教育');
    const damaged = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
    const read = decodeText(damaged, 'a');
    expect(read.match(/\ufffd/g)?.length).toBeLessThanOrEqual(2);
    expect(read.slice(-2000)).toBe(text.slice(-2000));
  });

  it.each([
    { what: 'a zip', bytes: Uint8Array.of(0x50, 0x4b, 3, 4, 0), why: 'Word' },
    { what: 'an old Office file', bytes: Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0), why: '旧版' },
    { what: 'a PDF', bytes: utf8('%PDF-1.4'), why: 'PDF' },
    { what: 'binary', bytes: Uint8Array.of(1, 2, 3, 0, 255), why: '纯文本' },
    { what: 'terminal escapes', bytes: utf8('序号\u001b[2J'), why: '纯文本' },
    { what: 'bytes of no encoding', bytes: Uint8Array.of(0xb5, 0xd8, 0xff), why: '纯文本' },
    { what: 'half a sign of UTF-16', bytes: Uint8Array.of(0xff, 0xfe, 0x8f, 0x5e, 0x01), why: '纯文本' },
  ])('is not $what', ({ bytes, why }) => {
    expect(() => readTextFile(bytes, '方案.txt')).toThrow(DubanError);
    expect(() => readTextFile(bytes, '方案.txt')).toThrow(why);
    expect(() => readTextFile(bytes, '方案.txt')).toThrow('“方案.txt”');
  });

  it('of more than 20 MB is refused', () => {
    expect(() => decodeText(new Uint8Array(20 * 1024 * 1024 + 1), 'a')).toThrow('20 MB');
  });
});
