import { mailStates, ruleNames } from '../../client/timeline-text.js';
import type { Rule } from '../../domain/rule.js';
import type { CampaignCounts } from '../../register/queries/counts.js';
import type { MailState, NoticeState } from '../../register/schema.js';

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
        {(Object.keys(mailStates) as MailState[]).flatMap((state) =>
          mails
            .filter((mail) => mail.state === state)
            .map((mail) => (
              <tr>
                <th scope="row">{mailStates[state]}</th>
                <td>{mail.count}</td>
              </tr>
            )),
        )}
      </tbody>
    </table>
  );
}
