//! Which line of a listing each thread is at.

use super::listing::{Sources, line_of};
use crate::model::{Language, PointedAt, Recording};

/// A line and the threads that are there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The line, counted from 1.
    pub line: u32,
    /// Threads, counted from 0, in order.
    pub threads: Vec<u16>,
    /// Whether it is what is pointed at in the lanes.
    pub pointed: bool,
}

/// Marks in order of lines. What is pointed at comes alone: it is another moment than now. At a moment of a replay each thread stands where it stood then.
pub fn marks(
    recording: &Recording,
    (pointed, playhead): (Option<PointedAt>, Option<u64>),
    sources: &Sources,
    language: Language,
) -> Vec<Mark> {
    let line = |place: u32| line_of(recording.place(place)?, sources, language);
    if let Some(pointed) = pointed {
        let mark = line(pointed.place).map(|line| Mark {
            line,
            threads: pointed.thread.into_iter().collect(),
            pointed: true,
        });
        return mark.into_iter().collect();
    }
    let mut marks: Vec<Mark> = Vec::new();
    for (thread, place) in standing(recording, playhead) {
        let Some(line) = line(place) else { continue };
        match marks.iter_mut().find(|mark| mark.line == line) {
            Some(mark) => mark.threads.push(thread),
            None => marks.push(Mark {
                line,
                threads: vec![thread],
                pointed: false,
            }),
        }
    }
    marks.sort_unstable_by_key(|mark| mark.line);
    marks
}

/// Where threads were seen last, or stood at a moment.
fn standing(recording: &Recording, playhead: Option<u64>) -> Vec<(u16, u32)> {
    let Some(moment) = playhead else {
        let seen = recording.locations.iter();
        return seen.map(|location| (location.thread, location.place)).collect();
    };
    let threads = 0..recording.timeline.threads.len();
    let stood = |thread: usize| Some((thread as u16, recording.span_at(thread, moment)?.place));
    threads.filter_map(stood).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::{Progress, ThreadLocation};
    use trace::{Place, State, SymbolTable};

    fn counter() -> Sources {
        let (_, file) = listings::files().find(|(lab, _)| *lab == "counter").unwrap();
        super::super::sources(&file, &catalogue::Experiment::of(&catalogue::LABS[0])).unwrap()
    }

    fn recording(sources: &Sources) -> Recording {
        let (rust, _) = sources.ties[0];
        let places = vec![
            Place {
                file: "crates/labs/src/counter/counter.rs".into(),
                line: rust,
            },
            Place {
                file: "crates/world/src/primitive/join.rs".into(),
                line: rust,
            },
        ];
        let seen = |thread, place| ThreadLocation {
            thread,
            place,
            state: State::Running,
            object: None,
        };
        let mut recording = Recording::default();
        recording.take(Progress {
            names: SymbolTable {
                places,
                ..SymbolTable::default()
            },
            locations: vec![seen(0, 0), seen(1, 1), seen(2, 0)],
            ..Progress::default()
        });
        recording
    }

    #[test]
    fn threads_at_one_line_share_a_mark_and_other_files_have_none() {
        let sources = counter();
        let (rust, python) = sources.ties[0];
        let recording = recording(&sources);
        for (language, line) in [(Language::Rust, rust), (Language::Python, python)] {
            let expected = [Mark {
                line,
                threads: vec![0, 2],
                pointed: false,
            }];
            assert_eq!(marks(&recording, (None, None), &sources, language), expected);
        }
    }

    #[test]
    fn what_is_pointed_at_comes_alone() {
        let sources = counter();
        let pointed = PointedAt {
            moment: 5,
            thread: Some(7),
            place: 0,
        };
        let marks = marks(&recording(&sources), (Some(pointed), None), &sources, Language::Rust);
        assert_eq!(
            marks,
            [Mark {
                line: sources.ties[0].0,
                threads: vec![7],
                pointed: true
            }]
        );
    }
}
