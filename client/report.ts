import type { EvidenceFile } from '../domain/command.js';
import { DubanError } from '../domain/errors.js';
import { dropDraft, type Draft, type DraftKey } from '../register/drafts.js';
import { draftedReply } from '../register/replies/reply-content.js';
import { act, type Acted, type Doing } from './act.js';
import type { Duban } from './duban.js';
import { headName } from './event-text.js';
import { readFigures } from './figures.js';
import { checkpointToSubmit, choosePost, choosePosts } from './find.js';
import { keepFiles } from './keep-files.js';

export interface Report {
  text?: string | undefined;
  /** Paths of the files to hand in. */
  files?: string[] | undefined;
  /** `1=12`: of target 1, 12 are done. */
  figures?: string[] | undefined;
  /** By default the earliest to report on. */
  checkpoint?: number | undefined;
  /** The number of an answer by mail that is handed in, with what is given besides; `text` stands for its own. */
  reply?: string | undefined;
}

/** 报送. Throws `nothing-to-submit`, or what is wrong with files or figures. */
export async function submit(duban: Duban, doing: Doing, report: Report): Promise<Acted> {
  const { item } = doing;
  const figures = readFigures(report.figures ?? [], item);
  const answered = await answeredByMail(duban, doing, report);
  const text = textOf(answered, figures.length > 0);
  const checkpoint = answered.checkpoint ?? checkpointToSubmit(item);
  const files = [...answered.kept, ...(await kept(duban, doing, report))];
  const acted = await act(duban, { ...doing, body: { kind: 'submit', checkpoint, text, files, figures } });
  return settled(duban, { acted, draft: answered.draft });
}

/** 补充材料, by a supporting division. */
export async function contribute(duban: Duban, doing: Doing, report: Omit<Report, 'figures'>): Promise<Acted> {
  const answered = await answeredByMail(duban, doing, report);
  const text = textOf(answered, false);
  const checkpoint = answered.checkpoint ?? checkpointToSubmit(doing.item);
  const files = [...answered.kept, ...(await kept(duban, doing, report))];
  const acted = await act(duban, { ...doing, body: { kind: 'contribute', checkpoint, text, files } });
  return settled(duban, { acted, draft: answered.draft });
}

type Answered = Report & { kept: EvidenceFile[]; draft?: DraftKey & Pick<Draft, 'text' | 'files'> };

/** The answer that was handed in is no draft any more, unless somebody has worked on it since. */
async function settled({ db }: Duban, { acted, draft }: { acted: Acted; draft: Answered['draft'] }): Promise<Acted> {
  if (draft !== undefined && acted.kind !== 'refused') await dropDraft(db, draft);
  return acted;
}

/** A report with what its division answered by mail, where it names that. Throws `no-such-reply`. */
async function answeredByMail(duban: Duban, { item, as }: Doing, report: Report): Promise<Answered> {
  if (report.reply === undefined) return { ...report, kept: [] };
  const postId = await choosePost(duban, as, item);
  const { text, files, checkpoint } = await draftedReply(duban.db, report.reply, { itemId: item.id, postId });
  return {
    ...report,
    draft: { itemId: item.id, checkpoint, post: postId, text, files },
    text: report.text?.trim() ? report.text : text,
    checkpoint: report.checkpoint ?? checkpoint,
    kept: files,
  };
}

export interface Signature {
  agree: boolean;
  reason: string;
  /** Name of the division; by default the one whose head signs. */
  division?: string | undefined;
  checkpoint?: number | undefined;
}

/** 报送前审签, by the division's head. */
export async function sign(duban: Duban, doing: Doing, signature: Signature): Promise<Acted> {
  const { agree, reason } = signature;
  const post = await signedFor(duban, doing, signature);
  const checkpoint = signature.checkpoint ?? checkpointToSubmit(doing.item);
  return act(duban, { ...doing, body: { kind: 'confirm', checkpoint, post, agree, reason } });
}

/** A head signs for the own division, unless told otherwise. */
async function signedFor(duban: Duban, { item, as }: Doing, { division }: Signature): Promise<string> {
  const leads = item.posts.filter(({ role }) => role === 'lead');
  if (division !== undefined) return (await choosePosts(duban, division, 'division'))[0] ?? '';
  if (leads.length === 1 && leads[0] !== undefined) return leads[0].id;
  const own = leads.find(({ name }) => name === as || headName(name) === as);
  if (own !== undefined) return own.id;
  const names = leads.map(({ name }) => name).join('、');
  throw new DubanError('which-division', `事项 ${item.code} 由${names}联合牵头，请用 --division 写明为哪个处室审签。`);
}

function textOf({ text = '', files = [], kept: before }: Answered, hasFigures: boolean): string {
  const words = text.trim();
  if (words !== '' || files.length + before.length > 0 || hasFigures) return words;
  const message = '没有报送内容：请写完成情况说明（--text）、完成数（--figure）或附佐证材料（--file）。';
  throw new DubanError('nothing-to-submit', message);
}

/** Not before it is known who hands them in. */
async function kept(duban: Duban, { as, item }: Doing, { files = [] }: Report) {
  await choosePost(duban, as, item);
  return keepFiles(duban, files);
}
