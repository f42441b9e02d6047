use super::*;
use crate::layers::fixtures::town;
