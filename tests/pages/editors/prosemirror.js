import { baseKeymap } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { schema } from "prosemirror-schema-basic";
import { EditorState } from "prosemirror-state";
import { EditorView } from "prosemirror-view";

export function mount(parent, send) {
  const keys = { Enter: () => (send(), true), "Mod-z": undo, "Mod-y": redo };
  // Every change a step of its own: what one undo takes back must not hang on how fast the test was. To ProseMirror 0 is no delay given.
  const plugins = [history({ newGroupDelay: -1 }), keymap(keys), keymap(baseKeymap)];
  const view = new EditorView(parent, {
    state: EditorState.create({ schema, plugins }),
    attributes: { "aria-label": "Message", role: "textbox" },
  });
  return {
    element: view.dom,
    focus: () => view.focus(),
    value: () => view.state.doc.textBetween(0, view.state.doc.content.size, "\n", "\n"),
    caret: () => [view.state.selection.anchor, view.state.selection.head],
    clear: () => view.dispatch(view.state.tr.delete(0, view.state.doc.content.size)),
  };
}
