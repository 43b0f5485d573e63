/**
 * Real policy of a managed browser, without touching this computer's: the browser is started in a mount namespace of its
 * own in which the policy folder is one of ours.
 */
import { chmodSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

const FOLDERS = { chromium: "/etc/chromium", firefox: "/usr/share/firefox-esr/distribution" };
const FILES = { chromium: "policies/managed/chalkline.json", firefox: "policies.json" };

/**
 * Writes `policies` where `browser` will find them. Chromium reads changes at once, Firefox at its next start.
 * @param {"chromium" | "firefox"} browser @param {string} directory @param {object} policies
 */
export function writePolicies(browser, directory, policies) {
  const file = path.join(directory, "policy", FILES[browser]);
  mkdirSync(path.dirname(file), { recursive: true });
  const whole = path.join(directory, "next-policy.json");
  writeFileSync(whole, JSON.stringify(browser === "firefox" ? { policies } : policies));
  renameSync(whole, file); // a browser that is watching never reads half of it
}

/**
 * A program that starts `executable` with the policies of `directory` in force.
 * @param {"chromium" | "firefox"} browser @param {string} directory @param {string} executable
 */
export function managed(browser, directory, executable) {
  const file = path.join(directory, "managed-browser");
  const namespace = process.getuid?.() === 0 ? "unshare --mount" : "unshare --map-root-user --mount";
  writeFileSync(
    file,
    `#!/bin/sh\nexec ${namespace} sh -c 'mount --bind "$0" ${FOLDERS[browser]} && exec "$@"' '${directory}/policy' ${executable} "$@"\n`,
  );
  chmodSync(file, 0o755);
  return file;
}

/** The policies that hand `trust` to the extension `id`. */
export function managedStorage(browser, id, trust) {
  return browser === "firefox" ? { "3rdparty": { Extensions: { [id]: { trust } } } } : { "3rdparty": { extensions: { [id]: { trust } } } };
}
