//! The streets of a scenario: those that were there, without some and with others.

use super::{Changer, Said};
use crate::error::ReadError;
use crate::finding::Finding;
use crate::project::Input;
use crate::project::loader::Loader;
use crate::project::streets::{StreetFiles, Streets};
use std::sync::Arc;
use walkshed::model::Extent;
use walkshed::network::Network;
use walkshed::scenario::Changes;

impl Changer<'_> {
    /// Takes streets away, adds others, and connects all of them anew.
    pub(super) fn changed_streets(
        &mut self,
        said: Said<'_>,
        changes: &mut Changes,
    ) -> Result<Network, ReadError> {
        let added = &said.scenario.add_streets;
        let mut files = self.street_files()?;
        self.remove_streets(said, &mut files)?;
        let since = files.len();
        self.loader.street_files("add_streets", added, &mut files, &mut self.streets)?;
        if !added.is_empty() {
            changes.extent = self.extent(added, &files)?;
        }
        self.files = Some(Arc::new(files.clone()));
        let known = self.district.network.as_ref().map_or(&[][..], Network::connections);
        Ok(self.loader.connect(files, added, since, known))
    }

    /// The street files as they stand now; read again if they were not kept.
    fn street_files(&self) -> Result<StreetFiles, ReadError> {
        if let Some(files) = &self.files {
            return Ok(StreetFiles::clone(files));
        }
        let Loader { project, progress, .. } = self.loader;
        let (mut files, mut told) = (StreetFiles::default(), Streets::default());
        let inputs = &project.inputs.streets;
        let mut again = Loader::new(project, progress);
        again.street_files("streets", inputs, &mut files, &mut told)?;
        Ok(files)
    }

    /// How far the streets are mapped together with the added files; `None` if that is as before.
    fn extent(
        &mut self,
        added: &[Input],
        files: &StreetFiles,
    ) -> Result<Option<Extent>, ReadError> {
        let said = self.loader.project.inputs.extent.is_some();
        if said && self.district.network.is_some() {
            return Ok(None);
        }
        let since = self.loader.findings.len();
        let extent = self.loader.extent(&files.boxes)?;
        let own =
            |finding: &Finding| added.iter().any(|input| input.path == finding.file);
        let told = self.loader.findings.split_off(since);
        // what is guessed of the other files was said before
        self.loader.findings.extend(told.into_iter().filter(|one| said || own(one)));
        Ok(Some(extent))
    }
}
