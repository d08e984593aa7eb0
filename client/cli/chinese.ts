import { Command, type CommanderError } from 'commander';
import { columnsOf, wrap } from '../../documents/draft/wrap.js';

const titles: Record<string, string> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
};

/** A program whose help is Chinese, its commands' too. Errors are thrown, for `usageErrorText`. */
export function chineseProgram(name: string, description: string): Command {
  const program = new Command(name)
    .description(description)
    .usage('<命令> [选项]')
    .helpOption('-h, --help', '显示用法')
    .helpCommand('help [命令]', '显示某个命令的用法')
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
    .configureHelp({
      styleTitle: (title) => titles[title] ?? title,
      // Commander would say a default in English: descriptions say it themselves.
      optionDescription: ({ description }) => description,
      subcommandTerm: (command) => [command.name(), ...command.registeredArguments.map(argumentTerm)].join(' '),
      displayWidth: columnsOf,
      boxWrap: wrap,
    });
  return program;
}

/** Adds a command, in whose usage the options stand after the arguments, as they are mostly typed. */
export function addCommand(program: Command, name: string, argument?: Argument): Command {
  const command = program.command(name).helpOption('-h, --help', '显示用法');
  if (argument === undefined) return command.usage('[选项]');
  const term = argument.optional === true ? `[${argument.name}]` : `<${argument.name}>`;
  return command.argument(term, argument.description).usage(`${term} [选项]`);
}

interface Argument {
  name: string;
  description: string;
  optional?: boolean;
}

function argumentTerm(argument: { name(): string; required: boolean }): string {
  return argument.required ? `<${argument.name()}>` : `[${argument.name()}]`;
}

const texts: Record<string, (names: string[]) => string> = {
  'commander.unknownCommand': ([name]) => `没有命令“${name}”`,
  'commander.unknownOption': ([name]) => `没有选项“${name}”`,
  'commander.missingArgument': ([name]) => `缺少参数 <${name}>`,
  'commander.optionMissingArgument': ([name]) => `选项 ${name} 后面缺少内容`,
  'commander.missingMandatoryOptionValue': ([name]) => `缺少选项 ${name}`,
  'commander.conflictingOption': ([one, other]) => `${one} 与 ${other} 不能同时使用，请只写其一`,
  'commander.excessArguments': () => '多写了参数；内容含空格的，请用引号括起来',
};

/** What was wrong with the command line, in Chinese, and what to do; empty when help was asked for and shown. */
export function usageErrorText({ code, message }: CommanderError): string {
  if (code.startsWith('commander.help') || code === 'commander.version') return '';
  const quoted = [...message.matchAll(/'([^']*)'/g)].map(([, name]) => name ?? '');
  const meant = /\(Did you mean (?:one of )?(.*)\?\)/.exec(message)?.[1];
  const hint = meant === undefined ? '' : `，是否为 ${meant.replaceAll(', ', '、')}？`;
  // The words of an option's own parser are Chinese already; commander puts its own before them.
  const text = texts[code]?.(quoted) ?? message.replace(/^.*is invalid\. /, '');
  return `错误：${text}${hint}${/[。？]$/.test(text + hint) ? '' : '。'}\n用 duban help 查看全部命令，用 duban help 命令 查看其用法。\n`;
}
