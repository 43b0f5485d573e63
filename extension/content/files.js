/**
 * Files on their way in, by picker, drop or paste: held while they are read, then put in as they are, as text with the findings replaced, or not at all.
 * Pictures and recordings cannot be judged: the person is asked to look.
 */

import { codeOf } from "../messages.js";
import { button, h } from "./element.js";
import { pointedAt, realTarget } from "./field.js";
import { hold, isForUs } from "./halt.js";
import { asOurs } from "./insert.js";
import { readFile } from "./read.js";
import { settle } from "./settle.js";
import { put, take, tell } from "./shelf.js";
import { weigh } from "./weigh.js";
import { say } from "./words.js";

/**
 * @typedef {import("./weigh.js").Matter} Matter
 * @typedef {import("../messages.js").FileText} FileText
 */

/** Files read for one drop or pick; more are refused, so that nobody confirms what they have not looked at. */
const MOST = 20;

/** What the person let go in: should the page refuse our event, their own next one passes. @type {Set<string>} */
const approved = new Set();
/** Pickers that were emptied and whose second event is still to come. @type {WeakSet<Element>} */
const emptied = new WeakSet();

/** The page's own objects: Firefox shows a page nothing that we made. @type {any} */
const page = /** @type {any} */ (window).wrappedJSObject ?? window;

/** @param {File[]} files */
export const isApproved = (files) => files.every((file) => approved.has(nameOf(file)));

/** @param {File} file */
const nameOf = ({ name, size, type }) => JSON.stringify([name, size, type]);

/** A picker tells the page twice, by `input` and `change`; it is emptied before the first. @param {Event} event */
export function onFileChange(event) {
  if (event instanceof InputEvent) return; // a key in a text field
  const picker = realTarget(event);
  if (!(picker instanceof HTMLInputElement) || picker.type !== "file" || !isForUs(event)) return;
  const files = [...(picker.files ?? [])];
  if (files.length === 0) return emptied.delete(picker) ? hold(event) : undefined;
  if (isApproved(files)) return;
  hold(event);
  picker.value = "";
  if (event.type === "input") emptied.add(picker);
  void examine(files, (chosen) => intoPicker(picker, chosen));
}

/** @param {ClipboardEvent | DragEvent} event @param {File[]} files */
export function holdFiles(event, files) {
  hold(event);
  const target = event instanceof DragEvent ? pointedAt(event) : realTarget(event);
  const { clientX, clientY } = event instanceof DragEvent ? event : middleOf(target);
  void examine(files, (chosen) => (event.type === "paste" && page === window ? paste(target, chosen) : drop(target, chosen, clientX, clientY)));
}

/** @param {File[]} files @param {(chosen: File[]) => void} putIn */
async function examine(files, putIn) {
  const { chosen, isAsked } = await choose(files);
  if (chosen.length === 0) return tell(say("files_none"));
  for (const file of chosen) approved.add(nameOf(file));
  asOurs(() => putIn(chosen));
  if (isAsked) tell(say("files_in"));
}

/** What may go in, and whether the person was asked. @param {File[]} files @returns {Promise<{chosen: File[], isAsked: boolean}>} */
async function choose(files) {
  const nothing = { chosen: [], isAsked: true };
  if (files.length > MOST) return tell(say("files_many", MOST)), nothing;
  const chosen = [];
  let isAsked = false;
  for (const [index, file] of files.entries()) {
    const matter = await matterOf(file, index, files.length);
    if (matter === "cancelled") return nothing;
    isAsked ||= matter !== null;
    const outcome = matter ? await settle(matter) : { changed: false, text: "" };
    if (outcome) chosen.push(outcome.changed ? textFile(file, outcome.text) : file);
  }
  return { chosen, isAsked };
}

/** @param {File} file @param {number} index @param {number} count @returns {Promise<Matter | "cancelled" | null>} */
async function matterOf(file, index, count) {
  const cancel = new AbortController();
  const bar = showProgress(file.name, index, count, () => cancel.abort());
  try {
    return judge(file, await readFile(file, bar, cancel.signal));
  } catch (error) {
    const { code } = codeOf(error);
    return code === "CANCELLED" ? "cancelled" : unread(file, code);
  } finally {
    take("progress");
  }
}

/** @param {File} file @param {FileText} content @returns {Matter | null} */
function judge(file, { kind, text, parts, truncated }) {
  if (kind !== "text") return { ...unread(file, "MEDIA"), media: kind };
  const matter = weigh(text, "file");
  if (matter) return { ...matter, fileName: file.name, parts };
  return truncated ? unread(file, "TRUNCATED") : null;
}

/** @param {File} file @param {string} fault @returns {Matter} */
const unread = (file, fault) => ({ way: "file", text: "", inspection: { action: "warn", severity: "none", findings: [] }, keep: [], fault, fileName: file.name });

/** @param {string} name @param {number} index @param {number} count @param {() => void} cancel */
function showProgress(name, index, count, cancel) {
  const bar = /** @type {HTMLProgressElement} */ (h("progress", { "aria-label": say("files_reading", name) }));
  const many = count > 1 && h("p", { class: "hint" }, say("files_count", index + 1, count));
  put(h("div", { class: "card skin", "data-part": "progress" }, h("p", {}, say("files_reading", name)), many, bar, h("div", { class: "actions" }, button("progress-cancel", say("dialog_cancel"), cancel))));
  return (/** @type {number} */ done) => void (bar.value = done);
}

/** The words of a file, findings replaced, as a text file beside its name. @param {File} file @param {string} text */
function textFile(file, text) {
  const type = /\.(csv|tsv|md)$/i.exec(file.name)?.[0] ?? ".txt";
  const name = `${file.name.replace(/\.[^.]*$/, "")} (${say("files_replaced")})${type}`;
  return new page.File(forPage([text]), name, forPage({ type: "text/plain" }));
}

/** @param {HTMLInputElement} picker @param {File[]} files */
function intoPicker(picker, files) {
  picker.files = transferOf(files).files;
  for (const type of ["input", "change"]) picker.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
}

/** @param {Element} target @param {File[]} files */
function paste(target, files) {
  target.dispatchEvent(new ClipboardEvent("paste", { clipboardData: transferOf(files), bubbles: true, cancelable: true, composed: true }));
}

/** @param {Element} target @param {File[]} files @param {number} clientX @param {number} clientY */
function drop(target, files, clientX, clientY) {
  const dataTransfer = transferOf(files);
  for (const type of ["dragenter", "dragover", "drop"]) {
    target.dispatchEvent(new DragEvent(type, { dataTransfer, clientX, clientY, bubbles: true, cancelable: true, composed: true }));
  }
}

/** @param {File[]} files @returns {DataTransfer} */
function transferOf(files) {
  const transfer = new page.DataTransfer();
  for (const file of files) transfer.items.add(file);
  return transfer;
}

/** @param {Element} element */
function middleOf(element) {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { clientX: left + width / 2, clientY: top + height / 2 };
}

/** @template T @param {T} value @returns {T} */
function forPage(value) {
  const { cloneInto } = /** @type {any} */ (globalThis);
  return cloneInto ? cloneInto(value, window) : value;
}
