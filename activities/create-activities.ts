import { Context } from '@temporalio/activity';
import type { WorkingCalendar } from '../domain/calendar/working-calendar.js';
import type { Policy } from '../domain/policy.js';
import type { Channel } from '../mail/channels/channels.js';
import { linkNaming, withTokens, type LinkSettings } from '../mail/link-token.js';
import type { Pace } from '../mail/pace.js';
import { composeWeekly } from '../mail/weekly.js';
import type { Mailer } from '../mail/smtp.js';
import type { Database } from '../register/database.js';
import type { Activities } from '../workflows/contract.js';
import { createBulletinActivities } from './bulletin-activities.js';
import { composeWithPapers } from './compose.js';
import { createCampaignActivities } from './campaign-activities.js';
import { createDispatchActivities } from './dispatch-activities.js';
import type { Engine } from './engine.js';
import { assignItems, createItemActivities } from './item-activities.js';

export interface ActivitiesDependencies {
  db: Database;
  calendar: WorkingCalendar;
  policy: Policy;
  engine: Engine;
  mailer: Pick<Mailer, 'prepare' | 'atOnce'>;
  /** Limits that mails are handed over within; none where nothing is said. */
  pace?: Pace;
  /** Other channels that tell what is late; none where nothing is said. */
  channels?: Channel[];
  /** Where mails send their readers; null while there is no console to show. */
  consoleUrl: string | null;
  /** What links in mails are made with; without it, mails name commands instead. */
  links?: LinkSettings | undefined;
  /** Who signs the mails: 督查室. */
  office: string;
}

/** All activities of a worker, made from what they depend on. */
export function createActivities(dependencies: ActivitiesDependencies): Activities {
  const { db, calendar, policy, engine, mailer, pace, channels = [], consoleUrl, links, office } = dependencies;
  const { signalDispatch, signalCampaign, startItem, sendCommand } = engine;
  const items = { db, calendar, signalDispatch, signalCampaign };
  return {
    ...createItemActivities(items),
    ...createCampaignActivities({
      db,
      assignItems: (itemIds, now) => assignItems(items, itemIds, now),
      startItem,
      sendCommand,
      heartbeat: (progress) => Context.current().heartbeat(progress),
      resumeAfter: () => Context.current().info.heartbeatDetails as number | undefined,
      attemptAt: () => Context.current().info.currentAttemptScheduledTimestampMs,
    }),
    ...createBulletinActivities(db, { policy, calendar }),
    ...createDispatchActivities({
      db,
      calendar,
      policy,
      compose: (recipient, notices, about) => composeWithPapers({ ...about, recipient, notices, consoleUrl, office }),
      composeWeekly: (week, now) => composeWeekly({ ...week, now, zone: policy.zone, consoleUrl, office }),
      ...(links === undefined
        ? { prepare: mailer.prepare }
        : { links: linkNaming(links), prepare: (mail) => mailer.prepare(withTokens(mail, links.key)) }),
      atOnce: mailer.atOnce,
      ...(pace === undefined ? {} : { pace }),
      channels,
      sendCommand,
      heartbeat: (sent) => Context.current().heartbeat(sent),
      stopped: () => Context.current().cancellationSignal.aborted,
      warn: (message) => void Context.current().log.warn(message),
    }),
  };
}
