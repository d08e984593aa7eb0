import { once } from 'node:events';
import { createServer } from 'node:net';
import { DubanError } from '../domain/errors.js';

export interface Ports {
  readonly web: number;
  readonly temporal: number;
  readonly temporalUi: number;
  readonly smtp: number;
  readonly postgres: number;
}

const KNOWN: readonly { key: keyof Ports; variable: string; usual: number; name: string }[] = [
  { key: 'web', variable: 'DUBAN_WEB_PORT', usual: 7600, name: '控制台' },
  { key: 'temporal', variable: 'DUBAN_TEMPORAL_PORT', usual: 7633, name: 'Temporal' },
  { key: 'temporalUi', variable: 'DUBAN_TEMPORAL_UI_PORT', usual: 7680, name: 'Temporal 页面' },
  { key: 'smtp', variable: 'DUBAN_SMTP_PORT', usual: 7625, name: '收信程序' },
  { key: 'postgres', variable: 'DUBAN_POSTGRES_PORT', usual: 7654, name: 'PostgreSQL' },
];

/** The ports of the embedded installation. Throws `port-invalid`, one line for each fault. */
export function readPorts(environment: NodeJS.ProcessEnv): Ports {
  const faults: string[] = [];
  const taken = new Map<number, string>();
  const ports = KNOWN.map(({ key, variable, usual, name }) => {
    const text = environment[variable] || String(usual);
    const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
    if (port < 1 || port > 65_535) faults.push(`${variable} 的值 ${text} 不是端口号（1—65535）`);
    const other = taken.get(port);
    if (other) faults.push(`${variable}（${name}）与 ${other} 同为 ${port}，请改用不同的端口`);
    taken.set(port, variable);
    return [key, port] as const;
  });
  if (faults.length > 0) throw new DubanError('port-invalid', faults.join('\n'), { faults });
  return Object.fromEntries(ports) as unknown as Ports;
}

/** Throws `port-taken`, one line for each port that some other program listens on. */
export async function checkPorts(ports: Ports): Promise<void> {
  const faults: string[] = [];
  for (const { key, variable, name } of KNOWN) {
    if (await isFree(ports[key])) continue;
    faults.push(
      `端口 ${ports[key]}（${name}）不可用，可能已被其他程序占用：请停止该程序，或用环境变量 ${variable} 改用其他端口`,
    );
  }
  if (faults.length > 0) throw new DubanError('port-taken', faults.join('\n'), { faults });
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen({ port, host: '127.0.0.1', exclusive: true });
    await once(server, 'listening');
    server.close();
    await once(server, 'close');
    return true;
  } catch {
    return false;
  }
}
