//! Which edges of the lattice a border crosses, a row of a tile at a time.

use super::lattice::SIDE;
use super::pen::Labels;
use super::sheet::Sheet;

/// The edges to the east in a row of a block, by what they lead into and out of.
pub(super) struct Edges {
    pub(super) entries: u64,
    pub(super) exits: u64,
}

impl Edges {
    pub(super) fn of(
        sheet: &Sheet<'_>,
        labels: Labels,
        limit: u32,
        [block, east]: [usize; 2],
        row: usize,
    ) -> Self {
        let (range, next) = (Sheet::row(block, row), Sheet::row(east, row).start);
        let inside = flags(&sheet.values()[range.clone()], limit);
        let next_inside = u64::from(sheet.values()[next] <= limit);
        let east_inside = inside >> 1 | next_inside << (SIDE - 1);
        let changes = match labels {
            Labels::Merged => inside ^ east_inside,
            Labels::Owners if inside | east_inside == 0 => 0,
            Labels::Owners => {
                let owners = &sheet.owners()[range];
                let bit = |x: usize, differs: bool| u64::from(differs) << x;
                let within = owners.windows(2).enumerate();
                within.fold(
                    bit(SIDE - 1, owners[SIDE - 1] != sheet.owners()[next]),
                    |bits, (x, pair)| bits | bit(x, pair[0] != pair[1]),
                ) | (inside ^ east_inside)
            }
        };
        Self { entries: changes & east_inside, exits: changes & inside }
    }
}

/// Which of [`SIDE`] times are within the limit, the first in the lowest bit.
fn flags(times: &[u32], limit: u32) -> u64 {
    // comparing in groups of eight, and gathering by one multiplication, suits vector registers
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let mut bits = 0;
    for (group, times) in times.chunks_exact(8).enumerate() {
        let mut bytes = [0_u8; 8];
        for (byte, &time) in bytes.iter_mut().zip(times) {
            *byte = u8::from(time <= limit);
        }
        let gathered = u64::from_le_bytes(bytes).wrapping_mul(GATHER) >> 56;
        bits |= gathered << (8 * group);
    }
    bits
}
