//! Addresses, messages and files that nobody would make on purpose, drawn from a seed.

use catalogue::{Experiment, LABS};
use rand_pcg::{Pcg32, rand_core::Rng};
use serde_json::{Value, json};

/// What stands where a value should.
const VALUES: [&str; 26] = [
    "",
    "0",
    "1",
    "2",
    "3",
    "-1",
    "33",
    "1e9",
    "18446744073709551616",
    "NaN",
    "off",
    "cpython",
    "held",
    "threads",
    "lockstep",
    "%",
    "%00",
    "%E2%82",
    "a%26b=c",
    "<b>",
    "'\"",
    "\u{202e}",
    "☃",
    "1.2.1.2",
    "code,lanes",
    "99999999999999999999999999",
];

/// Keys besides those of the labs.
const KEYS: [&str; 14] = [
    "v",
    "embed",
    "theme",
    "layout",
    "panes",
    "page",
    "stop",
    "mend",
    "schedule",
    "at",
    "src",
    "result",
    "",
    "__proto__",
];

/// Draws from a seed.
pub struct Nonsense {
    random: Pcg32,
    keys: Vec<&'static str>,
}

impl Nonsense {
    /// All that is drawn is the same for the same seed.
    pub fn new(seed: u64) -> Self {
        let of_labs = LABS.iter().flat_map(|lab| Experiment::of(lab).pairs());
        let mut keys: Vec<&str> = of_labs.map(|(key, _)| key).chain(KEYS).collect();
        keys.sort_unstable();
        keys.dedup();
        Nonsense {
            random: Pcg32::new(seed, 1),
            keys,
        }
    }

    /// A hash, half of it of a lab's own settings.
    pub fn link(&mut self) -> String {
        let lab = self.of(LABS);
        let mut pairs: Vec<(String, String)> = Vec::new();
        for (key, value) in Experiment::of(lab).pairs() {
            let kept = self.below(2) == 0;
            pairs.push((key.into(), if kept { value.to_string() } else { self.value() }));
        }
        for _ in 0..self.below(4) {
            let key = self.key();
            pairs.push((key.into(), self.value()));
        }
        for at in (1..pairs.len()).rev() {
            pairs.swap(at, self.below(at + 1));
        }
        let pairs: Vec<String> = pairs
            .iter()
            .take(1 + self.below(12))
            .map(|(key, value)| format!("{key}={value}"))
            .collect();
        pairs.join("&")
    }

    /// A message; most are meant for Threadbare.
    pub fn message(&mut self) -> Value {
        const DO: [&str; 11] = [
            "load", "run", "stop", "reset", "step", "seek", "search", "state", "check", "dance", "",
        ];
        let mut message = json!({ "threadbare": 1, "do": self.of(&DO) });
        for _ in 0..self.below(4) {
            let key = match self.below(3) {
                0 => *self.of(&[
                    "thread",
                    "at",
                    "threads",
                    "runs",
                    "source",
                    "preemptions",
                    "reduction",
                    "most",
                    "do",
                    "threadbare",
                ]),
                _ => self.key(),
            };
            message[key] = self.json(2);
        }
        match self.below(10) {
            0 => self.json(3),
            _ => message,
        }
    }

    /// A file: its name, and bytes that are half a table and half noise.
    pub fn file(&mut self) -> (String, Vec<u8>) {
        const NAMES: [&str; 6] = ["a.csv", "b.txt", "c.py", "d", "..", "<img src=x onerror=alert(1)>.csv"];
        const PIECES: [&[u8]; 14] = [
            b"title,author,year\n",
            b"isbn;title;description\r\n",
            b"\"",
            b",",
            b";",
            b"\t",
            b"\r",
            b"\n",
            b"\xef\xbb\xbf",
            b"\xff\xfe",
            b"\x00",
            b"a word ",
            b"\xe9t\xe9 ",
            b"def f():\n    return 1\n",
        ];
        let mut bytes = Vec::new();
        for _ in 0..self.below(60) {
            if self.below(4) == 0 {
                bytes.extend((0..self.below(9)).map(|_| self.random.next_u32() as u8));
            } else {
                bytes.extend_from_slice(self.of::<&[u8]>(&PIECES));
            }
        }
        ((*self.of(&NAMES)).into(), bytes)
    }

    fn key(&mut self) -> &'static str {
        let at = self.below(self.keys.len());
        self.keys[at]
    }

    fn value(&mut self) -> String {
        match self.below(5) {
            0 => self.random.next_u32().to_string(),
            1 => char::from_u32(self.random.next_u32() % 0x11_0000)
                .map_or_else(String::new, |letter| letter.to_string().repeat(1 + self.below(40))),
            _ => (*self.of(&VALUES)).into(),
        }
    }

    fn json(&mut self, depth: usize) -> Value {
        match self.below(if depth > 0 { 9 } else { 7 }) {
            0 => Value::Null,
            1 => json!(self.below(2) == 0),
            2 => json!(self.below(100)),
            3 => json!(f64::from(self.random.next_u32()) / 7e-3),
            4 => json!(-i64::from(self.random.next_u32())),
            7 => (0..self.below(4)).map(|_| self.json(depth - 1)).collect(),
            8 => Value::Object(
                (0..self.below(4))
                    .map(|_| (self.value(), self.json(depth - 1)))
                    .collect(),
            ),
            _ => json!(self.value()),
        }
    }

    fn of<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    fn below(&mut self, bound: usize) -> usize {
        self.random.next_u32() as usize % bound
    }
}
