import { margins } from './form-fonts.js';

/** A4, in millimetres. */
export const paper = { width: 210, height: 297 } as const;

/** Twentieths of a point. */
export function twips(millimetres: number): number {
  return Math.round((millimetres / 25.4) * 1440);
}

/** Between the margins, in twips. */
export function textWidth(orientation: 'portrait' | 'landscape'): number {
  const { left, right } = margins[orientation];
  return twips((orientation === 'portrait' ? paper.width : paper.height) - left - right);
}
