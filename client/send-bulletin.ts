import { formDocx } from '../documents/forms/form-docx.js';
import { overall } from '../documents/bulletin/bulletin-words.js';
import { DubanError } from '../domain/errors.js';
import type { Instant } from '../domain/instant.js';
import { asItComes, waitAt } from '../domain/preference.js';
import { inWorkingHours } from '../domain/schedule.js';
import { composeBulletin } from '../mail/bulletin.js';
import { refuseAtRest } from '../register/at-rest.js';
import { wakeFor } from '../register/dispatch-wake.js';
import { bulletinReaders, type BulletinReader } from '../register/outbox/bulletin-readers.js';
import { isFirstMail } from '../register/outbox/first-mail.js';
import { isQueued, queueMail } from '../register/outbox/queue-mail.js';
import { officePeople } from '../register/outbox/weekly.js';
import { preferencesOf } from '../register/preferences.js';
import type { CampaignRow } from '../register/queries/campaigns.js';
import { timekeepingOf } from '../register/queries/timekeeping.js';
import { wakeDispatch } from './arm-item.js';
import type { Bulletin } from './bulletin.js';
import type { Duban } from './duban.js';

interface Sending {
  /** Ids of posts; all who are concerned where there are none. */
  to: string[] | null;
  now: Instant;
}

export interface SentBulletin {
  /** Who gets it now, and who has had it before. */
  queued: BulletinReader[];
  before: BulletinReader[];
  /** When the first of them go out. */
  from: Instant;
}

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/**
 * Sends an issued bulletin to those it concerns, its Word file with it, in the office's hours and as each wants routine mail. Each
 * person gets it once, however often it is sent.
 *
 * @throws DubanError `bulletin-not-issued`, `at-rest`
 */
export async function sendBulletin(
  duban: Duban,
  { campaign, bulletin }: { campaign: CampaignRow; bulletin: Bulletin },
  { to, now }: Sending,
): Promise<SentBulletin> {
  const { db } = duban;
  await refuseAtRest(db);
  const { report, form, issued } = bulletin;
  const { period, figures } = report;
  if (issued === null) {
    const message = `${period.label}督查通报尚未印发；印发并发送：--issue --signatory <签发人> --as 督查室 --send。`;
    throw new DubanError('bulletin-not-issued', message, { period: period.name });
  }
  const t = { policy: duban.policy, calendar: duban.calendar };
  const from = inWorkingHours(now, t);
  const names = (rows: { name: string }[]): string[] => rows.map(({ name }) => name);
  const readers = await bulletinReaders(db, {
    ...{ campaignId: campaign.id, chosen: to, now: from, zone: campaign.zone },
    ...{ divisions: names(figures.divisions), leaders: names(figures.leaders) },
  });
  const preferences = await preferencesOf(db);
  const { policy } = (await timekeepingOf(db, campaign.id, duban.calendar)) ?? t;
  const paper = { name: `${period.label}督查通报.docx`, type: DOCX, content: Buffer.from(await formDocx(form)) };
  const sent: SentBulletin = { queued: [], before: [], from };
  for (const reader of readers) {
    const { recipient } = reader;
    const occasion = `bulletin/${campaign.id}/${period.name}/${recipient.id}`;
    const wait = waitAt(from, preferences.get(recipient.id) ?? asItComes, t);
    const queued = await db.transaction().execute(async (tx) => {
      if (await isQueued(tx, recipient, occasion)) return false;
      const kinds = reader.posts.map(({ kind }) => kind);
      const content = composeBulletin({
        ...{ ...reader, report, overall: overall(report), issuedAt: issued.at, office: issued.by },
        ...{ contacts: await officePeople(tx), consoleUrl: duban.consoleUrl ?? null },
        welcome: (await isFirstMail(tx, recipient.id)) ? { kinds, policy } : null,
      });
      const at = wait !== null && from > wait.upTo ? wait.until : from;
      const made = { content: { ...content, attachments: [paper] }, fault: null };
      await queueMail(tx, { recipient, made, now, from: at, escalation: false, copyOf: null, occasion });
      await wakeFor(tx, at);
      return true;
    });
    (queued ? sent.queued : sent.before).push(reader);
  }
  await wakeDispatch(duban);
  return sent;
}
