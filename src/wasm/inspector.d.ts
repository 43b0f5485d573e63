/** How grave a finding is, rising; `none` where nothing was found that the record does not let in. */
export type Severity = "none" | "low" | "personal" | "high" | "special" | "safeguarding";

/** `allow`: the event goes on. `warn`: it stops, a reason lets it go on. `block`: it stops, the original does not go in. */
export type Action = "allow" | "warn" | "block";

/** One piece of personal data. Offsets count UTF-16 units. It never holds the text. */
export interface Finding {
  /** Stable name: `uk-upn`. */
  kind: string;
  start: number;
  end: number;
  /** 0 to 1. */
  score: number;
  subject: "family" | "pupil" | "staff" | "unknown";
}

export interface Inspection {
  action: Action;
  severity: Severity;
  /** In order, disjoint. */
  findings: Finding[];
}

export type DataClass = "pseudonymised" | "pupil_personal" | "special_category" | "staff_personal";

/** What the page engine needs to know of one tool; made by `Guard.rules()`, handed on untouched. */
export interface Rules {
  data_allowed: DataClass[];
  go_on: "with_reason" | "never";
  patterns: string;
  roster: string;
}

/** Every error thrown by Chalkline. Words for it stand in the locales under `error_CODE`. */
export interface ChalklineError extends Error {
  name: "ChalklineError";
  code: string;
  place: string;
}
