//! The shape of a lab's description.

use crate::{Text, ValidationError};

/// One lab.
#[derive(Debug, PartialEq)]
pub struct LabInfo {
    /// Its stable id.
    pub id: &'static str,
    /// Its name in the navigation.
    pub name: &'static str,
    /// The question it answers; text between backticks is code.
    pub question: &'static str,
    /// Plain words before the first run.
    pub intro: &'static str,
    /// The first is the default.
    pub variants: &'static [Variant],
    /// The parameter `threads`.
    pub threads: IntParam,
    /// The parameter `size`.
    pub size: IntParam,
    /// Further parameters.
    pub extras: &'static [IntParam],
    /// Further parameters with a few named values.
    pub choices: &'static [ChoiceParam],
    /// Further parameters that are words.
    pub words: &'static [TextParam],
    /// What the numbers are in lockstep when nobody says otherwise: small enough to step through and to search.
    pub small: &'static [(&'static str, &'static str)],
    /// What to try, in order; each is one click.
    pub steps: &'static [Step],
    /// What is counted, in the plural.
    pub unit: &'static str,
    /// The texts it can read, the default first; none where it reads no text.
    pub texts: &'static [Text],
    /// Whether throughput against threads says something here.
    pub sweeps: bool,
    /// What `size` counts.
    pub size_is: SizeIs,
    /// What only this lab has on the page and on the command line.
    pub feature: Option<Feature>,
    /// The parameter that shrinks with `size` where a shorter run stands for a longer one.
    pub divided: Option<&'static str>,
    /// A variant that is right by accident, and where that shows.
    pub earlier: Option<Earlier>,
    /// The clock of a simulated world that can be hurried.
    pub clock: Option<Clock>,
    /// What it costs to wake a thread in lockstep, in picoseconds, where the lab's subject is what threads cost.
    pub wake: Option<u64>,
    /// Whether its threads break on purpose, so that it needs real ones and spoils them.
    pub breaks: bool,
}

/// What the parameter `size` counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SizeIs {
    /// All work, however many threads share it.
    Whole,
    /// The work of each thread.
    OfEach,
    /// All work; threads mostly wait, so more of them do more at the same time.
    Waiting,
}

/// What only one lab shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    /// Requests from thread to thread, and a load test.
    Requests,
    /// How long one thread waited for its answers, under this key of the result, and series of runs over that.
    Waits(&'static str),
    /// How full a queue was when, under this key of the result.
    Depth(&'static str),
    /// The table of libraries that have or have not declared themselves safe.
    Libraries,
}

/// A variant that is right by accident under today's check points, not by promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// Its id.
    pub accident: &'static str,
    /// The id of the same program under the check points of CPython 3.9 and before, between any two bytecodes.
    pub shows_in: &'static str,
}

/// The clock of a simulated world.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clock {
    /// The parameter that says how many times as fast it goes as the real one.
    pub speed: &'static str,
    /// Whose time it is, behind what is done a second.
    pub whose: &'static str,
    /// What others measured of the same.
    pub published: Published,
}

/// A measurement that was published, to stand beside what is measured here.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Published {
    /// The variant that does the same.
    pub variant: &'static str,
    /// Seconds by rising number of threads.
    pub seconds: &'static [(u32, u64)],
    /// How much was done in each of those runs.
    pub amount: f64,
    /// Milliseconds that one of them took.
    pub each: f64,
    /// The parameters that together say how many milliseconds one takes here.
    pub ours: &'static [&'static str],
}

/// How the words of a text are told apart, for labs that count any: what an apostrophe does, and the version of the rule.
pub const WORD_CHOICES: &[ChoiceParam] = &[
    ChoiceParam {
        key: "apostrophes",
        name: "Apostrophes",
        options: &[
            variant("split", "Split", "An apostrophe ends a word: don’t is two."),
            variant(
                "join",
                "Join",
                "An apostrophe between letters belongs to the word: don’t is one.",
            ),
        ],
    },
    ChoiceParam {
        key: WORD_RULE,
        name: "Word rule",
        options: &[
            variant(
                "2",
                "2",
                "Accents, vowel signs, joiners and soft hyphens belong to the word.",
            ),
            variant("1", "1", "As before: letters and digits alone; a mark ends a word."),
        ],
    },
];

/// The key of the rule's version.
pub const WORD_RULE: &str = "word-rule";

/// What counts as a word under this version of the rule, in words; with `joins`, apostrophes join.
pub fn word_rule(version: u64, joins: bool) -> String {
    let marks = match version {
        1 => "",
        _ => " with the marks in them (accents, vowel signs, joiners, soft hyphens)",
    };
    let ends = match joins {
        true => "a hyphen or a decimal point ends it, an apostrophe between letters does not",
        false => "an apostrophe, a hyphen or a decimal point ends it",
    };
    format!("a run of letters and digits{marks}, in lower case: {ends}; text without spaces is not divided")
}

/// One way to run a lab.
#[derive(Debug, PartialEq)]
pub struct Variant {
    /// Its stable id.
    pub id: &'static str,
    /// Its name on a button.
    pub name: &'static str,
    /// What it does, in a sentence.
    pub note: &'static str,
    /// Whether one thread does it all, whatever `threads` says.
    pub alone: bool,
}

/// A whole number that can be set.
#[derive(Debug, PartialEq, Eq)]
pub struct IntParam {
    /// The key.
    pub key: &'static str,
    /// The name on the page.
    pub name: &'static str,
    /// What it counts: `bytes`, `increments`, or what it is a time in, `µs` or `ms`; empty when the name says it.
    pub unit: &'static str,
    /// The smallest allowed.
    pub least: u64,
    /// The largest allowed.
    pub most: u64,
    /// What it is when nobody says otherwise.
    pub usual: u64,
    /// Values offered in a menu; empty for a stepper.
    pub offered: &'static [u64],
    /// The word for 0 where that is no number but a case of its own, `any` or `none`; empty where it is a number.
    pub zero: &'static str,
}

/// One of a few named values that can be chosen.
#[derive(Debug, PartialEq)]
pub struct ChoiceParam {
    /// The key.
    pub key: &'static str,
    /// The name on the page.
    pub name: &'static str,
    /// What can be chosen; the first is the default.
    pub options: &'static [Variant],
}

/// Words that can be typed.
#[derive(Debug, PartialEq)]
pub struct TextParam {
    /// The key.
    pub key: &'static str,
    /// The name on the page.
    pub name: &'static str,
    /// What they are when nobody says otherwise.
    pub usual: &'static str,
    /// The most characters allowed.
    pub longest: usize,
}

/// One thing to try.
#[derive(Debug, PartialEq)]
pub struct Step {
    /// What the button says.
    pub name: &'static str,
    /// What to expect before it runs.
    pub expect: &'static str,
    /// What is seen then, by the report, if it comes out as expected.
    pub sees: Expectation,
    /// The settings it makes, then it runs.
    pub set: &'static [(&'static str, &'static str)],
}

/// What a step is expected to show. Numbers are those of other steps in the same list, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expectation {
    /// A figure; any will do.
    Figure,
    /// Something is lost, given up, or wrong.
    Loss,
    /// All is done, and nothing is lost.
    Whole,
    /// Nobody can move any more.
    Deadlock,
    /// Something crashes.
    Crash,
    /// Whoever has its answer waits less than the switch interval.
    Prompt,
    /// Whoever has its answer waits for the switch interval.
    Waits,
    /// Faster than another step.
    Faster(usize),
    /// Not faster than another step.
    NoFaster(usize),
    /// As fast as it happens to be beside another step.
    Beside(usize),
}

/// A variant, or one of the values of a choice.
pub const fn variant(id: &'static str, name: &'static str, note: &'static str) -> Variant {
    Variant {
        id,
        name,
        note,
        alone: false,
    }
}

/// The parameter `threads`, from one on.
pub const fn threads(name: &'static str, usual: u64, most: u64) -> IntParam {
    number("threads", name, 1, most, usual)
}

/// A number that is set with a stepper.
pub const fn number(key: &'static str, name: &'static str, least: u64, most: u64, usual: u64) -> IntParam {
    IntParam {
        key,
        name,
        unit: "",
        least,
        most,
        usual,
        offered: &[],
        zero: "",
    }
}

impl LabInfo {
    /// A lab that says nothing: rooms take from it what they leave as it is.
    pub const PLAIN: LabInfo = LabInfo {
        id: "",
        name: "",
        question: "",
        intro: "",
        variants: &[],
        threads: threads("Threads", 4, 32),
        size: number("size", "Size", 1, 1, 1),
        extras: &[],
        choices: &[],
        words: &[],
        small: &[],
        steps: &[],
        unit: "",
        texts: &[],
        sweeps: false,
        size_is: SizeIs::Whole,
        feature: None,
        divided: None,
        earlier: None,
        clock: None,
        wake: None,
        breaks: false,
    };

    /// Whether it reads a text.
    pub fn reads_text(&self) -> bool {
        !self.texts.is_empty()
    }

    /// A variant by its id.
    pub fn variant(&'static self, id: &str) -> Result<&'static Variant, ValidationError> {
        let ids = || {
            self.variants
                .iter()
                .map(|variant| variant.id)
                .collect::<Vec<_>>()
                .join(", ")
        };
        self.variants
            .iter()
            .find(|variant| variant.id == id)
            .ok_or_else(|| ValidationError::new("variant", id, ids()))
    }
}

impl Variant {
    /// The same, where one thread does it all.
    pub const fn alone(self) -> Self {
        Variant { alone: true, ..self }
    }
}

impl IntParam {
    /// Its name in the middle of a sentence: `Increments each` as `increments each`, but `URLs` as it is.
    pub fn in_a_sentence(&self) -> String {
        let is_shouted = self.name.chars().take(2).all(char::is_uppercase);
        match is_shouted {
            true => self.name.to_string(),
            false => self.name.to_lowercase(),
        }
    }
}

impl ChoiceParam {
    /// Reads an id.
    pub fn read(&self, id: &str) -> Result<&'static Variant, ValidationError> {
        let ids = || {
            self.options
                .iter()
                .map(|option| option.id)
                .collect::<Vec<_>>()
                .join(", ")
        };
        let mut options = self.options.iter();
        options
            .find(|option| option.id == id)
            .ok_or_else(|| ValidationError::new(self.key, id, ids()))
    }
}

impl TextParam {
    /// Takes what was typed, without the spaces around it.
    pub fn read(&self, typed: &str) -> Result<String, ValidationError> {
        let typed = typed.trim();
        let fits = typed.chars().count() <= self.longest && !typed.chars().any(char::is_control);
        fits.then(|| typed.to_string()).ok_or_else(|| {
            ValidationError::new(
                self.key,
                typed,
                format!("words on one line, of at most {} characters", self.longest),
            )
        })
    }
}

impl IntParam {
    /// Reads a value; `1e6`, `1_000_000` and `1,000,000` are numbers too, and so are `2 ms` where it is a time and the word for 0.
    pub fn read(&self, typed: &str) -> Result<u64, ValidationError> {
        if !self.zero.is_empty() && typed.trim().eq_ignore_ascii_case(self.zero) {
            return Ok(0);
        }
        let plain: String = typed
            .trim()
            .chars()
            .filter(|c| !matches!(c, '_' | ',' | ' ' | '\u{202f}' | '\u{a0}'))
            .collect();
        let number = plain.parse().ok().or_else(|| scientific(&plain));
        number
            .or_else(|| self.timed(&plain))
            .filter(|number| (self.least..=self.most).contains(number))
            .ok_or_else(|| ValidationError::new(self.key, typed, self.range()))
    }
}

impl IntParam {
    /// What is allowed: `a whole number from 0 to 100`, and what else it may be.
    pub fn range(&self) -> String {
        let unit = match self.unit {
            "µs" | "ms" => format!(" {}", self.unit),
            _ => String::new(),
        };
        let zero = match self.zero {
            "" => String::new(),
            word => format!(", 0 for {word}"),
        };
        format!("a whole number from {} to {}{unit}{zero}", self.least, self.most)
    }

    /// A time with its unit, in this number's own.
    fn timed(&self, plain: &str) -> Option<u64> {
        let micros = |unit: &str| match unit {
            "µs" | "us" => Some(1),
            "ms" => Some(1_000),
            "s" => Some(1_000_000),
            _ => None,
        };
        let digits = plain.trim_end_matches(|letter: char| !letter.is_ascii_digit());
        let (typed, own) = (micros(&plain[digits.len()..])?, micros(self.unit)?);
        let time = digits.parse::<u64>().ok()?.checked_mul(typed)?;
        time.is_multiple_of(own).then_some(time / own)
    }
}

fn scientific(plain: &str) -> Option<u64> {
    let (digits, zeros) = plain.split_once(['e', 'E'])?;
    let zeros: u32 = zeros.parse().ok()?;
    digits.parse::<u64>().ok()?.checked_mul(10u64.checked_pow(zeros)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_typed_with_its_unit_and_0_as_its_word() {
        let pause = IntParam {
            unit: "ms",
            zero: "none",
            ..number("pause", "Pause", 0, 60_000, 829)
        };
        let typed = ["829", "829 ms", "2 s", "3,000 µs", "none", "None ", "1e3"];
        let read = typed.map(|typed| pause.read(typed).ok());
        assert_eq!(read, [829, 829, 2_000, 3, 0, 0, 1_000].map(Some));
        let refused = ["1 us", "61 s", "2 m", "any", "-1 s", "18446744073709551615 s"];
        let says = "a whole number from 0 to 60000 ms, 0 for none";
        assert!(
            refused
                .iter()
                .all(|typed| pause.read(typed).is_err_and(|error| error.to_string().contains(says)))
        );
    }
}
