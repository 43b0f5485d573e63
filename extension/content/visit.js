/** This frame's visit to a tool: what the school's record says of it, and who is told when that changes. */

import { ask } from "../messages.js";
import * as engine from "./engine.js";

/**
 * @typedef {import("../messages.js").Ruling} Ruling
 * @typedef {import("../messages.js").Verdict} Verdict
 */

/** Waits after each try to reach a background that does not answer, in ms. */
const RETRIES = [250, 1_000, 4_000, 15_000, 60_000];
/** How long the background may take before the person is told that it does not answer, in ms: it starts in a third of a second on a busy computer. */
const SILENCE = 2_000;

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
 * Asks what holds here. While the background is silent the strictest rules stay.
 * @param {boolean} first this document has not asked before
 * @param {() => void} onSilence called once if the answer takes long: a background that cannot start leaves the question hanging
 * @param {AbortSignal} signal
 */
export async function visit(first, onSilence, signal) {
  const limit = setTimeout(() => signal.aborted || onSilence(), SILENCE);
  for (const wait of RETRIES) {
    try {
      take(await ask("visit", { url: address(), first }));
      return clearTimeout(limit);
    } catch {
      if (signal.aborted || !chrome.runtime?.id) return;
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
