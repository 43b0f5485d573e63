/**
 * One ordinary school for every test of a process that changes nothing of it but documents: to start a browser takes as long as
 * ten tests. Tests that spoil the extension, change policy or count all that ever happened open a school of their own.
 */
import { openSchool } from "./school.mjs";

/** How long a school nobody uses stays open for the next file, in ms. */
const LINGER = 500;

/** @type {Map<string, { school: Promise<import("./browser.mjs").Browser>, users: number }>} */
const schools = new Map();

/** The school of this kind; its `close` gives it back. @param {import("./browser.mjs").Kind} kind */
export async function borrowSchool(kind) {
  const shared = schools.get(kind) ?? { school: open(kind), users: 0 };
  schools.set(kind, shared);
  shared.users++;
  return shared.school;
}

async function open(kind) {
  const school = await openSchool(kind);
  const end = school.close.bind(school);
  school.close = async () => {
    const shared = schools.get(kind);
    shared.users--;
    await school.closeTabs();
    setTimeout(() => {
      if (shared.users > 0 || schools.get(kind) !== shared) return;
      schools.delete(kind);
      end();
    }, LINGER);
  };
  return school;
}
