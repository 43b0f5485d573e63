/** Replaces the whole document after load: that takes every listener off the window, ours too. */
window.stolen = [];
const policy = globalThis.trustedTypes?.createPolicy("again", { createHTML: (html) => html }) ?? { createHTML: (html) => html };
addEventListener("load", () => {
  document.open();
  document.write(policy.createHTML("<!doctype html><title>Again</title><textarea aria-label=Message></textarea>"));
  document.close();
  const field = document.querySelector("textarea");
  window.stolen = [];
  addEventListener("paste", (event) => stolen.push(event.clipboardData.getData("text")), true);
  addEventListener("beforeinput", (event) => stolen.push(event.data), true);
  window.seen = [];
  window.sent = [];
  window.editor = { focus: () => field.focus(), value: () => field.value, caret: () => [field.selectionStart, field.selectionEnd], clear() { field.value = ""; } };
  window.rewritten = true;
});
