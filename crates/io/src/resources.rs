//! Rows to resources: what else a service circle may take in. A bad row costs only itself.

use crate::columns::{Columns, RESOURCES};
use crate::coordinates::Coordinates;
use crate::error::ReadError;
use crate::facts::FactReader;
use crate::finding::{Finding, Place};
use crate::identity::{Identities, say_made};
use crate::pack::Vocabulary;
use crate::project::Input;
use crate::rows::{Fault, Row, Rows};
use crate::stations::door;
use walkshed::model::Resource;

/// The resources of all files.
#[derive(Debug, Default)]
pub(crate) struct Resources {
    pub(crate) list: Vec<Resource>,
    ids: Identities,
}

impl Resources {
    /// Adds those of one file.
    pub(crate) fn add(
        &mut self,
        rows: &Rows,
        input: &Input,
        vocabulary: &Vocabulary,
        findings: &mut Vec<Finding>,
    ) -> Result<(), ReadError> {
        let columns = Columns::bind(&RESOURCES, rows, input, findings)?;
        let coordinates = Coordinates::of(rows, &columns, findings)?;
        let reader = Reader { rows, columns, coordinates, vocabulary };
        let mut made = Vec::new();
        for row in &rows.list {
            match reader.resource(row, &mut self.ids, &mut made, findings) {
                Ok(resource) => self.list.push(resource),
                Err(fault) => findings.push(rows.finding(row, fault)),
            }
        }
        say_made(rows, &made, findings);
        Ok(())
    }
}

struct Reader<'a> {
    rows: &'a Rows,
    columns: Columns,
    coordinates: Coordinates,
    vocabulary: &'a Vocabulary,
}

impl Reader<'_> {
    fn resource(
        &self,
        row: &Row,
        ids: &mut Identities,
        made: &mut Vec<Place>,
        findings: &mut Vec<Finding>,
    ) -> Result<Resource, Fault> {
        let Self { rows, columns, vocabulary, .. } = self;
        let position = door(row, &self.coordinates)?;
        let id = ids.claim(rows, row, columns, made)?;
        let named = |field| row.named(columns.get(field));
        let facts = FactReader { rows, columns, vocabulary }.facts(row, findings);
        let others = columns.others(rows);
        let property = |(i, name): (usize, &str)| (name.to_owned(), row.value(i).clone());
        Ok(Resource {
            name: named("name").unwrap_or_else(|| id.clone()),
            site: named("site"),
            community: facts.communities.first().cloned(),
            facts,
            properties: others.map(property).collect(),
            ..Resource::new(id, position)
        })
    }
}
