use super::*;
use crate::project::Input;
use std::io::Write;
use std::time::Instant;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A container of one part of many equal bytes.
fn packed(length: usize) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().large_file(true);
    writer.start_file("xl/workbook.xml", options).unwrap();
    let block = vec![b' '; 1 << 20];
    for _ in 0..length >> 20 {
        writer.write_all(&block).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn checked(bytes: Vec<u8>) -> Result<Vec<String>, String> {
    let input = Input::new("a.xlsx");
    let file = Opened { input: &input, path: "a.xlsx".into(), bytes };
    check(&file, "Excel").map_err(|error| format!("{} {error}", error.status()))
}

#[test]
fn a_bomb_is_told_before_it_goes_off() {
    let bomb = packed(64 << 20);
    assert!(bomb.len() < 1 << 20);
    let start = Instant::now();
    let error = checked(bomb).unwrap_err();
    assert!(error.contains("bytes that expand to 67108864"), "{error}");
    assert!(error.starts_with('3'), "{error}");
    assert!(start.elapsed().as_millis() < 1000, "{:?}", start.elapsed());
    assert_eq!(checked(packed(4 << 20)), Ok(vec!["xl/workbook.xml".to_owned()]));
}

#[test]
fn a_directory_that_lies_is_found_out() {
    let mut bomb = packed(4 << 20);
    // The size stands in the directory, at the end, and before the part.
    let size = (4_u32 << 20).to_le_bytes();
    let at: Vec<usize> =
        (0..bomb.len() - 4).filter(|&at| bomb[at..at + 4] == size).collect();
    assert!(!at.is_empty());
    for at in at {
        bomb[at..at + 4].copy_from_slice(&1000_u32.to_le_bytes());
    }
    let error = checked(bomb).unwrap_err();
    assert!(
        error.starts_with("4 ") && error.contains("not a sound Excel file"),
        "{error}"
    );
}

#[test]
fn half_a_container_is_broken() {
    let whole = packed(1 << 20);
    for length in [2, 10, whole.len() / 2, whole.len() - 1] {
        let error = checked(whole[..length].to_vec()).unwrap_err();
        assert!(error.starts_with("4 "), "{error}");
    }
}
