//! The signed record of AI tools: is it genuine, current and ours, and what does it say of an address?
//!
//! A download goes through [`update`], which answers with the [`State`] to keep; a state is asked through [`open`].
//! Both begin at the hash that enrolment pinned ([`Settings`]) and believe nothing else. `docs/record-format.md` is the
//! specification.

mod address;
mod bundle;
pub mod check;
mod diff;
mod envelope;
mod health;
mod json;
mod keeper;
mod key;
mod list;
mod meet;
mod open;
mod refresh;
mod root;
mod scope;
mod settings;
pub mod sign;
mod state;
mod time;
mod tool;

pub use address::{Address, Rule};
pub use bundle::{Bundle, FORMAT, MAX_BYTES, NumberedRoot, SchoolList};
pub use diff::{Change, ChangeKind, diff, in_words};
pub use envelope::{Envelope, PayloadType, SignatureSpec, pre_image};
pub use health::Health;
pub use keeper::{Draft, Due};
pub use key::{KeySpec, Keys, PublicKey, RoleSpec};
pub use list::{Contact, Content, Delegation, GoOn, Link, ListPayload, ListSettings, MayAdd, Notice, Pattern};
pub use meet::Source;
pub use open::{Entry, Opened, Summary, open};
pub use refresh::{Etag, Fetched, Refresh, Told};
pub use root::{Org, Roles, RootPayload};
pub use scope::Scope;
pub use settings::{Settings, spoken_fingerprint};
pub use state::{Outcome, State, Update, update};
pub use time::Time;
pub use tool::{Account, Assessment, Data, Status, Tool, ToolKind, Users};
