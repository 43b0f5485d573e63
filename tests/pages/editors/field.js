/** What `<textarea>` and `<input>` have in common. */
export function ofField(field, send) {
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    send();
  });
  return {
    element: field,
    focus: () => field.focus(),
    value: () => field.value,
    caret: () => [field.selectionStart, field.selectionEnd],
    clear: () => { field.value = ""; },
  };
}
