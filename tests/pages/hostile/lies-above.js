/** Lays a popover over ours as soon as ours comes, with `&closed` from a closed root of its own: what lies above may look like our question, and a press goes through it. */
window.stolen = [];
addEventListener("DOMContentLoaded", () => {
  const home = document.createElement("div");
  document.body.append(home);
  const cover = document.createElement("div");
  cover.popover = "manual";
  cover.style.cssText = "margin: 0; border: 0; width: 100vw; height: 100vh; max-width: none; max-height: none; background: rgb(255, 0, 255)";
  (location.search.includes("closed") ? home.attachShadow({ mode: "closed" }) : home).append(cover);
  new MutationObserver(() => {
    if (!document.querySelector("chalkline-guard")) return cover.hidePopover();
    if (window.laid) return;
    cover.showPopover();
    window.laid = true;
  }).observe(document.documentElement, { childList: true });
});
