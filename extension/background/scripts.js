/**
 * Where our content script runs. The catalogue's tools stand in the manifest; the record's others are registered here.
 *
 * An update of the extension drops registered scripts (seen in Chromium 156), so every start of the worker looks that they stand.
 */

const ID = "record";
/** The manifest's own, in the manifest's own order. */
const FILES = ["content/engine.js", "content/content.js"];

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
  const matches = dynamicPatterns(guard);
  const [standing] = await chrome.scripting.getRegisteredContentScripts({ ids: [ID] });
  if (!standing && matches.length) return chrome.scripting.registerContentScripts([script(matches)]);
  if (standing && !matches.length) return chrome.scripting.unregisterContentScripts({ ids: [ID] });
  if (standing && String(standing.matches) !== String(matches)) return chrome.scripting.updateContentScripts([script(matches)]);
}

/** @param {string[]} matches @returns {chrome.scripting.RegisteredContentScript} */
function script(matches) {
  return { id: ID, js: FILES, matches, allFrames: true, matchOriginAsFallback: true, runAt: "document_start", persistAcrossSessions: true };
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
    await chrome.scripting.executeScript({ target: { tabId, allFrames: true }, files: FILES, injectImmediately: true });
  } catch {
    // The tab was closed, or shows an error page: nothing there to protect.
  }
}

/** Match patterns of every address we are meant to be present on. @param {Guard} guard */
export function patterns(guard) {
  return [...staticPatterns(), ...dynamicPatterns(guard)];
}

/**
 * Hosts of the record that the browser has not let us be present on: a person must allow them, or the school's policy.
 * @param {Guard} guard
 */
export async function unreachable(guard) {
  const wanted = dynamicPatterns(guard);
  const allowed = await Promise.all(wanted.map((origin) => chrome.permissions.contains({ origins: [origin] })));
  return wanted.filter((_, at) => !allowed[at]).map((pattern) => parts(pattern).host);
}

/** Are we meant to be present on this address? @param {string} url @param {Guard} guard */
export function isWatched(url, guard) {
  return URL.canParse(url) && patterns(guard).some((pattern) => covers(pattern, new URL(url)));
}

/** Hosts of the record that the manifest does not cover whole. @param {Guard} guard @returns {string[]} */
function dynamicPatterns(guard) {
  const whole = staticPatterns().filter((pattern) => parts(pattern).path === "/*");
  return guard
    .hosts()
    .filter(([host]) => !whole.some((pattern) => covers(pattern, new URL(`https://${host}/`))))
    .map(([host, subdomains]) => `https://${subdomains ? "*." : ""}${host}/*`);
}

/** Read back from the manifest rather than kept a second time. @returns {string[]} */
const staticPatterns = () => (chrome.runtime.getManifest().content_scripts ?? []).flatMap(({ matches }) => matches ?? []);

/** Does a match pattern cover this address? Only the forms we use ourselves: https, a host with or without `*.`. @param {string} pattern @param {URL} url */
function covers(pattern, { protocol, hostname, pathname, search }) {
  const { below, host, path } = parts(pattern);
  const isHost = hostname === host || (below && hostname.endsWith(`.${host}`));
  return protocol === "https:" && isHost && isGlob(path, pathname + search);
}

/** @param {string} pattern */
function parts(pattern) {
  const [, below = "", host = "", path = ""] = /^https:\/\/(\*\.)?([^/]+)(\/.*)$/.exec(pattern) ?? [];
  return { below: below !== "", host, path };
}

/** @param {string} glob where `*` stands for anything @param {string} text */
function isGlob(glob, text) {
  const escaped = glob.split("*").map((piece) => piece.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${escaped.join(".*")}$`).test(text);
}
