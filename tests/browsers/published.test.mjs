/** The published folder as people meet it: every page in both languages, searched, read by axe, and loading nothing from elsewhere. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { axeOnPage } from "./harness/axe.mjs";
import { Browser, KINDS } from "./harness/browser.mjs";
import { Record } from "./harness/record.mjs";

const CLI = path.join(import.meta.dirname, "../../target/debug/chalkline");
const HOST = "school.example";
const TYPES = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript" };

for (const kind of KINDS) {
  describe(`published pages, ${kind}`, () => {
    let browser, folder;
    before(async () => {
      browser = await Browser.launch(kind, {}, (network) => {
        network.serve(HOST, ({ path: asked }, response) => {
          const file = path.join(folder, path.basename(new URL(asked, `https://${HOST}/`).pathname));
          response.setHeader("content-type", TYPES[path.extname(file)] ?? "application/octet-stream").end(readFileSync(file));
        });
      });
      folder = path.join(browser.directory, "site");
      const record = path.join(browser.directory, "record.json");
      writeFileSync(record, new Record().bytes());
      execFileSync(CLI, ["publish", record, "--address", `https://${HOST}/`, "--out", folder]);
    });
    after(() => browser?.close());

    test("axe finds nothing on any page, in either language", async () => {
      const pages = readdirSync(folder).filter((name) => name.endsWith(".html"));
      assert.equal(pages.length, 12);
      for (const name of pages) {
        const tab = await browser.open(`https://${HOST}/${name}`);
        assert.deepEqual((await axeOnPage(tab.page)).violations, [], name);
        await tab.close();
      }
    });

    test("the search narrows the tools", async () => {
      const tab = await browser.open(`https://${HOST}/staff.html`);
      await tab.page.click("#wanted");
      await tab.type("copilot");
      const shown = await tab.page.$$eval("article", (tools) => tools.filter((tool) => tool.checkVisibility()).map((tool) => tool.id));
      assert.deepEqual(shown, ["copilot"]);
      await tab.close();
    });

    test("nothing was loaded from elsewhere", () => {
      const hosts = new Set(browser.network.requests.map(({ host }) => host));
      hosts.delete("clipboard.example");
      assert.deepEqual([...hosts], [HOST]);
    });
  });
}
