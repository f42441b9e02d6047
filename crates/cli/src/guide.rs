//! Long explanations, for reading.

#[doc = include_str!("../docs/new-district.md")]
pub mod new_district {}
