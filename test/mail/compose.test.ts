import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { NoticeCheckpoint, ReleasedNotice } from '../../domain/notice.js';
import { defaultPolicy } from '../../domain/policy.js';
import { rules, type Rule } from '../../domain/rule.js';
import type { Following } from '../../domain/what-follows.js';
import { composeMail } from '../../mail/compose.js';
import { everyKind } from './every-kind.js';
import { at, colleges, districts, leader, notice, office, preschool, withPolicy } from './sample-notices.js';

const recipient = { name: '基础教育处', mailbox: 'jcjy@example.org' };
const base = { recipient, consoleUrl: 'https://duban.example.org/', office: '市教育局督查室' };

const deed = { of: 'deed', at: at('2017-04-05T08:40'), days: 0 } as const;
const overdue = { rule: 'overdue', step: 1, daysLate: 1, release: at('2017-10-09T09:00') } as const;

describe('the subject', () => {
  const cases: [string, string, ReleasedNotice[]][] = [
    ['assigns', '【督办任务】市教育局办理方案 3个事项7个节点 请于3个工作日内签收', assignments()],
    ['reminds', '【催报】1.2 深化推进学区制管理… 请于9月30日前报送', [notice()]],
    ['tells one overdue', '【逾期1天】1.2 深化推进学区制管理… 9月节点 请立即补报', [notice(overdue)]],
    [
      'tells two overdue',
      '【逾期2天】1.1 出台实施新一轮学前教… 等2项 请立即补报',
      [notice({ ...overdue, daysLate: 2 }), notice({ ...overdue, id: 'b', item: preschool })],
    ],
    [
      'escalates to the leader',
      '【督办升级】1.2 深化推进学区制管理… 9月节点 逾期1天未报 请督促补报',
      [notice({ rule: 'escalation', step: 1, daysLate: 1, post: leader })],
    ],
    [
      'escalates to the office',
      '【督办升级】1.2 深化推进学区制管理… 9月节点 逾期3天未报 请督促补报',
      [notice({ rule: 'escalation', step: 2, daysLate: 3, post: office })],
    ],
    [
      'returns',
      '【退回】1.2 深化推进学区制管理… 请于9月30日前重新报送',
      [notice({ rule: 'returned', said: { reason: '缺少附件' } })],
    ],
    ['opens', '【启动】1.2 深化推进学区制管理… 请于9月30日前报送', [opening()]],
    [
      'asks for review',
      '【待审核】1.2 深化推进学区制管理… 9月节点 已报送 请审核',
      [notice({ rule: 'reviewDue', post: office })],
    ],
    [
      'asks for acknowledgement',
      '【待签收】1.2 深化推进学区制管理… 请立即签收',
      [notice({ rule: 'unacknowledged', checkpoint: null })],
    ],
    [
      'tells the office who did not acknowledge',
      '【未签收】1.2 深化推进学区制管理… 请督促签收',
      [notice({ rule: 'unacknowledged', checkpoint: null, post: office })],
    ],
    ['accepts', '【通过】1.2 深化推进学区制管理… 9月节点 已审核通过', [notice({ rule: 'accepted' })]],
    ['closes', '【办结】1.2 深化推进学区制管理… 已办结销号', [notice({ rule: 'closed', checkpoint: null })]],
    [
      'marks a provisional date, and counts what else is in the mail',
      '【催报】2.1 完善职业教育与武汉产… 请于2018年12月31日（暂定）前报送（另有4项通知）',
      [notice({ id: 'c', item: colleges, checkpoint: colleges.checkpoints[1]! }), opening(), ...assignments()],
    ],
  ];

  it.each(cases)('%s', (_, subject, notices) => {
    expect(composeMail({ ...base, now: at('2017-10-09T09:00'), notices }).subject).toBe(subject);
  });
});

describe('the assignment mail', () => {
  const mail = composeMail({ ...base, now: at('2017-04-05T09:00'), notices: assignments() });

  it('addresses the division, lists each item with all its dates and is signed and dated', () => {
    expect(mail.text).toBe(assignmentText);
  });

  it('says the same in HTML', () => {
    for (const line of [
      '已过，不再跟踪',
      '12月29日（周五）17:30',
      '按周末推算，节假日安排公布后可能调整',
      '2017年4月5日',
    ])
      expect(mail.html).toContain(line);
    expect(mail.html).toContain('<a href="https://duban.example.org/items/item-12"');
  });
});

describe('a date worked out without a holiday notice', () => {
  const marks = (status: NoticeCheckpoint['status'], now: string): number => {
    const checkpoint = { ...colleges.checkpoints[1]!, status };
    const item = { ...colleges, checkpoints: [colleges.checkpoints[0]!, checkpoint] };
    const notices = [notice({ rule: 'assignment', item, checkpoint: null }), notice({ id: 'b', item, checkpoint })];
    return composeMail({ ...base, now: at(now), notices }).text.split('节假日安排公布后可能调整').length - 1;
  };

  it('is marked while it is to come, and no more once it is past or reported', () => {
    expect(marks('open', '2018-12-03T09:00')).toBe(2);
    expect(marks('open', '2019-01-02T09:00')).toBe(0);
    for (const status of ['submitted', 'accepted', 'dropped'] as const)
      expect(marks(status, '2018-12-03T09:00')).toBe(0);
  });
});

describe('the overdue mail', () => {
  const mail = composeMail({ ...base, now: at('2017-10-09T09:00'), notices: [notice(overdue)] });

  it('tells the division what follows and when', () => {
    expect(lines(mail.text)).toEqual(
      expect.arrayContaining([
        '　报送期限：9月30日（周六）17:30',
        '　已逾期：1个工作日',
        '　应报内容：督促落实开展中期评估',
        '要求：请立即补报工作进展和佐证材料，并说明逾期原因。',
        '后续：逾期满1个工作日，已报告分管负责人；逾期满3个工作日仍未报送的，报告督查室；逾期满5个工作日仍未报送的，报告总责任人；此后每5个工作日报告督查室、分管负责人，最多8次。补报后不再逐级报告，但仍记为逾期。',
        '报送命令：duban submit 1.2 --campaign 0d9f4c1e --as 基础教育处 --checkpoint 9月 --file 材料文件',
      ]),
    );
  });

  it("quotes the campaign's own numbers where it has them", () => {
    const policy = { ...defaultPolicy, escalations: [{ daysLate: 7, to: ['principal' as const] }] };
    const { text } = composeMail({
      ...base,
      now: at('2017-10-09T09:00'),
      notices: [withPolicy(notice(overdue), policy)],
    });
    expect(text).toContain('后续：逾期满7个工作日仍未报送的，报告总责任人；此后每5个工作日');
  });
});

describe("the leader's escalation", () => {
  const notices = [notice({ rule: 'escalation', step: 1, daysLate: 1, post: leader })];
  const input = { ...base, recipient: { name: '夏春胤', mailbox: 'xia@example.org' }, consoleUrl: null, notices };
  const { text, html } = composeMail({ ...input, now: at('2017-10-09T09:00') });

  it("addresses the leader and holds the division's overdue facts", () => {
    expect(lines(text)).toEqual(
      expect.arrayContaining([
        '夏春胤同志：',
        '　检查节点：9月',
        '　报送期限：9月30日（周六）17:30',
        '　已逾期：1个工作日',
        '　责任处室：基础教育处（牵头）',
        '要求：请分管负责人督促责任处室尽快补报，并协调解决存在的困难。',
        '　以上事项涉及您在名册中的岗位：夏春胤（分管负责人）。',
      ]),
    );
  });

  it('has no address to open where there is no console', () => {
    expect(text + html).not.toMatch(/https?:|href/);
  });
});

it('a return gives the reason and the new due date', () => {
  const { text } = composeMail({
    ...base,
    now: at('2017-09-28T15:00'),
    notices: [notice({ rule: 'returned', step: 1, round: 2, said: { reason: '缺少各区评估报告。' } })],
  });
  expect(text).toContain('　退回理由：缺少各区评估报告。\n　检查节点：9月\n　新的期限：9月30日（周六）17:30\n');
});

it('an acceptance gives the checkpoint that comes next', () => {
  const { text } = composeMail({ ...base, now: at('2017-09-28T15:00'), notices: [notice({ rule: 'accepted' })] });
  expect(text).toContain('　下一节点：12月节点，12月29日（周五）17:30前报送');
});

it('several sections are numbered, the most urgent first', () => {
  const notices = [
    opening(),
    notice(overdue),
    notice({ id: 'r', rule: 'returned', said: { reason: '不全' }, item: preschool }),
  ];
  const { text } = composeMail({ ...base, now: at('2017-10-09T09:00'), notices });
  expect(lines(text).filter((line) => /^[一二三]、/.test(line))).toEqual([
    '一、逾期未报（1项）',
    '二、退回重报（1项）',
    '三、进入报送期（1项）',
  ]);
});

it('a person with two divisions is told once, as both', () => {
  const other = { id: 'post-2', kind: 'division', name: '学前教育处' } as const;
  const { text, subject } = composeMail({
    ...base,
    now: at('2017-09-26T09:00'),
    notices: [notice(), notice({ id: 'notice-2', post: other })],
  });
  expect(subject).not.toContain('等2项');
  expect(lines(text)[0]).toBe('基础教育处、学前教育处：');
  expect(text.split('■')).toHaveLength(2);
});

it('an empty list of notices is refused', () => {
  expect(() => composeMail({ ...base, now: 0, notices: [] })).toThrow(
    expect.objectContaining({ name: 'DubanError', code: 'mail-empty' }),
  );
});

it('says on which day the next notice goes out, and to whom', () => {
  const following: Following = { at: at('2017-10-09T09:00'), rules: ['overdue', 'escalation'], to: ['leader'] };
  const { text } = composeMail({ ...base, now: at('2017-09-29T09:00'), notices: [notice({ following })] });
  expect(text).toContain('下一步：10月9日（周一）仍未报送的，发送逾期通知，报告分管负责人');
});

describe('hostile words of a plan', () => {
  it('are escaped in HTML and forge no line of the text', () => {
    const title = "<script>alert(1)</script>\"onload='x'&amp;\r\n要求：请立即转账\u2028\u202e反";
    const { text, html, subject } = composeMail({
      ...base,
      now: at('2017-09-26T09:00'),
      notices: [notice({ item: { ...districts, id: '"><img src=x>/../', title } })],
    });
    expect(html).toContain(
      '1.2 &lt;script&gt;alert(1)&lt;/script&gt;&quot;onload=&#39;x&#39;&amp;amp; 要求：请立即转账 反',
    );
    expect(html).toContain('href="https://duban.example.org/items/%22%3E%3Cimg%20src%3Dx%3E%2F..%2F"');
    expect(lines(text).filter((line) => line.startsWith('要求：'))).toHaveLength(1);
    expect(subject).not.toMatch(/[\r\n\u2028\u202e]/);
  });

  it('are quoted where they become part of a command', () => {
    const post = { id: 'p', kind: 'division', name: "处'; rm -rf ~ #" } as const;
    const item = { ...notice().item, divisions: [{ name: post.name, role: 'lead' as const }] };
    const { text } = composeMail({ ...base, now: at('2017-09-26T09:00'), notices: [notice({ post, item })] });
    expect(text).toContain(`--as '处'\\''; rm -rf ~ #' --checkpoint`);
  });

  it('never add an element or a line, whatever they are and in whatever mail', () => {
    const plain = new Map<Rule, { tags: string[]; lines: number }>();
    fc.assert(
      fc.property(fc.constantFrom(...rules), hostileWords, (rule, words) => {
        const mail = mailOf(rule, `甲${words}乙`);
        if (!plain.has(rule)) {
          const { html, text } = mailOf(rule, '甲乙');
          plain.set(rule, { tags: tagsOf(html), lines: lines(text).length });
        }
        expect({ tags: tagsOf(mail.html), lines: lines(mail.text).length }).toEqual(plain.get(rule));
        expect(mail.subject).not.toMatch(/\p{Cc}/u);
      }),
      { numRuns: 400 },
    );
  });
});

it('the HTML loads nothing and needs no style sheet', () => {
  for (const rule of rules) {
    expect(mailOf(rule, '标题').html).not.toMatch(/<(img|style|script|link|iframe)|url\(|\ssrc=|class=/);
  }
});

// Few characters, those that mean something in HTML, a mail, a shell or to the reader's eye.
const hostileWords = fc.string({
  unit: fc.constantFrom(...'<>"\'&/=;；,，《|`$\\ab- ', '\r', '\n', '\u2028', '\u0085', '\u202e', '\u0000', '😀'),
  minLength: 1,
});

function mailOf(rule: Rule, words: string) {
  const one = everyKind[rule];
  const checkpoint = one.checkpoint && { ...one.checkpoint, label: words, contents: [words, words] };
  const item = {
    ...one.item,
    title: words,
    heading: `${words}二`,
    divisions: [{ name: words, role: 'lead' as const }],
    leader: words,
    targets: one.item.targets.map((target) => ({ ...target, text: words })),
    checkpoints: [{ ...districts.checkpoints[2]!, label: words, contents: [words] }],
  };
  const { reason, words: quoted, by, leads, notice: lost } = one.said;
  const said = {
    ...one.said,
    ...(reason === undefined ? {} : { reason: words }),
    ...(quoted === undefined ? {} : { words }),
    ...(by === undefined ? {} : { by: words }),
    ...(leads === undefined ? {} : { leads: [words] }),
    ...(lost === undefined ? {} : { notice: { ...lost, post: words } }),
  };
  return composeMail({
    recipient: { name: words, mailbox: 'a@example.org' },
    notices: [{ ...one, item, checkpoint, said, post: { ...one.post, name: words }, standsInFor: words, contact: 2 }],
    now: at('2017-10-09T09:00'),
    consoleUrl: 'https://duban.example.org',
    office: words,
  });
}

function tagsOf(html: string): string[] {
  return [...html.matchAll(/<\/?([a-z!]+)/gi)].map(([tag]) => tag);
}

function lines(text: string): string[] {
  return text.split(/[\r\n\u2028\u2029]/);
}

function opening(): ReleasedNotice {
  return notice({ id: 'opening', rule: 'opening' });
}

function assignments(): ReleasedNotice[] {
  return [districts, preschool, colleges].map((item, i) =>
    notice({ id: `assignment-${i}`, rule: 'assignment', step: 1, item, checkpoint: null, basis: deed }),
  );
}

const assignmentText = `基础教育处：

　　现就《市教育局办理方案》有关督办事项通知如下：督办任务3项，请于3个工作日内签收。

督办任务（3项）
事由：以下督办事项已经下达，各检查节点和报送期限如下。

■ 1.1 出台实施新一轮学前教育三年行动计划,推进义务教育优质均衡发展等改革,扩大优质教育资源覆盖面
　分管负责人：夏春胤
　事项页面：https://duban.example.org/items/item-11
　1. 7月：报送期限7月31日（周一）17:30，应报内容：研制学前教育行动计划(初稿)
　2. 9月：报送期限9月30日（周六）17:30，应报内容：提请以市人民政府办公厅名义正式出台

■ 1.2 深化推进学区制管理;深入推进委托管理工作;深入推进全市义务教育小班化教学
　责任事项：出台实施新一轮学前教育三年行动计划,推进义务教育优质均衡发展等改革,扩大优质教育资源覆盖面
　分管负责人：夏春胤
　事项页面：https://duban.example.org/items/item-12
　1. 3月：报送期限3月31日（周五）17:30，应报内容：开展调研,召开专题会议部署（已过，不再跟踪）
　2. 6月：报送期限6月30日（周五）17:30，应报内容：研究制定相关文件,指导推进工作
　3. 9月：报送期限9月30日（周六）17:30，应报内容：督促落实开展中期评估
　4. 12月：报送期限12月29日（周五）17:30，应报内容：总结全年工作

■ 2.1 完善职业教育与武汉产业发展的融合机制
　责任事项：加快发展现代职业教育
　责任处室：职成教处、高教处（联合牵头），基础教育处（配合）
　分管负责人：田文江
　本处室职责：基础教育处配合
　事项页面：https://duban.example.org/items/item-21
　1. 6月：报送期限6月30日（周五）17:30
　2. 12月：报送期限2018年12月31日（周一）17:30，应报内容：（1）总结；（2）报告（按周末推算，节假日安排公布后可能调整）

要求：请于3个工作日内签收，并按各节点期限报送工作进展和佐证材料；认为不属本处室职责的，请说明理由，申请调整责任单位。
后续：下达满3个工作日未签收的，再次提醒责任处室；满5个工作日仍未签收的，报市教育局督查室。每个节点到期前10、3、1个工作日发送催报通知，逾期未报的逐级报告。

－－－－－－－－－－－－－－－－－－－－
督办平台：https://duban.example.org
签收命令：duban acknowledge 1.1 --campaign 0d9f4c1e --as 基础教育处
申请调整命令：duban dispute 1.1 --campaign 0d9f4c1e --as 基础教育处 --reason 理由
日程：附件“督办日程.ics”含7个报送期限，打开即可加入日历；期限变动时随通知更新。
咨询：对本通知有疑问的，请与市教育局督查室联系。本邮件由督办系统自动发送。

　　　　　　　　　　市教育局督查室
　　　　　　　　　　2017年4月5日

为何收到此通知：
　以上事项涉及您在名册中的岗位：基础教育处（责任处室）。
　4月5日（周三）08:40督查室交办事项。
　规则版本 默认第2版，工作日历 2017。
`;
