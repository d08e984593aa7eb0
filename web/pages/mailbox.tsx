import type { Context } from 'hono';
import { DubanError } from '../../domain/errors.js';
import { chineseDateTime } from '../../domain/calendar/chinese-date.js';
import type { CaughtMail } from '../../mail/eml-folder.js';
import type { ConsoleDependencies } from '../dependencies.js';
import { mailSandbox } from '../headers.js';
import { Layout } from '../views/layout.js';
import { pageOf, Pager } from '../views/pager.js';
import { sizeText } from '../views/submissions.js';

const PER_PAGE = 100;
/** A mail of the register, as a notice of an item names it. */
const REGISTER_MAIL = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export async function mailboxPage(c: Context, dependencies: ConsoleDependencies): Promise<Response> {
  const { mailbox } = dependencies;
  if (mailbox === null) {
    return c.html(
      <Layout title="邮箱" trail={[]} section="mailbox">
        <h1>邮箱</h1>
        <section class="panel">
          <p>本系统的邮件经单位的邮件服务器发往收件人，不在此处留存；发送情况见各事项的办理全过程。</p>
        </section>
      </Layout>,
    );
  }
  const words = (c.req.query('q') ?? '').trim();
  const oldestFirst = c.req.query('order') === 'oldest';
  const { total } = await mailbox.list({ offset: 0, limit: 0, words });
  const page = pageOf(c.req.query('page'), { total, size: PER_PAGE });
  const { mails } = await mailbox.list({ offset: page.offset, limit: PER_PAGE, words, oldestFirst });
  return c.html(
    <Layout title="邮箱" trail={[]} section="mailbox">
      <h1>
        邮箱 <span class="year">共{total}封</span>
      </h1>
      <p class="note">试用环境：发出的邮件都留在本机，没有发往真实邮箱。</p>
      <form class="filter" method="get" action="/mailbox">
        <label>
          收件人或主题中的字
          <input type="search" name="q" value={words} placeholder="如 3.2、逾期、罗文静" />
        </label>
        <label>
          顺序
          <select name="order">
            <option value="">最近的在前</option>
            <option value="oldest" selected={oldestFirst}>
              最早的在前
            </option>
          </select>
        </label>
        <button type="submit">查看</button>
      </form>
      {mails.length === 0 ? (
        <p class="empty">{words === '' ? '还没有邮件。通知在工作日 09:00 发出。' : '没有这样的邮件。'}</p>
      ) : (
        <table class="mails stacking">
          <thead>
            <tr>
              <th>时间</th>
              <th>收件人</th>
              <th>主题</th>
            </tr>
          </thead>
          <tbody>
            {mails.map((mail) => (
              <tr>
                <td data-label="时间" class="nowrap">
                  {sentAt(mail, dependencies)}
                </td>
                <td data-label="收件人">{mail.to.join('、')}</td>
                <td data-label="主题">
                  <a href={`/mailbox/${mail.id}`}>{mail.subject || '（无主题）'}</a>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Pager page={page} href="/mailbox" query={{ q: words, order: oldestFirst ? 'oldest' : '' }} />
    </Layout>,
  );
}

export async function mailPage(c: Context, dependencies: ConsoleDependencies, id: string): Promise<Response> {
  const { mailbox } = dependencies;
  if (mailbox !== null && REGISTER_MAIL.test(id)) {
    const caught = await mailbox.idOf(id);
    if (caught !== null) return c.redirect(`/mailbox/${caught}`);
  }
  const mail = await mailOrRefuse(dependencies, id);
  return c.html(
    <Layout title={mail.subject || '（无主题）'} trail={[{ text: '邮箱', href: '/mailbox' }]} section="mailbox">
      <h1>{mail.subject || '（无主题）'}</h1>
      <section class="panel">
        <dl>
          <div>
            <dt>时间</dt>
            <dd>{sentAt(mail, dependencies)}</dd>
          </div>
          <div>
            <dt>发件人</dt>
            <dd>{mail.from}</dd>
          </div>
          <div>
            <dt>收件人</dt>
            <dd>{mail.to.join('、')}</dd>
          </div>
          {mail.attachments.length > 0 && (
            <div>
              <dt>附件</dt>
              <dd>{mail.attachments.map(({ name, size }) => `${name}（${sizeText(size)}）`).join('、')}</dd>
            </div>
          )}
        </dl>
      </section>
      {mail.html !== null && (
        <>
          <iframe class="mail" src={`/mailbox/${mail.id}/html`} sandbox="" title="邮件正文" />
          <DivisionLinks text={mail.text ?? ''} />
          <p class="note">
            <a href={`/mailbox/${mail.id}/html`}>单独打开正文</a>
          </p>
        </>
      )}
      {mail.text !== null && (
        <details open={mail.html === null}>
          <summary>纯文本正文</summary>
          <pre class="panel">{mail.text}</pre>
        </details>
      )}
    </Layout>,
  );
}

/** The links that its reader would open: from within its sandbox, the mail itself opens nothing. */
function DivisionLinks({ text }: { text: string }) {
  const links = [...text.matchAll(/办理：(https?:\/\/\S+\/d\/[\w-]{43})(?!\S)/g)].map(([, address = '']) => address);
  return (
    <>
      {[...new Set(links)].map((address, i) => (
        <p class="note">
          <a href={address} target="_top" rel="noreferrer">
            打开办理页面{links.length > 1 ? `（第${String(i + 1)}项）` : ''}
          </a>
        </p>
      ))}
    </>
  );
}

/** The mail as its reader sees it, in a sandbox of its own. */
export async function mailHtml(c: Context, dependencies: ConsoleDependencies, id: string): Promise<Response> {
  const { html } = await mailOrRefuse(dependencies, id);
  if (html === null) throw new DubanError('no-such-mail', '这封邮件没有网页正文', { id });
  return c.html(html, 200, mailSandbox);
}

async function mailOrRefuse({ mailbox }: ConsoleDependencies, id: string) {
  const mail = (await mailbox?.read(id)) ?? null;
  if (mail === null) throw new DubanError('no-such-mail', '邮箱中没有这封邮件', { id: id.slice(0, 80) });
  return mail;
}

function sentAt(mail: CaughtMail, { zone = 'Asia/Shanghai', now }: ConsoleDependencies): string {
  return chineseDateTime(Date.parse(mail.date ?? mail.receivedAt), { zone, now: now() });
}
