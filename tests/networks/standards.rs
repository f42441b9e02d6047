//! Rows of the five networks.
