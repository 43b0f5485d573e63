/** How far the record in force can be relied on. */
export type Health = "NOT_ENROLLED" | "NO_LIST" | "FRESH" | "REVIEW_SOON" | "EXPIRED";

/** How a tool stands: its status on the record, or that there is none. */
export type Standing =
  | "approved"
  | "approved_with_conditions"
  | "cannot_confirm"
  | "no_record"
  | "not_approved"
  | "not_on_record"
  | "under_review";

export interface Verdict {
  health: Health;
  standing: Standing;
  tool: Tool | null;
  record: RecordSummary | null;
  contacts: Contact[];
  reminder: Reminder;
  notices: Notice[];
}

/** News for staff, from a day on. */
export interface Notice {
  id: string;
  title: string;
  text: string;
  from: string;
}

/** How the fact-check reminder behaves: after a session's first copy, every how many; own words, if the school has them. */
export interface Reminder {
  every: number;
  messages: string[];
  by_kind: { [kind: string]: string[] };
  links: { title: string; url: string }[];
}

/** Whose record it is and until when. Moments are `YYYY-MM-DDThh:mm:ssZ`. */
export interface RecordSummary {
  name: string;
  org_id: string;
  school_id: string;
  /** `B55D-86A9-…`, to compare with the poster. */
  fingerprint: string;
  version: number;
  school_version?: number;
  issued: string;
  expires: string;
  root_version: number;
  root_expires: string;
  root_health: Health;
}

/** Whom to ask; `role` is `ai_lead`, `data_protection`, `designated_safeguarding_lead` or a word of the school's own. */
export interface Contact {
  role: string;
  name?: string;
  email?: string;
  phone?: string;
}

/** What the record says of a tool; docs/record-format.md explains each member. */
export interface Tool {
  id: string;
  name: string;
  source: "both" | "school" | "trust";
  vendor?: string;
  vendor_company_no?: string;
  kinds: string[];
  status: Exclude<Standing, "no_record" | "not_on_record">;
  status_since?: string;
  status_reason?: string;
  use_instead?: string[];
  match: { host: string; subdomains?: boolean; path_prefix?: string; query?: { [name: string]: string } }[];
  users: {
    staff?: boolean;
    pupils?: boolean;
    pupil_min_age?: number;
    parental_consent?: boolean;
    supervised?: boolean;
    roles?: string[];
    year_groups?: string[];
  };
  purposes?: string[];
  not_for?: string[];
  data_allowed: DataClass[];
  account: { tenant_only?: boolean; tenants?: string[]; settings?: string[] };
  conditions?: string[];
  assessment?: {
    date: string;
    by_role?: string;
    outcome?: string;
    review_due: string;
    link?: string;
    dpia_ref?: string;
    dpa_ref?: string;
    safety_standards?: string;
  };
  data_location?: string;
  trains_on_input?: string;
  vendor_min_age?: number;
  licence_notes?: string;
  ip_notes?: string;
  contact_role?: string;
  must_understand?: string[];
}

/** What the browser keeps of the record. Nobody looks inside but the core, which believes none of it unverified. */
export interface State {
  [member: string]: unknown;
}

/** Where the record is and whose it must be. */
export interface Settings {
  urls: string[];
  root_sha256: string;
  school_id: string;
  min_list_version?: number;
  lock_enrolment?: boolean;
}

/** What a download came to. `state` is the one to keep, whatever the outcome; `code` and `place` come with `refused`. */
export interface Update {
  state: State;
  outcome: "news" | "no_news" | "refused";
  code?: string;
  place?: string;
}

/** What is remembered of fetching. Moments are `YYYY-MM-DDThh:mm:ssZ`. */
export interface Refresh {
  etag: Etag | null;
  /** The web host last answered with our record, new or unchanged. */
  last_ok: string | null;
  last_try: string | null;
  /** Failures since `last_ok`. */
  failures: number;
  failing_since: string | null;
  /** A code, the core's or the extension's own. */
  last_error: string | null;
  next_try: string | null;
}

/** Which version of the record the web host at `url` last gave us. */
export interface Etag {
  url: string;
  tag: string;
}

/** What a fetch came to. */
export type Fetched = { good: Etag | null } | "unchanged" | { failed: string };

/** How the fetching goes: when it is next due, in ms since 1970, and who should hear of its failures. */
export interface Fetching {
  refresh: Refresh;
  due: number;
  told: "everyone" | "keepers" | "nobody";
}

/** What whoever keeps the record must see to. `expires`: `YYYY-MM-DDThh:mm:ssZ`; `fault`: the code of why the file on the desk cannot be read. */
export interface Due {
  expires: string | null;
  reviews: string[];
  fault: string | null;
}

/** What is remembered of sending counts; `until` is a Monday, `YYYY-MM-DD`. */
export interface Sent {
  collector: string;
  until: string;
}

/** What to send next: `body` is null when there is nothing to say. */
export interface Sending {
  url: string;
  body: object | null;
  before: Sent;
  after: Sent;
}
