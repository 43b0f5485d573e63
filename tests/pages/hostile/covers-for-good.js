/** Lays its own modal dialog over ours as often as ours comes back. */
window.stolen = [];
addEventListener("DOMContentLoaded", () => {
  const cover = document.createElement("dialog");
  cover.textContent = "Nothing to see here.";
  document.body.append(cover);
  const lay = () => {
    cover.close();
    if (document.querySelector("chalkline-guard")) cover.showModal(), setTimeout(lay, 20);
  };
  new MutationObserver(() => document.querySelector("chalkline-guard") && !cover.open && lay()).observe(document.documentElement, { childList: true });
});
