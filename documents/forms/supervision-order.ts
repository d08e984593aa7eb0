import { chineseDate, chineseDateTime, documentDate } from '../../domain/calendar/chinese-date.js';
import { officeOf, type OrderReply, type OrderText } from '../../domain/order.js';
import { orderWording } from '../../domain/order-wording.js';
import type { Form, FormBlock } from './form.js';

const ordinals = ['一', '二', '三', '四', '五'];

/** 督办通知单, with a reply slip to fill in, or those that came back. A draft leaves room for its number and its signature. */
export function supervisionOrder(order: OrderText, replies: OrderReply[] = []): Form {
  const { number, signatory, to, issuedAt, zone } = order;
  const { cause, demands } = orderWording(order);
  const issuer = officeOf(order);
  const slips = replies.length === 0 ? [null] : replies;
  return {
    title: `督办通知单${number === '' ? '（拟稿）' : `（${number}）`}`,
    at: issuedAt,
    blocks: [
      {
        kind: 'issuingHead',
        issuer: `${order.issuer || order.office}督办通知单`,
        number: number || '督办〔　　　〕　　号',
        signatory: signatory || '　　　　',
      },
      { kind: 'addressee', text: `${to.join('、')}：` },
      { kind: 'paragraph', text: cause },
      ...demands.map((demand, index): FormBlock => ({
        kind: 'paragraph',
        text: `${ordinals[index] ?? ''}、${demand}`,
      })),
      { kind: 'signature', issuer, date: number === '' ? '　　　　年　　月　　日' : documentDate(issuedAt, zone) },
      ...slips.map((reply) => slip(order, reply)),
    ],
  };
}

function slip(
  { number, to, item, checkpoint, office, replyBy, issuedAt, zone }: OrderText,
  reply: OrderReply | null,
): FormBlock {
  const reader = { zone, now: issuedAt };
  const work = item.title === '' ? item.heading : item.title;
  return {
    kind: 'replySlip',
    title: '督办通知单回执',
    about: number === '' ? '' : `（${number}）`,
    fields: [
      { name: '回执单位', text: reply?.division ?? (to.length === 1 ? (to[0] ?? '') : '') },
      { name: '督办事项', text: `${item.code} ${work}`, lines: 2 },
      { name: '检查节点', text: `${checkpoint.label}（${chineseDate(checkpoint.due, reader)}到期）` },
      ...(reply === null ? [{ name: '逾期原因', lines: 4 }] : []),
      { name: '办理措施', text: reply?.plan ?? '', lines: 5 },
      { name: '完成时限', text: reply === null ? '' : chineseDate(reply.due, reader) },
      { name: '责任人', text: reply?.person ?? '' },
      reply === null
        ? { name: '单位负责人签字\n（盖章）', lines: 3 }
        : { name: '回执时间', text: chineseDateTime(reply.at, reader) },
    ],
    ...(reply === null
      ? { note: `注：请于${chineseDateTime(replyBy, reader)}前填写并报${office}；也可按通知邮件所列方式在线回执。` }
      : {}),
  };
}
