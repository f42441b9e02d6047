//! Bytes to text: what a byte order mark says, else what the project says, else UTF-8 if the bytes
//! are that, else GB18030, in which Chinese spreadsheets write (GBK is a part of it).

use super::Opened;
use crate::error::{ReadError, ReadFault, Spot};
use crate::finding::{Finding, Problem, TableFault};
use crate::normalize;
use encoding_rs::{DecoderResult, Encoding, GB18030, GBK, UTF_8};
use std::borrow::Cow;

/// Names of encodings that people write, beside those of the WHATWG.
const NAMES: [(&str, &Encoding); 7] = [
    ("cp936", GBK),
    ("936", GBK),
    ("ansi", GBK),
    ("ansi936", GBK),
    ("国标", GB18030),
    ("65001", UTF_8),
    ("utf8sig", UTF_8),
];

/// Of so many bytes, one may be undecodable in a file that was damaged on its way; more, and the
/// file is in another encoding.
const BYTES_PER_FAULT: usize = 1000;

/// The text of a file, and what was assumed to get it.
pub(super) fn decode<'a>(
    file: &'a Opened<'_>,
) -> Result<(Cow<'a, str>, Vec<Finding>), ReadError> {
    let mut findings = Vec::new();
    let (encoding, body) = match Encoding::for_bom(&file.bytes) {
        Some((encoding, length)) => (Some(encoding), &file.bytes[length..]),
        None => (named(file)?, file.bytes.as_slice()),
    };
    let text = match (encoding, str::from_utf8(body)) {
        (None, Ok(text)) => Cow::Borrowed(text),
        (Some(encoding), Ok(text)) if encoding == UTF_8 => Cow::Borrowed(text),
        (Some(encoding), _) => lenient(file, body, encoding, &mut findings)?,
        (None, Err(error)) if error.error_len().is_none() && !body.is_ascii() => {
            // Everything before the last character is UTF-8.
            let line = 1 + lines(&body[..error.valid_up_to()]);
            return Err(file.damaged(ReadFault::HalfCharacter).at(Spot::Line(line)));
        }
        (None, Err(_)) if mostly_utf8(body) => lenient(file, body, UTF_8, &mut findings)?,
        (None, Err(_)) => {
            let text = lenient(file, body, GB18030, &mut findings)?;
            let problem = Problem::Table(TableFault::Encoding { name: GB18030.name() });
            findings.insert(0, Finding::new(&file.input.path, problem));
            text
        }
    };
    if text.as_bytes().contains(&0) {
        return Err(file.damaged(ReadFault::ZeroBytes));
    }
    Ok((text, findings))
}

/// The encoding that the project names.
fn named(file: &Opened<'_>) -> Result<Option<&'static Encoding>, ReadError> {
    let Some(name) = &file.input.encoding else { return Ok(None) };
    let unknown = || file.unusable(ReadFault::Encoding(name.clone()));
    of_name(name).ok_or_else(unknown).map(Some)
}

/// An encoding by any name.
pub(crate) fn of_name(name: &str) -> Option<&'static Encoding> {
    let own = || {
        let key = normalize::key(name);
        NAMES.iter().find(|(name, _)| *name == key).map(|&(_, encoding)| encoding)
    };
    Encoding::for_label(name.trim().as_bytes()).or_else(own)
}

/// Text with a mark in the place of what cannot be read, if that is little.
fn lenient<'a>(
    file: &Opened<'_>,
    body: &'a [u8],
    encoding: &'static Encoding,
    findings: &mut Vec<Finding>,
) -> Result<Cow<'a, str>, ReadError> {
    let (text, faulty) = encoding.decode_without_bom_handling(body);
    if !faulty {
        return Ok(text);
    }
    let (first, count) = faults(body, encoding);
    let line = 1 + lines(&body[..first]);
    if count > body.len().div_ceil(BYTES_PER_FAULT) || body.len() < BYTES_PER_FAULT {
        let fault = ReadFault::Undecodable(encoding.name());
        return Err(file.unusable(fault).at(Spot::Line(line)));
    }
    let problem = Problem::Table(TableFault::Undecodable {
        encoding: encoding.name(),
        places: count,
        line,
    });
    findings.push(Finding::new(&file.input.path, problem));
    Ok(text)
}

/// Where the first undecodable sequence starts, and how many there are.
fn faults(body: &[u8], encoding: &'static Encoding) -> (usize, usize) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let (mut at, mut first, mut count) = (0, None, 0);
    let mut text = [0; 4096];
    loop {
        let (result, read, _) =
            decoder.decode_to_utf8_without_replacement(&body[at..], &mut text, true);
        at += read;
        match result {
            DecoderResult::InputEmpty => return (first.unwrap_or(at), count),
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(length, after) => {
                let start = at.saturating_sub(usize::from(length) + usize::from(after));
                first.get_or_insert(start);
                count += 1;
            }
        }
    }
}

/// Whether text has many characters of UTF-8 beyond ASCII, and few sequences that are none: GBK
/// read as UTF-8 is the other way round.
fn mostly_utf8(body: &[u8]) -> bool {
    let (mut sound, mut faulty) = (0, 0);
    for chunk in body.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        faulty += usize::from(!chunk.invalid().is_empty());
    }
    sound > 10 * faulty
}

fn lines(bytes: &[u8]) -> usize {
    bytes.split(|&byte| byte == b'\n').count() - 1
}

#[cfg(test)]
#[path = "text_tests.rs"]
mod tests;
