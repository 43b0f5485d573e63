// People found by compromise (npm), for `cargo xtask evaluate`: JSON lines {id, text} in, {id, spans} out, offsets in code points.
// The folder compromise is installed in is the argument.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const nlp = ((module) => module.default ?? module)(createRequire(import.meta.url)(process.argv[2]));

for await (const line of createInterface({ input: process.stdin })) {
  const { id, text } = JSON.parse(line);
  const points = (units) => [...text.slice(0, units)].length;
  const spans = nlp(text).people().json({ offset: true }).map(({ offset }) => ({
    start: points(offset.start),
    end: points(offset.start + offset.length),
    type: "PERSON",
  }));
  console.log(JSON.stringify({ id, spans }));
}
