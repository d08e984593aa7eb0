import { nameLikeness } from './person-name.js';

/** How the names of bodies and their sections end, where a text is known to name them. */
const ENDING = new RegExp(
  `(?:${[
    '处|科|室|局|厅|办|委|院|部|组|司|股|所|队|站|馆|中心|专班|会|团|公司|集团|政府|人大|政协|公署|海关|法庭|台|社|厂|场',
    '街道|街|镇|乡|县|市|区|旗|盟|州|村|基地|班子|指挥部|年级|校|园|中学|小学|[一二三四五六七八九附]中|附小|职高|学院|大学|银行|支行|分行',
    '邮政|电信|移动|联通|铁塔|供电|武警|消防|妇联|残联|科协|文联|侨联|工商联|社科联|联社|联盟|共同体|单位|部门|机构|企业|[省市区县]委',
  ].join('|')})$`,
  'u',
);

/** Bodies without such an ending, by the short names that offices give them. */
const SHORT =
  /^[省市县区州]?(?:人社|发改|教育|财政|住建|公安|卫健|民政|城管|综治|信访|宣传|组织|统战|纪检|监察|工信|商务|文旅|交通|水利|农业|环保|审计|税务|统计|司法|应急|市监|国资|规划|国土|自规|科技|体育|气象|烟草)$/u;

/** Groups that a roster resolves, and words that only point to some. */
const GROUP =
  /^(?:各|全[市县区省局校系体]|有关|相关|其[他它]|所有|局属|厅属|直属|[省市县区州]直|机关|所属|下属|本级|责任|成员|牵头|配合|承办)|.各(?:学校|处室|科室|单位|部门|中小学|幼儿园|中学|小学|股室)$/u;

/** What names no body although it ends like one: work to do, or a word of the language. */
const ACTION =
  /^(?:[新改扩迁]建|建[设立成]|成立|组建|推[进动]|加[强快]|完[善成]|深化|落实|开展|提[升高]|实施|启动|制定|出台|健全|优化|规范|支持|督促|指导|组织(?!部|处|科|室|人事)|做好|抓好|整[合治]|改善|缓解|扩大|促进|强化|协调|迎接|召开|清理|打造|设立|根据|按照|通过|负责)(?![处科室局办组股]$|中心$)|^(?:不|由|其中|对(?![外口台港]))/u;
const WORD =
  /^(?:分组|小组|社会|机会|全部|干部|[内外]部|到处|好处|之处|多处|场所|社区|城市|[地县市]区|大会|年会|例会|全会|单位|部门|[处科股]室|学校|厅局|街道|街办|责任(?:单位|部门|处室|科室))$/u;

/** Whether a text that stands where divisions are named can be the name of one, or of a group of them. */
export function isDivisionName(name: string): boolean {
  const bare = name.replace(/[（(][^（()）]*[）)]/gu, '');
  if (name.length > 30 || bare.length < 2 || bare.length > 24) return false;
  if (!/^[\p{Script=Han}A-Za-z0-9—“”-]+$/u.test(bare) || !/\p{Script=Han}/u.test(bare)) return false;
  if (ACTION.test(bare) || WORD.test(bare) || isPersonRather(bare)) return false;
  return ENDING.test(bare) || SHORT.test(bare);
}

/** Whether another name may follow it after 和 or 及: 教育局和…, but not 教育和体育局 or 园区和企业服务中心. */
export function endsAsDivision(name: string): boolean {
  return isDivisionName(name) && !SHORT.test(name) && (name.length > 2 || /[处科办委会联]$/u.test(name));
}

/** 各镇政府, 有关单位, 局属各学校: stands for many. */
export function isGroupName(name: string): boolean {
  return GROUP.test(name);
}

/** 李建社, 王园: a given name may end so too, and a body of two or three signs hardly ever does. */
function isPersonRather(name: string): boolean {
  return (
    name.length <= 3 && /[会团社园州]$/u.test(name) && !/[工学协商]会$/u.test(name) && nameLikeness(name) === 'name'
  );
}
