/** A fault never lets text through unseen, never loses it, and never looks like "nothing found". */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./harness/browser.mjs";
import { openChat, openSchool } from "./harness/school.mjs";
import { borrowSchool } from "./harness/shared.mjs";
import { EDITORS, TOOLS } from "./harness/sites.mjs";
import { CLEAN_LINE, LINE, LINE_SECRETS, SHORT, SHORT_SECRETS } from "./harness/texts.mjs";
import { until } from "./harness/until.mjs";

const { host } = TOOLS.approved_with_conditions;

for (const kind of KINDS) {
  describe(`page engine broken, ${kind}`, () => {
    let browser;
    before(async () => { browser = await openSchool(kind, { spoil: breakEngine }); });
    after(() => browser?.close());

    for (const editor of EDITORS) {
      test(`${editor}: nothing goes in, the person is told, the clipboard still has it`, async () => {
        await browser.copy(SHORT);
        const { tab, field } = await openChat(browser, host, editor);
        await tab.paste();
        const dialog = tab.dialog(field.frame);
        assert.ok((await dialog.shown("summary")).length > 20, "the fault is put in words");
        assert.equal(await dialog.text("replace"), null, "nothing can be replaced without an engine");
        await dialog.click("cancel");
        await dialog.gone("dialog");
        assertNone(SHORT_SECRETS, (await field.stolen()) + (await field.value()));
        assert.equal((await browser.clipboard())["text/plain"], SHORT);
        await tab.close();
      });
    }

    test("even clean text waits, for nobody has looked at it", async () => {
      await browser.copy(CLEAN_LINE);
      const { tab, field } = await openChat(browser, host, "textarea");
      await tab.paste();
      await tab.dialog().shown("summary");
      assert.equal(await field.value(), "");
      await tab.close();
    });

    test("the panel says that this page is not protected", async () => {
      const { tab } = await openChat(browser, host, "textarea");
      assert.ok((await tab.panel().shown("unprotected")).length > 10);
      await tab.close();
    });

    test("what is typed is not sent unseen", async () => {
      const { tab, field } = await openChat(browser, host, "textarea");
      await tab.type(LINE);
      await tab.press("Enter");
      await tab.dialog().shown("summary");
      assert.deepEqual(await field.sent(), []);
      await tab.close();
    });
  });

  describe(`background gone, ${kind}`, () => {
    let browser;
    before(async () => { browser = await borrowSchool(kind); });
    after(() => browser?.close());

    test("killed in the middle of a question: the answer still counts", async () => {
      await browser.copy(SHORT);
      const { tab, field } = await openChat(browser, host, "prosemirror");
      await tab.paste();
      await tab.dialog().shown("replace");
      await browser.killBackground();
      await tab.dialog().click("replace");
      await until("the replaced text stands", async () => (await field.value()).includes("["));
      assertNone(SHORT_SECRETS, (await field.stolen()) + (await field.value()));
      await tab.close();
    });

    test("dead before the page opens: the strictest rules hold until it wakes", async () => {
      await browser.copy(SHORT);
      await browser.killBackground();
      const { tab, field } = await openChat(browser, host, "textarea");
      await tab.paste();
      await tab.dialog().shown("dialog");
      assertNone(SHORT_SECRETS, (await field.stolen()) + (await field.value()));
      await tab.close();
    });

    test("the extension starts anew under an open page: the paste is judged, and asked about once", async () => {
      const { tab, field } = await openChat(browser, host, "textarea");
      await browser.restartExtension();
      await browser.copy(LINE);
      await tab.front();
      await field.focus();
      await tab.paste();
      await tab.dialog().shown("replace");
      assert.equal(await tab.page.evaluate(() => document.querySelectorAll("chalkline-guard").length), 1);
      await tab.dialog().click("replace");
      await until("the replaced text stands", async () => (await field.value()).includes("["));
      assert.equal(await tab.dialog().text("dialog"), null);
      assertNone(LINE_SECRETS, (await field.stolen()) + (await field.value()));
      await tab.close();
    });
  });
}

/** The engine traps at every question, as it would after a fault of its own. @param {(file: string, from: RegExp, to: string) => void} edit */
function breakEngine(edit) {
  edit("content/engine.js", /\binspect\(\w+\)\{/, "$&throw new Error('unreachable');");
}

function assertNone(secrets, text) {
  for (const secret of secrets) assert.ok(!text.includes(secret), `the page has ${secret}`);
}
