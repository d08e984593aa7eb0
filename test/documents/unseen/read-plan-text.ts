import { draftOf } from '../../../documents/draft/draft-of.js';
import { readDocument } from '../../../documents/read-document.js';
import { stateCouncilCalendar as calendar } from '../../../domain/calendar/state-council.js';
import type { PlanDraft } from '../../../domain/plan.js';

/** Reads the lines of a text file as an office would drop it in. */
export async function readPlanText(lines: readonly string[], year?: number): Promise<PlanDraft> {
  const reading = await readDocument(Buffer.from(lines.join('\n')), '方案.txt');
  return draftOf(reading, { calendar, ...(year === undefined ? {} : { year }) });
}

/** `牵头 市教育局、配合 市财政局`. */
export function whoOf(item: PlanDraft['items'][number] | undefined): string {
  return (item?.divisions ?? []).map(({ name, role }) => `${role === 'lead' ? '牵头' : '配合'} ${name}`).join('、');
}

export function duesOf(item: PlanDraft['items'][number] | undefined): string[] {
  return (item?.checkpoints ?? []).map(({ due }) => due);
}

export function codesOf({ warnings }: PlanDraft): string[] {
  return warnings.map(({ code }) => code);
}
