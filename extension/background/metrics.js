/**
 * Weekly counts to the school's own collector, where the record asks for them: OTLP/HTTP metrics, made by the core, which leaves out
 * what happened seldom. No person, text or address is in them. Without the browser's leave for the collector's host, or a
 * collector that lets extensions in, nothing arrives, and the page of counts says so.
 */

import { standpoint, withCore } from "./core.js";
import * as store from "./store.js";

const TIMEOUT_MS = 20_000;

/** Where counts go, and whether the browser has allowed it. @returns {Promise<import("../messages.js").Collector | null>} null: nowhere */
export async function collector() {
  const { guard } = await standpoint();
  const url = guard.collector();
  if (!url || !URL.canParse(url)) return null;
  const { host, hostname } = new URL(url);
  const origin = `https://${hostname}/*`;
  return { host, origin, allowed: await chrome.permissions.contains({ origins: [origin] }), failed: await store.sendingFailed() };
}

/** Sends the weeks that are over and not sent yet. What does not arrive is sent the next time. */
export async function send() {
  const { guard } = await standpoint();
  const url = guard.collector();
  if (!url) return;
  const { version } = chrome.runtime.getManifest();
  const [weeks, sent] = await Promise.all([store.readCounts(), store.readSent()]);
  const counts = JSON.stringify({ format: "chalkline-counts/1", weeks });
  const sending = await withCore((core) => core.metrics(counts, url, sent, version, Date.now()));
  const hasArrived = sending.body === null || (await post(sending.url, sending.body));
  await store.writeSent(hasArrived ? sending.after : sending.before, !hasArrived);
}

/** @param {string} url @param {object} body @returns {Promise<boolean>} whether the collector took it */
async function post(url, body) {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      ...{ credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer", redirect: "error" },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return response.ok;
  } catch {
    return false;
  }
}
