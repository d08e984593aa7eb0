import type { Instant } from '../instant.js';
import type { Effect, StagedNotice, WithdrawEffect } from '../item-event.js';

/** What an item has staged: told once for each key, and withdrawn only while it has not gone out. */
export class Outbox {
  private readonly keys = new Set<string>();
  private notices: StagedNotice[] = [];

  /** As the register does it: what is withdrawn goes first, then what is staged comes in. */
  take(effects: readonly Effect[], now: Instant): void {
    for (const effect of effects) if (effect.type === 'withdraw') this.withdraw(effect, now);
    for (const effect of effects) if (effect.type === 'stage') this.stage(effect.notice);
  }

  sent(): StagedNotice[] {
    return this.notices;
  }

  private stage(notice: StagedNotice): void {
    const { checkpoint, round, rule, step, post, contact } = notice;
    const key = `${checkpoint} ${round} ${rule} ${step} ${contact} ${post}`;
    if (this.keys.has(key)) return;
    this.keys.add(key);
    this.notices.push(notice);
  }

  private withdraw({ checkpoint, rules, post, after }: WithdrawEffect, now: Instant): void {
    const later = Math.max(now, after ?? now);
    this.notices = this.notices.filter(
      (notice) =>
        notice.release <= later ||
        !rules.includes(notice.rule) ||
        (checkpoint !== 'any' && checkpoint !== notice.checkpoint) ||
        (post !== undefined && post !== notice.post),
    );
  }
}
