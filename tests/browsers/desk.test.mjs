/** A newcomer's walk, with the pages alone: from no record at all to a record in force in this browser, and out of it again. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { axeOnPage } from "./harness/axe.mjs";
import { Browser, KINDS } from "./harness/browser.mjs";
import { EXTENSION } from "./harness/school.mjs";
import { serveTools, TOOLS } from "./harness/sites.mjs";
import { until } from "./harness/until.mjs";

const HOST = "records.elm.example";
const PASSPHRASE = "four words that rhyme";

for (const kind of KINDS) {
  describe(`from nothing to enforced, ${kind}`, () => {
    let browser, desk, record, link, sheets;
    let isOpen = true;
    /** What the host hands out in the record's place. */
    let served = null;

    before(async () => {
      browser = await Browser.launch(kind, { install: () => EXTENSION }, (network) => {
        serveTools(network);
        network.serve(HOST, (_request, response) => {
          if (isOpen) response.setHeader("access-control-allow-origin", "*");
          response.end(served ?? record);
        });
      });
      desk = new Page(await browser.page("desk"));
      await desk.catchDownloads();
    });
    after(() => browser?.close());

    test("a first list, everything undecided; one decision is written and checked", async () => {
      await desk.press("Start from the list");
      await desk.press("ChatGPT");
      await desk.choose("field-status", "approved");
      await desk.shows("no risk assessment is recorded");
      await desk.tick("field-users.staff");
      await desk.fill("field-assessment.date", "2026-09-01");
      await desk.fill("field-assessment.review_due", "2036-09-01");
      await until("nothing is left to mend", async () => !(await desk.text()).includes("no risk assessment"));
      await desk.press("Back to the list");
    });

    test("the school's own workbook is taken over, column by column", async () => {
      await desk.giveFile("class.xlsx", readFileSync(path.join(import.meta.dirname, "../files/class.xlsx")).toString("base64"));
      await desk.shows("Which column is which?");
      const { violations } = await axeOnPage(desk.tab.page);
      assert.deepEqual(violations, []);
    });

    test("what became of each row of a spreadsheet is said, and what was on the list stays as it was", async () => {
      const rows = "Tool,Decision,Review,Address\nChatGPT,not approved,,\nQuizzer,under review,soon,quizzer.example\n,approved,,\nSketcher,under review,,sketcher.example\n";
      await desk.giveFile("tools.csv", btoa(rows));
      await desk.press("Take over 4 rows");
      await desk.shows("2 of 4 rows became tools.");
      for (const line of ["Row 2: ChatGPT is on the list already", "Row 3: “soon” is not something", "Row 4: it has no name"]) await desk.shows(line);
      await desk.shows("Sketcher");
    });

    test("a closed tab loses nothing", async () => {
      await desk.shows("Kept on this computer");
      await desk.tab.close();
      desk = new Page(await browser.page("desk"));
      await desk.catchDownloads();
      await desk.press("ChatGPT");
      assert.equal(await desk.value("field-status"), "approved");
    });

    test("the keys: three sheets, one file, and no way on before both are safe", async () => {
      await desk.press("2. Your school");
      await desk.fillLabelled("Name of the school or trust", "Elm School");
      await desk.fillLabelled("Its identifier", "100001");
      await desk.press("Go on: 3. Keys");
      await desk.fillLabelled("Passphrase of the key file", PASSPHRASE);
      await desk.fillLabelled("The passphrase again", PASSPHRASE);
      await desk.press("Make the keys");
      sheets = await until("three sheets", () => desk.evaluate(() => {
        const sheets = [...document.querySelectorAll(".secret")].map((list) => [...list.children].map((word) => word.textContent));
        return sheets.length === 3 && sheets;
      }), 60_000);
      assert.deepEqual(sheets.map((words) => words.length), [24, 24, 24]);
      await desk.press("Save the key file");
      assert.equal(await desk.isEnabled("Finish: the sheets are printed, the file is saved"), false);
      await desk.evaluate((sheets) => {
        for (const input of document.querySelectorAll("input[id^=word-]")) {
          const [, sheet, place] = input.id.split("-");
          input.value = sheets[sheet][place];
          input.dispatchEvent(new Event("input"));
        }
      }, sheets);
      await desk.press("Finish: the sheets are printed, the file is saved");
    });

    test("no secret is stored", async () => {
      const { local, session } = await browser.storage();
      const stored = JSON.stringify([local, session]);
      assert.ok(stored.includes("Elm School"));
      assert.ok(!stored.includes("PRIVATE KEY") && !stored.includes(PASSPHRASE));
      for (const words of sheets) assert.ok(!stored.includes(words.slice(0, 3).join(" ")));
    });

    test("signed: the file, and the link for staff", async () => {
      await desk.fillLabelled("Where the file will be on the web", `https://${HOST}/record.json`);
      await desk.sign("uk-gias-urn-100001-list-key.pem");
      await desk.shows("Signed, and checked", 60_000);
      await desk.press("Download the record");
      record = await until("the record is saved", () => desk.saved("record.json"));
      link = await desk.evaluate(() => [...document.querySelectorAll("dd .code")].map((part) => part.textContent).find((text) => text.includes("#v=1")));
    });

    test("everything for the web host in one zip, and for managed browsers in another", async () => {
      await desk.press("Download the web pages");
      const pages = await until("the pages are saved", () => desk.saved("web-pages.zip"), 30_000);
      for (const name of ["record.json", "staff.html", "staff.cy.html", "parents.html", "poster.html", "pages.css"]) assert.ok(pages.includes(name), name);
      await desk.fillLabelled("Chalkline’s id in Chrome and Edge", "abcdefghijklmnopabcdefghijklmnop");
      await desk.press("Download the files for managed browsers");
      const files = await until("the files are saved", () => desk.saved("managed-browsers.zip"), 30_000);
      for (const name of ["google-admin/", "apple/chalkline.mobileconfig", "windows/chalkline.reg", "firefox/policies.json", "steps.cy.html"]) assert.ok(files.includes(name), name);
    });

    test("the address is checked from outside", async () => {
      isOpen = false;
      await desk.press("Check my address");
      await desk.shows("Access-Control-Allow-Origin: *");
      isOpen = true;
      for (const [page, said] of [["<!doctype html><title>Log in</title>", "without a log-in"], [record.slice(0, -40), "has changed the file"]]) {
        served = page;
        await desk.press("Check my address");
        await desk.shows(said);
      }
      served = null;
      await desk.press("Check my address");
      await desk.shows("Version 1 is there");
      const { violations } = await axeOnPage(desk.tab.page);
      assert.deepEqual(violations, []);
    });

    test("the printed sheets, typed back, make a new key file; the old one signs no more", async () => {
      await desk.press("3. Keys");
      await desk.evaluate(() => {
        document.querySelector("details.card").open = true;
        globalThis.downloads["old.pem"] = globalThis.downloads["uk-gias-urn-100001-list-key.pem"];
      });
      await desk.fillLabelled("The words of the sheets", [sheets[0], sheets[2]].map((words) => words.join(" ")).join("\n\n"));
      await desk.fillLabelled("Passphrase of the key file", PASSPHRASE);
      await desk.fillLabelled("The passphrase again", PASSPHRASE);
      await desk.press("Make a new key file");
      await desk.shows("Sign this version", 60_000);
      await desk.sign("old.pem");
      await desk.shows("This key may not sign this document.", 60_000);
      await desk.sign("uk-gias-urn-100001-list-key.pem");
      await desk.shows("Signed, and checked", 60_000);
      await desk.evaluate(() => delete globalThis.downloads["record.json"]);
      await desk.press("Download the record");
      record = await until("the record is saved", () => desk.saved("record.json"));
      assert.equal(JSON.parse(record).roots.length, 2);
    });

    test("joined with the link, after the fingerprint was shown; in force on the tool", async () => {
      await join(browser, link);
    });

    test("and in the other browser, with the same link", async () => {
      const other = await Browser.launch(kind === "chromium" ? "firefox" : "chromium", { install: () => EXTENSION }, (network) => {
        serveTools(network);
        network.serve(HOST, (_request, response) => response.setHeader("access-control-allow-origin", "*").end(record));
      });
      try {
        await join(other, link);
      } finally {
        await other.close();
      }
    });

    test("left only after the word is typed", async () => {
      const options = new Page(await browser.page("options"));
      await until("the form to leave", () => options.evaluate(() => !document.querySelector("#leave").hidden));
      assert.equal(await options.isEnabled("Leave the record"), false);
      await options.fill("word", "leave");
      await options.press("Leave the record");
      await options.shows("not joined");
      await options.tab.close();
    });
  });
}

for (const kind of KINDS) {
  test(`a trust hands on to a school: its key, and what it may add, ${kind}`, async () => {
    const browser = await Browser.launch(kind, { install: () => EXTENSION }, () => {});
    try {
      const desk = new Page(await browser.page("desk"));
      await desk.press("2. Your school");
      await desk.fillLabelled("Its identifier", "TR01234");
      await desk.press("Add a school");
      await until("its form", () => desk.evaluate(() => document.getElementById("field-scope") !== null));
      await desk.fill("field-name", "Elm School");
      await desk.fill("field-scope", "uk.gias.urn:100001");
      const half = { alg: "ed25519", public: "A".repeat(43) + "=", label: "Elm lead", keyid: "ab".repeat(32) };
      await desk.giveFile("elm.json", btoa(JSON.stringify(half)));
      await desk.shows("Elm lead");
      await desk.tick("may-add");
      await desk.tick("field-may_add.kinds-image");
      assert.deepEqual((await axeOnPage(desk.tab.page)).violations, []);
      await desk.shows("Kept on this computer");
      const kept = await until("it is kept", async () => (await browser.storage()).local.desk?.list.delegations?.[0]?.may_add?.kinds?.length && (await browser.storage()).local.desk.list.delegations);
      const { keyid, ...key } = half;
      assert.deepEqual(kept, [{ scope: "uk.gias.urn:100001", name: "Elm School", keys: { [keyid]: key }, role: { keyids: [keyid], threshold: 1 }, may_add: { kinds: ["image"], max_status: "approved_with_conditions" } }]);
    } finally {
      await browser.close();
    }
  });
}

for (const kind of KINDS) {
  test(`a filter of rare names is made from a list of pupils, and no name is kept, ${kind}`, async () => {
    const browser = await Browser.launch(kind, { install: () => EXTENSION }, () => {});
    try {
      const desk = new Page(await browser.page("desk"));
      await desk.press("2. Your school");
      await desk.shows("There is no filter in your record.");
      assert.equal(await desk.isEnabled("Make the filter from a list of pupils"), false, "not before what it gives away is weighed");
      await desk.tick("roster-sure");
      await desk.giveFile("marks.csv", btoa("Class,Mark\n9B,7\n"));
      await desk.shows("No column of that file");
      await desk.giveFile("pupils.csv", btoa("UPN;Legal Surname;Forename\nA1;Brzeczykiewicz;Xochiquetzal\n"));
      await desk.shows("A filter is in your record’s draft.");
      const { violations } = await axeOnPage(desk.tab.page);
      assert.deepEqual(violations, []);
      const kept = () => browser.storage().then(({ local }) => local.desk?.list.settings?.roster);
      const first = await until("it is kept", kept);
      // A place is marked already once in 16 times; that all of these are, once in a hundred million.
      const others = ["Brunhildegardis", "Thistlewyn", "Okwudilichukwu", "Szczepaniak", "Vanathibala", "Ysolwen", "Quillabamba"];
      await desk.giveFile("pupils.csv", btoa(["Forename", ...others].join("\n")));
      const second = await until("it is made anew", async () => (await kept()) !== first && (await kept()));
      assert.equal(second.slice(0, 12), first.slice(0, 12), "the next filter keeps the key");
      assert.ok(!/brz|xochi/i.test(JSON.stringify(await browser.storage())));
      await desk.press("Take the filter out");
      await until("it is gone", async () => !(await kept()));
    } finally {
      await browser.close();
    }
  });
}

/** Joins by the link on the page of settings, after the fingerprint was shown; the record then holds on a tool. */
async function join(browser, link) {
  const options = new Page(await browser.page("options"));
  await options.allowAll();
  await options.fill("link", link);
  await options.press("Look it up");
  await options.shows("Compare the fingerprint");
  await options.press("It matches: join Elm School");
  await options.shows("up to date");
  await options.tab.close();
  const tab = await browser.open(`https://${TOOLS.approved.host}/?editor=textarea`);
  await tab.panel().shown("panel");
  await tab.close();
}

/** A page of ours, used by the words on it. Clicks are the page's own: what they start is what is tested here. */
class Page {
  constructor(tab) {
    this.tab = tab;
  }

  evaluate(work, ...args) {
    return this.tab.page.evaluate(work, ...args);
  }

  text() {
    return this.evaluate(() => document.body.innerText);
  }

  shows(words, patience) {
    return until(`the page says “${words}”`, async () => (await this.text()).includes(words), patience);
  }

  isEnabled(words) {
    return this.evaluate((words) => [...document.querySelectorAll("button")].some((button) => button.textContent.trim() === words && !button.disabled), words);
  }

  async press(words) {
    await until(`a button “${words}”`, () => this.isEnabled(words));
    await this.evaluate((words) => [...document.querySelectorAll("button")].find((button) => button.textContent.trim() === words).click(), words);
  }

  fill(id, value) {
    return this.evaluate((id, value) => {
      const control = document.getElementById(id);
      control.value = value;
      control.dispatchEvent(new Event("input", { bubbles: true }));
    }, id, value);
  }

  async fillLabelled(label, value) {
    const find = (label) => [...document.querySelectorAll("label")].find((candidate) => candidate.textContent.trim() === label)?.htmlFor;
    await this.fill(await until(`a field “${label}”`, () => this.evaluate(find, label)), value);
  }

  async choose(id, value) {
    await until(`a choice ${id}`, () => this.evaluate((id) => document.getElementById(id) !== null, id));
    await this.evaluate((id, value) => {
      const control = document.getElementById(id);
      control.value = value;
      control.dispatchEvent(new Event("change", { bubbles: true }));
    }, id, value);
  }

  tick(id) {
    return this.evaluate((id) => document.getElementById(id).click(), id);
  }

  async value(id) {
    await until(`a field ${id}`, () => this.evaluate((id) => document.getElementById(id) !== null, id));
    return this.evaluate((id) => document.getElementById(id).value, id);
  }

  /** Keeps what the page would have the browser save. */
  catchDownloads() {
    return this.evaluate(() => {
      globalThis.downloads = {};
      const make = URL.createObjectURL;
      let last;
      URL.createObjectURL = (blob) => ((last = blob), make.call(URL, blob));
      HTMLAnchorElement.prototype.click = function () {
        last.text().then((text) => (globalThis.downloads[this.download] = text));
      };
    });
  }

  saved(name) {
    return this.evaluate((name) => globalThis.downloads[name], name);
  }

  /** Gives the page's first file field a file. */
  giveFile(name, base64) {
    return this.evaluate((name, base64) => {
      const input = document.querySelector("input[type=file]");
      const files = new DataTransfer();
      files.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name));
      input.files = files.files;
      input.dispatchEvent(new Event("change"));
    }, name, base64);
  }

  /** Gives the page's one file field a file that it saved before. */
  chooseFile(name) {
    return this.evaluate((name) => {
      const input = document.querySelector("input[type=file]");
      const files = new DataTransfer();
      files.items.add(new File([globalThis.downloads[name]], name));
      input.files = files.files;
      input.dispatchEvent(new Event("change"));
    }, name);
  }

  /** Signs with a key file that the page saved before. */
  async sign(name) {
    await this.chooseFile(name);
    await this.fillLabelled("Passphrase of the key file", PASSPHRASE);
    await this.press("Sign");
  }

  /** No driver can press the browser's own permission bubble: the host sends the header that makes it unnecessary. */
  allowAll() {
    return this.evaluate(() => { chrome.permissions.request = async () => true; });
  }
}
