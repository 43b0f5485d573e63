/**
 * Where our content script runs. The catalogue's tools stand in the manifest; the record's others are registered here.
 *
 * An update of the extension drops registered scripts (seen in Chromium 156), so every start of the worker looks that they stand.
 */

const ID = "record";
const FILE = "content/content.js";

/** @typedef {import("../wasm/chalkline.js").Guard} Guard */

/** @type {Promise<void>} */
let last = Promise.resolve();

/**
 * Makes the registered script match the record. A record that we cannot read takes nothing away.
 * @param {Guard} guard
 */
export function register(guard) {
  last = last.then(() => registerNow(guard)).catch(() => {});
  return last;
}

/** @param {Guard} guard */
async function registerNow(guard) {
  if (guard.health() === "NO_LIST") return;
  const matches = dynamicHosts(guard).map(pattern);
  const [standing] = await chrome.scripting.getRegisteredContentScripts({ ids: [ID] });
  if (!standing && matches.length) return chrome.scripting.registerContentScripts([script(matches)]);
  if (standing && !matches.length) return chrome.scripting.unregisterContentScripts({ ids: [ID] });
  if (standing && String(standing.matches) !== String(matches)) return chrome.scripting.updateContentScripts([script(matches)]);
}

/** @param {string[]} matches @returns {chrome.scripting.RegisteredContentScript} */
function script(matches) {
  return { id: ID, js: [FILE], matches, allFrames: true, matchOriginAsFallback: true, runAt: "document_start", persistAcrossSessions: true };
}

/**
 * Puts the content script into tabs that were open before it could come by itself: at install, at update, when a host is added.
 * It knows by itself whether it is there already.
 * @param {string[]} patterns
 */
export async function sweep(patterns) {
  if (!patterns.length) return;
  const tabs = await chrome.tabs.query({ url: patterns });
  await Promise.all(tabs.map(({ id }) => id !== undefined && inject(id)));
}

/** @param {number} tabId */
async function inject(tabId) {
  try {
    await chrome.scripting.executeScript({ target: { tabId, allFrames: true }, files: [FILE], injectImmediately: true });
  } catch {
    // The tab was closed, or shows an error page: nothing there to protect.
  }
}

/** Match patterns of every address we are meant to be present on. @param {Guard} guard */
export function patterns(guard) {
  return [...staticPatterns(), ...dynamicHosts(guard).map(pattern)];
}

/**
 * Hosts of the record that the browser has not let us be present on: a person must allow them, or the school's policy.
 * @param {Guard} guard
 */
export async function unreachable(guard) {
  const hosts = dynamicHosts(guard);
  const allowed = await Promise.all(hosts.map((host) => chrome.permissions.contains({ origins: [pattern(host)] })));
  return hosts.filter((_, at) => !allowed[at]);
}

/** Are we meant to be present on this address? @param {string} url @param {Guard} guard */
export function isWatched(url, guard) {
  const host = URL.canParse(url) ? new URL(url).hostname : "";
  return watchedHosts(guard).some((watched) => isWithin(host, watched));
}

/** @param {Guard} guard @returns {string[]} */
function dynamicHosts(guard) {
  const built = staticPatterns().map(hostOf);
  return guard.hosts().filter((host) => !built.some((known) => isWithin(host, known)));
}

/** @param {Guard} guard */
const watchedHosts = (guard) => [...staticPatterns().map(hostOf), ...guard.hosts()];

/** Read back from the manifest rather than kept a second time. @returns {string[]} */
const staticPatterns = () => (chrome.runtime.getManifest().content_scripts ?? []).flatMap(({ matches }) => matches ?? []);

/** Matches the host and everything below it. @param {string} host */
const pattern = (host) => `https://*.${host}/*`;

/** @param {string} pattern */
const hostOf = (pattern) => pattern.replace(/^[^/]*\/\/(\*\.)?/, "").replace(/\/.*$/, "");

/** @param {string} host @param {string} of */
const isWithin = (host, of) => host === of || host.endsWith(`.${of}`);
