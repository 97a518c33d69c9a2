//! Passages of a made-up text, each of so many whole words: what the clients of the service send.

use super::zipf;
use crate::kernel::shuffle::{Partition, divide};
use crate::kernel::words::Counts;
use rand_pcg::{Pcg32, rand_core::Rng};
use std::fmt;
use std::str::Utf8Error;

/// A text that knows where its words begin. It is plain ASCII.
#[derive(Default, PartialEq, Eq)]
pub struct Corpus {
    text: String,
    /// Where each word begins, in bytes.
    starts: Vec<u32>,
}

/// Some neighbouring words of a [`Corpus`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The number of the first word.
    pub first: u32,
    /// How many words there are.
    pub words: u32,
    /// Whether a byte of it got lost on the way, so that it is no text any more.
    pub spoiled: bool,
}

/// No word of the made-up texts is longer, with what separates it from the next.
const LONGEST_WORD: usize = 12;
/// Words beyond the longest passage, so that passages can begin at different places.
const ROOM: usize = 4_096;
/// The stream of PCG32 that passages are drawn from; apart from that of the text itself.
const STREAM: u64 = 0x9A55;

impl Corpus {
    /// The text of a seed, long enough for passages of `longest` words.
    pub fn new(seed: u64, longest: u32) -> Self {
        let text = zipf::text(seed, LONGEST_WORD * (longest as usize + ROOM));
        let is_start = |at: &usize| {
            let letter = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_alphanumeric);
            letter(*at) && (*at == 0 || !letter(at - 1))
        };
        let starts = (0..text.len()).filter(is_start).map(|at| at as u32).collect();
        Corpus { text, starts }
    }

    /// The passage of so many words (at most what [`Corpus::new`] was told) that a seed and a number stand for.
    pub fn passage(&self, seed: u64, number: u64, (low, high): (u32, u32)) -> Passage {
        let mut random = Pcg32::new(seed.wrapping_add(number.wrapping_mul(0x9E37_79B9_7F4A_7C15)), STREAM);
        let mut below = |bound: u32| ((u64::from(random.next_u32()) * u64::from(bound)) >> 32) as u32;
        let words = low + below(high.saturating_sub(low).saturating_add(1));
        let first = below((self.starts.len() as u32).saturating_sub(words).saturating_add(1));
        Passage {
            first,
            words,
            spoiled: false,
        }
    }

    /// A passage's text; what lies beyond the end is left out.
    pub fn text(&self, passage: Passage) -> &str {
        let start = |word: u32| {
            self.starts
                .get(word as usize)
                .map_or(self.text.len(), |at| *at as usize)
        };
        &self.text[start(passage.first)..start(passage.first.saturating_add(passage.words))]
    }

    /// Counts the words of a passage, in a form that can be sent to another thread; fails where the bytes are no text.
    pub fn count(&self, passage: Passage) -> Result<Partition, Utf8Error> {
        let text = self.text(passage);
        let mut bytes = Vec::new();
        let text = match passage.spoiled {
            true => {
                bytes.extend_from_slice(text.as_bytes());
                bytes.push(0xFF);
                std::str::from_utf8(&bytes)?
            }
            false => text,
        };
        let mut parcels = divide(&Counts::of(text), 1);
        Ok(parcels.pop().unwrap_or_default())
    }
}

impl fmt::Debug for Corpus {
    /// Without the text, which would fill pages.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Corpus({} words)", self.starts.len())
    }
}

impl Passage {
    /// The passage in pieces of `words` words (at least one); only the first of them is spoiled if the whole is.
    pub fn pieces(self, words: u32) -> impl Iterator<Item = Passage> {
        let words = words.max(1);
        (0..self.words.div_ceil(words)).map(move |piece| Passage {
            first: self.first + piece * words,
            words: words.min(self.words - piece * words),
            spoiled: self.spoiled && piece == 0,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passages_have_the_words_they_say_and_pieces_leave_nothing_out() {
        let corpus = Corpus::new(7, 1_000);
        for number in 0..200 {
            let passage = corpus.passage(7, number, (500, 1_000));
            assert!((500..=1_000).contains(&passage.words));
            assert_eq!(Counts::of(corpus.text(passage)).total(), u64::from(passage.words));
            let pieces: Vec<_> = passage.pieces(300).collect();
            let whole: String = pieces.iter().map(|piece| corpus.text(*piece)).collect();
            assert_eq!(whole, corpus.text(passage));
            let parcels: Vec<_> = pieces.iter().filter_map(|piece| corpus.count(*piece).ok()).collect();
            let mut counts = Counts::default();
            parcels.iter().for_each(|parcel| counts.receive(parcel));
            assert_eq!(counts.total(), u64::from(passage.words));
        }
    }

    #[test]
    fn a_number_stands_for_one_passage_and_seeds_differ() {
        let corpus = Corpus::new(1, 50);
        assert_eq!(corpus.passage(1, 3, (1, 50)), corpus.passage(1, 3, (1, 50)));
        assert!((0..9).any(|number| corpus.passage(1, number, (1, 50)) != corpus.passage(2, number, (1, 50))));
    }

    #[test]
    fn a_spoiled_passage_cannot_be_counted() {
        let corpus = Corpus::new(7, 50);
        let spoiled = Passage {
            spoiled: true,
            ..corpus.passage(7, 0, (20, 20))
        };
        let pieces: Vec<_> = spoiled.pieces(5).map(|piece| corpus.count(piece).is_ok()).collect();
        assert_eq!(pieces, [false, true, true, true]);
    }

    #[test]
    fn an_empty_text_has_empty_passages() {
        let nothing = Corpus::default();
        assert_eq!(nothing.text(nothing.passage(7, 0, (0, 0))), "");
    }
}
