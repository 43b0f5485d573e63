/** The moments at which more than the facts is at stake: a mark given to a child's work, a report written about a child. */

/** What answers say at such a moment, in English and Welsh. Wrongly said, it costs a line of reading; so it is said rather often. */
const MOMENTS = {
  marking: /\b(marks? (out of|for|awarded|scheme)|marking|(out of|\/) ?(10|20|25|30|40|50|60|80|100)\b|grade[ds]?:? ?[A-U1-9]\b|grad(e|ed|ing) (the|this|their|your)|level of attainment|cynllun marcio|marciau|marcio)/i,
  reports: /\b(reports? (comment|card|writing)|(school|end[- ]of[- ](year|term)|annual|progress|pupil) reports?|(has|have) made (\w+ ){0,2}progress|targets? for next (term|year)|parents['’]? evening|adroddiad(au)?|wedi gwneud cynnydd)\b/i,
};

/** @param {string} text of an answer @returns {"marking" | "reports" | null} */
export function momentOf(text) {
  const moments = /** @type {("marking" | "reports")[]} */ (Object.keys(MOMENTS));
  return moments.find((moment) => MOMENTS[moment].test(text)) ?? null;
}
