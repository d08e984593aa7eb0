import { chineseDateTime } from '../../domain/calendar/chinese-date.js';
import { MINUTE } from '../../domain/instant.js';
import { readWake } from '../../register/dispatch-wake.js';
import { flaggedItems, waitingCommands } from '../../register/doctor/ailments.js';
import { overlookedItems } from '../../register/overlooked-items.js';
import type { Check, Patient } from './check.js';

/** Longer than anything waits while all is well. */
const PATIENCE = 10 * MINUTE;
const MOST = 1_000;

export const workChecks: Check[] = [
  {
    id: 'flagged',
    name: '人工核查',
    needs: 'schema',
    async run({ duban }) {
      const { count, codes } = await flaggedItems(duban.db);
      if (count === 0) return { level: 'ok', text: '没有待人工核查的事项' };
      const text = `${count}个事项待人工核查：${codes.join('、')}${count > codes.length ? '等' : ''}`;
      return { level: 'warn', text, todo: '原因见 duban status；查明后对该事项办理任一操作即恢复' };
    },
  },
  {
    id: 'commands',
    name: '未办指令',
    needs: 'schema',
    async run(patient) {
      const { count, oldest } = await waitingCommands(patient.duban.db, patient.now - PATIENCE);
      if (count === 0 || oldest === null) return { level: 'ok', text: '没有积压' };
      const todo = '请确认流程引擎、工作进程和控制台都在运行；控制台会自动重送，提交时间不变';
      return { level: 'bad', text: `${count}条指令10分钟以上未办，最早收于${when(oldest, patient)}`, todo };
    },
  },
  {
    id: 'moments',
    name: '事项时点',
    needs: 'schema',
    async run({ duban, now }) {
      const { length } = await overlookedItems(duban.db, now, MOST);
      if (length === 0) return { level: 'ok', text: '没有错过的时点' };
      const todo = '请确认工作进程在运行；控制台每5分钟自动补启，一刻钟后再查';
      return { level: 'bad', text: `${length}${length === MOST ? '个以上' : '个'}事项过了时点半小时仍未推进`, todo };
    },
  },
  {
    id: 'dispatch',
    name: '通知发送',
    needs: 'schema',
    async run(patient) {
      const { wakeAt } = await patient.duban.db.transaction().execute(readWake);
      if (wakeAt > patient.now - PATIENCE) return { level: 'ok', text: `下次发送不迟于${when(wakeAt, patient)}` };
      const since = wakeAt === 0 ? '从未运行' : `停在${when(wakeAt, patient)}`;
      const todo = '请确认工作进程在运行，重启后自动恢复；通知留存在台账中，不会丢失';
      return { level: 'bad', text: `发送流程${since}，到时的通知没有发出`, todo };
    },
  },
];

function when(instant: number, { settings: { zone = 'Asia/Shanghai' }, now }: Patient): string {
  return chineseDateTime(instant, { zone, now });
}
