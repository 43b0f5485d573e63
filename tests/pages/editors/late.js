/** A field that is made long after load, and made anew for each message. */
import * as textarea from "./textarea.js";

export function mount(parent, send) {
  let editor = { focus() {}, value: () => "", caret: () => [0, 0] };
  const renew = () => {
    parent.replaceChildren();
    editor = textarea.mount(parent, send);
  };
  return {
    get element() { return editor.element; },
    focus() { renew(); editor.focus(); },
    value: () => editor.value(),
    caret: () => editor.caret(),
    clear: renew,
  };
}
