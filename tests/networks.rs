//! What the five networks ask: one test a row, named after its id.

mod attributes;
mod audits;
mod circles;
mod entrances;
mod evaluation;
mod judged;
mod opening;
mod standards;
mod upgrades;
mod verdicts;
mod week;
