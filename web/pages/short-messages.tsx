import type { Context } from 'hono';
import { shortStates } from '../../client/short-states.js';
import { decisionNames } from '../../client/timeline-text.js';
import { chineseDateTime } from '../../domain/calendar/chinese-date.js';
import type { Instant } from '../../domain/instant.js';
import { defaultPolicy } from '../../domain/policy.js';
import { channelNames } from '../../domain/short-message.js';
import { shortMessages, type ShortMessageRow } from '../../register/queries/short-messages.js';
import type { ConsoleDependencies } from '../dependencies.js';
import { Layout } from '../views/layout.js';

const MOST = 200;

/** What groups and phones were told of late work, the latest first. */
export async function shortMessagesPage(c: Context, dependencies: ConsoleDependencies): Promise<Response> {
  const { db, now, zone = defaultPolicy.zone } = dependencies;
  const reader = { zone, now: now() };
  const rows = await shortMessages(db, MOST);
  const doubted = await shortMessages(db, MOST, { state: 'unknown' });
  const others = rows.filter(({ state }) => state !== 'unknown');
  return c.html(
    <Layout title="群消息和短信" trail={[{ text: '发件箱', href: '/outbox' }]} section="outbox">
      <h1>
        群消息和短信 <span class="year">最近{rows.length}条</span>
      </h1>
      <p class="note">只作提示，以邮件为准；送达情况不明的不自动重发。</p>
      {doubted.length > 0 && (
        <section class="panel standstill">
          <h2>送达情况不明，须由人认定</h2>
          <p>
            发送后没有收到答复，不能确定是否送达。请在群内查看或向收件人核实：收到的运行{' '}
            <code>duban outbox short settle 编号 --sent --as 督查室</code>，没有收到的把 <code>--sent</code> 换成{' '}
            <code>--again</code>，重发时只提仍逾期的事项。
          </p>
          <Messages rows={doubted} reader={reader} />
        </section>
      )}
      {rows.length === 0 && <p class="empty">没有群消息和短信。</p>}
      {others.length > 0 && <Messages rows={others} reader={reader} />}
    </Layout>,
  );
}

function Messages({ rows, reader }: { rows: ShortMessageRow[]; reader: { zone: string; now: Instant } }) {
  return (
    <table class="stacking">
      <thead>
        <tr>
          <th>编号</th>
          <th>时间</th>
          <th>渠道</th>
          <th>内容</th>
          <th>发送情况</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, createdAt, channel, person, text, state, outcome, nextAttemptAt, decisions }) => (
          <tr>
            <td data-label="编号" class="nowrap">
              <code>{id.slice(0, 8)}</code>
            </td>
            <td data-label="时间" class="nowrap">
              {chineseDateTime(createdAt, reader)}
            </td>
            <td data-label="渠道" class="nowrap">
              {channelNames[channel]}
              {person !== null && <div class="minor">{person}</div>}
            </td>
            <td data-label="内容">
              {text.split('\n').map((line) => (
                <div>{line}</div>
              ))}
            </td>
            <td data-label="发送情况">
              <span class="nowrap">{shortStates[state]}</span>
              {state !== 'accepted' && outcome !== '' && <div class="minor">{outcome}</div>}
              {nextAttemptAt !== null && <div class="minor">{chineseDateTime(nextAttemptAt, reader)}再发</div>}
              {decisions.map(({ at, by, decision }) => (
                <div class="minor">
                  {chineseDateTime(at, reader)}，{by}：{decisionNames[decision]}
                </div>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
