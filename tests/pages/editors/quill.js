import Quill from "quill/core.js";

export function mount(parent, send) {
  const field = document.createElement("div");
  parent.append(field);
  const enter = { key: "Enter", handler: () => { send(); return false; } };
  const quill = new Quill(field, { modules: { history: { delay: 0 }, keyboard: { bindings: { enter } } } });
  quill.root.setAttribute("role", "textbox");
  quill.root.setAttribute("aria-label", "Message");
  return {
    element: quill.root,
    focus: () => quill.focus(),
    // Quill ends every text with a line break; in Firefox it gains another when written in after a clear.
    value: () => quill.getText().replace(/\n+$/, ""),
    caret: () => { const at = quill.getSelection(); return at && [at.index, at.length]; },
    clear: () => quill.setText(""),
  };
}
