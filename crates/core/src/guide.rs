//! Long explanations, for reading.

#[doc = include_str!("../docs/method.md")]
pub mod method {}
