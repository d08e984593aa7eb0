#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { DubanError } from '../domain/errors.js';
import { addActs } from './cli/act.js';
import { cliContext } from './cli/context.js';
import { addItem } from './cli/item.js';
import { addLaunch } from './cli/launch.js';
import { addRead } from './cli/read.js';
import { addStatus } from './cli/status.js';

const program = new Command('duban').description('督办：把责任事项方案办成可跟踪、可催办、可留痕的督办专项').exitOverride();
const context = cliContext(Date.now());
addRead(program, context);
addLaunch(program, context);
addStatus(program, context);
addItem(program, context);
addActs(program, context);

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode;
  else {
    // What the user can mend is said in one line; anything else is ours, and needs its stack.
    const known = error instanceof DubanError;
    process.stderr.write(known ? `错误：${error.message}\n` : `程序出错，请将以下内容交给维护人员：\n${(error as Error).stack ?? String(error)}\n`);
    process.exitCode = 1;
  }
}
