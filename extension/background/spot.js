/**
 * AI tools that nobody has listed. By address and title alone no script of ours runs on such a page; the browser shows us them only
 * while the popup is open (activeTab), or all the time where the person has allowed it (tabs, optional). The page itself is looked at
 * once, when the person opens the popup over it and address and title leave it open.
 */

import { standpoint, withCore } from "./core.js";
import * as scripts from "./scripts.js";
import { signsOfPage } from "./signs.js";

/**
 * The host of a tab that looks like an unlisted AI tool; null for every other tab, and where we are not let see.
 * @param {{id?: number, url?: string, title?: string}} tab without an id the page is not looked at
 * @returns {Promise<string | null>}
 */
export async function suspect({ id, url, title = "" }) {
  if (!url?.startsWith("https://")) return null;
  const { guard } = await standpoint();
  if (scripts.isWatched(url, guard)) return null;
  const { hostname, pathname, search } = new URL(url);
  const page = /** @type {const} */ ([hostname, pathname + search, title]);
  const signs = id !== undefined && (await withCore((core) => core.is_worth_a_look(...page))) ? await signsOf(id) : undefined;
  return (await withCore((core) => core.looks_like_a_tool(...page, signs))) ? hostname : null;
}

/** The cues that the page meets; undefined where the browser lets us look at no more than address and title. @param {number} tabId */
async function signsOf(tabId) {
  try {
    const cues = await withCore((core) => core.page_cues());
    const [{ result }] = await chrome.scripting.executeScript({ target: { tabId }, func: signsOfPage, args: [cues] });
    return Uint32Array.from(result ?? []);
  } catch {
    return undefined;
  }
}

/**
 * Listens to tabs where the person has allowed it, and only there: otherwise the loading of any page would wake us for nothing.
 * So this listener, alone of all, stands a moment after the others; a tab has more than one update to tell.
 */
export async function watch() {
  const isAllowed = await chrome.permissions.contains({ permissions: ["tabs"] });
  if (isAllowed) chrome.tabs.onUpdated.addListener(look); // twice is once
  else chrome.tabs.onUpdated.removeListener(look);
}

/** @param {number} tabId @param {{title?: string, url?: string, status?: string}} change @param {chrome.tabs.Tab} tab */
async function look(tabId, change, tab) {
  if (!change.title && !change.url && change.status !== "complete") return;
  const { guard } = await standpoint();
  if (tab.url && !scripts.isWatched(tab.url, guard)) await mark(tabId, tab);
}

/** Says so on the toolbar. @param {number} tabId @param {chrome.tabs.Tab} tab */
async function mark(tabId, tab) {
  const { url, title } = tab;
  const isSuspected = (await suspect({ url, title })) !== null;
  const words = isSuspected ? chrome.i18n.getMessage("icon_title", chrome.i18n.getMessage("spot_title")) : chrome.i18n.getMessage("ext_name");
  try {
    await Promise.all([chrome.action.setBadgeText({ tabId, text: isSuspected ? "?" : "" }), chrome.action.setTitle({ tabId, title: words })]);
  } catch {
    // The tab has gone.
  }
}
