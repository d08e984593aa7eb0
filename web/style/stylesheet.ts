import { components } from './components.js';
import { division } from './division.js';
import { narrow } from './narrow.js';

const foundation = `
:root {
  --ink: #1f2933; --minor: #5d6b7a; --line: #d5dce4; --ground: #f3f5f8; --paper: #fff; --deep: #1b4a84; --link: #1d5aa6; --tint: #f0f4f9;
  --red: #c5352b; --yellow: #d29313; --green: #2f8f4e; --grey: #9aa5b1; --done: #3f6fb0;
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 14px/1.6 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif;
}
.frame { max-width: 1280px; margin: 0 auto; padding: 0 24px; }
main.frame { padding-top: 16px; padding-bottom: 48px; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
h1 { font-size: 20px; line-height: 1.4; margin: 8px 0 10px; }
h1 .year { font-size: 14px; font-weight: normal; color: var(--minor); margin-left: 8px; }
h1 .code { color: var(--minor); font-weight: normal; }
h1 .light { font-size: 14px; font-weight: normal; margin-left: 8px; vertical-align: 2px; }
h2 { font-size: 15px; margin: 22px 0 8px; padding-left: 8px; border-left: 3px solid var(--deep); line-height: 1.3; }
p { margin: 0; }
dl, dd, ul, ol { margin: 0; padding: 0; list-style: none; }
pre { margin: 0; font: 13px/1.6 ui-monospace, Menlo, Consolas, "Noto Sans Mono CJK SC", monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
header.top { background: var(--deep); color: #fff; }
header.top .frame { display: flex; align-items: center; gap: 32px; height: 48px; }
header.top a { color: #fff; }
header.top nav { display: flex; gap: 4px; height: 100%; }
header.top nav a { display: flex; align-items: center; padding: 0 14px; opacity: .85; }
header.top nav a:hover, header.top nav a[aria-current] { opacity: 1; text-decoration: none; background: rgb(255 255 255 / .14); }
.brand { font-size: 18px; font-weight: bold; letter-spacing: 2px; }
.brand:hover { text-decoration: none; }
.brand span { font-size: 13px; font-weight: normal; letter-spacing: 0; opacity: .85; }
.trail { font-size: 13px; color: var(--minor); }
.trail a, .timeline a, .waiting a, dd a { text-decoration: underline; text-underline-offset: 3px; }
.panel { background: var(--paper); border: 1px solid var(--line); border-radius: 4px; padding: 14px 18px; }
.standstill { border-left: 4px solid var(--yellow); margin-bottom: 12px; }
.minor, .note, .empty { color: var(--minor); }
.minor { font-size: 12.5px; }
.note { font-size: 12.5px; margin-top: 8px; }
.empty { padding: 10px 0; }
.nowrap { white-space: nowrap; }
.facts { display: flex; flex-wrap: wrap; gap: 2px 24px; color: var(--minor); }
.late, .flag { color: var(--red); }
`;

export const stylesheet = `${foundation}${components}${division}${narrow}`;
