import type { StatsFs } from 'node:fs';
import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { SECOND } from '../../domain/instant.js';
import { serverClock } from '../../register/doctor/server-facts.js';
import type { Check, Finding } from './check.js';
import { newestPoll } from './pollers.js';
import { sizeText } from './size-text.js';

const GB = 1024 ** 3;
const ASTRAY = 5 * SECOND;

export const machineChecks: Check[] = [
  {
    id: 'clock-database',
    name: '数据库时钟',
    needs: 'database',
    async run({ duban, clock }) {
      const before = clock();
      const there = await serverClock(duban.db);
      // Somewhere between the question and the answer.
      return clocks(Math.max(before - there, there - clock(), 0), there > clock());
    },
  },
  {
    id: 'clock-engine',
    name: '流程引擎时钟',
    needs: 'worker',
    async run({ duban, settings: { temporalNamespace }, clock }) {
      const polls = [await newestPoll(duban, temporalNamespace, 1), await newestPoll(duban, temporalNamespace, 2)];
      const newest = Math.max(...polls.map((poll) => poll.newest ?? 0));
      // Workers ask at least once a minute: an engine that is behind shows only beyond that.
      return clocks(Math.max(newest - clock(), clock() - newest - 70 * SECOND, 0), newest > clock());
    },
  },
  {
    id: 'disk',
    name: '磁盘空间',
    async run({ settings: { evidenceDir } }) {
      const { bavail, bsize } = await nearest(evidenceDir);
      const free = bavail * bsize;
      const text = `${evidenceDir} 所在磁盘剩余 ${sizeText(free)}`;
      if (free > 5 * GB) return { level: 'ok', text };
      return { level: free > GB ? 'warn' : 'bad', text, todo: '请清理或扩容；磁盘写满后不能报送佐证材料' };
    },
  },
];

function clocks(apart: number, ahead: boolean): Finding {
  if (apart < ASTRAY) return { level: 'ok', text: '与本机一致' };
  const text = `比本机${ahead ? '快' : '慢'}${Math.round(apart / SECOND)}秒以上`;
  return { level: 'bad', text, todo: '是否逾期以时间为准：请为各机器开启网络校时（NTP）' };
}

/** Of the folder, or of the one in which it would be made. */
async function nearest(dir: string): Promise<StatsFs> {
  try {
    return await statfs(dir);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || path.dirname(dir) === dir) throw error;
    return nearest(path.dirname(dir));
  }
}
