/**
 * Every message between our parts: its type, what it carries, what comes back, and who may send it.
 *
 * An answer travels as `{ok: …}` or `{error: {code, place}}`; `ask` turns the second into a thrown `ChalklineError`,
 * so a fault can never be taken for an empty answer.
 */

/**
 * @typedef {import("./wasm/chalkline.js").Contact} Contact
 * @typedef {import("./wasm/chalkline.js").Health} Health
 * @typedef {import("./wasm/chalkline.js").RecordSummary} RecordSummary
 * @typedef {import("./wasm/chalkline.js").Rules} Rules
 * @typedef {import("./wasm/chalkline.js").Settings} Settings
 * @typedef {import("./wasm/chalkline.js").Tool} Tool
 * @typedef {import("./wasm/chalkline.js").Verdict} Verdict
 */

/**
 * @typedef {"content" | "page" | "background"} Side
 *   content: our content script in a tab; page: popup, options, welcome, desk.
 */

/** Who may send what. The background answers the first two sides; content scripts and pages hear the third. */
export const SENDERS = /** @type {const} */ ({
  visit: "content",
  guarding: "content",
  count: "content",
  tell: "content",
  tab_status: "page",
  counts: "page",
  forget_counts: "page",
  collector: "page",
  send_counts: "page",
  record: "page",
  preview: "page",
  enrol: "page",
  leave: "page",
  refresh: "page",
  acknowledge: "page",
  changed: "background",
});

/** @typedef {keyof typeof SENDERS} MessageType */

/**
 * What each message carries besides its `type`.
 * @typedef {object} Payloads
 * @property {{url: string, first: boolean}} visit a frame's own address, or the one it inherits (about:blank, srcdoc);
 *   first: the tab shows this document anew, loaded or out of the browser's cache (false after a change of address within it, and after `changed`)
 * @property {Guarding} guarding a frame's report on itself
 * @property {{severity: Count["severity"], outcome: Count["outcome"]}} count a question was answered
 * @property {{about: Matter}} tell open the form to tell the school; the tool and its host are the tab's own
 * @property {{tabId: number}} tab_status
 * @property {{}} counts
 * @property {{}} forget_counts
 * @property {{}} collector
 * @property {{}} send_counts send now what is to be sent
 * @property {{}} record
 * @property {Enrolment} preview fetch and verify, keep nothing
 * @property {Enrolment} enrol
 * @property {{}} leave
 * @property {{}} refresh fetch now
 * @property {{id: string}} acknowledge a notice was read
 * @property {{}} changed the record or the policy did: ask again
 */

/**
 * What comes back.
 * @typedef {object} Answers
 * @property {Ruling} visit
 * @property {null} guarding
 * @property {null} count
 * @property {null} tell
 * @property {TabStatus} tab_status
 * @property {Weeks} counts
 * @property {Weeks} forget_counts none are left
 * @property {Collector | null} collector null: the record asks for no counts
 * @property {Collector | null} send_counts
 * @property {RecordStatus} record
 * @property {Preview} preview
 * @property {RecordStatus} enrol
 * @property {RecordStatus} leave
 * @property {RecordStatus} refresh
 * @property {RecordStatus} acknowledge
 * @property {null} changed
 */

/** @typedef {"request" | "wrong" | "safeguarding"} Matter what a school can be told: ask for a tool, report an answer, raise a concern */

/** What a school can be told. @type {readonly Matter[]} */
export const MATTERS = ["request", "wrong", "safeguarding"];

/**
 * @typedef {object} Collector where the record asks for weekly counts to be sent
 * @property {string} host
 * @property {chrome.permissions.Permissions} leave what to ask the browser's leave for
 * @property {boolean} allowed the browser has given it
 * @property {string | null} fault an error code, if the last sending failed
 */

/** @typedef {{verdict: Verdict, rules: Rules}} Ruling */

/**
 * @typedef {object} Count how often one thing happened in a week
 * @property {string} tool its id on the record; empty for a tool that is not on it
 * @property {import("./wasm/chalkline.js").Standing} standing
 * @property {"none" | "low" | "personal" | "high" | "special" | "safeguarding"} severity of what was found
 * @property {"replace" | "edited" | "go-on" | "looked" | "cancel"} outcome what the person chose
 * @property {number} count
 */

/** @typedef {{[monday: string]: Count[]}} Weeks */

/**
 * @typedef {object} Guarding
 * @property {boolean} field true: listeners stand and the page engine answers; false: this frame is not protected
 * @property {string} [reason] an error code, when not
 */

/** @typedef {{link: string} | {url: string, root_sha256: string, school_id: string}} Enrolment */

/** @typedef {{summary: RecordSummary, url: string}} Preview a verified record that is not ours yet */

/**
 * @typedef {object} TabStatus
 * @property {string | null} url null: not an AI tool we know, so its address is not ours to see
 * @property {Verdict | null} verdict null with `url`
 * @property {string | null} suspected the host of a page that looks like an AI tool nobody has listed
 * @property {Guarding | null} guarding null: no frame has reported yet
 */

/**
 * @typedef {object} RecordStatus
 * @property {Health} health
 * @property {RecordSummary | null} summary
 * @property {Tool[]} tools
 * @property {Contact[]} contacts
 * @property {import("./wasm/chalkline.js").Refresh} refresh how the fetching of the record goes
 * @property {import("./wasm/chalkline.js").Fetching["told"]} told who should hear of its failures
 * @property {Settings | null} settings null: not enrolled
 * @property {boolean} managed the settings come from the school's policy and cannot be changed here
 * @property {boolean} locked enrolling by hand is switched off by policy
 * @property {string | null} fault code, when policy, storage or the stored record cannot be used
 * @property {import("./wasm/chalkline.js").Notice[]} notices news from the record that was not read yet
 * @property {import("./wasm/chalkline.js").Due | null} due what whoever keeps a record on this computer must see to
 * @property {string | null} countsFault code, when what was counted in this browser cannot be read
 * @property {string[]} unreachable hosts of the record that the browser has not let us be present on
 */

/**
 * Files are read in the background: content opens a port of this name, one file a port.
 * Content sends `open`, `chunk`s in order, `read`; the background answers with `progress` after each chunk, then `text` or `error`, and closes.
 */
export const FILE_PORT = "file";
/** Bytes of a file in one chunk, before base64: messages are JSON in Chromium. */
export const CHUNK_BYTES = 384 * 1024;
/** Bytes of the largest file we read; a larger one is refused as TOO_BIG, never read in part. */
export const FILE_BYTES = 64 * 1024 * 1024;

/**
 * @typedef {object} FileText
 * @property {"text" | "image" | "audio" | "video"} kind
 * @property {string} text
 * @property {{label: string, start: number, end: number}[]} parts sheets, pages …, their names in words; UTF-16 units
 * @property {boolean} truncated there was more than we read
 * @property {number} unread pictures, recordings and unknown things inside it
 */

/**
 * @typedef {{type: "open", name: string, size: number} | {type: "chunk", base64: string} | {type: "read"}} FileRequest
 * @typedef {{type: "progress", received: number} | {type: "text", text: FileText} | {type: "error", code: string, place: string}} FileReply
 */

/** A fault by its stable code; `place` is where it arose. Never holds anybody's text. */
export class ChalklineError extends Error {
  /** @param {string} code @param {string} place */
  constructor(code, place) {
    super(`${code} at ${place}`);
    this.name = "ChalklineError";
    this.code = code;
    this.place = place;
  }
}

/** Counts as the person exports them, and the core reads them. @param {Weeks} weeks */
export const exported = (weeks) => JSON.stringify({ format: "chalkline-counts/1", weeks }, null, 2);

/**
 * What can travel of a fault: its code and place. Anything that is not ours is INTERNAL, without its message.
 * @param {unknown} error
 * @returns {{code: string, place: string}}
 */
export function codeOf(error) {
  if (error instanceof Error && error.name === "ChalklineError") {
    const { code, place } = /** @type {ChalklineError} */ (error);
    return { code, place };
  }
  return { code: "INTERNAL", place: "javascript" };
}

/**
 * Asks the background. Throws ChalklineError; NO_ANSWER when the background is gone or this script belongs to an older version.
 * @template {MessageType} T
 * @param {T} type
 * @param {Payloads[T]} payload
 * @returns {Promise<Answers[T]>}
 */
export async function ask(type, payload) {
  let answer;
  try {
    answer = await chrome.runtime.sendMessage({ ...payload, type });
  } catch {
    throw new ChalklineError("NO_ANSWER", type);
  }
  if (answer?.error) throw new ChalklineError(answer.error.code, answer.error.place);
  if (!answer || !("ok" in answer)) throw new ChalklineError("NO_ANSWER", type);
  return answer.ok;
}

/**
 * Calls back whenever the record or the policy has changed.
 * @param {() => void} changed
 */
export function onChanged(changed) {
  chrome.runtime.onMessage.addListener((message, sender) => {
    if (message?.type === "changed" && sender.id === chrome.runtime.id) changed();
  });
}
