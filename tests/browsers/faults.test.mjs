/** A fault never lets text through unseen, never loses it, and never looks like "nothing found". */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./harness/browser.mjs";
import { openChat } from "./harness/school.mjs";
import { borrowSchool, borrowWithoutBackground, borrowWithoutEngine } from "./harness/shared.mjs";
import { TOOLS } from "./harness/sites.mjs";
import { CANNOT_START, PROVES_ITSELF } from "./harness/spoil.mjs";
import { CLEAN_LINE, LINE, LINE_SECRETS, SHORT, SHORT_SECRETS } from "./harness/texts.mjs";
import { until } from "./harness/until.mjs";

const { host } = TOOLS.approved_with_conditions;

for (const kind of KINDS) {
  describe(`page engine broken, ${kind}`, () => {
    let browser;
    before(async () => { browser = await borrowWithoutEngine(kind); });
    after(() => browser?.close());

    test("the person is told in words, and the clipboard still has what did not go in", async () => {
      await browser.copy(SHORT);
      const { tab, field } = await openChat(browser, host, "textarea");
      await tab.paste();
      assert.ok((await tab.dialog().shown("summary")).length > 20);
      await tab.dialog().click("cancel");
      await tab.dialog().gone("dialog");
      assert.equal(await field.value(), "");
      assert.equal((await browser.clipboard())["text/plain"], SHORT);
      tab.leave();
    });

    test("an engine that cannot even start lets nothing in, and the page is called unprotected", async () => {
      await browser.copy(SHORT);
      const { tab, field } = await openChat(browser, CANNOT_START, "textarea");
      assert.ok((await tab.panel().shown("unprotected")).length > 10);
      await tab.paste();
      await tab.dialog().shown("summary");
      assertNone(SHORT_SECRETS, (await field.stolen()) + (await field.value()));
      tab.leave();
    });

    test("an engine that breaks in the middle of a paste lets nothing in, and the page is unprotected from then on", async () => {
      await browser.copy(SHORT);
      const { tab, field } = await openChat(browser, PROVES_ITSELF, "textarea");
      await tab.panel().shown("standing");
      assert.equal(await tab.panel().text("unprotected"), null);
      await tab.paste();
      await tab.dialog().click("cancel");
      await tab.panel().shown("unprotected");
      assertNone(SHORT_SECRETS, (await field.stolen()) + (await field.value()));
      tab.leave();
    });

    test("even clean text waits, for nobody has looked at it", async () => {
      await browser.copy(CLEAN_LINE);
      const { tab, field } = await openChat(browser, host, "textarea");
      await tab.paste();
      await tab.dialog().shown("summary");
      assert.equal(await field.value(), "");
      tab.leave();
    });

    test("what is typed is not sent unseen", async () => {
      const { tab, field } = await openChat(browser, host, "textarea");
      await tab.type(LINE);
      await tab.press("Enter");
      await tab.dialog().shown("summary");
      assert.deepEqual(await field.sent(), []);
      tab.leave();
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
      tab.leave();
    });

    test("dead before the page opens: the strictest rules hold until it wakes", async () => {
      await browser.copy(SHORT);
      await browser.killBackground();
      const { tab, field } = await openChat(browser, host, "textarea");
      await tab.paste();
      await tab.dialog().shown("dialog");
      assertNone(SHORT_SECRETS, (await field.stolen()) + (await field.value()));
      tab.leave();
    });

    test("the extension is updated under an open page: the paste is judged, and asked about once", async () => {
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
      assertNone(LINE_SECRETS, (await field.value()) + (await field.sent()));
      tab.leave();
    });
  });

  describe(`background that never answers, ${kind}`, () => {
    let browser;
    before(async () => { browser = await borrowWithoutBackground(kind); });
    after(() => browser?.close());

    test("the strictest rules hold, and the panel says that the record cannot be asked", async () => {
      await browser.copy(LINE);
      const { tab, field } = await openChat(browser, host, "textarea");
      assert.ok((await tab.panel().shown("panel")).length > 40);
      await tab.paste();
      await tab.dialog().click("replace");
      await until("the replaced text stands", async () => (await field.value()).includes("["));
      assertNone(LINE_SECRETS, (await field.stolen()) + (await field.value()));
      tab.leave();
    });
  });
}

function assertNone(secrets, text) {
  for (const secret of secrets) assert.ok(!text.includes(secret), `the page has ${secret}`);
}
