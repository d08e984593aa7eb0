import { MINUTE } from '../../domain/instant.js';
import { searchAttributes } from '../../workflows/contract.js';
import { newestPoll } from './pollers.js';
import type { Check } from './check.js';

export const engineChecks: Check[] = [
  {
    id: 'engine',
    name: '流程引擎',
    async run({ duban: { temporal }, settings }) {
      try {
        await temporal.connection.ensureConnected();
        const { serverVersion } = await temporal.connection.workflowService.getSystemInfo({});
        return { level: 'ok', text: `Temporal ${serverVersion}` };
      } catch (error) {
        const todo =
          '请确认 Temporal 已启动，TEMPORAL_ADDRESS、TEMPORAL_TLS、TEMPORAL_API_KEY 正确；指令已存台账，恢复后自动办理';
        return { level: 'bad', text: `连接不上 ${settings.temporalAddress}：${(error as Error).message}`, todo };
      }
    },
  },
  {
    id: 'namespace',
    name: '命名空间',
    needs: 'engine',
    async run({ duban: { temporal }, settings: { temporalNamespace: namespace } }) {
      try {
        await temporal.connection.workflowService.describeNamespace({ namespace });
        return { level: 'ok', text: namespace };
      } catch (error) {
        const todo = `请核对 TEMPORAL_NAMESPACE，或建立：temporal operator namespace create -n ${namespace}`;
        return { level: 'bad', text: `“${namespace}”用不了：${(error as Error).message}`, todo };
      }
    },
  },
  {
    id: 'search-attributes',
    name: '检索字段',
    needs: 'namespace',
    async run({ duban: { temporal }, settings: { temporalNamespace: namespace } }) {
      const { customAttributes } = await temporal.connection.operatorService.listSearchAttributes({ namespace });
      const missing = Object.values(searchAttributes).filter(({ name }) => !(name in (customAttributes ?? {})));
      if (missing.length === 0) return { level: 'ok', text: '已登记' };
      const names = missing.map(({ name }) => name).join('、');
      const todo = '在 Temporal 页面上不能按专项和事项查找，不影响办理；请重启工作进程，或由 Temporal 管理员登记';
      return { level: 'warn', text: `未登记 ${names}`, todo };
    },
  },
  {
    id: 'worker',
    name: '工作进程',
    needs: 'namespace',
    async run(patient) {
      const { duban, settings, clock } = patient;
      const kinds = [
        ['流程', 1],
        ['活动', 2],
      ] as const;
      const idle: string[] = [];
      let most = 0;
      for (const [kind, taskQueueType] of kinds) {
        const { pollers, newest } = await newestPoll(duban, settings.temporalNamespace, taskQueueType);
        if (newest === null || clock() - newest > 3 * MINUTE) idle.push(kind);
        most = Math.max(most, pollers);
      }
      if (idle.length === 0) return { level: 'ok', text: `任务队列 ${duban.taskQueue} 有${most}个进程在取任务` };
      return {
        level: 'bad',
        text: `任务队列 ${duban.taskQueue} 没有进程在取${idle.join('和')}任务，事项不会推进，通知不会发出`,
        todo: '请启动工作进程（node dist/worker/main.js 或 npm start），并核对 DUBAN_TASK_QUEUE',
      };
    },
  },
];
