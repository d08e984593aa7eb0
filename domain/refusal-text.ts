import type { Refusal } from './item-event.js';

/** What the one who asked reads: what is wrong and what to do. */
export function refusalText({ code, data }: Refusal): string {
  const label = `“${typeof data['label'] === 'string' ? data['label'] : ''}”节点`;
  switch (code) {
    case 'not-assigned':
      return '该事项正在启动，尚未交办；请稍候再试。';
    case 'item-closed':
      return '该事项已办结销号，不能再办理；如需继续，请联系督查室。';
    case 'not-your-item':
      return '该事项不由本岗位承办；请核对 --as 所填的责任处室。';
    case 'leads-only':
      return '本处室为配合单位，须由牵头处室统一报送。';
    case 'office-only':
      return '审核、退回、办结须由督查室办理。';
    case 'already-acknowledged':
      return '本处室已签收该事项，无须重复签收。';
    case 'no-such-checkpoint':
      return `没有第${String(data['n'])}个检查节点；该事项共有${String(data['last'])}个检查节点。`;
    case 'checkpoint-past':
      return `${label}在启动督办时已过期，只作记录，不再跟踪，无须报送。`;
    case 'under-review':
      return `${label}已报送，正在审核；如需更改，请联系督查室退回后再报。`;
    case 'already-accepted':
      return `${label}已审核通过，不能再改动。`;
    case 'nothing-submitted':
      return `${label}尚无待审核的报送材料。`;
    case 'reason-missing':
      return '退回须写明理由，以便承办处室修改。';
    case 'checkpoints-open':
      return `尚有检查节点未审核通过：${(data['labels'] as string[]).join('、')}；全部通过后方可办结。`;
  }
}
