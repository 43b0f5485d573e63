/** The content script: stands on AI tools only, from before the page's first script. */

import { onChanged } from "../messages.js";
import { rehearse } from "./dialog.js";
import * as engine from "./engine.js";
import { isOpen, openGate } from "./gate.js";
import { sayLate, takePlace } from "./late.js";
import { openPanel, showSilent } from "./panel.js";
import { noteLost, openSelfCheck, tellBackground } from "./selfcheck.js";
import { visit, watchAddress } from "./visit.js";

/** @typedef {{isAlive: () => boolean, retire: () => void}} Guard */

const world = /** @type {{chalkline?: Guard}} */ (globalThis);

// A tab may be swept more than once; two guards would ask twice.
if (!world.chalkline?.isAlive()) {
  world.chalkline?.retire();
  world.chalkline = start();
}

/** @returns {Guard} */
function start() {
  const retirement = new AbortController();
  const { signal } = retirement;
  openGate(signal);
  reopenGate(signal);
  takePlace(signal);
  openPanel(signal);
  engine.load();
  // Of all the frames of a page, the one that somebody means to write in.
  addEventListener("focusin", () => engine.warmUp(rehearse), { once: true, capture: true, signal });
  void begin(signal);
  return { isAlive: () => Boolean(chrome.runtime?.id) && !signal.aborted, retire: () => retirement.abort() };
}

/**
 * `document.open` takes every listener off the window. Firefox tells of it at once; in Chromium we are back with the next microtask,
 * so that a page which rewrites itself there may listen before us: that is said where somebody writes.
 * @param {AbortSignal} signal
 */
function reopenGate(signal) {
  const again = () => (openGate(signal), openSelfCheck(signal));
  const late = () => isOpen() || (again(), noteLost());
  new MutationObserver(late).observe(document, { childList: true });
  /** @type {any} */ (window).navigation?.addEventListener("currententrychange", again, { signal });
}

/** @param {AbortSignal} signal */
async function begin(signal) {
  const look = (first = false) => visit(first, showSilent, signal);
  openSelfCheck(signal);
  watchAddress(look, signal);
  onChanged(look);
  // While the page was in the browser's cache, the record may have changed, and an answer on its way was lost.
  const comeBack = async () => (await look(true), tellBackground());
  addEventListener("pageshow", ({ persisted }) => persisted && void comeBack(), { capture: true, signal });
  sayLate();
  await look(true);
}
