/**
 * Fetching the record, and the alarm that says when. The only file that touches the network.
 *
 * A download is bytes until the core has verified it. Whatever goes wrong, the record in force stays in force.
 *
 * Reading another site's file needs either the browser's leave for that host or a host that sends
 * `Access-Control-Allow-Origin: *`; docs/permissions.md says which school needs which.
 */

import { ChalklineError, codeOf } from "../messages.js";
import { invalidate, standpoint, withCore } from "./core.js";
import * as store from "./store.js";

const ALARM = "refresh";
const TIMEOUT_MS = 20_000;
/** Record format §2.5. */
const BUNDLE_BYTES = 4 * 1024 * 1024;

/** @typedef {import("../wasm/chalkline.js").Settings} Settings */
/** @typedef {import("../wasm/chalkline.js").Etag} Etag */
/** @typedef {import("../wasm/chalkline.js").Fetched} Fetched */

/** A stored record that turned out spoilt is fetched anew, but not oftener than this. */
const SPOILT_WAIT_MS = 5 * 60_000;

/** Sets the alarm for the next try. At each start of the worker: browsers may lose alarms. */
export async function schedule() {
  const { settings, guard } = await standpoint();
  if (!settings) return;
  const { refresh, due } = await fetching();
  const now = Date.now();
  const isSpoilt = guard.summary() === null && refresh.failures === 0 && now - Date.parse(refresh.last_try ?? "") > SPOILT_WAIT_MS;
  await chrome.alarms.create(ALARM, { when: isSpoilt ? now : due });
}

/** How the fetching goes. @returns {Promise<import("../wasm/chalkline.js").Fetching>} */
export async function fetching() {
  const { kept } = await store.read();
  return withCore((core) => core.fetching(kept.refresh, Date.now()));
}

/** @param {(name: string) => void} due */
export function onAlarm(due) {
  chrome.alarms.onAlarm.addListener(({ name }) => {
    if (name === ALARM) due(name);
  });
}

/** @type {Promise<void> | null} */
let running = null;

/** Fetches the record, tries its addresses in order, keeps what verifies. Never throws: how it went is stored. */
export function refresh() {
  running ??= run().finally(() => (running = null));
  return running;
}

async function run() {
  const { settings } = await standpoint();
  if (!settings) return;
  const faults = [];
  for (const url of settings.urls) {
    try {
      return await finish(await take(url, settings));
    } catch (error) {
      faults.push(codeOf(error));
    }
  }
  // A record that was refused says more than an address that did not answer.
  await finish({ failed: (faults.find(({ place }) => place !== "fetch") ?? faults[0] ?? { code: "BAD_SETTINGS" }).code });
}

/**
 * Fetches a record without keeping anything of it.
 * @param {Settings} settings
 * @returns {Promise<import("../messages.js").Preview>}
 */
export async function preview(settings) {
  let fault = new ChalklineError("BAD_SETTINGS", "settings");
  for (const url of settings.urls) {
    try {
      const bytes = (await download(url, null)).bytes ?? new Uint8Array();
      return { url, summary: await summarise(bytes, settings) };
    } catch (error) {
      const { code, place } = codeOf(error);
      fault = new ChalklineError(code, place);
    }
  }
  throw fault;
}

/** @param {Uint8Array} bytes @param {Settings} settings */
function summarise(bytes, settings) {
  return withCore((core) => {
    const now = Date.now();
    const update = core.receive(bytes, null, settings, now);
    if (update.outcome === "refused") throw new ChalklineError(update.code ?? "INTERNAL", update.place ?? "record");
    const summary = new core.Guard(update.state, settings, now).summary();
    if (!summary) throw new ChalklineError("NOT_A_LIST", "record");
    return summary;
  });
}

/**
 * Fetches from one address and keeps what the core accepts. Throws the reason when nothing came or it was refused.
 * @param {string} url
 * @param {Settings} settings
 * @returns {Promise<Fetched>}
 */
async function take(url, settings) {
  const { guard, state } = await standpoint();
  const { etag } = (await fetching()).refresh;
  const known = guard.summary() && etag?.url === url ? etag.tag : null;
  const { bytes, tag } = await download(url, known);
  if (!bytes) return "unchanged";
  const update = await withCore((core) => core.receive(bytes, state, settings, Date.now()));
  // Even a refused download may have brought good roots, which are kept.
  await store.write(() => ({ state: update.state }));
  invalidate();
  if (update.outcome === "refused") throw new ChalklineError(update.code ?? "INTERNAL", update.place ?? "record");
  return { good: tag === null ? null : { url, tag } };
}

/** @param {Fetched} fetched */
async function finish(fetched) {
  const { kept } = await store.read();
  const refresh = await withCore((core) => core.after_fetch(kept.refresh, fetched, Date.now(), Math.random()));
  await store.write(() => ({ refresh }));
  await schedule();
}

/**
 * @param {string} url
 * @param {string | null} known tag of the version we have
 * @returns {Promise<{bytes: Uint8Array, tag: string | null} | {bytes: null, tag: null}>} no bytes: the version we have is the newest
 */
async function download(url, known) {
  const permitted = await mayRead(url);
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT_MS);
  let response;
  try {
    // Without leave for the host this header would make the browser ask the host first, which plain web hosts refuse.
    response = await request(url, abort, { headers: known && permitted ? { "If-None-Match": known } : {} });
    if (response.status === 304 && known) return { bytes: null, tag: null };
    if (!response.ok) throw new ChalklineError("HTTP_STATUS", "fetch");
    return { bytes: await bodyOf(response, abort), tag: response.headers.get("etag") };
  } catch (error) {
    if (error instanceof ChalklineError) throw error;
    const barred = !response && !permitted && (await answers(url, abort));
    if (abort.signal.aborted) throw new ChalklineError("TIMEOUT", "fetch");
    throw new ChalklineError(barred ? "NOT_PERMITTED" : "UNREACHABLE", "fetch");
  } finally {
    clearTimeout(timer);
  }
}

/** @param {string} url @param {AbortController} abort @param {RequestInit} more */
function request(url, { signal }, more) {
  return fetch(url, { credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer", redirect: "follow", signal, ...more });
}

/** Does the host answer at all, even if the browser will not let us read what? @param {string} url @param {AbortController} abort */
async function answers(url, abort) {
  try {
    await request(url, abort, { method: "HEAD", mode: "no-cors" });
    return true;
  } catch {
    return false;
  }
}

/**
 * The whole body, or TOO_BIG before it is all here.
 * @param {Response} response
 * @param {AbortController} abort
 */
async function bodyOf(response, abort) {
  const parts = [];
  let size = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    parts.push(part.value);
    size += part.value.length;
    if (size > BUNDLE_BYTES) {
      abort.abort();
      throw new ChalklineError("TOO_BIG", "bundle");
    }
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** @param {string} url */
const mayRead = (url) => chrome.permissions.contains({ origins: [`https://${new URL(url).hostname}/*`] });
