import type { Command } from 'commander';
import { padTo, wrap } from '../../documents/draft/wrap.js';
import { formDocx } from '../../documents/forms/form-docx.js';
import { formPage } from '../../documents/forms/form-page.js';
import { DubanError } from '../../domain/errors.js';
import { chineseDate, chineseDateTime } from '../../domain/calendar/chinese-date.js';
import { orderStatusNames } from '../../domain/order.js';
import { ordersOfItem, standingOrders, type OrderRow } from '../../register/queries/orders.js';
import type { Doing } from '../act.js';
import type { Duban } from '../duban.js';
import { chooseCampaign } from '../find.js';
import { draftOf, issueOrder, orderForm, orderNumbered, replyOrder, withdrawOrder } from '../order.js';
import { acting, addAct, type Chosen } from './act.js';
import { addCommand } from './chinese.js';
import type { CliContext } from './context.js';
import { outputFile, writeOutputFile } from './output-file.js';
import { campaignOption, checkpointOption, dayOption, reasonOption, textOption } from './options.js';

/** Supervision orders (督办通知单): list, issue, reply, withdraw. */
export function addOrders(program: Command, context: CliContext): void {
  addCommand(program, 'orders')
    .description('列出督办通知单：待签发、待回执、已回执')
    .addOption(campaignOption())
    .action((options: { campaign?: string }) => list(options, context));

  addCommand(program, 'order', {
    name: '编号',
    description: '督办通知单编号，如 3、2027-3；拟稿用 --item',
    optional: true,
  })
    .description('把督办通知单写成公文（.docx）或网页（.html）')
    .option('--item <事项>', '哪个事项待签发的拟稿，如 1.3')
    .addOption(campaignOption())
    .addOption(checkpointOption('与 --item 同用：哪个检查节点'))
    .requiredOption('-o, --output <文件>', '输出文件（必填）')
    .option('--force', '输出文件已存在时覆盖')
    .action((number: string | undefined, options: OrderOptions) => write(number, options, context));

  addAct(program, 'issue', '督查室')
    .description('签发督办通知单：编号、签发人、送达责任处室（督查室）')
    .addOption(textOption('--signatory <签发人>', '签发人姓名'))
    .addOption(dayOption('--reply-by <日期>', '回执期限，如 2027-04-12；不填则按规则'))
    .addOption(checkpointOption('哪个检查节点，如 9月；不填则为最早待签发的'))
    .action(
      acting(context, numbered, (duban, doing, { signatory, replyBy, checkpoint }) =>
        issueOrder(duban, doing, { signatory, due: replyBy, checkpoint }),
      ),
    );

  addAct(program, 'reply-order', '基础教育处')
    .description('督办通知单回执：办理措施、完成时限、责任人（责任处室）')
    .addOption(textOption('--plan <措施>', '办理措施'))
    .addOption(dayOption('--done-by <日期>', '完成时限，如 2027-04-20（必填）').makeOptionMandatory())
    .addOption(textOption('--person <责任人>', '责任人姓名'))
    .addOption(checkpointOption('哪个检查节点，如 9月；不填则为最早待回执的'))
    .action(
      acting(context, '督办通知单已回执，材料仍须补报', (duban, doing, { plan, doneBy, person, checkpoint }) =>
        replyOrder(duban, doing, { plan, due: doneBy, person, checkpoint }),
      ),
    );

  addAct(program, 'withdraw-order', '督查室')
    .description('撤回督办通知单或其拟稿（督查室）')
    .addOption(reasonOption('撤回理由'))
    .addOption(checkpointOption('哪个检查节点，如 9月；不填则为最早可撤回的'))
    .action(acting(context, '督办通知单已撤回', withdrawOrder));
}

async function numbered(_: Chosen, { duban, doing }: { duban: Duban; doing: Doing }): Promise<string> {
  const issued = (await ordersOfItem(duban.db, doing.item.id)).filter(({ issuedAt }) => issuedAt === doing.now);
  const number = issued.at(-1)?.number ?? '';
  return `督办通知单已签发，编号 ${number}，通知责任处室`;
}

function list({ campaign: id }: { campaign?: string }, { now, columns, print, withDuban }: CliContext): Promise<void> {
  return withDuban(async (duban) => {
    const campaign = id === undefined ? undefined : await chooseCampaign(duban, id);
    const orders = await standingOrders(duban.db, { campaignId: campaign?.id });
    if (orders.length === 0) return print('没有待签发、待回执、待办结的督办通知单。');
    for (const [status, heading] of headings) {
      const own = orders.filter((order) => order.status === status);
      if (own.length === 0) continue;
      print(`${heading}（${own.length}件）`);
      for (const order of own) for (const line of orderLines(order, now)) print(wrap(line, columns));
    }
  });
}

interface OrderOptions {
  item?: string;
  campaign?: string;
  checkpoint?: string;
  output: string;
  force?: true;
}

async function write(
  number: string | undefined,
  options: OrderOptions,
  { now, print, withDuban }: CliContext,
): Promise<void> {
  const output = await outputFile(options.output, { docx: '公文', html: '网页' }, options.force === true);
  if ((number === undefined) === (options.item === undefined)) {
    throw new DubanError(
      'choose-one',
      '请写明督办通知单编号（如 3），或用 --item 写明待签发拟稿的事项编号，二者选一。',
    );
  }
  await withDuban(async (duban) => {
    const order =
      number === undefined
        ? await draftOf(duban, options.item ?? '', options)
        : await orderNumbered(duban, number, options.campaign);
    const form = await orderForm(duban, order, now);
    await writeOutputFile(output, output.format === 'docx' ? await formDocx(form) : formPage(form));
    print(`${form.title} 已写入 ${output.file}。`);
  });
}

const headings = [
  ['drafted', orderStatusNames.drafted],
  ['issued', orderStatusNames.issued],
  ['replied', `${orderStatusNames.replied}、待补报`],
] as const;

function orderLines({ code, title, label, zone, ...order }: OrderRow, now: number): string[] {
  const reader = { zone, now };
  const on = (at: number | null): string => chineseDate(at ?? 0, reader);
  const what = `${code} “${label}”节点 ${title}（《${order.campaign}》）`;
  if (order.number === null || order.text === null) return [`  ${what}  ${on(order.draftedAt)}拟制`];
  const late = order.status === 'issued' && (order.replyBy ?? now) < now ? '，已过期' : '';
  return [
    `  ${padTo(order.number, 18)}${what}`,
    `    送${order.text.to.join('、')}，${on(order.issuedAt)}${order.text.signatory}签发，回执期限${chineseDateTime(order.replyBy ?? 0, reader)}${late}`,
    ...order.replies.map(
      ({ division, at, plan, due, person }) =>
        `    ${on(at)}${division}回执：${plan}；${on(due)}前完成，责任人${person}`,
    ),
  ];
}
