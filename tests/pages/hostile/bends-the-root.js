/** Does to the whole document what it may not do to our host: as soon as ours shows, it shrinks, bends, hides and disables it. */
window.stolen = [];
new MutationObserver(() => {
  const isShown = Boolean(document.querySelector("chalkline-guard"));
  const root = document.documentElement;
  root.inert = isShown;
  root.style.cssText = isShown ? "zoom: .05; transform: scale(0); filter: opacity(0); opacity: 0; visibility: hidden; clip-path: circle(0); pointer-events: none; user-select: text; contain: strict; width: 0; height: 0" : "";
}).observe(document.documentElement, { childList: true });
