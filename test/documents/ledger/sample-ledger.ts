import { Readable } from 'node:stream';
import type { Ledger, LedgerCheckpoint, LedgerHead, LedgerItem } from '../../../documents/ledger/ledger.js';
import type { Light } from '../../../domain/light.js';

export const at = (time: string): number => Date.parse(`${time.replace(' ', 'T')}:00+08:00`);

export const head: LedgerHead = {
  ...{ title: '市教育局办理方案', span: '2017年', issuer: '市教育局', documentNumber: '武教〔2017〕12号' },
  ...{ principal: '孟晖', zone: 'Asia/Shanghai', at: at('2017-10-12 12:00'), by: '督查室&办公室' },
};

const lamp = (light: Light, word: string) => ({ light, word });

export function checkpoint(changes: Partial<LedgerCheckpoint> = {}): LedgerCheckpoint {
  return {
    label: '6月',
    originalDue: at('2017-06-30 17:30'),
    due: at('2017-06-30 17:30'),
    lamp: lamp('green', '正常'),
    submittedAt: at('2017-06-28 10:05'),
    punctuality: '按时',
    review: '通过',
    returns: 0,
    extension: '',
    figures: [],
    behind: false,
    files: [],
    ...changes,
  };
}

export function item(changes: Partial<LedgerItem> = {}): LedgerItem {
  return {
    ...{ number: 1, code: '1.1', heading: '义务教育均衡发展', title: '新建学校', contents: ['建成学校12所'] },
    ...{ measures: [], leads: ['基础教育处'], supporting: [], leader: '夏春胤', status: 'active' },
    lamp: lamp('green', '正常'),
    ...{ targets: [], checkpoints: [checkpoint()], notes: [] },
    ...changes,
  };
}

/** Every light; texts that begin as formulas do; long ones; several leads; an item without a checkpoint. */
export const items: LedgerItem[] = [
  item({
    lamp: lamp('yellow', '预警'),
    contents: [
      '新建、改扩建学校12所，新增学位4800个',
      '完成区域布局调整规划，报市政府常务会议审议后公布实施'.repeat(4),
    ],
    measures: ['召开联席会议；建立月报制度', '纳入年度绩效考核'],
    leads: ['基础教育处', '计划财务处'],
    supporting: ['安全保卫处', '各区教育局'],
    targets: [
      { text: '新建、改扩建学校12所', quantity: 12, unit: '所' },
      { text: '新增学位4800个', quantity: 4800, unit: '个' },
    ],
    checkpoints: [
      checkpoint({
        ...{ lamp: lamp('yellow', '补报'), submittedAt: at('2017-07-06 11:00'), punctuality: '逾期4个工作日补报' },
        ...{ returns: 2, files: ['调研情况 报告"(定稿).docx', '=佐证,统计表.xlsx'] },
        figures: [
          { target: 1, value: 3 },
          { target: 2, value: 1200.5 },
        ],
        behind: true,
      }),
      checkpoint({
        ...{ label: '9月', originalDue: at('2017-09-29 17:30'), due: at('2017-10-20 17:30') },
        ...{ lamp: lamp('yellow', '临期'), submittedAt: null, punctuality: '未到期', review: '' },
        extension: '申请1次，期限已调整',
      }),
      checkpoint({
        ...{ label: '12月', originalDue: at('2017-12-29 17:30'), due: at('2017-12-29 17:30') },
        ...{ lamp: lamp('grey', '未开始'), submittedAt: null, punctuality: '未到期', review: '' },
      }),
    ],
    notes: ['待签收：安全保卫处', '9月：原定日期不是工作日，已提前到前一个工作日'],
  }),
  item({
    ...{ number: 2, code: '1.10', title: '=HYPERLINK("http://evil")', contents: ['+1', '-2'], leader: '@SUM(A1)' },
    lamp: lamp('red', '逾期'),
    checkpoints: [
      checkpoint({ lamp: lamp('red', '逾期'), submittedAt: null, punctuality: '逾期74个工作日', review: '' }),
    ],
  }),
  item({
    ...{ number: 3, code: '2.1', heading: '职业教育产教融合', title: '#N/A', leader: '' },
    ...{ status: 'closed', lamp: lamp('done', '已办结') },
    notes: ['\t制表符', "'已加撇号"],
  }),
  item({ number: 4, code: '2.2', heading: '职业教育产教融合', lamp: lamp('grey', '未开始'), checkpoints: [] }),
  item({ number: 5, code: '3.1', heading: '教师队伍建设', title: '培训教师' }),
];

export function ledgerOf(given: LedgerItem[] = items): Ledger {
  return { head, items: Readable.from(given) };
}

export async function whole(pieces: AsyncIterable<Uint8Array | string>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const piece of pieces) parts.push(Buffer.from(piece as string));
  return Buffer.concat(parts);
}
