/** Makes an empty frame without an address, and its field by hand, so that no page of it was ever loaded. */
window.stolen = [];
addEventListener("load", () => {
  const frame = document.createElement("iframe");
  frame.id = "smuggled";
  document.body.prepend(frame);
  const { contentDocument: inner, contentWindow } = frame;
  const field = inner.createElement("textarea");
  inner.body.append(field);
  for (const type of ["paste", "beforeinput", "input"]) contentWindow.addEventListener(type, (event) => stolen.push(event.clipboardData?.getData("text"), event.data, field.value), true);
  window.editor = { focus: () => field.focus(), value: () => field.value, caret: () => [0, 0], clear() { field.value = ""; } };
});
