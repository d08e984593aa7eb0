/** Lights, tables, cards, timeline. */
export const components = `
.light { white-space: nowrap; }
.light i { display: inline-block; width: 9px; height: 9px; border-radius: 50%; margin-right: 5px; background: var(--grey); }
.light.red { color: var(--red); font-weight: bold; }
.light.red i { background: var(--red); }
.light.yellow i { background: var(--yellow); }
.light.green i { background: var(--green); }
.light.done i { background: var(--done); }
.light.grey { color: var(--minor); }
.light.grey i { background: var(--paper); border: 2px solid var(--grey); }

.lights { margin: 10px 0 12px; }
.bar { display: block; width: 100%; height: 8px; border-radius: 4px; margin-bottom: 6px; }
.bar rect { fill: var(--grey); }
.bar .red { fill: var(--red); } .bar .yellow { fill: var(--yellow); } .bar .green { fill: var(--green); } .bar .done { fill: var(--done); }
.lights ul { display: flex; flex-wrap: wrap; gap: 2px 20px; }
.lights .none .light, .lights .none b { color: var(--minor); font-weight: normal; }
.lights .none i { opacity: .5; }

.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 520px), 1fr)); gap: 16px; }
.card h2 { margin: 0 0 6px; padding: 0; border: 0; font-size: 16px; }
.card .year { font-size: 13px; font-weight: normal; color: var(--minor); margin-left: 8px; }
.card .foot { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 4px 16px; }
.links { display: flex; gap: 16px; }
.error { margin-top: 24px; }
.error p { margin-top: 8px; }
.flagged { border-color: var(--red); color: var(--red); margin-bottom: 12px; }

table { width: 100%; border-collapse: collapse; background: var(--paper); border: 1px solid var(--line); }
th, td { border: 1px solid var(--line); padding: 7px 10px; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
thead th { background: var(--tint); font-weight: bold; white-space: nowrap; }
tbody th { font-weight: normal; }
.register .code { white-space: nowrap; }
.register .heading { width: 15%; }
.register .title { width: 19%; }
.register .title a { color: var(--ink); }
.register tr:hover .title a { color: var(--link); }
.register .state { white-space: nowrap; }
.register .state .minor { white-space: normal; max-width: 8em; }
.checkpoints li { display: grid; grid-template-columns: 5em 4.2em minmax(8.6em, max-content) 1fr; gap: 0 6px; }
.checkpoints .due { white-space: nowrap; }
abbr { text-decoration: none; color: var(--minor); }
.figures { width: auto; min-width: min(100%, 480px); }
.figures td, .figures thead th:not(:first-child) { text-align: right; font-variant-numeric: tabular-nums; }
.figures .zero { color: var(--grey); }
.mails td:first-child { width: 12em; }
.mails td:nth-child(2) { width: 22%; }
.note + table, .note + .stacking, .note + .panel { margin-top: 8px; }
.scroll { overflow-x: auto; }
.facts + .panel { margin-top: 10px; }
.scroll .figures th, .scroll .figures td { white-space: nowrap; }
.bars { display: block; width: 100%; max-width: 860px; margin-bottom: 12px; font-size: 13px; }
.bars .name { text-anchor: end; }
.bars .green { fill: var(--green); } .bars .yellow { fill: var(--yellow); } .bars .red { fill: var(--red); } .bars .grey { fill: var(--grey); }
.filter { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 16px; margin: 0 0 12px; }
.filter label { color: var(--minor); }
.filter select, .filter input, .filter button { font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--line); border-radius: 4px; padding: 3px 8px; max-width: 16em; }
.filter select, .filter input { margin-left: 6px; }
.filter button { cursor: pointer; border-color: var(--deep); color: var(--deep); }
.pager { display: flex; gap: 16px; margin-top: 12px; }

dl > div { display: grid; grid-template-columns: 7em 1fr; gap: 0 12px; padding: 3px 0; }
dt { color: var(--minor); }
dd { overflow-wrap: anywhere; }
.post { margin-right: 16px; }

.prose p { text-indent: 2em; }
.prose p + p { margin-top: 4px; }
.tiles { display: flex; flex-wrap: wrap; gap: 12px; margin-top: 16px; }
.tiles li { flex: 1 1 110px; background: var(--paper); border: 1px solid var(--line); border-radius: 4px; padding: 10px 14px; color: var(--minor); }
.tiles b { display: block; font-size: 24px; line-height: 1.2; color: var(--ink); font-variant-numeric: tabular-nums; }
.columns { display: flex; flex-wrap: wrap; gap: 0 32px; }
.columns .figures { min-width: 300px; }

.timeline { background: var(--paper); border: 1px solid var(--line); border-radius: 4px; padding: 6px 18px; }
.timeline > li { display: grid; grid-template-columns: 10.5em 1fr; gap: 0 14px; padding: 6px 0; }
.timeline > li + li { border-top: 1px solid var(--ground); }
.timeline .day { white-space: nowrap; }
.timeline ul { border-left: 2px solid var(--line); padding-left: 14px; }
.timeline ul li { position: relative; display: grid; grid-template-columns: 46px 40px 1fr; gap: 0 6px; align-items: baseline; }
.timeline ul li::before {
  content: ""; position: absolute; left: -19px; top: 8px; width: 8px; height: 8px; border-radius: 50%; background: var(--paper); border: 2px solid var(--grey);
}
.timeline .event::before { background: var(--deep); border-color: var(--deep); }
.timeline .alarm::before { background: var(--red); border-color: var(--red); }
.timeline time, .timeline .kind { color: var(--minor); font-variant-numeric: tabular-nums; }
.timeline .alarm .what { color: var(--red); }
.timeline .faint, .timeline .faint .what { color: var(--minor); font-size: 12.5px; }
.timeline .faint::before { background: var(--paper); border-color: var(--line); }

.waiting { background: #fdf6e3; border: 1px solid #ecd9a6; border-radius: 4px; padding: 8px 14px; margin: 0 0 12px; }
.moved { color: #8a5a00; font-size: 12.5px; }
.why { display: inline-block; margin: 0 0 0 8px; font-size: 12.5px; color: var(--minor); vertical-align: top; }
.why[open] { display: block; margin-left: 0; }
.why summary { display: inline-block; margin: 0; list-style: none; text-decoration: underline dotted; text-underline-offset: 3px; }
.why summary::-webkit-details-marker { display: none; }
.why[open] summary { margin-right: 8px; }

iframe.mail { display: block; width: 100%; height: 75vh; min-height: 480px; margin-top: 16px; border: 1px solid var(--line); border-radius: 4px; background: #fff; }
details { margin-top: 12px; }
summary { cursor: pointer; color: var(--link); margin-bottom: 8px; }
`;
