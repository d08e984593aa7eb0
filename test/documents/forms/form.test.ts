import { describe, expect, it } from '@jest/globals';
import { zipParts } from '../../../documents/blocks/zip-parts.js';
import { formDocx } from '../../../documents/forms/form-docx.js';
import { formPage } from '../../../documents/forms/form-page.js';
import { formPolicy, formStyle } from '../../../documents/forms/form-style.js';
import { signatureEdges } from '../../../documents/forms/signature-edges.js';
import { createHash } from 'node:crypto';
import { sampleForm } from './sample-form.js';

async function unzipParts(bytes: Uint8Array): Promise<Record<string, string>> {
  const parts = await zipParts(bytes, () => true);
  return Object.fromEntries([...parts].map(([name, part]) => [name, part.toString('utf8')]));
}

describe('an official form', () => {
  it('is the same file, byte for byte, whenever it is made', async () => {
    const first = await formDocx(sampleForm);
    // The dates in a zip count in steps of two seconds.
    await new Promise((done) => setTimeout(done, 2_100));
    expect(Buffer.compare(await formDocx(sampleForm), first)).toBe(0);
  });

  it('names a font for Chinese in every run, and what stands in where it is not installed', async () => {
    const parts = await unzipParts(await formDocx(sampleForm));
    const document = parts['word/document.xml'] ?? '';
    const runs = document.match(/<w:r>.*?<\/w:r>/g) ?? [];
    expect(runs.length).toBeGreaterThan(20);
    expect(runs.filter((run) => !run.includes('w:eastAsia="')).length).toBe(
      runs.filter((run) => run.includes('<w:br w:type="page"/>')).length,
    );
    const used = new Set([...document.matchAll(/w:eastAsia="([^"]+)"/g)].map(([, name]) => name));
    for (const name of used) expect(parts['word/fontTable.xml']).toContain(`<w:font w:name="${name ?? ''}"><w:altName`);
    expect(used).toEqual(new Set(['方正小标宋简体', '仿宋', '黑体', '楷体']));
  });

  it('is on A4 with the margins of official documents, lines of 28 points, an indent of two characters, and — 1 — at the foot', async () => {
    const parts = await unzipParts(await formDocx(sampleForm));
    const document = parts['word/document.xml'] ?? '';
    expect(document).toContain('<w:pgSz w:w="11906" w:h="16838" w:orient="portrait"/>');
    expect(document).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/);
    expect(document).toContain('w:line="560" w:lineRule="exact"');
    expect(document).toContain('w:firstLine="640" w:firstLineChars="200"');
    expect(parts['word/settings.xml']).toContain('evenAndOddHeaders');
    expect(Object.entries(parts).filter(([name, text]) => /footer\d/.test(name) && text.includes('PAGE'))).toHaveLength(
      2,
    );
    const wide = await unzipParts(await formDocx({ ...sampleForm, orientation: 'landscape' }));
    expect(wide['word/document.xml']).toContain('<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>');
  });

  it('takes any text as text: signs of markup, what no XML can hold, line breaks', async () => {
    const text = '<b>“甲&乙”</b>\u0001\ud800第一行\n第二行';
    const form = { ...sampleForm, title: text, blocks: [{ kind: 'paragraph' as const, text }] };
    const parts = await unzipParts(await formDocx(form));
    expect(parts['word/document.xml']).toContain('&lt;b&gt;“甲&amp;乙”&lt;/b&gt;第一行');
    expect(parts['word/document.xml']).not.toContain('\u0001');
    expect(parts['docProps/core.xml']).toContain('<dc:title>&lt;b&gt;');
    const page = formPage(form);
    expect(page).toContain('<p class="in">&lt;b&gt;“甲&amp;乙”&lt;/b&gt;第一行</p>');
    expect(page).toContain('<p class="in">第二行</p>');
  });

  it('is a page without scripts, addresses and styles of its own, which its policy lets through', () => {
    const page = formPage(sampleForm);
    expect(page).not.toMatch(/<script|style=|https?:|<link|<img|\son\w+=/);
    const [, style = ''] = /<style>([\s\S]*)<\/style>/.exec(page) ?? [];
    expect(style).toBe(formStyle);
    expect(formPolicy).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
    expect(style).toMatch(/@page\{size:A4 portrait;margin:37mm 26mm 35mm 28mm/);
  });

  it('sets the issuer over the middle of the date, four characters from the edge; a long issuer two', () => {
    // 2027年7月5日: six digits of half a width, three characters.
    expect(signatureEdges({ issuer: '督查室', date: '2027年7月5日' })).toEqual({ issuer: 5.5, date: 4 });
    const long = signatureEdges({ issuer: '某某市教育局督促检查工作领导小组办公室', date: '2027年7月5日' });
    expect(long).toEqual({ issuer: 2, date: 8.5 });
  });
});
