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
const COLLECTOR = "collector.oakfield.example";
const DAY = 86_400_000;

for (const kind of KINDS) {
  describe(`the keeper and the staff, ${kind}`, () => {
    let browser;
    before(async () => {
      const record = new Record({ settings: { notices: [NOTICE, LATER], collector: `https://${COLLECTOR}` }, contacts: [{ role: "ai_lead", email: "ai@oakfield.example" }] });
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
      const soon = new Date(Date.now() + 5 * DAY).toISOString().slice(0, 10);
      const onDesk = (bundle) => browser.inside(([bundle, review_due]) => {
        const list = { scope: "uk.gias.urn:1", tools: [{ name: "Example Chat", assessment: { review_due } }] };
        return chrome.storage.local.set({ desk: { format: "chalkline-draft/1", org: {}, list, urls: [], days: 90, bundle } });
      }, [bundle, soon]);
      await onDesk(new Record().bytes({ days: 6 }).toString());
      const { expires, reviews, fault } = (await recordStatus(browser)).due;
      assert.deepEqual([expires.slice(0, 10), reviews, fault], [soon, ["Example Chat"], null]);
      const popup = await browser.page("popup");
      await until("the keeper is told", async () => (await says(popup, "For you as keeper of the record")) && (await says(popup, "Example Chat")));
      await popup.close();
      await onDesk("{}");
      assert.equal((await recordStatus(browser)).due.fault, "NOT_A_LIST");
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

    test("where the record says so, weeks that are over go to the school's collector, small counts and people left out", async () => {
      const monday = (weeks) => new Date((Math.floor((Date.now() / DAY + 3) / 7) * 7 - 3 - 7 * weeks) * DAY).toISOString().slice(0, 10);
      const count = (count) => ({ tool: "gemini", standing: "approved_with_conditions", severity: "high", outcome: "replace", count });
      const seed = { counts: { [monday(1)]: [count(12), count(4)], [monday(0)]: [count(30)] }, sent: { sent: { collector: `https://${COLLECTOR}`, until: monday(2) }, fault: null } };
      await browser.inside((seed) => chrome.storage.local.set(seed), seed);
      browser.network.serve(COLLECTOR, (_request, response) => response.writeHead(403).end());
      if (kind === "firefox") {
        const asking = await browser.page("counts");
        assert.deepEqual(await send(browser).then(({ allowed, fault }) => [allowed, fault]), [false, null], "nothing is tried before the person has agreed");
        const button = await until("the button to agree", () => asking.page.$("#collector button"));
        await button.click();
        await until("the browser has noted it", async () => (await send(browser)).allowed);
        await asking.close();
      }
      assert.equal((await send(browser)).fault, "NOT_ARRIVED");
      const counts = await browser.page("counts");
      await until("the person is told", async () => (await says(counts, COLLECTOR)) && (await says(counts, "did not arrive")));
      assert.deepEqual((await axeOnPage(counts.page)).violations, []);
      await counts.close();

      const taken = [];
      browser.network.serve(COLLECTOR, (request, response) => {
        if (request.method === "POST") taken.push(request);
        const allowed = { "access-control-allow-origin": "*", "access-control-allow-headers": "content-type", "content-type": "application/json" };
        response.writeHead(200, allowed).end("{}");
      });
      assert.equal((await send(browser)).fault, null);
      await send(browser);
      assert.equal(taken.length, 1, "once, and only once");
      const [{ path, headers, body }] = taken;
      assert.deepEqual([path, headers["content-type"], headers.cookie], ["/v1/metrics", "application/json", undefined]);
      const { resourceMetrics: [{ resource, scopeMetrics: [{ scope, metrics: [metric] }] }] } = JSON.parse(body.toString());
      assert.equal(resource.attributes[0].value.stringValue, scope.name);
      assert.deepEqual([metric.name, metric.sum.aggregationTemporality, metric.sum.isMonotonic], ["chalkline.warnings", 1, true]);
      const nanoseconds = (day) => `${Date.parse(day)}000000`;
      const attributes = Object.entries(count(12)).slice(0, -1).map(([key, stringValue]) => ({ key, value: { stringValue } }));
      assert.deepEqual(metric.sum.dataPoints, [{ attributes, startTimeUnixNano: nanoseconds(monday(1)), timeUnixNano: nanoseconds(monday(0)), asInt: "12" }]);
    });

    test("counts that cannot be read are said, kept as they are, and neither counted on nor sent", async () => {
      const broken = { "2026-11-16": "seven" };
      const { sent } = (await browser.storage()).local;
      await browser.inside((counts) => chrome.storage.local.set({ counts }), broken);
      assert.equal((await send(browser)).fault, "BAD_COUNTS");
      await browser.copy(SHORT);
      const { tab } = await openChat(browser, TOOLS.approved_with_conditions.host, "textarea");
      await tab.paste();
      await tab.dialog().shown("dialog");
      await tab.dialog().click("cancel");
      await tab.close();
      const { local } = await browser.storage();
      assert.deepEqual([local.counts, local.sent.sent], [broken, sent.sent], "the last good state is kept");
      for (const name of ["popup", "counts"]) {
        const page = await browser.page(name);
        await until("it is said", () => says(page, "The counts kept in this browser cannot be read."));
        assert.deepEqual((await axeOnPage(page.page)).violations, []);
        if (name === "counts") {
          await press(page, "Delete them all");
          await until("it begins anew", () => says(page, "Nothing was counted yet."));
        }
        await page.close();
      }
      assert.equal((await recordStatus(browser)).countsFault, null);
    });

    test("the panel on a tool opens the form for it, in a tab of ours", async () => {
      const { tab } = await openChat(browser, TOOLS.approved_with_conditions.host, "textarea");
      await tab.panel().shown("standing");
      await tab.panel().click("details");
      await tab.panel().click("tell-request");
      const opened = await until("the form is open", () => browser.inside(async () => (await chrome.tabs.query({})).map(({ url }) => url ?? "").find((url) => url.includes("tell.html"))));
      const form = new URL(opened).searchParams;
      assert.deepEqual(["about", "tool", "host"].map((name) => form.get(name)), ["request", TOOLS.approved_with_conditions.name, TOOLS.approved_with_conditions.host]);
      await tab.close();
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

/** Has what is to be sent be sent now. */
const send = (browser) => browser.inside(async () => (await chrome.runtime.sendMessage({ type: "send_counts" })).ok);

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
