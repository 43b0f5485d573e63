/**
 * The gate: listeners on the window, in the capture phase, set before the page's first script. What they stop, the page never sees.
 * A clean text is not touched: the browser's own event goes on. Events that scripts make carry the page's own data, and are left alone.
 */

import { onCopy } from "./copy.js";
import { placeOf } from "./field.js";
import { insert, isInserting } from "./insert.js";
import { isAsking, settle } from "./settle.js";
import { escape, tell } from "./shelf.js";
import { isOurs } from "./stage.js";
import { textsIn } from "./transfer.js";
import { weigh } from "./weigh.js";
import { say } from "./words.js";

/**
 * @typedef {import("./field.js").Place} Place
 * @typedef {import("./weigh.js").Matter} Matter
 * @typedef {import("./weigh.js").Way} Way
 */

/** Ways of putting text in that fire `beforeinput` but may come without a paste or drop event. */
const BROUGHT_IN = new Set(["insertFromPaste", "insertFromPasteAsQuotation", "insertFromDrop", "insertFromYank", "insertReplacementText"]);
/** What happens inside our own elements is not for the page: its keys and words. */
const PRIVATE = ["keydown", "keypress", "keyup", "beforeinput", "input", "compositionstart", "compositionupdate", "compositionend", "paste", "copy", "cut", "dragstart", "dragenter", "dragover", "drop", "dragend"];

/** Events that were stopped: one sent again is stopped again. @type {WeakSet<Event>} */
const stopped = new WeakSet();
/** The paste or drop of this moment was judged, so the `beforeinput` it brings need not be. */
let isJudged = false;
/** The drag began on this very page: what it carries, the page has. */
let isOwnDrag = false;

/** Opens the gate's listeners. Doing it twice changes nothing, so that a page that erases them (`document.open`) can be answered. @param {AbortSignal} signal */
export function openGate(signal) {
  const capture = { capture: true, signal };
  for (const type of PRIVATE) window.addEventListener(type, keepPrivate, capture);
  window.addEventListener("paste", onPaste, capture);
  window.addEventListener("dragstart", onDragStart, capture);
  window.addEventListener("dragend", onDragEnd, capture);
  for (const type of ["dragenter", "dragover"]) window.addEventListener(type, /** @type {EventListener} */ (onDrag), capture);
  window.addEventListener("drop", onDrop, capture);
  window.addEventListener("beforeinput", onBeforeInput, capture);
  window.addEventListener("copy", onCopy, { signal });
}

/** @param {Event} event */
function keepPrivate(event) {
  if (!isOurs(event)) return;
  event.stopImmediatePropagation();
  if (!(event instanceof KeyboardEvent) || event.type !== "keydown") return;
  if (event.key === "Escape" && escape()) event.preventDefault();
  if (event.key === "Enter" && event.repeat) event.preventDefault(); // The key that brought the dialog up does not answer it.
}

/** @param {ClipboardEvent} event */
function onPaste(event) {
  if (!isForUs(event)) return;
  judge(event, event.clipboardData, "paste");
}

/** @param {DragEvent} event */
function onDrop(event) {
  if (!isForUs(event) || isOwnDrag) return;
  judge(event, event.dataTransfer, "drop");
}

/** In Firefox a page can read dragged text while it is still in the air. @param {DragEvent} event */
function onDrag(event) {
  if (!isForUs(event) || isOwnDrag || !event.dataTransfer) return;
  const matter = weighAll(textsIn(event.dataTransfer), "drop");
  if (!matter) return;
  hold(event); // Holding it also says that a drop is welcome here.
  event.dataTransfer.dropEffect = "copy";
}

/** @param {DragEvent} event */
function onDragStart(event) {
  isOwnDrag = event.isTrusted;
}

function onDragEnd() {
  isOwnDrag = false;
}

/** @param {InputEvent} event */
function onBeforeInput(event) {
  if (!isForUs(event) || isJudged || isOwnDrag || !BROUGHT_IN.has(event.inputType)) return;
  const texts = event.data ? [event.data] : textsIn(event.dataTransfer);
  const matter = weighAll(texts, event.inputType === "insertFromDrop" ? "drop" : "paste");
  if (matter) stop(event, matter);
}

/** @param {ClipboardEvent | DragEvent} event @param {DataTransfer | null} data @param {Way} way */
function judge(event, data, way) {
  const matter = weighAll(textsIn(data), way);
  if (matter) return stop(event, matter);
  isJudged = true;
  setTimeout(() => (isJudged = false));
}

/** The first of some texts that may not go in as it is. @param {string[]} texts @param {Way} way @returns {Matter | null} */
function weighAll(texts, way) {
  for (const text of texts) {
    const matter = weigh(text, way);
    if (matter) return matter;
  }
  return null;
}

/** Whether an event is a person's, on its way to the page. @param {Event} event */
function isForUs(event) {
  if (stopped.has(event) || (isAsking && event.isTrusted)) hold(event);
  else return event.isTrusted && !isInserting();
  return false;
}

/** @param {Event} event */
function hold(event) {
  stopped.add(event);
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** Stops an event, asks the person, and puts in what they chose. @param {Event} event @param {Matter} matter */
async function stop(event, matter) {
  hold(event);
  const place = placeOf(event);
  const outcome = await settle(matter);
  if (!outcome) return place.restore();
  if (!(await insert(place, outcome.text))) offerCopy(outcome.text);
}

/** A page that takes nothing from us leaves the person the text. @param {string} text */
function offerCopy(text) {
  tell(say("insert_failed"), { label: say("insert_copy"), press: () => void navigator.clipboard.writeText(text) });
}
