#!/usr/bin/env node
import { CommanderError } from 'commander';
import { presentOf } from '../config/present.js';
import { DubanError } from '../domain/errors.js';
import { addAssignments } from './cli/assign.js';
import { addBulletin } from './cli/bulletin.js';
import { addChanges } from './cli/change.js';
import { addBackups } from './cli/backup.js';
import { chineseProgram, usageErrorText } from './cli/chinese.js';
import { cliContext } from './cli/context.js';
import { addDoctor } from './cli/doctor.js';
import { addExport } from './cli/export.js';
import { addInbox } from './cli/inbox.js';
import { addItem } from './cli/item.js';
import { addLaunch } from './cli/launch.js';
import { addOrders } from './cli/orders.js';
import { addOutbox } from './cli/outbox.js';
import { addPauses } from './cli/pause.js';
import { addPeople } from './cli/people.js';
import { addDossier } from './cli/dossier.js';
import { addRead } from './cli/read.js';
import { addRehearse } from './cli/rehearse.js';
import { addReconcile } from './cli/reconcile.js';
import { addReplan } from './cli/replan.js';
import { addReportBooks } from './cli/report-book.js';
import { addReports } from './cli/report.js';
import { addReviews } from './cli/review.js';
import { addRevise } from './cli/revise.js';
import { addSpecialReport } from './cli/special-report.js';
import { addStatus } from './cli/status.js';
import { addVerify } from './cli/verify.js';

// Whoever reads us may have read enough (duban status | head).
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

const program = chineseProgram('duban', '督办：把责任事项方案办成可跟踪、可催办、可留痕的督办专项');
const context = cliContext(presentOf(process.env, Date.now()));
addRead(program, context);
addRehearse(program, context);
addLaunch(program, context);
addStatus(program, context);
addExport(program, context);
addItem(program, context);
addBulletin(program, context);
addReportBooks(program, context);
addReports(program, context);
addReviews(program, context);
addChanges(program, context);
addPauses(program, context);
addOrders(program, context);
addOutbox(program, context);
addSpecialReport(program, context);
addAssignments(program, context);
addReplan(program, context);
addRevise(program, context);
addPeople(program, context);
addInbox(program, context);
addDoctor(program, context);
addVerify(program, context);
addDossier(program, context);
addBackups(program, context);
addReconcile(program, context);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = 1;
  // What the user can mend is said in one line; anything else is ours, and needs its stack.
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode;
    process.stderr.write(usageErrorText(error));
  } else if (error instanceof DubanError) process.stderr.write(`错误：${error.message}\n`);
  else process.stderr.write(`程序出错，请将以下内容交给维护人员：\n${(error as Error).stack ?? String(error)}\n`);
}

// A command that nobody answered may still be on its way: it is safe in the register and need not keep us here.
process.stdout.write('', () => process.exit());
