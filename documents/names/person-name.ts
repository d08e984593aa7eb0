/** Surnames of the Hundred Family Surnames and of today's census that head a two- or three-character name. */
const SURNAMES = new Set(
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖付代闫覃岳佟苟户税宛丛仝原郄楚操官楼'.split(
    '',
  ),
);

const DOUBLE_SURNAMES =
  /^(欧阳|上官|司马|诸葛|夏侯|东方|皇甫|尉迟|公孙|令狐|慕容|司徒|长孙|宇文|轩辕|端木|独孤|南宫|呼延|申屠|澹台|淳于|闻人|赫连)/;

const POSITION =
  '(?:党组|党委|党支部|常务|专职|一级|二级|三级|四级)?(?:副)?(?:局长|厅长|主任|处长|科长|股长|部长|书记|市长|区长|县长|镇长|乡长|院长|校长|园长|所长|站长|馆长|队长|组长|会长|主席|秘书长|总经理|董事长|总督学|督学|巡视员|调研员|主任科员|党组成员|党委委员|委员|纪检组长|教育总监|同志)';

/** How much a cell looks like one person's name: by surname, only by its length, or not at all. */
export function nameLikeness(cell: string): 'name' | 'perhaps' | 'no' {
  const several = cell.split(/[、/]/).filter(Boolean);
  if (several.length > 1) return several.every((one) => nameLikeness(one) === 'name') ? 'name' : 'no';
  const name = bareName(cell);
  if (/^\p{Script=Han}{1,8}(?:[·•．]\p{Script=Han}{1,8})+$/u.test(name)) return 'name';
  if (!/^\p{Script=Han}{2,4}$/u.test(name)) return 'no';
  if (name.length <= 3 && SURNAMES.has(name.charAt(0))) return 'name';
  if (name.length >= 3 && DOUBLE_SURNAMES.test(name)) return 'name';
  return 'perhaps';
}

/** Nothing but a post, or several: 局长, 党组成员. */
export function isPosition(text: string): boolean {
  return new RegExp(`^(?:分管|各分管|主管)?[局厅市校县区]?(?:${POSITION}|成员|领导)$`, 'u').test(text);
}

/** A post that stands for whoever holds it: 王副局长, 各分管局领导, 局领导班子成员. */
export function isPost(text: string): boolean {
  return (
    text.length <= 16 &&
    new RegExp(`^\\p{Script=Han}{0,10}(?:${POSITION}|领导|领导班子成员|班子成员|负责人|责任人)$`, 'u').test(text)
  );
}

/** The name without the spaces that justify it (孟 晖) and without a position before or after it (夏春胤副局长). */
export function bareName(cell: string): string {
  const name = cell.replace(/\s+/g, '').replace(/[（(][^（）()]*[）)]$/u, '');
  return name.replace(new RegExp(`^${POSITION}[:：]?`), '').replace(new RegExp(`${POSITION}$`), '') || name;
}
