import { Option, type Command } from 'commander';
import { dayOf } from '../../domain/calendar/zoned.js';
import { DubanError } from '../../domain/errors.js';
import type { Day } from '../../domain/instant.js';
import { maskedMobile } from '../../domain/mobile.js';
import type { PostKind } from '../../domain/notice.js';
import { delegationsOf } from '../../register/delegations.js';
import { mobilesOf, recordMobile } from '../../register/mobiles.js';
import { listPeople, listPosts } from '../../register/queries/posts.js';
import { delegate } from '../delegate.js';
import { postKindNames } from '../find.js';
import { headName } from '../event-text.js';
import { holdPost } from '../hold-post.js';
import { prefer, preferenceText, type Preferring } from '../prefer.js';
import { addCommand } from './chinese.js';
import type { CliContext } from './context.js';
import { choiceOption, dayOption, mobileOption } from './options.js';

interface Delegated {
  person?: string;
  standIn?: string;
  from?: Day;
  to?: Day;
  reason?: string;
}

interface Phoned {
  mobile?: string;
  withoutMobile?: true;
}

interface Held {
  person?: string;
  mailbox?: string;
  secondPerson?: string;
  secondMailbox?: string;
  kind?: PostKind;
}

/** Who is on leave and who stands in; who holds which post; how people want their mail. */
export function addPeople(program: Command, context: CliContext): void {
  const { now, print, withDuban } = context;
  addPreferences(program, context);
  addCommand(program, 'delegate')
    .description('代理：某人不在岗期间由他人代收通知；不写选项则列出现有代理')
    .option('--person <姓名>', '不在岗的人，填姓名或邮箱')
    .option('--stand-in <姓名>', '代理人，填姓名或邮箱')
    .addOption(dayOption('--from <日期>', '自哪一天起'))
    .addOption(dayOption('--to <日期>', '至哪一天止（含）'))
    .option('--reason <理由>', '事由，如 出差')
    .action(({ person, standIn, from, to, reason = '' }: Delegated) =>
      withDuban(async (duban) => {
        if (person === undefined && standIn === undefined) {
          const all = await delegationsOf(duban.db, { from: dayOf(now, duban.policy.zone) });
          if (all.length === 0) print('目前没有代理。');
          for (const one of all) {
            const why = one.reason === '' ? '' : `（${one.reason}）`;
            print(`${one.from} 至 ${one.to}  ${one.personName}由${one.standInName}代理${why}`);
          }
          return;
        }
        if (person === undefined || standIn === undefined || from === undefined || to === undefined) {
          const message = '登记代理须写明 --person、--stand-in、--from、--to 四项。';
          throw new DubanError('delegation-incomplete', message);
        }
        const named = await delegate(duban, { person, standIn, from, to, reason, now });
        print(`已登记：${from} 至 ${to}，${named.person.name}的通知由${named.standIn.name}代收，本人仍收抄件。`);
      }),
    );

  addCommand(program, 'post', { name: '岗位', description: '岗位名称；不填则列出全部岗位', optional: true })
    .description('查看岗位由谁担任，或更换人员')
    .option('--person <姓名>', '由谁担任')
    .option('--mailbox <邮箱>', '其邮箱')
    .option('--second-person <姓名>', '备用联系人')
    .option('--second-mailbox <邮箱>', '备用邮箱')
    .addOption(kindOption())
    .action((name: string | undefined, { person, mailbox, secondPerson, secondMailbox, kind }: Held) =>
      withDuban(async (duban) => {
        if (name !== undefined && (person !== undefined || mailbox !== undefined)) {
          if (person === undefined || mailbox === undefined) {
            throw new DubanError('holder-incomplete', '更换人员须同时写明 --person 和 --mailbox。');
          }
          const second =
            secondMailbox === undefined ? undefined : { person: secondPerson ?? person, mailbox: secondMailbox };
          const post = await holdPost(duban, { post: name, kind, person, mailbox, second });
          print(`${postKindNames[post.kind]} ${name}：自即日起由${person}（${mailbox}）担任。`);
          if (post.kind === 'division' && post.isNew) print(newHolderText(person));
          return;
        }
        const posts = (await listPosts(duban.db)).filter((post) => name === undefined || post.name === name);
        if (posts.length === 0) throw new DubanError('unknown-post', `没有名为“${name ?? ''}”的岗位。`);
        for (const post of posts) {
          const shown = post.kind === 'head' ? headName(post.name) : post.name;
          print(`${postKindNames[post.kind]}  ${shown}  ${post.person ?? '（无人）'}`);
        }
      }),
    );
}

/** Links are their recipient's own; a nudge has one. */
function newHolderText(person: string): string {
  return (
    `此前发出的邮件不转给${person}，其中的办理链接也不能由${person}使用，须待下一封邮件；急需办理的，请催办一次：\n` +
    '  duban nudge 事项编号 --as 督查室 --words 催办内容'
  );
}

function addPreferences(program: Command, { now, print, withDuban }: CliContext): void {
  addCommand(program, 'prefer', { name: '人员', description: '姓名或邮箱；不填则列出全部人员', optional: true })
    .description('收信安排：每日一封、免打扰时段；逾期、督办升级等照常即时送达')
    .addOption(new Option('--daily', '日常通知每个工作日合为一封').conflicts('atOnce'))
    .option('--at-once', '日常通知随到随发（默认）')
    .addOption(new Option('--quiet <时段>', '免打扰时段，如 12:00-14:00').conflicts('anyTime'))
    .option('--any-time', '不设免打扰时段（默认）')
    .addOption(new Option('--weekly', '发送领导周报（默认）').conflicts('withoutWeekly'))
    .option('--without-weekly', '不发领导周报')
    .addOption(mobileOption('逾期时另发短信的号码'))
    .addOption(new Option('--without-mobile', '不再发短信').conflicts('mobile'))
    .action((name: string | undefined, given: Preferring & Phoned) => {
      const { mobile, withoutMobile, ...options } = given;
      if (name === undefined && Object.keys(given).length > 0)
        throw new DubanError('which-person', '请写明是谁的收信安排，如 duban prefer 罗文静 --daily。');
      return withDuban(async (duban) => {
        const people =
          name === undefined ? await listPeople(duban.db) : [await prefer(duban, name, { ...options, now })];
        const [only] = people;
        if (name !== undefined && only !== undefined && (mobile !== undefined || withoutMobile === true))
          await recordMobile(duban.db, only.id, mobile ?? null);
        const mobiles = await mobilesOf(duban.db);
        for (const person of people) {
          const number = mobiles.get(person.id);
          const phone = number === undefined ? '' : `，短信${maskedMobile(number)}`;
          print(
            `${person.name}  ${person.mailbox}  ${person.posts.join('、') || '（无岗位）'}  ${preferenceText(person)}${phone}`,
          );
        }
      });
    });
}

function kindOption(): Option {
  return choiceOption('--kind <类别>', '岗位类别，有同名岗位时填写', postKindNames);
}
