import { readTextPlan } from '../read-text.js';
import { stateCouncilCalendar as calendar } from '../../../domain/calendar/state-council.js';
import type { PlanDraft } from '../../../domain/plan.js';

export const FRONT = ['市教育局办理方案', '日期:2017年03月29日', '总责任人:孟晖'];
export const HEADER = ['序号', '责任事项', '具体工作内容', '工作措施', '完成时限', '分管负责人', '责任处室'];
export const FOOTER = ['互联网新闻信息服务管理规定 鄂ICP备11011361号', '政务微博'];

/** Reads a table given as its cells, one a line, with the usual front, header and page footer. */
export function readCells(cells: readonly string[], options: { header?: string[]; year?: number } = {}): PlanDraft {
  return readText([...FRONT, ...(options.header ?? HEADER), ...cells, ...FOOTER].join('\n\n'), options);
}

export function readText(text: string, options: { year?: number } = {}): PlanDraft {
  const { year } = options;
  return readTextPlan(new TextEncoder().encode(text), { fileName: 'plan.txt', calendar, ...(year ? { year } : {}) });
}

export function codesOf(draft: PlanDraft): string[] {
  return draft.warnings.map((warning) => warning.code);
}

export function labelsOf(draft: PlanDraft): string[][] {
  return draft.items.map((item) => item.checkpoints.map((checkpoint) => checkpoint.label));
}
