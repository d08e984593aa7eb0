import { numberingOf } from './numbering.js';

/** What only a web site writes: it stands for the site whatever else the line holds. */
const SITE =
  /ICP备|网安备|公安?备案?号|版权所有|copyright|All Rights Reserved|技术(?:维护|支持)[:：]|网站(?:地图|标识|备案|首页|声明|支持IPv6)|政务(?:微博|微信)|互联网新闻信息服务|扫一扫|返回(?:顶部|首页|上一页)|(?:浏览|点击|阅读)(?:次数|量|数)|责任编辑[:：]|设为首页|加入收藏|适老化(?:版|模式)|无障碍(?:版|浏览|模式|辅助)/iu;

/** Bullets and tags without a word: `• <i id="x"></i>`. */
const MARKS_ONLY = /^(?:<[^<>]*>|[•·●▪|｜/])+$/u;

/** The head of a list of other articles. */
const NEIGHBOURS = /^.{0,30}(?:相关|相關)(?:文章|推荐|推薦|阅读|链接)[:：]?$/u;

/** The words around an article: sharing, printing, neighbours in the list, remarks of those who copied it. */
const AROUND =
  /分享(?:到|至)[:：]|^分享$|打印(?:本页|此页|本文)|[〖【[]打印[】〗\]]|^打印$|关闭(?:窗口|本页)|^关闭$|字[体号][:：]?[【[(]?(?:大|小|默认)|[上下][一1]篇[:：]?|^联系我们|我要投稿|猜你喜欢|^热门(?:文章|推荐|标签)|^(?:(?:登录|注册|微[博信]|简体版?|繁体版?|手机版|无障碍|English|收藏|纠错|首页|[|｜/·])+)$/iu;

/** Who keeps a site, at its foot. */
const KEEPER =
  /^(?:主办|版权|网站管理|网站维护|运维)(?:单位|部门)?[:：]|^\p{Script=Han}{3,10}政府(?:办公[厅室])?(?:主办|承办|主管)|(?:便民|服务|投诉|举报)热线[:：【]|^(?:办公)?地址[:：]|^(?:联系电话|邮政编码|邮编|传真|电子邮箱)[:：]/u;

/** Sites that show the first pages of other people's files. */
const PREVIEW =
  /最多预览|下载(?:文档|查看|本文|全文|原文|积分)|免费在线阅读|_第\d+页$|^(?:资源描述|温馨提示|文档介绍)[:：]?$|^(?:ID|页数|大小|格式|上传时间|文档格式|文件大小|文档页数|所需积分)[:：][\w.,页元积分]+$|^VIP|^举报$/iu;

/** Remarks of such a site that run to sentences. */
const PREVIEW_REMARK =
  /由(?:会员|用户|网友)上传|文库.{0,6}(?:负责整理|整理代发布)|请放心下载|下载前请|下载文档时|下载收益归|版权归属用户/u;

const PAGE_NUMBER =
  /^(?:[-—–－·]{1,3}\d{1,4}[-—–－·]{1,3}|第\d{1,4}页(?:[,，/]?共?\d{1,4}页)?|共\d{1,4}页[,，]?第\d{1,4}页|Page\d{1,4}(?:of\d{1,4})?|\d{1,4}\/\d{1,4}页)$/iu;

/** The link to a file: 附件1.docx. */
const FILE_NAME = /^[^。；;]{1,60}\.(?:docx?|xlsx?|pptx?|pdf|wps|et|ofd|rar|zip)$/iu;

const SENTENCE_END = /[。；;！!？?：:…]["”』」’)）]?$/u;

/** No menu entry is longer, and no footer of a page: longer texts may name such words in passing. */
const LONGEST = 120;
const LONGEST_FOOTER = 400;

/**
 * Whether a paragraph is debris of the page it was taken from: menus, share bars, footers, remarks of a preview site, page
 * numbers. Judged by itself, so only words count that an office does not write in its plan.
 */
export function isFurniture(text: string): boolean {
  if (text.length > LONGEST_FOOTER) return false;
  const short = text.normalize('NFKC').replace(/\s+/g, '');
  if (PAGE_NUMBER.test(short) || PREVIEW_REMARK.test(short)) return true;
  // A numbered point is the document's own, whatever words it uses.
  if (numberingOf(text) !== null) return false;
  if (!SENTENCE_END.test(text) && SITE.test(short)) return true;
  if (short.length > LONGEST) return false;
  if (PREVIEW.test(short) || MARKS_ONLY.test(short) || NEIGHBOURS.test(short) || FILE_NAME.test(short)) return true;
  return !SENTENCE_END.test(text) && (AROUND.test(short) || KEEPER.test(short));
}

/** `- 3 -`, 第3页共10页: the number of a page, alone on its line. A bare figure is none: it may be a table's. */
export function isPageNumber(text: string): boolean {
  return PAGE_NUMBER.test(text.normalize('NFKC').replace(/\s+/g, ''));
}
