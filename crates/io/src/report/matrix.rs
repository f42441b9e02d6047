//! Every walk within a budget, as a table: `demand,station,seconds,walk_m,straight_m`.

use std::io::{self, Write};
use walkshed::model::{District, Metric};
use walkshed::table::TravelTable;
use walkshed::units::Unit;

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
    let heads = ["demand", "station", "seconds", "walk_m", "straight_m"];
    csv.write_record(heads).map_err(io_error)?;
    for (index, point) in district.demand.points().iter().enumerate().take(table.points())
    {
        for trip in table.of(index) {
            let station = &district.stations[trip.station as usize];
            let (ms, mm) = unit.time_and_length((trip.primary, trip.secondary));
            let walk_m = match metric {
                Metric::Network => decimal(mm.into()),
                Metric::Straight => String::new(),
            };
            let straight_m = decimal(station.straight_mm(point.position));
            let seconds = decimal(ms.into());
            let row = [&point.id, &station.id, &seconds, &walk_m, &straight_m];
            csv.write_record(row).map_err(io_error)?;
        }
    }
    csv.flush()
}

/// What the writer said, which a broken pipe is told from a full disk by.
pub(super) fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(source) => source,
        kind => io::Error::other(format!("{kind:?}")),
    }
}

/// Thousandths as a decimal number.
pub(super) fn decimal(thousandths: u64) -> String {
    format!("{}.{:03}", thousandths / 1000, thousandths % 1000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layers::fixtures::town;
    use walkshed::coverage::Evaluation;
    use walkshed::model::{Budget, CoverageOptions};

    fn written(metric: Metric, budget: &str) -> String {
        let district = town().district;
        let options = CoverageOptions { metric, ..CoverageOptions::default() };
        let budget: Budget = budget.parse().unwrap();
        let (table, unit) = Evaluation::table(&district, &options, budget);
        let mut out = Vec::new();
        matrix(&mut out, &district, &table, unit, metric).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn there_is_a_row_for_every_pair_within_the_budget() {
        let rows = written(Metric::Network, "20min");
        let pairs: Vec<&str> = rows.lines().filter_map(|row| row.get(..4)).collect();
        assert_eq!(pairs, ["dema", "a,T1", "b,T1", "b,S1"]);
        assert!(rows.starts_with("demand,station,seconds,walk_m,straight_m\n"));
    }

    #[test]
    fn a_budget_in_meters_gives_the_same_walks() {
        assert_eq!(written(Metric::Network, "20min"), written(Metric::Network, "1440m"));
    }

    #[test]
    fn nobody_walks_straight() {
        let rows = written(Metric::Straight, "20min");
        let walks: Vec<&str> =
            rows.lines().filter_map(|row| row.split(',').nth(3)).collect();
        assert_eq!(walks, ["walk_m", "", "", ""]);
    }

    #[test]
    fn a_broken_pipe_stays_one() {
        struct Closed;
        impl Write for Closed {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let none = TravelTable::default();
        let district = District::default();
        let error = matrix(Closed, &district, &none, Unit::Millis, Metric::Network);
        assert_eq!(error.unwrap_err().kind(), io::ErrorKind::BrokenPipe);
    }
}
