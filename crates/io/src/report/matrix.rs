//! Every walk within a budget, as a table: `demand,station,seconds,walk_m,straight_m`.

use std::io::{self, Write};
use walkshed::geodesy::geodesic_m;
use walkshed::model::{District, Metric};
use walkshed::table::{TravelTable, Trip};
use walkshed::units::{Unit, millimeters};

/// Writes one row for every pair in the table, as CSV with a header.
///
/// `unit` is what the table was limited by, `metric` what its walks were measured along: as the
/// crow flies nobody walked, and `walk_m` is empty.
///
/// # Units
///
/// Seconds and meters, three decimals; both of the same walk.
///
/// # Order
///
/// Demand in input order, then stations in input order.
///
/// # Errors
///
/// What the writer says.
///
/// # Cost
///
/// One geodesic a pair; the memory of one row.
pub fn matrix(
    out: impl Write,
    district: &District,
    table: &TravelTable,
    unit: Unit,
    metric: Metric,
) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(["demand", "station", "seconds", "walk_m", "straight_m"])?;
    for (index, point) in district.demand.points().iter().enumerate().take(table.points())
    {
        for trip in table.of(index) {
            let station = &district.stations[trip.station as usize];
            let (ms, mm) = time_and_length(trip, unit);
            let walk_m = match metric {
                Metric::Network => decimal(mm.into()),
                Metric::Straight => String::new(),
            };
            let straight_m =
                decimal(millimeters(geodesic_m(point.position, station.position)));
            let seconds = decimal(ms.into());
            csv.write_record([&point.id, &station.id, &seconds, &walk_m, &straight_m])?;
        }
    }
    csv.flush()
}

fn time_and_length(trip: &Trip, unit: Unit) -> (u32, u32) {
    match unit {
        Unit::Millis => (trip.primary, trip.secondary),
        Unit::Millimeters => (trip.secondary, trip.primary),
    }
}

/// Thousandths as a decimal number.
fn decimal(thousandths: u64) -> String {
    format!("{}.{:03}", thousandths / 1000, thousandths % 1000)
}
