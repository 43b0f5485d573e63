export function mount(parent, send) {
  const field = document.createElement("div");
  field.contentEditable = "true";
  field.setAttribute("role", "textbox");
  field.setAttribute("aria-label", "Message");
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    send();
  });
  parent.append(field);
  return {
    element: field,
    focus: () => field.focus(),
    value: () => field.innerText.replace(/\u00a0/g, " ").replace(/\n$/, ""),
    caret: () => { const { anchorOffset, focusOffset } = getSelection(); return [anchorOffset, focusOffset]; },
    clear: () => field.replaceChildren(),
  };
}
