import type { WorkingCalendar } from '../domain/calendar/working-calendar.js';
import { dayOf } from '../domain/calendar/zoned.js';
import type { Instant } from '../domain/instant.js';
import type { ReleasedNotice } from '../domain/notice.js';
import type { Policy } from '../domain/policy.js';
import { isWeeklyDue } from '../domain/division-standing.js';
import { inWorkingHours, isWorkingHours, nextRelease } from '../domain/schedule.js';
import type { Channel } from '../mail/channels/channels.js';
import { unlimited, type Pace } from '../mail/pace.js';
import { anchorAudits } from '../register/anchor-audits.js';
import { isAtRest } from '../register/at-rest.js';
import type { Database } from '../register/database.js';
import type { LinkNaming } from '../register/links.js';
import { claimNext, type AboutReader, type Recipient } from '../register/outbox/claim.js';
import type { Content } from '../register/outbox/content.js';
import { settleInterrupted } from '../register/outbox/deliver.js';
import type { ReleaseWindow } from '../register/outbox/claimable.js';
import { planRelease } from '../register/outbox/plan-release.js';
import { reportMails } from '../register/outbox/report-mails.js';
import { queueWeekly, type WeekOf } from '../register/outbox/weekly.js';
import { openRestoration } from '../register/restoration.js';
import type { UnansweredCommand } from '../register/unanswered-commands.js';
import type { DispatchActivities } from '../workflows/contract.js';
import { sendBatch, type Sending } from './send-batch.js';
import { sendShort } from './send-short.js';

export interface DispatchActivitiesDependencies {
  db: Database;
  calendar: WorkingCalendar;
  /** The office's own hours, by which dispatch lives; each notice's release is its campaign's. */
  policy: Policy;
  compose: (
    recipient: Recipient,
    notices: ReleasedNotice[],
    about: AboutReader & { now: Instant },
  ) => Content | Promise<Content>;
  /** Without it there are no weekly digests. */
  composeWeekly?: (week: WeekOf, now: Instant) => Content;
  /** How mails name the links that divisions act by; absent where they have none. */
  links?: LinkNaming | undefined;
  prepare: Sending['prepare'];
  /** Mails handed over at once; one where nothing is said. */
  atOnce?: number;
  /** Limits to keep; none where nothing is said. */
  pace?: Pace;
  /** Other channels that tell what is late; none where nothing is said. */
  channels?: Channel[];
  /** Gives an item a committed command. It need not arrive: the courier sends again what is not answered. */
  sendCommand: (command: UnansweredCommand) => Promise<void>;
  /** Tells the engine that this batch is alive. */
  heartbeat: (sent: number) => void;
  /** Whether the worker is being stopped: no further mail is begun, so that none is cut off. */
  stopped: () => boolean;
  warn: (message: string) => void;
}

/** Readers whose mails are made before the first of a batch goes out, and mails in one batch: they bound the activity, not the day. */
const READERS = 100;
const MAILS = 1000;

export function createDispatchActivities(dependencies: DispatchActivitiesDependencies): DispatchActivities {
  const { db, calendar, policy } = dependencies;
  const t = { policy, calendar };
  const retryAt = (instant: Instant): Instant => inWorkingHours(instant, t);
  let anchoredOn = '';
  let weeklyOn = '';
  return {
    async planRelease({ now }) {
      const latest = nextRelease(now, t);
      if (await isAtRest(db)) return { due: false, wakeAt: latest };
      await anchorToday(now);
      await weeklyToday(now);
      return planRelease(db, { now, workingHours: isWorkingHours(now, t), t }, latest);
    },

    async releaseBatch({ now }) {
      if ((await isAtRest(db)) || (await openRestoration(db)) !== null) return { sent: 0 };
      const window = { now, workingHours: isWorkingHours(now, t), t };
      await settleInterrupted(db, now, retryAt);
      for (let claimed = 0; claimed < READERS && !dependencies.stopped(); claimed += 1) {
        dependencies.heartbeat(0);
        const found = await claimNext(db, { ...window, links: dependencies.links }, (recipient, notices, about) =>
          dependencies.compose(recipient, notices, { ...about, now }),
        );
        if (!found) break;
      }
      const sent = await sendBatch({ atOnce: 1, pace: unlimited, ...dependencies, now, most: MAILS, retryAt });
      await report(window, sent);
      // Mails first: a batch that is full leaves them to the next.
      if (sent < MAILS) await sendShort({ channels: [], ...dependencies, now, retryAt });
      return { sent };
    },
  };

  /** Dispatch wakes on every working day, and whenever something is staged. Notices do not wait for a seal that fails: it is tried again. */
  async function anchorToday(now: Instant): Promise<void> {
    const today = dayOf(now, policy.zone);
    if (anchoredOn === today) return;
    try {
      await anchorAudits(db, now);
      anchoredOn = today;
    } catch (error) {
      dependencies.warn(`当日留痕存证未完成，稍后再试：${String(error)}`);
    }
  }

  /** On the first working day of a week on which this runs; the mails are due at once. A mail that fails must not keep the others from going out. */
  async function weeklyToday(now: Instant): Promise<void> {
    const { composeWeekly } = dependencies;
    const today = dayOf(now, policy.zone);
    if (
      composeWeekly === undefined ||
      weeklyOn === today ||
      !isWeeklyDue(now, t) ||
      (await openRestoration(db)) !== null
    )
      return;
    try {
      await queueWeekly(db, { now, zone: policy.zone }, (week) => composeWeekly(week, now));
      weeklyOn = today;
    } catch (error) {
      dependencies.warn(`督办周报未完成，稍后再试：${String(error)}`);
    }
  }

  /** Items hear what became of their mails, and tell the office at once whom mail does not reach. */
  async function report(window: ReleaseWindow, sent: number): Promise<void> {
    while (!dependencies.stopped()) {
      dependencies.heartbeat(sent);
      const commands = await reportMails(db, window);
      if (commands === null) return;
      await Promise.all(commands.map((command) => dependencies.sendCommand(command).catch(() => undefined)));
    }
  }
}
