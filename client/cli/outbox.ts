import type { Command } from 'commander';
import { chineseDateTime } from '../../domain/calendar/chinese-date.js';
import { instantOf } from '../../domain/calendar/zoned.js';
import { addDays } from '../../domain/calendar/civil-day.js';
import { DubanError } from '../../domain/errors.js';
import type { Day, Instant } from '../../domain/instant.js';
import { ruleNames } from '../rule-text.js';
import {
  outboxCounts,
  outboxMails,
  mailContents,
  type OutboxFilter,
  type OutboxMail,
} from '../../register/queries/outbox.js';
import { oneLine } from '../../mail/plain.js';
import type { MailState } from '../../register/schema.js';
import type { Duban } from '../duban.js';
import { chooseCampaign, chooseOffice } from '../find.js';
import { chooseMail, settleMail, type Settling } from '../outbox.js';
import { decisionNames, mailStates } from '../timeline-text.js';
import { addCommand } from './chinese.js';
import type { CliContext } from './context.js';
import { decisionOf, type Decided } from './decision.js';
import { asOption, choiceOption, dayOption } from './options.js';
import { addOutboxShort } from './outbox-short.js';
import { outputFile, writeOutputFile } from './output-file.js';

const mailArgument = { name: '邮件编号', description: '可只写开头几位' };

/** `duban outbox`: the mails, what became of them, and what a person decides about those in doubt. */
export function addOutbox(program: Command, context: CliContext): void {
  const { print, withDuban, now } = context;
  const outbox = addCommand(program, 'outbox')
    .description('发件箱：邮件及其发送情况；送达情况不明的由人认定或重发')
    .usage('[命令] [选项]')
    .addOption(choiceOption('--state <情况>', '只列某种情况的', mailStates))
    .option('--to <收件人>', '只列发给某人的：姓名或邮箱的一部分')
    .option('--campaign <专项编号>', '只列某个督办专项的')
    .addOption(dayOption('--from <日期>', '从哪一天起'))
    .addOption(dayOption('--until <日期>', '到哪一天止（含）'))
    .option('--limit <数字>', '最多列多少封', '50')
    .action((options: Listed) => list(options, context));

  addCommand(outbox, 'show', mailArgument)
    .description('一封邮件：收件人、发送经过、所含通知和正文')
    .action((id: string) => withDuban((duban) => show(duban, id, context)));

  addCommand(outbox, 'settle', mailArgument)
    .description('认定送达情况不明的邮件：已经送达，或重发')
    .option('--sent', '经核实已经送达')
    .option('--again', '重发同一封邮件（编号不变）')
    .addOption(asOption('督查室'))
    .action((id: string, { as, ...said }: Decided & { as: string }) =>
      withDuban(async (duban) => {
        await settle(duban, id, { as, decision: decisionOf(said) });
      }),
    );

  addCommand(outbox, 'resend', mailArgument)
    .description('重发一封邮件：被拒收的，或加 --force 已发送的')
    .option('--force', '服务器已接收的也重发')
    .addOption(asOption('督查室'))
    .action((id: string, { force, as }: { force?: true; as: string }) =>
      withDuban((duban) => settle(duban, id, { as, decision: 'again', evenAccepted: force === true })),
    );

  addCommand(outbox, 'preview', mailArgument)
    .description('把一封邮件的正文写成网页（.html），用浏览器查看')
    .usage('<邮件编号> <文件> [选项]')
    .argument('<文件>', '输出文件，以 .html 结尾')
    .option('--force', '文件已存在时覆盖')
    .action(async (id: string, file: string, { force }: { force?: true }) => {
      const output = await outputFile(file, { html: '网页' }, force === true);
      await withDuban(async (duban) => {
        const mail = await chooseMail(duban, id);
        await writeOutputFile(output, (await mailContents(duban.db, mail.id)).html);
        print(`已写入 ${output.file}。`);
      });
    });

  addOutboxShort(outbox, context);

  async function settle(duban: Duban, id: string, { as, ...settling }: Settling & { as: string }): Promise<void> {
    const mail = await chooseMail(duban, id);
    const by = await chooseOffice(duban, as);
    await settleMail(duban, { id: mail.id, by, now, ...settling });
    print(`${settling.decision === 'sent' ? '已认定送达' : '已交付重发'}：${line(mail)}`);
  }
}

interface Listed {
  state?: MailState;
  to?: string;
  campaign?: string;
  from?: Day;
  until?: Day;
  limit: string;
}

async function list(options: Listed, { print, withDuban, now }: CliContext): Promise<void> {
  if (!/^[1-9]\d{0,4}$/.test(options.limit)) {
    throw new DubanError('limit-invalid', `--limit “${options.limit}”不是封数；应为 1 至 99999。`);
  }
  await withDuban(async (duban) => {
    const { zone } = duban.policy;
    const filter: OutboxFilter = {
      state: options.state,
      recipient: options.to,
      campaignId: options.campaign === undefined ? undefined : (await chooseCampaign(duban, options.campaign)).id,
      from: options.from === undefined ? undefined : instantOf(options.from, '00:00', zone),
      to: options.until === undefined ? undefined : instantOf(addDays(options.until, 1), '00:00', zone),
    };
    const counts = await outboxCounts(duban.db, filter);
    const told = (Object.keys(mailStates) as MailState[]).flatMap((state) =>
      counts[state] === undefined ? [] : [`${mailStates[state]}${counts[state]}封`],
    );
    print(told.length === 0 ? '没有这样的邮件。' : told.join('，'));
    const doubted = filter.state === undefined ? await outboxMails(duban.db, { ...filter, state: 'unknown' }, all) : [];
    if (doubted.length > 0) {
      print(
        '\n送达情况不明，须由人认定：请向收件人核实，收到的 duban outbox settle 编号 --sent --as 督查室，没有收到的 --again',
      );
      for (const mail of doubted) print(`  ${entry(mail, { zone, now })}\n      ${oneLine(mail.outcome)}`);
      print('');
    }
    const listed = await outboxMails(duban.db, filter, { offset: 0, limit: Number(options.limit) });
    for (const mail of listed) print(`  ${entry(mail, { zone, now })}`);
    const more = Object.values(counts).reduce((sum, count) => sum + count, 0) - listed.length;
    if (more > 0) print(`  其余${more}封未列；用 --limit 多列，或用 --to、--from、--until 缩小范围。`);
  });
}

const all = { offset: 0, limit: 1000 };

async function show(duban: Duban, id: string, { print, now }: CliContext): Promise<void> {
  const mail = await chooseMail(duban, id);
  const contents = await mailContents(duban.db, mail.id);
  const when = (instant: Instant): string => chineseDateTime(instant, { zone: duban.policy.zone, now });
  print(`${mail.subject}\n编号 ${mail.id}  ${mailStates[mail.state]}`);
  print(`收件人  ${mail.name} <${mail.mailbox}>`);
  print(`生成    ${when(mail.createdAt)}，已试发${mail.attempts}次`);
  if (mail.nextAttemptAt !== null) print(`下次    ${when(mail.nextAttemptAt)}`);
  if (mail.finishedAt !== null) print(`结果    ${when(mail.finishedAt)} ${oneLine(mail.outcome)}`);
  else if (mail.outcome !== '') print(`上次    ${oneLine(mail.outcome)}`);
  for (const { at, by, decision } of contents.decisions) {
    print(`认定    ${when(at)} ${by}：${decisionNames[decision]}`);
  }
  for (const { name, size } of contents.attachments) print(`附件    ${name}（${Math.ceil(size / 1024)} KB）`);
  for (const notice of contents.notices) {
    const checkpoint = notice.checkpoint === null ? '' : ` “${notice.checkpoint}”`;
    print(`通知    ${notice.code} ${notice.title}${checkpoint}：${ruleNames[notice.rule]}`);
  }
  print(`\n${contents.text}`);
}

function entry(mail: OutboxMail, { zone, now }: { zone: string; now: Instant }): string {
  return `${mail.id.slice(0, 8)}  ${chineseDateTime(mail.createdAt, { zone, now })}  ${mailStates[mail.state]}  ${line(mail)}`;
}

function line({ name, mailbox, subject }: OutboxMail): string {
  return `${name} <${mailbox}>  ${subject || '（未能生成）'}`;
}
