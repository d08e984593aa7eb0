import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CLOCK_AHEAD, presentOf } from '../../config/present.js';

const WALL = Date.parse('2026-11-30T09:00:00+08:00');
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'duban-present-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

function install(environment: Record<string, string>): void {
  writeFileSync(path.join(dir, 'installation.json'), JSON.stringify({ format: 1, pid: process.pid, environment }));
}

describe('the present of a command', () => {
  it('is that of a played year, and goes on from there', () => {
    install({ [CLOCK_AHEAD]: String(Date.parse('2028-01-31T10:00:00+08:00') - WALL) });
    expect(presentOf({ DUBAN_VAR_DIR: dir }, WALL + 60_000)).toBe(Date.parse('2028-01-31T10:01:00+08:00'));
  });

  it('is the wall clock anywhere else', () => {
    expect(presentOf({ DUBAN_VAR_DIR: dir }, WALL)).toBe(WALL);
    install({});
    expect(presentOf({ DUBAN_VAR_DIR: dir }, WALL)).toBe(WALL);
    install({ [CLOCK_AHEAD]: '86400000' });
    expect(presentOf({ DUBAN_VAR_DIR: dir, DATABASE_URL: 'postgres://db.example/duban' }, WALL)).toBe(WALL);
  });
});
