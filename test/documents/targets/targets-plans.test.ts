import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Converter } from 'opencc-js/t2cn';
import { findQuotas, findTargets } from '../../../documents/targets/targets.js';
import { CORPUS } from './target-corpus.js';

/** The library's own types do not resolve. */
type ConverterOf = (options: { from: 'tw'; to: 'cn' }) => (text: string) => string;

const simplify = (Converter as ConverterOf)({ from: 'tw', to: 'cn' });
const textOf = (name: string) => simplify(readFileSync(`samples/${name}`, 'utf8'));

/** As the labels were made: any number before any sign that things are counted in. */
const ANY_FIGURE =
  /\d+(?:\.\d+)?[万亿]*(?:平方米|元|[%％所个名人项处家套件台辆间座场次期批门本册篇条亩户支张份节班])/gu;

interface Label {
  mark: string;
  before: string;
  figure: string;
}

const labels = (name: string): Label[] =>
  (CORPUS[name] ?? []).map((line) => {
    const [before = '', figure = ''] = line.slice(2).split('|');
    return { mark: line.charAt(0), before, figure };
  });

/** 25.19亿元 as 2519000000元. */
function worth(figure: string): string {
  const [, number = '', scale = '', unit = ''] = /^([\d.]+)([万亿]?)(.+)$/u.exec(figure) ?? [];
  const factor = scale === '万' ? 1e4 : scale === '亿' ? 1e8 : 1;
  return `${Math.round(Number(number) * factor * 100) / 100}${unit}`;
}

/** Right, wrong and missing among what was found, counted as often as it occurs. */
function score(found: string[], name: string): { right: number; wrong: string[]; missing: string[] } {
  const of = (mark: string) => labels(name).flatMap((label) => (label.mark === mark ? [worth(label.figure)] : []));
  const missing = of('+');
  const either = of('?');
  const wrong = found.filter((one) => {
    for (const list of [missing, either]) {
      const at = list.indexOf(one);
      if (at >= 0) return list.splice(at, 1).length === 0;
    }
    return true;
  });
  return { right: of('+').length - missing.length, wrong, missing };
}

const names = Object.keys(CORPUS);
const read = (name: string, find: typeof findQuotas) =>
  textOf(name)
    .split('\n')
    .flatMap(find)
    .map(({ quantity, unit }) => `${quantity}${unit}`);

describe('the figures of the five plans', () => {
  it.each(names)('are all labelled: %s', (name) => {
    const text = textOf(name);
    const found = [...text.matchAll(ANY_FIGURE)].map((match) => match[0].replace('％', '%'));
    expect(labels(name).map(({ figure }) => figure)).toEqual(found);
    let from = 0;
    for (const { before, figure } of labels(name)) {
      const at = text.indexOf(before + figure, from);
      expect([before, figure, at >= from]).toEqual([before, figure, true]);
      from = at + before.length;
    }
  });

  it('are read in prose with a precision of at least 0.95, and nearly all of them', () => {
    const scores = names.map((name) => score(read(name, findQuotas), name));
    const sum = (count: (one: (typeof scores)[number]) => number) =>
      scores.reduce((total, one) => total + count(one), 0);
    const right = sum((one) => one.right);
    expect(right / (right + sum((one) => one.wrong.length))).toBeGreaterThanOrEqual(0.95);
    expect(right / (right + sum((one) => one.missing.length))).toBeGreaterThanOrEqual(0.95);
    expect(right).toBeGreaterThan(60);
  });

  it('are read as titles and contents with the same precision', () => {
    const scores = names.map((name) => score(read(name, findTargets), name));
    const right = scores.reduce((total, one) => total + one.right, 0);
    const wrong = scores.flatMap((one) => one.wrong);
    expect(right / (right + wrong.length)).toBeGreaterThanOrEqual(0.95);
  });

  it('keep their bounds', () => {
    const bounds = names.flatMap((name) =>
      textOf(name)
        .split('\n')
        .flatMap(findQuotas)
        .filter(({ comparison }) => comparison !== 'equal')
        .map(({ quantity, unit, comparison }) => `${comparison} ${quantity}${unit}`),
    );
    expect(bounds).toEqual([
      ...['at-least 1所', 'about 55所', 'at-least 400000平方米', 'at-least 1个', 'at-least 2个', 'at-least 20个'],
      ...['at-least 80%', 'at-least 100%', 'at-least 50%', 'at-least 95%'],
    ]);
  });
});
