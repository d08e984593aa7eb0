import { HOUR } from '../../domain/instant.js';
import { DubanError } from '../../domain/errors.js';
import { knownContents, spokenOf, whereUsed } from '../../register/doctor/evidence-hashes.js';
import type { StoreEntry } from '../../register/evidence-store.js';
import type { Patient } from './check.js';

/** How many there are, how large, and the first few by name. */
export interface Counted {
  count: number;
  size: number;
  names: string[];
}

export interface Survey {
  kept: Counted;
  /** The register refers to it, and it is not there. */
  missing: Counted;
  /** Its bytes are not those of its name. */
  corrupt: Counted;
  /** There for a day, and nothing refers to it. */
  orphans: Counted;
  /** Arriving for more than an hour. */
  leftovers: Counted;
  foreign: Counted;
  /** Whether there was time for all. */
  complete: boolean;
}

const FIRST = 3;
const PAGE = 500;

/** Goes along the store and the register side by side, both in the order of hashes, with a page of either in memory. */
export async function surveyEvidence(
  { duban, clock, now }: Patient,
  { deep, within }: { deep: boolean; within: number },
): Promise<Survey> {
  const survey = emptySurvey();
  const known = knownContents(duban.db);
  let wanted = await known.next();
  let unclaimed: (StoreEntry & { kind: 'content' })[] = [];
  for await (const entry of duban.evidence.entries()) {
    if (!deep && clock() - now > within) return { ...survey, complete: false };
    if (entry.kind === 'foreign') note(survey.foreign, entry.name);
    else if (entry.kind === 'incoming') {
      if (now - entry.at > HOUR) note(survey.leftovers, entry.name, entry.size);
    } else {
      note(survey.kept, entry.sha256, entry.size);
      for (; wanted.done !== true && wanted.value.sha256 < entry.sha256; wanted = await known.next())
        await noteMissing(wanted.value.sha256);
      let sound = true;
      if (wanted.done !== true && wanted.value.sha256 === entry.sha256) {
        sound = (wanted.value.size ?? entry.size) === entry.size;
        wanted = await known.next();
      } else if (now - entry.at > 24 * HOUR) unclaimed.push(entry);
      if (unclaimed.length === PAGE) unclaimed = await noteOrphans(unclaimed);
      if (!sound || (deep && (await look(entry.sha256)) === 'evidence-corrupt'))
        note(survey.corrupt, entry.sha256, entry.size);
    }
  }
  for (; wanted.done !== true; wanted = await known.next()) await noteMissing(wanted.value.sha256);
  await noteOrphans(unclaimed);
  for (const { names } of [survey.missing, survey.corrupt]) {
    const used = await whereUsed(duban.db, names);
    names.forEach((sha256, n) => (names[n] = `${used.get(sha256) ?? ''}${sha256}`));
  }
  return survey;

  async function noteOrphans(entries: (StoreEntry & { kind: 'content' })[]): Promise<[]> {
    const spoken = await spokenOf(
      duban.db,
      entries.map(({ sha256 }) => sha256),
    );
    for (const { sha256, size } of entries) if (!spoken.has(sha256)) note(survey.orphans, sha256, size);
    return [];
  }

  /** Looked for once more: it may have been handed in while the store was gone along. */
  async function noteMissing(sha256: string): Promise<void> {
    if ((await look(sha256)) === 'evidence-missing') note(survey.missing, sha256);
  }

  /** Reads what is kept, all of it, which is what verifies; gives what is wrong with it. */
  async function look(sha256: string): Promise<string | null> {
    try {
      for await (const _ of duban.evidence.read(sha256));
      return null;
    } catch (error) {
      if (error instanceof DubanError && /^evidence-(corrupt|missing)$/.test(error.code)) return error.code;
      throw error;
    }
  }
}

function note(counted: Counted, name: string, size = 0): void {
  counted.count += 1;
  counted.size += size;
  if (counted.names.length < FIRST) counted.names.push(name);
}

function emptySurvey(): Survey {
  const none = (): Counted => ({ count: 0, size: 0, names: [] });
  return {
    ...{ kept: none(), missing: none(), corrupt: none(), orphans: none(), leftovers: none(), foreign: none() },
    complete: true,
  };
}
