//! All layers of an evaluation in one folder.

use super::aside::sync_folder;
use super::{Aside, WriteError, geojson};
use crate::layers::Layer;
use crate::{Loaded, report};
use std::fs;
use std::path::{Path, PathBuf};
use walkshed::coverage::Evaluation;

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
    loaded: &Loaded,
    evaluation: &Evaluation,
) -> Result<Vec<PathBuf>, WriteError> {
    let error = |source| WriteError { path: folder.to_owned(), source };
    fs::create_dir_all(folder).map_err(error)?;
    let write = |layer: Layer| {
        let place = folder.join(layer.key()).with_extension("geojson");
        let header = report::header(layer.key(), loaded, evaluation);
        let features = layer.features(&loaded.district, evaluation);
        Aside::write(place, |out| geojson::write(out, &header, features))
    };
    let whole = Layer::ALL.into_iter().map(write).collect::<Result<Vec<_>, _>>()?;
    let paths = whole.into_iter().map(Aside::publish).collect::<Result<Vec<_>, _>>()?;
    sync_folder(folder)?;
    Ok(paths)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layers::fixtures::evaluated;
    use walkshed::model::Metric;

    #[test]
    fn a_folder_holds_four_layers_and_nothing_else() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("new/out");
        let (town, evaluation) = evaluated(Metric::Network);
        let names = |paths: &[PathBuf]| -> Vec<String> {
            let name =
                |path: &PathBuf| path.file_name().map(|n| n.to_string_lossy().into());
            paths.iter().filter_map(name).collect()
        };
        let first = write_layers(&folder, &town, &evaluation).unwrap();
        assert_eq!(
            names(&first),
            ["stations.geojson", "demand.geojson", "grids.geojson", "gaps.geojson"]
        );
        let bytes = |paths: &[PathBuf]| -> Vec<Vec<u8>> {
            paths.iter().map(|path| fs::read(path).unwrap()).collect()
        };
        let before = bytes(&first);
        let again = write_layers(&folder, &town, &evaluation).unwrap();
        assert_eq!(bytes(&again), before);
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 4);
    }
}
