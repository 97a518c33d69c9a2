//! Made-up text of any size whose words are as unevenly frequent as those of a real language.

use crate::kernel::{WordRule, split::boundary};
use rand_pcg::{Pcg32, rand_core::Rng};

/// How many different words a text can have.
pub const VOCABULARY: usize = 40_000;

const ONSETS: [&str; 25] = [
    "b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "z", "ch", "sh", "th", "st", "tr", "br",
    "pl", "gr", "kl",
];
const NUCLEI: [&str; 8] = ["a", "e", "i", "o", "u", "ai", "ou", "ee"];
/// The stream of PCG32 that this generator uses (any number would do; with it, a seed means one text for ever).
const STREAM: u64 = 0x5EED;

/// Text of `bytes` bytes (a little more, so that the last word is whole), the same for the same `seed` everywhere.
///
/// The word of rank r appears with probability proportional to 1/r (Zipf's law); words are pronounceable, different
/// from each other, and the longer the rarer. Sentences begin with a capital and lines end about every twelve
/// sentences.
pub fn text(seed: u64, bytes: usize) -> String {
    let mut random = Pcg32::new(seed, STREAM);
    let words = vocabulary(&mut random);
    let lots = AliasTable::new(&words);
    let mut text = String::with_capacity(bytes + 512);
    while text.len() < bytes {
        sentence(&mut random, &lots, &mut text);
    }
    let end = boundary(&text, bytes.min(text.len()), WordRule::default());
    text.truncate(end);
    text
}

fn sentence(random: &mut Pcg32, lots: &AliasTable, text: &mut String) {
    let start = text.len();
    let length = 4 + below(random, 17);
    for left in (0..length).rev() {
        text.push_str(lots.draw(random.next_u32()));
        match (left, random_comma(random, left)) {
            (0, _) => text.push('.'),
            (_, true) => text.push_str(", "),
            (_, false) => text.push(' '),
        }
    }
    if let Some(first) = text.get_mut(start..=start) {
        first.make_ascii_uppercase();
    }
    text.push(if below(random, 12) == 0 { '\n' } else { ' ' });
}

/// A comma about every ninth word; asked only where one could stand.
fn random_comma(random: &mut Pcg32, left: u32) -> bool {
    left % 3 == 1 && below(random, 3) == 0
}

fn below(random: &mut Pcg32, bound: u32) -> u32 {
    ((u64::from(random.next_u32()) * u64::from(bound)) >> 32) as u32
}

/// One-syllable words first, then two syllables; which syllables depends on the seed.
fn vocabulary(random: &mut Pcg32) -> Vec<String> {
    let mut syllables: Vec<String> = ONSETS
        .iter()
        .flat_map(|a| NUCLEI.iter().map(move |b| format!("{a}{b}")))
        .collect();
    for last in (1..syllables.len()).rev() {
        syllables.swap(last, below(random, last as u32 + 1) as usize);
    }
    let count = syllables.len();
    (0..VOCABULARY)
        .map(|rank| match rank.checked_sub(count) {
            None => syllables[rank].clone(),
            Some(pair) => format!(
                "{}{}",
                syllables[pair % count],
                syllables[(pair / count + pair) % count]
            ),
        })
        .collect()
}

/// Draws words by rank in constant time: Walker's alias method ("An efficient method for generating discrete random
/// variables with general distributions", 1977), set up as by Vose (1991).
struct AliasTable<'v> {
    tickets: Vec<AliasSlot<'v>>,
}

struct AliasSlot<'v> {
    own: &'v str,
    other: &'v str,
    /// Of 2^32 draws of this ticket, how many keep `own`.
    keep: u32,
}

impl<'v> AliasTable<'v> {
    fn new(words: &'v [String]) -> Self {
        let count = words.len();
        let harmonic: f64 = (1..=count).map(|rank| 1.0 / rank as f64).sum();
        let mut shares: Vec<f64> = (1..=count)
            .map(|rank| count as f64 / (rank as f64 * harmonic))
            .collect();
        let mut tickets: Vec<AliasSlot> = words
            .iter()
            .map(|own| AliasSlot {
                own,
                other: own,
                keep: u32::MAX,
            })
            .collect();
        let (mut small, mut large): (Vec<usize>, Vec<usize>) = (0..count).partition(|&rank| shares[rank] < 1.0);
        while let (Some(low), Some(&high)) = (small.pop(), large.last()) {
            tickets[low].keep = (shares[low] * 4_294_967_296.0) as u32;
            tickets[low].other = &words[high];
            shares[high] -= 1.0 - shares[low];
            if shares[high] < 1.0 {
                large.pop();
                small.push(high);
            }
        }
        AliasTable { tickets }
    }

    /// The high part of `random` times the number of tickets picks one, the low part decides whose word it is.
    fn draw(&self, random: u32) -> &'v str {
        let product = u64::from(random) * self.tickets.len() as u64;
        let ticket = &self.tickets[(product >> 32) as usize];
        if (product as u32) < ticket.keep {
            ticket.own
        } else {
            ticket.other
        }
    }
}
