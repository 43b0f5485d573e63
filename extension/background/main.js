/**
 * The background: a service worker in Chromium, an event page in Firefox. It may stop after any line and start at any event,
 * so every listener is set here, at the top level and at once, and what matters is in storage.
 */

import { codeOf } from "../messages.js";
import { answer, sideOf } from "./answers.js";
import { invalidate, standpoint } from "./core.js";
import { onFile } from "./files.js";
import * as icon from "./icon.js";
import * as metrics from "./metrics.js";
import { onAlarm, refresh, schedule } from "./refresh.js";
import * as scripts from "./scripts.js";
import * as spot from "./spot.js";
import * as store from "./store.js";

chrome.runtime.onMessage.addListener((message, sender, respond) => {
  answer(message, sender).then(
    (ok) => respond({ ok }),
    (error) => respond({ error: codeOf(error) }),
  );
  return true;
});

onFile((sender) => sideOf(sender) === "content");

chrome.runtime.onInstalled.addListener(async ({ reason }) => {
  const { guard, managed } = await standpoint();
  await scripts.register(guard);
  await scripts.sweep(scripts.patterns(guard));
  if (reason === "install" && !managed) await chrome.tabs.create({ url: chrome.runtime.getURL("pages/welcome.html") });
});

chrome.permissions.onAdded.addListener(async ({ origins = [] }) => {
  await spot.watch();
  const { guard } = await standpoint();
  const wanted = new Set(scripts.patterns(guard));
  await scripts.sweep(origins.filter((origin) => wanted.has(origin)));
});

chrome.tabs.onRemoved.addListener((tabId) => store.forget(tabId));

chrome.permissions.onRemoved.addListener(() => spot.watch());

onAlarm(async () => {
  await refresh();
  await icon.showAll();
  await metrics.send();
});

store.onChange(follow);

// At every start of the worker.
schedule();
icon.showAll();
spot.watch();
standpoint().then(({ guard }) => scripts.register(guard));

/** The record or the policy changed: what is registered, and what open tabs believe, must follow. */
async function follow(/** @type {"policy" | "kept"} */ what) {
  invalidate();
  await icon.showAll();
  if (what === "policy") await refresh();
  const { guard } = await standpoint();
  await scripts.register(guard);
  chrome.runtime.sendMessage({ type: "changed" }).catch(() => {}); // rejects when no page of ours is open
  const tabs = await chrome.tabs.query({ url: scripts.patterns(guard) });
  await Promise.all(tabs.map(({ id }) => id !== undefined && chrome.tabs.sendMessage(id, { type: "changed" }).catch(() => {})));
}
