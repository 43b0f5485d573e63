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
