import { ofField } from "./field.js";

export function mount(parent, send) {
  const field = document.createElement("input");
  field.setAttribute("aria-label", "Message");
  parent.append(field);
  return ofField(field, send);
}
