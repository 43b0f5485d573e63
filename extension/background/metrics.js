/**
 * Weekly counts to the school's own collector, where the record asks for them: OTLP/HTTP metrics, made by the core, which leaves out
 * what happened seldom. No person, text or address is in them. Without the browser's leave for the collector's host, or a
 * collector that lets extensions in, nothing arrives, and the page of counts says so.
 */

import { codeOf, exported } from "../messages.js";
import { standpoint, withCore } from "./core.js";
import { read } from "./counts.js";
import * as store from "./store.js";

const TIMEOUT_MS = 20_000;
/** What the counts are in Mozilla's terms: which tools a person was warned on, and what they did then. */
const DATA = ["browsingActivity", "technicalAndInteraction"];
/** Firefox wants a person's consent before anything leaves; elsewhere the collector's letting us in is enough. */
const NEEDS_CONSENT = chrome.runtime.getURL("").startsWith("moz-extension:");

/** Where counts go, and whether the browser has allowed it. @returns {Promise<import("../messages.js").Collector | null>} null: nowhere */
export async function collector() {
  const { guard } = await standpoint();
  const url = guard.collector();
  if (!url || !URL.canParse(url)) return null;
  const { host, hostname } = new URL(url);
  const leave = { origins: [`https://${hostname}/*`], ...(await consent()) };
  return { host, leave, allowed: await chrome.permissions.contains(leave), fault: await store.sendingFault() };
}

/** What Firefox, from 140 on, asks the person for as such; other browsers do not know the word. @returns {Promise<object>} */
async function consent() {
  const granted = await chrome.permissions.getAll();
  return "data_collection" in granted ? { data_collection: DATA } : {};
}

/** Sends the weeks that are over and not sent yet. What does not arrive is sent the next time. Never throws: how it went is stored. */
export async function send() {
  const { guard } = await standpoint();
  const url = guard.collector();
  if (!url || (NEEDS_CONSENT && !(await collector())?.allowed)) return;
  const sent = await store.readSent();
  try {
    const { version } = chrome.runtime.getManifest();
    const counts = exported(await read());
    const sending = await withCore((core) => core.metrics(counts, url, sent, version, Date.now()));
    const hasArrived = sending.body === null || (await post(sending.url, sending.body));
    await store.writeSent(hasArrived ? sending.after : sending.before, hasArrived ? null : "NOT_ARRIVED");
  } catch (error) {
    await store.writeSent(sent, codeOf(error).code);
  }
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
