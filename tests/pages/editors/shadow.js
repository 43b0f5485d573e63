/** A field inside a closed shadow root: events show only its host. */
import * as textarea from "./textarea.js";

export function mount(parent, send) {
  const host = document.createElement("div");
  parent.append(host);
  const editor = textarea.mount(host.attachShadow({ mode: "closed" }), send);
  editor.element.style.width = "100%";
  return { ...editor, element: host };
}
