import type { Instant } from '../domain/instant.js';
import { readInstallation, varFolder } from './installation.js';

/** Set where time was played: by so many milliseconds the installation's clock is ahead of the wall's. */
export const CLOCK_AHEAD = 'DUBAN_CLOCK_AHEAD_MS';

/** The present of the installation that the CLI talks to: the wall clock's `wall`, or of a played year its end. */
export function presentOf(environment: NodeJS.ProcessEnv, wall: Instant): Instant {
  if (environment.DATABASE_URL) return wall;
  try {
    return wall + Number(readInstallation(varFolder(environment)).environment[CLOCK_AHEAD] ?? 0);
  } catch {
    // Nothing runs there: commands that need an installation say so themselves.
    return wall;
  }
}
