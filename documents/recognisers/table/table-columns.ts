import { plain } from '../flattened/cell.js';

/**
 * What a column of a responsibility table is for. Work, from the outermost: `section` (类别), `heading` (责任事项),
 * `contents`, then what is said of it: `stage` (阶段目标), `goal`, `measures`. Answers: `deadline`, `leader`, `person` (a
 * leader where the table has no other), `lead` (牵头单位), `divisions` (责任单位), `supporting`, `answer` (person and
 * division in one cell). The rest: `problem` (存在问题), `contact`, `progress` (to be filled in later), `remark`, `note`
 * (known, but nothing of ours: 任务来源).
 */
export type Meaning = keyof typeof MEANINGS | 'unknown';

const OFFICE = '(?:单位|处室|部门|科室|股室|机构|主体|处、?科?室|科、?室|处|科|室|司局|乡镇|街道)';
const PERSON = '(?:负责人|责任人|负责同志|领导同志|领导|局长|厅长|书记|校长|主任|领导小组)';
const TASK = '(?:事项|任务|项目|工作|事务)';

/** The first that fits the whole heading wins, so what is told apart by one more word stands before. */
const MEANINGS = {
  ordinal: words('序号|编号|序|项次|次序|№|No\\.?|(?:项目|任务|事项|工作|总)(?:编号|序号)'),
  answer: words(
    `.{0,4}${OFFICE}(?:.{0,4}[及和与、/(,]|及其).{0,4}(?:${PERSON}|人员)\\)?`,
    `.{0,4}${PERSON}[及和与、/(,].{0,4}${OFFICE}\\)?`,
    '责任分工|任务分工|职责分工|分工|责任单位责任人',
  ),
  progress: words(
    '(?:.{0,8}(?:完成|落实|进展|推进|办理|整改|实施|执行|开展|销号|工作|督查|督办|任务|整治|考核|检查|办结))?(?:情况|进展|结果|状态)(?:说明|汇报|反馈|填报|及.{1,8})?',
    '(?:目前|当前|截至目前|最新|实际)(?:工作)?(?:进度|完成.{0,4}|进展)|(?:完成|目前)(?:进度|比例|率)(?:.{0,4})|.{0,4}(?:进度|进展|完成)情况',
    '20\\d\\d年度?(?:完成|实际|实绩)(?:数|值|情况)?|是否.{1,6}|.{0,6}(?:得分|评分|自评分?|分值|扣分|打分)|未完成原因|下一步.{0,8}|实际完成.{0,4}|亮灯|办结标记|评价|备查|佐证材料|印证材料|完成[数量值]',
  ),
  stage: words(
    '(?:阶段性?|节点|分阶段|各阶段|分期|季度|各季度|月度|分季度|分月|按月|逐月|时序|形象进度)(?:性)?(?:工作)?(?:目标|任务|内容|成果|要求|安排|计划|工作|进度)?(?:任务|要求|安排|计划)?|进度目标',
  ),
  note: words(
    '(?:开始|启动|起始|开工|报送|填报|签收|接收|交办|受理|下达|批示|反馈|督查|检查|填表|来文|立项|上报|印发|更新)(?:时间|日期|时限)|起',
    '.{0,4}(?:来源|依据|出处)|职务|电话|联系电话|手机|联系方式|邮箱|.{0,6}(?:投资|资金|金额|经费|预算).{0,8}|计量单位|单位\\((?:个|所|人|名|项|元|万元|亿元|%)\\)',
    `(?:督查|督办|督导|督促|监督|考核|验收|检查|评估|跟踪|审核|报送|填报|指导)${OFFICE}`,
    '建设(?:性质|地点|规模)|地点|.{0,2}权重',
  ),
  deadline: words(
    '.{0,4}(?:时限|时间|期限|节点|日期|年限|工期)(?:要求|安排|节点|表|进度|计划|及要求|\\(月\\)|\\(月份\\))?|止|月份|月度',
    '(?:工作|推进|序时|实施|计划|时序|总体)?(?:进度|时间)(?:安排|要求|计划|节点|表)?|何时完成|完成时点',
  ),
  supporting: words(
    `(?:配合|协办|协作|协同|参与|会办|协助|支持|会同|参加|次责|共同责任)(?:责任)?${OFFICE}?(?:名单)?|协作方|配合人|配合部门(?:单位)?`,
  ),
  leader: words(
    '(?:分管|责任|牵头|主管|包[抓保联案挂]|联系|督办|挂[点帅钩牌联]|领衔|主抓|带队|协管|统筹|市级|县级|区级|厅级|校级|局级|总?负责)?(?:责任|牵头|分管|包抓|包保)?(?:市|局|厅|校|县|区|委|院|处|党组|班子)?(?:负责同志|领导同志|领导|局长|厅长|书记|校长|院长|主席)(?:及.{0,2}职务)?',
    '(?:分管|主管|联系|挂点|包[抓保联])(?:市|局|厅|校|县|区|委|院|处)?(?:负责人|责任人|主任|同志)',
  ),
  contact: words(
    '.{0,6}(?:联系人|联络人|联络员|经办人|承办人|办理人|具体人员|工作人员|工作专班|专班成员|填报人)(?:员)?(?:及.{2,6})?',
  ),
  person: words(
    `(?:第一|直接|具体|主要|项目|工作|${OFFICE}|(?:责任|牵头|承办|主办)${OFFICE}|总|领导|牵头|责任|督办)?(?:负责人|责任人|责任人员|牵头人)|责任者|姓名|总负责`,
  ),
  lead: words(
    `(?:牵头|主办|主责|主管|第一责任|总牵头|首要|主要责任)(?:责任|负责|组织|实施|组织实施)?${OFFICE}|牵头|主办|主责`,
  ),
  divisions: words(
    `(?:责任|牵头|承办|负责|主责|主办|落实|实施|承担|完成|执行|组织|建设|整改|归口|分管|涉及|相关|项目|责任牵头|具体|主要|申报|协调|管理)?(?:责任|负责|承办|实施|牵头)?${OFFICE}(?:\\(.{1,10}\\)|(?:[及和与、/]|与?其?他?).{0,4}(?:${OFFICE}|配合|协办|参与)|名称)?`,
    `(?:牵头|主办|责任).{0,2}[及和与、/(].{0,2}(?:配合|协办|参与|责任|承办)\\)?(?:责任)?${OFFICE}?|承办|责任主体|责任方|由谁负责`,
  ),
  contents: words(
    '(?:具体|主要|重点|任务|工作|项目|建设|整改|分解|细化|实施|年度|督查|督办)?(?:工作|任务)?(?:内容)(?:及.{1,6}|和.{1,6}|与.{1,6}|\\(.{1,10}\\))?',
    '(?:具体|细化|分解|分项|子|二级|三级)(?:工作|重点)?(?:事项|任务|工作|项目|目标任务|要求)|(?:任务|工作|目标|责任)(?:分解|细化|明细)(?:内容|任务)?|(?:工作|年度)?(?:目标任务|任务目标)(?:及要求)?|工作要点|任务要求|(?:年度|阶段|预期|本年|当年)(?:工作|重点)?任务',
  ),
  goal: words(
    '(?:工作|年度|全年|总体|整改|预期|绩效|量化|具体|主要|完成|考核|约束性|任务|质量|20\\d\\d年度?)?(?:工作)?(?:目标|指标|标准|成效|效果|成果|要求|目标值|指标值)(?:要求|形式|值|及.{1,6}|和.{1,6}|名称)?|(?:完成|成果)形式|交付成果|产出',
  ),
  measures: words(
    '(?:工作|主要|具体|推进|落实|保障|重点|整改|实施|完成|改革|推动|创新|解决|任务|责任)?(?:措施|举措|办法|做法|路径|步骤|抓手|思路)(?:(?:及|和|与|、).{2,8}|要求|安排)?',
    '(?:工作|实施|推进)(?:计划|安排|方法)|方法步骤|.{0,4}措施(?:及|和|与).{2,6}|实施路径',
  ),
  section: words(
    '(?:工作|任务|项目|事项|指标|问题|责任)?(?:类别|分类|类型|板块|领域|方面|大类|维度|条线|类)|所属(?:领域|板块|类别)|一级指标|大项|项目类别',
  ),
  problem: words(
    '(?:存在|存在的|主要|突出|反馈|具体|整改|查摆|问题)?(?:问题|短板|不足)(?:清单|描述|表现|事项|具体表现)?',
  ),
  heading: words(
    `(?:责任|工作|重点|督办|督查|任务|承办|目标责任|主要|年度重点|年度|目标|交办|议定|重大|改革|民生实事|实事|专项|整改|中心|核心|决策|决定|建设|一级)?(?:重点|目标|主要)?(?:工作)?${TASK}(?:名称|清单|类|${TASK})?`,
    '(?:项目|任务|事项|工作|指标|活动|课程)名称|责任内容|工作主题|活动|二级指标|三级指标|议题|要点|决策部署|批示内容|督查要点',
  ),
  remark: words('备注|说明|附注|注|其他|其它|备 注'),
};

/**
 * 攻坚任务, 攻坚行动, 惠民实事项目: the last word says that it is work, and the words before it name none in particular.
 * 强基工程 is a piece of work itself, and may stand right below the headings of a table that came as single lines.
 */
const ANY_WORK =
  /^(?:攻坚|攻关|突破|提升|提质|增效|提速|倍增|惠民|利民|便民|为民|民生|实事|重点|重大|重要|关键|核心|主要|专项|年度|本年|全年|季度|目标|工作|任务|行动|改革|创新|发展|建设|治理|整治|整改|督导|督战|督查|督办|挂图|作战|牵引|标志性|示范|试点|品牌|特色|亮点|头号|一号|揭榜|领办|承诺|践诺|帮扶|服务|党建|业务|履职|履约|攻坚克难|破难|解难|难点|堵点|热点|赶超|争先|创优|比拼|会战|大|十大|办理|办实事|办|推进|推动|落实|落地|实施|具体|分解|支撑|支持|保障|清单|三级|二级|一级|市级|县级|区级|省级|局级|校级){1,4}(?:任务|行动|工程|事项|项目|举措)$/u;

const ENTRIES = Object.entries(MEANINGS);
/** No heading says more than this, brackets left out. */
const MAX_TEXT = 20;

/** What a heading says its column is for; brackets after it (（月）, （万元）) count only where they decide. */
export function meaningOf(heading: string): Meaning {
  const text = plain(heading)
    .replace(/^[*☆★]+|[*:：]+$/g, '')
    .slice(0, 40);
  if (text === '') return 'unknown';
  const bare = text.replace(/\([^()]*\)/g, '');
  return find(text) ?? find(bare) ?? anyWork(bare) ?? 'unknown';
}

/** Whether the heading is taken for work by its last word alone; a known heading beside it is surer. */
export function isGuessedWork(heading: string): boolean {
  const bare = plain(heading).replace(/^[*☆★]+|[*:：]+$|\([^()]*\)/g, '');
  return find(bare) === null && anyWork(bare) !== null;
}

function anyWork(text: string): Meaning | null {
  if (text.length > 12 || !ANY_WORK.test(text)) return null;
  return text.endsWith('举措') ? 'measures' : 'heading';
}

function find(text: string): Meaning | null {
  if (text.length > MAX_TEXT) return null;
  for (const [meaning, pattern] of ENTRIES) {
    if (pattern.test(text)) return meaning as Meaning;
  }
  return null;
}

function words(...patterns: string[]): RegExp {
  return new RegExp(`^(?:${patterns.join('|')})$`, 'iu');
}
