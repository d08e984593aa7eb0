import { z } from 'zod';
import { civilDay } from '../domain/calendar/civil-day.js';
import type { HolidayNotice } from '../domain/calendar/working-calendar.js';
import { DubanError } from '../domain/errors.js';
import type { PolicyChanges } from '../domain/policy.js';
import { digestOf } from '../register/digest.js';

const days = z.int().min(0).max(250);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const above = z.enum(['leader', 'office', 'principal']);

const policyShape = z
  .strictObject({
    version: z.string().min(1),
    zone: z.string().refine(isZone),
    releaseTime: time,
    dueTime: time,
    reminders: z.array(days.min(1)).max(10),
    escalations: z.array(z.strictObject({ daysLate: days.min(1), to: z.array(above).min(1) })).max(10),
    repeat: z.strictObject({ everyDays: days.min(1), to: z.array(above).min(1), atMost: days }).partial(),
    acknowledgement: z.strictObject({ remindAfter: days.min(1), officeAfter: days.min(1) }).partial(),
    reviewAfter: days.min(1),
    returnDays: days.min(1),
    jointLeads: z.enum(['one', 'each']),
    confirmation: z.boolean(),
    extensions: z.strictObject({ atMost: days, leaderConsent: z.boolean() }).partial(),
    paceMargin: z.number().min(0).max(1),
    nudgeEvery: days.min(1),
    undeliveredWait: days,
    orders: z.strictObject({ replyDays: days.min(1), againEvery: days.min(1), atMost: days }).partial(),
    cancelApproval: z.boolean(),
    bulletin: z.enum(['month', 'quarter']),
    auditHash: z.enum(['sha256', 'sm3']),
  })
  .partial();

/** Reminders descend and escalations ascend, whatever order they are written in. Throws `policy-invalid` naming everything that is wrong. */
export function readPolicy(text: string, fileName: string): PolicyChanges {
  const given = policyShape.safeParse(parsed(text, fileName));
  if (!given.success) throw invalid('policy-invalid', `规则文件“${fileName}”`, given.error);
  const { reminders, escalations, ...rest } = given.data;
  // Refused now rather than by the first item that is to be recorded.
  if (rest.auditHash !== undefined) digestOf(rest.auditHash, '');
  return {
    ...(Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as PolicyChanges),
    ...(reminders === undefined ? {} : { reminders: [...new Set(reminders)].sort((a, b) => b - a) }),
    ...(escalations === undefined ? {} : { escalations: escalations.toSorted((a, b) => a.daysLate - b.daysLate) }),
  };
}

const monthDays = z.string().regex(/^\s*(\d\d-\d\d(\s+\d\d-\d\d)*)?\s*$/);
const noticesShape = z.record(
  z.string().regex(/^20\d\d$/),
  z.strictObject({ off: monthDays, worked: monthDays.default('') }),
);

/** `{"2027": {"off": "01-01 02-05 …", "worked": "02-14 …"}}`. Throws `holidays-invalid`. */
export function readHolidays(text: string, fileName: string): Record<number, HolidayNotice> {
  const given = noticesShape.safeParse(parsed(text, fileName));
  if (!given.success) throw invalid('holidays-invalid', `放假安排“${fileName}”`, given.error);
  return Object.fromEntries(
    Object.entries(given.data).map(([year, notice]) => [Number(year), realDays(Number(year), notice)]),
  );
}

/** `2027:off=01-01 02-05;worked=02-14`, as on a command line. Throws `holidays-invalid`. */
export function readHolidayOption(text: string): Record<number, HolidayNotice> {
  const parts = /^(20\d\d):off=([^;]*)(?:;worked=([^;]*))?$/.exec(text.trim());
  if (parts === null) {
    const message = `放假安排“${text}”应写为 年份:off=放假日;worked=调休上班日，如 "2027:off=01-01 02-05;worked=02-14"，或写 JSON 文件名。`;
    throw new DubanError('holidays-invalid', message, { text });
  }
  const [, year = '', off = '', worked = ''] = parts;
  return readHolidays(
    JSON.stringify({ [year]: { off: off.replaceAll(',', ' '), worked: worked.replaceAll(',', ' ') } }),
    text,
  );
}

function realDays(year: number, notice: HolidayNotice): HolidayNotice {
  const tidy = (text: string): string =>
    text
      .split(/\s+/)
      .filter((day) => day !== '')
      .join(' ');
  const { off, worked } = { off: tidy(notice.off), worked: tidy(notice.worked) };
  for (const day of `${off} ${worked}`.trim().split(' ')) {
    if (day === '' || civilDay(year, Number(day.slice(0, 2)), Number(day.slice(3))) !== null) continue;
    throw new DubanError('holidays-invalid', `${year}年没有 ${day} 这一天，请核对放假安排。`, { year, day });
  }
  const both = off.split(' ').filter((day) => day !== '' && worked.split(' ').includes(day));
  if (both.length === 0) return { off, worked };
  throw new DubanError('holidays-invalid', `${year}年 ${both.join('、')} 既写作放假又写作上班，请核对。`, {
    year,
    both,
  });
}

function parsed(text: string, fileName: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new DubanError(
      'json-invalid',
      `“${fileName}”不是有效的 JSON，请核对括号、引号和逗号。`,
      { fileName },
      { cause },
    );
  }
}

function invalid(code: string, what: string, error: z.ZodError): DubanError {
  const lines = error.issues.map((issue) => {
    const place = issue.path.join('.') || '全文';
    if (issue.code === 'unrecognized_keys') return `  没有这一项：${issue.keys.join('、')}`;
    return `  ${place}：${meant[String(issue.path[0])] ?? '取值有误'}`;
  });
  return new DubanError(code, `${what}有误，未作改动：\n${[...new Set(lines)].join('\n')}`, { issues: lines });
}

/** What each field may hold, for who wrote something else. */
const meant: Record<string, string> = {
  version: '应为文字',
  zone: '应为时区名，如 "Asia/Shanghai"',
  releaseTime: '应为时刻，如 "09:00"',
  dueTime: '应为时刻，如 "17:30"',
  reminders: '应为到期前工作日数，如 [10, 3, 1]',
  escalations: '应为 [{"daysLate": 1, "to": ["leader"]}, …]，to 可填 leader、office、principal',
  repeat: '应为 {"everyDays": 5, "to": ["office", "leader"], "atMost": 8}',
  acknowledgement: '应为 {"remindAfter": 3, "officeAfter": 5}',
  extensions: '应为 {"atMost": 2, "leaderConsent": false}',
  jointLeads: '应为 "one"（一家报送即可）或 "each"（各家都须报送）',
  confirmation: '应为 true 或 false',
  orders: '应为 {"replyDays": 3, "againEvery": 3, "atMost": 3}',
  cancelApproval: '应为 true 或 false',
  bulletin: '应为 "month"（每月）或 "quarter"（每季度）',
  auditHash: '应为 "sha256" 或 "sm3"（国密）',
  paceMargin: '应为 0 至 1 之间的数，如 0.1',
  reviewAfter: '应为工作日数，如 3',
  returnDays: '应为工作日数，如 3',
  nudgeEvery: '应为工作日数，如 1',
  undeliveredWait: '应为工作日数，如 3',
};

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('zh', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
