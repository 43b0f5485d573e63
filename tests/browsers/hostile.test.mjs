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
import { CLEAN_LINE, SHORT, SHORT_SECRETS } from "./harness/texts.mjs";
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
  "reads-the-dialog": ["textarea"],
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

    test("removes-our-host: nothing goes in, whoever wins the display", async () => {
      const { tab, field } = await openChat(browser, host, "textarea", "removes-our-host");
      await tab.paste();
      await until("the page removes", () => field.frame.evaluate(() => window.removed > 5));
      await typesAfterwards(tab, field);
      await nothingStolen(field);
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

/** A person answers; a page that covers the dialog is waited out, as a person would. */
async function answerWith(tab, part) {
  const dialog = tab.dialog();
  await dialog.shown(part);
  await until("the dialog can be pressed", () => dialog.isOnTop(part));
  await dialog.click(part);
  await dialog.gone("dialog");
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
