//! Long explanations, for reading.

#[doc = include_str!("../docs/method.md")]
pub mod method {}

#[doc = include_str!("../docs/circles.md")]
pub mod circles {}

#[doc = include_str!("../docs/comparison.md")]
pub mod comparison {}
