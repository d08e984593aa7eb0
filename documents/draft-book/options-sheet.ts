import type { DataValidation, WriteSheet } from 'hucre/xlsx';
import type { PlanDraft } from '../../domain/plan.js';
import type { Roster } from '../names/roster.js';
import { cellText } from './cell-text.js';
import { columnIndex, SHEETS } from './columns.js';
import { columnLetters } from '../blocks/sheet/column-letters.js';
import { BODY, HEAD, widths } from './looks.js';
import { SheetPage } from './sheet-page.js';

/** What the drop-downs offer. */
export interface NameLists {
  leaders: string[];
  divisions: string[];
}

/** The roster's posts first, then what else the draft names. */
export function nameLists({ items }: PlanDraft, roster: Roster | undefined): NameLists {
  const posts = (kind: string) =>
    (roster?.entries ?? []).filter((entry) => entry.kind === kind).map(({ post }) => post);
  return {
    leaders: distinct([...posts('leader'), ...items.map(({ leader }) => leader)]),
    divisions: distinct([...posts('division'), ...items.flatMap((item) => item.divisions.map(({ name }) => name))]),
  };
}

export function optionsSheet({ leaders, divisions }: NameLists): WriteSheet {
  const page = new SheetPage(SHEETS.options);
  [leaders, divisions].forEach((names, column) => {
    page.text([0, column], column === 0 ? '分管负责人' : '牵头单位', HEAD);
    names.forEach((name, index) => page.text([index + 1, column], name, BODY));
  });
  return page.sheet({ columns: widths([20, 36], false), freezePane: { rows: 1 } });
}

/** Drop-downs that only advise: a cell may name several, or one that is not in the list. Rows count from 1. */
export function listRules({ leaders, divisions }: NameLists, [first, last]: [number, number]): DataValidation[] {
  const rule = (key: 'leader' | 'leads', source: string, names: readonly string[]): DataValidation[] => {
    const column = columnLetters(columnIndex(key));
    if (names.length === 0) return [];
    return [
      {
        ...{ type: 'list', allowBlank: true, range: `${column}${first}:${column}${last}` },
        formula1: `'${SHEETS.options}'!$${source}$2:$${source}$${names.length + 1}`,
        ...{ showErrorMessage: true, errorStyle: 'warning', errorTitle: '不在名单中' },
        errorMessage: '该名称不在“选项”表中。一格写几个名称的，用顿号分开；确认无误可继续。',
      },
    ];
  };
  return [...rule('leader', 'A', leaders), ...rule('leads', 'B', divisions)];
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names.map(cellText))].filter((name) => name !== '');
}
