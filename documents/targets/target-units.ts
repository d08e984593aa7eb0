/** What work is counted in, longest first. Times (天, 小时, 年) are not among them: a duration is no target. */
export const UNITS =
  '个百分点|平方公里|平方千米|平方米|立方米|千瓦时|公里|千米|公顷|课时|学时|人次|场次|批次|件次|户次|美元|元|所|个|名|位|人|项|处|家|套|件|台|辆|间|座|栋|幢|场|次|期|批|门|本|册|篇|条|亩|米|户|对|支|张|份|节|堂|班|吨|起|例|轮|块|盏|株|棵|头|羽|艘|架|部(?=[，。；、,;]|$|电梯|电话|手机|车)|㎡|[%‰倍]';

/** 平方米 and ㎡ are one unit, so that what is reported adds up. */
export function plainUnit(unit: string): string {
  return unit === '㎡' ? '平方米' : unit;
}

/** Words that begin with the sign of a unit: 人民, 项目, 条例. The figure before such a word counts nothing. */
const WORDS =
  '个(?:人(?!员)|别|体|性|税)|名(?:校(?!长)|单|称|额|录|册|牌|师工作室)|人(?:民|大|社|事|力|口|文|工|物)|项目|处(?:室|理|置|于|罚|级)|家(?:园|庭|长|校|教)|套(?:餐|种)|件(?:套)|场(?:馆|所|地|景)|次(?:日|年|月|序|数)|期(?:间|末|中|满|限)|批(?:复|准|示)|门(?:户|口|类)|本(?:级|部|市|县|区|局|校|省|年|月|科)|条(?:例|件|款|线)|户(?:籍|外)|对(?:口|应|象|照|比|外|接|标)|支(?:部|持|队|付|出)|张(?:贴)|份(?:额)|节(?:约|能|假|日|点)|班(?:子|级|主任|额)|位(?:于|置)|元(?:旦|月|素)|所(?:有|属|在|需|得|谓|以(?![上下内])|占|辖|示)|起(?:草|步|点|来)|例(?:会|如|行)|台(?:账|阶|风)|间(?:接|隔)|头(?:部|衔|雁)|座(?:谈|位)';

export const wordAhead = new RegExp(`^(?:${WORDS})`, 'u');

/** 个, 场 and the like are also the beginning of a time: 3个月, 2个小时. */
export const TIME_AHEAD = '(?!月|小时|钟头|工作日|星期|学期|学年|季度|年|代|周|世纪|日)';

const SCALE: Record<string, number> = { 十: 10, 百: 1e2, 千: 1e3, 万: 1e4, 亿: 1e8 };

/** 万 is 10000, 百万 a million. */
export function scaleOf(words: string): number {
  return [...words].reduce((product, word) => product * (SCALE[word] ?? 1), 1);
}
