import type { Command } from 'commander';
import { DubanError } from '../../domain/errors.js';
import type { Day } from '../../domain/instant.js';
import type { Acted, Doing } from '../act.js';
import type { Duban } from '../duban.js';
import { chooseItem, namedCheckpoint } from '../find.js';
import { addCommand } from './chinese.js';
import type { CliContext } from './context.js';
import { asOption, campaignOption } from './options.js';

/** What acts may be given. Those a command cannot do without are mandatory options of it. */
export interface ActOptions {
  as: string;
  campaign?: string;
  checkpoint?: string;
  division?: string;
  text?: string;
  file?: string[];
  figure?: string[];
  note?: string;
  reply?: string;
  label?: string;
  content?: string[];
  supporting?: string;
  leader?: string;
  from?: Day;
  to?: string;
  due: Day;
  signatory: string;
  replyBy?: Day;
  plan: string;
  doneBy: Day;
  person: string;
  words: string;
  reason: string;
}

/** With the number of the checkpoint named, where one is. */
export type Chosen = Omit<ActOptions, 'checkpoint'> & { checkpoint: number | undefined };

export type Verb = (duban: Duban, doing: Doing, options: Chosen) => Promise<Acted>;

/** Adds a command that moves one item: `duban NAME CODE --as POST`. `example`: of a post that may do it. */
export function addAct(program: Command, name: string, example: string): Command {
  return addCommand(program, name, { name: '编号', description: '事项编号，如 1.2' })
    .addOption(asOption(example))
    .addOption(campaignOption());
}

/** What is said of an act afterwards, after the item's code and the checkpoint: always the same, or by what was asked and what it led to. */
export type Said = string | ((options: Chosen, done: { duban: Duban; doing: Doing }) => string | Promise<string>);

/** The action of such a command. */
export function acting(
  { now, print, withDuban }: CliContext,
  done: Said,
  verb: Verb,
): (code: string, options: ActOptions) => Promise<void> {
  return (code, options) =>
    withDuban(async (duban) => {
      const item = await chooseItem(duban, code, options);
      const checkpoint = options.checkpoint === undefined ? undefined : namedCheckpoint(item, options.checkpoint);
      const [doing, chosen] = [
        { item, as: options.as, now },
        { ...unsaid, ...options, checkpoint },
      ];
      const outcome = await verb(duban, doing, chosen);
      if (outcome.kind === 'refused') throw new DubanError(outcome.code, outcome.message);
      const label = outcome.label === '' ? '' : `“${outcome.label}”节点`;
      if (outcome.kind === 'received') {
        print(
          `已收到，编号 ${outcome.id}。系统恢复后自动办理，以本次提交时间为准，无须重复提交；请稍后用 duban item ${item.code} 核对结果。`,
        );
        return;
      }
      const said = typeof done === 'string' ? done : await done(chosen, { duban, doing });
      print(`${item.code} ${label}${said}。`);
    });
}

/** A decision need not say why. */
const unsaid = { reason: '' };

/** Exactly one of two options that exclude each other. Throws `choose-one`. */
export function oneOf(options: object, [yes, no]: readonly [string, string], why: string): boolean {
  const given = options as Record<string, unknown>;
  const [first, second] = [yes, no].map((flag) => given[camel(flag)] === true);
  if (first !== second) return first === true;
  throw new DubanError('choose-one', `请写明 ${yes} 或 ${no}，二者选一：${why}。`);
}

function camel(flag: string): string {
  return flag.replace(/^--/, '').replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
