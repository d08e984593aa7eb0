import type { CellStyle } from 'hucre/xlsx';
import type { Light } from '../../domain/light.js';
import { AS_TYPED, BODY, CENTRED, FONT } from '../draft-book/looks.js';
import type { CellValue, Column } from './ledger-columns.js';

export const TITLE: CellStyle = {
  font: { name: '黑体', size: 18, bold: true },
  alignment: { horizontal: 'center', vertical: 'center' },
};
export const FACTS: CellStyle = { font: FONT, alignment: { horizontal: 'left', vertical: 'center' } };
export const MADE: CellStyle = { font: FONT, alignment: { horizontal: 'right', vertical: 'center' } };

/** Light enough for black text over them; where a printer has no colours, their words tell them apart. */
const FILLS: Record<Light, string> = {
  red: 'F4A6A0',
  yellow: 'FFE699',
  green: 'C6E0B4',
  grey: 'E7E6E6',
  done: 'BDD7EE',
};

const LEFT: CellStyle = { ...BODY, alignment: { vertical: 'center', wrapText: true } };

/** Of a column's cells, each made once: there are hundreds of thousands. */
function stylesOf(plain: CellStyle) {
  return {
    plain,
    typed: { ...plain, ...AS_TYPED },
    day: { ...plain, numFmt: 'yyyy-mm-dd' },
    minute: { ...plain, numFmt: 'yyyy-mm-dd hh:mm' },
  };
}
const left = stylesOf(LEFT);
const centre = stylesOf(CENTRED);

const lamps = new Map(
  Object.entries(FILLS).map(([light, rgb]): [string, CellStyle] => {
    const fill = { type: 'pattern', pattern: 'solid', fgColor: { rgb } } as const;
    return [light, { ...CENTRED, font: { ...FONT, bold: light === 'red' }, fill }];
  }),
);

export function lampStyle(light: Light): CellStyle {
  return lamps.get(light) ?? CENTRED;
}

/** Programs draw a long text as ##### in a cell whose format is text, so only those have it that need it. */
export function styleOf(value: CellValue, { centred, typed }: Column): CellStyle {
  const styles = centred === true ? centre : left;
  if (typeof value === 'number') return styles.plain;
  if (typeof value === 'string') return typed === true || /^[=+\-@\t\r]/.test(value) ? styles.typed : styles.plain;
  return 'light' in value ? lampStyle(value.light) : styles[value.shows];
}
