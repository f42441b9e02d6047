//! GeoJSON, a feature a line: what streams and `grep` can take.

use super::content::Content;
use super::geojson;
use std::io::{self, Write};

/// Writes one feature after the other, each on its line.
pub(super) fn write(out: &mut impl Write, content: &Content<'_>) -> io::Result<()> {
    for feature in content.features() {
        geojson::write_feature(out, &feature)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
