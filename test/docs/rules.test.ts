import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { rules } from '../../domain/rule.js';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const page = read('docs/rules.md');

/** Each test quoted in the page, with the file it is said to stand in. */
const quoted = page.split('\n').flatMap((line) => {
  const parts = line.split(/`(test\/[\w/-]+\.test\.ts)`/);
  return parts.flatMap((part, i) =>
    i % 2 === 1 ? [...(parts[i + 1] ?? '').matchAll(/“([^”]+)”/g)].map(([, name = '']) => [part, name] as const) : [],
  );
});

describe('docs/rules.md', () => {
  it.each(rules.map((rule) => [rule]))('explains the notice %s', (rule) => {
    expect(page).toContain(`\n| \`${rule}\` |`);
  });

  it('explains no notice that there is not', () => {
    const explained = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, rule]) => rule);
    expect(explained).toEqual([...rules]);
  });

  it('quotes a test for every rule', () => {
    const rows = page.slice(page.indexOf('| rule | default'), page.indexOf('## Kinds')).split('\n').slice(2);
    for (const row of rows.filter((line) => line.startsWith('|'))) expect(row).toMatch(/`test\/.*“.+”/);
    expect(quoted.length).toBeGreaterThan(40);
  });

  it.each(quoted)('%s has the test “%s”', (file, name) => {
    expect(read(file)).toContain(`'${name}'`);
  });
});
