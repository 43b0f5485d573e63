/** Our style sheets, as constructable sheets: the page's Content Security Policy has no say over them. */

/**
 * Every rule of the page is undone at the host; sizes are ours, so that a page's root font size cannot shrink the words. Fonts have no
 * names: a page may give a name to a font of its own, and learn from what is fetched which letters we show. Nothing can be selected: in
 * Firefox the selection would lead into the closed root.
 */
const BASE = `
:host {
  all: initial !important;
  display: block !important;
  position: fixed !important;
  inset: auto !important;
  z-index: 2147483647 !important;
  font: 16px/1.5 system-ui, sans-serif !important;
  color-scheme: light dark !important;
}
.skin, dialog {
  --paper: #ffffff; --ink: #1b2823; --quiet: #52625b; --line: #d5dfda; --soft: #f3f7f5;
  --accent: #17604a; --on-accent: #ffffff; --accent-soft: #e3f1eb;
  --amber: #fff0c7; --amber-ink: #513a00; --amber-line: #d9a514;
  --red: #fdecea; --red-ink: #8a2418; --red-line: #c4483a;
  color: var(--ink); font: inherit; user-select: none; -webkit-user-select: none;
}
@media (prefers-color-scheme: dark) {
  .skin, dialog {
    --paper: #1b2420; --ink: #e9efec; --quiet: #aebbb5; --line: #3b4943; --soft: #232e29;
    --accent: #7fd4b2; --on-accent: #0b2119; --accent-soft: #234036;
    --amber: #4a3a0e; --amber-ink: #ffe7a6; --amber-line: #c79a1f;
    --red: #4b211b; --red-ink: #ffcdc5; --red-line: #d9776a;
  }
}
* { box-sizing: border-box; }
h2, h3, p, ul, fieldset { margin: 0; padding: 0; border: 0; }
h2 { font-size: 1.25em; line-height: 1.3; font-weight: 650; text-wrap: balance; }
h3 { font-size: .875em; font-weight: 650; color: var(--quiet); }
button, input, textarea { font: inherit; color: inherit; }
button {
  min-height: 40px; padding: 6px 16px; border: 1px solid var(--line); border-radius: 8px; background: var(--paper); cursor: pointer;
}
button:hover { background: var(--soft); }
button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; }
button.primary:hover { filter: brightness(1.08); }
button:disabled { opacity: .5; cursor: default; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.check { display: flex; gap: 10px; align-items: flex-start; padding: 4px 0; }
.check input { flex: none; width: 18px; height: 18px; margin: 3px 0 0; accent-color: var(--accent); }
[data-words]::before { content: attr(data-words); }
.hint { color: var(--quiet); font-size: .875em; }
.brand { display: flex; align-items: center; gap: 8px; color: var(--accent); font-size: .8125em; font-weight: 650; letter-spacing: .02em; }
.brand::before { content: ""; width: 18px; height: 3px; border-radius: 2px; background: currentColor; }
@media (forced-colors: active) {
  button, dialog, .card, .mark, .pill { border: 1px solid ButtonText !important; }
  .mark[aria-checked="true"] { background: Highlight; color: HighlightText; forced-color-adjust: none; }
  .brand::before { background: CanvasText; }
}
@media (prefers-reduced-motion: no-preference) {
  .card { animation: arrive .16s ease-out; }
  @keyframes arrive { from { transform: translateY(6px); } }
}
`;

export const DIALOG = `${BASE}
dialog {
  width: min(640px, calc(100vw - 16px)); max-width: none; max-height: calc(100vh - 16px); max-height: calc(100dvh - 16px);
  padding: 0; border: 1px solid var(--line); border-radius: 14px; background: var(--paper); overflow: auto; overscroll-behavior: contain;
  box-shadow: 0 16px 48px rgb(0 20 12 / .28);
}
dialog::backdrop { background: rgb(8 20 15 / .5); }
.body { padding: 22px 24px 24px; display: grid; gap: 14px; }
.body > div { display: grid; gap: 14px; }
.heading { display: grid; gap: 4px; }
.summary { font-size: 1.0625em; font-weight: 600; }
.body .heading { gap: 4px; }
.rule { padding: 10px 14px; border-radius: 8px; background: var(--soft); border-inline-start: 4px solid var(--accent); }
.special .rule { background: var(--amber); color: var(--amber-ink); border-color: var(--amber-line); }
.safeguarding .rule, .fault .rule { background: var(--red); color: var(--red-ink); border-color: var(--red-line); }
.preview {
  max-height: min(36vh, 320px); overflow: auto; border: 1px solid var(--line); border-radius: 8px; background: var(--soft); padding: 8px 0;
}
.line { display: flex; gap: 12px; padding: 2px 12px; }
.number { flex: none; min-width: 2ch; text-align: end; color: var(--quiet); font-size: .8125em; line-height: 1.85; font-variant-numeric: tabular-nums; }
.words { white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 4; min-width: 0; }
.mark {
  display: inline; min-height: 0; padding: 1px 5px; border-radius: 5px; text-align: start; white-space: pre-wrap;
  background: var(--amber); color: var(--amber-ink); border: 1px solid var(--amber-line); text-decoration: line-through;
}
.mark:hover { background: var(--amber); filter: brightness(1.04); }
.mark[aria-checked="false"] { background: transparent; color: inherit; border-style: dashed; border-color: var(--quiet); text-decoration: none; }
.more { margin: 8px 12px 4px; }
.groups { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(240px, 100%), 1fr)); gap: 0 16px; max-height: 160px; overflow: auto; }
.groups legend { padding: 0 0 4px; font-weight: 600; font-size: .875em; color: var(--quiet); }
.choices { display: flex !important; flex-wrap: wrap; gap: 10px !important; align-items: center; background: var(--paper); }
@media (min-height: 520px), (min-height: 340px) and (min-width: 480px) { .choices { position: sticky; bottom: 0; padding: 8px 0; } }
.careful { flex: 1 1 100%; display: grid; gap: 8px; justify-items: start; }
textarea { width: 100%; min-height: 160px; padding: 10px 12px; border: 1px solid var(--quiet); border-radius: 8px; background: var(--soft); resize: vertical; }
details { border-top: 1px solid var(--line); padding-top: 12px; }
details summary { cursor: pointer; color: var(--quiet); }
.go-on { display: grid; gap: 8px; padding-top: 10px; justify-items: start; }
.go-on label { display: grid; gap: 4px; width: 100%; }
.go-on input { min-height: 40px; padding: 6px 12px; border: 1px solid var(--quiet); border-radius: 8px; background: var(--soft); width: 100%; }
@media (max-width: 420px) {
  .body { padding: 16px; }
  .choices > button { flex: 1 1 40%; }
  .choices > .primary { flex: 1 1 100%; }
}
@media (max-height: 480px) { .preview { max-height: none; } }
`;

export const SHELF = `${BASE}
.shelf {
  position: fixed; inset: 0 0 auto auto; width: min(384px, 100vw); padding: 12px 12px 28px 24px; display: grid; gap: 10px; justify-items: end;
  max-height: 100vh; overflow: auto; pointer-events: none; scrollbar-width: none;
}
.shelf > * { pointer-events: auto; }
.card {
  width: 100%; display: grid; gap: 8px; padding: 14px 16px; border: 1px solid var(--line); border-radius: 12px; background: var(--paper);
  box-shadow: 0 6px 24px rgb(0 20 12 / .16); font-size: .9375em; max-height: 80vh; overflow: auto;
}
.card h2 { font-size: 1.0625em; }
.card ul { padding-inline-start: 18px; }
.card li { margin: 2px 0; }
.card a { color: var(--accent); }
.card section { display: grid; gap: 2px; }
.top { display: flex; justify-content: space-between; align-items: center; gap: 8px; }
.close { min-height: 32px; min-width: 32px; padding: 0 8px; border: 0; background: transparent; color: var(--quiet); font-size: 1.125em; line-height: 1; }
.badge { display: inline-flex; align-items: center; gap: 8px; width: fit-content; padding: 2px 10px; border-radius: 99px; font-weight: 600; font-size: .875em; background: var(--accent-soft); color: var(--accent); }
.caution .badge, .caution.pill { background: var(--amber); color: var(--amber-ink); }
.stop .badge, .stop.pill { background: var(--red); color: var(--red-ink); }
.caution { border-color: var(--amber-line); }
.stop { border-color: var(--red-line); }
.pill { min-height: 32px; padding: 4px 12px; border-radius: 99px; font-size: .8125em; font-weight: 600; color: var(--accent); background: var(--accent-soft); }
.actions { display: flex; flex-wrap: wrap; gap: 8px; }
.actions button { min-height: 34px; padding: 4px 12px; font-size: .9375em; }
details summary { cursor: pointer; color: var(--accent); }
.ticks { list-style: none; padding-inline-start: 0 !important; }
.ticks li { display: flex; gap: 8px; }
.ticks li::before { content: "✓"; color: var(--accent); font-weight: 700; }
.moment { padding: 6px 10px; border-radius: 8px; background: var(--amber); color: var(--amber-ink); }
progress { width: 100%; accent-color: var(--accent); }
.typed { position: fixed; pointer-events: auto; }
.typed .pill { background: var(--amber); color: var(--amber-ink); border-color: var(--amber-line); box-shadow: 0 2px 8px rgb(0 20 12 / .14); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`;
