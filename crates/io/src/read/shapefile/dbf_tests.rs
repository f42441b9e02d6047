use super::*;

/// A table of fields (name, type, width, decimals) and records, written by hand.
fn table(language: u8, fields: &[(&[u8], u8, u8, u8)], records: &[&[u8]]) -> Vec<u8> {
    let start = (PIECE * (fields.len() + 1) + 1) as u16;
    let size = 1 + fields.iter().map(|field| u16::from(field.2)).sum::<u16>();
    let mut bytes = vec![3, 126, 11, 22];
    bytes.extend((records.len() as u32).to_le_bytes());
    bytes.extend(start.to_le_bytes());
    bytes.extend(size.to_le_bytes());
    bytes.resize(PIECE, 0);
    bytes[29] = language;
    for (name, kind, width, decimals) in fields {
        let mut piece = [0; PIECE];
        piece[..name.len()].copy_from_slice(name);
        (piece[11], piece[16], piece[17]) = (*kind, *width, *decimals);
        bytes.extend(piece);
    }
    bytes.push(b'\r');
    for record in records {
        let mut record = record.to_vec();
        record.resize(size.into(), b' ');
        bytes.extend(record);
    }
    bytes.push(0x1a);
    bytes
}

fn gbk(text: &str) -> Vec<u8> {
    GBK.encode(text).0.into_owned()
}

/// The first value of the first record, and how its encoding was found.
fn text(
    language: u8,
    value: &[u8],
    asked: Option<&'static Encoding>,
    beside: Option<&'static Encoding>,
) -> (String, Option<String>) {
    let record = [b" ".as_slice(), value].concat();
    let bytes = table(language, &[(b"a", b'C', 40, 0)], &[&record]);
    let table = Table::new(&bytes, asked, beside).unwrap();
    let values = table.values(0, &mut 0).unwrap();
    let Value::Text(text) = &values[0] else { unreachable!() };
    (text.clone(), table.problems.first().map(|problem| problem.reason(crate::Lang::En)))
}

#[test]
fn the_encoding_is_what_is_declared_unless_the_text_is_not_in_it() {
    let (chinese, in_gbk) = ("凤山社区文明街", gbk("凤山社区文明街"));
    let utf8 = chinese.as_bytes();
    let same =
        |found: (String, Option<String>)| assert_eq!(found, (chinese.to_owned(), None));
    same(text(0x4d, &in_gbk, None, None));
    same(text(0, &in_gbk, None, Some(GBK)));
    same(text(0x57, utf8, None, Some(UTF_8)));
    same(text(0x4d, utf8, None, Some(UTF_8)));
    same(text(0, &in_gbk, Some(GBK), Some(UTF_8)));
    let read_as = |declared: &str, used: &str| {
        Some(format!(
            "the text is declared as {declared}, but is none; it is read as {used}"
        ))
    };
    let other =
        |found: (String, Option<String>), why| assert_eq!(found, (chinese.into(), why));
    other(text(0, &in_gbk, None, Some(UTF_8)), read_as("UTF-8", "GBK"));
    other(text(0x4d, utf8, None, None), read_as("GBK", "UTF-8"));
    other(text(0x03, utf8, None, None), read_as("windows-1252", "UTF-8"));
    let guessed =
        |used| Some(format!("no encoding is declared; the text is read as {used}"));
    other(text(0, &in_gbk, None, None), guessed("GBK"));
    other(text(0x57, utf8, None, None), guessed("UTF-8"));
    assert_eq!(text(0, b"plain", None, None), ("plain".to_owned(), None));
    assert_eq!(text(0x03, b"caf\xe9", None, None), ("café".to_owned(), None));
}

#[test]
fn values_are_read_by_the_type_of_their_field() {
    let fields: [(&[u8], u8, u8, u8); 8] = [
        (b"C", b'C', 6, 0),
        (b"N", b'N', 6, 0),
        (b"ND", b'N', 6, 2),
        (b"F", b'F', 6, 2),
        (b"D", b'D', 8, 0),
        (b"L", b'L', 1, 0),
        (b"M", b'M', 10, 0),
        (b"I", b'I', 4, 0),
    ];
    let mut first = b" 0012     120  1.50 1e3  20260131T0000000001".to_vec();
    first.extend(7_i32.to_le_bytes());
    let mut second = b" \0\0\0\0\0\0************      00000000?          ".to_vec();
    second.extend((-7_i32).to_le_bytes());
    let deleted = b"*";
    let bad = b"       12x   9e999 nan   2026    y";
    let bytes = table(0, &fields, &[&first, &second, deleted, bad]);
    let table = Table::new(&bytes, None, None).unwrap();
    assert_eq!(table.columns(), ["C", "N", "ND", "F", "D", "L", "I"]);
    assert_eq!(table.left_out(), ["M"]);
    let text = |text: &str| Value::Text(text.to_owned());
    let values = |record| table.values(record, &mut 0);
    assert_eq!(
        values(0).unwrap(),
        [
            text("0012"),
            Value::Integer(120),
            Value::Number(1.5),
            Value::Number(1000.0),
            text("2026-01-31"),
            Value::Bool(true),
            Value::Integer(7),
        ]
    );
    let mut blank = vec![Value::Null; 6];
    blank.push(Value::Integer(-7));
    assert_eq!(values(1).unwrap(), blank);
    assert_eq!(values(2), None, "deleted");
    let bad = values(3).unwrap();
    assert_eq!(
        bad[1..6],
        [text("12x"), text("9e999"), text("nan"), text("2026"), Value::Bool(true)]
    );
}

#[test]
fn names_and_values_that_a_width_has_cut_lose_half_a_character() {
    let name = &"社区名称".as_bytes()[..10];
    let value = "社区名称".as_bytes();
    let record = [b" ", &value[..5]].concat();
    let bytes = table(0, &[(name, b'C', 5, 0)], &[&record]);
    let table = Table::new(&bytes, None, Some(UTF_8)).unwrap();
    assert_eq!(table.columns(), ["社区名"]);
    assert_eq!(table.values(0, &mut 0).unwrap(), [Value::Text("社".to_owned())]);
    assert!(table.problems.is_empty());
}

#[test]
fn long_numbers_keep_all_digits() {
    let record = b" 12345678901234567890";
    let bytes = table(0, &[(b"code", b'N', 20, 0)], &[record]);
    let table = Table::new(&bytes, None, None).unwrap();
    assert_eq!(
        table.values(0, &mut 0).unwrap(),
        [Value::Text("12345678901234567890".into())]
    );
}

#[test]
fn damage_is_told() {
    let sound = table(0, &[(b"a", b'C', 4, 0)], &[b" abcd", b" efgh"]);
    let fault = |bytes: &[u8]| Table::new(bytes, None, None).map(|_| ()).unwrap_err();
    assert_eq!(fault(&sound[..20]), "its header is cut off");
    assert_eq!(fault(&sound[..50]), "its header is cut off");
    assert_eq!(fault(&sound[..sound.len() - 3]), "it ends in record 2 of 2");
    let mut many = sound.clone();
    many[4..8].fill(0xff);
    assert_eq!(fault(&many), "it ends in record 3 of 4294967295");
    let mut short = sound.clone();
    short[10] = 2;
    assert_eq!(fault(&short), "its fields need 5 bytes, its records have 2");
    let mut none = sound;
    none[PIECE] = b'\r';
    assert_eq!(fault(&none), "it has no fields");
}
