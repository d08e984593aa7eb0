import type { Command } from 'commander';
import { chineseDateTime } from '../../domain/calendar/chinese-date.js';
import type { Became } from '../../register/replies/received-mail-table.js';
import { receivedMails, type ReceivedRow } from '../../register/replies/received.js';
import { addCommand } from './chinese.js';
import type { CliContext } from './context.js';

const MOST = 50;

const becameNames: Record<Became, string> = {
  drafted: '已存为草稿，待处室确认报送',
  asked: '已留存，待发件人注明事项编号',
  nothing: '没有待报送的事项，已告知发件人',
  stranger: '未处理：发件邮箱无权回复',
  left: '未处理',
  undelivered: '退信：原邮件记为未送达',
  delayed: '延迟通知：对方服务器仍在重试',
  again: '重复',
  failed: '处理失败，请查看邮箱中的原件',
};

/** `duban inbox`: what came back by mail, and what became of it. */
export function addInbox(program: Command, { now, print, withDuban }: CliContext): void {
  addCommand(program, 'inbox')
    .description(`收到的回信与退信，及处理情况（最近${MOST}封）`)
    .option('--json', '以 JSON 输出')
    .action(({ json = false }: { json?: boolean }) =>
      withDuban(async ({ db, policy: { zone } }) => {
        const rows = await receivedMails(db, MOST);
        if (json) return print(JSON.stringify(rows, null, 2));
        if (rows.length === 0) print('没有收到过邮件。');
        for (const row of rows) print(linesOf(row, chineseDateTime(row.at, { zone, now })));
      }),
    );
}

function linesOf({ id, sender, subject, became, reason, code, handedIn }: ReceivedRow, at: string): string {
  const item = code === null ? '' : `（事项 ${code}，编号 ${id.slice(0, 8)}）`;
  const why = reason === '' ? '' : `：${reason}`;
  return `${at}  ${sender || '（无发件人）'}  ${subject || '（无主题）'}\n    ${handedIn ? '已报送' : becameNames[became]}${item}${why}`;
}
