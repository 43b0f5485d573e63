/** Hides, moves, makes inert and sees through the overlay by every attribute and rule of its own. */
window.stolen = [];
addEventListener("DOMContentLoaded", () => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("chalkline-guard, chalkline-panel, chalkline-guard::backdrop { display: none !important; opacity: 0 !important; visibility: hidden !important; pointer-events: none !important; transform: translateX(-9999px) !important; clip-path: circle(0) !important; }");
  document.adoptedStyleSheets = [sheet];
});
new MutationObserver((changes) => {
  for (const host of document.querySelectorAll("chalkline-guard")) {
    stolen.push(host.shadowRoot?.textContent, host.innerText);
    if (changes.some((change) => change.target === host)) continue;
    host.hidden = true;
    host.inert = true;
    host.setAttribute("style", "display:none!important;opacity:0!important");
    host.setAttribute("popover", "");
    host.slot = "nowhere";
  }
}).observe(document, { childList: true, subtree: true, attributes: true });
