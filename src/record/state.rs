//! What a browser keeps, and the rules by which a download may change it.
//!
//! Nothing kept says "verified": whoever reads a [`State`] walks it again from the pinned hash.

use super::bundle::Bundle;
use super::envelope::Envelope;
use super::key::Role;
use super::list::{Expected, List};
use super::root::Root;
use super::settings::Settings;
use super::time::Time;
use crate::error::{Code, Error};
use serde::{Deserialize, Serialize};

/// Roots that one download may bring. What lies beyond is taken from the next one.
const ROOTS_PER_UPDATE: u64 = 64;

/// What a browser keeps: the envelopes in force, as they came. The default is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct State {
    /// Every root from version 1.
    pub roots: Vec<Envelope>,
    /// The trust's list, or the only school's.
    pub trust_list: Option<Envelope>,
    /// The school's list within its trust.
    pub school_list: Option<Envelope>,
}

/// What a download came to. The state is the one to keep, whatever the outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    /// What to keep: every good step of the download, and the last good list where the new one was not.
    pub state: State,
    /// What happened.
    pub outcome: Outcome,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Something new is in force.
    News,
    /// All good, and all known already.
    NoNews,
    /// Refused, in whole or from here on.
    Refused(Error),
}

/// Takes in a download. A bad one never replaces a good list.
pub fn update(bytes: &[u8], state: &State, settings: &Settings, now: Time) -> Update {
    let mut held = Held::walk(state, settings);
    let before = held.state();
    let result = Bundle::parse(bytes).and_then(|bundle| held.take(&bundle, settings, now));
    let state = held.state();
    let outcome = match result {
        Err(error) => Outcome::Refused(error),
        Ok(()) if state == before => Outcome::NoNews,
        Ok(()) => Outcome::News,
    };
    Update { state, outcome }
}

/// A state that was verified from the pinned hash; what did not verify is not in it.
#[derive(Default)]
pub(super) struct Held {
    pub chain: Vec<Envelope>,
    pub root: Option<Root>,
    pub trust: Option<(Envelope, List)>,
    pub school: Option<(Envelope, List)>,
    /// The first fault found on the walk.
    pub fault: Option<Error>,
}

impl Held {
    /// Verifies a state again: each root from the one before, the lists from the newest root and from each other.
    pub fn walk(state: &State, settings: &Settings) -> Held {
        let mut held = Held::default();
        for envelope in &state.roots {
            if let Err(error) = held.step(envelope, settings) {
                held.fault = Some(error);
                break;
            }
        }
        held.trust = state.trust_list.clone().and_then(|envelope| {
            let list = held.root.as_ref().map(|root| verify_trust_list(&envelope, root, settings))?;
            held.keep(envelope, list)
        });
        held.school = state.school_list.clone().and_then(|envelope| {
            let (root, (_, trust)) = held.root.as_ref().zip(held.trust.as_ref())?;
            let list = verify_school_list(&envelope, root, trust, settings);
            held.keep(envelope, list)
        });
        held
    }

    fn keep(&mut self, envelope: Envelope, list: Result<List, Error>) -> Option<(Envelope, List)> {
        list.map(|list| (envelope, list)).map_err(|error| self.fault.get_or_insert(error)).ok()
    }

    /// Goes one root further.
    fn step(&mut self, envelope: &Envelope, settings: &Settings) -> Result<(), Error> {
        self.root = Some(match &self.root {
            None => Root::first(envelope, &settings.pin()?)?,
            Some(root) => root.next(envelope)?,
        });
        self.chain.push(envelope.clone());
        Ok(())
    }

    fn state(&self) -> State {
        let envelope = |held: &Option<(Envelope, List)>| held.as_ref().map(|(envelope, _)| envelope.clone());
        State { roots: self.chain.clone(), trust_list: envelope(&self.trust), school_list: envelope(&self.school) }
    }

    fn take(&mut self, bundle: &Bundle, settings: &Settings, now: Time) -> Result<(), Error> {
        let roots = self.take_roots(bundle, settings);
        // Even where the roots stop short: a list whose key has gone is no longer held.
        *self = Held::walk(&self.state(), settings);
        roots?;
        let root = self.root.as_ref().ok_or(Error::new(Code::RootGap, "root"))?;
        if root.expires < root.time(now) {
            return Err(Error::new(Code::RootExpired, "root"));
        }
        self.take_trust_list(bundle, settings, now)?;
        *self = Held::walk(&self.state(), settings);
        self.take_school_list(bundle, settings, now)
    }

    /// Walks the file's roots from the one we hold.
    fn take_roots(&mut self, bundle: &Bundle, settings: &Settings) -> Result<(), Error> {
        self.compare_roots(bundle)?;
        let newest = bundle.roots.iter().map(|root| root.v).max().unwrap_or(0);
        let first = self.chain.len() as u64 + 1;
        for version in first..=newest {
            if version - first == ROOTS_PER_UPDATE {
                return Err(Error::new(Code::LimitExceeded, "root"));
            }
            let envelope = bundle.root(version).ok_or(Error::new(Code::RootGap, "root"))?;
            self.step(envelope, settings)?;
        }
        Ok(())
    }

    /// A root of the file that bears a number we hold must be the one we hold.
    fn compare_roots(&self, bundle: &Bundle) -> Result<(), Error> {
        for (n, ours) in self.chain.iter().enumerate() {
            let Some(theirs) = bundle.root(n as u64 + 1) else { continue };
            if ours.open("root")?.sha256() != theirs.open("root")?.sha256() {
                return Err(Error::new(if n == 0 { Code::PinMismatch } else { Code::RootFork }, "root"));
            }
        }
        Ok(())
    }

    fn take_trust_list(&mut self, bundle: &Bundle, settings: &Settings, now: Time) -> Result<(), Error> {
        let envelope = bundle.trust_list.as_ref().ok_or(Error::new(Code::NotAList, "list"))?;
        let root = self.root.as_ref().expect("a root is held before a list is taken");
        let list = verify_trust_list(envelope, root, settings)?;
        if let Some(list) = newer(list, &self.trust, root, now, "list")? {
            self.trust = Some((envelope.clone(), list));
        }
        Ok(())
    }

    fn take_school_list(&mut self, bundle: &Bundle, settings: &Settings, now: Time) -> Result<(), Error> {
        let root = self.root.as_ref().expect("a root is held before a list is taken");
        if settings.school_id == root.org.id {
            return Ok(());
        }
        let Some(envelope) = bundle.school_list(&settings.school_id) else { return Ok(()) };
        let (_, trust) = self.trust.as_ref().expect("the trust's list was taken before the school's");
        let list = verify_school_list(envelope, root, trust, settings)?;
        if let Some(list) = newer(list, &self.school, root, now, "school")? {
            self.school = Some((envelope.clone(), list));
        }
        Ok(())
    }
}

impl Root {
    /// The moment to judge by: never before the extension was built, nor before what we hold was signed.
    pub(super) fn time(&self, now: Time) -> Time {
        now.max(Time::BUILT).max(self.issued)
    }
}

fn verify_trust_list(envelope: &Envelope, root: &Root, settings: &Settings) -> Result<List, Error> {
    let min_version = root.min_list_version.max(settings.min_list_version);
    let expected = Expected { place: "list", role: &root.list_role, scope: &root.org.id, min_version };
    List::verify(envelope, root, &expected)
}

fn verify_school_list(envelope: &Envelope, root: &Root, trust: &List, settings: &Settings) -> Result<List, Error> {
    let school = &settings.school_id;
    let delegation = trust.delegation(school).ok_or(Error::new(Code::NoSuchDelegation, "school"))?;
    let role = Role::read(&delegation.role, &delegation.keys, "school")?;
    let min_version = delegation.role.min_version;
    List::verify(envelope, root, &Expected { place: "school", role: &role, scope: school, min_version })
}

/// The list, if it is newer than the one held and has not run out; `None` if it is the one held.
fn newer(
    list: List,
    held: &Option<(Envelope, List)>,
    root: &Root,
    now: Time,
    place: &'static str,
) -> Result<Option<List>, Error> {
    let refuse = |code| Err(Error::new(code, place));
    if let Some((_, held)) = held {
        if list.version < held.version {
            return refuse(Code::Rollback);
        }
        if list.version == held.version {
            return if list.sha256 == held.sha256 { Ok(None) } else { refuse(Code::SameVersionDifferentContent) };
        }
    }
    // Not the held list's date: a thief's list of 2099 must not make the next honest one look old.
    if list.expires < root.time(now).max(list.issued) {
        return refuse(Code::ListExpired);
    }
    Ok(Some(list))
}
