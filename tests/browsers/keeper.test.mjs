/** What the record says once, what its keeper must not miss, what staff can tell their school, and tools that nobody listed. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { axeOnPage } from "./harness/axe.mjs";
import { KINDS } from "./harness/browser.mjs";
import { Record } from "./harness/record.mjs";
import { openChat, openSchool, recordStatus } from "./harness/school.mjs";
import { TOOLS } from "./harness/sites.mjs";
import { SHORT } from "./harness/texts.mjs";
import { until } from "./harness/until.mjs";

const NOTICE = { id: "spring", title: "New this term", text: "Lesson plans go into Copilot now.", from: "2026-09-01" };
const LATER = { id: "later", title: "Not yet", text: "Not to be seen before its day.", from: "2999-01-01" };
const UNLISTED = "homework-helper.example";
const ORDINARY = "bakery.example";

for (const kind of KINDS) {
  describe(`the keeper and the staff, ${kind}`, () => {
    let browser;
    before(async () => {
      const record = new Record({ settings: { notices: [NOTICE, LATER] }, contacts: [{ role: "ai_lead", email: "ai@oakfield.example" }] });
      // No driver can press the browser's own permission bubble: this copy has the optional permission from the start.
      browser = await openSchool(kind, { record, spoil: (edit) => edit("manifest.json", /"storage"(?=\s*\])/, '"storage", "tabs"') });
      const page = (title) => (_request, response) => response.setHeader("content-type", "text/html").end(`<!doctype html><title>${title}</title><p>Hello.`);
      browser.network.serve(UNLISTED, page("Homework Helper: free AI chatbot"));
      browser.network.serve(ORDINARY, page("Bread and cakes"));
    });
    after(() => browser?.close());

    test("a notice is shown from its day on, until it has been read", async () => {
      assert.equal(await badge(browser), "1");
      const popup = await browser.page("popup");
      await until("the notice is there", () => says(popup, NOTICE.title));
      assert.equal(await says(popup, LATER.title), false);
      assert.deepEqual((await axeOnPage(popup.page)).violations, []);
      await press(popup, "I have read this");
      await until("it has gone", async () => !(await says(popup, NOTICE.title)));
      await popup.close();
      assert.deepEqual((await recordStatus(browser)).notices, []);
      assert.equal(await badge(browser), "");
    });

    test("who keeps a record here is told before it runs out; staff are not", async () => {
      assert.equal((await recordStatus(browser)).due, null);
      const soon = new Date(Date.now() + 5 * 86_400_000).toISOString();
      await browser.inside((soon) => {
        const payload = btoa(JSON.stringify({ expires: soon }));
        const list = { scope: "uk.gias.urn:1", tools: [{ name: "Example Chat", assessment: { review_due: soon.slice(0, 10) } }] };
        return chrome.storage.local.set({ desk: { format: "chalkline-draft/1", org: {}, list, urls: [], days: 90, bundle: JSON.stringify({ trust_list: { payload } }) } });
      }, soon);
      const popup = await browser.page("popup");
      await until("the keeper is told", async () => (await says(popup, "For you as keeper of the record")) && (await says(popup, "Example Chat")));
      await popup.close();
    });

    test("a tool nobody listed is said on the toolbar, an ordinary page is not, and neither gets a script", async () => {
      const tab = await browser.open(`https://${UNLISTED}/`);
      await until("the toolbar asks", async () => (await badge(browser, UNLISTED)) === "?");
      const status = await statusOf(browser, UNLISTED);
      assert.deepEqual([status.suspected, status.verdict], [UNLISTED, null]);
      const ordinary = await browser.open(`https://${ORDINARY}/`);
      assert.equal((await statusOf(browser, ORDINARY)).suspected, null);
      assert.equal(await badge(browser, ORDINARY), "");
      for (const { page } of [tab, ordinary]) assert.equal(await browser.driver.scriptsOf(browser, page), 0);
      await tab.close();
      await ordinary.close();
    });

    test("what became of a warning is counted, without its text, and shown to the person first", async () => {
      await browser.copy(SHORT);
      const { tab } = await openChat(browser, TOOLS.approved_with_conditions.host, "textarea");
      await tab.paste();
      await tab.dialog().shown("dialog");
      await tab.dialog().click("cancel");
      const weeks = await until("it is counted", () => browser.inside(async () => {
        const { counts } = await chrome.storage.local.get("counts");
        return counts && Object.values(counts).flat();
      }));
      assert.deepEqual(weeks.map(({ tool, standing, outcome, count }) => [tool, standing, outcome, count]), [[TOOLS.approved_with_conditions.name.toLowerCase(), "approved_with_conditions", "cancel", 1]]);
      await tab.close();
      const counts = await browser.page("counts");
      await until("it is shown", () => says(counts, "not put in"));
      assert.deepEqual((await axeOnPage(counts.page)).violations, []);
      await press(counts, "Delete them all");
      await until("it has gone", () => says(counts, "Nothing was counted yet."));
      await counts.close();
    });

    test("a form knows the tool and nothing of the page; what is typed stays on it", async () => {
      const tab = await browser.page("tell");
      await browser.driver.goto(tab.page, `${browser.origin}/pages/tell.html?about=request&tool=Helper&host=${UNLISTED}`, { waitUntil: "load" });
      await until("whom to write to", () => tab.page.$eval("#mail", (link) => !link.hidden));
      await tab.page.$eval("textarea", (area) => { area.value = "Quizzes & games"; });
      const mail = await tab.page.$eval("#mail", (link) => {
        link.addEventListener("click", (event) => event.preventDefault());
        link.click();
        return decodeURIComponent(link.href);
      });
      assert.ok(mail.startsWith("mailto:ai@oakfield.example?"), mail);
      for (const said of ["Helper", UNLISTED, "Quizzes & games"]) assert.ok(mail.includes(said), said);
      assert.deepEqual((await axeOnPage(tab.page)).violations, []);
      const { local, session } = await browser.storage();
      assert.ok(!JSON.stringify([local, session]).includes("Quizzes"));
      await tab.close();
    });

    test("a worry about a child has no email to go astray", async () => {
      const tab = await browser.page("tell");
      await browser.driver.goto(tab.page, `${browser.origin}/pages/tell.html?about=safeguarding`, { waitUntil: "load" });
      await until("it says what to do now", () => says(tab, "999"));
      assert.equal(await tab.page.$eval("#mail", (link) => link.checkVisibility()), false);
      assert.deepEqual((await axeOnPage(tab.page)).violations, []);
      await tab.close();
    });
  });
}

const says = (tab, words) => tab.page.evaluate((words) => document.body.innerText.includes(words), words);

const press = (tab, words) => tab.page.evaluate((words) => [...document.querySelectorAll("button")].find((button) => button.textContent === words).click(), words);

/** What stands on the toolbar: for the tab at `host`, or for all. */
function badge(browser, host) {
  return browser.inside(async (host) => {
    const [tab] = host ? await chrome.tabs.query({ url: `https://${host}/*` }) : [];
    return chrome.action.getBadgeText(tab ? { tabId: tab.id } : {});
  }, host);
}

function statusOf(browser, host) {
  return browser.inside(async (host) => {
    const [{ id }] = await chrome.tabs.query({ url: `https://${host}/*` });
    return (await chrome.runtime.sendMessage({ type: "tab_status", tabId: id })).ok;
  }, host);
}
