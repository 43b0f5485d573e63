/**
 * The main job, played in a real browser: `node tests/browsers/demo.mjs [--browser firefox] [--headed]`.
 * Prints step, expected, seen and time; leaves a screenshot of each step in target/demo; ends with 0 only if all was seen.
 */
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { fieldOf, openSchool } from "./harness/school.mjs";
import { TOOLS, chat } from "./harness/sites.mjs";
import { CLASS_LIST, CLASS_LIST_HTML, CLASS_LIST_SECRETS, LESSON_PLAN, PARENT_EMAIL, PARENT_EMAIL_SECRETS } from "./harness/texts.mjs";
import { until } from "./harness/until.mjs";

const SHOTS = path.join(import.meta.dirname, "../../target/demo");
const { values: asked } = parseArgs({ options: { browser: { type: "string", default: "chromium" }, headed: { type: "boolean", default: false } } });

/** What a person does, what must be seen, and how it is looked at. Steps go on where the last one stopped. */
const STEPS = [
  ["start the browser; its policy names the school's record", "the record is signed, fetched and in force", start],
  ["open ChatGPT (approved)", "approved", (scene) => standing(scene, "approved")],
  ["paste a clean lesson plan", "it goes in untouched", pasteLessonPlan],
  ["open Gemini (approved, with conditions)", "approved_with_conditions", (scene) => standing(scene, "approved_with_conditions")],
  ["paste a class list from a spreadsheet", "stopped: the page has seen none of it", pasteClassList],
  ["choose the replaced version", "the editor holds it, with no name, date or number left", replaceClassList],
  ["send it", "only the replaced version leaves", send],
  ["copy the answer", "a reminder to check; names are back, in the clipboard only", copyAnswer],
  ["open Claude (under review)", "under_review", (scene) => standing(scene, "under_review")],
  ["paste a parent's email", "stopped: the page has seen none of it", pasteEmail],
  ["press Escape", "nothing goes in, the field has the focus", cancel],
  ["open Copilot (not approved)", "not_approved", (scene) => standing(scene, "not_approved")],
  ["paste a class list from a spreadsheet", "stopped: the page has seen none of it", pasteClassList],
  ["open Poe (on nobody's list)", "not_on_record", (scene) => standing(scene, "not_on_record")],
];

async function play() {
  rmSync(SHOTS, { recursive: true, force: true });
  mkdirSync(SHOTS, { recursive: true });
  const scene = {};
  let missed = 0;
  console.log(row("step", "expected", "seen", "ms"));
  console.log(row("-".repeat(100), "-".repeat(100), "-".repeat(100), "------"));
  try {
    for (const [index, [step, expected, act]] of STEPS.entries()) {
      const begun = Date.now();
      const seen = await act(scene).catch((error) => `MISSED: ${error.message}`);
      const isSeen = seen === expected;
      missed += isSeen ? 0 : 1;
      const took = Date.now() - begun;
      await scene.tab?.screenshot(path.join(SHOTS, `${String(index).padStart(2, "0")}-${slug(step)}.png`)).catch(() => {}); // the window may be gone
      console.log(row(step, expected, isSeen ? "the same" : seen, String(took)));
      if (!scene.browser) break;
    }
    if (asked.headed && scene.browser) await byHand(scene);
  } finally {
    await scene.browser?.close();
  }
  console.log(missed === 0 ? `\nAll ${STEPS.length} steps were seen. Screenshots: target/demo` : `\n${missed} of ${STEPS.length} steps were not as expected.`);
  return missed === 0 ? 0 : 1;
}

async function start(scene) {
  scene.browser = await openSchool(asked.browser, { headed: asked.headed });
  return "the record is signed, fetched and in force";
}

async function standing(scene, status) {
  const previous = scene.tab;
  const { host, editor } = TOOLS[status];
  scene.tab = await scene.browser.open(chat(host, editor));
  scene.field = await fieldOf(scene.tab, editor);
  await previous?.close();
  await scene.tab.panel().shown("standing");
  return scene.tab.panel().evaluate((root) => root.querySelector("[data-part=standing]").dataset.standing);
}

async function pasteLessonPlan(scene) {
  await paste(scene, LESSON_PLAN);
  await until("the lesson plan stands", async () => (await scene.field.value()) === LESSON_PLAN);
  return (await scene.tab.dialog().text("dialog")) === null ? "it goes in untouched" : "the dialog came up";
}

async function pasteClassList(scene) {
  await paste(scene, { "text/plain": CLASS_LIST, "text/html": CLASS_LIST_HTML });
  return stopped(scene, CLASS_LIST_SECRETS);
}

async function pasteEmail(scene) {
  await paste(scene, PARENT_EMAIL);
  return stopped(scene, PARENT_EMAIL_SECRETS);
}

async function paste(scene, data) {
  await scene.browser.copy(data);
  await scene.tab.front();
  await scene.field.focus();
  await scene.tab.paste();
}

async function stopped({ tab, field }, secrets) {
  await tab.dialog().shown("summary");
  return (await leaked(field, secrets)) ?? "stopped: the page has seen none of it";
}

async function replaceClassList({ tab, field }) {
  await tab.dialog().click("replace");
  await tab.dialog().gone("dialog");
  await until("the replaced list stands", async () => (await field.value()).includes("["));
  return (await leaked(field, CLASS_LIST_SECRETS)) ?? "the editor holds it, with no name, date or number left";
}

async function send({ browser, field }) {
  await field.clickSend();
  const isMessage = ({ path }) => path === "/send";
  await until("the message reaches the tool", () => browser.network.requests.some(isMessage));
  const carried = CLASS_LIST_SECRETS.filter((secret) => browser.network.carried(secret).length > 0);
  return carried.length === 0 ? "only the replaced version leaves" : `${carried} left`;
}

async function copyAnswer({ browser, tab, field }) {
  await tab.page.evaluate(() => getSelection().selectAllChildren([...document.querySelectorAll(".answer")].at(-1)));
  await tab.control("c", "Copy");
  await tab.panel().shown("reminder");
  const copied = (await browser.clipboard())["text/plain"];
  await tab.front();
  const missing = CLASS_LIST_SECRETS.filter((secret) => !copied.includes(secret));
  if (missing.length > 0) return `not put back: ${missing}`;
  return (await leaked(field, CLASS_LIST_SECRETS)) ?? "a reminder to check; names are back, in the clipboard only";
}

async function cancel({ tab, field }) {
  await tab.press("Escape");
  await tab.dialog().gone("dialog");
  await tab.type("Hello");
  await until("typing goes on in the field", async () => (await field.value()) === "Hello");
  return "nothing goes in, the field has the focus";
}

/** What of `secrets` the page has got hold of, in words; null when none. */
async function leaked(field, secrets) {
  const all = (await field.stolen()) + (await field.value()) + (await field.frame.evaluate(() => document.documentElement.outerHTML));
  const found = secrets.filter((secret) => all.includes(secret));
  return found.length > 0 ? `the page has ${found.join(", ")}` : null;
}

/** Leaves the window to the person until they close it. */
function byHand({ browser }) {
  console.log("\nThe window is yours: try the tools by hand, and close it when you are done.");
  return new Promise((resolve) => browser.browser.once("disconnected", resolve));
}

function row(...cells) {
  const widths = [56, 66, 26, 6];
  return cells.map((cell, at) => (at === 2 && cell.length > widths[2] && !cell.startsWith("-") ? cell : cell.slice(0, widths[at])).padEnd(widths[at])).join("  ");
}

const slug = (step) => step.toLowerCase().replace(/[^a-z]+/g, "-").slice(0, 40).replace(/-$/, "");

process.exitCode = await play();
