/** The first page a person sees: what is done, what is not, and joining the school's record. */

import { ask, onChanged } from "../messages.js";
import { fillWith, make, part } from "../ui/dom.js";
import { fillPage, words } from "../ui/words.js";
import { faultLine, recordFacts } from "./parts.js";

const next = part("next", HTMLElement);

fillPage();
show();
onChanged(show); // policy may arrive seconds after the first start

async function show() {
  try {
    const { settings, summary, locked } = await ask("record", {});
    if (summary) fillWith(next, make("h2", {}, words("welcome_joined")), recordFacts(summary));
    else if (settings || locked) fillWith(next, make("p", {}, words("welcome_managed")));
    else fillWith(next, make("h2", {}, words("welcome_join")), make("p", {}, words("welcome_join_how")), join());
  } catch (error) {
    fillWith(next, faultLine(error));
  }
}

const join = () => make("div", { class: "buttons" }, make("a", { class: "button main", href: "options.html" }, words("popup_join")));
