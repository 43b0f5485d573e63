// The JSON Schema that editors use and the check that signing obeys are written from one table: here they judge the same drafts.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import init, { check_draft } from "../pkg/wasm/desk.js";

const read = (/** @type {string} */ path) => readFileSync(new URL(path, import.meta.url));
await init({ module_or_path: read("../pkg/wasm/desk_bg.wasm") });
const isValid = new Ajv2020({ strict: false }).compile(JSON.parse(read("../docs/list.v1.schema.json").toString()));

const NOW = Date.parse("2027-02-01T12:00:00Z");

/** What a schema can say; of the rules between tools, and of dates to come, it knows nothing. */
const SAYABLE = new Set([
  ...["MISSING", "WRONG_SHAPE", "UNKNOWN_FIELD", "BAD_RULE"],
  ...["APPROVAL_WITHOUT_ASSESSMENT", "APPROVAL_WITHOUT_USERS", "CONDITIONS_MISSING", "PUPILS_WITHOUT_LIMITS", "PUPIL_DATA_WITHOUT_DPIA"],
]);

const isSound = (/** @type {any} */ draft) => !check_draft(draft, NOW).some(({ level, code }) => level === "error" && SAYABLE.has(code));

const KEY = "ab".repeat(32);

/** A draft in which every field has a value. */
const FULL = {
  scope: "uk.gias.group:TR01234",
  tools: [
    {
      ...{ id: "tool", name: "Tool", vendor: "Vendor", vendor_company_no: "01234567", kinds: ["llm", "image"], status: "approved_with_conditions" },
      ...{ status_since: "2027-01-01", status_reason: "Assessed.", use_instead: ["tool"], purposes: ["planning"], not_for: ["marking"] },
      match: [{ host: "a.example", subdomains: true, path_prefix: "/app", query: { udm: "50" } }],
      users: { staff: true, pupils: true, pupil_min_age: 13, parental_consent: true, supervised: true, roles: ["teacher"], year_groups: ["9"] },
      ...{ data_allowed: ["pseudonymised", "pupil_personal"], account: { tenant_only: true, tenants: ["x.example"], settings: ["history off"] } },
      conditions: ["signed in with the school's account"],
      assessment: {
        ...{ date: "2027-01-05", by_role: "AI lead", outcome: "low risk", review_due: "2028-01-05", link: "here" },
        ...{ dpia_ref: "D-1", dpa_ref: "A-1", safety_standards: "met" },
      },
      ...{ data_location: "UK", trains_on_input: "no", vendor_min_age: 13, licence_notes: "-", ip_notes: "-", contact_role: "ai_lead", must_understand: [] },
    },
  ],
  contacts: [{ role: "ai_lead", name: "AI lead", email: "ai@x.example", phone: "-" }],
  reminders: ["Check it."],
  policy_url: "https://x.example/policy",
  settings: {
    ...{ go_on: "with_reason", reminder_every: 10, reminders_by_kind: { image: ["Whose face?"] }, collector: "https://x.example/v1/metrics" },
    links: [{ title: "Help", url: "https://x.example/help" }],
    patterns: [{ id: "admission", label: "admission number", regex: "S[0-9]{6}" }],
    notices: [{ id: "n", title: "New", text: "Read it.", from: "2027-01-01" }],
  },
  delegations: [
    {
      ...{ scope: "uk.gias.urn:100001", name: "Oak", urls: ["https://oak.example/record"] },
      keys: { [KEY]: { alg: "ed25519", public: "AAAA", label: "" } },
      role: { keyids: [KEY], threshold: 1, min_version: 1 },
      may_add: { kinds: ["llm"], max_status: "approved", data_allowed: [], pupils: false },
    },
  ],
  ...{ spec: "chalkline/1", anchor: KEY, version: 1, issued: "2027-01-10T00:00:00Z", expires: "2027-04-10T00:00:00Z" },
};

/** What a hurried or hostile hand may write in a place. */
const ODD = [
  ...[null, true, false, -1, 0, 1, 3, 12, 20, 26, 1001, 1.5, 2 ** 53, "", "x", "X y", "x".repeat(65), "é".repeat(121), "x".repeat(281), "x".repeat(501)],
  ...["approved", "celebrated", "pupil_personal", "llm", "never", "yes", "http://x.example", "https://x.example", "x.example", ".example", "-x.example"],
  ...["X.example", "x.example.", "10.0.0.1", "x.1a", "xn--a.example", "a".repeat(64) + ".example", "/", "/a/b", "/a b", "/a?b", "/a%20", "a/b", "//"],
  ...["2027-01-31", "2027-1-31", "2027-01-31T00:00:00Z", "2027-01-31 00:00:00", "uk.gias.urn:1", "UK:1", "uk:", "cd".repeat(32), "CD".repeat(32)],
  ...[[], [null], ["x"], ["llm"], ["pupil_personal"], ["special_category", "pseudonymised"], Array(5).fill("pupil_personal"), Array(101).fill("x"), {}, { x: "y" }, { x: {} }],
];

/** Every draft that differs from `FULL` in one place: another value, a member left out, a member nobody knows. */
function* drafts() {
  for (const path of places(FULL)) {
    for (const odd of ODD) yield changed(path, JSON.stringify(odd), (parent, name) => { parent[name] = odd; });
    yield changed(path, "nothing", (parent, name) => { Array.isArray(parent) ? parent.splice(Number(name), 1) : delete parent[name]; });
    yield changed(path, "a neighbour", (parent) => { if (!Array.isArray(parent)) parent.colour = "blue"; });
  }
}

/** @returns {Generator<string[]>} */
function* places(/** @type {any} */ value, /** @type {string[]} */ above = []) {
  if (typeof value !== "object") return;
  for (const name of Object.keys(value)) {
    yield [...above, name];
    yield* places(value[name], [...above, name]);
  }
}

function changed(/** @type {string[]} */ path, /** @type {string} */ what, /** @type {(parent: any, name: string) => void} */ change) {
  const draft = structuredClone(FULL);
  const name = /** @type {string} */ (path.at(-1));
  change(path.slice(0, -1).reduce((/** @type {any} */ at, step) => at[step], draft), name);
  return { draft, path, what };
}

test("an editor with the schema and the check agree about every draft", () => {
  assert.deepEqual([isValid(FULL), isSound(FULL)], [true, true]);
  const apart = [];
  const agreed = { true: 0, false: 0 };
  for (const { draft, path, what } of drafts()) {
    const sound = isSound(draft);
    if (isValid(draft) === sound) agreed[`${sound}`] += 1;
    else apart.push(`${path.join("/")}: ${what} is ${sound ? "sound" : "refused"}, and to the schema it is not`);
  }
  assert.deepEqual(apart, []);
  assert.ok(agreed.true > 500 && agreed.false > 2_000, JSON.stringify(agreed));
});

test("what only the check sees: days that no calendar has, paths that a browser would rewrite", () => {
  for (const [path, value] of [["/tools/0/status_since", "2027-02-30"], ["/issued", "2027-01-10T25:00:00Z"], ["/tools/0/match/0/path_prefix", "/a/../b"], ["/policy_url", "https://x y/"]]) {
    const { draft } = changed(path.slice(1).split("/"), value, (parent, name) => { parent[name] = value; });
    assert.deepEqual([path, isValid(draft), isSound(draft)], [path, true, false]);
  }
});
