import { sql } from 'kysely';
import type { Database } from '../database.js';

const PAGE = 1_000;

/** Content that the register refers to; the size in bytes where it knows it. */
export interface KnownContent {
  sha256: string;
  size: number | null;
}

/** Every content that the register refers to, in the order of hashes: what was handed in, and plan documents. */
export async function* knownContents(db: Database): AsyncGenerator<KnownContent> {
  for (let after = ''; ;) {
    const { rows } = await sql<KnownContent>`
      select sha256, max(size) as size from (
        (select sha256, min(size) as size from evidence where sha256 > ${after} group by 1 order by 1 limit ${sql.lit(PAGE)})
        union all
        (select document, null from plan_version where document > ${after} group by 1 order by 1 limit ${sql.lit(PAGE)})
      ) known group by 1 order by 1 limit ${sql.lit(PAGE)}`.execute(db);
    yield* rows;
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.sha256 ?? '';
  }
}

/** Those of the contents that a draft holds, or that a command or an answer by mail speaks of, though nothing was recorded of it: it was refused, or waits. */
export async function spokenOf(db: Database, hashes: string[]): Promise<Set<string>> {
  if (hashes.length === 0) return new Set();
  const { rows } = await sql<{ sha256: string }>`
    select distinct file->>'sha256' as sha256 from command, jsonb_array_elements(body->'files') file
    where kind in ('submit', 'contribute') and file->>'sha256' = any(${hashes})
    union select sha256 from draft_file where sha256 = any(${hashes})
    union
    select file->>'sha256' from received_mail, jsonb_array_elements(content->'files') file
    where file->>'sha256' = any(${hashes})`.execute(db);
  return new Set(rows.map(({ sha256 }) => sha256));
}

/** Where an officer knows contents from, by their hashes: item and file name, or the plan document of a campaign. */
export async function whereUsed(db: Database, hashes: string[]): Promise<Map<string, string>> {
  if (hashes.length === 0) return new Map();
  const { rows } = await sql<{ sha256: string; used: string }>`
    select sha256, min('事项' || item.code || '的“' || evidence.name || '”') as used
      from evidence join submission on submission.id = submission_id join item on item.id = item_id
      where sha256 = any(${hashes}) group by 1
    union all
    select document, min('方案“' || document_name || '”') from plan_version where document = any(${hashes}) group by 1`.execute(
    db,
  );
  return new Map(rows.map(({ sha256, used }) => [sha256, used]));
}
