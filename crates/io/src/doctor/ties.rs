//! Demand beside a street from which the walk would be much quicker (rule 5).

use super::Patient;
use crate::finding::Symptom;
use crate::lang::Lang;
use crate::street_id;
use walkshed::explain::better_ties;
use walkshed::units::Unit;

pub(super) fn better(patient: &mut Patient<'_>) {
    let (district, options) = (&patient.loaded.district, &patient.loaded.options);
    let Some(network) = &district.network else { return };
    let seconds = options.budget(district.levels).unit() == Unit::Millis;
    for tie in better_ties(district, options) {
        let street = network.street_of(tie.quicker.snap.piece);
        let named = network.name_of(street).map(str::to_owned);
        let street =
            named.unwrap_or_else(|| street_id(&network.street(street).id, Lang::En));
        let saved = f64::from(tie.primary - tie.quicker.primary) / 1000.0;
        let symptom = Symptom::BetterTie { street, saved, seconds };
        patient.demand(tie.point as usize, symptom);
    }
}
