import { DubanError } from '../../domain/errors.js';
import { mobileOf } from '../../domain/mobile.js';
import type { PostKind } from '../../domain/notice.js';
import type { PlanDraft } from '../../domain/plan.js';
import { parseCsv, type CsvRow } from '../blocks/sheet/csv.js';
import { decodeText } from '../blocks/text/text-file.js';

/** Who holds which post, and where mail reaches them. */
export interface Roster {
  entries: RosterEntry[];
}

export interface RosterEntry {
  kind: PostKind;
  /** The division's name, for its head too; the leader's or principal's name as in the plan; the office's name. */
  post: string;
  person: string;
  mailbox: string;
  /** For text messages, if the roster has it. */
  mobile?: string;
  /** Who is told when mail does not arrive there, if the roster names somebody. */
  second?: { person: string; mailbox: string };
  /** Other names that plans give the post (基教处 for 基础教育处), if any. */
  aliases?: string[];
  /** 1-based line in the file. */
  line: number;
}

const KINDS: Record<string, PostKind> = {
  责任处室: 'division',
  责任单位: 'division',
  division: 'division',
  处室负责人: 'head',
  单位负责人: 'head',
  head: 'head',
  分管负责人: 'leader',
  分管领导: 'leader',
  leader: 'leader',
  督查室: 'office',
  office: 'office',
  总责任人: 'principal',
  principal: 'principal',
};

const COLUMNS = {
  kind: ['岗位类别', 'kind'],
  post: ['岗位名称', 'post'],
  person: ['姓名', 'person'],
  mailbox: ['邮箱', 'mailbox'],
} as const;

type Field = keyof typeof COLUMNS;

/** A roster may leave these out. */
const OPTIONAL = {
  aliases: ['别名', '简称', 'alias', 'aliases'],
  mobile: ['手机', '手机号', '手机号码', 'mobile'],
  secondMailbox: ['备用邮箱', 'second mailbox'],
  secondPerson: ['备用联系人', 'second person'],
} as const;

/**
 * Reads a roster from CSV (UTF-8 or GB18030) with the columns 岗位类别, 岗位名称, 姓名, 邮箱 in any order, and if wanted 别名,
 * several of them parted by 、, 手机, and 备用邮箱 with 备用联系人, who is the same person where none is named. The row of a
 * division's head (处室负责人) has the division's name.
 *
 * @throws DubanError `file-unreadable`, or `roster-invalid` naming every problem with its line
 */
export function readRoster(bytes: Uint8Array, fileName: string): Roster {
  const [header, ...rows] = parseCsv(decodeText(bytes, fileName));
  const problems: { line: number; message: string }[] = [];
  const columns = columnsOf(header, problems);
  const entries = problems.length > 0 ? [] : rows.flatMap((row) => entryOf(row, columns, problems));
  checkAliases(entries, problems);
  checkHeads(entries, rows, { columns, problems });
  const seen = new Map<string, number>();
  for (const { kind, post, line } of entries) {
    // An installation has one supervision office, whatever it calls itself.
    const key = kind === 'office' ? kind : `${kind} ${post}`;
    const earlier = seen.get(key);
    if (earlier === undefined) seen.set(key, line);
    else problems.push({ line, message: `岗位“${post}”与第${earlier}行重复，每个岗位只能有一行` });
  }
  if (problems.length === 0 && entries.length === 0) problems.push({ line: 1, message: '表中没有岗位' });
  if (problems.length === 0) return { entries };
  problems.sort((a, b) => a.line - b.line);
  const list = problems.map(({ line, message }) => `第${line}行：${message}`).join('\n');
  throw new DubanError('roster-invalid', `名册“${fileName}”有${problems.length}处问题，请改正后再用：\n${list}`, {
    fileName,
    problems,
  });
}

type Columns = Record<Field | keyof typeof OPTIONAL, number>;

function columnsOf(header: CsvRow | undefined, problems: { line: number; message: string }[]): Columns {
  const names = (header?.fields ?? []).map((field) => field.trim().toLowerCase());
  const columns = {
    ...{ kind: -1, post: -1, person: -1, mailbox: -1 },
    ...{ aliases: -1, mobile: -1, secondMailbox: -1, secondPerson: -1 },
  };
  for (const field of Object.keys(OPTIONAL) as (keyof typeof OPTIONAL)[]) {
    columns[field] = names.findIndex((name) => (OPTIONAL[field] as readonly string[]).includes(name));
  }
  for (const field of Object.keys(COLUMNS) as Field[]) {
    columns[field] = names.findIndex((name) => (COLUMNS[field] as readonly string[]).includes(name));
    if (columns[field] >= 0) continue;
    const message = `缺少“${COLUMNS[field][0]}”一栏；首行应为：岗位类别,岗位名称,姓名,邮箱`;
    problems.push({ line: header?.line ?? 1, message });
  }
  return columns;
}

function entryOf(
  { fields, line }: CsvRow,
  columns: Columns,
  problems: { line: number; message: string }[],
): RosterEntry[] {
  const value = (field: keyof Columns) => (fields[columns[field]] ?? '').trim();
  const [kindName, post, person, mailbox] = [value('kind'), value('post'), value('person'), value('mailbox')];
  const kind = Object.hasOwn(KINDS, kindName.toLowerCase()) ? KINDS[kindName.toLowerCase()] : undefined;
  const before = problems.length;
  if (!kind) {
    problems.push({
      line,
      message: `岗位类别“${kindName}”无效，应为：责任处室、处室负责人、分管负责人、督查室、总责任人`,
    });
  }
  if (post === '') problems.push({ line, message: '岗位名称为空' });
  if (person === '') problems.push({ line, message: '姓名为空' });
  const aliases = (fields[columns.aliases] ?? '')
    .split(/[、，,；;/\s]+/u)
    .filter((alias) => alias !== '' && alias !== post);
  const second = secondOf({ person: value('secondPerson'), mailbox: value('secondMailbox') }, { person, mailbox });
  if (typeof second === 'string') problems.push({ line, message: second });
  const mobile = mobileOf(value('mobile'));
  if (mobile === null && value('mobile') !== '') {
    problems.push({ line, message: `手机“${value('mobile')}”无效，应为11位手机号码，没有的留空` });
  }
  const names = { 岗位名称: post, 姓名: person, 别名: aliases.join(''), 备用联系人: value('secondPerson') };
  for (const [name, text] of Object.entries(names)) {
    // A line break in a name would break a mail header.
    if (/\p{Cc}/u.test(text)) problems.push({ line, message: `${name}中有换行或控制字符` });
  }
  // A post without a mailbox is not filled: it is missing only if the plan needs it, and is then listed with the rest.
  if (mailbox === '') return [];
  const wrong = mailboxProblem(mailbox);
  if (wrong) problems.push({ line, message: wrong });
  if (!kind || typeof second === 'string' || problems.length > before) return [];
  const optional = {
    ...(second === null ? {} : { second }),
    ...(aliases.length > 0 ? { aliases } : {}),
    ...(mobile === null ? {} : { mobile }),
  };
  return [{ kind, post, person, mailbox, ...optional, line }];
}

/** The other contact; `null` where the row names none, and a text where what it names is of no use. */
function secondOf(
  second: { person: string; mailbox: string },
  first: { person: string; mailbox: string },
): { person: string; mailbox: string } | string | null {
  const { person, mailbox } = second;
  if (mailbox === '') return person === '' ? null : `备用联系人“${person}”没有备用邮箱`;
  if (mailbox.toLowerCase() === first.mailbox.toLowerCase()) return `备用邮箱与邮箱相同，应另填一个，或者留空`;
  const wrong = mailboxProblem(mailbox);
  if (wrong) return `备用${wrong}`;
  return { person: person === '' ? first.person : person, mailbox };
}

/** A head signs what his division reports: a head of no division would never be asked. */
function checkHeads(
  entries: readonly RosterEntry[],
  rows: readonly CsvRow[],
  { columns, problems }: { columns: Columns; problems: { line: number; message: string }[] },
): void {
  const divisions = new Set(
    rows
      .filter(({ fields }) => KINDS[(fields[columns.kind] ?? '').trim().toLowerCase()] === 'division')
      .map(({ fields }) => (fields[columns.post] ?? '').trim()),
  );
  for (const { kind, post, line } of entries) {
    if (kind !== 'head' || divisions.has(post)) continue;
    problems.push({ line, message: `名册中没有责任处室“${post}”；处室负责人的岗位名称应与其处室相同` });
  }
}

/** An alias that is another post's name, or another's alias too, would send its work to the wrong one. */
function checkAliases(entries: readonly RosterEntry[], problems: { line: number; message: string }[]): void {
  const names = new Map(entries.map(({ kind, post, line }) => [`${kind} ${post}`, line]));
  for (const { kind, aliases, line } of entries) {
    for (const alias of new Set(aliases)) {
      const taken = names.get(`${kind} ${alias}`);
      if (taken === undefined) names.set(`${kind} ${alias}`, line);
      else problems.push({ line, message: `别名“${alias}”与第${taken}行重复，一个名称只能指一个岗位` });
    }
  }
}

/** Stricter than the mail standards: one plain address, for whatever else may stand there can redirect a mail. */
function mailboxProblem(mailbox: string): string | null {
  const shown = mailbox.replace(/\p{Cc}/gu, '␣');
  const allowed = '应为一个地址，如 name@example.org，不带姓名、尖括号、空格或换行';
  const pattern =
    /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}$/;
  return mailbox.length <= 254 && pattern.test(mailbox) ? null : `邮箱“${shown}”无效，${allowed}`;
}

export interface MissingPost {
  kind: PostKind;
  name: string;
  /** Items that need the post; all of them for office and principal. */
  itemCodes: string[];
}

/** Every post the plan needs that the roster does not fill: divisions, leaders, the principal, and the office. */
export function missingPosts(draft: PlanDraft, roster: Roster): MissingPost[] {
  const needed = new Map<string, MissingPost>();
  const need = (kind: PostKind, name: string, itemCodes: string[]) => {
    const post = needed.get(`${kind} ${name}`);
    if (post) post.itemCodes.push(...itemCodes);
    else needed.set(`${kind} ${name}`, { kind, name, itemCodes: [...itemCodes] });
  };
  for (const item of draft.items) {
    for (const name of new Set(item.divisions.map((division) => division.name))) need('division', name, [item.code]);
    if (item.leader !== '') need('leader', item.leader, [item.code]);
  }
  const all = draft.items.map((item) => item.code);
  need('office', '督查室', all);
  if (draft.principal !== '') need('principal', draft.principal, all);
  return [...needed.values()].filter((post) => !findPost(roster, post.kind, post.name));
}

/** The roster's entry for a post of the plan. The office is the one entry of its kind, whatever its name. */
export function findPost(roster: Roster, kind: PostKind, name: string): RosterEntry | undefined {
  return roster.entries.find((entry) => entry.kind === kind && (kind === 'office' || entry.post === name));
}
