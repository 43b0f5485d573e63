/**
 * Pages that fight back. Each tries one thing; none may read the text, get past the question, or stay broken for good.
 * `stolen` is everything such a page got hold of.
 */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./harness/browser.mjs";
import { openChat } from "./harness/school.mjs";
import { borrowSchool } from "./harness/shared.mjs";
import { TOOLS } from "./harness/sites.mjs";
import { Tab } from "./harness/tab.mjs";
import { CLEAN_LINE, LINE, SHORT, SHORT_SECRETS } from "./harness/texts.mjs";
import { until } from "./harness/until.mjs";

const { host } = TOOLS.approved_with_conditions;
/** Attacks after which the person still answers our question and gets the replaced text, each in the editors where it can differ. */
const ANSWERED = {
  "reads-first": ["textarea", "prosemirror"],
  "patches-prototypes": ["textarea", "prosemirror"],
  "clicks-by-script": ["textarea", "prosemirror"],
  "steals-focus": ["textarea", "prosemirror"],
  "sends-events-again": ["textarea", "prosemirror"],
  "hides-our-host": ["textarea"],
  "covers-the-dialog": ["textarea"],
  "bends-the-root": ["textarea"],
  "empties-the-document": ["textarea"],
  "takes-our-names": ["prosemirror"],
};

for (const kind of KINDS) {
  describe(`hostile pages, ${kind}`, () => {
    let browser;
    before(async () => {
      browser = await borrowSchool(kind);
      await browser.copy(SHORT);
    });
    after(() => browser?.close());

    for (const [attack, editors] of Object.entries(ANSWERED)) {
      for (const editor of editors) {
        test(`${attack}: ${editor} stays empty after Cancel, works afterwards, and gets the replaced text and nothing else`, async () => {
          const { tab, field } = await openChat(browser, host, editor, attack);
          await tab.paste();
          await answerWith(tab, "cancel");
          assert.equal(await field.value(), "");
          await typesAfterwards(tab, field);
          await field.clear();
          await field.focus();
          await tab.paste();
          await answerWith(tab, "replace");
          await until("the replaced text stands, or the page has sent it", async () => ((await field.value()) + (await field.sent())).includes("["));
          await nothingStolen(field);
          tab.leave();
        });
      }
    }

    test("reads-the-dialog: nothing is read of it, whatever a person does there, nor of the text as it is edited", async () => {
      const { tab, field } = await openChat(browser, host, "textarea", "reads-the-dialog");
      await tab.paste();
      const dialog = tab.dialog();
      await dialog.shown("summary");
      await rummage(tab, dialog);
      await dialog.click("more-ways");
      await dialog.click("reason");
      await tab.press("x");
      await nothingStolen(field);
      await dialog.click("edit");
      await dialog.click("edit-text");
      await tab.control("a", "SelectAll");
      await dialog.click("edited");
      await until("the edited text stands", async () => (await field.value()).includes("["));
      await nothingStolen(field);
      tab.leave();
    });

    test("lies-above: ours comes to the top again, so that nobody presses what they cannot see", async () => {
      const { tab, field } = await openChat(browser, host, "textarea", kind === "chromium" ? "lies-above&closed" : "lies-above");
      await tab.paste();
      await tab.dialog().shown("replace");
      await until("the page has laid its cover", () => tab.page.evaluate(() => window.laid));
      await until("ours lies above it", async () => !(await isOneColour(tab)));
      await answerWith(tab, "cancel");
      await nothingStolen(field);
      tab.leave();
    });

    for (const attack of ["removes-our-host", "covers-for-good"]) {
      test(`${attack}: nothing goes in, whoever wins the display, and that is said`, async () => {
        const { tab, field } = await openChat(browser, host, "textarea", attack);
        await tab.paste();
        await until("the question is given up", () => tab.page.evaluate(() => !document.querySelector("chalkline-guard")), 60_000);
        await typesAfterwards(tab, field);
        await nothingStolen(field);
        if (attack === "covers-for-good") await tab.panel().shown("unprotected");
        tab.leave();
      });
    }

    for (const [name, value, way] of [["display", "none", "paste"], ["content-visibility", "hidden", "send"]]) {
      test(`the root gets ${name}: ${value} for good: the ${way} does not go on, nothing is lost, and that is said`, async () => {
        const { tab, field } = await openChat(browser, host, "textarea");
        await tab.panel().shown("standing");
        await tab.write(LINE);
        await field.focus();
        await (way === "paste" ? tab.paste() : tab.press("Enter"));
        await tab.dialog().shown("dialog");
        await tab.page.evaluate((name, value) => document.documentElement.style.setProperty(name, value), name, value);
        await until("the question is given up", () => tab.page.evaluate(() => !document.querySelector("chalkline-guard")), 60_000);
        await tab.page.evaluate(() => document.documentElement.removeAttribute("style"));
        assert.match(await tab.panel().shown("unprotected"), /has not gone in/);
        assert.equal(await field.value(), LINE);
        assert.deepEqual(await field.sent(), []);
        tab.leave();
      });
    }

    test("the root gets opacity: 0 and visibility: hidden: the question stands above it and is answered", async () => {
      const { tab, field } = await openChat(browser, host, "textarea");
      await tab.paste();
      await tab.dialog().shown("dialog");
      await tab.page.evaluate(() => { document.documentElement.style.cssText = "opacity: 0; visibility: hidden"; });
      assert.ok(!(await isOneColour(tab)), "it can be seen");
      await answerWith(tab, "cancel");
      assert.equal(await field.value(), "");
      tab.leave();
    });

    for (const what of ["#composer", "textarea"]) {
      test(`${what} in fullscreen: the question stands above it, is answered by keys, and fullscreen stays`, async () => {
        const { tab, field } = await openChat(browser, host, "textarea");
        await tab.page.evaluate((what) => document.querySelector(what).requestFullscreen(), what);
        await field.focus();
        await tab.paste();
        const dialog = tab.dialog();
        await dialog.shown("replace");
        assert.ok(await dialog.isOnTop("replace"));
        await tab.press("Tab");
        assert.equal(await dialog.focused(), "edit");
        await tab.page.keyboard.down("Shift");
        await tab.press("Tab");
        await tab.page.keyboard.up("Shift");
        await tab.press("Enter");
        await until("the replaced text stands", async () => (await field.value()).includes("["));
        assert.ok(await tab.page.evaluate((what) => document.fullscreenElement?.matches(what), what));
        await nothingStolen(field);
        await tab.page.evaluate(() => document.exitFullscreen());
        tab.leave();
      });
    }

    test("a picture-in-picture window of the page's own: a paste there is asked about, and replaced", { skip: kind === "firefox" && "Firefox has no such windows" }, async () => {
      const { tab } = await openChat(browser, host, "textarea");
      const opened = new Promise((resolve) => browser.browser.once("targetcreated", resolve));
      await tab.page.evaluate(async () => {
        const { document } = await documentPictureInPicture.requestWindow({ width: 700, height: 600 });
        document.body.append(document.createElement("textarea"));
      });
      const small = new Tab(browser, await (await opened).page());
      const value = () => small.page.evaluate(() => document.querySelector("textarea").value);
      await small.page.evaluate(() => document.querySelector("textarea").focus());
      await small.paste();
      await small.dialog().shown("replace");
      assert.equal(await value(), "");
      await small.dialog().click("replace");
      await until("the replaced text stands", async () => (await value()).includes("["));
      for (const secret of SHORT_SECRETS) assert.ok(!(await value()).includes(secret));
      await small.close();
      tab.leave();
    });

    test("a frame is taken away with the question in it: the page works, and is guarded", async () => {
      const { tab, field } = await openChat(browser, host, "frame-same");
      await tab.paste();
      await tab.dialog(field.frame).shown("dialog");
      await tab.page.evaluate(() => {
        const field = document.createElement("textarea");
        document.querySelector("#field iframe").replaceWith(field);
        window.editor.value = () => field.value;
        field.focus();
      });
      await tab.paste();
      await tab.dialog().click("replace");
      await until("the replaced text stands", () => tab.page.evaluate(() => window.editor.value().includes("[")));
      tab.leave();
    });

    test("rewrites-the-document: a paste into the new document is judged; where the page may listen before us, we say so", async () => {
      const { tab, field } = await openChat(browser, host, "textarea", "rewrites-the-document");
      await field.frame.waitForFunction(() => window.rewritten);
      await field.focus();
      if (kind === "chromium") await tab.panel().shown("unprotected");
      await tab.paste();
      await answerWith(tab, "replace");
      await until("the replaced text stands", async () => (await field.value()).includes("["));
      if (kind === "firefox") await nothingStolen(field);
      tab.leave();
    });

    test("smuggles-a-frame: a paste into a frame without an address is judged", async () => {
      const { tab, field } = await openChat(browser, host, "textarea", "smuggles-a-frame");
      const frame = await (await tab.page.waitForSelector("#smuggled")).contentFrame();
      await field.focus();
      await tab.paste();
      const dialog = tab.dialog(frame);
      await dialog.shown("dialog");
      await nothingStolen(field);
      await tab.press("Escape");
      await dialog.gone("dialog");
      await nothingStolen(field);
      tab.leave();
    });

    test("leaves-in-the-middle: the new page has nothing, and is guarded", async () => {
      const { tab, field } = await openChat(browser, host, "textarea", "leaves-in-the-middle");
      await tab.paste();
      await until("the page has left", () => tab.page.evaluate(() => window.name === "left" && !location.search.includes("hostile") && window.ready));
      assert.equal(await field.value(), "");
      await field.focus();
      await tab.paste();
      await tab.dialog().shown("dialog");
      await nothingStolen(field);
      tab.leave();
    });
  });
}

/**
 * A person answers; a page that covers the dialog is waited out, as a person would. One that bends it may move the button from under the
 * pointer, and a person then presses again.
 */
async function answerWith(tab, part) {
  const dialog = tab.dialog();
  await dialog.shown(part);
  await until("the dialog can be pressed", () => dialog.isOnTop(part));
  await dialog.click(part);
  await until("it is answered", async () => (await dialog.text("dialog")) === null, 5_000).catch(() => dialog.click(part));
  await dialog.gone("dialog");
}

/** Whether the middle of the window looks like its corner: a cover is the same everywhere. */
async function isOneColour(tab) {
  const look = (x, y) => tab.page.screenshot({ encoding: "base64", clip: { x, y, width: 10, height: 10 } });
  return (await look(5, 700)) === (await look(545, 375));
}

/** Moves over the words, drags over them, presses them with each button, selects all, turns the wheel, goes on by Tab. */
async function rummage(tab, dialog) {
  const { mouse } = tab.page;
  const { x, y } = await dialog.evaluate((root) => root.querySelector('[data-part="summary"]').getBoundingClientRect().toJSON());
  await mouse.move(x + 5, y + 10);
  await mouse.down();
  await mouse.move(x + 200, y + 12);
  await mouse.up();
  await mouse.click(x + 200, y + 12, { count: 2 });
  await mouse.click(x + 200, y + 12, { button: "right" });
  await mouse.wheel({ deltaY: 20 });
  await tab.control("a", "SelectAll");
  await tab.press("Tab");
}

/** The field takes plain typing once the question, and the page's own dialog if it has one, are out of the way. */
async function typesAfterwards(tab, field) {
  await tab.press("Escape");
  await field.focus();
  await tab.write(CLEAN_LINE);
  await until("typing works", async () => (await field.value()).includes(CLEAN_LINE));
}

async function nothingStolen(field) {
  const all = (await field.stolen()) + (await field.value());
  for (const secret of SHORT_SECRETS) assert.ok(!all.includes(secret), `the page has ${secret}`);
}
