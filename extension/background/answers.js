/**
 * What the background answers, message by message. Who may ask is in messages.js and checked here, before anything else.
 */

import { ChalklineError, MATTERS, SENDERS } from "../messages.js";
import { invalidate, standpoint, withCore } from "./core.js";
import * as counts from "./counts.js";
import * as icon from "./icon.js";
import { due } from "./keeper.js";
import { collector, send } from "./metrics.js";
import { acknowledge, unread } from "./notices.js";
import { fetching, preview, refresh } from "./refresh.js";
import * as scripts from "./scripts.js";
import { suspect } from "./spot.js";
import * as store from "./store.js";

/** @typedef {chrome.runtime.MessageSender} Sender */
/** @typedef {import("../messages.js").Payloads} Payloads */
/** @typedef {import("../messages.js").Answers} Answers */
/** @typedef {import("../messages.js").Enrolment} Enrolment */
/** @typedef {import("../wasm/chalkline.js").Settings} Settings */
/** @typedef {Exclude<import("../messages.js").MessageType, "changed">} Question */

/**
 * @param {unknown} message
 * @param {Sender} sender
 * @returns {Promise<unknown>}
 */
export async function answer(message, sender) {
  const { type, ...payload } = /** @type {{type: Question}} */ (message ?? {});
  const allowed = Object.hasOwn(SENDERS, type) && Object.hasOwn(ANSWERS, type) && SENDERS[type] === sideOf(sender);
  if (!allowed) throw new ChalklineError("NOT_FOR_YOU", "message");
  return ANSWERS[type](/** @type {any} */ (payload), sender);
}

/** Our own pages have our own address; a content script has its page's. @param {Sender} sender */
export function sideOf({ id, url, tab }) {
  if (id !== chrome.runtime.id) return null;
  if (url?.startsWith(chrome.runtime.getURL(""))) return "page";
  return tab?.id === undefined ? null : "content";
}

/** @type {{[T in Question]: (payload: Payloads[T], sender: Sender) => Promise<Answers[T]>}} */
const ANSWERS = {
  async visit({ url, first }, sender) {
    const { guard } = await standpoint();
    const verdict = guard.check(url);
    if (first && sender.frameId === 0) await store.renew(tabOf(sender));
    await tell(sender, { standing: verdict.standing });
    return { verdict, rules: guard.rules(url) };
  },

  async guarding({ field, reason }, sender) {
    await tell(sender, { guarding: reason ? { field, reason } : { field } });
    return null;
  },

  async count({ severity, outcome }, sender) {
    await counts.add(sender.url, { severity, outcome });
    return null;
  },

  async tell({ about }, { url = "" }) {
    if (!MATTERS.includes(about) || !URL.canParse(url)) throw new ChalklineError("BAD_ARGUMENT", "message");
    const { guard } = await standpoint();
    const form = new URLSearchParams({ about, tool: guard.check(url).tool?.name ?? "", host: new URL(url).hostname });
    await chrome.tabs.create({ url: chrome.runtime.getURL(`pages/tell.html?${form}`) });
    return null;
  },

  collector,

  async send_counts() {
    await send();
    return collector();
  },

  counts: counts.read,

  async forget_counts() {
    await store.writeCounts(() => ({}));
    return {};
  },

  async tab_status({ tabId }) {
    const { guard } = await standpoint();
    const tab = await tabOrNone(tabId);
    if (!tab?.url || !scripts.isWatched(tab.url, guard)) return { url: null, verdict: null, guarding: null, suspected: tab && (await suspect(tab)) };
    const { url } = tab;
    const reports = (await store.frames(tabId)).flatMap(({ guarding }) => guarding ?? []);
    return { url, verdict: guard.check(url), guarding: reports.find(({ field }) => !field) ?? reports[0] ?? null, suspected: null };
  },

  record: status,

  async preview(enrolment) {
    return preview(await settingsOf(enrolment));
  },

  async enrol(asked) {
    await mayEnrol();
    const enrolment = await settingsOf(asked);
    await store.write(() => ({ ...store.blank(), enrolment }));
    invalidate();
    await refresh();
    return status();
  },

  async leave() {
    await mayEnrol();
    await store.write(store.blank);
    invalidate();
    return status();
  },

  async refresh() {
    await refresh();
    return status();
  },

  async acknowledge({ id }) {
    await acknowledge(id);
    await icon.showAll();
    return status();
  },
};

/** @returns {Promise<import("../messages.js").RecordStatus>} */
async function status() {
  const { guard, settings, managed, locked, fault } = await standpoint();
  const { refresh, told } = await fetching();
  return {
    health: guard.health(),
    summary: guard.summary(),
    tools: guard.tools(),
    contacts: guard.contacts(),
    notices: await unread(),
    due: await due(Date.now()),
    countsFault: await counts.fault(),
    unreachable: await scripts.unreachable(guard),
    ...{ refresh, told, settings, managed, locked, fault },
  };
}

/** A popup may outlive the tab it was opened over. @param {number} tabId */
async function tabOrNone(tabId) {
  try {
    return await chrome.tabs.get(tabId);
  } catch {
    return null;
  }
}

/** @param {Sender} sender @param {store.Frame} news */
async function tell(sender, news) {
  await store.note(tabOf(sender), sender.frameId ?? 0, news);
  await icon.show(tabOf(sender));
}

/** A content script's tab: `sideOf` has seen that there is one. @param {Sender} sender */
const tabOf = (sender) => /** @type {number} */ (sender.tab?.id);

async function mayEnrol() {
  const { managed, locked } = await standpoint();
  if (managed) throw new ChalklineError("MANAGED_ELSEWHERE", "enrolment");
  if (locked) throw new ChalklineError("ENROLMENT_LOCKED", "enrolment");
}

/** @param {Enrolment} enrolment @returns {Promise<Settings>} */
function settingsOf(enrolment) {
  return withCore((core) => {
    if ("link" in enrolment) return core.settings_from_link(enrolment.link);
    const { url, ...rest } = enrolment;
    const settings = core.settings_from_managed({ trust: { urls: [url], ...rest } });
    if (!settings) throw new ChalklineError("BAD_SETTINGS", "settings");
    return settings;
  });
}
