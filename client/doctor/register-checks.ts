import { migrations } from '../../register/migrate.js';
import { schemaOf } from '../../register/schema-of.js';
import { serverFacts } from '../../register/doctor/server-facts.js';
import type { Check } from './check.js';

/** The oldest PostgreSQL that is still looked after. */
const OLDEST = 14;

export const registerChecks: Check[] = [
  {
    id: 'database',
    name: '台账数据库',
    async run({ duban, settings }) {
      const { host } = new URL(settings.databaseUrl);
      const facts = await serverFacts(duban.db).catch((error: Error) => error);
      if (facts instanceof Error) {
        const todo = '请确认数据库已启动，DATABASE_URL 的地址、用户和口令正确';
        return { level: 'bad', text: `连接不上 ${host}：${facts.message}`, todo };
      }
      const { version, major, connections, mostConnections } = facts;
      const text = `PostgreSQL ${version}，连接 ${connections}/${mostConnections}`;
      if (major < OLDEST) return { level: 'bad', text, todo: `请升级到 PostgreSQL ${OLDEST} 以上` };
      if (connections < mostConnections * 0.8) return { level: 'ok', text };
      return { level: 'warn', text, todo: '连接将满：请调大数据库的 max_connections，或减少进程' };
    },
  },
  {
    id: 'schema',
    name: '台账结构',
    needs: 'database',
    async run({ duban }) {
      const [had, known] = [await schemaOf(duban.db), Object.keys(migrations)];
      const newer = had.filter((name) => !known.includes(name));
      const missing = known.filter((name) => !had.includes(name));
      if (newer.length > 0) {
        const todo = '请改用与之相符的版本，本版本不要写入';
        return { level: 'bad', text: `已由更新的版本升级过（${newer.join('、')}）`, todo };
      }
      if (missing.length === 0) return { level: 'ok', text: `最新（${known.at(-1)}）` };
      const todo = '请停止工作进程和控制台，运行 node dist/register/migrate-main.js 后再启动（npm start 会自动升级）';
      return { level: 'bad', text: `尚未升级，缺少 ${missing.join('、')}`, todo };
    },
  },
];
