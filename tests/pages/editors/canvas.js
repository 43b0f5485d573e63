/** A field that is painted: nobody but the page can read what stands in it. */
export function mount(parent) {
  const field = document.createElement("canvas");
  field.tabIndex = 0;
  field.width = 600;
  field.height = 60;
  field.setAttribute("role", "textbox");
  field.setAttribute("aria-label", "Message");
  let text = "";
  field.addEventListener("keydown", ({ key }) => {
    if (key.length === 1) text += key;
    const brush = field.getContext("2d");
    brush.clearRect(0, 0, field.width, field.height);
    brush.fillText(text, 10, 30);
  });
  parent.append(field);
  return { element: field, focus: () => field.focus(), value: () => text, caret: () => null, clear: () => { text = ""; } };
}
