import { DubanError } from '../../domain/errors.js';

/** What became of what was sent: told once, above all else. */
export interface Said {
  refused: boolean;
  words: string[];
}

export type Refusal = 'unknown' | 'stored' | 'revoked' | 'no-session' | 'foreign-form' | 'at-rest' | 'away';

/** Why a link or a form is not taken, and what to do. */
export const refusals: Record<Refusal, { title: string; advice: string[]; status: 403 | 404 | 503 }> = {
  unknown: {
    title: '链接无效',
    advice: [
      '网址可能不完整：长网址在邮件中容易被折断。请直接点击邮件中的按钮，或复制整个网址。',
      '仍不能打开的，请与督查室联系。',
    ],
    status: 404,
  },
  stored: {
    title: '存档的邮件不能办理',
    advice: [
      '发件箱、卷宗里保存的邮件不含办理密钥，其中的按钮打不开办理页面。',
      '请由收件人打开他收到的邮件，点击其中的按钮办理。',
    ],
    status: 404,
  },
  revoked: {
    title: '链接已失效',
    advice: [
      '您目前不担任、也不代理该邮件所通知的岗位，不能用这个链接办理。',
      '岗位有变动的，由现任人员按本人收到的邮件办理；尚未收到的，可请督查室催办，催办邮件附有办理按钮。',
      '登记有误的，请与督查室联系更正名册。',
    ],
    status: 403,
  },
  'no-session': {
    title: '请从邮件重新打开',
    advice: ['页面停留过久，或不是从邮件打开的。请回到邮件，再次点击其中的按钮；已保存的草稿和文件都在。'],
    status: 403,
  },
  'foreign-form': {
    title: '没有提交',
    advice: ['这次提交不是从本系统的办理页面发出的，没有受理。请从邮件重新打开，再行提交。'],
    status: 403,
  },
  'at-rest': {
    title: '本台账仅供查阅',
    advice: ['这里是由卷宗还原的台账，不办理事项。请与督查室联系。'],
    status: 403,
  },
  away: {
    title: '系统暂时不能办理',
    advice: ['已保存的草稿和文件没有丢失。请稍后再试；长时间不能恢复的，请与督查室联系。'],
    status: 503,
  },
};

const done: Record<string, string> = {
  acknowledge: '已签收。',
  dispute: '已提交调整申请，待督查室答复；结果以邮件告知。',
  submit: '已报送，待审核；结果以邮件告知。',
  contribute: '已提交补充材料。',
  requestExtension: '已提交延期申请，待审批；批准前仍按原期限办理。',
  replyOrder: '已提交回执。请按回执所列措施办理，完成后报送材料。',
  save: '草稿已保存，尚未提交。',
  again: '此前已提交过，没有重复办理。',
  received: '已收到，系统恢复后即办理，不必重复提交；是否按期，以收到的时间为准。',
};

export function doneText(what: string | undefined): Said | null {
  const words = what !== undefined && Object.hasOwn(done, what) ? done[what] : undefined;
  return words === undefined ? null : { refused: false, words: [words] };
}

/** What was not taken, as its reader can mend it. `kept`: what was typed is kept as a draft. */
export function errorText(errors: unknown[], kept: boolean): Said {
  const words = errors.map((error) =>
    error instanceof DubanError ? error.message : '系统暂时不能办理，请稍后再试；仍然不能办理的，请与督查室联系。',
  );
  const cut = errors.some((error) => error instanceof DubanError && error.code === 'text-too-long');
  if (cut)
    return { refused: true, words: [...words, '没有提交，这段文字也没有保存；请用浏览器的“后退”回到填写的页面。'] };
  const fate = kept ? '没有提交；填写的内容和已收到的文件都已存为草稿。' : '没有提交；填写的内容仍在下面。';
  return { refused: true, words: [...words, fate] };
}
