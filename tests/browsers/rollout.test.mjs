/** Roll-out by policy alone: the signed package from a host of the school's own, the record, and an update that loses nothing. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { Browser, KINDS } from "./harness/browser.mjs";
import { Record } from "./harness/record.mjs";
import { EXTENSION, recordStatus } from "./harness/school.mjs";
import { serveTools } from "./harness/sites.mjs";
import { until } from "./harness/until.mjs";

const ROOT = path.join(import.meta.dirname, "../..");
const CLI = path.join(ROOT, "target/debug/chalkline");
const HOST = "updates.oakfield.example";
const ADDRESS = `https://${HOST}/`;

// Of Firefox the policy alone is tried (pages.test.mjs): it takes no package that Mozilla has not signed.
describe("rolled out from the school's own host, chromium", { skip: !KINDS.includes("chromium") }, () => {
  const record = new Record();
  const host = mkdtempSync(path.join(os.tmpdir(), "chalkline-host-"));
  const packages = path.join(host, "packages");
  let browser;

  before(async () => {
    const id = pack("1.0.0");
    // By default nobody may look into what policy has installed, no driver either.
    const policies = { ...rolledOut(id), DeveloperToolsAvailability: 1 };
    browser = await Browser.launch("chromium", { policies }, (network) => {
      serveTools(network);
      record.serve(network);
      network.serve(HOST, ({ path: asked }, response) => response.end(readFileSync(path.join(packages, path.basename(new URL(asked, ADDRESS).pathname)))));
    });
    Object.assign(browser, { id, origin: `chrome-extension://${id}` });
  });
  after(async () => {
    await browser?.close();
    rmSync(host, { recursive: true, force: true });
  });

  /** The policies that `chalkline deploy` writes for this record and the package `id`. */
  function rolledOut(id) {
    const [published, out] = [path.join(host, "record.json"), path.join(host, "roll-out")];
    writeFileSync(published, record.bytes());
    execFileSync(CLI, ["deploy", published, "--address", `https://${record.host}`, "--chrome-id", id, "--chrome-updates", `${ADDRESS}updates.xml`, "--lock", "--out", out]);
    return JSON.parse(readFileSync(path.join(out, "linux/chrome.json")));
  }

  /** Signs the extension as this version, beside its update manifest. */
  function pack(version) {
    const folder = path.join(host, version);
    cpSync(EXTENSION, folder, { recursive: true });
    const manifest = path.join(folder, "manifest.json");
    writeFileSync(manifest, readFileSync(manifest, "utf8").replace(/"version": "[^"]+"/, `"version": "${version}"`));
    const line = ["run", "--quiet", "--package", "xtask", "--", "package", "--from", folder, "--out", packages, "--key", path.join(host, "package.pem"), "--address", ADDRESS];
    const said = execFileSync("cargo", line, { cwd: ROOT, encoding: "utf8" });
    rmSync(folder, { recursive: true });
    return said.match(/^id (\w+)$/m)[1];
  }

  const version = () => browser.inside(() => chrome.runtime.getManifest().version);

  test("policy installs it, nobody is asked, and the record is in force", async () => {
    await until("its background runs", () => browser.browser.targets().some((target) => target.url().startsWith(browser.origin)), 180_000);
    await until("it is enrolled", async () => (await recordStatus(browser).catch(() => null))?.summary, 180_000);
    const { managed, health, settings } = await recordStatus(browser);
    assert.deepEqual([managed, health, settings.lock_enrolment], [true, "FRESH", true]);
    assert.equal(await version(), "1.0.0");
  });

  test("the next version comes by itself, and what was kept is kept", async () => {
    await browser.inside(() => chrome.storage.local.set({ seen: ["a notice"] }));
    pack("1.0.1");
    const found = await browser.inside(async () => {
      const ready = new Promise((resolve) => chrome.runtime.onUpdateAvailable.addListener(({ version }) => resolve(version)));
      const { status } = await chrome.runtime.requestUpdateCheck();
      return status === "update_available" ? ready : status;
    });
    assert.equal(found, "1.0.1");
    await browser.inside(() => chrome.runtime.reload()).catch(() => {}); // the browser itself would wait until the extension rests
    await until("it is the next version", async () => {
      browser.insideTab = undefined;
      return (await version().catch(() => "")) === "1.0.1";
    });
    const { local } = await browser.storage();
    assert.deepEqual(local.seen, ["a notice"]);
    assert.equal((await recordStatus(browser)).health, "FRESH");
  });
});
