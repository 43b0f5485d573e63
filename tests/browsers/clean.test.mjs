/** The clean path changes nothing: what an unguarded browser does with a paste, ours does too, down to caret and undo. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./harness/browser.mjs";
import { openChat } from "./harness/school.mjs";
import { borrowPlain, borrowSchool } from "./harness/shared.mjs";
import { TOOLS } from "./harness/sites.mjs";
import { CLEAN_LINE, LESSON_PLAN } from "./harness/texts.mjs";
import { until } from "./harness/until.mjs";

const RICH = { "text/plain": LESSON_PLAN, "text/html": LESSON_PLAN.split("\n").map((line) => `<p>${line.replace(/moon/g, "<b>moon</b>")}</p>`).join("") };

/** The places that handle an insertion each in its own way; the others are textareas elsewhere. */
const EDITORS = ["textarea", "input", "contenteditable", "prosemirror", "lexical", "quill", "shadow", "frame-cross"];

for (const kind of KINDS) {
  describe(`clean path, ${kind}`, () => {
    const browsers = {};
    before(async () => {
      [browsers.guarded, browsers.plain] = await Promise.all([borrowSchool(kind), borrowPlain(kind)]);
    });
    after(() => Promise.all(Object.values(browsers).map((browser) => browser.close())));

    for (const editor of EDITORS) {
      test(`${editor}: document, caret, undo and redo are the same as unguarded`, async () => {
        const [guarded, plain] = await Promise.all([story(browsers.guarded, editor), story(browsers.plain, editor)]);
        assert.deepEqual(guarded, plain);
      });
    }
  });
}

/** An editor learns of a moved caret a moment after the key. */
async function settled(field) {
  let before;
  await until("the caret stands still", async () => {
    const now = JSON.stringify(await field.caret());
    const is = now === before;
    before = now;
    return is;
  });
}

/** Types, pastes in the middle, pastes rich text, undoes and redoes; tells what stood there after each step. */
async function story(browser, editor) {
  const told = [];
  const { tab, field } = await openChat(browser, TOOLS.approved.host, editor);
  const tell = async (step) => told.push({ step, value: await field.value(), caret: await field.caret(), html: await htmlOf(field) });
  await tab.write("Plan: . Thanks");
  for (let back = 0; back < ". Thanks".length; back++) await tab.press("ArrowLeft");
  await settled(field);
  await tell("typed");
  await browser.copy(CLEAN_LINE);
  await tab.front();
  await tab.paste();
  await until("the line stands", async () => (await field.value()).includes(CLEAN_LINE));
  await tell("pasted");
  await browser.copy(RICH);
  await tab.front();
  await tab.paste();
  await until("the rich text stands", async () => (await field.value()).includes("pages 112–118"));
  await tell("pasted rich text");
  await tab.control("z", "Undo");
  await until("it is undone", async () => !(await field.value()).includes("pages 112–118"));
  await tell("undone");
  await redo(tab, editor);
  await until("it is redone", async () => (await field.value()).includes("pages 112–118"));
  await tell("redone");
  if (!editor.startsWith("frame-")) {
    await field.drop({ text: CLEAN_LINE });
    await until("the drop is seen", async () => (await field.seen()).some(({ type }) => type === "drop"));
    await tell("dropped");
  }
  told.push((await field.seen()).filter(({ type }) => type !== "keydown"));
  tab.leave();
  return told;
}

/** Quill knows Ctrl+Y on Windows only. */
async function redo(tab, editor) {
  if (editor !== "quill") return tab.control("y", "Redo");
  await tab.page.keyboard.down("Shift");
  await tab.control("Z", "Redo");
  await tab.page.keyboard.up("Shift");
}

const htmlOf = (field) => field.frame.evaluate(() => window.editor.element?.innerHTML ?? null);
