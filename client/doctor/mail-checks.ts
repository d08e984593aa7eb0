import { HOUR, SECOND } from '../../domain/instant.js';
import { openMailbox } from '../../mail/inbox/imap-mailbox.js';
import { probeSmtp } from '../../mail/smtp-probe.js';
import { unsureMails } from '../../register/doctor/ailments.js';
import type { Check } from './check.js';

/** One check for each of the mail servers, of which there are so many. */
export function mailChecks(servers: number): Check[] {
  return [...Array.from({ length: servers }, (_, n) => serverCheck(n)), ...otherChecks];
}

function serverCheck(n: number): Check {
  return {
    id: n === 0 ? 'smtp' : `smtp-${n + 1}`,
    name: n === 0 ? '发信服务器' : `备用发信${n}`,
    async run({ settings: { smtp } }) {
      const server = [smtp, ...smtp.others][n];
      if (server === undefined) return { level: 'skipped', text: '未设置' };
      const problem = await probeSmtp(server, 10 * SECOND);
      const where = `${server.host}:${server.port}`;
      if (problem === null) return { level: 'ok', text: `${where} 可用（未发信）` };
      const todo = '请核对 DUBAN_SMTP_URL 的地址、端口、加密方式和口令；通知留存在台账中，恢复后发出';
      return { level: 'bad', text: `${where} 用不了：${problem}`, todo };
    },
  };
}

const otherChecks: Check[] = [
  {
    id: 'imap',
    name: '收信邮箱',
    within: 60 * SECOND,
    async run({ settings: { imap } }) {
      if (imap === undefined) return { level: 'ok', text: '未设置，不接收邮件回复和退信' };
      const where = `${imap.host}:${imap.port}/${imap.folder}`;
      try {
        await (await openMailbox(imap)).close();
        return { level: 'ok', text: `${where} 可用` };
      } catch (error) {
        const { responseText } = error as { responseText?: unknown };
        const problem = typeof responseText === 'string' ? responseText : (error as Error).message;
        const todo =
          '请核对 DUBAN_IMAP_URL 的地址、端口、口令（QQ、163 须用授权码）和文件夹；回信留在邮箱中，恢复后处理';
        return { level: 'bad', text: `${where} 用不了：${problem}`, todo };
      }
    },
  },
  {
    id: 'mails',
    name: '邮件送达',
    needs: 'schema',
    async run({ duban, now }) {
      const { rejected, unknown } = await unsureMails(duban.db, now - 30 * 24 * HOUR);
      if (rejected + unknown === 0) return { level: 'ok', text: '近30天没有退信，也没有不明去向的邮件' };
      const text = `近30天有${rejected}封被拒收，${unknown}封不明是否送达`;
      return { level: 'warn', text, todo: '请核对收件人邮箱（duban post），并电话确认督办升级的通知是否收到' };
    },
  },
];
