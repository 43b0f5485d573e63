//! The fields of a list and their forms, once: the check reads them, and the JSON Schema is written from them.

use super::Found;
use crate::record::{Rule, Scope, Time};
use serde_json::{Map, Value, json};

/// The form of a value.
enum Shape {
    Bool,
    Date,
    Hex64,
    Host,
    Https,
    /// A short name for machines.
    Id,
    Int(u64, u64),
    List(&'static Shape, usize, usize),
    /// Members of any name, or of one form of name.
    Map(&'static Shape),
    Moment,
    Object(&'static [Field]),
    /// Members that are not known are not allowed: in a rule, one would change what it matches.
    Closed(&'static [Field]),
    /// Or `null`.
    OrNull(&'static Shape),
    Path,
    Scope,
    /// At most so many characters.
    Text(usize),
    Word(&'static [&'static str]),
}

use Shape::*;

/// Name, form, whether required.
type Field = (&'static str, Shape, bool);

const MAX: u64 = crate::record::list::MAX_VERSION;
const LINE: Shape = Text(280);
const LINES: Shape = List(&LINE, 0, 20);
const NOTE: Shape = Text(500);
const NAME: Shape = Text(120);
const NAMES: Shape = List(&NAME, 0, 100);
const URL: Shape = Https;
const DATA: Shape = List(&Word(&["pseudonymised", "pupil_personal", "special_category", "staff_personal"]), 0, 4);
const KIND: Shape = Word(&["agent", "assistive", "code", "image", "llm", "nlp", "other", "search", "video", "voice"]);
const APPROVALS: &[&str] = &["approved", "approved_with_conditions"];

const LIST: &[Field] = &[
    ("scope", Scope, true),
    ("tools", List(&Object(TOOL), 0, 2_000), true),
    ("contacts", List(&Object(CONTACT), 0, 20), false),
    ("reminders", LINES, false),
    ("policy_url", URL, false),
    ("settings", Object(SETTINGS), false),
    ("delegations", List(&Object(DELEGATION), 0, 500), false),
    // Written when the list is signed.
    ("spec", Word(&["chalkline/1"]), false),
    ("anchor", Hex64, false),
    ("version", Int(1, MAX), false),
    ("issued", Moment, false),
    ("expires", Moment, false),
];

const TOOL: &[Field] = &[
    ("id", Id, true),
    ("name", NAME, true),
    ("vendor", NAME, false),
    ("vendor_company_no", NAME, false),
    ("kinds", List(&KIND, 1, 10), true),
    ("status", Word(&["approved", "approved_with_conditions", "under_review", "not_approved"]), true),
    ("status_since", Date, false),
    ("status_reason", NOTE, false),
    ("use_instead", NAMES, false),
    ("match", List(&Closed(RULE), 1, 64), true),
    ("users", Object(USERS), false),
    ("purposes", LINES, false),
    ("not_for", LINES, false),
    ("data_allowed", DATA, false),
    ("account", Object(ACCOUNT), false),
    ("conditions", LINES, false),
    ("assessment", Object(ASSESSMENT), false),
    ("data_location", NOTE, false),
    ("trains_on_input", Word(&["no", "yes", "unknown"]), false),
    ("vendor_min_age", Int(0, 25), false),
    ("licence_notes", NOTE, false),
    ("ip_notes", NOTE, false),
    ("contact_role", NAME, false),
    ("must_understand", NAMES, false),
];

const RULE: &[Field] = &[
    ("host", Host, true),
    ("subdomains", Bool, false),
    ("path_prefix", Path, false),
    ("query", Map(&Text(200)), false),
];

const USERS: &[Field] = &[
    ("staff", Bool, false),
    ("pupils", Bool, false),
    ("pupil_min_age", Int(4, 19), false),
    ("parental_consent", Bool, false),
    ("supervised", Bool, false),
    ("roles", NAMES, false),
    ("year_groups", NAMES, false),
];

const ACCOUNT: &[Field] = &[("tenant_only", Bool, false), ("tenants", NAMES, false), ("settings", LINES, false)];

const ASSESSMENT: &[Field] = &[
    ("date", Date, true),
    ("by_role", NAME, false),
    ("outcome", NOTE, false),
    ("review_due", Date, true),
    ("link", NOTE, false),
    ("dpia_ref", NOTE, false),
    ("dpa_ref", NOTE, false),
    ("safety_standards", NOTE, false),
];

const CONTACT: &[Field] =
    &[("role", NAME, true), ("name", NAME, false), ("email", NAME, false), ("phone", NAME, false)];

const SETTINGS: &[Field] = &[
    ("go_on", Word(&["with_reason", "never"]), false),
    ("reminder_every", Int(1, 1_000), false),
    ("reminders_by_kind", Map(&LINES), false),
    ("links", List(&Object(LINK), 0, 20), false),
    ("patterns", List(&Object(PATTERN), 0, 16), false),
    ("roster", Text(65_536), false),
    ("collector", URL, false),
    ("notices", List(&Object(NOTICE), 0, 20), false),
];

const LINK: &[Field] = &[("title", NAME, true), ("url", URL, true)];

const PATTERN: &[Field] = &[("id", Id, true), ("label", NAME, true), ("regex", Text(200), true)];

const NOTICE: &[Field] = &[("id", Id, true), ("title", NAME, true), ("text", NOTE, true), ("from", Date, true)];

const DELEGATION: &[Field] = &[
    ("scope", Scope, true),
    ("name", NAME, false),
    ("keys", Map(&Object(KEY)), true),
    ("role", Object(ROLE), true),
    ("urls", List(&URL, 0, 8), false),
    ("may_add", OrNull(&Object(MAY_ADD)), false),
];

const KEY: &[Field] = &[("alg", NAME, true), ("public", Text(10_000), true), ("label", NAME, false)];

const ROLE: &[Field] =
    &[("keyids", List(&Hex64, 1, 16), true), ("threshold", Int(1, 16), true), ("min_version", Int(0, MAX), false)];

const MAY_ADD: &[Field] = &[
    ("kinds", List(&KIND, 0, 10), true),
    ("max_status", Word(APPROVALS), true),
    ("data_allowed", DATA, false),
    ("pupils", Bool, false),
];

/// Checks a draft against the forms.
pub(super) fn check(draft: &Value, found: &mut Found) {
    walk(draft, &Object(LIST), String::new(), found);
}

fn walk(value: &Value, shape: &Shape, at: String, found: &mut Found) {
    match (shape, value) {
        (OrNull(_), Value::Null) => {}
        (OrNull(shape), _) => walk(value, shape, at, found),
        (Object(fields), Value::Object(members)) => members_of(members, fields, false, at, found),
        (Closed(fields), Value::Object(members)) => members_of(members, fields, true, at, found),
        (Map(shape), Value::Object(members)) => {
            members.iter().for_each(|(name, member)| walk(member, shape, format!("{at}/{}", escape(name)), found));
        }
        (List(shape, least, most), Value::Array(items)) => {
            if !(*least..=*most).contains(&items.len()) {
                found.error("WRONG_SHAPE", &at);
            }
            items.iter().enumerate().for_each(|(n, item)| walk(item, shape, format!("{at}/{n}"), found));
        }
        _ if !fits(shape, value) => {
            found.error(if matches!(shape, Host | Path) { "BAD_RULE" } else { "WRONG_SHAPE" }, at)
        }
        _ => {}
    }
}

fn members_of(members: &Map<String, Value>, fields: &[Field], closed: bool, at: String, found: &mut Found) {
    for (name, shape, required) in fields {
        match members.get(*name) {
            Some(member) => walk(member, shape, format!("{at}/{name}"), found),
            None if *required => found.error("MISSING", format!("{at}/{name}")),
            None => {}
        }
    }
    for name in members.keys().filter(|name| !fields.iter().any(|(known, ..)| known == name)) {
        let at = format!("{at}/{}", escape(name));
        if closed { found.error("UNKNOWN_FIELD", at) } else { found.warning("UNKNOWN_FIELD", at) }
    }
}

/// Whether a value that is neither object nor list is of its form.
fn fits(shape: &Shape, value: &Value) -> bool {
    let text = value.as_str();
    let with_host =
        |host: &str| Rule { host: host.into(), subdomains: false, path_prefix: "/".into(), query: Default::default() };
    let with_path = |path: &str| Rule { path_prefix: path.into(), ..with_host("x.example") };
    match shape {
        Bool => value.is_boolean(),
        Date => text.is_some_and(|text| Time::parse_date(text).is_some()),
        Hex64 => text.is_some_and(|text| crate::record::key::from_hex(text).is_some()),
        Host => text.is_some_and(|text| with_host(text).has_good_host()),
        Https => text.is_some_and(|text| text.starts_with("https://") && crate::record::Address::parse(text).is_ok()),
        Id => text.is_some_and(is_id),
        Int(least, most) => value.as_u64().is_some_and(|n| (*least..=*most).contains(&n)),
        Moment => text.is_some_and(|text| Time::parse(text).is_some()),
        Path => text.is_some_and(|text| with_path(text).has_good_path()),
        Scope => text.is_some_and(|text| self::Scope::parse(text).is_some()),
        Text(most) => text.is_some_and(|text| text.chars().count() <= *most),
        Word(words) => text.is_some_and(|text| words.contains(&text)),
        Closed(_) | List(..) | Map(_) | Object(_) | OrNull(_) => false,
    }
}

fn is_id(text: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    (1..=64).contains(&text.len()) && !text.starts_with('-') && text.bytes().all(allowed)
}

/// A member's name inside a JSON pointer: RFC 6901, section 3.
fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// The JSON Schema (2020-12) of a draft, for editors.
pub fn schema() -> Value {
    let mut schema = schema_of(&Object(LIST));
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    schema["$id"] = "urn:chalkline:list:1".into();
    schema["title"] = "Chalkline list, chalkline/1: what a keeper writes".into();
    schema["$comment"] =
        "Written by `chalkline record schema`. Strict, for writers: browsers pass over unknown members, \
                          read an unknown status as not_approved and allow no unknown data."
            .into();
    schema["properties"]["tools"]["items"]["allOf"] = conditions();
    schema
}

fn schema_of(shape: &Shape) -> Value {
    let pattern = |pattern: &str| json!({"type": "string", "pattern": pattern});
    match shape {
        Bool => json!({"type": "boolean"}),
        Date => pattern(r"^\d{4}-\d{2}-\d{2}$"),
        Hex64 => pattern("^[0-9a-f]{64}$"),
        Host => {
            json!({"type": "string", "maxLength": 253, "pattern": r"^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+(?=[0-9-]*[a-z])[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$"})
        }
        Https => pattern("^https://"),
        Id => pattern("^[a-z0-9][a-z0-9-]{0,63}$"),
        Int(least, most) => json!({"type": "integer", "minimum": least, "maximum": most}),
        List(shape, least, most) => {
            json!({"type": "array", "minItems": least, "maxItems": most, "items": schema_of(shape)})
        }
        Map(shape) => json!({"type": "object", "additionalProperties": schema_of(shape)}),
        Moment => pattern(r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$"),
        Object(fields) => object(fields),
        Closed(fields) => {
            let mut schema = object(fields);
            schema["additionalProperties"] = false.into();
            schema
        }
        OrNull(shape) => json!({"oneOf": [{"type": "null"}, schema_of(shape)]}),
        Path => pattern("^/[!$-;=@-\\[\\]^_a-z|~]*$"),
        Scope => json!({"type": "string", "maxLength": 128, "pattern": "^[a-z0-9.]+:[A-Za-z0-9-]+$"}),
        Text(most) => json!({"type": "string", "maxLength": most}),
        Word(words) => json!({"enum": words}),
    }
}

fn object(fields: &[Field]) -> Value {
    let properties: Map<String, Value> =
        fields.iter().map(|(name, shape, _)| (name.to_string(), schema_of(shape))).collect();
    let required: Vec<&str> = fields.iter().filter(|(.., required)| *required).map(|(name, ..)| *name).collect();
    json!({"type": "object", "properties": properties, "required": required})
}

/// The rules between the fields of one tool that a schema can say; `rules.rs` has them all.
fn conditions() -> Value {
    json!([
        {"if": {"properties": {"status": {"enum": APPROVALS}}}, "then": {"required": ["users", "assessment"]}},
        {
            "if": {"properties": {"status": {"const": "approved_with_conditions"}}},
            "then": {"required": ["conditions"], "properties": {"conditions": {"minItems": 1}}},
        },
        {
            "if": {"properties": {"users": {"properties": {"pupils": {"const": true}}, "required": ["pupils"]}}, "required": ["users"]},
            "then": {"properties": {"users": {"required": ["pupil_min_age", "supervised"]}}},
        },
        {
            "if": {"properties": {"data_allowed": {"contains": {"enum": ["pupil_personal", "special_category"]}}}, "required": ["data_allowed"]},
            "then": {"properties": {"assessment": {"required": ["dpia_ref"], "properties": {"dpia_ref": {"minLength": 1}}}}, "required": ["assessment"]},
        },
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::ListPayload;

    /// One value for every field.
    fn example(shape: &Shape) -> Value {
        match shape {
            Bool => true.into(),
            Date => "2027-01-31".into(),
            Hex64 => "ab".repeat(32).into(),
            Host => "x.example".into(),
            Https => "https://x.example/".into(),
            Id | Text(_) => "x".into(),
            Int(_, most) => (*most).into(),
            List(shape, ..) => json!([example(shape)]),
            Map(shape) => json!({"x": example(shape)}),
            Moment => "2027-01-31T00:00:00Z".into(),
            Object(fields) | Closed(fields) => {
                fields.iter().map(|(name, shape, _)| (name.to_string(), example(shape))).collect::<Map<_, _>>().into()
            }
            OrNull(shape) => example(shape),
            Path => "/x".into(),
            Scope => "uk.gias.urn:1".into(),
            Word(words) => (*words.last().expect("words")).into(),
        }
    }

    /// Not a second truth: a field here that the types lack, or the other way round, comes back changed.
    #[test]
    fn every_field_is_a_field_of_the_types() {
        let all = example(&Object(LIST));
        let typed: ListPayload = serde_json::from_value(all.clone()).expect("the types read every form");
        assert_eq!(serde_json::to_value(typed).expect("and write it"), all);
        let mut found = Found::default();
        check(&all, &mut found);
        assert_eq!(found.0, []);
    }

    #[test]
    fn the_schema_in_docs_is_the_one_written_from_here() {
        let text = std::fs::read_to_string("docs/list.v1.schema.json").expect("docs/list.v1.schema.json");
        let committed: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(committed, schema(), "write it again: chalkline record schema > docs/list.v1.schema.json");
    }
}
