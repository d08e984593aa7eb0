import { spawn } from 'node:child_process';

export interface ProgramOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Called every ten seconds with the seconds gone by, so that a long step is seen to be alive. */
  readonly alive?: (seconds: number) => void;
  /** Ended when it takes longer. Default: no limit. */
  readonly timeoutMs?: number;
  /** Ends it early. */
  readonly signal?: AbortSignal;
}

export interface ProgramResult {
  /** Null when the program could not be started or was ended by a signal. */
  readonly code: number | null;
  readonly output: string;
}

/** Runs a program to its end, never through a shell unless Windows needs one for a .cmd. Never rejects. */
export function runProgram(
  program: string,
  args: readonly string[],
  options: ProgramOptions = {},
): Promise<ProgramResult> {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(program, [...args], {
      cwd: options.cwd,
      env: options.env ?? process.env,
      timeout: options.timeoutMs,
      signal: options.signal,
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && program.endsWith('.cmd'),
    });
    let seconds = 0;
    const ticker = setInterval(() => options.alive?.((seconds += 10)), 10_000);
    const add = (chunk: Buffer): void => {
      output = (output + chunk.toString()).slice(-20_000);
    };
    child.stdout.on('data', add);
    child.stderr.on('data', add);
    const done = (code: number | null): void => {
      clearInterval(ticker);
      resolve({ code, output });
    };
    child.on('error', (error) => {
      output += String(error);
      done(null);
    });
    child.on('close', done);
  });
}
