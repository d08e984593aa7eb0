import { readFileSync } from 'node:fs';
import type { Block } from '../../../documents/blocks/block.js';
import { readTextFile } from '../../../documents/blocks/text/text-file.js';
import type { FoundItem } from '../../../documents/recognisers/found-item.js';
import { outline } from '../../../documents/recognisers/outline/outline.js';
import type { Finding, PlanFront } from '../../../documents/recognisers/recogniser.js';

const FRONT: PlanFront = {
  ...{ title: '', titleLine: null, issuer: '市教育局', number: '', principal: '', overall: '' },
  span: { kind: 'year', from: 2018, to: 2018 },
};

export function blocksOfText(text: string): Block[] {
  return readTextFile(new TextEncoder().encode(text), 'plan.txt');
}

export function blocksOfSample(name: string): Block[] {
  return readTextFile(readFileSync(new URL(`../../../samples/${name}`, import.meta.url)), name);
}

export function findingsIn(blocks: readonly Block[], front: Partial<PlanFront> = {}): Finding[] {
  return outline.recognise(blocks, { fileName: 'plan.txt', front: { ...FRONT, ...front } });
}

/** The items of a text given as its lines. */
export function itemsOf(lines: readonly string[]): FoundItem[] {
  return findingsIn(blocksOfText(lines.join('\n'))).flatMap((finding) => finding.items);
}

/** `2.1 学前教育 / 新建幼儿园`: code, heading and title of each item. */
export function shown(lines: readonly string[]): string[] {
  return itemsOf(lines).map(({ code, heading, title }) => `${code} ${heading} / ${title}`);
}

export function codesOf(lines: readonly string[], front: Partial<PlanFront> = {}): string[] {
  return findingsIn(blocksOfText(lines.join('\n')), front).flatMap(({ warnings }) => warnings.map(({ code }) => code));
}
