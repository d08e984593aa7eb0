import { festivalWords } from './festivals.js';
import { lengthAt, match } from './sticky.js';

// What may stand around the words for dates: marks, words that lead up to a date, and what is to be done by it. Whatever
// may itself say something of the time is left for the reader to stumble over.

// 各一次: the same at each of the dates before it.
const GAP = /(?:[、,;/和及与。:·… \u2460-\u2473]|\(\d{1,2}\)|各(?:组织|开展|召开|进行)?\d{1,2}次)*/y;
const LEAD =
  /(?:于|在|截至|截止到?|力争|确保|原则上|争取|务必|必须|须|应|计划|预计|拟|力求|最迟|最晚|不迟于|不晚于|分别|并|再|从?(?:即日|现在)起,?)*(?:(?<=^|[、,;。:起])[至到])?/y;

/** Of what is to be done: no sign that may begin a word for a time, and no figure that one counts. */
const TIME_WORD = `${festivalWords}|[寒暑][假期]|[上下]半|开学|学期|长期|持续|常态|全年|立即|马上|视情|顺延|延期|延后|推迟|如遇|如有|(?<=[(,])视(?!频|力|觉|察|听|导|障)`;
const OBJECT_SIGN = `(?!${TIME_WORD})(?:《[^《》]*》|年度|[青少幼学]年|\\d{1,2}年(?:行动|规划|计划|攻坚|提升)|[^\\d,;、。:()《》年月日号旬季每另待随适暂至起后]|\\d+(?:\\.\\d+)?(?=[万亿%平公米元吨倍])|\\d+(?!\\d|个?(?:年|月|日|天|号|季|旬|周|工作日)|[-./]\\d))`;
const OBJECT = new RegExp(`(?:${OBJECT_SIGN})*`, 'y');
const DOING =
  '(?:全面|全部|基本|初步|正式|如期|按期|按时|陆续|逐步|力争|确保|争取|必须|务必|集中|要|须|应|均|并|且|再)*' +
  '(?:完成|办结|拿出|提出|提交|报送|上报|报|交|启动|出台|印发|制定|制订|拟定|形成|建成|建立|开展|召开|实施|落实|推进|推动|取得|达到|实现|见|投入使用|投用|开工|动工|竣工|完工|交付|验收|总结|通过|公布|发布|到位|结束|开始|整改|销号|全覆盖|组织|举办|部署|下达|确定|明确|做好|上线|运行|挂牌|督查|检查|通报|公示|汇总|编制|起草|审定|申报|评估|评选|培训|招标|施工|改造|配备|招聘|签订|清理|兑现|调度|督导|更新|推送|检修|启用|宣传|动员)';
const CLAUSE = new RegExp(`,?${DOING}(?:${OBJECT_SIGN})*`, 'y');
const FIRST_CLAUSE = new RegExp(`:?${DOING}(?:${OBJECT_SIGN})*`, 'y');
const REMARK = new RegExp(`\\((?!\\d{1,2}\\))(?:${OBJECT_SIGN}|[,;、])*\\)`, 'y');
/** After a date, that the work goes on sets no more dates. */
const KEPT =
  /,?(?:并且?|且|同时)?((?:长期|持续|常态|不断|长效)(?:坚持|推进|开展|实施|抓好|落实|化|保持|用力|巩固|深化|管理|机制|进行)*)/y;

/** The length of the marks between two words, before the first or after the last. */
export function gapAt(text: string, at: number): number {
  return lengthAt(GAP, text, at);
}

/** The length of what leads up to a date: 力争于, 原则上. */
export function leadAt(text: string, at: number): number {
  return lengthAt(LEAD, text, at);
}

/** What is to be done by the date before it, up to where something else begins. `kept`: 长期坚持 after it. */
export function clauseAt(text: string, at: number): { end: number; kept: string } {
  let end = at;
  let kept = '';
  for (let from = -1; from !== end;) {
    from = end;
    end += lengthAt(REMARK, text, end);
    end += lengthAt(from === at ? FIRST_CLAUSE : CLAUSE, text, end);
    const found = match(KEPT, text, end);
    if (found) kept = found[1] ?? '';
    end += found?.[0].length ?? 0;
  }
  return { end, kept };
}

/** How far a list goes on that says what is to be done: the 、立项 of 完成选址、立项. */
export function listAt(text: string, at: number): number {
  if (!/[、和及与]/.test(text.charAt(at))) return 0;
  const length = lengthAt(OBJECT, text, at + 1);
  return length === 0 ? 0 : length + 1;
}
