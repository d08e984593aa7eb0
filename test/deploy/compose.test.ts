import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, jest } from '@jest/globals';

// docker-compose 1.29 takes half a second to start, much more on a busy machine.
jest.setTimeout(60_000);

/** Throw-away values, each recognisable in what comes out. */
const SETTINGS = {
  POSTGRES_PASSWORD: 'throwaway1',
  DUBAN_DB_PASSWORD: 'throwaway2',
  TEMPORAL_DB_PASSWORD: 'throwaway3',
  DUBAN_SMTP_URL: 'smtp://mailpit:1025',
  DUBAN_MAIL_FROM: '督查室 <ducha@example.org>',
};

const compose = findCompose();
if (!compose && !process.env.CI) console.warn('docker-compose is not installed: the deployment files are not checked');
// Under CI a missing tool is a failure, never a silent gap.
const withCompose = (compose ?? process.env.CI) ? describe : describe.skip;

const folder = mkdtempSync(join(tmpdir(), 'duban-compose-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

withCompose('docker-compose.yml', () => {
  it('is valid, with and without the mail catcher', () => {
    expect(services(config([], SETTINGS))).toEqual(expect.arrayContaining(['postgres', 'temporal', 'worker', 'web']));
    expect(services(config(['--profile', 'trial'], SETTINGS))).toContain('mailpit');
  });

  it('hands the process its settings', () => {
    const { output } = config([], SETTINGS);
    expect(output).toContain('DATABASE_URL: postgres://duban:throwaway2@postgres:5432/duban');
    expect(output).toContain('DUBAN_SMTP_URL: smtp://mailpit:1025');
    expect(output).toContain('TEMPORAL_ADDRESS: temporal:7233');
  });

  it.each(Object.keys(SETTINGS))('has no default for %s and says what to do', (name) => {
    for (const missing of [{}, { [name]: '' }]) {
      const rest = Object.entries(SETTINGS).filter(([other]) => other !== name);
      const { status, output } = config([], { ...Object.fromEntries(rest), ...missing });
      expect(status).not.toBe(0);
      expect(output).toContain(`set ${name} in .env, see deploy/env.example`);
    }
  });
});

describe('the deployment files', () => {
  const yaml = readFileSync('docker-compose.yml', 'utf8');
  const dockerfile = readFileSync('Dockerfile', 'utf8');
  const example = readFileSync('deploy/env.example', 'utf8');

  it('pin every image to a full version', () => {
    const images = [...yaml.matchAll(/^\s+image: (.*)$/gm), ...dockerfile.matchAll(/^FROM (\S+)/gm)].map(
      ([, image]) => image,
    );
    expect(images.length).toBeGreaterThanOrEqual(8);
    for (const image of images) expect(image).toMatch(/^[a-z/-]+:v?\d+\.\d+(\.\d+)?(-[a-z-]+)?$/);
  });

  it('give the image the version of the package', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(yaml).toContain(`image: duban:${version}\n`);
  });

  it('hold no secret: each is a variable without default', () => {
    const secrets = [...yaml.matchAll(/^\s+\w*(?:PASSWORD|PWD|SECRET|TOKEN|KEY)\w*: (.*)$/gm)].map(
      ([, value]) => value,
    );
    expect(secrets.length).toBeGreaterThanOrEqual(4);
    // What not every installation has is empty; the settings ask for it where it is needed.
    for (const value of secrets) expect(value).toMatch(/^\$\{\w+:(?:\?[^}]+|-)\}$/);
    expect(yaml).not.toMatch(/:\/\/[^/\s$]*:[^/\s$]+@/);
    expect(dockerfile).not.toMatch(/PASSWORD|SECRET|TOKEN/);
    expect(example.match(/^\w*PASSWORD=.*$/gm)).toEqual(
      ['POSTGRES', 'DUBAN_DB', 'TEMPORAL_DB'].map((name) => `${name}_PASSWORD=`),
    );
  });

  it('name in env.example every variable that compose reads', () => {
    const read = new Set([...yaml.matchAll(/\$\{(\w+)/g)].map(([, name]) => name));
    const named = new Set([...example.matchAll(/^(?:# )?([A-Z0-9_]+)=/gm)].map(([, name]) => name));
    expect(named).toEqual(read);
  });

  it('publish ports on loopback only', () => {
    const ports = [...yaml.matchAll(/^\s+- (\S+:\d+)$/gm)].map(([, mapping]) => mapping);
    expect(ports.length).toBeGreaterThanOrEqual(3);
    for (const mapping of ports) expect(mapping).toMatch(/^127\.0\.0\.1:/);
  });

  it('copy every source folder of the build into the image, and nothing else of the project', () => {
    const build = JSON.parse(readFileSync('tsconfig.json', 'utf8')) as { include: string[] };
    const sources = build.include.filter((name) => name !== 'test' && name !== 'scripts');
    const copied = [...dockerfile.matchAll(/^COPY (\w+) \1$/gm)].map(([, name]) => name);
    expect(new Set(copied)).toEqual(new Set([...sources, 'samples']));
    const sent = [...readFileSync('.dockerignore', 'utf8').matchAll(/^!(.+)$/gm)].map(([, name]) => name ?? '');
    expect(sent).toEqual(expect.arrayContaining(copied));
    expect(readdirSync('.')).toEqual(expect.arrayContaining(sent));
  });
});

/** docker-compose 1.29 or Compose v2, whichever is there. */
function findCompose(): string[] | undefined {
  return [['docker-compose'], ['docker', 'compose']].find(([program = '', ...args]) => {
    try {
      execFileSync(program, [...args, 'version'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
}

function config(options: string[], settings: Record<string, string>) {
  if (!compose) throw new Error('docker-compose is missing: under CI the deployment files must be checked');
  const file = join(folder, 'settings.env');
  writeFileSync(
    file,
    Object.entries(settings)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  );
  const [program = '', ...args] = compose;
  // Compose prefers the environment to the file: only what finds and runs the tool is passed on.
  const { PATH, HOME } = process.env;
  const { status, stdout, stderr } = spawnSync(program, [...args, '--env-file', file, ...options, 'config'], {
    env: { PATH, HOME },
    encoding: 'utf8',
  });
  return { status, output: `${stdout}${stderr}` };
}

function services({ status, output }: { status: number | null; output: string }): string[] {
  expect({ status, output: status === 0 ? '' : output }).toEqual({ status: 0, output: '' });
  const from = output.slice(output.search(/^services:$/m));
  return [...from.matchAll(/^ {2}([\w-]+):$/gm)].map(([, name]) => name ?? '');
}
