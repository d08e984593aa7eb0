import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { checkPorts, readPorts } from '../../embedded/ports.js';
import { freePort } from '../../embedded/free-port.js';

describe('the ports of the embedded installation', () => {
  it('have defaults that the environment overrides', () => {
    expect(readPorts({ DUBAN_SMTP_PORT: '2525', DUBAN_WEB_PORT: '' })).toEqual({
      web: 7600,
      temporal: 7633,
      temporalUi: 7680,
      smtp: 2525,
      postgres: 7654,
    });
  });

  it('are refused when they are no ports, or one is given twice', () => {
    expect(() => readPorts({ DUBAN_WEB_PORT: '0', DUBAN_SMTP_PORT: '7654x' })).toThrow(
      /DUBAN_WEB_PORT.*\n.*DUBAN_SMTP_PORT/,
    );
    expect(() => readPorts({ DUBAN_SMTP_PORT: '7600' })).toThrow(
      'DUBAN_SMTP_PORT（收信程序）与 DUBAN_WEB_PORT 同为 7600',
    );
  });

  it('are all checked, with one line for each that is taken, naming its variable', async () => {
    const first = createServer().listen(0, '127.0.0.1');
    const second = createServer().listen(0, '127.0.0.1');
    await Promise.all([once(first, 'listening'), once(second, 'listening')]);
    const portOf = (server: typeof first): number => (server.address() as { port: number }).port;
    const free = { web: await freePort(), temporal: await freePort(), temporalUi: await freePort() };
    const failure = checkPorts({ ...free, smtp: portOf(first), postgres: portOf(second) });
    await expect(failure).rejects.toMatchObject({ code: 'port-taken' });
    const message = await failure.then(
      () => '',
      (error: Error) => error.message,
    );
    expect(message.split('\n')).toEqual([
      expect.stringMatching(new RegExp(`^端口 ${portOf(first)}（.*DUBAN_SMTP_PORT`)),
      expect.stringMatching(new RegExp(`^端口 ${portOf(second)}（.*DUBAN_POSTGRES_PORT`)),
    ]);
    first.close();
    second.close();
    await expect(checkPorts({ ...free, smtp: await freePort(), postgres: await freePort() })).resolves.toBeUndefined();
  });
});
