// A keeper of a record who signs whatever rules it is handed, through the module's own signing side.

export const ORG = "uk.gias.urn:100000";

/** Rules of one tool: the format allows 64. */
const RULES_PER_TOOL = 50;

/**
 * @param {typeof import("../../pkg/wasm/desk.js")} core
 * @param {number} now ms since 1970
 * @param {number} seed keepers of one seed have the same keys
 */
export function keeper(core, now, seed = 1) {
  const [root, list] = [seed, seed + 1].map((byte) => core.SecretKey.make(new Uint8Array(32).fill(byte)));
  const role = (/** @type {InstanceType<typeof core.SecretKey>} */ key) => ({ keys: [key.public("key")], threshold: 1 });
  const made = core.new_record({ org: { id: ORG, name: "Oakfield School" }, root: role(root), list: role(list) }, now);
  const rooted = core.add_signature(made, root);
  /** The record with these rules, each tool approved. @param {{host: string, subdomains?: boolean}[]} rules */
  const sign = (rules) => {
    const tools = Array.from({ length: Math.ceil(rules.length / RULES_PER_TOOL) }, (_, n) => ({
      ...{ id: `tool-${n}`, name: `Tool ${n}`, kinds: ["llm"], status: "approved", users: { staff: true } },
      match: rules.slice(n * RULES_PER_TOOL, (n + 1) * RULES_PER_TOOL),
      assessment: { date: "2027-01-05", review_due: "2028-01-05" },
    }));
    return core.sign_list(rooted, { scope: ORG, tools }, list, now, 90);
  };
  return { sign };
}
