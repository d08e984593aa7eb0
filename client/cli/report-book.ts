import type { Command } from 'commander';
import { closingForm } from '../../documents/reports/closing-form.js';
import { postForm, type PostFacts } from '../../documents/reports/post-form.js';
import { writeClosingBook, writePostBook } from '../../documents/reports/report-books.js';
import { formDocx } from '../../documents/forms/form-docx.js';
import { formPage } from '../../documents/forms/form-page.js';
import type { Form } from '../../documents/forms/form.js';
import { stateCouncilCalendar } from '../../domain/calendar/state-council.js';
import type { Day } from '../../domain/instant.js';
import { dueOn } from '../../domain/schedule.js';
import type { CampaignRow } from '../../register/queries/campaigns.js';
import { timekeepingOf } from '../../register/queries/timekeeping.js';
import type { Duban } from '../duban.js';
import { chooseLatest } from '../find.js';
import { closingFacts, postFacts, type ReportAsked } from '../reports.js';
import { addCommand } from './chinese.js';
import type { CliContext } from './context.js';
import { dayOption } from './options.js';
import { outputFile, writeOutputFile } from './output-file.js';

interface Options {
  output: string;
  force?: true;
  asOf?: Day;
}

const formats = { docx: '公文', html: '网页', xlsx: '表格' };
/** A form lists so many items; a workbook all that a table program opens. */
const MOST_IN_FORM = 500;
const MOST_IN_BOOK = 200_000;
const campaignArgument = '[专项编号]';
const campaignWords = '哪个督办专项；只有一个时不必填';

type Facts = { form: () => Form; book: () => Promise<Uint8Array> };
type Gather = (
  duban: Duban,
  campaign: CampaignRow,
  asked: ReportAsked & { format: keyof typeof formats },
) => Promise<Facts>;

/** `duban report`: what is written for others from the register: of a whole campaign, of one leader, of one division. */
export function addReportBooks(program: Command, context: CliContext): void {
  const report = addCommand(program, 'report')
    .description('出报告：办结报告、分管负责人或责任处室的督办事项表')
    .usage('<种类> [选项]')
    .helpCommand(false);

  writing(addCommand(report, 'closing'))
    .description('办结情况报告：一个督办专项的总体情况、各处室情况和各事项结果')
    .usage(`${campaignArgument} [选项]`)
    .argument(campaignArgument, campaignWords)
    .action((id: string | undefined, options: Options) =>
      run({ id, options }, context, async ({ db }, campaign, { format, ...asked }) => {
        const most = format === 'xlsx' ? MOST_IN_BOOK : MOST_IN_FORM;
        const facts = await closingFacts(db, campaign, { ...asked, most });
        return { form: () => closingForm(facts), book: () => writeClosingBook(facts) };
      }),
    );

  for (const [kind, what] of [
    ['leader', '分管负责人'],
    ['division', '责任处室'],
  ] as const) {
    writing(addCommand(report, kind))
      .description(`${what}的督办事项表：事项、亮灯、下一期限和待办`)
      .usage(`<${what}> ${campaignArgument} [选项]`)
      .argument(`<${what}>`, '姓名或名称，与名册相同')
      .argument(campaignArgument, campaignWords)
      .action((name: string, id: string | undefined, options: Options) =>
        run({ id, options }, context, async ({ db }, campaign, asked) => {
          const facts: PostFacts = await postFacts(db, campaign, { ...asked, kind, name });
          return { form: () => postForm(facts), book: () => writePostBook(facts) };
        }),
      );
  }
}

function writing(command: Command): Command {
  return command
    .requiredOption('-o, --output <文件>', '写成公文（.docx）、网页（.html）或表格（.xlsx）（必填）')
    .option('--force', '输出文件已存在时覆盖')
    .addOption(dayOption('--as-of <日期>', '推算到哪一天为止，不早于今天；不填则为现在'));
}

function run(
  { id, options }: { id: string | undefined; options: Options },
  { now, print, withDuban }: CliContext,
  gather: Gather,
): Promise<void> {
  return withDuban(async (duban) => {
    const output = await outputFile(options.output, formats, options.force === true);
    const campaign = await chooseLatest(duban, id);
    const t = (await timekeepingOf(duban.db, campaign.id, stateCouncilCalendar)) ?? duban;
    const asOf = options.asOf === undefined ? now : Math.max(now, dueOn(options.asOf, t) + 1);
    const { form, book } = await gather(duban, campaign, { now: asOf, t, format: output.format });
    const made =
      output.format === 'xlsx'
        ? book()
        : output.format === 'docx'
          ? formDocx(form())
          : Promise.resolve(formPage(form()));
    await writeOutputFile(output, await made);
    print(`已写入 ${output.file}。`);
  });
}
