import { readTextFile } from '../../../documents/blocks/text/text-file.js';
import type { Finding, PlanFront, Recogniser } from '../../../documents/recognisers/recogniser.js';
import type { Block } from '../../../documents/blocks/block.js';

export const FRONT: PlanFront = {
  title: '',
  titleLine: null,
  issuer: '市教育局',
  number: '',
  principal: '',
  span: null,
  overall: '',
};

/** What one recogniser finds in a text, one paragraph a line. */
export function recogniseText(recogniser: Recogniser, text: string, front: Partial<PlanFront> = {}): Finding[] {
  return recogniseBlocks(recogniser, blocksOfText(text), front);
}

export function recogniseBlocks(recogniser: Recogniser, blocks: Block[], front: Partial<PlanFront> = {}): Finding[] {
  return recogniser.recognise(blocks, { fileName: 'plan.txt', front: { ...FRONT, ...front } });
}

export function blocksOfText(text: string): Block[] {
  return readTextFile(new TextEncoder().encode(text), 'plan.txt');
}

/** Code, title and deadlines of every item. */
export function outlineOf(findings: readonly Finding[]): string[][] {
  return findings.flatMap(({ items }) => items.map(({ code, title, deadlines }) => [code, title, ...deadlines]));
}

export function codesOf(findings: readonly Finding[]): string[] {
  return findings.flatMap(({ warnings }) => warnings.map((warning) => warning.code));
}
