import type { Rule } from '../../domain/item-state.js';
import type { CampaignCounts } from '../../register/queries/counts.js';
import type { MailState, NoticeState } from '../../register/schema.js';

/** In the order in which a checkpoint meets them. */
const ruleNames: Record<Rule, string> = {
  assignment: '交办通知',
  acknowledgement: '催签收',
  opening: '节点开启通知',
  reminder: '期前催报',
  overdue: '逾期通知',
  escalation: '督办升级',
  review: '审核提醒',
  return: '退回通知',
  acceptance: '审核通过通知',
  closing: '办结通知',
};

const mailStateNames: Record<MailState, string> = {
  accepted: '已发送',
  pending: '待发送',
  sending: '发送中',
  rejected: '被拒收',
  unknown: '送达情况不明',
};

export function NoticeCounts({ notices }: { notices: CampaignCounts['notices'] }) {
  const count = (rule: Rule, state: NoticeState): number =>
    notices.find((notice) => notice.rule === rule && notice.state === state)?.count ?? 0;
  const rules = (Object.keys(ruleNames) as Rule[]).filter((rule) => notices.some((notice) => notice.rule === rule));
  if (rules.length === 0) return <p class="empty">尚无通知。</p>;
  return (
    <table class="figures">
      <thead>
        <tr>
          <th>通知</th>
          <th>发出</th>
          <th>撤回</th>
          <th>待发</th>
        </tr>
      </thead>
      <tbody>
        {rules.map((rule) => (
          <tr>
            <th scope="row">{ruleNames[rule]}</th>
            {(['claimed', 'withdrawn', 'staged'] as const).map((state) => (
              <td class={count(rule, state) === 0 ? 'zero' : undefined}>{count(rule, state)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function MailCounts({ mails }: { mails: CampaignCounts['mails'] }) {
  if (mails.length === 0) return <p class="empty">尚无邮件。</p>;
  return (
    <table class="figures">
      <thead>
        <tr>
          <th>发送情况</th>
          <th>封数</th>
        </tr>
      </thead>
      <tbody>
        {(Object.keys(mailStateNames) as MailState[]).flatMap((state) =>
          mails
            .filter((mail) => mail.state === state)
            .map((mail) => (
              <tr>
                <th scope="row">{mailStateNames[state]}</th>
                <td>{mail.count}</td>
              </tr>
            )),
        )}
      </tbody>
    </table>
  );
}
