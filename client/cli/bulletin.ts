import { Option, type Command } from 'commander';
import { writeBulletinBook } from '../../documents/bulletin/bulletin-book.js';
import { formDocx } from '../../documents/forms/form-docx.js';
import { formPage } from '../../documents/forms/form-page.js';
import { wrap } from '../../documents/draft/wrap.js';
import { stateCouncilCalendar } from '../../domain/calendar/state-council.js';
import { chineseDate, chineseDateTime } from '../../domain/calendar/chinese-date.js';
import {
  NO_LEADER,
  figureNames,
  rateText,
  type Figure,
  type Figures,
  type Scope,
} from '../../domain/counted-checkpoint.js';
import { DubanError } from '../../domain/errors.js';
import type { Day, Instant } from '../../domain/instant.js';
import { dueOn } from '../../domain/schedule.js';
import { timekeepingOf } from '../../register/queries/timekeeping.js';
import { bulletinOf, issue, periodNamed, rowsBehind, type Bulletin, type BulletinAsked } from '../bulletin.js';
import { countedText } from '../counted-text.js';
import type { Duban } from '../duban.js';
import { chooseAnyPosts, chooseLatest, chooseOffice, choosePosts } from '../find.js';
import { sendBulletin, type SentBulletin } from '../send-bulletin.js';
import { addCommand } from './chinese.js';
import type { CliContext } from './context.js';
import { dayOption } from './options.js';
import { outputFile, writeOutputFile, type OutputFile } from './output-file.js';

interface Options extends Scope {
  period: string;
  asOf?: Day;
  output?: string;
  force?: true;
  list?: Figure;
  issue?: true;
  signatory?: string;
  as?: string;
  send?: true;
  to?: string;
}

/** `duban bulletin`: 督查通报 of a month or quarter: looked at, written, followed to its rows, issued. */
export function addBulletin(program: Command, context: CliContext): void {
  addCommand(program, 'bulletin', { name: '专项编号', description: '哪个督办专项；只有一个时不必填', optional: true })
    .description('督查通报：一个季度或月份的完成情况、排名和未报送名单')
    .requiredOption('--period <期>', '哪个季度或月份，如 2027-Q1、2027-03（必填）')
    .option('-o, --output <文件>', '写成公文（.docx）、网页（.html）或表格（.xlsx）')
    .option('--force', '输出文件已存在时覆盖')
    .addOption(figureOption())
    .option('--division <处室>', '与 --list 同用：只列该处室的')
    .option('--leader <负责人>', '与 --list 同用：只列该分管负责人的')
    .addOption(dayOption('--as-of <日期>', '推算到哪一天为止，不早于今天；不填则为现在'))
    .option('--issue', '印发：内容从此固定，不再变动')
    .option('--signatory <签发人>', '签发人姓名，印发时必填')
    .option('--as <岗位>', '以哪个岗位印发，记入台账，如 督查室；印发时必填')
    .option('--send', '把印发的通报连同公文文件发给有关处室、分管负责人和总责任人，每人只发一次')
    .option('--to <岗位>', '与 --send 同用：只发给这些岗位，如 基础教育处、夏春胤')
    .action((id: string | undefined, options: Options) =>
      context.withDuban((duban) => run(duban, { id, options }, context)),
    );
}

const formats = { docx: '公文', html: '网页', xlsx: '表格' };
type Output = OutputFile<keyof typeof formats>;

async function run(
  duban: Duban,
  { id, options }: { id: string | undefined; options: Options },
  context: CliContext,
): Promise<void> {
  const output =
    options.output === undefined ? null : await outputFile(options.output, formats, options.force === true);
  const campaign = await chooseLatest(duban, id);
  const t = (await timekeepingOf(duban.db, campaign.id, stateCouncilCalendar)) ?? duban;
  const period = periodNamed(options.period, campaign.zone);
  const asOf = options.asOf === undefined ? context.now : Math.max(context.now, dueOn(options.asOf, t) + 1);
  const asked: BulletinAsked = { period, asOf, t };
  if (options.issue === true) {
    if (options.asOf !== undefined) throw new DubanError('issue-later', '印发以现在的台账为准，不能与 --as-of 同用。');
    const [signatory, as] = [options.signatory?.trim() ?? '', options.as?.trim() ?? ''];
    if (signatory === '' || as === '')
      throw new DubanError('issue-unsigned', '印发通报须写明 --signatory <签发人> 和 --as <岗位>。');
    await issue(duban.db, campaign, { ...asked, by: await chooseOffice(duban, as), signatory });
    context.print(`${period.label}督查通报已印发，签发人${signatory}；内容已固定在台账中。`);
  }
  if (options.send === true) {
    await send(duban, { campaign, asked, to: options.to }, context);
    return;
  }
  if (options.list !== undefined) {
    await printRows(duban, { campaign, asked, figure: options.list, scope: options }, context);
    return;
  }
  const bulletin = await bulletinOf(duban.db, campaign, asked);
  if (output !== null) {
    await writeOutputFile(output, await written(bulletin, output));
    context.print(`已写入 ${output.file}。`);
  } else if (options.issue !== true) context.print(summary(bulletin, context.columns));
}

function figureOption(): Option {
  const names = Object.values(figureNames);
  const description = `列出某个数字背后的节点：${names.join('、')}`;
  return new Option('--list <数字>', description).argParser((text): Figure => {
    const found = Object.entries(figureNames).find(([, name]) => name === text.trim());
    if (found !== undefined) return found[0] as Figure;
    throw new DubanError('no-such-figure', `--list “${text}”应为 ${names.join('、')} 之一。`, { text });
  });
}

async function written({ report, form }: Bulletin, { format }: Output): Promise<Uint8Array | string> {
  switch (format) {
    case 'docx':
      return formDocx(form);
    case 'html':
      return formPage(form);
    case 'xlsx':
      return writeBulletinBook(report);
  }
}

async function send(
  duban: Duban,
  { campaign, asked, to }: { campaign: Listed['campaign']; asked: BulletinAsked; to: string | undefined },
  { now, print }: CliContext,
): Promise<void> {
  const bulletin = await bulletinOf(duban.db, campaign, asked);
  const chosen = to === undefined ? null : await chooseAnyPosts(duban, to);
  const sent = await sendBulletin(duban, { campaign, bulletin }, { to: chosen, now });
  const reader = { zone: campaign.zone, now };
  const names = (readers: SentBulletin['queued']): string =>
    readers
      .map(({ recipient, posts }) => `${posts.map(({ name }) => name).join('、')}（${recipient.name}）`)
      .join('、');
  if (sent.queued.length > 0) {
    print(
      `${asked.period.label}督查通报自${chineseDateTime(sent.from, reader)}起发给${sent.queued.length}人：${names(sent.queued)}。`,
    );
  }
  if (sent.before.length > 0) print(`此前已发，不再重发：${names(sent.before)}。`);
  print('送达情况用 duban outbox 查看。');
}

interface Listed {
  campaign: Parameters<typeof rowsBehind>[1];
  asked: BulletinAsked;
  figure: Figure;
  scope: Scope;
}

async function printRows(
  duban: Duban,
  { campaign, asked, figure, scope: { division, leader } }: Listed,
  { print }: CliContext,
): Promise<void> {
  // A name nobody has would count nothing, and look as if all were well.
  if (division !== undefined) await choosePosts(duban, division, 'division');
  if (leader !== undefined && leader !== NO_LEADER) await choosePosts(duban, leader, 'leader');
  const scope = { ...(division === undefined ? {} : { division }), ...(leader === undefined ? {} : { leader }) };
  const reader = { zone: campaign.zone, now: asked.asOf };
  let count = 0;
  for await (const row of rowsBehind(duban.db, campaign, { ...asked, figure, scope })) {
    count += 1;
    const posts = `${row.leads.join('、')}（${row.leader ?? NO_LEADER}）`;
    print(
      figure === 'items'
        ? `${row.code}  ${row.leads.join('、')}  ${row.title}`
        : `${row.code} “${row.label}”  ${chineseDate(row.reportDue, reader)}  ${posts}  ${countedText(row, asked, scope)}  ${row.title}`,
    );
  }
  const of = [division, leader].filter((name) => name !== undefined).join('、');
  print(`${asked.period.label}${of === '' ? '' : ` ${of}`} ${figureNames[figure]}：${count}个`);
}

function summary({ report, issued }: Bulletin, columns: number): string {
  const { campaign, period, asOf, figures } = report;
  const line = (name: string, of: Figures, rank: number | null): string =>
    `  ${rank === null ? '—' : `第${rank}`}  ${name}  应报${of.due}  按时${of.onTime}  补报${of.madeUp}  未报${of.missing}  未到期${of.ahead}  退回${of.returned}  落后${of.behind}  按时率${rateText(of)}`;
  const state = issued === null ? '草稿' : `${at(issued.at)}由${issued.by}印发，签发人${report.signatory ?? ''}`;
  return [
    `${period.label}督查通报（${state}）《${campaign.title}》 截至${at(asOf)}`,
    ...[line('合计', figures.total, null).replace('  —', ' ')],
    ...figures.divisions.map((row) => line(row.name, row, row.rank)),
    ...report.missing
      .slice(0, 20)
      .map(
        ({ code, label, divisions, days }) =>
          `  未报送：${code} “${label}” ${divisions.join('、')} 逾期${days}个工作日`,
      ),
    '公文：加 -o 通报.docx；表格 .xlsx；网页 .html。数字的来处：加 --list 逾期未报。印发并发送：加 --issue --signatory 姓名 --as 督查室 --send。',
  ]
    .map((text) => wrap(text, columns))
    .join('\n');

  function at(instant: Instant): string {
    return chineseDate(instant, { zone: campaign.zone, now: asOf });
  }
}
