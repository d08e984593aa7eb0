import type { Command } from 'commander';
import { acknowledge, dispute } from '../assignment.js';
import { standingOf } from '../../register/standing-of.js';
import type { Doing } from '../act.js';
import type { Duban } from '../duban.js';
import { requestExtension } from '../extend.js';
import { contribute, sign, submit } from '../report.js';
import { acting, addAct, type Chosen } from './act.js';
import type { CliContext } from './context.js';
import { checkpointOption, dayOption, fileOption, reasonOption, replyOption, variadic } from './options.js';

const division = '基础教育处';

/** What a division does: acknowledge, dispute, submit, contribute, extend; and what its head does: confirm, decline. */
export function addReports(program: Command, context: CliContext): void {
  addAct(program, 'acknowledge', division)
    .description('签收事项')
    .action(acting(context, '已签收', (duban, doing) => acknowledge(duban, doing)));

  addAct(program, 'dispute', division)
    .description('申请调整责任单位')
    .addOption(reasonOption())
    .action(acting(context, '已申请调整责任单位，请等候督查室答复', dispute));

  addAct(program, 'submit', division)
    .description('报送检查节点的完成情况与佐证材料')
    .option('--text <说明>', '完成情况说明')
    .addOption(variadic('--figure <完成数...>', '量化指标的完成数，写作 指标序号=完成数，如 1=12；序号见 duban item'))
    .addOption(fileOption())
    .addOption(replyOption())
    .addOption(checkpointOption())
    .action(
      acting(context, submitted, (duban, doing, options) =>
        submit(duban, doing, { ...options, files: options.file, figures: options.figure }),
      ),
    );

  addAct(program, 'contribute', division)
    .description('补充佐证材料（配合处室）')
    .option('--text <说明>', '情况说明')
    .addOption(fileOption())
    .addOption(replyOption())
    .addOption(checkpointOption())
    .action(
      acting(context, '已补充材料', (duban, doing, options) =>
        contribute(duban, doing, { ...options, files: options.file }),
      ),
    );

  addAct(program, 'confirm', division)
    .description('报送前审签：同意报送（处室负责人）')
    .option('--division <处室>', '为哪个处室审签；联合牵头时填写')
    .addOption(checkpointOption())
    .action(
      acting(context, '已审签，材料报督查室', (duban, doing, options) =>
        sign(duban, doing, { ...options, agree: true, reason: '' }),
      ),
    );

  addAct(program, 'decline', division)
    .description('报送前审签：退回修改（处室负责人）')
    .option('--division <处室>', '退回哪个处室的材料；联合牵头时填写')
    .addOption(reasonOption('退回理由'))
    .addOption(checkpointOption())
    .action(
      acting(context, '材料已退回承办人员', (duban, doing, options) =>
        sign(duban, doing, { ...options, agree: false }),
      ),
    );

  addAct(program, 'extend', division)
    .description('申请延期，须在到期前')
    .addOption(dayOption('--to <日期>', '申请延至哪一天，如 2027-06-30（必填）').makeOptionMandatory())
    .addOption(reasonOption())
    .addOption(checkpointOption())
    .action(
      acting(context, '已申请延期，答复前期限不变', (duban, doing, options) =>
        requestExtension(duban, doing, { ...options, due: options.to ?? '' }),
      ),
    );
}

/** It is no report yet while the division's head has not signed it. */
async function submitted(_: Chosen, { duban, doing: { item, as } }: { duban: Duban; doing: Doing }): Promise<string> {
  const { drafts } = await standingOf(duban.db, item.id);
  return drafts.some(({ division: { name } }) => name === as)
    ? '材料已提交，待处室负责人审签；审签同意后方为报送'
    : '已报送';
}
