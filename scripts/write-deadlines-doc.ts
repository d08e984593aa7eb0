/**
 * Writes docs/deadlines.md anew from the cases that the tests hold the reader to. Run it when they have changed:
 *
 *   npx tsc --ignoreConfig --module nodenext --target es2022 --lib es2024 --types node --skipLibCheck --rootDir . \
 *     --outDir dist/tools scripts/write-deadlines-doc.ts && node dist/tools/scripts/write-deadlines-doc.js
 */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deadlineGroups, type DeadlineCase, type DeadlineGroup } from '../test/domain/deadline-cases.js';

/** What an officer calls the problems; the codes stand in the warnings of a draft. */
const PROBLEMS: Readonly<Record<string, string>> = {
  'deadline-undecided': '未定',
  'deadline-unreadable': '无法识别',
  'deadline-impossible': '无此日期',
  'deadline-not-a-date': '日期另行公布',
  'deadline-era': '民国纪年',
  'deadline-from-launch': '启动时确定',
  'deadline-order': '先后不清',
  'deadline-vague': '含义不清',
  'deadline-year': '年份不符',
  'deadline-which-year': '未写年份',
  'deadline-school-dates': '默认校历',
};

export function deadlinesPage(): string {
  return `# 完成时限的写法与节点日期

本页由 \`scripts/write-deadlines-doc.ts\` 按测试所用的同一份数据（\`test/domain/deadline-cases.ts\`）生成，请勿手工修改。

- 月、季、半年、年底一类写法，取该时段最后一个工作日；写明具体日期的，“前”含当日，当日不上班的提前到之前最近的工作日。工作日按国务院办公厅放假通知，含调休。
- 没有完成时限，或写“全年”“长期”“持续推进”的，按计划年度（学年、跨年度）各季度末设节点。
- “1—4季度”“每季度”每季设一个节点；“3—5月”一类起止时段只在结束时设一个节点。
- 节日“前”不含节日当天。春节、元宵节、清明节、端午节、中秋节的日期表为2010—2030年，此外的年份提示改写。
- 学年计划中，7—12月取前一年，1—6月取后一年；季度仍按日历季度。
- 未配置本地校历时按默认校历（秋季9月1日开学，1月21日放寒假，春季2月20日开学，7月1日放暑假）推算，并提示核对。
- 跨年度计划中未写年份的，暂按第一年，并提示核对。
- “10个工作日内”“一个月内”自专项启动的次日起算；“立即”“立行立改”没有期限，按启动后5个工作日，并提示核对。启动之前不设节点，只作提示。
- 日期之后的“并长期坚持”不另设节点，依据中注明。
- 不能读到最后一个字的，一律不设节点、只作提示，不作猜测。

“提示”一栏不空的，草稿中有相应警告，须由督查室核对。节点有多个的，“依据”为第一个节点的依据。

${deadlineGroups.map(section).join('\n')}`;
}

function section({ title, context, cases }: DeadlineGroup): string {
  const rows = cases.map((one) => `| ${row(one, context.span.name).join(' | ')} |\n`).join('');
  return `## ${title}\n\n| 写法 | 计划年度 | 节点日期 | 提示 | 依据 |\n| --- | --- | --- | --- | --- |\n${rows}`;
}

function row({ text, dues, problem, basis }: DeadlineCase, plan: string): string[] {
  const written = text === '' ? '（空）' : text.replaceAll('\n', '<br>');
  return [written, plan, dues.join('、'), PROBLEMS[problem] ?? problem, basis];
}

const [, script, target = 'docs/deadlines.md'] = process.argv;
if (script !== undefined && resolve(script) === fileURLToPath(import.meta.url)) {
  writeFileSync(target, deadlinesPage());
  console.log(`${target}: ${deadlineGroups.flatMap(({ cases }) => cases).length} cases`);
}
