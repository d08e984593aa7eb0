/** What the head of a document states under a label: `发布机构 武汉市教育局`, `日期:2017年03月29日`. */
export interface Field {
  kind: FieldKind;
  /** Half-width, trimmed; empty where the label stands alone. */
  value: string;
}

/** `date`: of issue. `time`: a bare 时间, which on a site of articles is that of the upload. */
export type FieldKind = 'title' | 'issuer' | 'number' | 'date' | 'time' | 'year' | 'other';

const LABELS: [FieldKind, string][] = [
  ['title', '标题 文件名称 信息名称 文件标题 公文标题 名称 题名'],
  [
    'issuer',
    '发布机构 发文机关 发文单位 发文机构 制发机关 制定机关 发布单位 制定单位 编制单位 填报单位 填表单位 公开责任部门 公开主体 信息发布机构 发布部门 单位',
  ],
  ['number', '发文字号 发文文号 文件编号 文件字号 文件号 文号'],
  [
    'date',
    '发布日期 发布时间 成文日期 成文时间 印发日期 印发时间 发文日期 发文时间 生成日期 公开日期 公开时间 制发日期 签发日期 填报日期 填报时间 填表日期 制表日期 日期',
  ],
  ['time', '时间 时間 時間 更新时间 更新日期 上传时间'],
  ['year', '年度 年份'],
  [
    'other',
    '索引号 信息索引号 主题分类 信息分类 体裁分类 组配分类 服务对象 公开方式 公开范围 公开形式 公开时限 效力状态 有效性 有效期 时效性 信息来源 文章来源 来源 作者 编辑 责任编辑 审核 浏览次数 点击次数 点击数 访问量 阅读次数 字体 字号 关键词 主题词 内容概述 内容摘要 信息状态 载体类型 生效日期 实施日期 施行日期 废止日期 失效日期 签发人 密级 紧急程度 语种 联系人 联系电话',
  ],
];

const KINDS = new Map(LABELS.flatMap(([kind, words]) => words.split(' ').map((word) => [word, kind] as const)));

/** A label stands at the beginning or after a space or bar; its letters may be spaced out (文 号). Longest first. */
const LABEL = new RegExp(
  `(?<=^|[\\s|;【\\[(])(${[...KINDS.keys()]
    .toSorted((a, b) => b.length - a.length)
    .map((word) => [...word].join('\\s{0,4}'))
    .join('|')})(?:\\s?[】\\])]?\\s?:|[】\\]](?=\\S)|(?=\\s|$))`,
  'gu',
);
/** A line of fields may be long; a paragraph of the text is longer. */
const LONGEST = 300;

/** The fields of a line, in order. A line that merely mentions such a word after other text has none, unless a colon follows it. */
export function fieldsIn(line: string): Field[] {
  const text = line.normalize('NFKC').trim();
  if (text.length > LONGEST) return [];
  const found = [...text.matchAll(LABEL)].filter((match, index, all) => {
    const first = all[0]?.index === 0 || /^\W?$/u.test(text.slice(0, all[0]?.index).trim());
    return first || /[:】\]]$/u.test(match[0]) || index === 0;
  });
  const [head] = found;
  if (!head || (head.index > 2 && !/[:】\]]$/u.test(head[0]))) return [];
  return found.map((match, index) => {
    const next = found[index + 1]?.index ?? text.length;
    const value = text.slice(match.index + match[0].length, next).trim();
    return { kind: KINDS.get((match[1] ?? '').replace(/\s/g, '')) ?? 'other', value };
  });
}

/** The first value of a kind that fits; where a label stands alone at the end of its line, the line after it is its value. */
export function fieldValue(
  lines: readonly { text: string; fields: readonly Field[] }[],
  kinds: readonly FieldKind[],
  fits: (value: string) => boolean,
): string {
  for (const [index, { fields }] of lines.entries()) {
    for (const { kind, value } of fields) {
      if (!kinds.includes(kind)) continue;
      if (value !== '' && fits(value)) return value;
    }
    const last = fields.at(-1);
    const next = lines[index + 1];
    if (!last || last.value !== '' || !kinds.includes(last.kind) || !next || next.fields.length > 0) continue;
    const value = next.text.normalize('NFKC').trim();
    if (fits(value)) return value;
  }
  return '';
}
