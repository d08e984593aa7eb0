import type { Context } from 'hono';
import { chineseDateTime } from '../../domain/calendar/chinese-date.js';
import { defaultPolicy } from '../../domain/policy.js';
import { mailStates } from '../../client/timeline-text.js';
import { outboxCounts, outboxMails, type OutboxFilter, type OutboxMail } from '../../register/queries/outbox.js';
import { shortMessages } from '../../register/queries/short-messages.js';
import type { MailState } from '../../register/schema.js';
import type { ConsoleDependencies } from '../dependencies.js';
import { Layout } from '../views/layout.js';
import { pageOf, Pager } from '../views/pager.js';

const PER_PAGE = 100;
const STATES = Object.keys(mailStates) as MailState[];

/** Every mail of the register and what became of it; first those that a person must decide about. */
export async function outboxPage(c: Context, dependencies: ConsoleDependencies): Promise<Response> {
  const { db } = dependencies;
  const { state, to = '' } = c.req.query();
  const recipient = to.trim();
  const asked: OutboxFilter = {
    state: STATES.find((one) => one === state),
    recipient: recipient === '' ? undefined : recipient,
  };
  const counts = await outboxCounts(db, { recipient: asked.recipient });
  const total = asked.state === undefined ? sum(Object.values(counts)) : (counts[asked.state] ?? 0);
  const page = pageOf(c.req.query('page'), { total, size: PER_PAGE });
  const mails = await outboxMails(db, asked, { offset: page.offset, limit: PER_PAGE });
  const doubted = asked.state === undefined && page.number === 1 ? await doubtful(dependencies, asked) : [];
  return c.html(
    <Layout title="发件箱" trail={[]} section="outbox">
      <h1>
        发件箱 <span class="year">共{total}封</span>
      </h1>
      <form class="filter" method="get" action="/outbox">
        <label>
          发送情况
          <select name="state">
            <option value="">全部</option>
            {STATES.map((one) => (
              <option value={one} selected={one === asked.state}>
                {mailStates[one]}（{counts[one] ?? 0}）
              </option>
            ))}
          </select>
        </label>
        <label>
          收件人
          <input type="search" name="to" value={recipient} />
        </label>
        <button type="submit">查看</button>
      </form>
      {(await shortMessages(db, 1)).length > 0 && (
        <p class="note">
          逾期事项另以<a href="/outbox/short">群消息和短信</a>提示。
        </p>
      )}
      {doubted.length > 0 && (
        <section class="panel standstill">
          <h2>送达情况不明，须由人认定</h2>
          <p>
            发送时连接中断，不能确定对方是否收到。督办升级类通知不自动重发。请向收件人核实：收到的运行{' '}
            <code>duban outbox settle 编号 --sent --as 督查室</code>，没有收到的把 <code>--sent</code> 换成{' '}
            <code>--again</code>。
          </p>
          <MailTable mails={doubted} dependencies={dependencies} />
        </section>
      )}
      {mails.length === 0 ? (
        <p class="empty">没有这样的邮件。</p>
      ) : (
        <MailTable mails={mails} dependencies={dependencies} />
      )}
      <Pager page={page} href="/outbox" query={{ state: asked.state ?? '', to: recipient }} />
    </Layout>,
  );
}

function doubtful({ db }: ConsoleDependencies, asked: OutboxFilter): Promise<OutboxMail[]> {
  return outboxMails(db, { ...asked, state: 'unknown' }, { offset: 0, limit: PER_PAGE });
}

function MailTable({ mails, dependencies }: { mails: OutboxMail[]; dependencies: ConsoleDependencies }) {
  const { now, zone = defaultPolicy.zone } = dependencies;
  const reader = { zone, now: now() };
  return (
    <table class="mails stacking">
      <thead>
        <tr>
          <th>编号</th>
          <th>时间</th>
          <th>收件人</th>
          <th>主题</th>
          <th>发送情况</th>
        </tr>
      </thead>
      <tbody>
        {mails.map((mail) => (
          <tr>
            <td data-label="编号" class="nowrap">
              <code>{mail.id.slice(0, 8)}</code>
            </td>
            <td data-label="时间" class="nowrap">
              {chineseDateTime(mail.createdAt, reader)}
            </td>
            <td data-label="收件人">
              {mail.name} &lt;{mail.mailbox}&gt;
            </td>
            <td data-label="主题">
              <a href={`/outbox/${mail.id}`}>{mail.subject || '（未能生成）'}</a>
            </td>
            <td data-label="发送情况">
              {mailStates[mail.state]}
              {mail.state !== 'accepted' && mail.outcome !== '' && <div class="minor">{mail.outcome}</div>}
              {mail.state === 'pending' && mail.attempts > 0 && mail.nextAttemptAt !== null && (
                <div class="minor">
                  已试{mail.attempts}次，{chineseDateTime(mail.nextAttemptAt, reader)}再试
                </div>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function sum(counts: number[]): number {
  return counts.reduce((all, count) => all + count, 0);
}
