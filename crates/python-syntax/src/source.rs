//! The text with its lines: byte offsets to lines and columns in characters.

use ruff_text_size::{TextRange, TextSize};

use crate::code::Span;
use crate::refusal::{Refusal, SyntaxError, Unsupported};

/// A source text and where its lines begin.
pub struct Source<'a> {
    /// The text.
    pub text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Source<'a> {
    /// Finds the lines of a text; `\n`, `\r\n` and `\r` end one.
    pub fn new(text: &'a str) -> Source<'a> {
        let bytes = text.as_bytes();
        let ends = |at: &usize| bytes[*at] == b'\n' || (bytes[*at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
        let after = (0..bytes.len()).filter(ends).map(|at| at + 1);
        let starts = std::iter::once(0).chain(after).collect();
        Source { text, starts }
    }

    /// Line (from 1) and column (from 0, in characters) of a byte offset.
    pub fn place(&self, offset: TextSize) -> (u32, u32) {
        let offset = offset.to_usize().min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts[line - 1];
        let column = self.text.get(start..offset).map_or(0, |before| before.chars().count());
        (count(line), count(column))
    }

    /// The place of a range.
    pub fn span(&self, range: TextRange) -> Span {
        let (line, column) = self.place(range.start());
        let (end_line, end_column) = self.place(range.end());
        Span {
            line,
            column,
            end_line,
            end_column,
        }
    }

    /// A line's text without its end; empty for a line that is not there.
    pub fn line(&self, line: u32) -> &'a str {
        let index = (line as usize).saturating_sub(1);
        let Some(start) = self.starts.get(index) else { return "" };
        let end = self.starts.get(index + 1).copied().unwrap_or(self.text.len());
        self.text[*start..end].trim_end_matches(['\n', '\r'])
    }

    /// Where a line begins.
    pub fn line_start(&self, line: u32) -> TextSize {
        let start = self
            .starts
            .get((line as usize).saturating_sub(1))
            .copied()
            .unwrap_or(self.text.len());
        TextSize::try_from(start).unwrap_or_default()
    }

    /// The text of the first lines.
    pub fn first_lines(&self, count: u32) -> &'a str {
        let end = self.starts.get(count as usize).copied().unwrap_or(self.text.len());
        &self.text[..end]
    }

    /// How many lines there are.
    pub fn lines(&self) -> u32 {
        count(self.starts.len())
    }

    /// A syntax error at a range.
    pub fn syntax_error(&self, range: TextRange, message: impl Into<String>) -> Refusal {
        self.error_of_kind("SyntaxError", range, message)
    }

    /// A `SyntaxError`, `IndentationError` or `TabError` at a range.
    pub fn error_of_kind(&self, kind: &'static str, range: TextRange, message: impl Into<String>) -> Refusal {
        let span = self.span(range);
        Refusal::Syntax(SyntaxError {
            kind,
            message: message.into(),
            line: span.line,
            column: span.column + 1,
            end_line: span.end_line,
            end_column: span.end_column + 1,
            text: self.line(span.line).to_owned(),
        })
    }

    /// The refusal of valid Python that does not run here.
    pub fn unsupported(&self, range: TextRange, sentence: impl Into<String>) -> Refusal {
        let (line, column) = self.place(range.start());
        Refusal::Unsupported(Unsupported {
            line,
            column,
            sentence: sentence.into(),
        })
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
