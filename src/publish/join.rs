//! The way in: the enrolment link as text and as a QR code, the fingerprint to compare, and the poster.

use super::RECORD;
use super::page::Site;
use super::qr::qr_svg;
use super::words::Words;
use crate::error::Error;
use crate::record::sign::{delegations, organisation, settings_for};
use crate::record::{Bundle, Scope};
use maud::{Markup, html};

/// A school, or the organisation itself, and its way in.
pub struct Audience {
    /// Its name, as people read it.
    pub name: String,
    /// Its id.
    pub scope: Scope,
    /// The enrolment link for its browsers.
    pub link: String,
}

/// The organisation and every school that its list names; or the one school that the pages are for.
pub fn audiences(bundle: &Bundle, school: &Scope, address: &str) -> Result<Vec<Audience>, Error> {
    let org = organisation(bundle)?;
    let schools = delegations(bundle)?.into_iter().map(|delegation| (delegation.scope, delegation.name));
    let all = std::iter::once((org.id.clone(), org.name)).chain(schools);
    all.filter(|(scope, _)| *school == org.id || scope == school)
        .map(|(scope, name)| {
            let settings = settings_for(bundle, &scope, vec![format!("{address}{RECORD}")])?;
            Ok(Audience { name, link: settings.to_link(&format!("{address}join.html")), scope })
        })
        .collect()
}

/// The page behind the link.
pub fn join(site: &Site, words: &Words) -> Markup {
    html! {
        p { (words.say("pub_join_about")) }
        ol {
            li { (words.say("pub_join_1")) }
            li { (words.say("pub_join_2")) }
            li { (words.say("pub_join_3")) }
        }
        p.fingerprint { (words.say("options_fingerprint")) " " strong.code { (site.fingerprint()) } }
        @for audience in &site.audiences {
            section {
                h2 { (audience.name) }
                p.code { a href=(audience.link) { (audience.link) } }
                @if let Some(code) = qr_svg(&audience.link, &words.say("pub_join_qr")) { (code) }
                p.soft { (words.fill("pub_join_school", &[audience.scope.as_str()])) }
            }
        }
    }
}

/// One sheet for the staff room for each school.
pub fn poster(site: &Site, words: &Words) -> Markup {
    html! {
        @for audience in &site.audiences {
            section.poster {
                h2 { (audience.name) }
                p.lead { (words.say("pub_poster_line")) }
                ul {
                    li { (words.say("pub_poster_1")) }
                    li { (words.say("pub_poster_2")) }
                    li { (words.say("pub_poster_3")) }
                }
                @if let Some(code) = qr_svg(&audience.link, &words.say("pub_join_qr")) { (code) }
                p { (words.say("pub_poster_join")) br; span.code { (site.address) "join.html" } }
                p.fingerprint { (words.say("options_fingerprint")) br; strong.code { (site.fingerprint()) } }
                p { (words.say("pub_poster_safe")) }
            }
        }
    }
}
