import { createEmptyHistoryState, registerHistory } from "@lexical/history";
import { registerRichText } from "@lexical/rich-text";
import { $createParagraphNode, $getRoot, $getSelection, COMMAND_PRIORITY_HIGH, KEY_ENTER_COMMAND, createEditor } from "lexical";

export function mount(parent, send) {
  const field = document.createElement("div");
  field.contentEditable = "true";
  field.setAttribute("role", "textbox");
  field.setAttribute("aria-label", "Message");
  parent.append(field);
  const editor = createEditor({ namespace: "chat", onError(error) { throw error; } });
  editor.setRootElement(field);
  registerRichText(editor);
  registerHistory(editor, createEmptyHistoryState(), 0);
  editor.registerCommand(KEY_ENTER_COMMAND, (event) => {
    if (event.shiftKey) return false;
    event.preventDefault();
    send();
    return true;
  }, COMMAND_PRIORITY_HIGH);
  const read = (work) => editor.getEditorState().read(work);
  return {
    element: field,
    focus: () => { editor.focus(); field.focus(); },
    value: () => read(() => $getRoot().getChildren().map((block) => block.getTextContent()).join("\n")),
    caret: () => read(() => { const at = $getSelection(); return at ? [at.anchor.offset, at.focus.offset] : null; }),
    clear: () => editor.update(() => { $getRoot().clear().append($createParagraphNode()); }, { discrete: true }),
  };
}
