/** A school's record for the tests, signed on the spot by Node's own cryptography: a second hand that writes the format. */
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { TOOLS } from "./sites.mjs";

const HOST = "records.oakfield.example";
const SCHOOL = "uk.gias.urn:100000";
const REMINDERS = {
  links: [{ title: "The school's library", url: "https://library.oakfield.example/" }],
  reminders_by_kind: { image: ["No pictures of our pupils."], voice: ["No voices of our pupils."] },
};
const DAY = 86_400_000;

export class Record {
  host = HOST;
  school = SCHOOL;
  name = "Oakfield School";

  /** @param {object} [more] members of the list beside its tools */
  constructor(more = {}) {
    this.more = more;
    this.root = generateKeyPairSync("ed25519");
    this.list = generateKeyPairSync("ed25519");
    const now = Date.now();
    const keys = Object.fromEntries([this.root, this.list].map(({ publicKey }) => [keyid(publicKey), { alg: "ed25519", public: raw(publicKey), label: "k" }]));
    const role = (pair) => ({ keyids: [keyid(pair.publicKey)], threshold: 1 });
    this.rootPayload = Buffer.from(JSON.stringify({
      spec: "chalkline/1", version: 1, issued: utc(now - DAY), expires: utc(now + 700 * DAY), anchor: null,
      org: { id: SCHOOL, name: this.name }, keys, roles: { root: role(this.root), list: { ...role(this.list), min_version: 1 } }, max_list_days: 190,
    }));
    this.anchor = createHash("sha256").update(this.rootPayload).digest("hex");
    this.trust = { urls: [`https://${HOST}/record.json`], root_sha256: this.anchor, school_id: SCHOOL };
  }

  /** @param {{ version?: number, issued?: number, days?: number, more?: object[] }} options more: tools beside the usual ones */
  bytes({ version = 1, issued = Date.now() - DAY, days = 90, more = [] } = {}) {
    const list = { spec: "chalkline/1", anchor: this.anchor, scope: SCHOOL, version, issued: utc(issued), expires: utc(issued + days * DAY), tools: [...tools(), ...more], contacts: [{ role: "AI lead", email: "ai@oakfield.example" }, { role: "Designated safeguarding lead" }], reminders: [], settings: REMINDERS, ...this.more };
    return Buffer.from(JSON.stringify({
      format: "chalkline-record/1",
      roots: [{ v: 1, env: envelope("root", this.rootPayload, this.root) }],
      trust_list: envelope("list", Buffer.from(JSON.stringify(list)), this.list),
      school_lists: [],
    }));
  }

  /** A list for this school, signed by a key that is not its own. @param {Record} other */
  forgedBy(other) {
    const bundle = JSON.parse(this.bytes({ version: 9 }));
    const payload = Buffer.from(bundle.trust_list.payload, "base64");
    return JSON.stringify({ ...bundle, trust_list: envelope("list", payload, other.list) });
  }

  serve(network, answer = (_request, response) => response.end(this.bytes())) {
    network.serve(HOST, (request, response) => {
      response.setHeader("access-control-allow-origin", "*");
      return answer(request, response);
    });
  }
}

/** The record's tools: one for each status. */
export function tools() {
  const assessed = { users: { staff: true, pupils: false }, assessment: { date: "2026-09-01", by_role: "AI lead", review_due: "2027-09-01", dpia_ref: "DPIA-7" } };
  const about = {
    approved: { ...assessed, data_allowed: ["pseudonymised"] },
    approved_with_conditions: { ...assessed, data_allowed: [], conditions: ["Sign in with your school account.", "Turn chat history off."] },
    under_review: { kinds: ["image"], status_reason: "The risk assessment is not finished.", use_instead: ["chatgpt"] },
    not_approved: { kinds: ["voice"], status_reason: "It keeps what you type to train its models.", use_instead: ["chatgpt", "gemini"] },
  };
  return Object.entries(about).map(([status, more]) => {
    const { host, name } = TOOLS[status];
    return { id: name.toLowerCase(), name, vendor: TOOLS[status].vendor, kinds: ["llm"], status, match: [{ host, subdomains: true }], ...more };
  });
}

const utc = (time) => new Date(time).toISOString().replace(/\.\d+Z/, "Z");
const der = (key) => key.export({ type: "spki", format: "der" });
const keyid = (key) => createHash("sha256").update(der(key)).digest("hex");
const raw = (key) => der(key).subarray(-32).toString("base64");

function envelope(kind, payload, { publicKey, privateKey }) {
  const type = `application/vnd.chalkline.${kind}.v1+json`;
  const pae = Buffer.concat([Buffer.from(`DSSEv1 ${type.length} ${type} ${payload.length} `), payload]);
  return { payload: payload.toString("base64"), payloadType: type, signatures: [{ keyid: keyid(publicKey), sig: sign(null, pae, privateKey).toString("base64") }] };
}
