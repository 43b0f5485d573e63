// Findings cross the boundary as numbers: one typed array costs a fraction of as many objects made from Rust.

const FIELDS = 5;

/** Builds an `Inspection`; `numbers` holds kind, subject, score in thousandths, start and end in UTF-16 units per finding. */
export function inspection(action, severity, numbers, kinds, subjects) {
  const findings = [];
  for (let at = 0; at < numbers.length; at += FIELDS) {
    const [kind, subject, thousandths, start, end] = numbers.subarray(at, at + FIELDS);
    findings.push({ kind: kinds[kind], start, end, score: thousandths / 1000, subject: subjects[subject] });
  }
  return { action, severity: severity ?? "none", findings };
}
