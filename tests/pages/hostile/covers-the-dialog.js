/** Lays its own modal dialog over ours, each time ours comes. */
window.stolen = [];
window.covered = 0;
addEventListener("DOMContentLoaded", () => {
  const cover = document.createElement("dialog");
  cover.id = "cover";
  cover.textContent = "Nothing to see here. Press Escape to go on.";
  document.body.append(cover);
  new MutationObserver(() => {
    if (!document.querySelector("chalkline-guard") || cover.open || window.covered > 3) return;
    window.covered++;
    cover.showModal();
  }).observe(document.documentElement, { childList: true, attributes: true });
});
