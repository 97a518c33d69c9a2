//! Texts to work on: the book, the visitor's own files, repetition, and made-up text and lists of any size.

pub mod books;
pub mod corpus;
pub mod decode;
pub mod repeat;
pub mod zipf;

/// Jane Austen's *Persuasion* (1818), in the public domain; see `data/BOOK.md`.
pub const BOOK: &str = include_str!("../../data/book.txt");

/// A text to work on and what had to be done to read it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Input {
    /// The text.
    pub text: String,
    /// How many bytes were no UTF-8 and were replaced.
    pub replaced_bytes: u64,
    /// Whether somebody brought it.
    pub is_own: bool,
}

impl Input {
    /// A text that needed no repair.
    pub fn sound(text: String) -> Self {
        Input {
            text,
            ..Input::default()
        }
    }

    /// The book, repeated or cut to `bytes` bytes.
    pub fn book(bytes: usize) -> Self {
        Self::sound(repeat::to_size(BOOK, bytes))
    }

    /// Made-up text of `bytes` bytes.
    pub fn made_up(seed: u64, bytes: usize) -> Self {
        Self::sound(zipf::text(seed, bytes))
    }

    /// A made-up list of so many books as CSV.
    pub fn books(seed: u64, lines: u64) -> Self {
        Self::sound(books::list(seed, lines).csv)
    }

    /// The visitor's own files, one after another with an empty line between; [`decode::Reader`] reads them in slices.
    pub fn files<'b>(files: impl IntoIterator<Item = &'b [u8]>) -> Self {
        let mut reader = decode::Reader::default();
        for (index, file) in files.into_iter().enumerate() {
            if index > 0 {
                reader.end_file();
            }
            reader.read(file);
        }
        reader.finish()
    }

    /// One file, its bytes turned into text where they are if they are valid UTF-8.
    pub fn file(bytes: Vec<u8>) -> Self {
        match String::from_utf8(bytes) {
            Ok(text) => Self::sound(text),
            Err(error) => Self::files([error.as_bytes()]),
        }
    }
}
