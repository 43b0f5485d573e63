/** Which record this browser follows: joining one, what the school manages, how the fetching goes, leaving. */

import { ask, codeOf, onChanged } from "../messages.js";
import { fillWith, make, part } from "../ui/dom.js";
import { day, fillPage, words } from "../ui/words.js";
import { contactList, facts, faultLine, list, recordFacts, refreshFacts, sign } from "./parts.js";

/** @typedef {import("../messages.js").Enrolment} Enrolment */
/** @typedef {import("../messages.js").Preview} Preview */
/** @typedef {import("../messages.js").RecordStatus} RecordStatus */
/** @typedef {import("../wasm/chalkline.js").Settings} Settings */

const statusPart = part("status", HTMLDivElement);
const joinForm = part("join", HTMLFormElement);
const confirmPart = part("confirm", HTMLElement);
const leaveForm = part("leave", HTMLFormElement);
const faultPart = part("fault", HTMLDivElement);
const word = part("word", HTMLInputElement);
const go = part("go", HTMLButtonElement);

fillPage();
part("word-label", HTMLLabelElement).textContent = words("options_leave_type", words("options_leave_word"));
update(() => ask("record", {}));
onChanged(() => update(() => ask("record", {})));

joinForm.addEventListener("submit", (event) => {
  event.preventDefault();
  lookUp(typed());
});

const spot = part("spot", HTMLButtonElement);
const TABS = { permissions: /** @type {["tabs"]} */ (["tabs"]) };
showSpot();
spot.addEventListener("click", async () => {
  await (spot.getAttribute("aria-pressed") === "true" ? chrome.permissions.remove(TABS) : chrome.permissions.request(TABS));
  await showSpot();
});

async function showSpot() {
  const isOn = await chrome.permissions.contains(TABS);
  spot.setAttribute("aria-pressed", String(isOn));
  spot.textContent = words(isOn ? "spot_option_off" : "spot_option_on");
}

word.addEventListener("input", () => {
  go.disabled = word.value.trim().toLowerCase() !== words("options_leave_word").toLowerCase();
});

leaveForm.addEventListener("submit", (event) => {
  event.preventDefault();
  word.value = "";
  go.disabled = true;
  update(() => ask("leave", {}));
});

/** Shows what the background answers, or the fault it answers with. @param {() => Promise<RecordStatus>} question */
async function update(question) {
  try {
    show(await question());
  } catch (error) {
    fillWith(statusPart, make("section", { class: "stop" }, faultLine(error)));
  }
}

/** @param {RecordStatus} status */
function show(status) {
  const { health, settings, summary, managed, locked, fault, contacts, unreachable } = status;
  fillWith(
    statusPart,
    make(
      "section",
      { class: health === "FRESH" ? "good" : "care" },
      sign(health === "FRESH" ? "approved" : "caution", make("h2", {}, words(`health_${health}`))),
      !summary && make("p", {}, words("standing_no_record_means")),
      fault && faultLine(fault),
      summary && recordFacts(summary),
      contacts.length > 0 && make("h3", {}, words("popup_contact")),
      contacts.length > 0 && contactList(contacts),
    ),
    settings && fetching(status, settings),
    (managed || locked) && managedCard(status),
    unreachable.length > 0 && allowCard("options_allow_tools", unreachable),
  );
  joinForm.hidden = managed || locked || settings !== null;
  leaveForm.hidden = managed || locked || settings === null;
  confirmPart.hidden = true;
}

/** @param {RecordStatus} status @param {Settings} settings */
function fetching(status, settings) {
  const button = make("button", { type: "button", onclick: ({ currentTarget }) => busy(currentTarget, () => update(() => ask("refresh", {}))) }, words("popup_refresh"));
  const barred = status.refresh.last_error === "NOT_PERMITTED";
  return make(
    "section",
    {},
    make("h2", {}, words("options_fetching")),
    refreshFacts(status),
    make("div", { class: "buttons" }, button, barred && allowButton(settings.urls.map(hostOf), () => update(() => ask("refresh", {})))),
  );
}

/** @param {RecordStatus} status */
function managedCard({ settings, locked }) {
  return make(
    "section",
    {},
    make("h2", {}, words("options_managed")),
    make("p", {}, words(settings ? "options_managed_means" : "error_ENROLMENT_LOCKED")),
    settings && settingsFacts(settings, locked),
  );
}

/** @param {Settings} settings @param {boolean} locked */
function settingsFacts({ urls, root_sha256, school_id, min_list_version }, locked) {
  return facts([
    ["options_url", list(urls)],
    ["options_fingerprint", make("span", { class: "code" }, root_sha256)],
    ["options_school", school_id],
    ["options_min_version", min_list_version ? String(min_list_version) : null],
    ["options_lock", locked && words("options_lock_on")],
  ]);
}

/** @param {string} reason locale key @param {string[]} hosts */
function allowCard(reason, hosts) {
  return make("section", { class: "care" }, make("p", {}, words(reason)), list(hosts), make("div", { class: "buttons" }, allowButton(hosts, () => update(() => ask("record", {})))));
}

/** @param {string[]} hosts @param {() => void} then */
function allowButton(hosts, then) {
  return make("button", { type: "button", class: "main", onclick: () => allow(hosts).then(then) }, words("options_allow"));
}

/** What the person typed, a fingerprint without its spaces and hyphens. @returns {Enrolment} */
function typed() {
  const value = (/** @type {string} */ id) => part(id, HTMLInputElement).value.trim();
  if (value("link")) return { link: value("link") };
  const root_sha256 = value("fingerprint").replace(/[\s-]/g, "").toLowerCase();
  return { url: value("url"), root_sha256, school_id: value("school") };
}

/** Hosts that an enrolment will fetch from; none if it cannot be read, which the core will say. @param {Enrolment} enrolment */
function hostsOf(enrolment) {
  const urls = "url" in enrolment ? [enrolment.url] : new URLSearchParams(enrolment.link.replace(/^[^#]*#/, "")).getAll("u");
  return urls.filter((url) => URL.canParse(url)).map(hostOf);
}

/** @param {string} url */
const hostOf = (url) => new URL(url).hostname;

/**
 * Asks the person to let us read these hosts. A refusal is no fault: a host may answer everybody.
 * @param {string[]} hosts
 */
async function allow(hosts) {
  if (!hosts.length) return;
  await chrome.permissions.request({ origins: hosts.map((host) => `https://*.${host}/*`) }).catch(() => false);
}

/** Fetches what the enrolment names and shows whose it is. Leave to read the host is asked for only where the host does not give it to everybody. @param {Enrolment} enrolment */
function lookUp(enrolment) {
  confirmPart.hidden = true;
  return busy(part("look", HTMLButtonElement), async () => {
    try {
      showConfirm(await ask("preview", enrolment), enrolment);
    } catch (error) {
      fillWith(faultPart, faultLine(error), codeOf(error).code === "NOT_PERMITTED" && allowHosts(enrolment));
    }
  });
}

/** @param {Enrolment} enrolment */
const allowHosts = (enrolment) => make("div", { class: "buttons" }, allowButton(hostsOf(enrolment), () => lookUp(enrolment)));

/** @param {Preview} preview @param {Enrolment} enrolment */
function showConfirm({ summary, url }, enrolment) {
  const join = make("button", { type: "button", class: "main", onclick: ({ currentTarget }) => busy(currentTarget, () => update(() => ask("enrol", enrolment))) }, words("options_confirm_join", summary.name));
  const cancel = make("button", { type: "button", onclick: () => (confirmPart.hidden = true) }, words("options_cancel"));
  fillWith(
    confirmPart,
    make("h2", {}, words("options_confirm")),
    facts([
      ["popup_record_org", make("strong", {}, summary.name)],
      ["options_confirm_host", new URL(url).host],
      ["popup_record_fingerprint", make("strong", { class: "code" }, summary.fingerprint)],
      ["popup_record_version", words("popup_record_version_of", summary.version, day(summary.issued))],
    ]),
    make("p", {}, words("options_confirm_compare")),
    make("div", { class: "buttons" }, join, cancel),
  );
  confirmPart.hidden = false;
  confirmPart.focus();
}

/** Runs a job with its button held; a fault is said beneath the form. @param {HTMLButtonElement} button @param {() => Promise<unknown>} job */
async function busy(button, job) {
  button.disabled = true;
  fillWith(faultPart);
  try {
    await job();
  } catch (error) {
    fillWith(faultPart, faultLine(codeOf(error).code));
  }
  button.disabled = false;
}
