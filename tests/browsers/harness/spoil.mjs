/** Extensions with a fault in them: what `openSchool` takes as `spoil`. */
import { TOOLS } from "./sites.mjs";
import { SHORT } from "./texts.mjs";

/** Where a broken engine proves itself and traps only at a person's text; where it cannot even start. */
export const [PROVES_ITSELF, CANNOT_START] = [TOOLS.approved.host, TOOLS.not_approved.host];

/** The engine traps at every question, as it would after a fault of its own. @param {(file: string, from: RegExp, to: string) => void} edit */
export function breakEngine(edit) {
  const trap = "throw new Error('unreachable');";
  edit("content/engine.js", /\binspect\((\w+)\)\{/, `$&if (location.host !== "${PROVES_ITSELF}" || $1 === ${JSON.stringify(SHORT)}) ${trap}`);
  edit("content/engine.js", /^/, `if (location.host === "${CANNOT_START}") ${trap}\n`);
}

/** @param {(file: string, from: RegExp, to: string) => void} edit */
export function breakBackground(edit) {
  edit("background/main.js", /\n\n/, "\n\nthrow new Error('gone');\n");
}
