/** A field inside the page's own modal dialog, with the button beside it: everything outside is inert. */
import * as textarea from "./textarea.js";

export function mount(parent, send) {
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-label", "Ask");
  parent.append(dialog);
  const editor = textarea.mount(dialog, send);
  dialog.append(document.getElementById("send"));
  dialog.showModal();
  return editor;
}
