/**
 * The key ceremony: printed sheets that together may change the keys, and one key file that signs the record day to day.
 *
 * Secret keys live in this page's memory until the ceremony ends, and are then wiped. They are never stored and never sent.
 */

import { fillWith, make } from "../../ui/dom.js";
import { day, words } from "../../ui/words.js";
import { download, field, svgPicture, whileBusy } from "./pieces.js";
import { loadCore } from "./core.js";

/** @typedef {import("../../wasm/desk.js").SecretKey} SecretKey */
/** @typedef {import("../../wasm/desk.js").PublicKeySpec} PublicKeySpec */
/** @typedef {import("./draft.js").Desk} Desk */

/** How many sheets there are and how many it takes. @type {Record<string, {sheets: number, needed: number}>} */
const PLANS = { three: { sheets: 3, needed: 2 }, small: { sheets: 2, needed: 1 } };
const LEAST_PASSPHRASE = 12;
/** Words of each sheet that must be typed back before the ceremony ends. */
const ASKED = 2;

/** @param {HTMLElement} place @param {Desk} desk @param {() => void} done */
export function showKeys(place, desk, done) {
  if (desk.draft.bundle) return fillWith(place, holders(desk), replaceForm(desk, done));
  const plan = plans();
  const passphrase = passphraseFields();
  const go = make("button", { class: "main" }, words("desk_keys_make"));
  const fault = make("div");
  const begin = async () => {
    const { org } = desk.draft;
    if (!org.id || !org.name) throw words("desk_keys_school_first");
    await ceremony(place, desk, PLANS[plan.value()], passphrase.value(), done);
  };
  const form = make(
    "form",
    { novalidate: true, onsubmit: (event) => (event.preventDefault(), whileBusy(go, fault, begin)) },
    ...[make("h2", {}, words("desk_keys_title")), make("p", {}, words("desk_keys_how")), ...plan.parts, ...passphrase.parts, fault],
    make("div", { class: "buttons" }, go),
  );
  fillWith(place, make("section", {}, form));
}

/**
 * Makes the keys, shows the sheets, and ends when they are printed and the key file is saved.
 * @param {HTMLElement} place
 * @param {Desk} desk
 * @param {{sheets: number, needed: number}} plan
 * @param {string} passphrase
 * @param {() => void} done
 */
async function ceremony(place, desk, { sheets, needed }, passphrase, done) {
  const core = await loadCore();
  const { org } = desk.draft;
  const rootKeys = Array.from({ length: sheets }, () => core.SecretKey.make(random()));
  const listKey = core.SecretKey.make(random());
  const label = (/** @type {number} */ at) => words("desk_keys_sheet", "ABC"[at]);
  const root = { keys: rootKeys.map((key, at) => key.public(label(at))), threshold: needed };
  const unsigned = core.new_record({ org, root, list: { keys: [listKey.public(words("desk_keys_file"))], threshold: 1 } }, Date.now());
  const bundle = rootKeys.slice(0, needed).reduce(core.add_signature, unsigned);
  const file = listKey.file(passphrase, random());
  const secrets = rootKeys.map((key) => ({ words: key.words(), picture: core.qr_code(key.code(), words("desk_sheet_picture")) }));
  for (const key of [...rootKeys, listKey]) key.free();

  // The sheets are on this view alone: nobody goes to another by a slip.
  const steps = /** @type {HTMLElement} */ (document.querySelector("nav"));
  steps.inert = true;
  const finish = () => {
    removeEventListener("beforeunload", stay);
    steps.inert = false;
    desk.draft.bundle = bundle;
    desk.draft.list.scope = org.id;
    desk.changed();
    done();
  };
  addEventListener("beforeunload", stay);
  fillWith(place, ...sheetViews(secrets, label, org.name, needed), finishing(secrets, label, file, org.id, finish));
}

/** @param {BeforeUnloadEvent} event */
const stay = (event) => event.preventDefault();

/** @typedef {{words: string, picture: string | undefined}} Secret what a sheet holds: the words, and the same as a QR code */

/** @param {Secret[]} secrets @param {(at: number) => string} label @param {string} org @param {number} needed */
function sheetViews(secrets, label, org, needed) {
  return secrets.map(({ words: secret, picture }, at) =>
    make(
      "section",
      { class: "sheet" },
      make("h2", {}, `${label(at)} · ${org}`),
      make("p", {}, words("desk_sheet_use", needed, secrets.length)),
      make("ol", { class: "secret" }, ...secret.split(" ").map((word) => make("li", {}, word))),
      picture && make("p", {}, svgPicture(picture, words("desk_sheet_picture"))),
      make("p", {}, words("desk_sheet_keep", day(new Date().toISOString()))),
    ),
  );
}

/**
 * Printing, saving, and typing some words back: the three things without which the keys would be lost.
 * @param {Secret[]} secrets @param {(at: number) => string} label @param {string} file @param {string} org @param {() => void} finish
 */
function finishing(secrets, label, file, org, finish) {
  const end = make("button", { type: "button", class: "main", disabled: true, onclick: finish }, words("desk_keys_finish"));
  let saved = false;
  const asked = secrets.flatMap((secret, at) => pick(ASKED).map((place) => ({ at, place, word: secret.words.split(" ")[place] })));
  const inputs = asked.map(({ at, place }) => make("input", { id: `word-${at}-${place}`, autocomplete: "off", spellcheck: "false", oninput: () => look() }));
  const look = () => {
    const right = inputs.every((input, index) => input.value.trim().toLowerCase() === asked[index].word);
    end.disabled = !(right && saved);
  };
  const save = () => {
    download(`${org.replace(/\W+/g, "-")}-list-key.pem`, file, "application/x-pem-file");
    saved = true;
    look();
  };
  return make(
    "section",
    { class: "no-print" },
    make("h2", {}, words("desk_keys_now")),
    make("p", {}, words("desk_keys_print_how")),
    make("div", { class: "buttons" }, make("button", { type: "button", onclick: () => print() }, words("desk_keys_print"))),
    make("p", {}, words("desk_keys_save_how")),
    make("div", { class: "buttons" }, make("button", { type: "button", onclick: save }, words("desk_keys_save"))),
    make("h3", {}, words("desk_keys_check")),
    ...inputs.map((input, index) => field(words("desk_keys_word", asked[index].place + 1, label(asked[index].at)), input)),
    make("div", { class: "buttons" }, end),
  );
}

/** Who holds keys, as the newest root says. @param {Desk} desk */
function holders({ draft }) {
  const { roots } = JSON.parse(/** @type {string} */ (draft.bundle));
  const root = JSON.parse(atob(roots.at(-1).env.payload));
  const labels = (/** @type {string[]} */ ids) => ids.map((id) => make("li", {}, decode(root.keys[id].label)));
  return make(
    "section",
    {},
    make("h2", {}, words("desk_keys_have")),
    make("p", {}, words("desk_keys_root_of", root.roles.root.threshold, root.roles.root.keyids.length)),
    make("ul", {}, ...labels(root.roles.root.keyids)),
    make("p", {}, words("desk_keys_list_of")),
    make("ul", {}, ...labels(root.roles.list.keyids)),
    make("p", {}, words("desk_keys_until", day(root.expires))),
  );
}

/** A lost key file, a forgotten passphrase, somebody who left: the sheets make a new key file. @param {Desk} desk @param {() => void} done */
function replaceForm(desk, done) {
  const sheets = make("textarea", { rows: 6, autocomplete: "off", spellcheck: "false" });
  const passphrase = passphraseFields();
  const go = make("button", { class: "danger" }, words("desk_replace_button"));
  const fault = make("div");
  const replace = async () => {
    const core = await loadCore();
    const given = sheets.value.split(/\n\s*\n/).filter((sheet) => sheet.trim());
    const secret = passphrase.value();
    const listKey = core.SecretKey.make(random());
    const next = core.next_root(/** @type {string} */ (desk.draft.bundle), { list: { keys: [listKey.public(words("desk_keys_file"))], threshold: 1 } }, Date.now());
    const signed = given.reduce((bundle, sheet) => core.add_signature(bundle, core.SecretKey.recover(sheet)), next);
    if (core.waiting(signed).some(({ part }) => part === "root")) throw words("desk_replace_more");
    download(`${desk.draft.org.id.replace(/\W+/g, "-")}-list-key.pem`, listKey.file(secret, random()), "application/x-pem-file");
    listKey.free();
    desk.draft.bundle = signed;
    desk.changed();
    done();
  };
  const form = make(
    "form",
    { novalidate: true, onsubmit: (event) => (event.preventDefault(), whileBusy(go, fault, replace)) },
    make("p", {}, words("desk_replace_how")),
    field(words("desk_replace_sheets"), sheets, words("desk_replace_sheets_hint")),
    ...passphrase.parts,
    fault,
    make("div", { class: "buttons" }, go),
  );
  return make("details", { class: "card" }, make("summary", {}, words("desk_replace")), form);
}

function plans() {
  const radios = Object.keys(PLANS).map((plan, at) => make("input", { type: "radio", name: "plan", value: plan, checked: at === 0, id: `plan-${plan}` }));
  const choices = radios.map((radio) =>
    make("label", { class: "tick", for: radio.id }, radio, ` ${words(`desk_plan_${radio.value}`)}`, make("span", { class: "hint" }, words(`desk_plan_${radio.value}_hint`))),
  );
  return { parts: [make("fieldset", {}, make("legend", {}, words("desk_plan")), ...choices)], value: () => radios.find(({ checked }) => checked)?.value ?? "three" };
}

/** A passphrase typed twice. `value` throws words when it will not do. */
function passphraseFields() {
  const [first, second] = [1, 2].map(() => make("input", { type: "password", autocomplete: "new-password" }));
  const value = () => {
    if (first.value.length < LEAST_PASSPHRASE) throw words("desk_passphrase_short", LEAST_PASSPHRASE);
    if (first.value !== second.value) throw words("desk_passphrase_differs");
    return first.value;
  };
  return { parts: [field(words("desk_passphrase"), first, words("desk_passphrase_hint")), field(words("desk_passphrase_again"), second)], value };
}

const random = () => crypto.getRandomValues(new Uint8Array(32));

/** Different places among 24 words, in order. @param {number} count */
function pick(count) {
  const places = new Set();
  while (places.size < count) places.add(crypto.getRandomValues(new Uint8Array(1))[0] % 24);
  return [...places].sort((a, b) => a - b);
}

/** `atob` gives bytes as letters: back to UTF-8. @param {string} bytes */
const decode = (bytes) => new TextDecoder().decode(Uint8Array.from(bytes, (letter) => letter.charCodeAt(0)));
