//! All layers of an evaluation in one folder.

use super::aside::sync_folder;
use super::{Aside, WriteError, geojson};
use crate::layers::Layer;
use crate::report::{self, Provenance};
use std::fs;
use std::path::{Path, PathBuf};
use walkshed::coverage::Evaluation;
use walkshed::model::District;

/// Writes `stations.geojson`, `demand.geojson`, `grids.geojson` and `gaps.geojson` into a folder,
/// which is made if it is not there.
///
/// All four are whole on the disk before the first takes its place, so that a full disk leaves
/// an older set as it was.
///
/// # Errors
///
/// [`WriteError`] names the file; temporary files are removed.
pub fn write_layers(
    folder: &Path,
    district: &District,
    evaluation: &Evaluation,
    provenance: &Provenance,
) -> Result<Vec<PathBuf>, WriteError> {
    let error = |source| WriteError { path: folder.to_owned(), source };
    fs::create_dir_all(folder).map_err(error)?;
    let write = |layer: Layer| {
        let place = folder.join(layer.key()).with_extension("geojson");
        let header = report::header(layer.key(), evaluation, provenance);
        let features = layer.features(district, evaluation);
        Aside::write(place, |out| geojson::write(out, &header, features))
    };
    let whole = Layer::ALL.into_iter().map(write).collect::<Result<Vec<_>, _>>()?;
    let paths = whole.into_iter().map(Aside::publish).collect::<Result<Vec<_>, _>>()?;
    sync_folder(folder)?;
    Ok(paths)
}
