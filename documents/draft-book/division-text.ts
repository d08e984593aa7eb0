import type { DivisionRole, NamedDivision } from '../../domain/plan.js';

const WRITTEN = /（原文：([^（）]*(?:（[^（）]*）[^（）]*)*)）$/u;
const ROLES: Record<DivisionRole, RegExp> = {
  lead: /[（(](?:牵头|主办|联合牵头)(?:单位|处室|部门)?[）)]$/u,
  supporting: /[（(](?:配合|协办|会同|参与|协助)(?:单位|处室|部门)?[）)]$/u,
};
const COLUMN: Record<DivisionRole, string> = { lead: '牵头单位', supporting: '配合单位' };

/** `市人社局（原文：人社局）、市财政局`. */
export function divisionsText(divisions: readonly NamedDivision[], role: DivisionRole): string {
  return divisions
    .filter((division) => division.role === role)
    .map(({ name, written }) => (written === undefined ? name : `${name}（原文：${written}）`))
    .join('、');
}

/**
 * The divisions of a cell. Names are parted by 、 and its like, or by line breaks; not within brackets: 各县（市、区）. A name
 * that says of itself that it belongs to the other column is a problem.
 */
export function divisionsOf(cell: string, role: DivisionRole): { divisions: NamedDivision[]; problems: string[] } {
  const other: DivisionRole = role === 'lead' ? 'supporting' : 'lead';
  const problems: string[] = [];
  const divisions = partsOf(cell).map((part): NamedDivision => {
    const written = WRITTEN.exec(part);
    const named = written ? part.slice(0, written.index).trim() : part;
    if (ROLES[other].test(named)) problems.push(`“${named}”请移到“${COLUMN[other]}”一栏`);
    const name = named.replace(ROLES[role], '').trim();
    if (name === '') problems.push(`“${part}”没有写明单位名称`);
    return written?.[1] === undefined ? { name, role } : { name, role, written: written[1] };
  });
  return { divisions, problems };
}

function partsOf(cell: string): string[] {
  const parts: string[] = [''];
  let depth = 0;
  for (const sign of cell) {
    if (/[（(]/u.test(sign)) depth += 1;
    if (/[）)]/u.test(sign)) depth = Math.max(0, depth - 1);
    if (sign === '\n' || (depth === 0 && /[、，,；;]/u.test(sign))) {
      parts.push('');
      depth = 0;
    } else parts[parts.length - 1] += sign;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}
