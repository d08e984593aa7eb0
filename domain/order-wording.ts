import { chineseDateTime, documentDate } from './calendar/chinese-date.js';
import type { OrderText } from './order.js';

/** What an order says, in the words of its letter and of its form alike. */
export interface OrderWording {
  /** 事由. */
  cause: string;
  /** 要求, one by one. */
  demands: string[];
}

/** A draft speaks of the day on which it is looked at. */
export function orderWording(order: OrderText): OrderWording {
  const { campaign, documentNumber, item, checkpoint, daysLate, issuedAt, replyBy, zone, to } = order;
  const reader = { zone, now: issuedAt };
  const you = to.length > 1 ? '你们单位' : '你单位';
  const plan = `《${campaign.replace(/^《(.*)》$/, '$1')}》${documentNumber === '' ? '' : `（${documentNumber}）`}`;
  const work = item.title === '' ? item.heading : item.title;
  const contents = checkpoint.contents.map((content) => content.replace(/[;；。.\s]+$/u, ''));
  return {
    cause:
      `根据${plan}，${you}牵头办理“${work.replace(/[;；。.\s]+$/u, '')}”（事项编号${item.code}），“${checkpoint.label}”节点的工作进展和佐证材料` +
      `应于${chineseDateTime(checkpoint.due, reader)}前报送。截至${documentDate(issuedAt, zone)}，已逾期${daysLate}个工作日，仍未收到报送材料。` +
      '现予督办，请按以下要求抓紧办理：',
    demands: [
      `立即办理，补报“${checkpoint.label}”节点的工作进展和佐证材料。${contents.length === 0 ? '' : `应报内容：${contents.join('；')}。`}`,
      '说明逾期原因，明确办理措施、完成时限和责任人。',
      `填写所附回执，于${chineseDateTime(replyBy, reader)}前报${order.office}。期满未回执、未补报的，继续逐级报告，并列入督查通报。`,
    ],
  };
}
