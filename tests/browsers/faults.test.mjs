/** A fault never lets text through unseen, never loses it, and never looks like "nothing found". */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./harness/browser.mjs";
import { openChat, openSchool } from "./harness/school.mjs";
import { borrowSchool } from "./harness/shared.mjs";
import { EDITORS, TOOLS } from "./harness/sites.mjs";
import { CLEAN_LINE, LINE, LINE_SECRETS, SHORT, SHORT_SECRETS } from "./harness/texts.mjs";
import { until } from "./harness/until.mjs";
import { FILE_WAYS, makeFile } from "./harness/ways.mjs";

const { host } = TOOLS.approved_with_conditions;
/** Where a broken engine proves itself and traps only at a person's text; where it cannot even start. */
const [PROVES_ITSELF, CANNOT_START] = [TOOLS.approved.host, TOOLS.not_approved.host];

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
        tab.leave();
      });
    }

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
    before(async () => { browser = await openSchool(kind, { managed: false, spoil: breakBackground }); });
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

    test("a file nobody reads stays held until the person gives up", async () => {
      const { tab, field } = await openChat(browser, host, "textarea");
      await FILE_WAYS["file picker"](field, makeFile(browser, "class notes.txt", SHORT));
      // Chromium leaves the question hanging, Firefox says at once that nobody is there.
      await (kind === "chromium" ? tab.panel().click("progress-cancel") : tab.dialog().click("cancel"));
      await tab.panel().shown("notice");
      assert.deepEqual(browser.network.requests.filter(({ path }) => path === "/upload"), []);
      tab.leave();
    });
  });
}

/** The engine traps at every question, as it would after a fault of its own. @param {(file: string, from: RegExp, to: string) => void} edit */
function breakEngine(edit) {
  const trap = "throw new Error('unreachable');";
  edit("content/engine.js", /\binspect\((\w+)\)\{/, `$&if (location.host !== "${PROVES_ITSELF}" || $1 === ${JSON.stringify(SHORT)}) ${trap}`);
  edit("content/engine.js", /^/, `if (location.host === "${CANNOT_START}") ${trap}\n`);
}

/** @param {(file: string, from: RegExp, to: string) => void} edit */
function breakBackground(edit) {
  edit("background/main.js", /\n\n/, "\n\nthrow new Error('gone');\n");
}

function assertNone(secrets, text) {
  for (const secret of secrets) assert.ok(!text.includes(secret), `the page has ${secret}`);
}
