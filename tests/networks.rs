//! What the five networks ask: one test a row, named after its id.

mod attributes;
mod circles;
mod entrances;
mod evaluation;
mod opening;
mod standards;
mod upgrades;
mod week;
