import { isGroupName } from './division-ending.js';

/** Bodies of government and the party that stand under a province, city or county, by how they end. */
const GOVERNMENT =
  /(?:局|厅|委|委员会|编办|政府办|政府办公室|委办|改革办|信访办|网信办|扶贫办|金融办|文明办|综治办|外办|侨办|台办|法制办|人防办|应急办|爱卫办|接待办|妇联|残联|科协|文联|工商联|总工会|法院|检察院|电视台|供销社|人社|发改|档案馆|支队|大队)$/u;
const PARTY_ORGAN = /^(?:组织部|宣传部|统战部|政法委|巡察办|老干部局)$/u;

/** Words that begin with the sign of a level and are no level: 市场监管局, 市政局, 省直机关. */
const NO_LEVEL =
  /^(?:市场|市政(?!府)|市容|市民|市域|市区|市郊|[省市县区州镇]直|区域|区划|县域|[省市县区镇]级|镇街|镇村|乡村|乡镇|乡土|乡贤|县区|县市|市县|区县)/u;
const LEVEL = /^[省市县区州旗](?=\p{Script=Han}{2})/u;
/** 安丘市, 温州市鹿城区. */
const PLACE = /^(?:\p{Script=Han}{1,5}?(?:省|市|县|区|自治州|盟|旗)){1,2}(?=\p{Script=Han}{2})/u;
/** Words that end so and are no place: 城市, 社区, 园区. */
const NO_PLACE = /^(?:[城都上超门夜股集本全各][市]|[各郡本全邻]县|.{0,3}[社小学校军园景片防战灾地辖]区|[城本全各]区)/u;

/** Names with a place of their own that others do not share. */
const ALONE = /^(?:中共|中国|国家|国网|全国)|(?:管委会|街道办|街道办事处|街办|镇|乡|村|学校|中学|小学)$/u;

/** Groups whose 各 or 有关 is written once: 各镇政府、街办. */
const GROUP_HEAD = /^(各|有关|相关)/u;
export const GROUP_TAIL =
  /^(?:街办|街道|街道办|街道办事处|乡|镇|乡镇|镇街|社区|村|村委会|居委会|乡政府|镇政府|区|县|市|区县|县区|学校|中小学|中学|小学|高中|初中|幼儿园|学区|中心校|中心学校|部门|单位|处室|科室|股室)(?:[（(][^（()）]*[）)])?$/u;
/** Bodies of government of which each county has one: 各区教育局、财政局. */
const EACH =
  /^各(?:县[（(]市、?区[）)]|县市区|区县|县区|乡镇|[县市区旗乡镇])(?=\p{Script=Han}{2,16}$)(?=\p{Script=Han}{0,14}(?:局|委|厅|办))/u;

/** Names as listed, each with the prefix that the list writes only once: 市编办、人社局 are 市编办, 市人社局. */
export function restorePrefixes(names: readonly string[]): string[] {
  let prefix = '';
  let group = '';
  return levelled(names).map((name) => {
    if (isGroupName(name)) {
      group = GROUP_HEAD.exec(name)?.[1] ?? '';
      prefix = EACH.exec(name)?.[0] ?? prefix;
      return name;
    }
    if (group !== '' && GROUP_TAIL.test(name)) return group + name;
    if (ALONE.test(name)) return name;
    const own = NO_LEVEL.test(name) || NO_PLACE.test(name) ? '' : ((PLACE.exec(name) ?? LEVEL.exec(name))?.[0] ?? '');
    if (own !== '') {
      prefix = own;
      return name;
    }
    if (prefix === '' || !(GOVERNMENT.test(name) || PARTY_ORGAN.test(name))) return name;
    return prefix + (PARTY_ORGAN.test(name) ? '委' : '') + name;
  });
}

/** 市、县教育局 are 市教育局 and 县教育局. */
function levelled(names: readonly string[]): string[] {
  return names.map((name, index) => {
    if (!/^[省市县区州旗]$/u.test(name)) return name;
    const next = names.slice(index + 1).find((one) => one.length > 1) ?? '';
    return LEVEL.test(next) ? name + next.slice(1) : name;
  });
}
