/** Formats whose code a Chinese Excel does not write into the file. Source: ECMA-376 18.8.30, zh-cn. */
export const CHINESE_FORMATS: Record<number, string> = {
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: 'm-d-yy',
  31: 'yyyy"年"m"月"d"日"',
  32: 'h"时"mm"分"',
  33: 'h"时"mm"分"ss"秒"',
  36: 'yyyy"年"m"月"',
  50: 'yyyy"年"m"月"',
  51: 'm"月"d"日"',
  52: 'yyyy"年"m"月"',
  53: 'm"月"d"日"',
  54: 'm"月"d"日"',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
};

/**
 * Where the library finds no fill for a cell it makes and swallows an error, which takes a hundred times as long as to read
 * the cell. Colours say nothing here, so all cells get this one.
 */
const FILL = '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>';
const ROOT = /<(?:\w{1,20}:)?styleSheet(?:\s[^<>]{0,5000})?(?<!\/)>/;
export const NO_STYLES = Buffer.from(`<styleSheet>${FILL}</styleSheet>`);

/** A workbook's styles as the library reads them right, and fast. */
export function readableStyles(styles: Buffer): Buffer {
  const xml = withChineseFormats(styles).toString('utf8');
  if (!ROOT.test(xml)) return NO_STYLES;
  return Buffer.from(xml.replace(ROOT, `$&${FILL}`).replace(/fillId="\d+"/g, 'fillId="0"'));
}

/** A list of a workbook's parts that has styles among them. */
export function withStyles(contentTypes: Buffer): Buffer {
  const override =
    '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>';
  return Buffer.from(contentTypes.toString('utf8').replace('</Types>', `${override}</Types>`));
}

/** With those formats spelled out, which the library would take for a full date. */
function withChineseFormats(styles: Buffer): Buffer {
  const xml = styles.toString('utf8');
  const cells = xml.slice(Math.max(0, xml.indexOf('<cellXfs')));
  const missing = Object.entries(CHINESE_FORMATS).filter(
    ([id]) => cells.includes(`numFmtId="${id}"`) && !xml.includes(`<numFmt numFmtId="${id}"`),
  );
  if (missing.length === 0) return styles;
  const added = missing.map(
    ([id, code]) => `<numFmt numFmtId="${id}" formatCode="${code.replaceAll('"', '&quot;')}"/>`,
  );
  const found = /<numFmts[^>]{0,200}[^/>]>/.exec(xml);
  const at = found ? found.index + found[0].length : xml.search(/<(?:fonts|cellStyleXfs|cellXfs)[\s>]/);
  if (at < 0) return styles;
  const text = found ? added.join('') : `<numFmts count="${added.length}">${added.join('')}</numFmts>`;
  return Buffer.from(xml.slice(0, at) + text + xml.slice(at));
}

/**
 * A sheet's XML without its links, of which the library makes a cell for every place they span, be it a million.
 *
 * @throws Error for a column beyond the last of Excel, since the library makes an object for each before it
 */
export function withoutSpans(sheet: Buffer): Buffer {
  const data = sheet.indexOf('sheetData');
  const before = sheet.subarray(0, data < 0 ? sheet.length : data).toString('latin1');
  for (const [, max] of before.matchAll(/\smax\s?=\s?["'](\d+)["']/g)) {
    if (Number(max) > 16_384) throw new Error(`column ${max}`);
  }
  const safe = Buffer.from(sheet);
  const link = Buffer.from('hyperlink ');
  for (let at = safe.indexOf(link, safe.lastIndexOf('sheetData')); at >= 0; at = safe.indexOf(link, at + 1)) {
    safe.write('X', at, 'latin1');
  }
  return safe;
}
