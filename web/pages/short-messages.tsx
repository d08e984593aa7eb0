import type { Context } from 'hono';
import { shortStates } from '../../client/short-states.js';
import { chineseDateTime } from '../../domain/calendar/chinese-date.js';
import { defaultPolicy } from '../../domain/policy.js';
import { channelNames } from '../../domain/short-message.js';
import { shortMessages } from '../../register/queries/short-messages.js';
import type { ConsoleDependencies } from '../dependencies.js';
import { Layout } from '../views/layout.js';

const MOST = 200;

/** What groups and phones were told of late work, the latest first. */
export async function shortMessagesPage(c: Context, dependencies: ConsoleDependencies): Promise<Response> {
  const { db, now, zone = defaultPolicy.zone } = dependencies;
  const reader = { zone, now: now() };
  const rows = await shortMessages(db, MOST);
  return c.html(
    <Layout title="群消息和短信" trail={[{ text: '发件箱', href: '/outbox' }]} section="outbox">
      <h1>
        群消息和短信 <span class="year">最近{rows.length}条</span>
      </h1>
      <p class="note">只作提示，以邮件为准；送达情况不明的不再重发。</p>
      {rows.length === 0 ? (
        <p class="empty">没有群消息和短信。</p>
      ) : (
        <table class="mails stacking">
          <thead>
            <tr>
              <th>时间</th>
              <th>渠道</th>
              <th>内容</th>
              <th>发送情况</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ createdAt, channel, person, text, state, outcome, nextAttemptAt }) => (
              <tr>
                <td data-label="时间" class="nowrap">
                  {chineseDateTime(createdAt, reader)}
                </td>
                <td data-label="渠道">
                  {channelNames[channel]}
                  {person !== null && <div class="minor">{person}</div>}
                </td>
                <td data-label="内容">
                  {text.split('\n').map((line) => (
                    <div>{line}</div>
                  ))}
                </td>
                <td data-label="发送情况">
                  {shortStates[state]}
                  {state !== 'accepted' && outcome !== '' && <div class="minor">{outcome}</div>}
                  {nextAttemptAt !== null && <div class="minor">{chineseDateTime(nextAttemptAt, reader)}再发</div>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Layout>,
  );
}
