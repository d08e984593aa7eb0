import type { Context } from 'hono';
import { ruleNames } from '../../client/rule-text.js';
import { decisionNames, mailStates } from '../../client/timeline-text.js';
import { chineseDateTime } from '../../domain/calendar/chinese-date.js';
import { DubanError } from '../../domain/errors.js';
import type { Instant } from '../../domain/instant.js';
import { defaultPolicy } from '../../domain/policy.js';
import type { Database } from '../../register/database.js';
import { mailContents, outboxMailsById, type MailContents, type OutboxMail } from '../../register/queries/outbox.js';
import type { ConsoleDependencies } from '../dependencies.js';
import { mailSandbox } from '../headers.js';
import { Fact } from '../views/fact.js';
import { Layout } from '../views/layout.js';
import { sizeText } from '../views/submissions.js';

/** One mail of the register: what became of it, what it told of, and what it says. */
export async function outboxMailPage(c: Context, dependencies: ConsoleDependencies, id: string): Promise<Response> {
  const mail = await mailOrRefuse(dependencies.db, id);
  const contents = await mailContents(dependencies.db, id);
  const subject = mail.subject || '（未能生成）';
  return c.html(
    <Layout title={subject} trail={[{ text: '发件箱', href: '/outbox' }]} section="outbox">
      <h1>{subject}</h1>
      <section class="panel">
        <Facts mail={mail} contents={contents} dependencies={dependencies} />
      </section>
      {contents.html !== '' && <iframe class="mail" src={`/outbox/${id}/html`} sandbox="" title="邮件正文" />}
      {contents.text !== '' && (
        <details>
          <summary>纯文本正文</summary>
          <pre class="panel">{contents.text}</pre>
        </details>
      )}
    </Layout>,
  );
}

/** What a mail of the register says, in a sandbox of its own. */
export async function outboxMailHtml(c: Context, { db }: ConsoleDependencies, id: string): Promise<Response> {
  await mailOrRefuse(db, id);
  return c.html((await mailContents(db, id)).html, 200, mailSandbox);
}

async function mailOrRefuse(db: Database, id: string): Promise<OutboxMail> {
  const mail = (await outboxMailsById(db, id)).find((one) => one.id === id);
  if (mail === undefined) throw new DubanError('no-such-mail', '发件箱中没有这封邮件', { id: id.slice(0, 80) });
  return mail;
}

interface FactsProps {
  mail: OutboxMail;
  contents: MailContents;
  dependencies: ConsoleDependencies;
}

function Facts({ mail, contents, dependencies: { now, zone = defaultPolicy.zone, mailbox } }: FactsProps) {
  const when = (instant: Instant): string => chineseDateTime(instant, { zone, now: now() });
  const { attempts, nextAttemptAt, finishedAt, outcome } = mail;
  return (
    <dl>
      <Fact name="编号">
        <code>{mail.id.slice(0, 8)}</code>
      </Fact>
      <Fact name="收件人">
        {mail.name} &lt;{mail.mailbox}&gt;
      </Fact>
      <Fact name="生成">{when(mail.createdAt)}</Fact>
      <Fact name="发送情况">
        {mailStates[mail.state]}
        {finishedAt !== null && `，${when(finishedAt)}`}
        {attempts > 0 && `（共试发${attempts}次）`}
        {outcome !== '' && <div class="minor">{outcome}</div>}
        {mail.state === 'pending' && nextAttemptAt !== null && <div class="minor">{when(nextAttemptAt)}再试</div>}
        {mail.state === 'accepted' && mailbox !== null && (
          <div class="minor">
            <a href={`/mailbox/${mail.id}`}>在试用邮箱中查看</a>
          </div>
        )}
      </Fact>
      {contents.decisions.map(({ at, by, decision }) => (
        <Fact name="认定">
          {when(at)}，{by}：{decisionNames[decision]}
        </Fact>
      ))}
      {contents.attachments.length > 0 && (
        <Fact name="附件">
          {contents.attachments.map(({ name, size }) => `${name}（${sizeText(size)}）`).join('、')}
        </Fact>
      )}
      {contents.notices.length > 0 && (
        <Fact name="所含通知">
          {contents.notices.map(({ itemId, code, title, checkpoint, rule }) => (
            <div>
              <a href={`/items/${itemId}`}>
                {code} {title}
              </a>
              {checkpoint !== null && `（${checkpoint}）`}：{ruleNames[rule]}
            </div>
          ))}
        </Fact>
      )}
    </dl>
  );
}
