/** Signing the draft, and what then goes where: the file to the web host, the link to staff, the settings to managed browsers. */

import { fillWith, make } from "../../ui/dom.js";
import { words } from "../../ui/words.js";
import { facts, recordFacts } from "../parts.js";
import { languages, loadCore } from "./core.js";
import { linesOf } from "./fields.js";
import { download, field, fileButton, svgPicture, whileBusy } from "./pieces.js";
import { ask, codeOf } from "../../messages.js";
import { problemsOf, toolOf, wordsFor } from "./problems.js";

/** @typedef {import("./draft.js").Desk} Desk */
/** @typedef {import("../../wasm/desk.js").RecordSummary} Summary */
/** @typedef {import("../../wasm/desk.js").Settings} Settings */

/** Shown once signed: until it is published, this is the newest file. */
const FILE = "record.json";

/** @param {HTMLElement} place @param {Desk} desk */
export async function showPublish(place, desk) {
  const { draft } = desk;
  const problems = await problemsOf(draft);
  if (!draft.bundle) return fillWith(place, make("section", { class: "care" }, make("p", {}, words("desk_sign_keys_first"))));
  const done = make("div", { "aria-live": "polite" });
  fillWith(place, problemCard(problems, desk), signForm(desk, () => showSigned(done, desk)), done);
  if (JSON.parse(draft.bundle).trust_list) showSigned(done, desk);
}

/** What keeps the draft from being signed, and what is worth a look. @param {import("./problems.js").Problem[]} problems @param {Desk} desk */
function problemCard(problems, desk) {
  if (!problems.length) return null;
  const lines = problems.map((problem) => {
    const tool = desk.draft.list.tools[toolOf(problem) ?? -1];
    return make("li", { class: problem.level === "error" && "problem" }, tool ? `${tool.name}: ` : "", wordsFor(problem));
  });
  return make("section", { class: "care" }, make("h2", {}, words("desk_problems")), make("ul", {}, ...lines));
}

/** @param {Desk} desk @param {() => void} signed */
function signForm(desk, signed) {
  const { draft } = desk;
  let pem = "";
  const chosen = make("span", { class: "soft" }, words("desk_sign_no_file"));
  const passphrase = make("input", { type: "password", autocomplete: "off" });
  const days = make("input", { type: "number", min: 1, max: 190, value: draft.days, oninput: ({ target }) => ((draft.days = target.valueAsNumber || 90), desk.changed()) });
  const urls = make("textarea", { rows: 2, spellcheck: "false", oninput: ({ target }) => ((draft.urls = linesOf(target.value)), desk.changed()) }, draft.urls.join("\n"));
  const go = make("button", { class: "main" }, words("desk_sign_button"));
  const fault = make("div");
  const sign = async () => {
    if (!pem) throw words("desk_sign_no_file");
    if ((await problemsOf(draft)).some(({ level }) => level === "error")) throw words("desk_sign_mend_first");
    const core = await loadCore();
    const key = core.SecretKey.open(pem, passphrase.value);
    try {
      const bundle = core.sign_list(/** @type {string} */ (draft.bundle), draft.list, key, Date.now(), draft.days);
      if (core.waiting(bundle).length) throw words("desk_sign_waiting");
      draft.previous = JSON.parse(/** @type {string} */ (draft.bundle)).trust_list ? draft.bundle : null;
      draft.bundle = bundle;
      desk.changed();
    } finally {
      key.free();
      passphrase.value = "";
    }
    signed();
  };
  const open = fileButton(words("desk_sign_choose"), ".pem", async (file) => ((pem = await file.text()), (chosen.textContent = file.name)));
  const form = make(
    "form",
    { novalidate: true, onsubmit: (event) => (event.preventDefault(), whileBusy(go, fault, sign)) },
    make("h2", {}, words("desk_sign_title")),
    make("p", {}, words("desk_sign_how")),
    field(words("desk_sign_urls"), urls, words("desk_sign_urls_hint")),
    field(words("desk_sign_days"), days, words("desk_sign_days_hint")),
    make("div", { class: "field" }, make("p", {}, make("strong", {}, words("desk_sign_key"))), open, " ", chosen),
    field(words("desk_passphrase"), passphrase),
    fault,
    make("div", { class: "buttons" }, go),
  );
  return make("section", {}, form);
}

/** @param {HTMLElement} place @param {Desk} desk */
async function showSigned(place, desk) {
  const { bundle, urls, org } = desk.draft;
  const core = await loadCore();
  const page = urls[0] ? new URL(".", urls[0]).href : "https://record.invalid/";
  const link = core.enrolment_link(/** @type {string} */ (bundle), org.id, urls.length ? urls : ["https://record.invalid/record.json"], page);
  const settings = core.settings_from_link(link);
  // The same reading as every browser's: what it would refuse must not be called signed.
  const update = core.receive(new TextEncoder().encode(/** @type {string} */ (bundle)), null, settings, Date.now());
  const summary = update.outcome === "refused" ? null : new core.Guard(update.state, settings, Date.now()).summary();
  if (!summary) return fillWith(place, make("section", { class: "stop" }, make("p", { role: "alert" }, words(`error_${update.code ?? "INTERNAL"}`))));
  fillWith(
    place,
    make(
      "section",
      { class: "good" },
      make("h2", {}, words("desk_signed")),
      recordFacts(summary),
      make("div", { class: "buttons" }, make("button", { type: "button", class: "main", onclick: () => download(FILE, /** @type {string} */ (bundle), "application/json") }, words("desk_signed_download"))),
      make("p", {}, words("desk_signed_upload")),
    ),
    urls.length > 0 && publishing(desk, page, summary, settings),
    urls.length > 0 && rollOut(desk, page, link, settings),
  );
}

/**
 * Everything for the web host in one file; once it is there, a look from outside.
 * @param {Desk} desk @param {string} page @param {Summary} summary @param {Settings} settings
 */
function publishing({ draft }, page, summary, { urls, root_sha256, school_id }) {
  const place = make("div", { "aria-live": "polite" });
  const pages = async () => {
    if (!urls[0].endsWith(`/${FILE}`)) throw words("desk_publish_name", FILE);
    const core = await loadCore();
    const zip = core.publish_folder(/** @type {string} */ (draft.bundle), draft.previous ?? undefined, page, await languages(), Date.now());
    download("web-pages.zip", /** @type {Uint8Array<ArrayBuffer>} */ (zip), "application/zip");
  };
  const check = async () => {
    // Without leave for the host, as every other browser of the school: a host that does not let others read is found out here.
    const { summary: found } = await ask("preview", { url: urls[0], root_sha256, school_id }).catch((error) => {
      throw NOT_SERVED[codeOf(error).code] ? words(NOT_SERVED[codeOf(error).code]) : error;
    });
    const isThis = found.version === summary.version;
    fillWith(place, make("p", { class: isThis ? "good" : "problem", role: "status" }, words(isThis ? "desk_check_good" : "desk_check_old", found.version)));
  };
  return make(
    "section",
    {},
    make("h2", {}, words("desk_publish")),
    make("p", {}, words("desk_publish_how")),
    make("div", { class: "buttons" }, busyButton("desk_publish_button", place, pages), busyButton("desk_check_button", place, check)),
    place,
  );
}

/** What a web host has done to the file, in words for whoever put it there. @type {Record<string, string>} */
const NOT_SERVED = { NOT_PERMITTED: "desk_check_header", NOT_A_LIST: "desk_check_login", BAD_JSON: "desk_check_rewritten", BAD_ENVELOPE: "desk_check_rewritten" };

/** @param {string} key @param {HTMLElement} place @param {() => Promise<unknown>} job */
function busyButton(key, place, job) {
  return make("button", { type: "button", onclick: (event) => whileBusy(event.currentTarget, place, job) }, words(key));
}

/** @param {Desk} desk @param {string} page @param {string} link @param {Settings} settings */
function rollOut({ draft }, page, link, { urls, root_sha256, school_id }) {
  const policy = JSON.stringify({ trust: { urls, root_sha256, school_id } }, null, 2);
  return make(
    "section",
    {},
    make("h2", {}, words("desk_roll_out")),
    facts([["desk_roll_out_link", make("span", { class: "code" }, link)]]),
    make("p", {}, words("desk_roll_out_policy")),
    make("pre", { class: "code", tabindex: "0" }, policy),
    managedForm(/** @type {string} */ (draft.bundle), page, school_id, link),
  );
}

/** Chrome's and Edge's ids are 32 letters from a to p; Firefox has another form. */
const OWN_ID = /^[a-p]{32}$/.test(chrome.runtime.id) ? chrome.runtime.id : "";
const STORE = "https://clients2.google.com/service/update2/crx";

/** The files for managed browsers. @param {string} bundle @param {string} address @param {string} school_id @param {string} link */
function managedForm(bundle, address, school_id, link) {
  const id = make("input", { value: OWN_ID, autocomplete: "off", spellcheck: "false" });
  const updates = make("input", { type: "url", value: STORE, autocomplete: "off" });
  const lock = make("input", { type: "checkbox", id: "lock" });
  const place = make("div", { "aria-live": "polite" });
  const files = async () => {
    const core = await loadCore();
    const plan = { school_id, address, chrome_id: id.value.trim(), chrome_updates: updates.value.trim(), lock: lock.checked };
    download("managed-browsers.zip", /** @type {Uint8Array<ArrayBuffer>} */ (core.rollout_files(bundle, plan, await languages())), "application/zip");
  };
  const picture = make("div");
  loadCore().then((core) => {
    const svg = core.qr_code(link, words("pub_join_qr"));
    if (svg) picture.append(svgPicture(svg, words("pub_join_qr")));
  });
  return make(
    "div",
    {},
    picture,
    field(words("desk_managed_id"), id, words("desk_managed_id_hint")),
    field(words("desk_managed_updates"), updates, words("desk_managed_updates_hint")),
    make("div", { class: "field" }, make("label", { class: "tick", for: "lock" }, lock, ` ${words("desk_managed_lock")}`)),
    make("div", { class: "buttons" }, busyButton("desk_managed_button", place, files)),
    place,
  );
}
