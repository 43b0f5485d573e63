//! The tools of a record: for staff with everything that helps them, for parents and governors what concerns them.

use super::page::Site;
use super::words::Words;
use crate::record::{Contact, Data, Entry, Status, Tool};
use maud::{Markup, html};

/// For whom a page of tools is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// Somebody about to use a tool.
    Staff,
    /// Somebody who wants to know what is used. References of assessments, accounts and reasons are left out.
    Parents,
}

/// The page's contents: how many stand how, then every tool, then whom to ask.
pub fn tools(site: &Site, reader: Reader, words: &Words) -> Markup {
    let entries = site.opened.tools();
    let contacts =
        site.opened.content.contacts.iter().filter(|contact| contact.email.is_some() || contact.phone.is_some());
    html! {
        p { (words.say(if reader == Reader::Staff { "pub_staff_about" } else { "pub_parents_about" })) }
        (counts(&entries, words))
        div #search data-label=(words.say("popup_tools_search")) data-found=(words.say("popup_tools_found")) {}
        @for entry in &entries { (card(&entry.tool, &entries, reader, words)) }
        section {
            h2 { (words.say("popup_contact")) }
            ul { @for contact in contacts { li { (contact_line(contact, words)) } } }
            @if let Some(policy) = &site.opened.content.policy_url {
                p { a href=(policy) { (words.say("pub_policy")) } }
            }
        }
    }
}

fn counts(entries: &[Entry<'_>], words: &Words) -> Markup {
    let statuses = [Status::Approved, Status::ApprovedWithConditions, Status::UnderReview, Status::NotApproved];
    let count = |wanted| entries.iter().filter(|entry| entry.tool.status == wanted).count();
    html! {
        dl.counts {
            @for wanted in statuses { dt { (status(wanted, words)) } dd { (count(wanted)) } }
        }
    }
}

fn card(tool: &Tool, all: &[Entry<'_>], reader: Reader, words: &Words) -> Markup {
    let facts: Vec<_> = facts(tool, all, reader, words).into_iter().filter(|(_, lines)| !lines.is_empty()).collect();
    html! {
        article class=(look(tool.status)) id=(tool.id) {
            h2 { (tool.name) @if let Some(vendor) = &tool.vendor { " " small { (vendor) } } }
            p.status { strong { (status(tool.status, words)) } }
            @if !facts.is_empty() {
                dl {
                    @for (term, lines) in facts {
                        dt { (words.say(term)) }
                        dd { @if let [line] = &lines[..] { (line) } @else { ul { @for line in lines { li { (line) } } } } }
                    }
                }
            }
        }
    }
}

/// Terms, by their locale keys, and what is to be said under each.
fn facts(tool: &Tool, all: &[Entry<'_>], reader: Reader, words: &Words) -> Vec<(&'static str, Vec<String>)> {
    let name_of =
        |id: &String| all.iter().find(|entry| entry.tool.id == *id).map_or(id.clone(), |e| e.tool.name.clone());
    let instead = || tool.use_instead.iter().map(name_of).collect::<Vec<_>>();
    let reason = || tool.status_reason.iter().cloned().collect::<Vec<_>>();
    let reviewed = || {
        tool.assessment.iter().map(|a| words.fill("pub_assessed", &[&words.day(&a.date), &words.day(&a.review_due)]))
    };
    let kinds =
        || tool.kinds.iter().filter_map(|kind| words.known(&format!("desk_kind_{}", token(kind)))).map(str::to_string);
    let for_whom = |term| (term, if tool.status.is_approval() { users(tool, words) } else { Vec::new() });
    let with_data = |term| (term, if tool.status.is_approval() { data(tool, words) } else { Vec::new() });
    match (reader, tool.status) {
        (Reader::Staff, Status::NotApproved) => vec![("tool_reason", reason()), ("tool_use_instead", instead())],
        (Reader::Staff, _) => vec![
            ("tool_reason", reason()),
            ("tool_conditions", tool.conditions.clone()),
            for_whom("tool_users"),
            with_data("tool_data"),
            ("tool_purposes", tool.purposes.clone()),
            ("tool_not_for", tool.not_for.clone()),
            ("tool_account", account(tool, words)),
            ("tool_use_instead", instead()),
            ("pub_review", reviewed().collect()),
        ],
        (Reader::Parents, _) => vec![
            ("desk_field_kinds", kinds().collect()),
            ("tool_purposes", tool.purposes.clone()),
            for_whom("tool_users"),
            with_data("tool_data"),
            ("tool_conditions", tool.conditions.clone()),
            ("desk_field_trains_on_input", learns(tool, words)),
            ("pub_review", reviewed().collect()),
        ],
    }
}

/// Who may use it.
pub fn users(tool: &Tool, words: &Words) -> Vec<String> {
    let users = &tool.users;
    let pupils = || match users.pupil_min_age {
        Some(age) => words.fill("tool_users_pupils_from", &[&age.to_string()]),
        None => words.say("tool_users_pupils"),
    };
    [
        users.staff.then(|| words.say("tool_users_staff")),
        users.pupils.then(pupils),
        (users.pupils && users.supervised).then(|| words.say("tool_users_supervised")),
        (users.pupils && users.parental_consent).then(|| words.say("tool_users_consent")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Personal data it may hold.
pub fn data(tool: &Tool, words: &Words) -> Vec<String> {
    let name = |data: &Data| words.say(&format!("tool_data_{}", token(data)));
    if tool.data_allowed.is_empty() {
        vec![words.say("tool_data_none")]
    } else {
        tool.data_allowed.iter().map(name).collect()
    }
}

fn account(tool: &Tool, words: &Words) -> Vec<String> {
    let tenants = tool.account.tenants.join(", ");
    let own = match tenants.is_empty() {
        true => words.say("tool_account_school"),
        false => words.fill("tool_account_tenants", &[&tenants]),
    };
    tool.account.tenant_only.then_some(own).into_iter().chain(tool.account.settings.iter().cloned()).collect()
}

fn learns(tool: &Tool, words: &Words) -> Vec<String> {
    tool.trains_on_input.iter().map(|answer| words.say(&format!("desk_trains_{answer}"))).collect()
}

/// The name of a standing.
pub fn status(status: Status, words: &Words) -> String {
    words.say(&format!("standing_{}", token(&status)))
}

fn look(status: Status) -> &'static str {
    match status {
        Status::Approved => "good",
        Status::NotApproved => "stop",
        _ => "care",
    }
}

/// A role in words: one the core knows by a token, or one of the school's own.
pub fn role(role: &str, words: &Words) -> String {
    words.known(&format!("role_{role}")).unwrap_or(role).to_string()
}

fn contact_line(contact: &Contact, words: &Words) -> Markup {
    html! {
        (role(&contact.role, words))
        @if let Some(email) = &contact.email { " · " a href={ "mailto:" (email) } { (email) } }
        @if let Some(phone) = &contact.phone { " · " (phone) }
    }
}

/// How the record writes a word of its own.
fn token(word: &impl serde::Serialize) -> String {
    serde_json::to_value(word).ok().and_then(|value| value.as_str().map(str::to_string)).unwrap_or_default()
}
