import { EXISTING, isObjectOf } from './target-doubts.js';
import type { Figure } from './target-figures.js';

/** Verbs whose object is made, gained or changed by the work: how many of it is what the work must reach. */
const MAKES =
  '新改扩建|改扩建|[新改扩迁续复兴筹共援重]建|建[成设立]|创[建成评]|争创|打造|培[育养训植]|轮训|选[送派聘拔树]|评[选出定]|遴选|认定|表[彰扬]|命名|招[聘录收募]|新聘|聘[请用任]|引进|补[充足齐助]|充实|配[备置]|添置|购置|采购|更新|新增|增[加设至]|新设|设[立置]|投[入资]|筹[集措]|争取|拨付|下达|发放|减免|资助|救助|完成|实现|达[到标]|提[高升]|降[低至]|下降|减少|压[减缩]|控制|改[造善薄]|维修|修缮|升级|整[合治改]|治理|安装|架设|铺[设装]|修复|清[理查]|办理|帮[扶助]|撤并|关停|取缔|清退|消除|化解|推出|产生|输送|结[对好]|促成|签[约订]|成立|组建|开[发工]|竣工|复工|建档|打通|种植|绿化|硬化|录制|征集|出版|编[写制]|研制|制[定订]|出台|印发|推广|孵化|扶持|奖励|办结|查处|(?<![建立成构形])覆盖|惠及';

/** Verbs of work done with what is there already. */
const DOES =
  '举[办行]|召开|开[办展设]|组织|实施|启动|落实|安排|推荐|申报|立项|结题|验收|评估|督[查导]|检查|抽查|走访|慰问|支付';

const VERB = new RegExp(`(${MAKES})|${DOES}`, 'gu');

/** Changes what is there: 改造全市70所学校. */
const CHANGES =
  /^(?:改[造善薄]|完成|覆盖|实现|消除|升级|整[合治改]|治理|安装|架设|铺[设装]|修复|清[理查]|办理|帮[扶助]|撤并|维修|修缮|惠及|资助|培训|轮训)$/u;

/** Right before a figure: the mark is stated, whatever the verb. */
const MARK_BEFORE =
  /(?:不(?:得|能)?(?:少于|低于|超过|高于|多于|大于|小于)|(?:至|最)[少多低高]|达到?了?|突破|超过|控制在|(?:提高|提升|增加|增长|上升|扩大|降低|下降|减少|压减|压缩)(?:[到至了]|为)?|增至|降[到至]|升至|力争|确保|保证|保持在?|稳定在)(?:全[市县区省])?(?:约|近|大约|各)?$/u;

/** Before a share: it is of a rate (普及率95%), or the sentence strives for it. */
const RATE_BEFORE =
  /(?<=不(?:得)?(?:低于|少于|高于|超过)[^,]{1,24})的$|(?:率|比例|比重|占比|覆盖面|满意度|知晓度|参与度|份额)(?:均|分别|全部|都|要|须|应|必须|力争|各|为|在|约)?$|占[^,]{1,30}$|(?:确保|力争|实现|推动|保证|争取|完成)[^,]{0,30}$/u;

/** After the object's figure the phrase ends: 幼儿园30所以上、… */
const ENDS =
  /^(?:\(含\)|（含）)?(?:(?:及)?以[上下内]|左右|上下)?(?:$|[、,，;；:：)）(（”"’」】\]]|和|及|与|并|或|以及|其中)/u;

/** The figure is the subject of what is to be: 70所学校完成改造. */
const COMES_ABOUT = /^[^,]{1,24}(?:建成|完成|投入使用|通过|达到|达标|开工|竣工|交付|启用|挂牌|实现|创成)/u;

/**
 * Whether the clause itself sets the figure as something to reach: it is the object of a verb that makes or gains
 * (新建幼儿园30所), or a mark (达到80%, 不少于3次).
 */
export function isPromised(figure: Figure): boolean {
  const { before, after } = figure;
  // A numeral written out is sure only beside its verb or at the end of the phrase.
  if (figure.chinese) return isObject(before, after, 4);
  if (MARK_BEFORE.test(before)) return true;
  if (/^[%‰]$|百分点/u.test(figure.unit) && RATE_BEFORE.test(before)) return true;
  if (/[对将把](?:全[市县区省])?$/u.test(before) && isObjectOf(after)) return true;
  if (isSubject(before, after)) return true;
  return isObject(before, after, 12);
}

/** Whether a clause goes on with what the one before it began, and has nothing but a thing and its figure: 二级15所. */
export function carriesOn({ before, after }: Figure): boolean {
  const thing = before.slice(before.lastIndexOf('、') + 1);
  if (/[的在对从由向按将把每]|以(?![上下内])/u.test(thing) || thing.length > 16) return false;
  return ENDS.test(after);
}

/** Follows another figure of its clause as the next of a list: 建设13个录播教室、12所同步课堂. */
export function isListed({ before }: Figure): boolean {
  return /(?:[、和及与]|以及)(?:约|近|各)?$/u.test(before);
}

function isSubject(before: string, after: string): boolean {
  if (!/^(?:全[市县区省]|[^,]{0,10}[前底末月年内中])?(?:力争|确保|争取)?(?:有|约|近)?$/u.test(before)) return false;
  return EXISTING.test(after)
    ? /^[^,]{1,24}(?:全部|全面|均|都)(?:建成|完成|通过|达|实现|创)/u.test(after)
    : COMES_ABOUT.test(after);
}

function isObject(before: string, after: string, reach: number): boolean {
  for (const verb of before.matchAll(VERB)) {
    const makes = verb[1] !== undefined;
    const gap = before.slice(verb.index + verb[0].length);
    if (gap.length > 40) continue;
    if (/全[市县区省国]|所有|现有|各[县区镇]/u.test(gap) && !CHANGES.test(verb[0]) && !ENDS.test(after)) continue;
    if (!makes && (EXISTING.test(after) || gap.includes('每'))) continue;
    if (gap.length <= reach && !/[的在对以从由向为按把将等]/u.test(gap)) return true;
    if (ENDS.test(after)) return true;
  }
  return false;
}
