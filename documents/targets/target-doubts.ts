import type { Figure } from './target-figures.js';

/** Nouns of which a figure counts the parts of a text or a thought: 3个方面. */
const ABSTRACT =
  /^(?:重要|关键|主要)?(?:方面|层面|环节|步骤|阶段|维度|角度|层次|层级|原则|要求|结合|坚持|确保|必须|意识|自信|维护|转变|一批|统一|到位|更加|注重|一律|一样|不准|类型|字|(?:等级|部分|要点|重点|关键|突出|类别|板块|领域|特色|优势|目标)(?:$|[,、;；)）”的]|上|和|及|与))/u;

/** A size that describes and is not promised: 消除56人以上大班额, 50人以下的学校. */
const SPECIFIES =
  /^(?:及|或|\(含\)|（含）)?(?:以[上下内])(?:的(?!目标|水平|标准)|[“"]?(?:超?大班额|大校额|项目|企业|学校|班级|规模|人群|荣誉|奖项|职称|学历))/u;

/** A sentence that tells what there is. */
export const TELLS = /共有|现有|原有|目前/u;

/** A figure of what was, or from which the work sets out. */
const PAST =
  /已经|(?<![而不])已(?!然)|目前|现有|原有|共有|(?:去|上|前|往)年(?!度?计划)|近[一二三两四五几\d]{1,2}年|以来|(?:同比|环比)/u;

/** After a figure: it is but the starting point. */
const BASELINE = /^.{0,6}基础[上之]|^.{0,4}(?:提高|提升|增加|增长|上升|扩大|降低|下降|减少|压减|压缩)[到至为]/u;

/** Places and bodies, which are there anyhow: 11个县（市、区）. */
export const EXISTING =
  /^(?:农村|城市|新|重点|试点|地级|直属|市直|省直|中心)?(?:(?:县|市|区|州|省|乡|镇|村|街道|社区|旗)(?![级直委校政])|部门|单位|处室|科室|成员单位|实验区|责任区)/u;

/** Whether the words around a figure say that nothing is promised by it, whatever else the sentence says. */
export function isNoTarget(figure: Figure): boolean {
  const { before, after } = figure;
  return (
    isRange(before, after) ||
    /(?:[每第满逢等这该那此其]|(?<!部)分|(?<![底月日末年之以目])前|(?<![之以年日天今])后)$/u.test(before) ||
    isMeans(before, after) ||
    ABSTRACT.test(after) ||
    isSpecification(figure) ||
    BASELINE.test(after) ||
    PAST.test(before) ||
    isNamed(figure)
  );
}

/** 以30个共同体为平台, 在全国30个实验区中, 结合全市856个新社区建设: what the work is done with or among. */
function isMeans(before: string, after: string): boolean {
  const end = before.slice(-6);
  if (/(?:以|由|从|按照?|依托|围绕|结合|根据)(?:全[国省市县区]|本[省市县区])?$/u.test(end)) return true;
  if (/(?<!控制|保持|稳定)在(?:全[国省市县区]|其他)?$/u.test(end))
    return /^(?!以[上下内])\p{Script=Han}{1,10}[中里内间]/u.test(after);
  return (
    /[对为向](?:全[国省市县区])?$/u.test(end) && !isObjectOf(after) && !/(?:[整改转合增升降调作设]|成)为$/u.test(end)
  );
}

/** 对50所学校进行改造, 将30所学校改造为…: the figure says how many. */
export function isObjectOf(after: string): boolean {
  return /^[^,]{1,24}(?:进行|实施|开展|予以|给予)/u.test(after);
}

/** 30所至40所, 80%—90%: two figures where one is promised. */
function isRange(before: string, after: string): boolean {
  return (
    /(?:\d|[%‰万亿千百所个名项家人次场元])(?:至|到|-|—|–|~)$/u.test(before) ||
    /^(?:以上)?(?:至|到|-|—{1,2}|–|~) ?\d/u.test(after)
  );
}

function isSpecification({ before, after, unit }: Figure): boolean {
  if (/(?:涉及|下?辖|下设|分布在?|分为|分成|包[括含]|位于)(?:全[市县区省])?$/u.test(before)) return true;
  if (/^的?标准/u.test(after) && /(?:按照?|执行|参照)[^,]{0,10}$/u.test(before)) return true;
  if (/^\p{Script=Han}{0,6}制度/u.test(after)) return true;
  if (/^[%‰]$/u.test(unit)) {
    if (/^(?:的\p{Script=Han}{0,4}(?:比例|标准|额度|要求)|计提|提取|计算|用于|列支|安排)/u.test(after)) return true;
    return /按照?(?:不低于|不少于|不超过|不高于|[^,率]{0,12}的)?$/u.test(before);
  }
  if (SPECIFIES.test(after) && !/(?:建成|创建|新建|打造|培育|完成)$/u.test(before)) return true;
  if (
    /^(?:以[上下内])?的(?!目标|水平|要求)/u.test(after) &&
    /(?<!不得?)(?:超过|低于|高于|少于|不足|不满|达到)$/u.test(before)
  )
    return true;
  // A length or a floor is a property of what is built.
  return unit === '米' && /^\p{Script=Han}/u.test(after) && !/^以[上内下]/u.test(after);
}

/** In a title 《…》 or the name of a programme (“100所名校”工程). */
function isNamed({ before, after }: Figure): boolean {
  if (before.lastIndexOf('《') > before.lastIndexOf('》')) return true;
  const opened = Math.max(before.lastIndexOf('“'), before.lastIndexOf('「'));
  if (opened < 0 || opened < Math.max(before.lastIndexOf('”'), before.lastIndexOf('」'))) return false;
  const closes = after.search(/[”」]/u);
  return closes >= 0 && closes + (before.length - opened) <= 10;
}
