use super::*;
use crate::finding::Severity;
use crate::project::Input;

fn decoded(
    bytes: &[u8],
    encoding: Option<&str>,
) -> Result<(String, Vec<Finding>), String> {
    let mut input = Input::new("a.csv");
    input.encoding = encoding.map(str::to_owned);
    let file = Opened { input: &input, path: "a.csv".into(), bytes: bytes.to_vec() };
    let read = decode(&file).map(|(text, findings)| (text.into_owned(), findings));
    read.map_err(|error| format!("{} {error}", error.status()))
}

fn utf16(text: &str, little: bool) -> Vec<u8> {
    let pair = |unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() };
    ['\u{feff}']
        .into_iter()
        .chain(text.chars())
        .flat_map(|c| c.encode_utf16(&mut [0; 2]).to_vec())
        .flat_map(pair)
        .collect()
}

#[test]
fn every_usual_encoding_gives_the_same_text() {
    let text = "编号,名称\n1,凤山镇站\n";
    let (gbk, _, _) = GBK.encode(text);
    for (bytes, notes) in [
        (text.as_bytes().to_vec(), 0),
        ([b"\xef\xbb\xbf", text.as_bytes()].concat(), 0),
        (gbk.to_vec(), 1),
        (utf16(text, true), 0),
        (utf16(text, false), 0),
    ] {
        let (read, findings) = decoded(&bytes, None).unwrap();
        assert_eq!((read.as_str(), findings.len()), (text, notes));
    }
    let (read, findings) = decoded(&gbk, None).unwrap();
    assert_eq!(read, text);
    assert_eq!(findings[0].severity(), Severity::Note);
    assert_eq!(
        findings[0].to_string(),
        "a.csv: the text is not UTF-8 and was read as GB18030; say encoding = \"...\" in \
         walkshed.toml if names look wrong"
    );
}

#[test]
fn the_project_decides_and_an_unknown_name_is_told() {
    let (gbk, _, _) = GBK.encode("一级中心");
    for name in ["GBK", "gb2312", " cp936 ", "GB18030", "ANSI", "936"] {
        assert_eq!(decoded(&gbk, Some(name)), Ok(("一级中心".into(), vec![])), "{name}");
    }
    let (big5, _, _) = encoding_rs::BIG5.encode("站點");
    assert_eq!(decoded(&big5, Some("Big5")), Ok(("站點".into(), vec![])));
    let error = decoded(&gbk, Some("GBQ")).unwrap_err();
    assert!(error.starts_with("3 a.csv: no encoding \"GBQ\""), "{error}");
    assert!(error.contains("GB18030") && error.contains("Big5"), "{error}");
}

#[test]
fn what_cannot_be_read_is_named_with_its_line() {
    let error = decoded(b"id\n1\n\xff\xff,2", None).unwrap_err();
    assert!(error.starts_with("3 a.csv, line 3: "), "{error}");
    let half = "编号,名称\n1,凤山".as_bytes();
    let error = decoded(&half[..half.len() - 1], None).unwrap_err();
    assert!(error.starts_with("4 a.csv: damaged at line 2: "), "{error}");
    let zero = decoded(b"a,b\n\x001", None).unwrap_err();
    assert!(zero.starts_with("4 "), "{zero}");
    let long = "编号,名称\n".repeat(200);
    let mut bytes = long.into_bytes();
    bytes[25] = 0xff;
    let (text, findings) = decoded(&bytes, None).unwrap();
    assert!(text.contains('\u{fffd}') && text.contains("名称"));
    assert!(findings[0].to_string().contains("the first in line 2"), "{}", findings[0]);
}
