//! What people asked for.

use chrono::NaiveDate;

/// One line of a list of needs: so many people of a community asked for a thing.
#[doc(alias = "需求清单")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// Id or name of the community.
    pub community: String,
    /// The service: its id in the vocabulary, else the words for it.
    pub item: String,
    /// How many asked for it; 1 where nothing is said.
    pub count: u32,
    /// Where it was learned: a questionnaire, a visit.
    pub source: Option<String>,
    /// The day.
    pub date: Option<NaiveDate>,
}

impl Need {
    /// So many people of a community ask for a thing.
    #[must_use]
    pub fn new(
        community: impl Into<String>,
        item: impl Into<String>,
        count: u32,
    ) -> Self {
        let (community, item) = (community.into(), item.into());
        Self { community, item, count, source: None, date: None }
    }
}
