/** A phone: tables of records become cards, each cell under its column's name. */
export const narrow = `
@media (max-width: 760px) {
  .frame { padding: 0 14px; }
  header.top .frame { gap: 14px; }
  header.top nav a { padding: 0 10px; }
  h1 { font-size: 18px; }
  .register, .stacking { display: block; border: 0; background: none; }
  .register thead, .stacking thead { position: absolute; clip-path: inset(50%); }
  .register tbody, .stacking tbody { display: block; }
  .register tr, .stacking tr { display: flex; flex-direction: column; background: var(--paper); border: 1px solid var(--line); border-radius: 4px; margin-bottom: 10px; padding: 8px 12px; }
  .register td, .stacking td { display: grid; grid-template-columns: 6em 1fr; border: 0; padding: 2px 0; width: auto !important; }
  .register td::before, .stacking td::before { content: attr(data-label); color: var(--minor); grid-row: 1 / span 9; }
  .register td > *, .stacking td > * { grid-column: 2; }
  .register .heading { order: -1; display: block; border-bottom: 1px solid var(--line); padding-bottom: 6px; margin-bottom: 4px; font-weight: bold; }
  .register .heading::before { display: none; }
  .register .checkpoints { display: block; border-top: 1px solid var(--ground); }
  .checkpoints li { grid-template-columns: 5em 4em 1fr; padding: 2px 0; }
  .checkpoints li .minor { grid-column: 2 / -1; }
  .checkpoints li .minor:empty { display: none; }
  .register .state .minor { max-width: none; }
  .figures, .columns .figures { width: 100%; min-width: 0; }
  .columns section { flex: 1 1 100%; }
  .figures th[scope=row] { white-space: nowrap; }
  .figures th, .figures td { padding: 6px 7px; }
  .figures thead th { white-space: normal; }
  dl > div { grid-template-columns: 6.2em 1fr; }
  .panel { padding: 12px 14px; }
  .tiles li { flex-basis: 80px; padding: 8px 10px; }
  .timeline { padding: 4px 12px; }
  .timeline > li { display: block; }
  .timeline ul { margin-left: 4px; }
  .timeline ul li { grid-template-columns: 42px 32px 1fr; gap: 0 4px; }
}
@media print {
  header.top, .trail { display: none; }
  body { background: none; }
}
`;
