import type { NamedDivision } from '../../../domain/plan.js';
import type { Block, TableCell } from '../../blocks/block.js';
import { placeOf, Warnings } from '../../draft/plan-warnings.js';
import { listDivisions } from '../../names/division-list.js';
import type { FoundItem } from '../found-item.js';
import { itemsOf } from './grid-items.js';
import { rolesOf, type Roles } from './grid-roles.js';
import type { Finding, Recogniser, RecogniserContext } from '../recogniser.js';
import { chainsOf, type Chain } from './table-chain.js';
import { nameAbove, type TableName } from './table-name.js';

/** A responsibility table (任务分解表, 责任分工表, 督查台账) of a Word file, web page, workbook or csv file. */
export const responsibilityTable: Recogniser = {
  name: 'responsibility-table',
  kind: '任务分解表、责任分工表、督查台账等表格（表头含工作内容，并有完成时限、责任单位或分管领导，各栏次序不限）',
  recognise,
};

function recognise(blocks: readonly Block[], context: RecogniserContext): Finding[] {
  const chains = chainsOf(blocks);
  const tables = chains.reduce((sum, chain) => sum + chain.segments.length, 0);
  let number = 0;
  return chains.flatMap((chain) => {
    const first = chain.tables[0];
    if (!first) return [];
    const name = nameAbove(blocks, first, context.front.titleLine);
    const warnings = new Warnings();
    const items = chain.segments.flatMap((segment) => {
      number += 1;
      const roles = rolesOf(segment);
      const prefix = tables > 1 ? `表${number}-` : '';
      const caption = tables > 1 ? captionOf(chain, name) : '';
      const found = itemsOf(segment, { roles, prefix, caption, warnings, passedRows: chain.passedRows });
      if (found.length > 0) warnColumns(roles, warnings);
      return found.length > 0 ? withAnswerers(found, { roles, chain, name, context }, warnings) : [];
    });
    if (items.length === 0) return [];
    warnRows(chain, warnings);
    return [findingOf({ chain, name, items, warnings })];
  });
}

function findingOf(parts: { chain: Chain; name: TableName; items: FoundItem[]; warnings: Warnings }): Finding {
  const { chain, name, items, warnings } = parts;
  const around = [...name.claimed, ...chain.between];
  return {
    sureness: Math.max(...chain.segments.map(({ head }) => head.sureness)),
    items,
    claimed: new Set<Block>([...around.map(({ block }) => block), ...chain.tables]),
    warnings: warnings.list,
    passedOver: around,
    passedRows: chain.passedRows,
  };
}

function captionOf(chain: Chain, name: TableName): string {
  return chain.title?.text ?? (name.text || (chain.tables[0]?.caption ?? ''));
}

function warnColumns(roles: Roles, warnings: Warnings): void {
  for (const { meaning, name, cell } of roles.kept) {
    if (meaning !== 'unknown') continue;
    const message = `栏目“${name || '（无栏名）'}”不能识别，其内容暂列入工作措施，请核对`;
    warnings.add('column-unknown', message, placeOf([cell]));
  }
  for (const { name, cell } of roles.dropped) {
    warnings.add('column-dropped', `栏目“${name}”的内容未列入事项，请核对是否需要`, placeOf([cell]));
  }
  for (const { name, cell } of roles.leaders.length > 0 ? roles.answers : []) {
    warnings.add('column-dropped', `栏目“${name}”中的人员未列入事项，分管负责人取自另一栏，请核对`, placeOf([cell]));
  }
  for (const { name, cell } of roles.demoted) {
    const lead = roles.leads[0]?.name ?? '';
    warnings.add('roles-unclear', `“${name}”与“${lead}”两栏并列，“${name}”暂列为配合单位，请核对`, placeOf([cell]));
  }
  const [first, ...others] = roles.leads;
  if (!first || others.length === 0 || others.every(({ cell }) => cell === first.cell)) return;
  const names = roles.leads.map(({ name }) => `“${name}”`).join('、');
  warnings.add(
    'roles-unclear',
    `${names}各栏的单位暂均列为联合牵头，请核对`,
    placeOf(roles.leads.map(({ cell }) => cell)),
  );
}

interface Answerers {
  roles: Roles;
  chain: Chain;
  name: TableName;
  context: RecogniserContext;
}

/** What a whole table leaves out is said once: no column for leaders, none for divisions. */
function withAnswerers(
  items: FoundItem[],
  { roles, chain, name, context }: Answerers,
  warnings: Warnings,
): FoundItem[] {
  const at = placeOf([roles.level.cell]);
  if (roles.leaders.length + roles.answers.length === 0) {
    warnings.add('leader-missing', `表中没有分管负责人一栏，${items.length}个事项均须补填`, at);
  }
  if (roles.deadlines.length + roles.periods.length === 0) {
    warnings.add('deadline-assumed', `表中没有完成时限一栏，${items.length}个事项暂按各季度末排定节点`, at);
  }
  if (roles.leads.length + roles.answers.length > 0) return items;
  const assumed = assumedDivisions([...chain.notes, ...name.notes], context.front.issuer);
  if (assumed.length === 0) {
    warnings.add('division-missing', `表中没有责任单位一栏，${items.length}个事项均须补填`, at);
    return items;
  }
  const names = assumed.map((division) => division.name).join('、');
  warnings.add('division-assumed', `表中没有责任单位一栏，${items.length}个事项暂均由${names}负责，请核对`, at);
  return items.map((item) => ({
    ...item,
    divisions: [
      ...assumed.map((division) => ({ ...division })),
      ...item.divisions.filter(({ name: one }) => !names.includes(one)),
    ],
  }));
}

const OFFICE_NOTE =
  /(?:责任|填报|填表|制表|牵头)(?:单位|部门|处室|科室)(?:\([^()]{1,8}\))?[:：] ?(?<name>[^\s:：，,；;（()]{2,20})/u;

/** The office that the table says it is filled in by, else the one that issued the plan. */
function assumedDivisions(notes: readonly Pick<TableCell, 'text'>[], issuer: string): NamedDivision[] {
  for (const { text } of notes) {
    const stated = OFFICE_NOTE.exec(text.normalize('NFKC'))?.groups?.name ?? '';
    const list = listDivisions(stated);
    if (list.divisions.length > 0 && list.unread.length === 0) return list.divisions;
  }
  return issuer === '' ? [] : [{ name: issuer, role: 'lead' }];
}

function warnRows(chain: Chain, warnings: Warnings): void {
  for (const cell of chain.unread) {
    const quoted = cell.text.length > 30 ? `${cell.text.slice(0, 30)}……` : cell.text;
    warnings.add('row-unread', `表中的“${quoted}”未归入任何事项，请核对`, placeOf([cell]));
  }
}
