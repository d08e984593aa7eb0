import { createHash } from 'node:crypto';
import { rowsFile } from '../../documents/dossier/dossier-reader.js';
import { indexPage, type IndexRow } from '../../documents/dossier/index-page.js';
import { PAGES, itemPage, itemText } from '../../documents/dossier/item-page.js';
import { readme } from '../../documents/dossier/readme.js';
import type { Spool } from '../../documents/dossier/spool.js';
import { ledgerFile } from '../../documents/ledger/ledger-file.js';
import { chineseDateTime } from '../../domain/calendar/chinese-date.js';
import { DubanError } from '../../domain/errors.js';
import type { Instant } from '../../domain/instant.js';
import type { Timekeeping } from '../../domain/schedule.js';
import type { Mailbox } from '../../mail/mailbox.js';
import { buildMessage } from '../../mail/message.js';
import type { Tx } from '../../register/database.js';
import { attachmentsOf, evidenceOnce, planVersions, sentMails } from '../../register/dossier/dossier-files.js';
import { dossierRows } from '../../register/dossier/dossier-rows.js';
import { DOSSIER_TABLES } from '../../register/dossier/dossier-tables.js';
import type { CampaignRow } from '../../register/queries/campaigns.js';
import { itemPages, type ItemRow } from '../../register/queries/items.js';
import { listPosts } from '../../register/queries/posts.js';
import type { Duban } from '../duban.js';
import { ledgerWithin } from '../ledger.js';
import { itemLit } from '../lit.js';
import { VERSION } from '../version.js';
import { dated, dossierNames } from './dossier-names.js';
import type { DossierWriter } from './dossier-writer.js';
import { itemStory, type StoryContext } from './item-story.js';

export interface ArchiveInput {
  campaignId: string;
  /** Where the dossier is to lie; whatever is there is replaced, when all is written. */
  file: string;
  now: Instant;
  /** By whom mails are sent: their Message-ID is of his domain. */
  sender: Mailbox;
  /** How many of all items have their page. */
  onItem: (done: number) => void;
}

interface Filling extends ArchiveInput {
  tx: Tx;
  duban: Pick<Duban, 'evidence' | 'calendar'>;
  campaign: CampaignRow;
  t: Timekeeping;
  /** Gathers the items' texts while their pages are written. */
  text: Spool;
}

/** All that a dossier holds but its manifest; first what people read. */
export async function fillDossier(writer: DossierWriter, given: Filling): Promise<void> {
  const { tx, campaign, duban, now, text } = given;
  const ledger = ledgerFile(await ledgerWithin(tx, { campaign, now, calendar: duban.calendar }), 'xlsx');
  await writer.add({ file: '说明.txt', what: 'readme' }, [readmeOf(given)]);
  const { title, span, issuer } = campaign;
  await writer.add(
    { file: '目录.html', what: 'index' },
    indexPage(
      `《${title}》督办卷宗`,
      [issuer, span].filter((fact) => fact !== ''),
      indexRows(given),
    ),
  );
  await writer.add({ file: '台账.xlsx', what: 'ledger' }, ledger.pieces, { deflate: false });
  for (const { n, document, document_name } of await planVersions(tx, campaign.id)) {
    const file = dossierNames.plan(n, document_name);
    await writer.add(
      { file, what: 'plan', sha256: document },
      stored(given, document, `第${n}版方案“${document_name}”`),
    );
  }
  const paths = await addEvidence(writer, given);
  await addStories(writer, given, paths);
  await writer.add({ file: `${PAGES}/全部事项.txt`, what: 'timelines' }, text.read());
  await addMails(writer, given);
  for (const table of DOSSIER_TABLES)
    await writer.add({ file: rowsFile(table.name), what: 'rows' }, dossierRows(tx, table, campaign.id));
}

function readmeOf({ campaign, t, now }: Filling): string {
  const { title, issuer, span, id, zone } = campaign;
  const algorithm = { sha256: 'SHA-256', sm3: 'SM3' }[t.policy.auditHash];
  return readme({ title, issuer, span, id, madeAt: chineseDateTime(now, dated(zone)), program: VERSION, algorithm });
}

async function* indexRows({ tx, campaign, now }: Filling): AsyncGenerator<IndexRow> {
  for await (const { position, item } of numbered(tx, campaign.id)) {
    const { code, title } = item;
    const leads = item.posts.filter(({ role }) => role === 'lead').map(({ name }) => name);
    const path = dossierNames.page({ position, code, title });
    yield { code, title, leads: leads.join('、'), light: itemLit(item, now).word, path };
  }
}

/** By their order, from 1. */
async function* numbered(tx: Tx, campaignId: string): AsyncGenerator<{ position: number; item: ItemRow }> {
  let position = 0;
  for await (const items of itemPages(tx, campaignId))
    for (const item of items) yield { position: (position += 1), item };
}

/** What the store has under a hash; it is no evidence unless it still is what was handed in. */
async function* stored({ duban }: Filling, sha256: string, what: string): AsyncGenerator<Buffer> {
  const sum = createHash('sha256');
  try {
    for await (const chunk of duban.evidence.read(sha256)) {
      sum.update(chunk as Buffer);
      yield chunk as Buffer;
    }
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
    throw new DubanError(
      'evidence-missing',
      `${what}不在佐证材料库中，不能归档；请从备份恢复后再试。`,
      { sha256 },
      { cause },
    );
  }
  if (sum.digest('hex') === sha256) return;
  throw new DubanError('evidence-damaged', `${what}在佐证材料库中已损坏，不能归档；请从备份恢复后再试。`, { sha256 });
}

async function addEvidence(writer: DossierWriter, given: Filling): Promise<Map<string, string>> {
  const paths = new Map<string, string>();
  for await (const found of evidenceOnce(given.tx, given.campaign.id)) {
    const file = dossierNames.evidence(found);
    const { sha256, size, code, name } = found;
    // Documents and pictures are packed already.
    const content = stored(given, sha256, `事项 ${code} 的佐证材料“${name}”`);
    await writer.add({ file, what: 'evidence', sha256 }, content, { size, deflate: false });
    paths.set(sha256, file);
  }
  return paths;
}

async function addStories(writer: DossierWriter, given: Filling, paths: Map<string, string>): Promise<void> {
  const { tx, campaign, t, now, text, onItem } = given;
  const posts = new Map((await listPosts(tx)).map(({ id, name }) => [id, name]));
  const context: StoryContext = { tx, campaign, t, now, posts, pathOf: (sha256) => paths.get(sha256) ?? '' };
  for await (const { position, item } of numbered(tx, campaign.id)) {
    const story = await itemStory(item, context);
    const { code, title } = item;
    await writer.add({ file: dossierNames.page({ position, code, title }), what: 'timeline' }, [itemPage(story)]);
    await text.append(itemText(story));
    onItem(position);
  }
}

/** Made by the code that sends them, from what was kept of them: the same bytes. */
async function addMails(writer: DossierWriter, { tx, campaign, sender }: Filling): Promise<void> {
  for await (const mail of sentMails(tx, campaign.id)) {
    const { name, mailbox, ...content } = mail;
    const message = {
      ...content,
      recipient: { name, mailbox },
      attachments: await attachmentsOf(tx, mail.id),
    };
    // Refused before it was sent, for an address that is none: its row says so.
    const built = await buildMessage(message, sender).catch((error: unknown) => {
      if (error instanceof DubanError) return null;
      throw error;
    });
    if (built === null) continue;
    await writer.add({ file: dossierNames.mail(mail, campaign.zone), what: 'mail' }, [built.bytes]);
  }
}
