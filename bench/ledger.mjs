import { writeXlsx } from 'hucre/xlsx';

const HEAD = ['序号', '重点任务', '工作内容', '责任单位', '配合单位', '分管领导', '完成时限'];
const VERBS = ['推进', '完善', '加快', '落实', '开展', '规范', '提升'];
const FIELDS = ['学前教育', '义务教育均衡发展', '职业教育产教融合', '教师队伍建设', '校园安全管理', '教育信息化'];
const AIMS = [
  '新建、改扩建学校12所，新增学位4800个',
  '印发实施意见，组织专项督导两次',
  '覆盖率达到95%以上',
  '投入资金6804万元',
];
const DIVISIONS = ['基础教育处', '职业教育与成人教育处', '教师工作处', '计划财务处', '安全保卫处', '办公室'];
const LEADERS = ['夏春胤', '孟晖', '李碧武', '韩小雁', '邹作才'];
const TIMES = ['3月底前', '6月', '9月30日前', '12月底前', '全年', '第三季度', '3、6、9、12月'];

/** A ledger of so many rows as an office keeps it, its headings merged downwards over four rows each. */
export async function ledger(rows) {
  const data = Array.from({ length: rows }, (_, n) => [
    n + 1,
    n % 4 === 0 ? `${of(VERBS, n)}${of(FIELDS, n >> 2)}` : '',
    `${of(VERBS, n * 3)}${of(FIELDS, n)}，${of(AIMS, n)}，第${n + 1}项工作按季度报送进展情况。`,
    of(DIVISIONS, n),
    n % 3 === 0 ? `${of(DIVISIONS, n + 1)}、${of(DIVISIONS, n + 2)}` : '',
    of(LEADERS, n),
    of(TIMES, n),
  ]);
  const merges = Array.from({ length: Math.floor(rows / 4) }, (_, n) => ({
    startRow: n * 4 + 2,
    endRow: n * 4 + 5,
    startCol: 1,
    endCol: 1,
  }));
  const title = ['2018年教育重点工作任务分解表', '', '', '', '', '', ''];
  const sheets = [{ name: '任务分解表', rows: [title, HEAD, ...data], merges }];
  return await writeXlsx({ sheets });
}

function of(list, n) {
  return list[n % list.length];
}
