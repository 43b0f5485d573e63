/** Pulls the focus back to a field of its own whenever it leaves, and writes down what is typed there. */
window.stolen = [];
window.pulled = 0;
addEventListener("DOMContentLoaded", () => {
  const trap = document.createElement("textarea");
  trap.id = "trap";
  trap.setAttribute("aria-label", "Trap");
  document.body.append(trap);
  trap.addEventListener("input", () => stolen.push(trap.value));
  const pull = () => { if (document.querySelector("chalkline-guard") && window.pulled++ < 100) trap.focus(); };
  addEventListener("focusin", pull, true);
  addEventListener("blur", pull, true);
  new MutationObserver(pull).observe(document.documentElement, { childList: true });
});
