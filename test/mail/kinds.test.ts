import { describe, expect, it } from '@jest/globals';
import type { ReleasedNotice } from '../../domain/notice.js';
import { rules, type Rule } from '../../domain/rule.js';
import { composeMail, type ComposedMail } from '../../mail/compose.js';
import { everyKind } from './every-kind.js';
import { at, colleges, leader, notice } from './sample-notices.js';

const base = {
  recipient: { name: '罗文静', mailbox: 'jcjy@example.org' },
  consoleUrl: 'https://duban.example.org/',
  office: '市教育局督查室',
};

const item = '1.2 深化推进学区制管理…';
const campaign = '--campaign 0d9f4c1e';

/** Of each kind: its subject, its heading, and what the reader must find in the text and in the HTML. */
const cases: Record<Rule, { subject: string; heading: string; says: string[] }> = {
  assignment: {
    subject: '【督办任务】2.1 完善职业教育与武汉产… 2个节点 请于3个工作日内签收',
    heading: '督办任务（1项）',
    says: [
      '6月30日（周五）17:30',
      '基础教育处配合',
      `duban acknowledge 2.1 ${campaign} --as 基础教育处`,
      `duban dispute 2.1 ${campaign} --as 基础教育处 --reason 理由`,
      '9月20日（周三）10:30督查室交办事项。',
    ],
  },
  unacknowledged: {
    subject: `【待签收】${item} 请立即签收`,
    heading: '待签收（1项）',
    says: ['下达满5个工作日仍未签收的，报市教育局督查室。', '事项4月5日（周三）交办，3个工作日后仍未签收。'],
  },
  disputed: {
    subject: `【申请调整】${item} 基础教育处申请调整责任单位 请答复`,
    heading: '申请调整责任单位（1项）',
    says: [
      '学区制管理由发展规划处负责。',
      '满3个工作日未答复的，再次提醒。',
      `duban reassign 1.2 ${campaign} --as 督查室 --to 责任处室 --reason 理由`,
      `duban insist 1.2 ${campaign} --as 督查室 --division 基础教育处 --reason 理由`,
    ],
  },
  disputeAnswered: {
    subject: `【维持原分工】${item} 请签收并按期报送`,
    heading: '维持原分工（1项）',
    says: ['三定方案明确由你处负责。', '12月29日（周五）17:30', '不予调整，维持原分工。'],
  },
  opening: {
    subject: `【启动】${item} 请于9月30日前报送`,
    heading: '进入报送期（1项）',
    says: ['本节点7月1日（周六）起开始办理，当日或其后首个工作日发送启动通知。'],
  },
  reminder: {
    subject: `【催报】${item} 请于9月30日前报送`,
    heading: '即将到期（1项）',
    says: [
      '确需延期的，请在到期前说明理由，申请延期。',
      `duban submit 1.2 ${campaign} --as 基础教育处 --checkpoint 9月 --file 材料文件`,
      `duban extend 1.2 ${campaign} --as 基础教育处 --checkpoint 9月 --to 日期 --reason 理由`,
      '本节点9月30日（周六）到期，到期前3个工作日催报。',
    ],
  },
  overdue: {
    subject: `【逾期1天】${item} 9月节点 请立即补报`,
    heading: '逾期未报（1项）',
    says: ['1个工作日', '本节点9月30日（周六）到期未报，逾期第1个工作日告知承办处室。'],
  },
  escalation: {
    subject: `【督办升级】${item} 9月节点 逾期3天未报 请签发督办通知单`,
    heading: '督办升级（1项）',
    says: [
      '3个工作日',
      '系统已拟制督办通知单，请督查室审核签发，送达责任处室并跟踪回执。',
      `duban issue 1.2 ${campaign} --as 督查室 --checkpoint 9月 --signatory 签发人`,
      '本节点9月30日（周六）到期未报，逾期第3个工作日督办升级。',
    ],
  },
  order: {
    subject: `【督办通知单】${item} 请于10月16日前回执并补报 督办〔2017〕3号`,
    heading: '督办通知单（1项）',
    says: [
      '督办〔2017〕3号',
      '孟晖，2017年10月11日',
      '应于9月30日（周六）17:30前报送。截至2017年10月11日，已逾期3个工作日，仍未收到报送材料。',
      '应报内容：督促落实开展中期评估。',
      '填写所附回执，于10月16日（周一）17:30前报督查室。',
      `duban reply-order 1.2 ${campaign} --as 基础教育处 --checkpoint 9月 --plan 办理措施 --done-by 日期 --person 责任人`,
      '9月20日（周三）10:30督查室签发督办通知单。',
    ],
  },
  orderReplied: {
    subject: `【督办回执】${item} 9月节点 基础教育处已回执 请核对`,
    heading: '督办通知单回执（1项）',
    says: ['督办〔2017〕3号', '本周内汇总各区评估报告。', '10月20日（周五）17:30', '周岚'],
  },
  orderUnanswered: {
    subject: `【未回执】${item} 9月节点 督办通知单到期未回执 请督促`,
    heading: '督办通知单未回执（1项）',
    says: [
      '督办〔2017〕3号',
      '仍未回执的，每3个工作日提醒一次，共3次。',
      '督办通知单的回执应于10月16日（周一）前送达，期满后第1个工作日仍未收到。',
    ],
  },
  orderWithdrawn: {
    subject: `【督办撤回】${item} 9月节点 督办通知单已撤回 仍须补报`,
    heading: '督办通知单撤回（1项）',
    says: ['督办〔2017〕3号', '该处室已当面汇报。', '无须回执；检查节点仍须补报。'],
  },
  confirmation: {
    subject: `【待审签】${item} 请于9月30日前审签`,
    heading: '待审签（1项）',
    says: [
      '罗文静同志：',
      '基础教育处',
      `duban confirm 1.2 ${campaign} --as 罗文静 --checkpoint 9月 --division 基础教育处`,
      `duban decline 1.2 ${campaign} --as 罗文静 --checkpoint 9月 --division 基础教育处 --reason 退回理由`,
      '罗文静（处室负责人）',
    ],
  },
  declined: {
    subject: `【审签退回】${item} 请修改后于9月30日前重新提交`,
    heading: '审签退回（1项）',
    says: ['数据与上季度不一致，请核实。', '请按退回理由修改，于期限前重新提交审签。'],
  },
  reviewDue: {
    subject: `【待审核】${item} 9月节点 已报送 请审核`,
    heading: '待审核（1项）',
    says: [
      '9月20日（周三）15:12',
      '材料9月20日（周三）报送，3个工作日后仍未审核。',
      `duban return 1.2 ${campaign} --as 督查室 --checkpoint 9月 --reason 退回理由`,
    ],
  },
  returned: {
    subject: `【退回】${item} 请于9月30日前重新报送`,
    heading: '退回重报（1项）',
    says: ['缺少各区评估报告。', '第2次', '9月30日（周六）17:30'],
  },
  accepted: {
    subject: `【通过】${item} 9月节点 已审核通过`,
    heading: '审核通过（1项）',
    says: ['12月节点，12月29日（周五）17:30前报送'],
  },
  behindPace: {
    subject: `【进度落后】${item} 9月节点 请加快推进`,
    heading: '落后序时进度（1项）',
    says: [
      '相差10个百分点以上。',
      '新建、改扩建公办幼儿园100所：已完成40%，序时进度75%',
      '培训园长2000名：已完成62%，序时进度75%',
    ],
  },
  extensionRequested: {
    subject: `【延期申请】${item} 9月节点 基础教育处申请延至10月31日 请答复`,
    heading: '延期申请（1项）',
    says: [
      '9月30日（周六）17:30',
      '10月31日（周二）17:30',
      '评估报告需待各区汇总。',
      `duban decide-extension 1.2 ${campaign} --as 督查室 --checkpoint 9月 --grant`,
    ],
  },
  extensionConsented: {
    subject: `【延期待答复】${item} 9月节点 领导已同意延期 请答复`,
    heading: '领导同意延期（1项）',
    says: [
      '9月30日（周六）17:30',
      '10月31日（周二）17:30',
      '情况属实，同意。',
      `duban decide-extension 1.2 ${campaign} --as 督查室 --checkpoint 9月 --grant`,
    ],
  },
  extensionDecided: {
    subject: `【同意延期】${item} 期限延至10月20日`,
    heading: '延期申请答复（1项）',
    says: [
      '9月30日（周六）17:30',
      '10月31日（周二）17:30',
      '10月20日（周五）17:30',
      '请抓紧汇总，不再延期。',
      '请抓紧落实，于核定期限前报送。',
    ],
  },
  dateChanged: {
    subject: `【节点调整】${item} 9月节点 期限为10月20日`,
    heading: '检查节点调整（1项）',
    says: ['9月30日（周六）17:30', '10月20日（周五）17:30', '市政府调整了工作安排。'],
  },
  nudge: {
    subject: `【催办】${item} 请于9月30日前报送`,
    heading: '催办（1项）',
    says: ['“市领导下周调研，请于本周五前报送初稿。”', '市教育局督查室现就以下督办事项予以催办。'],
  },
  instruction: {
    subject: `【领导批示】${item} 请认真落实`,
    heading: '领导批示（1项）',
    says: ['“请基教处抓紧，务必年内见成效。”', '夏春胤', '9月20日（周三）10:30领导作出批示。'],
  },
  reassigned: {
    subject: `【责任调整】${item} 自10月9日起由发展规划处承办`,
    heading: '责任单位调整（1项）',
    says: [
      '自10月9日（周一）起',
      '机构职能调整。',
      '请承办处室自调整之日起签收，按各节点期限报送，并与原承办处室做好工作和材料交接。',
      '12月29日（周五）17:30',
      `duban acknowledge 1.2 ${campaign} --as 发展规划处`,
    ],
  },
  undelivered: {
    subject: `【未送达】${item} 9月节点 基础教育处未收到通知 请电话告知`,
    heading: '通知未送达（1项）',
    says: ['催报通知（到期前3个工作日）', '首选邮箱', '550 5.1.1 user unknown', '最多暂缓3个工作日'],
  },
  frozen: {
    subject: `【冻结】${item} 暂停督办`,
    heading: '暂停督办（1项）',
    says: ['等待省厅新政策出台。', '冻结期间不催报、不计逾期、不督办升级；恢复时另行通知各节点期限。'],
  },
  resumed: {
    subject: `【恢复督办】${item} 期限顺延`,
    heading: '恢复督办（1项）',
    says: ['省厅政策已出台。', '按冻结的工作日数顺延', '12月29日（周五）17:30'],
  },
  cancelRequested: {
    subject: `【待审批】${item} 申请撤销 请审批`,
    heading: '申请撤销（1项）',
    says: [
      '该项工作并入区域规划。',
      `duban decide-cancel 1.2 ${campaign} --as 孟晖 --agree`,
      `duban decide-cancel 1.2 ${campaign} --as 孟晖 --refuse --reason 理由`,
    ],
  },
  cancelRefused: {
    subject: `【撤销未获批准】${item} 继续督办`,
    heading: '撤销未获批准（1项）',
    says: ['仍须按方案完成。', '请继续督办。'],
  },
  cancelled: {
    subject: `【撤销】${item} 不再督办`,
    heading: '撤销督办（1项）',
    says: ['该项工作并入区域规划。', '以下督办事项经批准撤销，不再督办。'],
  },
  carried: {
    subject: `【跨年结转】${item} 结转续办`,
    heading: '跨年结转（1项）',
    says: ['建设周期跨年。', '以转入专项的通知为准。'],
  },
  closed: {
    subject: '【办结】1.1 出台实施新一轮学前教… 已办结销号',
    heading: '办结销号（1项）',
    says: ['准予办结销号。', '9月20日（周三）10:30督查室办结销号。'],
  },
  reopened: {
    subject: `【回退】${item} 请于9月30日前重新报送`,
    heading: '回退重办（1项）',
    says: ['审计发现数据有误。', '9月30日（周六）17:30'],
  },
};

describe.each(rules)('a mail of kind %s', (rule) => {
  const { subject, heading, says } = cases[rule];
  const mail = mailOf(everyKind[rule]);

  it('says in its subject what it is about', () => {
    expect(mail.subject).toBe(subject);
  });

  it('says it in the text and in the HTML', () => {
    const shown = mail.html.replace(/<\/?span[^>]*>/g, '');
    expect(mail.text.split('\n')).toContain(heading);
    for (const words of says) {
      expect(mail.text).toContain(words);
      expect(shown).toContain(words);
    }
  });

  it('says why it came', () => {
    expect(mail.text).toContain('\n为何收到此通知：\n');
    expect(mail.text).toMatch(/\n　规则版本 默认第2版，工作日历 2017。\n$/);
    expect(mail.html).toContain('规则版本 默认第2版，工作日历 2017。');
  });

  it('says nothing of what nobody said', () => {
    const { text, subject: bare } = mailOf({ ...everyKind[rule], said: {} });
    expect(`${bare}${text}`).not.toMatch(/undefined|null|NaN|“”/);
  });
});

describe('an extension that is refused', () => {
  const refused = {
    ...notice({ rule: 'extensionDecided' }),
    said: { agreed: false, due: at('2017-09-30T17:30'), reason: '时间足够。' },
  };

  it('leaves the date as it was', () => {
    const { subject, text } = mailOf(refused);
    expect(subject).toBe(`【延期未获同意】${item} 期限仍为9月30日`);
    expect(text).toContain('　答复：不同意延期\n　报送期限：9月30日（周六）17:30\n　答复理由：时间足够。\n');
    expect(text).toContain('要求：请抓紧落实，仍于原定期限前报送。');
  });

  it('asks for the report at once where the date has passed', () => {
    expect(mailOf(refused, '2017-10-09T10:00').text).toContain('要求：原定期限已过，请立即报送。');
  });
});

describe('a change of checkpoints', () => {
  it('names a new one with what is to be reported', () => {
    const { subject, text } = mailOf(
      notice({ rule: 'dateChanged', said: { due: at('2017-09-30T17:30'), reason: '方案增补。' } }),
    );
    expect(subject).toBe(`【节点新增】${item} 9月节点 期限为9月30日`);
    expect(text).toContain('　变动：新增检查节点\n　检查节点：9月\n　报送期限：9月30日（周六）17:30\n');
  });

  it('says that the date stands where only the name or the span is another', () => {
    const due = at('2017-09-30T17:30');
    const { text } = mailOf(notice({ rule: 'dateChanged', said: { before: due, due, reason: '改称三季度。' } }));
    expect(text).toContain('　变动：节点安排调整，期限不变\n　检查节点：9月\n　现定期限：9月30日（周六）17:30\n');
    expect(text).not.toContain('原定期限：');
  });

  it('gives no date for one that was dropped, and asks for nothing', () => {
    const { subject, text } = mailOf(
      notice({ rule: 'dateChanged', said: { dropped: true, reason: '与12月节点合并。' } }),
    );
    expect(subject).toBe(`【节点取消】${item} 9月节点 无需再报`);
    expect(text).toContain('　变动：取消检查节点\n　检查节点：9月\n　调整理由：与12月节点合并。\n');
    expect(text).not.toContain('9月30日（周六）17:30');
    expect(text).not.toContain('duban submit');
  });
});

describe('who reads it decides what is asked', () => {
  it('the leader is asked for his consent to an extension, and the office to decide', () => {
    const { subject, text } = mailOf({ ...everyKind.extensionRequested, post: leader });
    expect(subject).toMatch(/ 请提出意见$/);
    expect(text).toContain(`duban consent-extension 1.2 ${campaign} --as 夏春胤 --checkpoint 9月 --agree`);
    expect(text).not.toContain('decide-extension');
  });

  it('a division that gives an item up is not asked to sign for it', () => {
    const { text } = mailOf({ ...everyKind.reassigned, post: notice().post });
    expect(text).toContain('原承办处室在调整之日前继续负责');
    expect(text).not.toContain('duban ');
  });

  it('a supporting division is asked to help, and never to submit', () => {
    const checkpoint = colleges.checkpoints[1]!;
    const { subject, text } = mailOf(notice({ rule: 'opening', item: colleges, checkpoint }));
    expect(subject).toMatch(/12月31日（暂定）前配合完成$/);
    expect(text).toContain('请配合牵头处室按期落实，可补充佐证材料，由牵头处室统一报送。');
    expect(text).toContain(`duban contribute 2.1 ${campaign} --as 基础教育处 --checkpoint 12月 --file 材料文件`);
    expect(text).not.toContain('duban submit');
  });

  it('a leader is told of a second return without being asked to report', () => {
    const { subject, text } = mailOf({ ...everyKind.returned, post: leader });
    expect(subject).toContain('请督促于9月30日前重新报送');
    expect(text).toContain('请督促责任处室按退回理由补充完善');
    expect(text).not.toContain('duban submit');
  });
});

it("the office that passes a leader's words on is not named as their author", () => {
  const { text } = mailOf({ ...everyKind.instruction, said: { words: '请抓紧。', by: '督查室' } });
  expect(text).toContain('　批示内容：“请抓紧。”\n　转办：督查室\n');
  expect(text).not.toContain('批示人');
});

it('a notice that failed at both contacts asks for a call at once', () => {
  const { notice: lost } = everyKind.undelivered.said;
  const { text } = mailOf({ ...everyKind.undelivered, said: { notice: lost!, contact: 2 } });
  expect(text).toContain('　所用邮箱：备用联系方式\n');
  expect(text).toContain('要求：备用联系方式也未能送达，请立即电话告知');
});

it('what differs among several is not told of all in the subject', () => {
  const earlier = notice({
    id: 'other',
    rule: 'dateChanged',
    item: colleges,
    checkpoint: colleges.checkpoints[0]!,
    said: { dropped: true, reason: '合并。' },
  });
  const mail = composeMail({ ...base, now: at('2017-09-20T10:30'), notices: [everyKind.dateChanged, earlier] });
  expect(mail.subject).toBe(`【节点调整】${item} 等2项 请以调整后的安排为准`);
});

function mailOf(one: ReleasedNotice, now = '2017-09-20T10:30'): ComposedMail {
  return composeMail({ ...base, now: at(now), notices: [one] });
}
