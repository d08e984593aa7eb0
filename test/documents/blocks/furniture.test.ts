import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isFurniture, isPageNumber } from '../../../documents/blocks/furniture.js';

describe('debris of a page', () => {
  it.each([
    '版权所有:天门市人民政府天门市人民政府办公室主管天门市政务服务和大数据管理局主办',
    '政府网站标识码:4290060001鄂ICP备05005537号-1鄂公网安备42900602000138号',
    '扫一扫在手机上查看当前页面',
    '12345政务服务便民热线【12345(市内)、0728-4812345(市外)】',
    '主办单位:武汉市教育局',
    '联系电话:65608435、65608407(夜间、节假日)',
    '武汉市人民政府主办 武汉市互联网信息办公室、武汉市信息中心承办',
    '网站地图',
    '政务微博',
    '〖打印〗 >〖关闭窗口〗',
    '【字体：大 中 小】',
    '【打印本页】 【关闭窗口】',
    '分享到：微信 微博',
    '上一篇：关于做好招生工作的通知',
    '简体版|繁体版',
    '登录注册',
    '时间:2022-08-24 02:37:32 工作计划 我要投稿',
    '• 相关推荐',
    '【市教育局工作計劃】相關文章:',
    '• <i id="549yd"></i>',
    '当前文档最多预览五页,下载文档查看全文',
    '1. 部分包含数学公式或PPT动画的文件,查看预览时可能会显示错乱或异常,文件下载后无此问题,请放心下载。',
    '2. 本文档由用户上传,版权归属用户,天天文库负责整理代发布。如果您对本文档版权有争议请及时联系客服。',
    '大小:32.50 KB',
    '- 3 -',
    '— 12 —',
    '第3页 共10页',
    '第 3 页',
  ])('%s', (text) => {
    expect(isFurniture(text)).toBe(true);
  });

  it.each([
    '1.推进打印耗材集中采购，规范办公用品管理。',
    '开展版权保护宣传活动',
    '用好政务服务网，推进“一网通办”。',
    '加强学校微信公众号管理',
    '（三）打造无障碍校园环境',
    '制作专题，在首页宣传先进典型',
    '由市政府办公室主办，市教育局承办',
    '完善网站建设，扩大信息公开。',
    '上好秋季开学第一课',
    '编印中小学地方教材第三页册',
    '主要负责人：孟晖',
    '3',
    '12',
    '9月',
    '2017',
    '武汉市教育局',
    '责任单位：基础教育处',
    '下载并学习《中小学德育工作指南》，组织在线阅读交流活动，推动全体教师掌握指南要求，确保落实到每一所学校、每一个班级、每一堂课，形成长效机制。',
    '各区教育局：',
  ])('is not the text “%s”', (text) => {
    expect(isFurniture(text)).toBe(false);
  });

  it('is told at once in any text', () => {
    const started = performance.now();
    fc.assert(fc.property(fc.string({ maxLength: 500 }), (text) => typeof isFurniture(text) === 'boolean'));
    for (const sign of ['-', '|', '微', '<', '第', ' ']) isFurniture(sign.repeat(400));
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it('a bare figure is no page number', () => {
    expect(['3', '12', '3.', '3/4', '2017-2018'].filter(isPageNumber)).toEqual([]);
  });
});
