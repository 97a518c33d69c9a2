//! What came of the lesson, as a short code: kept in the browser, copied, handed in, read back by a teacher. No server sees it.
//!
//! A stop takes two symbols of five bits (Crockford's Base32): three bits for the guess, three for the closing question, one each for "seen" and
//! "mended". Two symbols at the end check the rest: each symbol's value times its place, summed modulo 1021. That prime exceeds every
//! place and every value, so a single wrong symbol and two neighbours that changed places are always noticed. It keeps slips out, not cheats.

use std::fmt;

const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const PRIME: usize = 1021;
const MARK: &str = "TB1";
/// "I don't know", and whatever else a question has no choice for.
const NO_CHOICE: u8 = 6;

/// What a reader did at a stop.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answered {
    /// The choice guessed; [`Answered::UNSURE`] for "I don't know".
    pub guess: Option<u8>,
    /// The choice at the closing question.
    pub closing: Option<u8>,
    /// Whether the program was run.
    pub seen: bool,
    /// Whether search accepted the mended program.
    pub mended: bool,
}

/// What came of each stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// By stop, from the first.
    pub stops: Vec<Answered>,
}

/// Why a code cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrongCode {
    /// It does not begin as a code does, or has other symbols in it.
    NoCode,
    /// It is too short or too long.
    Length,
    /// A symbol is wrong.
    Slip,
}

impl Answered {
    /// "I don't know".
    pub const UNSURE: u8 = NO_CHOICE;

    fn bits(self) -> usize {
        let choice = |choice: Option<u8>| choice.map_or(0, |choice| usize::from(choice.min(NO_CHOICE)) + 1);
        choice(self.guess) << 7
            | choice(self.closing) << 4
            | usize::from(self.seen) << 3
            | usize::from(self.mended) << 2
    }

    fn of(bits: usize) -> Self {
        let choice = |bits: usize| (bits & 7).checked_sub(1).map(|choice| choice as u8);
        Answered {
            guess: choice(bits >> 7),
            closing: choice(bits >> 4),
            seen: bits >> 3 & 1 == 1,
            mended: bits >> 2 & 1 == 1,
        }
    }
}

impl Progress {
    /// Nothing done yet, at so many stops.
    pub fn new(stops: usize) -> Self {
        Progress {
            stops: vec![Answered::default(); stops],
        }
    }

    /// The code for it.
    pub fn code(&self) -> String {
        let mut values: Vec<usize> = self.stops.iter().flat_map(|stop| pair(stop.bits())).collect();
        values.extend(pair(check(&values)));
        let mut code = MARK.to_owned();
        for (place, value) in values.into_iter().enumerate() {
            if place % 4 == 0 {
                code.push('-');
            }
            code.push(SYMBOLS[value].into());
        }
        code
    }

    /// Reads a code for so many stops, however it is spaced and whatever case it is in.
    ///
    /// # Errors
    /// [`WrongCode`], whose words say what is allowed.
    pub fn read(code: &str, stops: usize) -> Result<Self, WrongCode> {
        let typed: String = code.chars().filter(|symbol| symbol.is_alphanumeric()).collect();
        let typed = typed.to_uppercase();
        let symbols = typed.strip_prefix(MARK).ok_or(WrongCode::NoCode)?;
        let values: Option<Vec<usize>> = symbols.bytes().map(value).collect();
        let mut values = values.ok_or(WrongCode::NoCode)?;
        if values.len() != 2 * stops + 2 {
            return Err(WrongCode::Length);
        }
        let checked = values.split_off(2 * stops);
        if pair(check(&values))[..] != checked[..] {
            return Err(WrongCode::Slip);
        }
        let stops = values.chunks(2).map(|two| Answered::of(two[0] << 5 | two[1])).collect();
        Ok(Progress { stops })
    }
}

fn pair(bits: usize) -> [usize; 2] {
    [bits >> 5, bits & 31]
}

fn check(values: &[usize]) -> usize {
    let weighed = values.iter().enumerate().map(|(place, value)| (place + 1) * value);
    weighed.sum::<usize>() % PRIME
}

// O, I and L are read as the digits that they look like.
fn value(symbol: u8) -> Option<usize> {
    let meant = match symbol {
        b'O' => b'0',
        b'I' | b'L' => b'1',
        other => other,
    };
    SYMBOLS.iter().position(|known| *known == meant)
}

impl fmt::Display for WrongCode {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(match self {
            WrongCode::NoCode => {
                "This is no code of the lesson: one begins with TB1 and has digits, letters and hyphens."
            }
            WrongCode::Length => "This code is cut off, or belongs to a lesson with another number of stops.",
            WrongCode::Slip => "This code has a slip in it: compare it letter by letter.",
        })
    }
}
