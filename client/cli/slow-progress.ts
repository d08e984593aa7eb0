import cliProgress from 'cli-progress';
import { SECOND } from '../../domain/instant.js';

/** Work that takes longer is shown on its way. */
const PATIENCE = 2 * SECOND;

export interface SlowProgress {
  update: (done: number) => void;
  stop: () => void;
}

/** A bar on standard error for work that turns out to be long. `format` as cli-progress has it. */
export function slowProgress(format: string, total: number): SlowProgress {
  const bar = new cliProgress.SingleBar({ format, stream: process.stderr, clearOnComplete: true });
  let done = 0;
  const timer = setTimeout(() => bar.start(total, done), PATIENCE);
  return {
    update(now) {
      done = now;
      if (bar.isActive) bar.update(now);
    },
    stop() {
      clearTimeout(timer);
      if (bar.isActive) bar.stop();
    },
  };
}
