import { createHash } from 'node:crypto';
import { family, fonts, LINE, margins, sizes } from './form-fonts.js';
import { fills } from './form.js';

/** “— 1 —” at the foot, as printed documents have it. */
const folio = `@bottom-center{content:"— " counter(page) " —";font:${sizes.folio}pt ${family(fonts.song)}}`;

/** The one style sheet of all forms: on screen a sheet of paper, printed on A4. */
export const formStyle = `
*{box-sizing:border-box;-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{margin:0;background:#e4e7eb;color:#000;font:${sizes.body}pt/${LINE}pt ${family(fonts.body)}}
main:focus{outline:0}
main{position:relative;margin:16px auto;background:#fff;box-shadow:0 1px 4px rgba(0,0,0,.3);overflow-wrap:anywhere}
${sheet('portrait', 210)}
${sheet('landscape', 297)}
p,h1,h2,h3{margin:0;font-size:inherit;font-weight:normal;text-align:justify}
p.in,h2,h3{text-indent:2em}
h1{margin-bottom:${LINE}pt;font:${sizes.title}pt/36pt ${family(fonts.title)};text-align:center;text-wrap:balance}
h2{font-family:${family(fonts.heading)};break-after:avoid}
h3,.lead{font-family:${family(fonts.kai)};break-after:avoid}
.mid{text-align:center}
.number{margin-bottom:${LINE}pt;text-align:center}
.issuer{font:48pt/1.3 ${family(fonts.title)};color:#e60000;text-align:center;text-wrap:balance}
.issuer.long{font-size:34pt}
.under{display:flex;justify-content:center;margin:16pt 0 ${LINE}pt;padding:0 1em 10pt;border-bottom:2.5pt solid #e60000}
.under.two{justify-content:space-between}
.sign{display:flex;justify-content:flex-end;margin-top:${LINE}pt;padding-right:4em;break-inside:avoid}
.sign p{text-align:center}
.annex{margin:${LINE}pt 0 0;padding:0 0 0 5em;text-indent:-3em}
.annex p+p{text-indent:0}
.note{font-size:${sizes.note}pt;line-height:1.5}
.slip{break-before:page;padding-top:${LINE}pt}
.turn{break-after:page}
table{width:100%;margin:6pt 0 10pt;border-collapse:collapse;table-layout:fixed;font-size:${sizes.table}pt;line-height:1.35}
table.small{font-size:${sizes.note}pt}
table.tiny{font-size:9pt}
caption,.caption{padding-bottom:4pt;font:${sizes.table + 2}pt/1.4 ${family(fonts.heading)};text-align:center;break-after:avoid}
thead{display:table-header-group}
tr{break-inside:avoid}
th,td{padding:3pt 4pt;border:.5pt solid #000;font-weight:normal;vertical-align:middle;text-align:center}
thead th{font-family:${family(fonts.heading)};background:#${fills.head}}
td.left{text-align:left}td.right{text-align:right}td.center{text-align:center}
td.bold{font-weight:bold}
.slip table{font-size:${sizes.folio}pt}
.slip td{height:${LINE}pt}
.slip th{width:25%}
${[2, 3, 4, 5, 6, 8, 10].map((lines) => `.slip .h${lines}{height:${lines * LINE}pt}`).join('')}
${Object.entries(fills)
  .map(([name, colour]) => `.${name}{background:#${colour};fill:#${colour}}`)
  .join('')}
figure{margin:6pt 0 10pt;break-inside:avoid}
svg{display:block;width:100%;height:auto;font-family:${family(fonts.body)}}
@media screen and (max-width:820px){body{background:#fff}main{width:auto!important;min-height:0!important;margin:0;padding:20px 16px!important;box-shadow:none;overflow-x:auto}.issuer{font-size:30pt}table{min-width:640px}.slip table{min-width:0}}
@page{size:A4 portrait;margin:${box('portrait')};${folio}}
@page landscape{size:A4 landscape;margin:${box('landscape')};${folio}}
@media print{body{background:#fff}main{width:auto!important;min-height:0!important;margin:0;padding:0!important;box-shadow:none}.landscape{page:landscape}}
`.trim();

/** For the header of whoever serves a form: its style and nothing else; no script, nothing fetched, no form sent. */
export const formPolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(formStyle).digest('base64')}'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'`;

function sheet(orientation: 'portrait' | 'landscape', width: number): string {
  return `main.${orientation}{width:${width}mm;min-height:${507 - width}mm;padding:${box(orientation)}}`;
}

function box(orientation: 'portrait' | 'landscape'): string {
  const { top, right, bottom, left } = margins[orientation];
  return `${top}mm ${right}mm ${bottom}mm ${left}mm`;
}
