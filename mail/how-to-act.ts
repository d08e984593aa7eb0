import type { DigestSection } from '../domain/digest.js';
import type { Rule } from '../domain/item-state.js';
import type { ReleasedNotice } from '../domain/notice.js';
import type { Fact } from './letter.js';
import { oneLine, shellWord } from './plain.js';
import { entriesOf } from './sections/facts.js';

/** One fact for each thing the mail asks for: the verb and its command, on the first item it concerns. */
export function howToAct(sections: DigestSection[]): Fact[] {
  const facts = new Map<string, Fact>();
  for (const section of sections) {
    for (const { notice } of entriesOf(section)) {
      for (const { verb, command } of actions(section.rule, notice)) {
        if (!facts.has(verb)) facts.set(verb, { label: `${verb}命令`, text: command });
      }
    }
  }
  return [...facts.values()];
}

function actions(rule: Rule, { item, post }: ReleasedNotice): { verb: string; command: string }[] {
  const code = shellWord(item.code);
  const as = `--as ${shellWord(oneLine(post.name))}`;
  const look = { verb: '查看', command: `duban item ${code}` };
  const acknowledge = { verb: '签收', command: `duban acknowledge ${code} ${as}` };
  const submit = { verb: '报送', command: `duban submit ${code} ${as} --file 材料文件` };
  if (rule === 'review') {
    return [
      { verb: '通过', command: `duban accept ${code} ${as}` },
      { verb: '退回', command: `duban return ${code} ${as} --reason 退回理由` },
    ];
  }
  if (post.kind !== 'division' || rule === 'acceptance' || rule === 'closing') return [look];
  return rule === 'assignment' || rule === 'acknowledgement' ? [acknowledge] : [submit];
}
