/** What no content script can hold, shown for what it is. The README lists these; when one closes, its test fails and the list changes. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./harness/browser.mjs";
import { keep } from "./harness/kept.mjs";
import { openChat } from "./harness/school.mjs";
import { borrowSchool } from "./harness/shared.mjs";
import { TOOLS } from "./harness/sites.mjs";
import { LINE, LINE_SECRETS, SHORT } from "./harness/texts.mjs";
import { until } from "./harness/until.mjs";

const { host } = TOOLS.approved_with_conditions;

/** @type {{ kind: string, gap: string, why?: string }[]} what was shown, or why it could not be */
const gaps = [];
after(() => {
  for (const kind of KINDS) keep(`gaps-${kind}`, gaps.filter((gap) => gap.kind === kind));
});

for (const kind of KINDS) {
  describe(`not covered, and said so, ${kind}`, () => {
    let browser;
    before(async () => { browser = await borrowSchool(kind); });
    after(() => browser?.close());

    /** @param {string} gap @param {() => Promise<void>} show @param {string} [why] it cannot be tried here */
    const shows = (gap, show, why) => {
      if (why) gaps.push({ kind, gap, why });
      test(gap, { skip: why ?? false }, async () => {
        await show();
        gaps.push({ kind, gap });
      });
    };

    shows("what is typed the page can read as it is typed; the send is held", async () => {
      const { tab, field } = await openChat(browser, host, "textarea");
      await tab.type(LINE);
      const read = async () => (await field.seen()).filter(({ type }) => type === "input").map(({ text }) => text).join("");
      await until("the page has read it, letter by letter", async () => (await read()).includes(LINE_SECRETS[0]));
      await tab.press("Enter");
      await tab.dialog().shown("dialog");
      assert.deepEqual(await field.sent(), []);
      tab.leave();
    });

    shows("a page's own paste button reads the clipboard by itself, once the browser has let it", async () => {
      await browser.copy(SHORT);
      const { tab } = await openChat(browser, host, "textarea");
      const context = browser.browser.defaultBrowserContext();
      await context.overridePermissions(`https://${host}`, ["clipboard-read"]);
      const read = await tab.page.evaluate(() => navigator.clipboard.readText());
      await context.clearPermissionOverrides(); // what one names, all others lose: the files that share this browser write to the clipboard
      assert.equal(read, SHORT);
      tab.leave();
    }, kind === "firefox" ? "it shows its paste prompt to no driver" : undefined);

    shows("what a person writes in our own dialog, as a reason or over the replaced text, a page can have selected and read", async () => {
      await browser.copy(LINE);
      const { tab } = await openChat(browser, host, "textarea");
      await tab.panel().shown("standing");
      await tab.paste();
      await tab.dialog().click("more-ways");
      await tab.dialog().click("reason");
      await tab.type("Agreed at home");
      const read = await tab.page.evaluate(() => (document.execCommand("selectAll"), getSelection().toString()));
      assert.ok(read.includes("Agreed at home") && !LINE_SECRETS.some((secret) => read.includes(secret)), read);
      tab.leave();
    });

    // In Chromium ours comes to the top again: that is shown among the hostile pages.
    if (kind === "firefox") shows("a page's popover out of a closed root lies above our question: the person does not see what they press", async () => {
      await browser.copy(LINE);
      const { tab, field } = await openChat(browser, host, "textarea", "lies-above&closed");
      await tab.paste();
      await tab.dialog().shown("dialog");
      assert.equal(await field.value(), "");
      await tab.press("Escape");
      await tab.dialog().gone("dialog");
      tab.leave();
    });

    shows("text the page puts into its own field is the page's; the send is held all the same", async () => {
      const { tab, field } = await openChat(browser, host, "textarea");
      await field.frame.evaluate((line) => { window.editor.element.value = line; }, LINE);
      await tab.press("Enter");
      await tab.dialog().shown("dialog");
      assert.deepEqual(await field.sent(), []);
      tab.leave();
    });
  });
}
