/**
 * One ordinary school for every test of a process that changes nothing of it but documents, and one browser without us: to start one
 * takes as long as ten tests. Tests that spoil the extension, change policy or count all that ever happened open a school of their own.
 */
import { after } from "node:test";
import { openSchool } from "./school.mjs";
import { breakBackground, breakEngine } from "./spoil.mjs";

/** @type {Map<string, Promise<import("./browser.mjs").Browser>>} */
const schools = new Map();
/** @type {(() => Promise<void>)[]} */
const ends = [];
after(() => Promise.all(ends.map((end) => end())));

/** The school of this kind; its `close` gives it back. @param {import("./browser.mjs").Kind} kind */
export const borrowSchool = (kind) => borrow(kind, kind, {});

/** A school whose page engine cannot judge. @param {import("./browser.mjs").Kind} kind */
export const borrowWithoutEngine = (kind) => borrow(`${kind}, no engine`, kind, { spoil: breakEngine });

/** A school whose background never starts. @param {import("./browser.mjs").Kind} kind */
export const borrowWithoutBackground = (kind) => borrow(`${kind}, no background`, kind, { managed: false, spoil: breakBackground });

/** The same browser and sites without us. @param {import("./browser.mjs").Kind} kind */
export const borrowPlain = (kind) => borrow(`${kind}, plain`, kind, { extension: null });

function borrow(name, kind, options) {
  if (!schools.has(name)) schools.set(name, open(kind, options));
  return schools.get(name);
}

async function open(kind, options) {
  const school = await openSchool(kind, options);
  ends.push(school.close.bind(school));
  school.close = () => school.closeTabs();
  return school;
}
