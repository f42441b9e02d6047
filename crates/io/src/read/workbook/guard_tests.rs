use super::*;
use crate::campaign::{Dice, effort};
use calamine::Reader as _;

/// A record of a workbook stream.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).expect("a short record");
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
}

fn number(row: u16, column: u16, value: f64) -> Vec<u8> {
    let place = [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
    record(0x0203, &[&place[..], &value.to_le_bytes()].concat())
}

/// A stream of one sheet with some cells, as BIFF8.
fn stream(cells: &[(u16, u16)]) -> Vec<u8> {
    let mut globals = record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let sheet = |at: u32| {
        let name = [&at.to_le_bytes()[..], &[0, 0, 1, 0, b'S']].concat();
        record(0x0085, &name)
    };
    let end = record(0x000a, &[]);
    let start = globals.len() + sheet(0).len() + end.len();
    globals.extend(sheet(u32::try_from(start).expect("a short stream")));
    globals.extend(&end);
    globals.extend(record(0x0809, &[0, 6, 0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
    for &(row, column) in cells {
        globals.extend(number(row, column, f64::from(row) + 1.0));
    }
    globals.extend(end);
    globals
}

/// A compound file of sectors of 512 bytes that holds one stream: sector 0 is the table, 1 the
/// directory, and the stream follows.
fn compound(mut stream: Vec<u8>) -> Vec<u8> {
    stream.resize(stream.len().max(4096).next_multiple_of(512), 0);
    let sectors = u32::try_from(stream.len() / 512).expect("a short stream");
    let mut head = vec![0xff; 512];
    head[..76].fill(0);
    head[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    head[26..34].copy_from_slice(&[3, 0, 0xfe, 0xff, 9, 0, 6, 0]);
    head[44] = 1;
    head[48] = 1;
    head[57] = 16;
    head[60..64].copy_from_slice(&[0xfe, 0xff, 0xff, 0xff]);
    head[68..72].copy_from_slice(&[0xfe, 0xff, 0xff, 0xff]);
    head[76..80].fill(0);
    let mut table: Vec<u32> = vec![0xffff_fffd, 0xffff_fffe];
    table.extend((3..2 + sectors).chain([0xffff_fffe]));
    table.resize(128, 0xffff_ffff);
    let entry = |name: &str, kind: u8, start: u32, length: usize| {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry.resize(128, 0);
        entry[64] = u8::try_from(2 * name.len() + 2).expect("a short name");
        entry[66] = kind;
        entry[116..120].copy_from_slice(&start.to_le_bytes());
        entry[120..124]
            .copy_from_slice(&u32::try_from(length).expect("a length").to_le_bytes());
        entry
    };
    let mut directory = entry("Root Entry", 5, 0xffff_fffe, 0);
    directory.extend(entry("Workbook", 2, 2, stream.len()));
    directory.resize(512, 0);
    let table: Vec<u8> = table.into_iter().flat_map(u32::to_le_bytes).collect();
    [head, table, directory, stream].concat()
}

#[test]
fn a_sheet_of_the_old_format_is_let_through_and_read() {
    let cells: Vec<(u16, u16)> = (0..50).flat_map(|row| [(row, 0), (row, 1)]).collect();
    let bytes = compound(stream(&cells));
    assert_eq!(xls(&bytes), Ok(()));
    let mut book = calamine::Xls::new(Cursor::new(bytes.as_slice())).unwrap();
    let range = book.worksheet_range("S").unwrap();
    assert_eq!(range.get_size(), (50, 2));
}

#[test]
fn what_would_cost_memory_is_refused() {
    let far = compound(stream(&[(0, 0), (65_535, 255)]));
    assert_eq!(xls(&far), Err("2 cells spread over 16777216".to_owned()));
    assert!(xls(&compound(stream(&[(0, 9999)]))).is_err());
    let mut lost = record(0x0809, &[0; 16]);
    lost.extend(record(0x0085, &[0, 0, 0, 1, 0, 0, 1, 0, b'S']));
    assert_eq!(xls(&compound(lost)), Err("a sheet beyond its end".to_owned()));
    let mut huge = record(0x0809, &[0; 16]);
    huge.extend(record(0x0200, &[0, 0, 0, 0, 255, 255, 255, 255, 0, 0, 255, 255, 0, 0]));
    assert_eq!(xls(&compound(huge)), Err("a sheet of impossible size".to_owned()));
    let mut circle = compound(stream(&[(0, 0)]));
    circle[512 + 4..512 + 8].copy_from_slice(&1_u32.to_le_bytes());
    assert_eq!(xls(&circle), Err("its sectors lead in a circle".to_owned()));
}

#[test]
fn no_compound_file_is_too_odd() {
    use crate::project::Input;
    use crate::read::Opened;
    let cells: Vec<(u16, u16)> = (0..9).flat_map(|row| [(row, 0), (row, 1)]).collect();
    let seed = compound(stream(&cells));
    let mut dice = Dice(9);
    let input = Input::new("a.xls");
    for _ in 0..300 * effort() {
        let mut bytes = seed.clone();
        for _ in 0..=dice.roll(4) {
            // The head, the table, the directory and the first records.
            let at = dice.roll(bytes.len().min(2400));
            bytes[at] = dice.roll(256) as u8;
        }
        if dice.roll(8) == 0 {
            bytes.truncate(dice.roll(bytes.len()));
        }
        drop(super::super::read(&Opened { input: &input, path: "a.xls".into(), bytes }));
    }
}
