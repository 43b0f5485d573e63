/** Every field of a tool, in the order in which a school's policy asks: what it is, the terms, the decision, who, what for, which data, proof. */

/**
 * @typedef {object} Field
 * @property {string} at member, or `member.member`; an unticked `tick` is left out, a `yes_no` may also be left open
 * @property {"text" | "long" | "lines" | "number" | "day" | "tick" | "yes_no" | "ticks" | "choice" | "addresses"} type
 * @property {string[]} [of] what `ticks` and `choice` offer
 * @property {string} [words] prefix of the locale keys of what is offered
 */

export const KINDS = ["llm", "nlp", "image", "video", "voice", "search", "code", "agent", "assistive", "other"];
const STATUSES = ["under_review", "approved", "approved_with_conditions", "not_approved"];
export const DATA = ["pseudonymised", "staff_personal", "pupil_personal", "special_category"];

/** @type {{section: string, fields: Field[]}[]} locale keys are `desk_part_SECTION` and `desk_field_AT`, dots as underscores */
export const SECTIONS = [
  {
    section: "what",
    fields: [
      { at: "name", type: "text" },
      { at: "vendor", type: "text" },
      { at: "match", type: "addresses" },
      { at: "kinds", type: "ticks", of: KINDS, words: "desk_kind_" },
    ],
  },
  {
    section: "terms",
    fields: [
      { at: "licence_notes", type: "long" },
      { at: "ip_notes", type: "long" },
      { at: "data_location", type: "text" },
      { at: "trains_on_input", type: "choice", of: ["", "no", "yes", "unknown"], words: "desk_trains_" },
      { at: "vendor_min_age", type: "number" },
    ],
  },
  {
    section: "decision",
    fields: [
      { at: "status", type: "choice", of: STATUSES, words: "standing_" },
      { at: "status_since", type: "day" },
      { at: "status_reason", type: "long" },
      { at: "conditions", type: "lines" },
      { at: "use_instead", type: "lines" },
    ],
  },
  {
    section: "who",
    fields: [
      { at: "users.staff", type: "tick" },
      { at: "users.pupils", type: "tick" },
      { at: "users.pupil_min_age", type: "number" },
      { at: "users.supervised", type: "yes_no" },
      { at: "users.parental_consent", type: "tick" },
    ],
  },
  {
    section: "use",
    fields: [
      { at: "purposes", type: "lines" },
      { at: "not_for", type: "lines" },
    ],
  },
  {
    section: "data",
    fields: [
      { at: "data_allowed", type: "ticks", of: DATA, words: "tool_data_" },
      { at: "account.tenant_only", type: "tick" },
      { at: "account.tenants", type: "lines" },
      { at: "account.settings", type: "lines" },
    ],
  },
  {
    section: "proof",
    fields: [
      { at: "assessment.date", type: "day" },
      { at: "assessment.by_role", type: "text" },
      { at: "assessment.outcome", type: "long" },
      { at: "assessment.review_due", type: "day" },
      { at: "assessment.dpia_ref", type: "text" },
      { at: "assessment.dpa_ref", type: "text" },
      { at: "assessment.safety_standards", type: "text" },
      { at: "assessment.link", type: "text" },
      { at: "contact_role", type: "text" },
    ],
  },
];

/** @param {{[member: string]: any}} from @param {string} at */
export function read(from, at) {
  return at.split(".").reduce((/** @type {any} */ value, member) => value?.[member], from);
}

/**
 * Writes a member; an empty value takes it away, and with it an object that it leaves empty.
 * @param {{[member: string]: any}} to
 * @param {string} at
 * @param {unknown} value
 */
export function write(to, at, value) {
  const [member, ...rest] = at.split(".");
  if (rest.length) {
    to[member] ??= {};
    write(to[member], rest.join("."), value);
    if (!Object.keys(to[member]).length) delete to[member];
  } else if (isEmpty(value)) delete to[member];
  else to[member] = value;
}

/** @param {unknown} value */
const isEmpty = (value) => value === "" || value === undefined || Number.isNaN(value) || (Array.isArray(value) && !value.length);

/** @param {string} text @returns {string[]} */
export const linesOf = (text) => text.split("\n").flatMap((line) => line.trim() || []);

/** @typedef {{host: string, subdomains?: boolean, path_prefix?: string, query?: {[name: string]: string}}} Rule */

/** One address as people write it: `*.example.com/app?mode=ai`, or pasted from the address bar. @param {string} line @returns {Rule} */
export function ruleOf(line) {
  const [, below, host = "", path = "", query = ""] = /^(?:https?:\/\/)?(\*\.)?([^/?#\s]*)([^?#\s]*)(?:\?([^#\s]*))?/i.exec(line) ?? [];
  return {
    host: host.toLowerCase(),
    ...(below && { subdomains: true }),
    ...(path.length > 1 && { path_prefix: path }),
    ...(query && { query: Object.fromEntries(new URLSearchParams(query)) }),
  };
}

/** @param {Rule} rule */
export function lineOf({ host, subdomains, path_prefix = "", query }) {
  return `${subdomains ? "*." : ""}${host}${path_prefix}${query ? `?${new URLSearchParams(query)}` : ""}`;
}

/** A short name for machines, which no other tool has. @param {string} name @param {Set<string>} taken */
export function idOf(name, taken) {
  const plain = name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 56) || "tool";
  for (let number = 1; ; number++) {
    const id = number === 1 ? plain : `${plain}-${number}`;
    if (!taken.has(id)) return id;
  }
}
