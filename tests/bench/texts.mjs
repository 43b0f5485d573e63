// Texts to measure on, made from a seed: prose without personal data, class lists, and input that is hostile to a scanner.
// Every person and number in them is invented.

/** A small generator of numbers from a seed, so that every run measures the same bytes. */
function seeded(/** @type {number} */ seed) {
  return (/** @type {number} */ below) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
}

const FORENAMES = "Amira Kwesi Lukas Zofia Hoi-Yan Siân Oluwaseun Fatima Callum Priya Mateusz Niamh Yusuf Chloe Dafydd Ayaan Isla Tomasz Mei Grace".split(" ");
const SURNAMES = "Khan Okafor Kowalski Jones Patel Nguyen O'Brien Mensah Williams Hussain Smith Nowak Ahmed Lewis Chen Begum Taylor Mwangi Evans Singh".split(" ");
const SENTENCES = [
  "Ask the class to compare the two poems and to say which image stayed with them longest.",
  "Plants need light, water and carbon dioxide; the leaf is where most of the work is done.",
  "Share the success criteria, then model one paragraph on the board before they write.",
  "The river wears its bed away faster where the water is quick and the stones are hard.",
  "Pupils should show their working and check each answer by a second method.",
  "In pairs, list three causes of the war and put them in order of weight.",
  "The homework is to read the chapter and to bring two questions to the next lesson.",
];

const until = (/** @type {number} */ size, /** @type {() => string} */ piece) => {
  const parts = [];
  for (let length = 0; length < size; ) {
    const part = piece();
    parts.push(part);
    length += part.length;
  }
  return parts.join("").slice(0, size);
};

export function prose(/** @type {number} */ size) {
  const pick = seeded(1);
  return until(size, () => SENTENCES[pick(SENTENCES.length)] + (pick(5) ? " " : "\n\n"));
}

const UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ";
function upn(/** @type {string} */ digits) {
  const sum = [...digits].reduce((sum, digit, place) => sum + Number(digit) * (place + 2), 0);
  return UPN_LETTERS[sum % 23] + digits;
}

export function classList(/** @type {number} */ size) {
  const pick = seeded(2);
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  let row = 0;
  const header = "Surname\tForename\tDOB\tUPN\tReg\tParent email\n";
  return header + until(size - header.length, () => {
    row += 1;
    const [forename, surname] = [FORENAMES[pick(FORENAMES.length)], SURNAMES[pick(SURNAMES.length)]];
    const born = `${two(1 + pick(28))}/${two(1 + pick(12))}/${2009 + pick(6)}`;
    const number = upn(`801200${two(pick(30))}${String(row % 10000).padStart(4, "0")}`);
    return `${surname}\t${forename}\t${born}\t${number}\t7${"ABC"[pick(3)]}\t${forename.toLowerCase()}.${row}@example.org\n`;
  });
}

/** Families of text on which scanners go wrong: each repeats a start of something that never ends. */
export const HOSTILE = {
  digits: "1234567890",
  "1-1-1-": "1-",
  dots: ".",
  dashes: "-",
  at: "@",
  "a@": "a@",
  "www.": "www.",
  spaces: " ",
  capitals: "Aa ",
  "Capital run": "Will May ",
  "combining marks": "e\u0301",
  tabs: "\t",
  quotes: "'",
};

export const hostile = (/** @type {string} */ unit, /** @type {number} */ size) => unit.repeat(Math.ceil(size / unit.length)).slice(0, size);

/** Names for the peer's Set: made up to the size of a real list, so that the look-up costs what it would. */
export function namesForPeer() {
  const names = new Set([...FORENAMES, ...SURNAMES].map((name) => name.toLowerCase()));
  for (let n = 0; names.size < 60_000; n += 1) names.add(`n${n.toString(36)}`);
  return names;
}
