//! Files as planners have them: what real users get wrong, and what they are told.

#[path = "files/county.rs"]
mod county;
#[path = "files/delivered.rs"]
mod delivered;
#[path = "files/mistakes.rs"]
mod mistakes;

use std::error::Error;

type Outcome = Result<(), Box<dyn Error>>;
