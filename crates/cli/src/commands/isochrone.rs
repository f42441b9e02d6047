//! `walkshed isochrone`: where one gets within some budgets.

use crate::args::{HeadingArg, Isochrone, SharingArg};
use crate::failure::{Failure, Usage};
use crate::findings::Message;
use crate::session::{Asked, Session};
use crate::words::Word;
use serde_json::json;
use std::sync::Arc;
use walkshed::LngLat;
use walkshed::model::{Budget, Station};
use walkshed::network::isochrone::{
    Area, Bands, Canvas, CanvasOptions, NoArea, Origin, Sharing,
};
use walkshed::network::{Graph, Heading};
use walkshed::units::Unit;
use walkshed_io::layers::{Feature, isochrones};
use walkshed_io::selection::Selection;
use walkshed_io::write::geojson;
use walkshed_io::{Loaded, report};

pub(crate) fn run(session: &mut Session<'_>, args: &Isochrone) -> Result<(), Failure> {
    let asked = Asked {
        project: &args.project,
        scenario: args.scenario.name(),
        budgets: &[],
        profiles: args.profile.as_deref().into_iter().collect(),
        metric: None,
        substitution: None,
        norms: false,
        year: None,
        selection: Selection::from(&args.which),
    };
    let loaded = session.load(&asked)?;
    let budgets = match args.budget.as_slice() {
        [] => vec![loaded.options.budget(1)],
        budgets => budgets.to_vec(),
    };
    let (unit, limits) = one_unit(&budgets)?;
    let places = Places::of(&loaded, args)?;
    if places.named.is_empty() {
        return Err(Failure::NoArea(session.lang.no_station().to_owned()));
    }
    let progress = session.progress();
    progress.say(Word::Drawing);
    let answer = session.compute(|| Drawing::of(&loaded, args, unit, &places.at))??;
    let features = session.compute(|| answer.features(args, &limits, &places))?;
    drop(progress);
    answer.tell_reasons(session, &limits, &places)?;
    let heading = match answer.canvas.graph().heading() {
        Heading::FromSeeds => "from",
        Heading::ToSeeds | Heading::Either => "towards",
    };
    let options = answer.canvas.options();
    let header = report::header_on("isochrones", &loaded, &loaded.options)
        .with("direction", heading)
        .with("resolution_m", json!(options.resolution_m))
        .with("draw_reach_m", json!(options.draw_reach_m));
    session.write(|mut out| geojson::write(&mut out, &header, features.into_iter()))
}

/// Budgets of one search, each once.
fn one_unit(budgets: &[Budget]) -> Result<(Unit, Vec<u32>), Failure> {
    let unit = budgets.first().map_or(Unit::Millis, |budget| budget.unit());
    if budgets.iter().any(|budget| budget.unit() != unit) {
        return Err(Failure::Usage(Usage::MixedBudgets));
    }
    let mut limits = Vec::new();
    for limit in budgets.iter().map(|budget| budget.limit()) {
        if !limits.contains(&limit) {
            limits.push(limit);
        }
    }
    Ok((unit, limits))
}

/// The places that are asked for.
struct Places<'l> {
    at: At<'l>,
    named: Vec<isochrones::Named>,
}

/// Where they are.
enum At<'l> {
    /// Anywhere.
    Places(Vec<LngLat>),
    /// At the doors of stations, which serve nobody beyond `max_snap`.
    Stations(Vec<&'l Station>),
}

impl<'l> Places<'l> {
    fn of(loaded: &'l Loaded, args: &Isochrone) -> Result<Self, Failure> {
        if !args.from.is_empty() {
            let named =
                |at: &LngLat| isochrones::Named { id: at.to_string(), ..<_>::default() };
            let at: Vec<LngLat> = args.from.iter().map(|place| place.0).collect();
            let named = at.iter().map(named).collect();
            return Ok(Self { at: At::Places(at), named });
        }
        let levels = loaded.district.levels;
        if let Some(level) = args.level.filter(|&level| level > levels) {
            return Err(Failure::Usage(Usage::Level { level, levels }));
        }
        let stations = &loaded.district.stations;
        let unknown =
            args.station.iter().find(|id| stations.iter().all(|s| s.id != **id));
        if let Some(id) = unknown {
            return Err(Failure::Usage(Usage::Station { id: id.clone() }));
        }
        let wanted = |s: &&Station| match args.station.as_slice() {
            [] => s.counts() && args.level.is_none_or(|l| l == s.level),
            ids => ids.contains(&s.id),
        };
        let chosen: Vec<_> = stations.iter().filter(wanted).collect();
        let named = |s: &&Station| isochrones::Named {
            id: s.id.clone(),
            name: Some(s.name.clone()),
            level: Some(s.level),
        };
        let named = chosen.iter().map(named).collect();
        Ok(Self { at: At::Stations(chosen), named })
    }
}

/// What areas are drawn on.
struct Drawing {
    canvas: Canvas,
    origins: Vec<Origin>,
}

impl Drawing {
    fn of(
        loaded: &Loaded,
        args: &Isochrone,
        unit: Unit,
        at: &At<'_>,
    ) -> Result<Self, Failure> {
        let district = &loaded.district;
        let network = district.network.as_ref();
        let network = network.ok_or(Failure::Usage(Usage::NoStreets))?;
        let profile = &loaded.options.profile;
        // people walk from a place they stand at, and to a station
        let heading = match args.direction {
            Some(HeadingArg::From) => Heading::FromSeeds,
            None if matches!(at, At::Places(_)) => Heading::FromSeeds,
            Some(HeadingArg::Towards) | None => Heading::ToSeeds,
        };
        let graph = Graph::new(&network.walked_by(profile), unit, profile, heading);
        let options = CanvasOptions {
            resolution_m: args.resolution.into(),
            max_snap_m: loaded.options.max_snap_m,
            ..CanvasOptions::NORMAL
        };
        let barriers = Arc::new(district.barriers.clone());
        let canvas = Canvas::new(Arc::new(graph), barriers, options);
        let origins = match at {
            At::Places(places) => places.iter().map(|&at| canvas.origin(at)).collect(),
            At::Stations(stations) => {
                stations.iter().map(|s| canvas.station(s)).collect()
            }
        };
        Ok(Self { canvas, origins })
    }

    fn features(
        &self,
        args: &Isochrone,
        limits: &[u32],
        places: &Places<'_>,
    ) -> Vec<Feature> {
        let (canvas, unit) = (&self.canvas, self.canvas.graph().unit());
        if args.streets {
            return self.parts(args, limits, places);
        }
        let sharing = match args.sharing {
            SharingArg::Overlapping => Sharing::Overlapping,
            SharingArg::Merged => Sharing::Merged,
            SharingArg::Nearest => Sharing::ByNearest,
        };
        let bands = if args.rings { Bands::Rings } else { Bands::Full };
        let areas = canvas.areas(&self.origins, limits, sharing, bands);
        let feature = |area: Area| isochrones::area(area, unit, &places.named);
        areas.into_iter().map(feature).collect()
    }

    fn parts(
        &self,
        args: &Isochrone,
        limits: &[u32],
        places: &Places<'_>,
    ) -> Vec<Feature> {
        let (canvas, unit) = (&self.canvas, self.canvas.graph().unit());
        let network = canvas.graph().network();
        let mut features = Vec::new();
        let mut add = |origins: &[Origin], named: &[isochrones::Named]| {
            for (&limit, parts) in limits.iter().zip(canvas.reached(origins, limits)) {
                let feature =
                    |part| isochrones::part(part, (unit, limit), network, named);
                features.extend(parts.iter().map(feature));
            }
        };
        match args.sharing {
            SharingArg::Overlapping => {
                for (origin, named) in self.origins.iter().zip(&places.named) {
                    add(std::slice::from_ref(origin), std::slice::from_ref(named));
                }
            }
            SharingArg::Merged | SharingArg::Nearest => add(&self.origins, &places.named),
        }
        features
    }

    /// Tells which places have no area and why; where none has one, there is no answer.
    fn tell_reasons(
        &self,
        session: &mut Session<'_>,
        limits: &[u32],
        places: &Places<'_>,
    ) -> Result<(), Failure> {
        let largest = limits.iter().copied().max().unwrap_or(0);
        let why = |origin: &Origin| self.canvas.why_none(origin, largest);
        let reasons: Vec<(usize, NoArea)> = (0..)
            .zip(&self.origins)
            .filter_map(|(place, origin)| Some((place, why(origin)?)))
            .collect();
        let told = |&(place, reason): &(usize, NoArea)| {
            session.lang.no_area(&places.named[place].id, reason)
        };
        if reasons.len() == self.origins.len() {
            let told: Vec<String> = reasons.iter().map(told).collect();
            return Err(Failure::NoArea(told.join("; ")));
        }
        let messages: Vec<Message> =
            reasons.iter().map(|reason| Message::no_area(told(reason))).collect();
        session.tell(&messages);
        Ok(())
    }
}
