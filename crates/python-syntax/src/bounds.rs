//! How deep a text may nest: looked at in its tokens, before anything recursive sees it.

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{Mode, lexer};

use crate::refusal::{Refusal, Unsupported};
use crate::source::Source;

/// Brackets in brackets.
const DEEPEST: usize = 60;
/// Blocks in blocks, as CPython.
const INDENTED: usize = 99;
/// Operators, calls and dots in one expression outside of inner brackets.
const LONGEST: usize = 2_000;
/// What nests without brackets: `not`, `-`, `lambda`, `else`, `**`, `await`, dots, calls, colons.
const CHAINED: usize = 200;

/// Refuses a text that nests deeper than is looked at here.
pub fn check(source: &Source<'_>) -> Result<(), Refusal> {
    let Some(sentence) = complaint(source.text) else {
        return Ok(());
    };
    let line = first_line_that_complains(source);
    Err(Refusal::Unsupported(Unsupported {
        line,
        column: 0,
        sentence,
    }))
}

fn complaint(text: &str) -> Option<String> {
    let mut depths = Depths::default();
    let mut tokens = lexer::lex(text, Mode::Module);
    loop {
        let kind = tokens.next_token();
        if kind == TokenKind::EndOfFile {
            return None;
        }
        depths.see(kind);
        if let Some(sentence) = depths.complaint() {
            return Some(sentence);
        }
    }
}

// The lexer keeps its places to itself: the fewest lines that are too deep end with the one that is.
fn first_line_that_complains(source: &Source<'_>) -> u32 {
    let (mut good, mut bad) = (0, source.lines());
    while good + 1 < bad {
        let middle = good + (bad - good) / 2;
        if complaint(source.first_lines(middle)).is_some() {
            bad = middle
        } else {
            good = middle
        }
    }
    bad
}

/// Counts since the logical line began, one entry for each open bracket.
#[derive(Default)]
struct Depths {
    open: Vec<Counts>,
    line: Counts,
    indents: usize,
    after_operand: bool,
}

#[derive(Default, Clone, Copy)]
struct Counts {
    operators: usize,
    chained: usize,
}

impl Depths {
    fn see(&mut self, kind: TokenKind) {
        match kind {
            TokenKind::Indent => self.indents += 1,
            TokenKind::Dedent => self.indents = self.indents.saturating_sub(1),
            TokenKind::Newline => {
                self.open.clear();
                self.line = Counts::default();
            }
            _ if opens(kind) => {
                self.current().chained += 1;
                self.open.push(Counts::default());
            }
            _ if closes(kind) => {
                self.open.pop();
            }
            TokenKind::Comma | TokenKind::Semi => *self.current() = Counts::default(),
            _ if chains(kind) || (kind.is_unary_arithmetic_operator() && !self.after_operand) => {
                self.current().chained += 1
            }
            _ if kind.is_operator() => self.current().operators += 1,
            _ => (),
        }
        self.after_operand = is_operand(kind);
    }

    fn current(&mut self) -> &mut Counts {
        self.open.last_mut().unwrap_or(&mut self.line)
    }

    fn complaint(&mut self) -> Option<String> {
        let counts = *self.current();
        let chained = self.line.chained + self.open.iter().map(|counts| counts.chained).sum::<usize>();
        if self.open.len() > DEEPEST {
            return Some(format!(
                "Brackets nest more than {DEEPEST} deep: give the inner part a name."
            ));
        }
        if self.indents > INDENTED {
            return Some(format!(
                "Blocks nest more than {INDENTED} deep: move the inner ones to a function."
            ));
        }
        if counts.operators > LONGEST || chained > CHAINED {
            return Some("This expression is too long to be looked at here: split it into several.".to_owned());
        }
        None
    }
}

fn opens(kind: TokenKind) -> bool {
    use TokenKind::{FStringStart, Lbrace, Lpar, Lsqb, TStringStart};
    matches!(kind, Lpar | Lsqb | Lbrace | FStringStart | TStringStart)
}

fn closes(kind: TokenKind) -> bool {
    use TokenKind::{FStringEnd, Rbrace, Rpar, Rsqb, TStringEnd};
    matches!(kind, Rpar | Rsqb | Rbrace | FStringEnd | TStringEnd)
}

fn chains(kind: TokenKind) -> bool {
    use TokenKind::{Await, ColonEqual, Dot, DoubleStar, Else, For, If, Lambda, Not, Yield};
    matches!(
        kind,
        Not | Lambda | Else | If | For | DoubleStar | Await | Dot | Yield | ColonEqual
    )
}

// Whether an operand may end with the token, so that a sign after it stands between two.
fn is_operand(kind: TokenKind) -> bool {
    use TokenKind::{Complex, Ellipsis, False, Float, Int, Name, None, String, True};
    closes(kind)
        || kind.is_soft_keyword()
        || matches!(
            kind,
            Name | Int | Float | Complex | String | True | False | None | Ellipsis
        )
}
