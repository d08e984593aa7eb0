import { existsSync } from 'node:fs';
import path from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'chrome.exe', 'msedge.exe'];

/** A chromium of this machine, `CHROMIUM_PATH` first; undefined where there is none, which under CI is a failure. */
export function findBrowser(): string | undefined {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const found = folders
    .flatMap((folder) => NAMES.map((name) => path.join(folder, name)))
    .find((file) => existsSync(file));
  if (found === undefined && !process.env.CI) {
    console.warn(
      'no chromium on this machine: the pages are not looked at in a browser; install chromium or set CHROMIUM_PATH',
    );
  }
  return found;
}
