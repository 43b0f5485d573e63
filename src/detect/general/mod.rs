//! Kinds of every country, one recogniser a file.

pub mod card;
pub mod credential;
pub mod date_of_birth;
pub mod email;
pub mod iban;
pub mod ip_address;
pub mod passport;
pub mod personal_url;
pub mod reference;
