/** The pages that divisions act on: one column, and nothing to press that a thumb could miss. */
export const division = `
.division { max-width: 820px; font-size: 15px; }
.division .panel { margin-top: 12px; }
.division .panel h2 { margin-top: 0; }
.division label, .division legend { display: block; font-weight: bold; margin: 12px 0 4px; padding: 0; }
.division fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
.division textarea, .division input:not([type=hidden]) { width: 100%; font: inherit; padding: 8px 10px; border: 1px solid #8a97a5; border-radius: 4px; background: #fff; color: var(--ink); }
.division textarea { min-height: 150px; resize: vertical; }
.division textarea.short { min-height: 76px; }
.division input[type=number], .division input[type=date] { max-width: 220px; }
.division :is(input, textarea, button):focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.division button { font: inherit; min-height: 44px; padding: 8px 24px; border: 1px solid var(--deep); border-radius: 4px; background: #fff; color: var(--deep); cursor: pointer; }
.division button.main { background: var(--deep); color: #fff; font-weight: bold; }
.division button.small { padding: 6px 14px; }
.division button.enter { position: absolute; width: 1px; height: 1px; min-height: 0; padding: 0; clip-path: inset(50%); }
.division .buttons { display: flex; flex-wrap: wrap; gap: 12px; margin-top: 16px; }
.division .kept li { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 4px 12px; padding: 6px 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
.division .said { margin-bottom: 14px; border-left: 4px solid var(--green); background: #f0f7f0; }
.division .said.refused { border-left-color: var(--red); background: #fdf1f0; }
.division .due { font-size: 16px; font-weight: bold; }
.division .panel > details { margin-top: 4px; }
.division .panel > details > summary { min-height: 44px; display: flex; align-items: center; margin: 0; text-decoration: underline; text-underline-offset: 3px; }
.division input[type=file] { padding: 22px 12px; border-style: dashed; }
.division .sent + .sent { margin-top: 8px; border-top: 1px solid var(--line); padding-top: 8px; }
.division .sent .words { white-space: pre-wrap; }
`;
