import { createHash } from 'node:crypto';
import { keepArriving } from '../../client/keep-files.js';
import { sendCommand, type CommandOutcome } from '../../client/send-command.js';
import { chineseDateTime } from '../../domain/calendar/chinese-date.js';
import type { CommandBody } from '../../domain/command.js';
import { DubanError } from '../../domain/errors.js';
import { defaultEvidenceLimits } from '../../domain/evidence/evidence-limits.js';
import type { Instant } from '../../domain/instant.js';
import type { LinkDeed } from '../../domain/link-purpose.js';
import { addDraftFile, markDraftSent, readDraft, removeDraftFile, reviseDraft } from '../../register/drafts.js';
import { joinedText } from '../../domain/joined-text.js';
import type { Link } from '../../register/links.js';
import type { DivisionDependencies } from '../dependencies.js';
import type { Fields, FormReading } from './read-form.js';
import { draftKey, type Standing } from './standing.js';

/** Keeps files that arrive for the draft of a link, one after another: each finds the room that those before have left. */
export function fileKeeper({ duban }: DivisionDependencies, link: Link, now: Instant): FormReading['file'] {
  let before: Promise<unknown> = Promise.resolve();
  const keep: FormReading['file'] = async (given) => {
    const { files: most } = duban.evidenceLimits ?? defaultEvidenceLimits;
    const there = (await readDraft(duban.db, draftKey(link)))?.files.length ?? 0;
    if (there >= most) throw tooMany(`“${given.name}”未收`, most);
    const file = await keepArriving(duban, given);
    await addDraftFile(duban.db, draftKey(link), { file, by: link.person, at: now, via: 'page' });
  };
  return (given, fields) => {
    const kept = before.then(() => keep(given, fields));
    before = kept.catch(() => undefined);
    return kept;
  };
}

function tooMany(what: string, most: number): DubanError {
  return new DubanError('evidence-too-many', `佐证材料最多${most}个，${what}。请合并成压缩包（.zip）。`, { most });
}

/** Tells one text from another, in a form that carries it there and back. */
export function markOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}

/**
 * Keeps what was typed, whatever becomes of it. Throws `draft-changed` where somebody else has written meanwhile (both texts are kept),
 * and where a figure cannot be read: the rest is kept all the same.
 */
export async function keepTyped(dependencies: DivisionDependencies, standing: Standing, fields: Fields): Promise<void> {
  const { db } = dependencies.duban;
  const { link, item, reader, sent } = standing;
  const key = draftKey(link);
  const saving = { by: link.person, at: reader.now, via: 'page' } as const;
  // The form began with the files of the report that came back.
  if (fields['from'] === 'sent')
    for (const file of sent.at(-1)?.files ?? []) await addDraftFile(db, key, { file, ...saving });
  const removed = /^remove:([0-9a-f]{64})$/.exec(fields['do'] ?? '')?.[1];
  const gone = (await readDraft(db, key))?.files.filter(({ sha256 }) => sha256 === removed) ?? [];
  for (const file of gone) await removeDraftFile(db, key, { file, ...saving });
  const typed = fields['text'] ?? '';
  let other: string | null = null;
  // Text first: a figure that cannot be read must not cost it.
  await reviseDraft(db, key, {
    ...saving,
    revise(before) {
      const { text = '', figures = [] } = before ?? {};
      if (before === null || text === '' || text === typed || markOf(text) === fields['before'])
        return { text: typed, figures };
      other = `${before.savedBy}（${chineseDateTime(before.savedAt, reader)}）`;
      return { text: joinedText(typed, text, `另一稿：${other}`), figures };
    },
  });
  const figures = item.targets.flatMap(({ text }, target) => {
    const figure = fields[`figure-${String(target)}`]?.trim() ?? '';
    return figure === '' ? [] : [{ target, value: numberIn(figure, text) }];
  });
  await reviseDraft(db, key, { ...saving, revise: (before) => ({ text: before?.text ?? typed, figures }) });
  if (other === null) return;
  const message = `您打开页面之后，${other as string}另存了一稿。两稿都保留在下面，请核对、删去重复的部分，再行提交。`;
  throw new DubanError('draft-changed', message);
}

/** As it is typed in Chinese too: １２，000. */
function numberIn(figure: string, target: string): number {
  const digits = figure.normalize('NFKC').replaceAll(',', '');
  if (/^\d{1,15}(\.\d{1,6})?$/.test(digits)) return Number(digits);
  const message = `“${target}”的完成数“${figure.slice(0, 40)}”应为不小于零的数字，不带单位。`;
  throw new DubanError('figure-unreadable', message, { figure });
}

/** A form as it was shown is one deed, however often it is sent. */
export function commandId(link: Link, fields: Fields): string {
  return `${link.id}/${(fields['nonce'] ?? '').slice(0, 36)}`;
}

/** Does what the form asks, as its link's division. */
export async function doDeed(
  { duban }: DivisionDependencies,
  standing: Standing,
  { deed, fields }: { deed: LinkDeed; fields: Fields },
): Promise<CommandOutcome> {
  const { link, item, reader } = standing;
  const body = await bodyOf(duban.db, standing, { deed, fields });
  const { files: most } = duban.evidenceLimits ?? defaultEvidenceLimits;
  if ('files' in body && body.files.length > most) throw tooMany(`现有${body.files.length}个，请移除多余的`, most);
  const id = commandId(link, fields);
  if (deed === 'submit' || deed === 'contribute') await markDraftSent(duban.db, draftKey(link), id);
  return sendCommand(duban, item.campaignId, { id, itemId: item.id, actor: link.post, at: reader.now, body });
}

async function bodyOf(
  db: DivisionDependencies['duban']['db'],
  { link }: Standing,
  { deed, fields }: { deed: LinkDeed; fields: Fields },
): Promise<CommandBody> {
  const { checkpoint } = link;
  const said = (name: string): string => (fields[name] ?? '').trim();
  switch (deed) {
    case 'acknowledge':
      return { kind: 'acknowledge' };
    case 'dispute':
      return { kind: 'dispute', reason: said('reason') };
    case 'requestExtension':
      return { kind: 'requestExtension', checkpoint, due: said('due'), reason: said('reason') };
    case 'replyOrder':
      return { kind: 'replyOrder', checkpoint, plan: said('plan'), due: said('due'), person: said('person') };
    case 'submit':
    case 'contribute': {
      const draft = await readDraft(db, draftKey(link));
      const { text = '', files = [], figures = [] } = draft ?? {};
      if (text.trim() === '' && files.length === 0 && (figures.length === 0 || deed === 'contribute')) {
        throw new DubanError('nothing-to-submit', '还没有填写内容：请写明完成情况，或附上佐证材料。');
      }
      return deed === 'submit'
        ? { kind: 'submit', checkpoint, text: text.trim(), files, figures }
        : { kind: 'contribute', checkpoint, text: text.trim(), files };
    }
  }
}
