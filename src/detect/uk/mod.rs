//! Kinds of the United Kingdom, one recogniser a file.

pub mod address;
pub mod admission_number;
pub mod bank_account;
pub mod candidate_number;
pub mod chi_number;
pub mod dbs;
pub mod driving_licence;
pub mod hc_number;
pub mod national_insurance;
pub mod nhs_number;
pub mod phone;
pub mod postcode;
pub mod scn;
pub mod trn;
pub mod uci;
pub mod uln;
pub mod upn;
pub mod utr;
pub mod vehicle_registration;
