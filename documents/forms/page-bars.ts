import { fills, type FormBars } from './form.js';
import { pageText } from './page-text.js';

/** In units of the drawing, which is as wide as the text. */
const WIDTH = 640;
const NAME = 150;
const VALUE = 80;
const BAR = 16;
const STEP = 25;
const HEAD = 28;

/** The bars as a drawing. Colours are attributes, not styles, which a page's policy would forbid. */
export function barsFigure({ caption, legend, bars, whole }: FormBars): string {
  const scale = (WIDTH - NAME - VALUE) / Math.max(1, whole);
  const drawn = bars.map(({ name, parts, value }, index) => {
    const top = HEAD + index * STEP;
    let left = NAME;
    const pieces = parts.map((part, at) => {
      const width = part * scale;
      const piece = `<rect x="${left.toFixed(1)}" y="${top}" width="${width.toFixed(1)}" height="${BAR}" fill="#${fills[legend[at]?.fill ?? 'grey']}"/>`;
      left += width;
      return part > 0 ? piece : '';
    });
    const line = top + BAR - 3;
    return `<text x="${NAME - 8}" y="${line}" text-anchor="end">${pageText(name)}</text>${pieces.join('')}<text x="${(left + 6).toFixed(1)}" y="${line}">${pageText(value)}</text>`;
  });
  const keys = legend.map(({ name, fill }, index) => {
    const left = NAME + index * 110;
    return `<rect x="${left}" y="4" width="12" height="12" fill="#${fills[fill]}"/><text x="${left + 17}" y="15">${pageText(name)}</text>`;
  });
  const height = HEAD + bars.length * STEP;
  return (
    `<figure><figcaption class="caption">${pageText(caption)}</figcaption>` +
    `<svg viewBox="0 0 ${WIDTH} ${height}" font-size="13" role="img" aria-label="${pageText(caption)}">${keys.join('')}${drawn.join('\n')}</svg></figure>`
  );
}
