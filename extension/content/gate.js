/**
 * The gate: every listener, on the window, in the capture phase, set before the page's first script. What they stop, the page never sees.
 * A clean text is not touched: the browser's own event goes on.
 */

import { onBeforeInput, onDrag, onDragEnd, onDragStart, onDrop, onPaste } from "./carry.js";
import { onCopy } from "./copy.js";
import { comeRound, stayOnTop } from "./dialog.js";
import { handOn } from "./element.js";
import { onFileChange } from "./files.js";
import { onFocus, onKeyDown, onPress, onSubmit } from "./send.js";
import { isAsking } from "./settle.js";
import { escape } from "./shelf.js";
import { isOurs, tellsOfOurs } from "./stage.js";
import { onInput } from "./typing.js";

/** What happens inside our own elements is not for the page: its keys and its words. */
const PRIVATE = "keydown keypress keyup beforeinput input compositionstart compositionupdate compositionend paste copy cut dragstart dragenter dragover drop dragend";
/**
 * Nor, in Firefox, is anything else a person does there: by `originalTarget` and `rangeParent` it tells a page what in a closed root an
 * event was for, and so all that stands in it.
 */
const TOLD = !("originalTarget" in Event.prototype) ? "" : `click dblclick auxclick contextmenu pointerover pointerenter pointermove
  pointerrawupdate pointerdown pointerup pointercancel pointerout pointerleave gotpointercapture lostpointercapture mouseover mouseenter
  mousemove mousedown mouseup mouseout mouseleave wheel touchstart touchmove touchend touchcancel focus blur focusin focusout select
  selectstart selectionchange textInput DOMActivate DOMFocusIn DOMFocusOut DOMMouseScroll MozMousePixelScroll MozMouseHittest`;

/** The name of an event that a page cannot guess, and so neither hear nor make. */
const PROBE = `chalkline-${Math.random()}`;
let isHeard = false;

/** @type {[types: string, listener: (event: any) => void][]} in order: what is ours is kept from everybody first */
const LISTENERS = [
  [PRIVATE, keepPrivate],
  [TOLD, keepUntold],
  ["paste", onPaste],
  ["dragstart", onDragStart],
  ["dragend", onDragEnd],
  ["dragenter dragover", onDrag],
  ["drop", onDrop],
  ["beforeinput", onBeforeInput],
  ["input change", onFileChange],
  ["input", onInput],
  ["focusin", onFocus],
  ["keydown", onEscape],
  ["keydown", onKeyDown],
  ["pointerdown mousedown touchstart pointerup mouseup touchend click", onPress],
  ["submit", onSubmit],
  ["toggle fullscreenchange", stayOnTop],
  [PROBE, () => (isHeard = true)],
];

/** Opens the gate. Doing it twice changes nothing, so that a page that erases listeners can be answered. @param {AbortSignal} signal */
export function openGate(signal) {
  for (const [types, listener] of LISTENERS) {
    for (const type of types.match(/\S+/g) ?? []) window.addEventListener(type, listener, { capture: true, signal });
  }
  window.addEventListener("copy", onCopy, { signal });
  window.addEventListener("cut", onCopy, { signal });
}

/** Whether our listeners still stand: what nobody else can know of is heard. */
export function isOpen() {
  isHeard = false;
  window.dispatchEvent(new Event(PROBE));
  return isHeard;
}

/** @param {Event} event */
function keepPrivate(event) {
  if (!isOurs(event)) return;
  event.stopImmediatePropagation();
  if (!(event instanceof KeyboardEvent) || event.type !== "keydown") return;
  onEscape(event);
  comeRound(event);
  if (event.key === "Enter" && event.repeat) event.preventDefault(); // The key that brought the dialog up does not answer it.
}

/** A click that may not go further is handed on to the button it was for. @param {any} event */
function keepUntold(event) {
  if (!isOurs(event) && !tellsOfOurs(event)) return;
  event.stopImmediatePropagation();
  if (event.type === "click" && event.isTrusted) handOn(event.originalTarget);
}

/** Dismisses a notice from wherever the person is; the page has the key as well. @param {KeyboardEvent} event */
function onEscape(event) {
  if (event.key === "Escape" && event.isTrusted && !isAsking) escape();
}
