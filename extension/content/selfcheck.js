/**
 * Does the guard hold the field in use? Checked as the page is used, by what it does, since a site may change under us any day.
 * When it does not hold, that is said on the page and on the icon: never silence.
 */

import { ask } from "../messages.js";
import { wasJudged } from "./carry.js";
import * as engine from "./engine.js";
import { fieldOf, innermost, realTarget } from "./field.js";
import { isInserting } from "./insert.js";
import { showUnprotected } from "./panel.js";
import { tell } from "./shelf.js";
import { say } from "./words.js";

/** Keys that bring no input, from which on what takes them may be a field in use and they are no shortcuts. */
const KEYS = 8;
/** Frames smaller than this, in pixels either way, are not written in. */
const FRAME = 120;

/** @type {string | null | undefined} what was last reported; undefined before the first report */
let reported;
let keys = 0;
let isOutdated = false;
let isLost = false;

/** Doing it twice changes nothing. @param {AbortSignal} signal */
export function openSelfCheck(signal) {
  report(engine.brokenBy() ?? reported ?? null);
  engine.onBroken(report);
  for (const [type, listener] of LISTENERS) window.addEventListener(type, listener, { capture: true, signal, passive: true });
}

/** @type {[type: string, listener: (event: any) => void][]} */
const LISTENERS = [
  ["input", onInput],
  ["keydown", onKey],
  ["focusin", onFocus],
  ["blur", onBlur],
  ["focus", onReturn],
];

/** The page has begun its document anew and may listen before us: that matters once somebody writes in it. */
export function noteLost() {
  isLost = true;
  look(document.activeElement);
}

/** @param {string | null} code why this frame is not protected; null: it is */
export function report(code) {
  if (code === reported) return;
  reported = code;
  showUnprotected(code);
  tellBackground();
}

/** Also when the page comes back out of the browser's cache: the tab's icon was another page's meanwhile. */
export function tellBackground() {
  ask("guarding", reported ? { field: false, reason: reported } : { field: true }).catch(() => {}); // The panel has said it; a background that is gone has no icon to change.
}

/** Text that the browser says was pasted or dropped must have come past the gate. @param {Event} event */
function onInput(event) {
  keys = 0;
  if (!(event instanceof InputEvent) || (event.inputType !== "insertFromPaste" && event.inputType !== "insertFromDrop")) return;
  if (event.isTrusted && !isInserting() && !wasJudged()) report("PASSED_BY");
}

/** Keys that go into a thing that takes text, but is no field whose text we can read. Where each brings an `input`, none is counted twice. @param {KeyboardEvent} event */
function onKey(event) {
  if (!event.isTrusted || event.key.length !== 1 || event.ctrlKey || event.metaKey || ++keys < KEYS) return;
  keys = 0;
  const target = realTarget(event);
  const takesText = target.matches('canvas, object, embed, [role="textbox"], [role="searchbox"]') || Boolean(/** @type {any} */ (target).editContext);
  if (takesText && !fieldOf(target)) report("FIELD_UNREAD");
}

/** @param {Event} event */
function onFocus(event) {
  look(realTarget(event));
  if (!isOutdated && !chrome.runtime?.id) sayOutdated();
}

/** @param {Element | null} element where somebody writes, perhaps */
function look(element) {
  if (!element || !fieldOf(innermost(element))) return;
  if (isLost) report("GATE_LOST");
  else if (reported === "FIELD_UNREAD") report(null);
}

/** An updated extension leaves its old script behind: that still judges text, but can no longer read files. */
function sayOutdated() {
  isOutdated = true;
  tell(say("outdated"));
}

/** @param {Event} event */
function onBlur(event) {
  if (event.target === window) setTimeout(lookAtFrame);
}

/** @param {Event} event */
function onReturn(event) {
  if (event.target === window && reported === "FRAME_UNGUARDED") report(null);
}

/** The focus went into a frame of a site we do not stand on. */
function lookAtFrame() {
  const frame = document.activeElement;
  if (!(frame instanceof HTMLIFrameElement) || frame.clientWidth < FRAME || frame.clientHeight < FRAME) return;
  if (!isGuarded(frame.src)) report("FRAME_UNGUARDED");
}

/** A frame without an address of its own, or of this very site, has our script as this page has. @param {string} src */
function isGuarded(src) {
  if (!/^https?:/.test(src) || new URL(src).host === location.host) return true;
  const { hostname } = new URL(src);
  const patterns = chrome.runtime?.getManifest?.().content_scripts?.flatMap(({ matches }) => matches ?? []) ?? [];
  return patterns.some((pattern) => {
    const host = pattern.split("/")[2].replace(/^\*\./, "");
    return hostname === host || hostname.endsWith(`.${host}`);
  });
}
