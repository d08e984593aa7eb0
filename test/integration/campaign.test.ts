import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readTextPlan } from '../documents/read-text.js';
import { stateCouncilCalendar } from '../../domain/calendar/state-council.js';
import { freePort } from '../../embedded/free-port.js';
import { isAlive, waitForExit } from '../../embedded/process-identity.js';
import { emlFolder, type CaughtMailContent } from '../../mail/eml-folder.js';

const PLAN = 'samples/wuhan-2017-responsibility-items.txt';
const PORTS = ['WEB', 'TEMPORAL', 'TEMPORAL_UI', 'SMTP', 'POSTGRES'];
/** A plan can be moved to this year or the next; in the next, all of it is still ahead. */
const YEAR = Number(new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: 'Asia/Shanghai' }).format()) + 1;
const LAUNCH = ['launch', PLAN, '--year', String(YEAR), '--as', '督查室', '--send-now', '--roster'];

let dir: string;
let env: NodeJS.ProcessEnv;
let launcher: ChildProcess | undefined;

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'duban-campaign-'));
  const { DATABASE_URL: _, ...rest } = process.env;
  env = { ...rest, DUBAN_VAR_DIR: path.join(dir, 'var') };
  for (const name of PORTS) env[`DUBAN_${name}_PORT`] = String(await freePort());
});
afterAll(async () => {
  await stop();
  await rm(dir, { recursive: true });
}, 60_000);

async function start(): Promise<void> {
  const child = spawn(process.execPath, ['embedded/bootstrap.mjs', 'start'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  launcher = child;
  let output = '';
  await new Promise<void>((resolve, reject) => {
    const add = (chunk: Buffer): void => {
      output += chunk.toString();
      if (output.includes('按 Ctrl-C 停止')) resolve();
    };
    child.stdout.on('data', add);
    child.stderr.on('data', add);
    child.once('exit', () => reject(new Error(`did not start:\n${output}`)));
  });
}

async function stop(): Promise<number | null> {
  const child = launcher;
  launcher = undefined;
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return null;
  child.kill('SIGTERM');
  await once(child, 'exit');
  return child.exitCode;
}

/** Of everything the launcher started: Temporal, worker, web, PostgreSQL. */
async function childPids(): Promise<number[]> {
  const at = (...names: string[]): Promise<string> => readFile(path.join(dir, 'var', ...names), 'utf8');
  const recorded = JSON.parse(await at('processes.json')) as { pid: number }[];
  return [...recorded.map(({ pid }) => pid), Number((await at('postgres', 'postmaster.pid')).split('\n')[0])];
}

/** The CLI as `npm run duban` runs it, its output and its errors apart. */
async function duban(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, ['embedded/bootstrap.mjs', 'duban', ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  await once(child, 'close');
  return { code: child.exitCode, out, err };
}

async function done(...args: string[]): Promise<string> {
  const { code, out, err } = await duban(...args);
  expect({ args, code, err: code === 0 ? '' : err }).toEqual({ args, code: 0, err: '' });
  return out;
}

async function refused(...args: string[]): Promise<string> {
  const { code, out, err } = await duban(...args);
  expect({ args, code, out }).toEqual({ args, code: 1, out: '' });
  return err;
}

async function page(address: string): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${env['DUBAN_WEB_PORT']}${address}`);
  expect(response.status).toBe(200);
  return response.text();
}

async function assignments(): Promise<CaughtMailContent[]> {
  const folder = emlFolder(path.join(dir, 'var', 'mailbox'));
  const { mails } = await folder.list();
  const read = await Promise.all(mails.map(({ id }) => folder.read(id)));
  return read.filter((mail) => mail !== null).filter((mail) => mail.subject.startsWith('【督办任务】'));
}

async function isTaken(port: string): Promise<boolean> {
  const socket = createConnection(Number(port), '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

const withoutNotices = (story: string): string => story.replaceAll(/^.*通知：.*\n/gm, '');

const dayText = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;

describe('a campaign, from a fresh machine', () => {
  it('is launched, told, reported on, reviewed, and outlives the death of everything', async () => {
    await start();

    // Refused while mailboxes are missing: the whole list, and nothing is started.
    const few = path.join(dir, 'few.csv');
    const roster = await readFile('samples/roster.csv', 'utf8');
    await writeFile(few, roster.split('\n').slice(0, 4).join('\n'));
    const missing = await refused(...LAUNCH, few);
    for (const name of ['高教处', '政策法规处', '夏春胤', '王池富', '田文江', '督查室', '孟晖']) {
      expect(missing).toContain(name);
    }
    expect(await refused('status')).toContain('还没有督办专项');

    expect(await done(...LAUNCH, 'samples/roster.csv')).toContain(`按${YEAR}年督办：7个事项`);
    await eachDivisionIsTold();
    const standing = await done('status');
    expect(standing).toContain('7个事项：逾期0  预警0  正常0  未开始7  办结0');
    expect(standing).not.toContain('\u001b');

    await oneCheckpointIsMoved();

    // The pages say what the CLI says.
    const story = await done('item', '1.2');
    expect(story).toMatch(/● 1\. 3月 .*已通过/);
    expect(story).toContain('督查室退回“3月”节点：缺少签到表');
    expect(await done('status')).toContain('正常1  未开始6');
    const campaign = /\/campaigns\/[0-9a-f-]{36}/.exec(await page('/'))?.[0] ?? '';
    const register = await page(campaign);
    const items = [...new Set(register.match(/\/items\/[0-9a-f-]{36}/g))];
    expect(items).toHaveLength(7);
    const shown = await Promise.all(items.map((address) => page(address)));
    const own = shown.filter((html) => html.includes('督查室退回“3月”节点：缺少签到表'));
    expect(own).toHaveLength(1);
    expect(own[0]).toContain('已通过');

    // Everything is killed at once.
    const pids = await childPids();
    const killed = launcher;
    launcher = undefined;
    for (const pid of [killed?.pid ?? 0, ...pids]) process.kill(pid, 'SIGKILL');
    for (const pid of [killed?.pid ?? 0, ...pids]) expect(await waitForExit(pid, 5_000)).toBe(true);
    expect(await refused('status')).toContain('Duban 尚未启动');

    await start();
    // What was on its way when everything died may have arrived since.
    expect(withoutNotices(await done('item', '1.2'))).toBe(withoutNotices(story));
    expect(await done(...LAUNCH, 'samples/roster.csv')).toContain('没有重复启动；7个事项均在督办');
    expect(await done('acknowledge', '1.3', '--as', '发展规划处')).toBe('1.3 已签收。\n');
    expect(await assignments()).toHaveLength(5);
    expect(await done('status')).toContain('正常1  未开始6');

    const last = await childPids();
    expect(await stop()).toBe(0);
    expect(last.filter(isAlive)).toEqual([]);
    const taken = await Promise.all(PORTS.map((name) => isTaken(env[`DUBAN_${name}_PORT`] ?? '')));
    expect(taken).toEqual(PORTS.map(() => false));
  }, 240_000);
});

/** One mail for each of the five divisions, which lists its items and their dates, and nobody else's. */
async function eachDivisionIsTold(): Promise<void> {
  for (let waited = 0; waited < 30_000 && (await assignments()).length < 5; waited += 250) await sleep(250);
  const mails = await assignments();
  expect(mails.map((mail) => /<(.+)@example\.org>$/.exec(mail.to.join())?.[1]).sort()).toEqual([
    'fagui',
    'gaojiao',
    'guihua',
    'jichu',
    'zhicheng',
  ]);
  const draft = readTextPlan(await readFile(PLAN), {
    fileName: path.basename(PLAN),
    calendar: stateCouncilCalendar,
    year: YEAR,
  });
  const mailboxes = {
    基础教育处: 'jichu',
    发展规划处: 'guihua',
    职成教处: 'zhicheng',
    高教处: 'gaojiao',
    政策法规处: 'fagui',
  };
  for (const [division, mailbox] of Object.entries(mailboxes)) {
    const text = mails.find((mail) => mail.to[0]?.includes(`${mailbox}@`))?.text ?? '';
    const own = draft.items.filter((item) => item.divisions.some(({ name }) => name === division));
    const told = text.split('■ ').slice(1);
    expect({ division, codes: told.map((part) => part.split(' ')[0]) }).toEqual({
      division,
      codes: own.map(({ code }) => code),
    });
    for (const [index, { checkpoints }] of own.entries()) {
      for (const { label, due } of checkpoints)
        expect(told[index]).toContain(`${label}：报送期限${YEAR}年${dayText(due)}`);
    }
  }
}

/** 1.2 for March: acknowledged, reported on with files, returned, reported on again, accepted; and what is refused on the way. */
async function oneCheckpointIsMoved(): Promise<void> {
  const [minutes, list] = [path.join(dir, '会议纪要.txt'), path.join(dir, '签到表.txt')];
  await writeFile(minutes, '三月十日会议纪要');
  await writeFile(list, '签到表');
  const division = ['--as', '基础教育处'];
  const office = ['--as', '督查室'];

  expect(await done('acknowledge', '1.2', ...division)).toBe('1.2 已签收。\n');
  expect(await refused('acknowledge', '1.2', ...division)).toBe('错误：本处室已签收该事项，无须重复签收。\n');
  expect(await refused('submit', '1.2', '--as', '高教处', '--text', '完成')).toContain('不由本岗位承办');
  expect(await refused('submit', '1.2', ...division, '--file', `${minutes}.bak`)).toContain('不存在');
  expect(await refused('accept', '1.2', ...office)).toContain('没有待审核的节点');

  expect(await done('submit', '1.2', ...division, '--text', '已部署', '--file', minutes)).toBe(
    '1.2 “3月”节点已报送。\n',
  );
  expect(await refused('submit', '1.2', ...division, '--text', '再报一次')).toContain('没有待报送的节点');
  expect(await refused('return', '1.2', ...office, '--reason', ' ')).toContain('--reason 后面须写明内容');
  expect(await done('return', '1.2', ...office, '--reason', '缺少签到表')).toBe('1.2 “3月”节点已退回。\n');
  expect(await done('submit', '1.2', ...division, '--file', minutes, list)).toBe('1.2 “3月”节点已报送。\n');
  expect(await refused('accept', '1.2', ...division)).toContain('须由督查室办理');
  expect(await done('accept', '1.2', ...office)).toBe('1.2 “3月”节点已审核通过。\n');
  expect(await refused('close', '1.2', ...office)).toContain('尚有检查节点未审核通过：6月、9月、12月');

  for (const file of [minutes, list]) {
    const content = await readFile(file);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const kept = path.join(dir, 'var', 'evidence', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
    expect((await readFile(kept)).equals(content)).toBe(true);
  }
}
