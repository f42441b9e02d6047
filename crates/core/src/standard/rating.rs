//! Stars (星级): points for what is as it should be.

use super::{Judgement, Rule, Subject, Verdict};

/// How stations are given stars.
#[derive(Clone, Debug, PartialEq)]
pub struct Rating {
    /// What points are given for.
    pub criteria: Vec<Criterion>,
    /// Percent of the points that can be had, rising: one star for each that is reached, and never
    /// less than one.
    pub thresholds: Vec<u32>,
}

/// What some points are given for.
#[derive(Clone, Debug, PartialEq)]
pub struct Criterion {
    /// What is asked.
    pub rule: Rule,
    /// Points for it.
    pub points: u32,
    /// Whether a part of the things gives a part of the points.
    pub partial: bool,
}

/// The stars of one station, and what for.
#[derive(Clone, Debug, PartialEq)]
pub struct Stars {
    /// From 1 to the number of thresholds.
    pub stars: u8,
    /// Thousandths of points that it has.
    pub points: u64,
    /// Thousandths of points that it could have.
    pub most: u64,
    /// One entry a criterion, in the order of the rating.
    pub criteria: Vec<Awarded>,
}

/// What a criterion gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Awarded {
    /// What it says; what is unknown gives nothing.
    pub verdict: Verdict,
    /// Thousandths of points.
    pub points: u64,
    /// Thousandths of points that it could give; none where it is not for this station.
    pub most: u64,
    /// Check by check.
    pub judgements: Vec<Judgement>,
}

impl Rating {
    /// Rates a station.
    #[must_use]
    pub fn rate(&self, subject: &Subject) -> Stars {
        let award = |criterion: &Criterion| criterion.award(subject);
        let criteria: Vec<Awarded> = self.criteria.iter().map(award).collect();
        let points: u64 = criteria.iter().map(|awarded| awarded.points).sum();
        let most: u64 = criteria.iter().map(|awarded| awarded.most).sum();
        let reached = |&&percent: &&u32| {
            u128::from(points) * 100 >= u128::from(percent) * u128::from(most)
        };
        let stars = match most {
            0 => 1,
            _ => self.thresholds.iter().take_while(reached).count().max(1),
        };
        Stars { stars: u8::try_from(stars).unwrap_or(u8::MAX), points, most, criteria }
    }
}

impl Criterion {
    fn award(&self, subject: &Subject) -> Awarded {
        let judgements = self.rule.judge(subject).unwrap_or_default();
        let verdict = Verdict::worst(&judgements);
        let all = u64::from(self.points) * 1000;
        let points = match verdict {
            Verdict::Pass => all,
            Verdict::Fail | Verdict::Unknown if self.partial => part(&judgements, all),
            _ => 0,
        };
        let most = if verdict == Verdict::NotApplicable { 0 } else { all };
        Awarded { verdict, points, most, judgements }
    }
}

/// The part of the points that the part of the things is worth, rounded down.
fn part(judgements: &[Judgement], all: u64) -> u64 {
    let items = || judgements.iter().flat_map(|judgement| &judgement.items);
    let wanted: u64 = items().map(|held| u64::from(held.want)).sum();
    let have: u64 = items().map(|held| u64::from(held.have.min(held.want))).sum();
    (all * have).checked_div(wanted).unwrap_or(0)
}
