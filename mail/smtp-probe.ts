import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SmtpServer } from './smtp-session.js';

/** Opens a session with the mail server, logs in where there is a user, and ends it: nothing is sent. Gives what is wrong, `null` when all is well. */
export function probeSmtp({ host, port, secure, user, password }: SmtpServer, timeout: number): Promise<string | null> {
  const limits = { connectionTimeout: timeout, greetingTimeout: timeout, socketTimeout: timeout, dnsTimeout: timeout };
  const connection = new SMTPConnection({ host, port, secure, ...limits, logger: false });
  return new Promise((resolve) => {
    const end = (problem: string | null): void => {
      if (problem === null) connection.quit();
      else connection.close();
      resolve(problem);
    };
    connection.on('error', (error: Error) => end(error.message));
    connection.connect((error?: Error) => {
      if (error) return end(error.message);
      if (user === undefined) return end(null);
      if (!connection.allowsAuth) return end('服务器不支持登录，但设置了用户名');
      connection.login({ user, pass: password ?? '' }, (refused) =>
        end(refused ? `登录未成功：${refused.message}` : null),
      );
    });
  });
}
