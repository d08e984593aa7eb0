/** A word that names what a section is about, and why it is no work. In the order in which they are tried. */
const REASONS: [RegExp, string][] = [
  [/^(?:工作|有关|相关|几点|具体|活动|报送|纪律|其他|其它|几项)(?:工作)?(?:要求|事项|纪律|说明)$/u, '工作要求'],
  [
    /^(?:(?:指导|工作|总体|主要|基本|发展)?(?:思想|原则|要求|思路|方针|依据)|(?:重要|重大)?意义|目的(?:意义)?|形势(?:分析)?|适用范围|编制依据)$/u,
    '总体要求',
  ],
  [/^(?:总体|主要|工作|年度|总|创建|发展|预期|具体|治理|整治|行动|攻坚|改革|活动|建设)?(?:奋斗)?目标$/u, '工作目标'],
  [
    /^(?:整治|治理|实施|检查|活动|行动|排查|督查|创建|改革|工作|参加|参与|评选|培训|宣传)(?:时间|范围|对象|区域|地点|主题|人员|方式)$|^重点(?:范围|对象|区域|部位|领域)$/u,
    '时间和范围',
  ],
  [/^(?:预期|工作|活动)(?:效果|成效|成果)$/u, '预期效果'],
  [
    /^(?:上年度?|\d{4}年度?|全年|一年来)?(?:的|主要|基本)?(?:工作|任务)?(?:的)?(?:总结|回顾|情况|完成情况|进展情况|开展情况|基本情况|主要成效|成效|现状(?:分析)?|(?:存在的?)?(?:主要|突出)?(?:问题|不足|困难)|经验做法)$/u,
    '情况总结',
  ],
  [
    /^(?:加强|强化|切实加强|健全|完善|成立|落实|做好)?(?:组织|工作|实施)?(?:领导|保障|机构|领导机构|组织领导|保障措施|领导小组|保障机制|组织保障|机制保障|政策保障|制度保障|条件保障|组织管理|组织实施)$/u,
    '保障措施',
  ],
  [/^(?:附则|注意事项|名词解释|说明|备注)$/u, '附则'],
];

/** What a heading may add to the means it names: 加强组织领导，确保工作实效. */
const PURPOSE = /^(?:确保|保障|形成|营造|凝聚|推动|狠抓|落实责任|为)/u;

/**
 * Why the section under this heading, given without its number, speaks about the work and is none itself:
 * `总体要求（“指导思想”一节，不是工作任务）`; `null` when it may be work.
 */
export function backgroundReason(heading: string): string | null {
  // A heading set apart by spaces is longer than its words; the pattern for its end takes the square of a text's length.
  if (heading.length > 100) return null;
  const title = heading.replace(/\s+/g, '').replace(/[。：:；;]+$/u, '');
  if (title === '' || title.length > 24) return null;
  // 指导思想和总体目标: background when both are.
  const parts = title.split(/[、，,]|[和与及暨](?=\p{Script=Han}{2})/u);
  const reasons = parts.map((part) => REASONS.find(([words]) => words.test(part))?.[1]);
  const [first] = reasons;
  if (first === undefined) return null;
  const told = parts.every(
    (part, index) => reasons[index] !== undefined || (first === '保障措施' && PURPOSE.test(part)),
  );
  if (!told) return null;
  return `${first}（“${title}”一节，不是工作任务）`;
}

/** Whether a heading within a section of work is background too: its aims and principles, not the means to them. */
export function isPreamble(heading: string): boolean {
  return /^(?:总体要求|情况总结)（/u.test(backgroundReason(heading) ?? '');
}

/** Whether a section says no more than from when to when the plan runs: 二、时间安排 从3月25日开始至6月30日结束。 */
export function isTimeOnly(heading: string, body: string): boolean {
  return /^.{0,6}时间(?:安排)?$/u.test(heading.trim()) && body.length <= 60 && /\d\s?[月日]/u.test(body);
}
