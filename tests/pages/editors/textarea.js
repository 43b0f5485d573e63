import { ofField } from "./field.js";

export function mount(parent, send) {
  const field = document.createElement("textarea");
  field.setAttribute("aria-label", "Message");
  field.placeholder = "Ask anything";
  parent.append(field);
  return ofField(field, send);
}
