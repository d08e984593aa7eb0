import path from 'node:path';
import { readPlan, type ReadPlanOptions } from '../../documents/read-plan.js';
import type { PlanDraft } from '../../domain/plan.js';
import { remarkLater } from './remark-later.js';

export const planArgument = {
  name: '方案文件',
  description: '方案文件（.docx、.xlsx、.xls、.csv、.html、.pdf、.txt），或修改后的台账草稿（.xlsx）',
};

interface PlanFile {
  /** As the officer named it. */
  file: string;
  bytes: Uint8Array;
}

/** Reads a plan, saying so where it takes long. */
export function readPlanFile(
  { file, bytes }: PlanFile,
  context: Omit<ReadPlanOptions, 'fileName'>,
  remark: (text: string) => void,
): Promise<PlanDraft> {
  const fileName = path.basename(file);
  const stop = remarkLater(`正在读取“${fileName}”，文件较大，请稍候…`, remark);
  return readPlan(bytes, { fileName, ...context }).finally(stop);
}
