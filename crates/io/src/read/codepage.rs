//! Encodings of text by the names and numbers that tables give them.

use super::text;
use encoding_rs::{
    BIG5, EUC_KR, Encoding, GBK, IBM866, SHIFT_JIS, UTF_8, WINDOWS_874, WINDOWS_1250,
    WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256,
    WINDOWS_1257,
};

/// Language ids of dBase, in byte 29; those for "the code page of this computer" declare nothing.
const LANGUAGE_IDS: [(u8, &Encoding); 19] = [
    (0x03, WINDOWS_1252),
    (0x13, SHIFT_JIS),
    (0x26, IBM866),
    (0x4d, GBK),
    (0x4e, EUC_KR),
    (0x4f, BIG5),
    (0x50, WINDOWS_874),
    (0x65, IBM866),
    (0x78, BIG5),
    (0x79, EUC_KR),
    (0x7a, GBK),
    (0x7b, SHIFT_JIS),
    (0x7d, WINDOWS_1255),
    (0x7e, WINDOWS_1256),
    (0xc8, WINDOWS_1250),
    (0xc9, WINDOWS_1251),
    (0xca, WINDOWS_1254),
    (0xcb, WINDOWS_1253),
    (0xcc, WINDOWS_1257),
];

/// Code pages by number.
const NUMBERS: [(&str, &Encoding); 9] = [
    ("65001", UTF_8),
    ("54936", encoding_rs::GB18030),
    ("936", GBK),
    ("950", BIG5),
    ("932", SHIFT_JIS),
    ("949", EUC_KR),
    ("866", IBM866),
    ("874", WINDOWS_874),
    ("88591", WINDOWS_1252),
];

/// The encoding that a language id of dBase stands for.
pub(super) fn of_language(id: u8) -> Option<&'static Encoding> {
    LANGUAGE_IDS.iter().find(|(known, _)| *known == id).map(|&(_, encoding)| encoding)
}

/// The encoding of a name as `.cpg` files, project files and people write it.
pub(super) fn of_name(name: &str) -> Option<&'static Encoding> {
    let name = name.trim_start_matches('\u{feff}').trim().to_ascii_lowercase();
    let bare = ["ansi", "oem", "cp", "ms", "windows"].into_iter();
    let bare = bare.fold(name.as_str(), |rest, prefix| {
        rest.strip_prefix(prefix).unwrap_or(rest).trim_start_matches([' ', '-', '_'])
    });
    let numbered = NUMBERS.iter().find(|(number, _)| *number == bare);
    let windows = || Encoding::for_label(format!("windows-{bare}").as_bytes());
    numbered
        .map(|&(_, encoding)| encoding)
        .or_else(|| text::of_name(&name))
        .or_else(windows)
}

/// Text without a character that a fixed width has cut in two; `None` if it is not in this
/// encoding.
pub(super) fn decoded(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    let longest = if bytes.is_ascii() { 0 } else { 3 };
    (0..=longest.min(bytes.len())).find_map(|cut| {
        let kept = &bytes[..bytes.len() - cut];
        let text = encoding.decode_without_bom_handling_and_without_replacement(kept);
        text.map(std::borrow::Cow::into_owned)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_known_by_all_their_names() {
        for name in ["GBK", "936", "CP936", "ANSI 936", "gb2312", "OEM 936", " ms936\r\n"]
        {
            assert_eq!(of_name(name), Some(GBK), "{name}");
        }
        for name in ["UTF-8", "utf8", "65001", "\u{feff}UTF-8"] {
            assert_eq!(of_name(name), Some(UTF_8), "{name}");
        }
        assert_eq!(of_name("GB18030"), Some(encoding_rs::GB18030));
        assert_eq!(of_name("1252"), Some(WINDOWS_1252));
        assert_eq!(of_name("ISO-8859-1"), Some(WINDOWS_1252));
        assert_eq!(of_name("很好"), None);
        assert_eq!(of_name(""), None);
    }

    #[test]
    fn a_character_that_was_cut_is_dropped() {
        let whole = "社区".as_bytes();
        assert_eq!(decoded(UTF_8, whole).as_deref(), Some("社区"));
        assert_eq!(decoded(UTF_8, &whole[..5]).as_deref(), Some("社"));
        assert_eq!(decoded(GBK, b"\xc9\xe7\xc7").as_deref(), Some("社"));
        assert_eq!(decoded(UTF_8, b"\xc9\xe7\xc7\xf8\xb4\xfa"), None);
    }
}
