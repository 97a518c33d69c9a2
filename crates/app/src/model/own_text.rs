//! The user's own text: which files, and what the engine says of them.

use super::{RichText, format::bytes};
use protocol::TextStatus;

/// How far the text is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OwnText {
    /// Names and sizes of the files.
    pub files: Vec<(String, u64)>,
    /// How far it is.
    pub state: TextState,
}

/// How far the text is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum TextState {
    /// No file was chosen.
    #[default]
    None,
    /// The engine reads it.
    Reading {
        /// Bytes read so far.
        done: u64,
        /// Bytes in all.
        total: u64,
    },
    /// It can be counted.
    Read {
        /// Bytes of text.
        bytes: u64,
        /// What was read, and what is odd about it.
        sentence: String,
        /// If it looks like a list, the names of its columns.
        list: Vec<String>,
        /// Which of these seem to be title, description, author, year and rating, counted from 1; 0 for none.
        guess: [u8; 5],
    },
    /// It cannot be used.
    Refused {
        /// Why.
        sentence: String,
    },
}

/// The largest text, in bytes, all files together.
pub const MOST_BYTES: u64 = 200_000_000;

impl OwnText {
    /// These files were chosen; `Err` when they cannot be used, and then nothing changes.
    pub fn choose(&mut self, files: Vec<(String, u64)>) -> Result<RichText, RichText> {
        let total = files.iter().map(|(_, size)| size).sum();
        if files.is_empty() {
            return Err(RichText::of("No file was chosen."));
        }
        if total > MOST_BYTES {
            let most = bytes(MOST_BYTES);
            return Err(RichText::of(format!(
                "That is {}, and {most} is the most that can be read.",
                bytes(total)
            )));
        }
        let what = match files.as_slice() {
            [(name, _)] => format!("“{name}”"),
            several => format!("{} files", several.len()),
        };
        *self = OwnText {
            files,
            state: TextState::Reading { done: 0, total },
        };
        Ok(RichText::of(format!(
            "Reading {what}, {}. Nothing leaves this machine.",
            bytes(total)
        )))
    }

    /// The engine lost it, and reads it again if there is any; whether it is to be sent.
    pub fn lose(&mut self) -> bool {
        let total = self.files.iter().map(|(_, size)| size).sum();
        if !self.files.is_empty() {
            self.state = TextState::Reading { done: 0, total };
        }
        !self.files.is_empty()
    }

    /// The engine says how far it is; a sentence when it is through.
    pub fn heard(&mut self, news: TextStatus) -> Option<RichText> {
        let (state, told) = match news {
            TextStatus::Reading { done, total } => (TextState::Reading { done, total }, None),
            TextStatus::Read {
                bytes,
                sentence,
                list,
                guess,
                ..
            } => (
                TextState::Read {
                    bytes,
                    sentence: sentence.clone(),
                    list,
                    guess,
                },
                Some(RichText::of(sentence)),
            ),
            TextStatus::Refused { sentence } => {
                self.files.clear();
                (
                    TextState::Refused {
                        sentence: sentence.clone(),
                    },
                    Some(RichText::default().bad(sentence)),
                )
            }
        };
        self.state = state;
        told
    }

    /// Whether it can be counted now.
    pub fn is_read(&self) -> bool {
        matches!(self.state, TextState::Read { .. })
    }

    /// Whether it will be, soon.
    pub fn is_reading(&self) -> bool {
        matches!(self.state, TextState::Reading { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_much_text_is_refused_and_changes_nothing() {
        let mut text = OwnText::default();
        assert!(text.choose(vec![("a.txt".into(), MOST_BYTES + 1)]).is_err());
        assert!(text.choose(Vec::new()).is_err());
        assert_eq!(text, OwnText::default());
    }

    #[test]
    fn a_new_engine_gets_the_files_again() {
        let mut text = OwnText::default();
        assert!(!text.lose());
        text.choose(vec![("a.txt".into(), 3)]).unwrap();
        text.heard(TextStatus::Read {
            bytes: 3,
            replaced: 0,
            sentence: "Read.".into(),
            list: Vec::new(),
            guess: [0; 5],
        });
        assert!(text.is_read());
        assert!(text.lose() && text.is_reading());
    }
}
