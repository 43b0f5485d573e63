/** The whole chat inside a frame: of the same site, of another AI tool's site, of a site that is none, or made from a string. */
export function mount(parent, _send, asked) {
  const frame = document.createElement("iframe");
  frame.title = "Chat";
  if (asked === "frame-same") frame.src = "/?editor=textarea";
  if (asked === "frame-cross") frame.src = "https://claude.ai/?editor=textarea";
  if (asked === "frame-other") frame.src = "https://school.example/?editor=textarea";
  if (asked === "frame-srcdoc") frame.setAttribute("srcdoc", document.documentElement.outerHTML.replace("/chat-frame.js", "/chat-textarea.js").replace("<body", '<body data-query="editor=textarea"'));
  parent.append(frame);
  return { element: frame, focus() {}, value: () => "", caret: () => null, clear() {} };
}
