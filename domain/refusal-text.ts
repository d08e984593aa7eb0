import { chineseDateTime } from './calendar/chinese-date.js';
import type { Refusal } from './item-event.js';

/** What the one who asked reads: what is wrong and what to do. `zone` (IANA): in which dates are told. */
export function refusalText({ code, data }: Refusal, zone: string): string {
  const label = `“${typeof data['label'] === 'string' ? data['label'] : ''}”节点`;
  const on = (key: string): string => chineseDateTime(Number(data[key]), { zone, now: Number(data[key]) });
  switch (code) {
    case 'not-assigned':
      return '该事项正在启动，尚未交办；请稍候再试。';
    case 'item-closed':
      return '该事项已办结销号、撤销或结转，不能再办理；如需继续，请联系督查室。';
    case 'item-frozen':
      return '该事项已冻结，恢复前只能签收和报送材料；请由督查室先恢复。';
    case 'not-frozen':
      return '该事项没有冻结，无须恢复。';
    case 'not-closed':
      return `${label}尚未审核通过，无须回退；如需重报，请在审核时退回。`;
    case 'not-your-item':
      return '该事项不由本岗位承办；请核对 --as 所填的责任处室。';
    case 'leads-only':
      return '本处室为配合单位，须由牵头处室统一报送；佐证材料可用“补充材料”提交。';
    case 'heads-only':
      return '报送前审签须由该处室负责人办理。';
    case 'office-only':
      return '此项须由督查室办理。';
    case 'leader-only':
      return '此项须由该事项的分管负责人办理。';
    case 'approver-only':
      return '撤销须由总责任人（未明确的，由分管负责人）批准。';
    case 'already-acknowledged':
      return '本处室已签收该事项，无须重复签收。';
    case 'already-disputed':
      return '本处室已申请调整责任单位，请等候督查室答复。';
    case 'not-disputed':
      return '该处室没有待答复的调整申请。';
    case 'no-such-checkpoint':
      return `没有第${String(data['n'])}个检查节点；该事项共有${String(data['last'])}个检查节点。`;
    case 'checkpoint-past':
      return `${label}在启动督办时已过期，只作记录，不再跟踪，无须报送；需要补报的，由督查室另定补报期限。`;
    case 'checkpoint-dropped':
      return `${label}已取消，无须办理。`;
    case 'under-review':
      return `${label}已报送，正在审核；如需更改，请联系督查室退回后再报。`;
    case 'already-reported':
      return `本处室已报送${label}，正在等候其他牵头处室；如需更改，请联系督查室。`;
    case 'already-accepted':
      return `${label}已审核通过，不能再改动。`;
    case 'nothing-submitted':
      return `${label}尚无待审核的报送材料。`;
    case 'nothing-drafted':
      return `${label}没有待审签的报送材料。`;
    case 'no-such-target':
      return Number(data['last']) === 0
        ? '该事项没有量化指标，不能填报完成数。'
        : `没有第${String(data['target'])}项指标，或完成数不是非负数；该事项共有${String(data['last'])}项量化指标。`;
    case 'reason-missing':
      return '须写明理由。';
    case 'words-missing':
      return '须写明内容。';
    case 'label-missing':
      return '须写明检查节点的名称。';
    case 'checkpoints-open':
      return `尚有检查节点未审核通过：${(data['labels'] as string[]).join('、')}；全部通过后方可办结。`;
    case 'extension-after-due':
      return `${label}已于${on('due')}到期，延期须在到期前申请。`;
    case 'extension-pending':
      return `${label}已申请延期，请等候督查室答复。`;
    case 'extensions-used-up':
      return `${label}最多可申请延期${String(data['atMost'])}次，已用完。`;
    case 'no-extension-request':
      return `${label}没有待答复的延期申请。`;
    case 'consent-missing':
      return `${label}的延期须先由分管负责人同意。`;
    case 'consent-not-asked':
      return `${label}的延期无须分管负责人同意，或已经同意。`;
    case 'date-missing':
      return '须写明日期，如 2027-06-30。';
    case 'date-not-later':
      return `申请的日期须晚于现有期限${on('due')}。`;
    case 'date-past':
      return `${on('due')}已过，请另定日期。`;
    case 'not-a-working-day':
      return `${on('due').replace(/ ?\d\d:\d\d$/, '')}不是工作日，请另定日期。`;
    case 'no-order-drafted':
      return `${label}没有待签发的督办通知单；逾期报告督查室时，由系统拟制。`;
    case 'order-issued':
      return `${label}的督办通知单已签发，不能重复签发；如需另发，请先撤回。`;
    case 'no-order-issued':
      return `${label}没有发给本处室的督办通知单，或该通知单已办结、已撤回，无须回复。`;
    case 'no-order':
      return `${label}没有可撤回的督办通知单。`;
    case 'order-replied':
      return `本处室已于${on('at')}回复该督办通知单；如需更改，请联系督查室。`;
    case 'signatory-missing':
      return '须写明签发人。';
    case 'plan-missing':
      return '须写明办理措施。';
    case 'person-missing':
      return '须写明责任人。';
    case 'nudged-recently':
      return `该事项已于${on('at')}催办，请隔一个工作日再催。`;
    case 'nothing-to-nudge':
      return '该事项没有待报送的检查节点，无须催办。';
    case 'no-lead':
      return '须写明牵头处室。';
    case 'same-divisions':
      return '责任单位没有变化。';
    case 'no-cancel-request':
      return '该事项没有待批准的撤销申请。';
    case 'cancel-pending':
      return '该事项已申请撤销，请等候批准。';
  }
}
