/** A field whose text the page keeps and paints itself, by Chromium's `EditContext`: no `input` event, no text in the document. */
export function mount(parent) {
  const field = document.createElement("div");
  field.tabIndex = 0;
  field.style.minHeight = "3em";
  field.editContext = new EditContext();
  parent.append(field);
  return { element: field, focus: () => field.focus(), value: () => field.editContext.text, caret: () => null, clear() {} };
}
