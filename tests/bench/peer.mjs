// What an extension without Rust would do: one JavaScript regular expression a kind, checked by a function where the kind
// has a check digit. Names either the cheap way, every capitalised word looked up in a Set (Rose, May and Lincoln too), or by
// a library that reads the context, as our own tagger does. They are the yardsticks, not products.

import nlp from "compromise";

const digitsOf = (/** @type {string} */ text) => text.replace(/\D/g, "");

function passesMod11(/** @type {string} */ match) {
  const digits = digitsOf(match);
  if (digits.length !== 10) return false;
  const sum = [...digits].slice(0, 9).reduce((sum, digit, place) => sum + Number(digit) * (10 - place), 0);
  return (11 - (sum % 11)) % 11 === Number(digits[9]);
}

function passesUln(/** @type {string} */ match) {
  const digits = digitsOf(match);
  const sum = [...digits].slice(0, 9).reduce((sum, digit, place) => sum + Number(digit) * (10 - place), 0);
  return sum % 11 !== 0 && 10 - (sum % 11) === Number(digits[9]);
}

function passesLuhn(/** @type {string} */ match) {
  const digits = [...digitsOf(match)].reverse().map(Number);
  return digits.reduce((sum, digit, place) => sum + (place % 2 ? (digit * 2 > 9 ? digit * 2 - 9 : digit * 2) : digit), 0) % 10 === 0;
}

const UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ";
function passesUpn(/** @type {string} */ match) {
  const sum = [...match].slice(1).reduce((sum, char, place) => sum + (Number(char) || 0) * (place + 2), 0);
  return UPN_LETTERS[sum % 23] === match[0];
}

function passesMod97(/** @type {string} */ match) {
  const plain = match.replace(/\s/g, "");
  const turned = plain.slice(4) + plain.slice(0, 4);
  let rest = 0;
  for (const char of turned) for (const digit of String(Number.parseInt(char, 36))) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}

/** @type {[string, RegExp, ((match: string) => boolean)?][]} */
const PATTERNS = [
  ["email", /[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}/g],
  ["phone", /(?<!\d)(?:\+44\s?\(?0?\)?\s?|0)(?:\d\s?-?){9,10}(?!\d)/g],
  ["postcode", /\b(?:GIR ?0AA|[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d{1,2}|\d[A-HJKPSTUW]|[A-HK-Y]\d[ABEHMNPRV-Y])\s?\d[ABD-HJLNP-UW-Z]{2})\b/g],
  ["address", /\b\d{1,4}[A-Za-z]?\s+(?:[A-Z][a-z]+\s+){1,3}(?:Street|Road|Avenue|Lane|Close|Drive|Way|Crescent|Court|Gardens|Place)\b/g],
  ["date of birth", /\b(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|1[0-2])[/.-](?:19|20)\d{2}\b/g],
  ["written date", /\b(?:[12]?\d|3[01])(?:st|nd|rd|th)?\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+(?:19|20)\d{2}\b/g],
  ["upn", /\b[A-HJ-NP-RT-Z]\d{12}\b/g, passesUpn],
  ["temporary upn", /\b[A-HJ-NP-RT-Z]\d{11}[A-HJ-NP-RT-Z]\b/g],
  ["uln", /\b[1-9]\d{9}\b/g, passesUln],
  ["uci", /\b\d{5}[0-9A-Z]\d{6}[A-HJ-NP-Y]\b/g],
  ["candidate", /\bcandidate (?:number|no\.?)?\s*\d{4}\b/gi],
  ["nhs", /\b\d{3}[ -]?\d{3}[ -]?\d{4}\b/g, passesMod11],
  ["nino", /\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b/g],
  ["trn", /\b(?:TRN|teacher reference)\D{0,12}\d{2}[/ ]?\d{5}\b/gi],
  ["passport", /\bpassport\D{0,12}\d{9}\b/gi],
  ["driving licence", /\b[A-Z9]{5}\d[0156]\d{4}[A-Z9]{2}\d[A-Z]{2}\b/g],
  ["vehicle", /\b[A-Z]{2}\d{2}\s?[A-Z]{3}\b/g],
  ["bank", /\b\d{2}-\d{2}-\d{2}\s+\d{8}\b/g],
  ["iban", /\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}(?:\s?[A-Z0-9]{1,3})?\b/g, passesMod97],
  ["card", /\b(?:\d[ -]?){13,19}\b/g, passesLuhn],
  ["utr", /\b(?:UTR|taxpayer)\D{0,12}\d{10}\b/gi],
  ["dbs", /\bDBS\D{0,20}\d{12}\b/gi],
  ["credential", /\b(?:password|passwd|pwd|api[_ -]?key|token)\s*[:=]\s*\S+/gi],
  ["ip", /\b(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)\b/g],
  ["url", /\bhttps?:\/\/\S+[?&](?:token|key|auth)=\S+/gi],
  ["title and name", /\b(?:Mr|Mrs|Ms|Miss|Dr|Sir)\.?\s+[A-Z][a-z'’-]+(?:\s+[A-Z][a-z'’-]+)?/g],
];

const WORD = /\p{Lu}[\p{L}'’-]+/gu;

/** @typedef {{kind: string, start: number, end: number}} Found */

/** Names by a Set. @param {Set<string>} names in lower case @returns {(text: string) => Found[]} */
export function listPeer(names) {
  return (text) => [...patternsIn(text), ...listedIn(text, names)].sort(byStart);
}

/** Names by the library `compromise`. @param {string} text @returns {Found[]} */
export function libraryPeer(text) {
  const people = nlp(text).people().json({ offset: true });
  const names = people.map((/** @type {{offset: {start: number, length: number}}} */ { offset }) => found("name", offset.start, offset.length));
  return [...patternsIn(text), ...names].sort(byStart);
}

function* patternsIn(/** @type {string} */ text) {
  for (const [kind, pattern, passes] of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      if (!passes || passes(match[0])) yield found(kind, match.index, match[0].length);
    }
  }
}

function* listedIn(/** @type {string} */ text, /** @type {Set<string>} */ names) {
  for (const match of text.matchAll(WORD)) {
    if (names.has(match[0].toLowerCase())) yield found("name", match.index, match[0].length);
  }
}

const found = (/** @type {string} */ kind, /** @type {number} */ start, /** @type {number} */ length) => ({ kind, start, end: start + length });
const byStart = (/** @type {Found} */ a, /** @type {Found} */ b) => a.start - b.start;
