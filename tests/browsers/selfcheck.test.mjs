/** A site may change under us any day. Where the guard does not hold the field in use, the page and the toolbar's button say so. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./harness/browser.mjs";
import { openChat } from "./harness/school.mjs";
import { borrowSchool } from "./harness/shared.mjs";
import { TOOLS } from "./harness/sites.mjs";
import { CLEAN_LINE } from "./harness/texts.mjs";
import { until } from "./harness/until.mjs";

const { host } = TOOLS.approved_with_conditions;

for (const kind of KINDS) {
  describe(`the self-check, ${kind}`, () => {
    let browser;
    before(async () => { browser = await borrowSchool(kind); });
    after(() => browser?.close());

    test("a field we can read is called guarded, and the icon says nothing", async () => {
      const { tab } = await openChat(browser, host, "textarea");
      await tab.panel().shown("standing");
      await tab.write(CLEAN_LINE);
      assert.equal(await tab.panel().text("unprotected"), null);
      assert.equal(await badge(browser), "");
      tab.leave();
    });

    test("a painted field: after a few keys the page and the icon say that it is not protected", async () => {
      const { tab, field } = await openChat(browser, host, "canvas");
      await tab.panel().shown("standing");
      await tab.type("Hello!!");
      assert.equal(await tab.panel().text("unprotected"), null, "seven keys may be a shortcut");
      await tab.type(" all");
      await tab.panel().shown("unprotected");
      await until("the icon says so", async () => (await badge(browser)) === "!");
      assert.equal(await field.value(), "Hello!! all", "the page works as before");
      tab.leave();
    });

    test("a field whose text the page keeps to itself is called unprotected", { skip: kind !== "chromium" && "Firefox has no EditContext" }, async () => {
      const { tab, field } = await openChat(browser, host, "editcontext");
      await tab.panel().shown("standing");
      await tab.type("Hello all");
      await tab.panel().shown("unprotected");
      assert.equal(await field.value(), "Hello all", "the page works as before");
      tab.leave();
    });

    test("a frame of a site we do not stand on: said while somebody is in it, and no longer", async () => {
      const { tab, field } = await openChat(browser, host, "frame-other");
      await tab.panel().shown("standing");
      await (await field.frame.$("textarea")).click();
      await tab.panel().shown("unprotected");
      await until("the icon says so", async () => (await badge(browser)) === "!");
      await (await tab.page.$(".question")).click();
      await tab.panel().gone("unprotected");
      await until("the icon says nothing", async () => (await badge(browser)) === "");
      tab.leave();
    });
  });
}

/** What stands on the toolbar's button in the tab one sees. */
function badge(browser) {
  return browser.inside(async () => {
    const [tab] = await chrome.tabs.query({ active: true, url: "https://gemini.google.com/*" });
    return chrome.action.getBadgeText({ tabId: tab.id });
  });
}
