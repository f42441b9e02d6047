//! All layers of an evaluation in one folder.

use super::{
    Content, Format, Options, WriteError, Written, gpkg, publish, stage, workbook,
};
use crate::layers::{ChangeLayer, Layer, Table};
use crate::{Compared, Loaded};
use std::fs;
use std::path::Path;
use walkshed::coverage::Evaluation;

/// Writes the layers stations, demand, grids and gaps, and of sampled demand its blocks, into a
/// folder, which is made if it is not
/// there: `stations.geojson` and so on, or all of them as `layers.gpkg` or `layers.xlsx`.
///
/// All are whole on the disk before the first takes its place, so that a full disk leaves an
/// older set as it was.
///
/// # Errors
///
/// [`WriteError`] names the file; temporary files are removed.
pub fn write_layers(
    folder: &Path,
    loaded: &Loaded,
    evaluation: &Evaluation,
    format: Format,
    options: Options,
) -> Result<Written, WriteError> {
    let layers = Layer::of(&loaded.district).into_iter();
    let contents: Vec<Content<'_>> =
        layers.map(|layer| Content::of_layer(layer, loaded, evaluation)).collect();
    write_all(folder, &contents, "layers", format, options)
}

/// Writes the layers of a comparison into a folder likewise: `stations_changes.geojson` and so on,
/// or all of them as `changes.gpkg` or `changes.xlsx`.
///
/// # Errors
///
/// [`WriteError`] names the file; temporary files are removed.
pub fn write_changes(
    folder: &Path,
    compared: Compared<'_>,
    format: Format,
    options: Options,
) -> Result<Written, WriteError> {
    let contents = ChangeLayer::ALL.map(|layer| Content::of_changes(layer, compared));
    write_all(folder, &contents, "changes", format, options)
}

/// Writes layers and tables that were made up beforehand into a folder likewise, those that share
/// a file as `together`; what has no geometry has no columns for any.
///
/// # Errors
///
/// [`WriteError`] names the file; temporary files are removed.
pub fn write_tables(
    folder: &Path,
    loaded: &Loaded,
    tables: &[Table],
    together: &str,
    format: Format,
    options: Options,
) -> Result<Written, WriteError> {
    let content = |table| Content::of_table(table, loaded);
    let contents: Vec<Content<'_>> = tables.iter().map(content).collect();
    write_all(folder, &contents, together, format, options)
}

/// Writes several contents; those that share a file are called `together`.
fn write_all(
    folder: &Path,
    contents: &[Content<'_>],
    together: &str,
    format: Format,
    options: Options,
) -> Result<Written, WriteError> {
    fs::create_dir_all(folder).map_err(|source| WriteError::new(folder, source))?;
    let place = |name: &str| folder.join(name).with_extension(format.key());
    let mut notes = Vec::new();
    let whole = match format {
        Format::GeoPackage => vec![gpkg::stage(&place(together), contents)?],
        Format::Xlsx => {
            let sheets = contents.iter().map(workbook::sheet);
            vec![workbook::stage(&place(together), sheets, &mut notes)?]
        }
        _ => {
            let mut all = Vec::new();
            for content in contents {
                let place = place(&content.header.name);
                all.extend(stage(&place, format, content, options, &mut notes)?);
            }
            all
        }
    };
    Ok(Written { paths: publish(whole)?, notes })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layers::fixtures::evaluated;
    use std::path::PathBuf;
    use walkshed::model::Metric;

    #[test]
    fn a_folder_holds_all_layers_and_nothing_else() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("new/out");
        let (town, evaluation) = evaluated(Metric::Network);
        let names = |paths: &[PathBuf]| -> Vec<String> {
            let name =
                |path: &PathBuf| path.file_name().map(|n| n.to_string_lossy().into());
            paths.iter().filter_map(name).collect()
        };
        let write = || {
            write_layers(&folder, &town, &evaluation, Format::GeoJson, Options::default())
                .unwrap()
                .paths
        };
        let first = write();
        assert_eq!(
            names(&first),
            Layer::ALL.map(|layer| format!("{}.geojson", layer.key()))
        );
        let bytes = |paths: &[PathBuf]| -> Vec<Vec<u8>> {
            paths.iter().map(|path| fs::read(path).unwrap()).collect()
        };
        let before = bytes(&first);
        let again = write();
        assert_eq!(bytes(&again), before);
        assert_eq!(fs::read_dir(&folder).unwrap().count(), Layer::ALL.len());
    }
}
