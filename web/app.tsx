import { Hono } from 'hono';
import type { Context } from 'hono';
import { DubanError } from '../domain/errors.js';
import type { ConsoleDependencies } from './dependencies.js';
import { consoleHeaders } from './headers.js';
import { bulletinPrint, bulletinView } from './pages/bulletin.js';
import { bulletinRows } from './pages/bulletin-rows.js';
import { bulletinsPage } from './pages/bulletins.js';
import { campaignPage } from './pages/campaign.js';
import { campaignsPage } from './pages/campaigns.js';
import { closingPage } from './pages/closing.js';
import { evidenceFile } from './pages/evidence.js';
import { itemPage } from './pages/item.js';
import { ledgerDownload } from './pages/ledger-download.js';
import { orderPage } from './pages/order.js';
import { outboxPage } from './pages/outbox.js';
import { outboxMailHtml, outboxMailPage } from './pages/outbox-mail.js';
import { mailHtml, mailPage, mailboxPage } from './pages/mailbox.js';
import { DIVISION_PATH } from '../mail/link-token.js';
import { shortMessagesPage } from './pages/short-messages.js';
import { answersRegister } from '../register/queries/register-answers.js';
import { divisionPages } from './division/routes.js';
import { icon } from './style/icon.js';
import { stylesheet } from './style/stylesheet.js';
import { ErrorView } from './views/error.js';

/** The console: server-rendered pages in Chinese without scripts. Every route is a GET that changes nothing, but for those of divisions under `/d`. */
export function createApp(dependencies: ConsoleDependencies): Hono {
  const app = new Hono();
  app.use(consoleHeaders());

  app.get('/', (c) => campaignsPage(c, dependencies));
  app.get('/campaigns/:id', (c) => campaignPage(c, dependencies, c.req.param('id')));
  app.get('/campaigns/:id/closing', (c) => closingPage(c, dependencies, c.req.param('id')));
  app.get('/campaigns/:id/ledger/:format', (c) => ledgerDownload(c, dependencies, c.req.param('id')));
  app.get('/campaigns/:id/bulletins', (c) => bulletinsPage(c, dependencies, c.req.param('id')));
  app.get('/campaigns/:id/bulletins/:period', (c) => bulletinView(c, dependencies, c.req.param()));
  app.get('/campaigns/:id/bulletins/:period/print', (c) => bulletinPrint(c, dependencies, c.req.param()));
  app.get('/campaigns/:id/bulletins/:period/rows', (c) => bulletinRows(c, dependencies, c.req.param()));
  app.get('/items/:id', (c) => itemPage(c, dependencies, c.req.param('id')));
  app.get('/orders/:id', (c) => orderPage(c, dependencies, c.req.param('id')));
  app.get('/evidence/:sha256/:name', (c) => evidenceFile(c, dependencies, c.req.param('sha256')));
  app.get('/outbox', (c) => outboxPage(c, dependencies));
  app.get('/outbox/short', (c) => shortMessagesPage(c, dependencies));
  app.get('/outbox/:id', (c) => outboxMailPage(c, dependencies, c.req.param('id')));
  app.get('/outbox/:id/html', (c) => outboxMailHtml(c, dependencies, c.req.param('id')));
  app.get('/mailbox', (c) => mailboxPage(c, dependencies));
  app.get('/mailbox/:id', (c) => mailPage(c, dependencies, c.req.param('id')));
  app.get('/mailbox/:id/html', (c) => mailHtml(c, dependencies, c.req.param('id')));

  if (dependencies.division !== undefined) app.route(DIVISION_PATH, divisionPages(dependencies, dependencies.division));

  app.get('/style.css', (c) => served(c, 'text/css; charset=utf-8', stylesheet));
  app.get('/icon.svg', (c) => served(c, 'image/svg+xml', icon));
  app.get('/healthz', async (c) =>
    (await answersRegister(dependencies.db)) ? c.json({ ok: true }) : c.json({ ok: false }, 503),
  );

  app.notFound((c) => c.html(<ErrorView title="没有这个页面" advice="网址可能有误，或所查内容不在台账中。" />, 404));
  app.onError(async (error, c) => {
    if (error instanceof DubanError && error.code.startsWith('no-such-')) {
      return c.html(<ErrorView title={error.message} advice="网址可能有误，或该内容属于另一套系统。" />, 404);
    }
    if (error instanceof DubanError && error.code === 'ledger-too-long') {
      return c.html(<ErrorView title="台账不能写成表格" advice={error.message} />, 422);
    }
    dependencies.onError?.(error);
    if (error instanceof DubanError && error.code.startsWith('evidence-')) {
      return c.html(<ErrorView title="这份佐证材料不能提供" advice={error.message} />, 500);
    }
    return (await answersRegister(dependencies.db))
      ? c.html(<ErrorView title="页面出错" advice="请稍后刷新；仍然出错的，请与系统管理员联系。" />, 500)
      : c.html(
          <ErrorView
            title="台账数据库暂时连接不上"
            advice="数据没有丢失。请稍后刷新；长时间不能恢复的，请与系统管理员联系。"
          />,
          503,
        );
  });
  return app;
}

function served(c: Context, type: string, body: string): Response {
  return c.body(body, 200, { 'Content-Type': type, 'Cache-Control': 'max-age=300' });
}
