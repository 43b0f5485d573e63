/**
 * The draft on the desk: what the next version of the record will say, and the signed bundle it grows from.
 *
 * It holds nothing secret and nothing of pupils: all of it will be published. Kept on this computer after every change.
 */

import * as store from "../../background/store.js";

/** A tool while it is being written: any member may still be missing. @typedef {any} DraftTool */

/**
 * @typedef {object} Draft
 * @property {"chalkline-draft/1"} format
 * @property {{id: string, name: string}} org
 * @property {{scope: string, tools: DraftTool[], [member: string]: any}} list what `sign_list` takes
 * @property {string | null} bundle the record's file as it was last signed, or begun in the key ceremony
 * @property {string | null} [previous] the file as it was signed the time before, for the page of changes
 * @property {string[]} urls where it is, or will be, published
 * @property {number} days how long a signature holds
 */

const KEEP_MS = 300;

/** @returns {Draft} */
export function blank() {
  const list = { scope: "", tools: [], contacts: [], reminders: [] };
  return { format: "chalkline-draft/1", org: { id: "", name: "" }, list, bundle: null, urls: [], days: 90 };
}

/** The draft in memory, which every part of the desk reads and changes. */
export class Desk {
  /** @param {Draft} draft @param {() => void} onKept */
  constructor(draft, onKept) {
    this.draft = draft;
    this.#onKept = onKept;
    addEventListener("visibilitychange", () => this.#keep());
    addEventListener("pagehide", () => this.#keep());
  }

  #onKept;
  #timer = 0;
  #isKept = true;

  /** Opens what was kept. @param {() => void} onKept called each time a change has been kept */
  static async open(onKept) {
    const kept = await store.readDraft();
    return new Desk(isDraft(kept) ? kept : blank(), onKept);
  }

  /** Call after every change of `draft`. */
  changed() {
    this.#isKept = false;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#keep(), KEEP_MS);
  }

  /** Puts another draft on the desk. @param {Draft} draft */
  replace(draft) {
    this.draft = draft;
    this.changed();
  }

  async #keep() {
    if (this.#isKept) return;
    this.#isKept = true;
    await store.writeDraft(this.draft);
    this.#onKept();
  }
}

/**
 * The draft that goes on from a record's file. The file is not verified here: signing anew needs its keys in any case.
 * @param {string} bundle
 * @returns {Draft | null} null if this is not a record's file
 */
export function draftOf(bundle) {
  try {
    const { roots, trust_list } = JSON.parse(bundle);
    const { org } = payloadOf(roots.at(-1).env);
    const { spec, anchor, version, issued, expires, ...list } = trust_list ? payloadOf(trust_list) : { scope: org.id, tools: [] };
    return { ...blank(), org, list, bundle };
  } catch {
    return null;
  }
}

/** @param {{payload: string}} envelope */
function payloadOf({ payload }) {
  const bytes = Uint8Array.from(atob(payload.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
}

/** @param {unknown} kept @returns {kept is Draft} */
function isDraft(kept) {
  const draft = /** @type {Draft | null} */ (kept);
  return draft?.format === "chalkline-draft/1" && Array.isArray(draft.list?.tools);
}
