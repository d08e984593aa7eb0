/** A typeface of official documents: its name in Word and WPS, what stands in for it there, and on a page. */
export interface FormFont {
  name: string;
  others: string[];
  serif: boolean;
}

/**
 * 小标宋 is sold apart from the systems, so it has the most stand-ins. The names are those of the fonts that come with Windows and
 * WPS; the older ones (_GB2312), those of macOS and the free ones follow.
 */
export const fonts = {
  title: {
    name: '方正小标宋简体',
    others: ['方正小标宋_GBK', '小标宋', '华文中宋', 'STZhongsong', '宋体', 'SimSun'],
    serif: true,
  },
  body: { name: '仿宋', others: ['FangSong', '仿宋_GB2312', '方正仿宋_GBK', '华文仿宋', 'STFangsong'], serif: true },
  heading: { name: '黑体', others: ['SimHei', '方正黑体_GBK', 'STHeiti'], serif: false },
  kai: { name: '楷体', others: ['KaiTi', '楷体_GB2312', '方正楷体_GBK', 'STKaiti'], serif: true },
  song: { name: '宋体', others: ['SimSun', 'STSong'], serif: true },
} satisfies Record<string, FormFont>;

/** Sizes in points: 二号, 三号, 四号, 小四, 五号. */
export const sizes = { title: 22, body: 16, folio: 14, table: 12, note: 10.5 } as const;
/** Of the text, in points: 22 lines of 28 characters on a page. */
export const LINE = 28;

/** Margins in millimetres of A4: top, right, bottom, left. Wide tables get more of the paper. */
export const margins = {
  portrait: { top: 37, right: 26, bottom: 35, left: 28 },
  landscape: { top: 28, right: 25, bottom: 25, left: 25 },
} as const;

/** For a style sheet. */
export function family({ name, others, serif }: FormFont): string {
  const free = serif ? ['Noto Serif CJK SC', 'Source Han Serif SC'] : ['Noto Sans CJK SC', 'Source Han Sans SC'];
  return [name, ...others, ...free].map((font) => `"${font}"`).join(',') + (serif ? ',serif' : ',sans-serif');
}

/** The fonts of a .docx with what stands in for them, which Word, WPS and LibreOffice look up where one is not installed. */
export function fontTable(): string {
  const each = Object.values(fonts).map(
    ({ name, others, serif }) =>
      `<w:font w:name="${name}"><w:altName w:val="${others.join(';')}"/><w:charset w:val="86"/>` +
      `<w:family w:val="${serif ? 'roman' : 'swiss'}"/><w:pitch w:val="variable"/></w:font>`,
  );
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${each.join('')}</w:fonts>`;
}
