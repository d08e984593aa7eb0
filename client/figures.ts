import { DubanError } from '../domain/errors.js';
import type { Figure } from '../domain/item-state.js';
import type { Target } from '../domain/plan.js';

/** `40%`: whole, as reports say it; what is not reached is never rounded up to the whole. */
export function percent(share: number): string {
  return `${share < 1 ? Math.min(99, Math.round(share * 100)) : Math.floor(share * 100 + 1e-9)}%`;
}

/** A target with its number, as `--figure` counts: `指标1：新建学校12所`; of 1.8万个, in what it is counted. */
export function targetLines(targets: readonly Target[]): string[] {
  return targets.map((target, index) => `指标${index + 1}：${target.text}${countedIn(target)}`);
}

/** 1.8万个 is reported as 18000: said where the document writes another number than the one that counts. */
export function countedIn({ text, quantity, unit }: Pick<Target, 'text' | 'quantity' | 'unit'>): string {
  return quantity >= 10_000 && /[\d.]\s*[万亿]/.test(text)
    ? `（目标为${quantity}${unit}，按${unit || '个数'}填报，不以万计）`
    : '';
}

/** Figures as somebody writes them, `1=12`: of target 1, 12 are done. Throws `figure-unreadable` or `no-such-target`, saying which targets there are. */
export function readFigures(written: readonly string[], item: { code: string; targets: readonly Target[] }): Figure[] {
  const figures = written.map((text) => readFigure(text, item));
  const twice = figures.find(({ target }, index) => figures.findIndex((other) => other.target === target) !== index);
  if (twice === undefined) return figures;
  const message = `指标${twice.target + 1}的完成数填了两次；每项指标只填一个完成数。`;
  throw new DubanError('figure-twice', message, { target: twice.target + 1 });
}

function readFigure(text: string, { code, targets }: { code: string; targets: readonly Target[] }): Figure {
  const parts = /^\s*(\d{1,3})\s*[=＝]\s*(\d+(?:\.\d+)?)\s*$/.exec(text);
  if (parts === null) {
    const message = `完成数“${text}”应写为“指标序号=完成数”，如 1=12；完成数不带单位、不小于零。`;
    throw new DubanError('figure-unreadable', message, { text });
  }
  const target = Number(parts[1]) - 1;
  if (targets[target] !== undefined) return { target, value: Number(parts[2]) };
  const which = targets.length === 0 ? '该事项没有量化指标' : `可填：\n  ${targetLines(targets).join('\n  ')}`;
  throw new DubanError('no-such-target', `事项 ${code} 没有指标${target + 1}；${which}。`, { target: target + 1 });
}
