//! A made-up list of books as CSV: a hundred authors, one of them prolific, and a few lines that are broken, as in any real list.

use rand_pcg::{Pcg32, rand_core::Rng};

/// How many authors there are.
pub const AUTHORS: usize = 100;

/// The author of every eighth book or so.
pub const PROLIFIC: &str = "Ines Quill";

/// About one line in so many is broken.
const BROKEN_ONE_IN: u32 = 400;

/// The stream of PCG32 that this generator uses.
const STREAM: u64 = 0xB00C;

const FIRST: [&str; 10] = [
    "Ines", "Alder", "Bettina", "Corwin", "Dalia", "Emeric", "Farah", "Gideon", "Hedda", "Ivo",
];
const LAST: [&str; 10] = [
    "Quill",
    "Marrow",
    "Thistlewood",
    "Vesper",
    "Oakhart",
    "Brandvold",
    "Castellane",
    "Okonjo",
    "Tanigawa",
    "Lisiecki",
];
const ADJECTIVES: [&str; 48] = [
    "silent",
    "burning",
    "hidden",
    "last",
    "broken",
    "golden",
    "drowned",
    "restless",
    "borrowed",
    "winter",
    "crimson",
    "forgotten",
    "hollow",
    "patient",
    "bitter",
    "distant",
    "gentle",
    "stolen",
    "iron",
    "paper",
    "northern",
    "lonely",
    "wandering",
    "clever",
    "ancient",
    "secret",
    "pale",
    "reckless",
    "second",
    "velvet",
    "unwritten",
    "salted",
    "quiet",
    "crooked",
    "impossible",
    "faithful",
    "midnight",
    "wild",
    "honest",
    "narrow",
    "glass",
    "stubborn",
    "haunted",
    "brilliant",
    "weary",
    "electric",
    "tender",
    "ruthless",
];
const NOUNS: [&str; 96] = [
    "dragon",
    "river",
    "lighthouse",
    "garden",
    "letter",
    "winter",
    "machine",
    "kingdom",
    "orchard",
    "harbour",
    "library",
    "mirror",
    "storm",
    "daughter",
    "map",
    "island",
    "theatre",
    "clock",
    "mountain",
    "detective",
    "forest",
    "empire",
    "shadow",
    "captain",
    "recipe",
    "violin",
    "desert",
    "murder",
    "planet",
    "bridge",
    "novel",
    "queen",
    "station",
    "wolf",
    "summer",
    "archive",
    "thief",
    "city",
    "ship",
    "promise",
    "night",
    "house",
    "king",
    "lake",
    "secret",
    "war",
    "ghost",
    "stranger",
    "sister",
    "brother",
    "mother",
    "father",
    "soldier",
    "painter",
    "doctor",
    "teacher",
    "village",
    "train",
    "tower",
    "door",
    "key",
    "song",
    "dream",
    "memory",
    "lantern",
    "compass",
    "crown",
    "sword",
    "spell",
    "witch",
    "robot",
    "engine",
    "signal",
    "comet",
    "colony",
    "market",
    "kitchen",
    "court",
    "trial",
    "judge",
    "spy",
    "border",
    "revolution",
    "plague",
    "harvest",
    "horse",
    "falcon",
    "raven",
    "salt",
    "silver",
    "diamond",
    "photograph",
    "diary",
    "inheritance",
    "marriage",
    "language",
];
const VERBS: [&str; 24] = [
    "follows",
    "betrays",
    "discovers",
    "remembers",
    "hunts",
    "rebuilds",
    "steals",
    "guards",
    "inherits",
    "forgives",
    "crosses",
    "destroys",
    "studies",
    "loses",
    "finds",
    "awakens",
    "marries",
    "escapes",
    "paints",
    "translates",
    "rescues",
    "abandons",
    "solves",
    "haunts",
];
const PLOTS: [&str; 12] = [
    "A {a} {n} {v} the {n} of {N}.",
    "In {N}, where every {n} hides a {n}, {N} {v} the {a} {n}.",
    "When the {n} falls silent, only {N} and a {a} {n} know why.",
    "Nobody in {N} remembers the {a} {n}, until a {n} {v} it.",
    "{N} {v} her {n} and with it the {a} {n}.",
    "The {n} is {a}, the {n} is {a}, and the road to {N} is long.",
    "Between {N} and {N} lies a {a} {n} that no {n} has crossed.",
    "This is a story about a {n}, a {n} and the {a} {n} between them.",
    "He {v} the {n}; she {v} the {a} {n}.",
    "They called it the \"{a} {n}\", and it was neither.",
    "A {n}, a {a} {n}, and one summer in {N} that changes everything.",
    "Years later {N} returns to the {n} and {v} what was left of the {n}.",
];
const TITLES: [&str; 9] = [
    "The {A} {C}",
    "{C} of {N}",
    "The {C} and the {C}",
    "A {C} for {N}",
    "{A} {C}, {A} {C}",
    "The \"{A}\" {C}",
    "{N}",
    "The {C} of the {A} {C}",
    "{N}; or, the {A} {C}",
];
const ONSETS: [&str; 16] = [
    "Bel", "Cor", "Dun", "Er", "Fal", "Gar", "Hol", "Ist", "Kar", "Lor", "Mal", "Nor", "Or", "Pel", "Sar", "Tor",
];
const MIDDLES: [&str; 16] = [
    "a", "e", "i", "o", "u", "an", "en", "in", "on", "ar", "er", "ir", "or", "ia", "ea", "ou",
];
const ENDINGS: [&str; 32] = [
    "beth", "dor", "fell", "gard", "holm", "kin", "lake", "mere", "neth", "port", "ric", "stad", "thal", "vale",
    "wick", "zar", "bourne", "combe", "dale", "ess", "ford", "gate", "ham", "lund", "mont", "nia", "rath", "shaw",
    "ton", "vin", "worth", "yr",
];

/// A list and what is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// The CSV, its first line the names of the columns.
    pub csv: String,
    /// How many of its lines are broken.
    pub malformed: u64,
}

/// A list of `lines` lines besides the first, the same for the same `seed` everywhere; about one in four hundred is broken.
///
/// Years crowd towards the present and ratings around 3.9; a title or a description stands between quotes where it must, so some
/// lines go on over several lines of the text.
pub fn list(seed: u64, lines: u64) -> List {
    let mut maker = Maker {
        random: Pcg32::new(seed, STREAM),
        csv: String::new(),
        field: String::new(),
    };
    maker
        .csv
        .reserve(usize::try_from(lines).unwrap_or(0).saturating_mul(BYTES_A_LINE));
    maker.csv.push_str("title;description;author;year;rating\n");
    let malformed = (0..lines).map(|_| u64::from(maker.line())).sum();
    List {
        csv: maker.csv,
        malformed,
    }
}

/// A little more than a line has on average.
const BYTES_A_LINE: usize = 320;

struct Maker {
    random: Pcg32,
    csv: String,
    field: String,
}

impl Maker {
    /// Writes a line; whether it is broken.
    fn line(&mut self) -> bool {
        let begin = self.csv.len();
        self.title();
        self.field_end();
        self.description();
        self.field_end();
        let author = self.author();
        self.csv.push_str(FIRST[author % 10]);
        self.csv.push(' ');
        self.csv.push_str(LAST[author / 10]);
        let (year, rating) = (self.year(), self.rating());
        self.csv
            .push_str(&format!(";{year};{}.{:02}\n", rating / 100, rating % 100));
        let broken = self.below(BROKEN_ONE_IN) == 0;
        if broken {
            self.break_line(begin);
        }
        broken
    }

    fn title(&mut self) {
        let pattern = TITLES[self.below(TITLES.len() as u32) as usize];
        self.fill(pattern);
    }

    fn description(&mut self) {
        let sentences = 3 + self.below(4);
        let breaks = self.below(8) == 0;
        for sentence in 0..sentences {
            if sentence > 0 {
                self.field.push(if breaks && sentence == 2 { '\n' } else { ' ' });
            }
            let pattern = PLOTS[self.below(PLOTS.len() as u32) as usize];
            self.fill(pattern);
        }
    }

    /// Writes the field that was made, between quotes where it must be.
    fn field_end(&mut self) {
        if self.field.contains([';', '"', '\n']) {
            self.csv.push('"');
            self.csv.push_str(&self.field.replace('"', "\"\""));
            self.csv.push('"');
        } else {
            self.csv.push_str(&self.field);
        }
        self.csv.push(';');
        self.field.clear();
    }

    fn fill(&mut self, pattern: &str) {
        let mut rest = pattern;
        while let Some((before, after)) = rest.split_once('{') {
            self.field.push_str(before);
            self.slot(after.as_bytes()[0]);
            rest = &after[2..];
        }
        self.field.push_str(rest);
    }

    fn slot(&mut self, slot: u8) {
        match slot {
            b'a' => self.word(&ADJECTIVES),
            b'n' => self.word(&NOUNS),
            b'v' => self.word(&VERBS),
            b'A' => self.capital(&ADJECTIVES),
            b'C' => self.capital(&NOUNS),
            _ => self.name(),
        }
    }

    fn word(&mut self, words: &[&str]) {
        let index = self.skewed(words.len() as u32);
        self.field.push_str(words[index]);
    }

    fn capital(&mut self, words: &[&str]) {
        let begin = self.field.len();
        self.word(words);
        if let Some(first) = self.field.get_mut(begin..=begin) {
            first.make_ascii_uppercase();
        }
    }

    /// One of some eight thousand names, some of them much more frequent than others.
    fn name(&mut self) {
        let (onset, middle, ending) = (
            self.skewed(ONSETS.len() as u32),
            self.skewed(MIDDLES.len() as u32),
            self.skewed(ENDINGS.len() as u32),
        );
        for syllable in [ONSETS[onset], MIDDLES[middle], ENDINGS[ending]] {
            self.field.push_str(syllable);
        }
    }

    /// The prolific one has number 0.
    fn author(&mut self) -> usize {
        match self.below(8) {
            0 => 0,
            1..4 => self.below(AUTHORS as u32) as usize,
            _ => self.skewed(AUTHORS as u32),
        }
    }

    fn year(&mut self) -> u32 {
        1900 + self.below(125).max(self.below(125))
    }

    /// In hundredths: the sum of four even draws, so that most are near the middle, 3.9.
    fn rating(&mut self) -> u32 {
        let sum: u32 = (0..4).map(|_| self.below(76)).sum();
        (240 + sum).min(500)
    }

    /// Breaks the line that begins at byte `begin` of the text, in one of six ways; the line after it stays whole.
    fn break_line(&mut self, begin: usize) {
        let line = self.csv.split_off(begin);
        let line = line.replace('\n', " ");
        let mut fields: Vec<String> = split(line.trim_end()).map(str::to_owned).collect();
        match self.below(6) {
            0 => drop(fields.pop()),
            1 => fields.push("paperback".into()),
            2 => fields[3] = "n.d.".into(),
            3 => fields[4] = "five stars".into(),
            4 => fields[0] = format!("\"{}\" (second edition)", fields[0].replace('"', "")),
            _ => fields[0] = format!("\"{}", fields[0].replace('"', "")),
        }
        self.csv.push_str(&fields.join(";"));
        self.csv.push('\n');
    }

    fn below(&mut self, bound: u32) -> u32 {
        ((u64::from(self.random.next_u32()) * u64::from(bound)) >> 32) as u32
    }

    /// Below `bound`, small numbers more often: the smaller of two even draws, which makes the first about twice as frequent as the
    /// middle one.
    fn skewed(&mut self, bound: u32) -> usize {
        self.below(bound).min(self.below(bound)) as usize
    }
}

/// Splits a sound line at the semicolons outside quotes.
fn split(line: &str) -> impl Iterator<Item = &str> {
    let mut inside = false;
    line.split(move |letter: char| {
        inside ^= letter == '"';
        letter == ';' && !inside
    })
}
