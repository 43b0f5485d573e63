/** A public key as a root writes it. */
export interface PublicKeySpec {
  alg: string;
  /** base64 of its 32 bytes. */
  public: string;
  /** What people call it: "Sheet A, school safe". */
  label: string;
}

export interface Role {
  keys: PublicKeySpec[];
  /** How many of them must sign. */
  threshold: number;
}

export interface NewRecord {
  /** `id` like `uk.gias.urn:123456`. */
  org: { id: string; name: string };
  /** Who may sign roots: by default two of three printed sheets. */
  root: Role;
  /** Who may sign lists: by default one key file. */
  list: Role;
}

/** What changes with the next root; what is left out stays. */
export type NextRoot = { root?: Role; list?: Role; name?: string };

/**
 * A part of a bundle that waits for `more` signatures by these keys; `of` is the root's version or the school's id.
 * A root may wait for two sets of keys: those of the root before, and its own.
 */
export interface Waiting {
  part: "root" | "trust_list" | "school_list";
  of?: string;
  more: number;
  keyids: string[];
}

/** What a keeper writes: `scope`, `tools`, `contacts`, … Version, dates and anchor are added when it is signed. */
export interface ListDraft {
  scope: string;
  tools: unknown[];
  [member: string]: unknown;
}

/** Something to mend (`error`: before signing) or to look at; `at` is a JSON pointer: `/tools/3/assessment`. */
export interface Problem {
  level: "error" | "warning";
  at: string;
  code: string;
}

/** Where managed browsers find the record and the extension; `address` is the published folder, ending in `/`. */
export interface RolloutPlan {
  school_id: string;
  address: string;
  chrome_id: string;
  chrome_updates: string;
  /** Nobody may enrol these browsers elsewhere. */
  lock: boolean;
}
