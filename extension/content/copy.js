/** Ways out: what a person copies or cuts from a tool gets its names back, in the clipboard only; the page keeps its placeholders. */

import * as engine from "./engine.js";
import { innermost, isControl } from "./field.js";
import { asOurs } from "./insert.js";
import { remind } from "./reminder.js";

/**
 * @typedef {object} Copied what went to the clipboard
 * @property {string} text as the page has it, with placeholders
 * @property {string} html "" when there is no rich text
 */

/** Whether names go back into what is copied: a switch in the reminder. */
let isRestoring = true;

/** @param {boolean} choice */
export function setRestoring(choice) {
  isRestoring = choice;
}

/**
 * Copy and cut. Runs after the page's own handlers, so that what they put in the clipboard is what gets its names back, and ends
 * the event there: whoever came after could read the names out of it.
 * @param {ClipboardEvent} event
 */
export function onCopy(event) {
  const copied = copiedBy(event);
  if (!event.clipboardData || !copied.text) return;
  const back = outgoing(copied);
  const isRestored = back.text !== copied.text;
  if (isRestored) fill(event, event.clipboardData, back);
  if (isRestored || (event.type === "copy" && !focusedControl())) remind(copied, isRestored);
}

/** @param {ClipboardEvent} event @param {DataTransfer} clipboard @param {Copied} copied */
function fill(event, clipboard, { text, html }) {
  clipboard.setData("text/plain", text);
  if (html) clipboard.setData("text/html", html);
  event.stopImmediatePropagation();
  if (event.type === "cut" && !event.defaultPrevented) asOurs(() => document.execCommand("delete"));
  event.preventDefault();
}

/** What leaves by the clipboard: with names in place of placeholders, unless that is switched off or the engine is broken. @param {Copied} copied @returns {Copied} */
export function outgoing({ text, html }) {
  if (!isRestoring) return { text, html };
  try {
    return { text: engine.restore(text), html: html && restoreHtml(html) };
  } catch {
    return { text, html };
  }
}

/** Puts something in the clipboard, in answer to a press. @param {Copied} copied @returns {Promise<void>} rejects when the page may not */
export async function write({ text, html }) {
  const items = { "text/plain": new Blob([text], { type: "text/plain" }), ...(html && { "text/html": new Blob([html], { type: "text/html" }) }) };
  await navigator.clipboard.write([new ClipboardItem(items)]);
}

/** @param {ClipboardEvent} event @returns {Copied} */
function copiedBy(event) {
  if (event.defaultPrevented) return { text: event.clipboardData?.getData("text/plain") ?? "", html: event.clipboardData?.getData("text/html") ?? "" };
  const selection = document.getSelection();
  const control = focusedControl();
  if (control) return { text: selectedIn(control), html: "" };
  return { text: selection?.toString() ?? "", html: selection ? htmlOf(selection) : "" };
}

/** The text control that is written in, in a shadow root too. */
function focusedControl() {
  const element = document.activeElement && innermost(document.activeElement);
  return isControl(element) ? element : null;
}

/** @param {HTMLTextAreaElement | HTMLInputElement} field */
const selectedIn = ({ value, selectionStart, selectionEnd }) => value.slice(selectionStart ?? 0, selectionEnd ?? 0);

/** @param {Selection} selection */
function htmlOf(selection) {
  const box = document.implementation.createHTMLDocument("").createElement("div");
  for (let index = 0; index < selection.rangeCount; index++) box.append(selection.getRangeAt(index).cloneContents());
  return box.innerHTML;
}

/** Names go into text, never into markup: a name with `<` in it stays a name. @param {string} html */
function restoreHtml(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) /** @type {Text} */ (node).data = engine.restore(/** @type {Text} */ (node).data);
  return body.innerHTML;
}
