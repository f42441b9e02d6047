//! The pairs of lines that a drawing is made of.

/// Why there is no further pair.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// The file ends.
    End,
    /// This line is no group code.
    Code(usize),
}

/// Pairs of a group code and a value, without copying.
pub(super) struct Pairs<'a> {
    rest: &'a [u8],
    line: usize,
}

impl<'a> Pairs<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes, line: 0 }
    }

    /// The next pair; the value without blanks around it.
    pub(super) fn next(&mut self) -> Result<(i16, &'a [u8]), Stop> {
        loop {
            let code = self.line().ok_or(Stop::End)?.trim_ascii();
            if code.is_empty() && self.rest.trim_ascii().is_empty() {
                return Err(Stop::End);
            }
            let line = self.line;
            let code = str::from_utf8(code).ok().and_then(|code| code.parse().ok());
            let code = code.ok_or(Stop::Code(line))?;
            let value = self.line().ok_or(Stop::End)?.trim_ascii();
            // 999 is a comment.
            if code != 999 {
                return Ok((code, value));
            }
        }
    }

    fn line(&mut self) -> Option<&'a [u8]> {
        if self.rest.is_empty() {
            return None;
        }
        self.line += 1;
        let end = self.rest.iter().position(|&byte| byte == b'\n');
        let (line, rest) = match end {
            Some(end) => (&self.rest[..end], &self.rest[end + 1..]),
            None => (self.rest, &self.rest[self.rest.len()..]),
        };
        self.rest = rest;
        Some(line)
    }
}
