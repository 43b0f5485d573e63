/** Takes the whole document away as soon as our question shows, and puts it back a moment later. */
window.stolen = [];
new MutationObserver(() => {
  if (!document.querySelector("chalkline-guard") || window.emptied) return;
  window.emptied = true;
  const root = document.documentElement;
  root.remove();
  setTimeout(() => document.append(root), 100);
}).observe(document.documentElement, { childList: true });
