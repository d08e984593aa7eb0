import { describe, expect, it } from '@jest/globals';
import { formDocx } from '../../../documents/forms/form-docx.js';
import { formPage } from '../../../documents/forms/form-page.js';
import { supervisionOrder } from '../../../documents/forms/supervision-order.js';
import { at, orderText } from '../../mail/sample-notices.js';

const words = (form: ReturnType<typeof supervisionOrder>): string =>
  formPage(form)
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

describe('the paper of a supervision order (督办通知单)', () => {
  it('has its head, number, signatory, addressee, cause, demands, signature and a reply slip', () => {
    expect(words(supervisionOrder(orderText))).toBe(
      ' 督办通知单（督办〔2017〕3号） 武汉市教育局督办通知单 督办〔2017〕3号 签发人：孟晖 基础教育处： ' +
        '根据《市教育局办理方案》（武教〔2017〕8号），你单位牵头办理“深化推进学区制管理;深入推进委托管理工作;深入推进全市义务教育小班化教学”（事项编号1.2），' +
        '“9月”节点的工作进展和佐证材料应于9月30日（周六）17:30前报送。截至2017年10月11日，已逾期3个工作日，仍未收到报送材料。现予督办，请按以下要求抓紧办理： ' +
        '一、立即办理，补报“9月”节点的工作进展和佐证材料。应报内容：督促落实开展中期评估。 二、说明逾期原因，明确办理措施、完成时限和责任人。 ' +
        '三、填写所附回执，于10月16日（周一）17:30前报督查室。期满未回执、未补报的，继续逐级报告，并列入督查通报。 武汉市教育局督查室 2017年10月11日 ' +
        '督办通知单回执 （督办〔2017〕3号） 回执单位 基础教育处 督办事项 1.2 深化推进学区制管理;深入推进委托管理工作;深入推进全市义务教育小班化教学 ' +
        '检查节点 9月（9月30日（周六）到期） 逾期原因 办理措施 完成时限 责任人 单位负责人签字 （盖章） ' +
        '注：请于10月16日（周一）17:30前填写并报督查室；也可按通知邮件所列方式在线回执。 ',
    );
  });

  it('leaves room for number and signature while it is a draft', () => {
    const draft = words(supervisionOrder({ ...orderText, number: '', signatory: '', to: ['基础教育处', '规划处'] }));
    expect(draft).toMatch(/督办通知单（拟稿）.*督办〔 〕 号 签发人： 基础教育处、规划处： .*你们单位牵头.* 年 月 日/);
  });

  it('shows the slips that came back', () => {
    const reply = { at: at('2017-10-13T10:20'), plan: '补齐报告', due: at('2017-10-20T17:30'), person: '周岚' };
    const form = supervisionOrder(orderText, [
      { ...reply, division: '基础教育处' },
      { ...reply, division: '规划处' },
    ]);
    expect(words(form)).toMatch(/回执单位 基础教育处.*补齐报告.*10月20日（周五） 责任人 周岚.*回执单位 规划处/);
  });

  it('is byte for byte the same, whenever it is made, and takes whatever somebody wrote', async () => {
    const odd = { ...orderText, signatory: '<b>&\u0000\u000b', item: { ...orderText.item, title: '' } };
    const [one, two] = [await formDocx(supervisionOrder(odd)), await formDocx(supervisionOrder(odd))];
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
    expect(formPage(supervisionOrder(odd))).toContain('&lt;b&gt;&amp;');
  });
});
