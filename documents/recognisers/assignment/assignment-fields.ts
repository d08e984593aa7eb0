/** What a label says that the text after it holds. `other` ends the field before it and is none of ours. */
export type FieldKind = 'lead' | 'responsible' | 'supporting' | 'leader' | 'deadline' | 'other';

export interface Field {
  kind: FieldKind;
  /** The label names bodies and persons at once (责任单位及责任人). */
  mixed: boolean;
  /** As written, up to the next label or the end of the sentence. */
  value: string;
}

export interface LabelledText {
  fields: Field[];
  /** What stands before the first label. */
  before: string;
  /** What follows the fields' sentences and belongs to none of them. */
  after: string;
}

const BODY = '(?:单位|部门|处室|科室|股室|主体|机构|处|科|室|方)';
const PERSON = '(?:领导|局领导|负责人|负责同志|责任人|局长|校长|园长|主任)';
const AND_OTHERS = `(?:[及和与、/](?:${BODY}|(?:责任|牵头|配合|负责|分管)(?:${BODY}|${PERSON}|人)|${PERSON}))?`;
const LABELS: [FieldKind, string][] = [
  [
    'deadline',
    '(?:计划|预计|拟|最后|最终)?(?:完成|办理|办结|整改|工作|实施|推进|落实|起止|序时)?(?:时限|期限|时间|进度|时间节点|时间进度)(?:要求|安排|节点)?',
  ],
  [
    'leader',
    `(?:(?:分管|牵头|主管|包[抓保]|联系|挂[点帅]|责任|负责|第一)(?:市|局|厅|校|委|县|区|镇)?${PERSON}|责任人|负责人|具体负责人)${AND_OTHERS}`,
  ],
  ['supporting', `(?:主要)?(?:配合|协办|协作|协同|协助|参与|参加|会办|会同)(?:责任)?(?:${BODY}|${BODY}${AND_OTHERS})?`],
  ['lead', `(?:联合|共同|第一)?(?:牵头|主责|主办)(?:责任|负责)?(?:${BODY}${AND_OTHERS})?`],
  [
    'responsible',
    `(?:主要|共同)?(?:责任|承办|负责|落实|实施|承担|执行|组织)(?:牵头|责任|落实|实施)?${BODY}${AND_OTHERS}|责任${AND_OTHERS}`,
  ],
  [
    'other',
    '(?:工作|主要|具体|重点|推进|年度|预期|阶段)?(?:目标|任务|目标任务|内容|措施|举措|成效|成果|标准|要求|步骤)|备注|说明|联系人|联系电话|考核指标|成果形式|完成标准',
  ],
];

const LABEL = new RegExp(
  `(?<=^|[\\s。；;，,、！!）)】\\]—…])(?:${LABELS.map(([kind, words]) => `(?<${kind}>${words})`).join('|')}) ?[:：]`,
  'gu',
);
const BRACKETED_LABEL = new RegExp(
  `[【〖\\[［〔](${LABELS.map(([, words]) => words).join('|')})[】〗\\]］〕] ?[:：]?`,
  'gu',
);

/** Divides a text into the fields that its labels name; `null` when it has no label of ours. */
export function labelledText(written: string): LabelledText | null {
  const text = written.replace(BRACKETED_LABEL, ' $1：');
  const labels = [...text.matchAll(LABEL)];
  if (!labels.some((label) => kindOf(label) !== 'other')) return null;
  const fields: Field[] = [];
  let after = '';
  labels.forEach((label, index) => {
    const kind = kindOf(label);
    const whole = text.slice(label.index + label[0].length, labels[index + 1]?.index ?? text.length);
    // A sentence that goes on after the names is no part of them.
    const stop = kind === 'other' ? -1 : whole.indexOf('。');
    after += kind === 'other' ? label[0] + whole : stop < 0 ? '' : whole.slice(stop + 1);
    const mixed = /[及和与、/]/u.test(label[0]);
    fields.push({ kind, mixed, value: trimmed(stop < 0 ? whole : whole.slice(0, stop)) });
  });
  return {
    fields: fields.filter((field) => field.kind !== 'other'),
    before: text.slice(0, labels[0]?.index ?? 0).trim(),
    after: after.trim(),
  };
}

const DIVIDER = /[\s；;，,。、:：]/u;

/** Without the signs that only divide it from its neighbours. */
export function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && DIVIDER.test(text.charAt(start))) start += 1;
  while (end > start && DIVIDER.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

const DEADLINE_WORD =
  /20\d\d|\d{1,2}|[每第各逐一二三四五六七八九十〇两]|年度?|月份?|[日号]|季度?|[上下]半年|[上中下]旬|学期|学年|[底末初前内]|之前|以前|之内|截[止至]|[今明当本]年|全年|常年|长期|持续|坚持|推进|完成|启动|实施|常态化?|时间|待定|立即|适时|[按随]时|春节|国庆节?|教师节|[寒暑]假|[春秋]季|开学|[、,，.．/~～—–\-至到和及于 ]/gu;

/** Of nothing but the words that deadlines are made of, and about a time that a calendar has; no mere year (2017—2020年). */
export function isDeadlineText(text: string): boolean {
  if (text.length > 30 || !/月|季|半年|年[底末内]|全年|常年|长期|学期|日前|待定|立即|节前|假|持续|常态/u.test(text)) {
    return false;
  }
  return text.replace(DEADLINE_WORD, '') === '';
}

function kindOf(label: RegExpMatchArray): FieldKind {
  const found = LABELS.find(([kind]) => label.groups?.[kind] !== undefined);
  return found?.[0] ?? 'other';
}
