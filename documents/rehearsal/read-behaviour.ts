import type { core } from 'zod';
import { DubanError } from '../../domain/errors.js';
import type { Behaviour } from '../../domain/rehearsal/deed.js';
import { decodeText } from '../blocks/text/text-file.js';
import { behaviourSchema } from './deed-schema.js';

/** So many problems are told at once. */
const AT_ONCE = 20;

/**
 * What everybody does, from a JSON file: `{ "default": "silent", "deeds": [{ "at": …, "item": …, "as": …, "do": { "kind": … } }] }`.
 *
 * @throws DubanError `file-unreadable` for what is no text, `deeds-invalid` naming every problem with its place
 */
export function readBehaviour(bytes: Uint8Array, fileName: string): Behaviour {
  const read = behaviourSchema.safeParse(parse(decodeText(bytes, fileName), fileName));
  if (read.success) return read.data;
  const problems = read.error.issues.flatMap(problemsOf);
  const rest = problems.length - AT_ONCE;
  const lines = [...problems.slice(0, AT_ONCE), ...(rest > 0 ? [`另有${rest}处`] : [])];
  const message = `办理情况文件“${fileName}”有${problems.length}处问题，请改正：\n${lines.join('\n')}`;
  throw new DubanError('deeds-invalid', message, { fileName, problems });
}

function parse(text: string, fileName: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch (cause) {
    const at = /position (\d+)/.exec((cause as Error).message)?.[1];
    const line = at === undefined ? '' : `第${text.slice(0, Number(at)).split('\n').length}行附近有误，`;
    const message = `办理情况文件“${fileName}”不是有效的 JSON：${line}请检查引号、逗号和括号。`;
    throw new DubanError('deeds-invalid', message, { fileName }, { cause });
  }
}

type Issue = core.$ZodIssue;

function problemsOf(issue: Issue): string[] {
  const where = placeOf(issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => `${where}：不认识“${key}”这一项`);
    case 'invalid_type': {
      // Zod gives the value itself away only in the words of the message.
      const missing = issue.message.endsWith('received undefined');
      return [`${where}：${missing ? '缺少这一项' : '类型不对'}，应为${types[issue.expected] ?? issue.expected}`];
    }
    case 'invalid_value':
      return [`${where}：应为 ${issue.values.map((value) => JSON.stringify(value)).join('、')} 之一`];
    case 'invalid_union':
      if (issue.discriminator === 'kind') return [`${where}：没有这种办理，可为 ${kindsOf().join('、')}`];
      return [`${where}：${/[\u4e00-\u9fff]/.test(issue.message) ? issue.message : '应为 1 或 2'}`];
    case 'too_small':
      return [
        `${where}：${issue.origin === 'number' || issue.origin === 'int' ? `不能小于${issue.minimum}` : '不能为空'}`,
      ];
    case 'custom':
      return [`${where}：${issue.message}`];
    default:
      return [`${where}：${issue.message}`];
  }
}

const types: Record<string, string> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: ' true 或 false',
  object: '一组内容 {…}',
  array: '列表 […]',
};

/** `deeds 第3条的 do.reason`; people count from 1. */
function placeOf(path: readonly PropertyKey[]): string {
  const [first, index, ...rest] = path;
  if (first === undefined) return '整个文件';
  if (first !== 'deeds' || typeof index !== 'number') return String(first);
  const inner = rest.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return `deeds 第${index + 1}条${inner === '' ? '' : `的 ${inner.slice(1)}`}`;
}

function kindsOf(): string[] {
  const { options } = behaviourSchema.shape.deeds.element.shape.do;
  return options.map((option) => option.shape.kind.value);
}
