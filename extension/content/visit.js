/** This frame's visit to a tool: what the school's record says of it, and who is told when that changes. */

import { ask } from "../messages.js";
import * as engine from "./engine.js";

/**
 * @typedef {import("../messages.js").Ruling} Ruling
 * @typedef {import("../messages.js").Verdict} Verdict
 */

/** Waits between tries to reach a background that does not answer, in ms. */
const RETRIES = [250, 1_000, 4_000, 15_000];

/** @type {Ruling | null} */
let ruling = null;
/** @type {((verdict: Verdict) => void)[]} */
const listeners = [];

/** @returns {Verdict | null} null until the background has answered */
export const verdict = () => ruling?.verdict ?? null;

/** Whether the record lets a person go on with the original, having given a reason. */
export const mayGoOn = () => ruling?.rules.go_on === "with_reason";

/** The tool's name, or the host's where no record names it. */
export const toolName = () => verdict()?.tool?.name ?? (location.hostname || origin());

/** @param {(verdict: Verdict) => void} listener called with each new verdict */
export function onVerdict(listener) {
  listeners.push(listener);
}

/**
 * Asks what holds here. Rejects with ChalklineError when the background stays silent: the strictest rules then stay.
 * @param {boolean} first this document has not asked before
 * @param {AbortSignal} signal
 */
export async function visit(first, signal) {
  for (const wait of [...RETRIES, null]) {
    try {
      return take(await ask("visit", { url: address(), first }));
    } catch (error) {
      if (wait === null || signal.aborted || !chrome.runtime?.id) throw error;
      await new Promise((done) => setTimeout(done, wait));
    }
  }
}

/** @param {Ruling} news */
function take(news) {
  ruling = news;
  engine.adopt(news.rules);
  for (const listener of listeners) listener(news.verdict);
}

/** Where we are, without query and fragment: they are nobody's business. An inherited address (about:blank, srcdoc) is the parent's. */
function address() {
  if (location.protocol.startsWith("http")) return location.origin + location.pathname;
  return origin();
}

function origin() {
  return window.origin !== "null" ? `${window.origin}/` : (location.ancestorOrigins?.[0] ?? "");
}

/** Calls back when a page of one address turns into another without a load. @param {() => void} changed @param {AbortSignal} signal */
export function watchAddress(changed, signal) {
  let last = address();
  const look = () => {
    if (address() === last) return;
    last = address();
    changed();
  };
  for (const type of ["popstate", "focusin", "pointerdown"]) window.addEventListener(type, look, { capture: true, signal, passive: true });
  /** @type {any} */ (window).navigation?.addEventListener("navigatesuccess", look, { signal });
}
