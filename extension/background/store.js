/**
 * The one owner of chrome.storage.
 *
 * local    the record: one object under one key, written whole, so that a browser that stops in the middle leaves the old one;
 *          the draft on the record keeper's desk, which holds nothing that the published record will not; which of the record's
 *          notices were read; how often a warning was shown, by week, and which weeks the record's collector has
 * managed  what the school's policy says; read-only
 * session  what each open tab reports of itself; gone with the browser
 *
 * Nothing a person types or pastes, and no address they visit, is ever kept here.
 */

/** @typedef {import("../messages.js").Guarding} Guarding */
/** @typedef {import("../wasm/chalkline.js").Settings} Settings */
/** @typedef {import("../wasm/chalkline.js").State} State */

/**
 * @typedef {object} Kept
 * @property {Settings | null} enrolment made by hand, on the options page
 * @property {State | null} state the last good record; the core verifies it again each time it is used
 * @property {object} refresh how the fetching goes; the core reads it, and what it cannot read counts as never fetched
 */

const KEY = "chalkline";
const DESK = "desk";
const COUNTS = "counts";
const SEEN = "seen";
const SENT = "sent";
/** Notices remembered as read; a record holds at most 20 at a time. */
const SEEN_MOST = 200;

/** @returns {Kept} a browser that has never enrolled */
export function blank() {
  return {
    enrolment: null,
    state: null,
    refresh: {},
  };
}

/**
 * What is kept. A stored object that is not of this shape is not believed: `damaged` is true and everything reads as blank.
 * @returns {Promise<{kept: Kept, damaged: boolean}>}
 */
export async function read() {
  const stored = (await chrome.storage.local.get(KEY))[KEY];
  if (stored === undefined) return { kept: blank(), damaged: false };
  if (isKept(stored)) return { kept: stored, damaged: false };
  return { kept: blank(), damaged: true };
}

/**
 * Reads, changes and writes.
 * @param {(kept: Kept) => Partial<Kept>} change which members to replace
 */
export function write(change) {
  return inTurn(async () => {
    const { kept } = await read();
    await chrome.storage.local.set({ [KEY]: { ...kept, ...change(kept) } });
  });
}

/** The draft on the desk, as it was last kept; null for none. @returns {Promise<unknown>} */
export async function readDraft() {
  return (await chrome.storage.local.get(DESK))[DESK] ?? null;
}

/** @param {object | null} draft null: clear the desk */
export function writeDraft(draft) {
  return inTurn(() => (draft ? chrome.storage.local.set({ [DESK]: draft }) : chrome.storage.local.remove(DESK)));
}

/** What was counted on this device, as it is: `counts.js` sees whether it can be read. @returns {Promise<import("../messages.js").Weeks>} */
export async function readCounts() {
  return /** @type {any} */ ((await chrome.storage.local.get(COUNTS))[COUNTS] ?? {});
}

/** @param {(weeks: import("../messages.js").Weeks) => import("../messages.js").Weeks} change */
export function writeCounts(change) {
  return inTurn(async () => chrome.storage.local.set({ [COUNTS]: change(await readCounts()) }));
}

/** How far the counts were sent; null before the first time. @returns {Promise<import("../wasm/chalkline.js").Sent | null>} */
export async function readSent() {
  const kept = (await chrome.storage.local.get(SENT))[SENT];
  return isObject(kept) && isObject(kept.sent) ? /** @type {any} */ (kept.sent) : null;
}

/** The code of what went wrong the last time; null for nothing. @returns {Promise<string | null>} */
export async function sendingFault() {
  const kept = (await chrome.storage.local.get(SENT))[SENT];
  return isObject(kept) && typeof kept.fault === "string" ? kept.fault : null;
}

/** @param {import("../wasm/chalkline.js").Sent | null} sent @param {string | null} fault */
export function writeSent(sent, fault) {
  return inTurn(() => chrome.storage.local.set({ [SENT]: { sent, fault } }));
}

/** Ids of notices that the person has read. @returns {Promise<string[]>} */
export async function seenNotices() {
  const seen = (await chrome.storage.local.get(SEEN))[SEEN];
  return Array.isArray(seen) ? seen : [];
}

/** @param {string} id */
export function noteSeen(id) {
  return inTurn(async () => chrome.storage.local.set({ [SEEN]: [...new Set([...(await seenNotices()), id])].slice(-SEEN_MOST) }));
}

/**
 * The school's policy: `{}` until it arrives (Chromium fills it seconds after the first start and then reports a change)
 * or where there is none.
 * @returns {Promise<Record<string, unknown>>}
 */
export async function managed() {
  try {
    return await chrome.storage.managed.get(null);
  } catch {
    return {}; // Firefox throws when no policy names us
  }
}

/**
 * Calls back when the policy, or the enrolment or record we keep, has changed. Must be called at the top level of the background.
 * @param {(what: "policy" | "kept") => void} changed
 */
export function onChange(changed) {
  chrome.storage.onChanged.addListener((changes, area) => {
    if (area === "managed") changed("policy");
    if (area === "local" && KEY in changes && differs(changes[KEY])) changed("kept");
  });
}

/** Has more changed than how the fetching goes? @param {chrome.storage.StorageChange} change */
function differs({ oldValue, newValue }) {
  const essence = (/** @type {any} */ kept) => JSON.stringify([kept?.enrolment, kept?.state]);
  return essence(oldValue) !== essence(newValue);
}

/**
 * @typedef {object} Frame what one frame of a tab told us; never its address
 * @property {import("../wasm/chalkline.js").Standing} [standing]
 * @property {Guarding} [guarding]
 */

/** @param {number} tabId @returns {Promise<Frame[]>} */
export async function frames(tabId) {
  return Object.values(await framesOf(tabId));
}

/**
 * Adds to what is known of a frame.
 * @param {number} tabId
 * @param {number} frameId
 * @param {Frame} news
 */
export function note(tabId, frameId, news) {
  return inTurn(async () => {
    const known = await framesOf(tabId);
    await chrome.storage.session.set({ [tabKey(tabId)]: { ...known, [frameId]: { ...known[frameId], ...news } } });
  });
}

/**
 * The tab holds a new page. What its top frame has said is kept: a page reports on itself before it asks what holds there.
 * @param {number} tabId
 */
export function renew(tabId) {
  return inTurn(async () => {
    const { 0: top } = await framesOf(tabId);
    await chrome.storage.session.set({ [tabKey(tabId)]: top ? { 0: top } : {} });
  });
}

/** The tab was closed. @param {number} tabId */
export function forget(tabId) {
  return inTurn(() => chrome.storage.session.remove(tabKey(tabId)));
}

/** @param {number} tabId @returns {Promise<Record<number, Frame>>} */
async function framesOf(tabId) {
  const key = tabKey(tabId);
  return /** @type {Record<number, Frame>} */ ((await chrome.storage.session.get(key))[key] ?? {});
}

/** @param {number} tabId */
const tabKey = (tabId) => `tab-${tabId}`;

/** @type {Promise<unknown>} */
let last = Promise.resolve();

/**
 * One change after the other: each reads what the one before it wrote.
 * @param {() => Promise<void>} change
 */
function inTurn(change) {
  const done = last.then(change);
  last = done.catch(() => {});
  return done;
}

/** @param {unknown} stored @returns {stored is Kept} */
function isKept(stored) {
  return (
    isObject(stored) && isObject(stored.refresh) && [stored.enrolment, stored.state].every((part) => part === null || isObject(part))
  );
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
