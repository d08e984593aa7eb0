import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readSettings } from '../../config/settings.js';

const production = {
  DATABASE_URL: 'postgres://duban:x@db.example:5432/duban',
  TEMPORAL_ADDRESS: 'temporal.example:7233',
  DUBAN_SMTP_URL: 'smtps://office%40example.org:p%23w@smtp.example',
  DUBAN_MAIL_FROM: '督查室 <duban@example.org>',
  DUBAN_EVIDENCE_DIR: '/srv/evidence',
};

describe('settings from the environment', () => {
  it('reads a production environment', () => {
    expect(readSettings(production)).toEqual({
      databaseUrl: production.DATABASE_URL,
      temporalAddress: 'temporal.example:7233',
      temporalNamespace: 'default',
      temporalSecurity: {},
      taskQueue: 'duban',
      smtp: {
        host: 'smtp.example',
        port: 465,
        secure: true,
        user: 'office@example.org',
        password: 'p#w',
        from: '督查室 <duban@example.org>',
        others: [],
        connections: 4,
      },
      evidenceDir: path.resolve('/srv/evidence'),
      evidenceLimits: { files: 20, size: 500 * 1024 * 1024 },
      webPort: 7600,
      webHost: '127.0.0.1',
    });
  });

  it('encrypts the way to an engine that asks for a key', () => {
    expect(readSettings({ ...production, TEMPORAL_API_KEY: 'geheim' }).temporalSecurity).toEqual({
      tls: true,
      apiKey: 'geheim',
    });
    expect(readSettings({ ...production, TEMPORAL_TLS: 'true' }).temporalSecurity).toEqual({ tls: true });
  });

  it('knows a bucket by its address and its keys by their usual names, and takes the one not without the others', () => {
    const bucket = {
      ...production,
      DUBAN_EVIDENCE_S3: 'https://s3.example.org/duban/',
      AWS_ACCESS_KEY_ID: 'id',
      AWS_SECRET_ACCESS_KEY: 'geheim',
      DUBAN_EVIDENCE_MAX_MB: '50',
    };
    expect(readSettings(bucket)).toMatchObject({
      evidenceS3: {
        bucketUrl: 'https://s3.example.org/duban',
        region: 'us-east-1',
        accessKeyId: 'id',
        secretAccessKey: 'geheim',
      },
      evidenceLimits: { files: 20, size: 50 * 1024 * 1024 },
    });
    const key = 'k'.repeat(32);
    const linked = { ...production, DUBAN_LINK_KEY: key };
    expect(readSettings({ ...linked, DUBAN_CONSOLE_URL: 'https://duban.example' }).links).toEqual({
      ...{ key, baseUrl: 'https://duban.example' },
    });
    expect(() => readSettings(linked)).toThrow(/DUBAN_CONSOLE_URL 未设置（设有 DUBAN_LINK_KEY 时须有）/);
    expect(catchError(() => readSettings({ ...production, DUBAN_LINK_KEY: 'geheim' })).message).not.toContain('geheim');
    const faulty = { ...bucket, AWS_ACCESS_KEY_ID: '', DUBAN_EVIDENCE_MAX_FILES: '0' };
    expect(() => readSettings(faulty)).toThrow(/DUBAN_EVIDENCE_MAX_FILES/);
    expect(() => readSettings({ ...bucket, AWS_ACCESS_KEY_ID: '' })).toThrow(
      /AWS_ACCESS_KEY_ID 未设置（设有 DUBAN_EVIDENCE_S3/,
    );
    const address = catchError(() =>
      readSettings({ ...bucket, DUBAN_EVIDENCE_S3: 'https://id:geheim@s3.example.org/x' }),
    );
    expect(address.message).toMatch(/DUBAN_EVIDENCE_S3 应为桶的地址/);
    expect(address.message).not.toContain('geheim');
  });

  it('names every fault at once and never repeats a secret', () => {
    const faulty = {
      ...production,
      DUBAN_SMTP_URL: 'http://u:geheim@x',
      DUBAN_MAIL_FROM: '',
      DUBAN_WEB_PORT: '70000',
      DUBAN_ZONE: 'Mars/One',
    };
    const error = catchError(() => readSettings(faulty));
    expect(error).toMatchObject({ code: 'settings-invalid' });
    expect(error.message).toMatch(/DUBAN_SMTP_URL.*DUBAN_MAIL_FROM.*DUBAN_WEB_PORT.*DUBAN_ZONE/);
    expect(error.message).not.toContain('geheim');
  });

  it('refuses a sender that would add a header line', () => {
    expect(() => readSettings({ ...production, DUBAN_MAIL_FROM: 'a@example.org\r\nBcc: b@example.org' })).toThrow(
      /DUBAN_MAIL_FROM/,
    );
  });
});

describe('settings of the embedded installation', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(path.join(tmpdir(), 'duban-settings-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  const write = (pid: number): void =>
    writeFileSync(
      path.join(dir, 'installation.json'),
      JSON.stringify({ format: 1, pid, environment: { ...production, DUBAN_MAILBOX_DIR: '/x/mailbox' } }),
    );

  it('come from the folder where DATABASE_URL is absent, whole', () => {
    write(process.pid);
    const settings = readSettings({ DUBAN_VAR_DIR: dir, TEMPORAL_ADDRESS: 'elsewhere.example:7233' });
    expect(settings.databaseUrl).toBe(production.DATABASE_URL);
    expect(settings.temporalAddress).toBe('temporal.example:7233');
    expect(settings.mailboxDir).toBe(path.resolve('/x/mailbox'));
  });

  it('are refused when nothing was started, or the launcher is gone', () => {
    expect(() => readSettings({ DUBAN_VAR_DIR: dir })).toThrow(/尚未启动：请先运行 npm start/);
    write(2 ** 22 + 1);
    expect(() => readSettings({ DUBAN_VAR_DIR: dir })).toThrow(/尚未启动：请先运行 npm start/);
  });

  it('are refused when the file is damaged', () => {
    writeFileSync(path.join(dir, 'installation.json'), '{"format":1,');
    expect(() => readSettings({ DUBAN_VAR_DIR: dir })).toThrow(/已损坏/);
  });
});

function catchError(action: () => unknown): Error {
  try {
    action();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}
