import type { DivisionRole, NamedDivision } from '../../domain/plan.js';

/** Endings of offices; 所, 部, 处 and the like also end phrases, which `ACTION` keeps out. */
const ENDING =
  /(?:处|科|室|局|厅|办|委|院|部|组|司|股|所|队|站|馆|中心|专班|工会|协会|学会|基金会|委员会|公司|学院|大学|政府|管委会|街道办事处|各区|各县|各镇|各区县|各单位|各学校|各处室|各科室|有关单位|有关处室|相关处室|相关单位)$/u;

/** A cell that begins so is work to do, whatever it ends in (组建教研室, 新建公办幼儿园两所). */
const ACTION =
  /^(?:新|改|扩|迁)建|^(?:建设|建立|建成|成立|组建|推进|推动|加强|加快|完善|深化|落实|开展|提升|提高|实施|启动|制定|出台|健全|优化|规范|支持|督促|指导|组织|做好|抓好|整合|改善|缓解|扩大|促进|强化|协调|迎接|召开|整治|清理|打造|设立|配合做好)/u;

const ROLE_WORD =
  /[（(](牵头|主办|配合|协办|会同|参与)[^）)]{0,4}[）)]|^(牵头|主办|责任|承办|配合|协办|会同|参与)(?:单位|处室|部门|科室)?[:：]|(?<=\p{Script=Han}{2})(牵头|主办|负责|配合|协办|会同|参与)$/u;

/**
 * The divisions a cell names, `null` when the cell is not a list of divisions.
 * `（配合）` after a name or `配合：` before it makes a division supporting; all others lead.
 */
export function divisionsIn(cell: string): NamedDivision[] | null {
  if (cell.length > 60 || /[。？！!?\d*]/u.test(cell)) return null;
  let ambient: DivisionRole = 'lead';
  const divisions: NamedDivision[] = [];
  for (const part of cell.split(/[、，,；;/\s]+|及(?=\p{Script=Han}{3})|和(?=\p{Script=Han}{3})/u).filter(Boolean)) {
    const label = ROLE_WORD.exec(part);
    const role: DivisionRole = label ? roleOf(label[1] ?? label[2] ?? label[3] ?? '') : ambient;
    if (label?.[2]) ambient = role;
    const name = part.replace(ROLE_WORD, '').trim();
    if (name === '') continue;
    if (name.length > 20 || ACTION.test(name) || !ENDING.test(name)) return null;
    if (!/^[\p{Script=Han}（）()]{2,}$/u.test(name)) return null;
    divisions.push({ name, role });
  }
  return divisions.length > 0 ? divisions : null;
}

function roleOf(word: string): DivisionRole {
  return /配合|协办|会同|参与/u.test(word) ? 'supporting' : 'lead';
}
