//! Which line of a listing each thread is at.

use super::listing::{Sources, line_of, marked_line};
use crate::model::{Language, PointedAt, Recording};

/// A line and the threads that are there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// The line, counted from 1.
    pub line: u32,
    /// Threads, counted from 0, in order.
    pub threads: Vec<u16>,
    /// Whether it is what is pointed at in the lanes.
    pub pointed: bool,
    /// What is said of it.
    pub words: Option<String>,
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
            words: None,
        });
        return mark.into_iter().collect();
    }
    let mut marks: Vec<Mark> = Vec::new();
    for (thread, place) in standing(recording, playhead) {
        let Some(line) = line(place) else { continue };
        mark_at(&mut marks, line).threads.push(thread);
    }
    marks
}

/// The same with what is said beside marked lines, as how often they were run and what was lost there.
pub fn annotated(
    mut marks: Vec<Mark>,
    beside: &[(&'static str, String)],
    sources: &Sources,
    language: Language,
) -> Vec<Mark> {
    for (mark, words) in beside {
        if let Some(line) = marked_line(mark, sources, language) {
            mark_at(&mut marks, line).words = Some(words.clone());
        }
    }
    marks
}

/// The mark of a line, in its place among the others.
fn mark_at(marks: &mut Vec<Mark>, line: u32) -> &mut Mark {
    let at = marks.partition_point(|mark| mark.line < line);
    if marks.get(at).is_none_or(|mark| mark.line != line) {
        marks.insert(
            at,
            Mark {
                line,
                ..Mark::default()
            },
        );
    }
    &mut marks[at]
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
    use listings::Tie;
    use protocol::{Progress, ThreadLocation};
    use trace::{Place, State, SymbolTable};

    fn counter() -> Sources {
        let (_, file) = listings::files().find(|(lab, _)| *lab == "counter").unwrap();
        super::super::sources(&file, &catalogue::Experiment::of(&catalogue::LABS[0])).unwrap()
    }

    fn recording(sources: &Sources) -> Recording {
        let rust = sources.ties[0].rust;
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
        let Tie { rust, python, .. } = sources.ties[0];
        let recording = recording(&sources);
        for (language, line) in [(Language::Rust, rust), (Language::Python, python)] {
            let expected = [Mark {
                line,
                threads: vec![0, 2],
                pointed: false,
                words: None,
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
                line: sources.ties[0].rust,
                threads: vec![7],
                pointed: true,
                words: None,
            }]
        );
    }

    /// The two lines that the lab is about, in both languages, also where threads stand.
    #[test]
    fn what_is_said_of_a_line_stands_at_its_mark() {
        let sources = counter();
        let said = [
            ("read", "8 reads".to_string()),
            ("write", "8 writes, 3 lost".to_string()),
            ("no such", String::new()),
        ];
        for language in [Language::Python, Language::Rust] {
            let standing = marks(&recording(&sources), (None, None), &sources, language);
            let text = match language {
                Language::Python => &sources.python,
                Language::Rust => &sources.rust,
            };
            let lines: Vec<&str> = text.lines().collect();
            let annotated = annotated(standing.clone(), &said, &sources, language);
            let told: Vec<(&str, &str)> = annotated
                .iter()
                .filter_map(|mark| Some((mark.words.as_deref()?, lines[mark.line as usize - 1].trim())))
                .collect();
            let expected = match language {
                Language::Python => [("8 reads", "seen = n"), ("8 writes, 3 lost", "n = seen + 1")],
                Language::Rust => [
                    ("8 reads", "let seen = n.load().await;"),
                    ("8 writes, 3 lost", "n.store(seen + 1).await;"),
                ],
            };
            assert_eq!(told, expected);
            let threads = |marks: &[Mark]| marks.iter().flat_map(|mark| mark.threads.clone()).collect::<Vec<_>>();
            assert_eq!(threads(&annotated), threads(&standing));
        }
    }
}
