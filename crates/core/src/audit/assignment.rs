//! Whose own center is not the one that is nearest on foot.

use crate::circle::Reach;
use crate::community::Communities;
use crate::coverage::Count;
use crate::model::District;
use std::collections::BTreeMap;

/// Administration beside walking: people whose nearest center, of the level of the communities'
/// centers, is not one of their own community.
///
/// A community without a center of that level owns none, so all of its people walk across a
/// border; people who reach no center at all are counted apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// The level of the centers.
    pub level: u8,
    /// Everybody whose community is known and who reaches a center.
    pub judged: Count,
    /// Those whose nearest center is one of their community.
    pub own: Count,
    /// Those whose nearest is another.
    pub other: Count,
    /// Those who reach no center at all, or whose community is not known.
    pub none: Count,
    /// One entry a community, in their order.
    pub communities: Vec<CommunityAssignment>,
    /// Who walks where instead, most people first, then by community and center.
    pub pairs: Vec<Pair>,
}

/// One community.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommunityAssignment {
    /// Its centers that count, in input order.
    pub centers: Vec<u32>,
    /// Those of its people whose nearest center is another's.
    pub other: Count,
}

/// People of one community whose nearest center is one of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The community.
    pub community: usize,
    /// The center that is nearest, by its place in the input.
    pub center: u32,
    /// The community that the center belongs to.
    pub of: Option<usize>,
    /// Who.
    pub count: Count,
}

impl Assignment {
    /// Compares everybody's nearest center with those of their community.
    #[must_use]
    pub fn of(district: &District, communities: &Communities, reach: &Reach) -> Self {
        let demand = &district.demand;
        let nobody = || Count::none(demand);
        let is_center = |s: &u32| {
            reach.counts(*s) && district.stations[*s as usize].level == reach.level
        };
        let empty = |community: &crate::community::Community| CommunityAssignment {
            centers: community.stations.iter().copied().filter(is_center).collect(),
            other: nobody(),
        };
        let mut all = Self {
            level: reach.level,
            judged: nobody(),
            own: nobody(),
            other: nobody(),
            none: nobody(),
            communities: communities.list().iter().map(empty).collect(),
            pairs: Vec::new(),
        };
        let mut pairs: BTreeMap<(usize, u32), Count> = BTreeMap::new();
        for point in 0..demand.len() {
            let nearest = reach.nearest.get(point).copied().flatten();
            let home = communities.of_point(point as u32);
            let (Some(nearest), Some(home)) = (nearest, home) else {
                all.none.add(demand, point);
                continue;
            };
            all.judged.add(demand, point);
            let community = &mut all.communities[home];
            if community.centers.binary_search(&nearest.station).is_ok() {
                all.own.add(demand, point);
                continue;
            }
            all.other.add(demand, point);
            community.other.add(demand, point);
            let pair = pairs.entry((home, nearest.station)).or_insert_with(nobody);
            pair.add(demand, point);
        }
        let pair = |((community, center), count)| Pair {
            community,
            center,
            of: communities.of_station(center),
            count,
        };
        all.pairs = pairs.into_iter().map(pair).collect();
        let people = demand.people_group();
        all.pairs.sort_by_key(|pair| {
            let weight = pair.count.weights.get(people).copied().unwrap_or_default();
            (std::cmp::Reverse(weight), std::cmp::Reverse(pair.count.blocks))
        });
        all
    }
}
