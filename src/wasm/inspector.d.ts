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
