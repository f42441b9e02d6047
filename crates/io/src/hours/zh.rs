//! Hours as Chinese files have them, into rules.
//!
//! ```text
//! text -> tidy -> tokens -> statements -> rules
//! ```
//!
//! Every word must be understood: one that is not makes the whole text unread.

mod clock;
mod lexer;
mod order;
mod statement;
mod token;

use super::rule::Rule;
use super::unread::Unread;
use crate::normalize;
use token::Token;

/// One width, one script, one dash, one colon.
pub(super) fn tidy(text: &str) -> String {
    let plain = normalize::simplify(&normalize::plain(text));
    let mut tidy = String::with_capacity(plain.len());
    for c in plain.chars() {
        let c = match c {
            '—' | '–' | '―' | '‐' | '‑' | '−' | '~' | '〜' | '∼' | '﹣' => {
                '-'
            }
            '∶' | '︰' => ':',
            '【' | '[' | '〔' => '(',
            '】' | ']' | '〕' => ')',
            other => other,
        };
        if !(c == '-' && tidy.ends_with('-')) {
            tidy.push(c);
        }
    }
    tidy
}

/// The rules of a tidy text.
pub(super) fn read(text: &str) -> Result<Vec<Rule>, Unread> {
    let tokens = lexer::tokens(text)?;
    let statements = statement::statements(tokens, text)?;
    order::rules(&statements, text)
}

/// The rules of a tidy text that names days and no times: all day on each.
pub(super) fn read_days(text: &str) -> Option<Vec<Rule>> {
    let mut tokens = lexer::tokens(text).ok()?;
    let says_days = |token: &Token| matches!(token, Token::Days(_) | Token::Noise);
    if !tokens.iter().all(says_days) {
        return None;
    }
    tokens.push(Token::AllDay);
    order::rules(&statement::statements(tokens, text).ok()?, text).ok()
}

#[cfg(test)]
mod tests;
