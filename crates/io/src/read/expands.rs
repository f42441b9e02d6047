//! Whether a ZIP container holds what its size lets expect, looked at before anything is read from
//! it: a few bytes can claim to be gigabytes, and a directory can lie.

use super::Opened;
use crate::error::{ReadError, ReadFault};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Small containers may expand to this whatever their ratio, in bytes.
const ALWAYS: u64 = 8 << 20;
/// Text of spreadsheets packs to a tenth or a thirtieth; more than this is no table.
const LARGEST_RATIO: u64 = 100;
/// No container may hold more, in bytes.
const LARGEST: u64 = 4 << 30;

/// Names of the parts, if each is as large as the directory says and all are of sane size.
pub(super) fn check(
    file: &Opened<'_>,
    format: &'static str,
) -> Result<Vec<String>, ReadError> {
    let broken = |error: &dyn ToString| {
        file.damaged(ReadFault::Broken { format, reason: error.to_string() })
    };
    let mut archive =
        ZipArchive::new(Cursor::new(&file.bytes)).map_err(|error| broken(&error))?;
    let from = file.bytes.len() as u64;
    let allowed = ALWAYS.max(from.saturating_mul(LARGEST_RATIO)).min(LARGEST);
    let mut claimed = 0_u64;
    let mut names = Vec::with_capacity(archive.len());
    for i in 0..archive.len() {
        let part = archive.by_index_raw(i).map_err(|error| broken(&error))?;
        claimed = claimed.saturating_add(part.size());
        let name = part.name().map_err(|error| broken(&error))?;
        names.push(name.into_owned());
    }
    if claimed > allowed {
        return Err(file.unusable(ReadFault::Expands { from, to: claimed }));
    }
    let mut buffer = vec![0; 1 << 16];
    for (i, name) in names.iter().enumerate() {
        let mut part = archive.by_index(i).map_err(|error| broken(&error))?;
        let mut left = part.size();
        let mut counts = name.to_ascii_lowercase().ends_with("sharedstrings.xml");
        loop {
            let length = part.read(&mut buffer).map_err(|error| broken(&error))?;
            if length == 0 {
                break;
            }
            if std::mem::take(&mut counts) && !is_sane_count(&buffer[..length], left) {
                return Err(broken(&"it claims more texts than it can hold"));
            }
            let length = length as u64;
            left = left
                .checked_sub(length)
                .ok_or_else(|| broken(&"a part is larger than the directory says"))?;
        }
    }
    Ok(names)
}

/// Whether the texts of a workbook can be as many as their head claims: the reader sets memory
/// aside by that.
fn is_sane_count(head: &[u8], size: u64) -> bool {
    let head = String::from_utf8_lossy(head);
    let mut claims = head.split("uniqueCount").skip(1);
    claims.all(|claim| {
        let digits = claim.trim_start_matches([' ', '=', '"', '\'', '\n', '\t', '\r']);
        let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        digits.split_at(end).0.parse::<u64>().is_ok_and(|count| count <= size)
    })
}

#[cfg(test)]
#[path = "expands_tests.rs"]
mod tests;
