/**
 * Puts chosen text into a field as if the person had pasted it: the editor's own state, not only its DOM, holds it afterwards.
 * The method is the one that held in textarea, React-like inputs, contenteditable, ProseMirror, Lexical and Quill, in Chromium and Firefox:
 * a text control takes an editing command; an editor takes a paste event, and only if nobody handles that, an editing command.
 */

import { isControl, textOf } from "./field.js";

/** @typedef {import("./field.js").Place} Place */

/** How long an editor may take to show what it was given, in ms. */
const PATIENCE = 1_000;
/** UTF-16 units that are put in by an editing command. Chromium edits line by line and tells the page of each: of a long class list, for minutes. */
const COMMANDED = 20_000;
/** How long the browser may take to tell an editor of its new selection, in ms. */
const FOLLOWED = 100;
let depth = 0;

/** Whether an event is of our own making, and so has been judged. */
export const isInserting = () => depth > 0;

/** Events fired while `act` runs are ours. @template T @param {() => T} act @returns {T} */
export function asOurs(act) {
  depth++;
  try {
    return act();
  } finally {
    depth--;
  }
}

/**
 * @param {Place} place
 * @param {string} text
 * @returns {Promise<boolean>} whether the text is in the field
 */
export async function insert(place, text) {
  await followed(place);
  const { field } = place;
  if (!field) return !asOurs(() => place.target.dispatchEvent(pasteOf(text)));
  if (isControl(field)) return intoControl(field, text);
  return intoEditor(field, place.target, text);
}

/** Editors follow the selection by an event of its own, which Firefox may send after the next task. @param {Place} place */
async function followed({ field, restore }) {
  const isTold = new Promise((done) => {
    if (!field || isControl(field)) return done(null);
    document.addEventListener("selectionchange", done, { once: true });
    setTimeout(done, FOLLOWED);
  });
  restore();
  await isTold;
  await nextTask();
}

/** @param {HTMLInputElement | HTMLTextAreaElement} field @param {string} text */
function intoControl(field, text) {
  if (command(text)) return true;
  field.setRangeText(text, field.selectionStart ?? 0, field.selectionEnd ?? field.value.length, "end");
  tellInput(field, text);
  return squash(field.value).includes(squash(text));
}

/** @param {HTMLElement} field @param {Element} target @param {string} text */
async function intoEditor(field, target, text) {
  const isUnhandled = asOurs(() => target.dispatchEvent(pasteOf(text)));
  if (!isUnhandled && (await shows(field, text))) return true;
  if (isUnhandled && !command(text)) insertLines(field, text);
  return shows(field, text);
}

/** The browser's own editing, which undo knows. @param {string} text @returns {boolean} whether it was done */
const command = (text) => text.length <= COMMANDED && asOurs(() => document.execCommand("insertText", false, text));

/** @param {HTMLElement} field @param {string} text */
function insertLines(field, text) {
  const range = document.getSelection()?.getRangeAt(0);
  const lines = document.createDocumentFragment();
  for (const [index, line] of text.split("\n").entries()) lines.append(...(index ? [document.createElement("br")] : []), line);
  range?.deleteContents();
  range?.insertNode(lines);
  range?.collapse();
  tellInput(field, text);
}

/** @param {HTMLElement} field @param {string} data */
const tellInput = (field, data) => asOurs(() => field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true, inputType: "insertFromPaste", data })));

/**
 * A paste event that carries `text`. Firefox ignores `clipboardData` here, and has `data` and `dataType` of its own.
 * @param {string} text
 */
function pasteOf(text) {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const init = { clipboardData, data: text, dataType: "text/plain", bubbles: true, cancelable: true, composed: true };
  return new ClipboardEvent("paste", /** @type {ClipboardEventInit} */ (init));
}

/** @param {HTMLElement} field @param {string} text */
async function shows(field, text) {
  const wanted = squash(text);
  for (const end = Date.now() + PATIENCE; Date.now() < end; await nextTask()) {
    if (!field.isConnected || squash(textOf(field)).includes(wanted)) return true;
  }
  return false;
}

/** Editors differ in white space only. @param {string} text */
const squash = (text) => text.replace(/[\s\u200b\ufeff]+/g, "");

const nextTask = () => new Promise((done) => setTimeout(done));
