import { homedir } from 'node:os';
import path from 'node:path';

/** Where fetched and built servers are kept: the user's cache, outside the project and outside var/, so it can always be emptied. */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  if (environment.DUBAN_CACHE_DIR) return path.resolve(environment.DUBAN_CACHE_DIR);
  return path.join(userCache(environment), 'duban');
}

function userCache(environment: NodeJS.ProcessEnv): string {
  if (process.platform === 'darwin') return path.join(homedir(), 'Library', 'Caches');
  if (process.platform === 'win32') return environment.LOCALAPPDATA ?? path.join(homedir(), 'AppData', 'Local');
  return environment.XDG_CACHE_HOME ?? path.join(homedir(), '.cache');
}
