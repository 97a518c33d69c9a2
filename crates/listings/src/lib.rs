//! What the page shows of a program: the Rust that runs, the Python a learner knows, and which lines belong together.
//!
//! Lines are tied by markers at their ends, `// py: read` in Rust and `# py: read` in Python, that are not shown.
//! A comment `// Variant: locked` in Rust says that what follows, up to the next such comment or `// All variants`, is
//! used by that variant only; `// Variant: encapsulated, copied` names two. In Python such comments say the same, and are not shown.
//! A mark `# set: threads, size` in Python names the settings that stand in its line; see `fill`.
//!
//! The texts are a tenth of what the page would weigh, and it shows one lab at a time: so each lab's are a file that is fetched when its lab is opened.

mod fill;
mod program;
mod sections;

pub use program::program;

/// A Rust line and the first Python line that does the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// What both are marked with, as `read`.
    pub mark: String,
    /// The Rust line.
    pub rust: u32,
    /// The Python line.
    pub python: u32,
}

/// The two views of one variant of a program. Lines are counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sources {
    /// The name of the Rust file, as traces name it after the last slash.
    pub file: String,
    /// The Rust file, markers removed; lines are where they are in the file.
    pub rust: String,
    /// The Python listing, markers removed, with what is set in the place of the usual numbers.
    pub python: String,
    /// Lines that do the same, in the order of the Rust lines.
    pub ties: Vec<Tie>,
    /// The Rust line to show first: where the variant's own code begins.
    pub focus: u32,
}

impl Sources {
    /// The Python line that does what the Rust line does.
    pub fn python_line(&self, rust_line: u32) -> Option<u32> {
        self.ties.iter().find(|tie| tie.rust == rust_line).map(|tie| tie.python)
    }
}

/// Stands after each part of a lab's file, so that a file that was cut short is known by its end.
const BREAK: char = '\u{c}';

/// Each lab's id with its file: a line with the name of its program, the program, a form feed, the Python listing of all its variants, and another.
pub fn files() -> impl Iterator<Item = (&'static str, String)> {
    let shown = labs::listings().iter();
    shown.map(|shown| {
        (
            shown.lab,
            format!("{}\n{}{BREAK}{}{BREAK}", shown.name, shown.rust, shown.python),
        )
    })
}

/// The views of a variant by its public name, from its lab's [file](files), with these settings by their keys; `None` if they are not in it, or its end is missing.
///
/// Settings move no line: the Rust reads them when it runs, and in Python they stand in lines of their own.
pub fn sources(file: &str, variant: &str, settings: &[(&str, String)]) -> Option<Sources> {
    let (name, texts) = file.split_once('\n')?;
    let (rust, all) = texts.split_once(BREAK)?;
    let python = sections::of(all.strip_suffix(BREAK)?, variant)?;
    let marked = python_marks(&python);
    let ties = rust_marks(rust, variant)
        .filter_map(|(rust, marker)| {
            let &(python, _) = marked.iter().find(|(_, twin)| *twin == marker)?;
            let mark = marker.to_owned();
            Some(Tie { mark, rust, python })
        })
        .collect();
    Some(Sources {
        file: name.to_owned(),
        rust: shown(rust, RUST_MARK, &[]),
        python: shown(&python, PYTHON_MARK, settings),
        ties,
        focus: focus(rust, variant),
    })
}

const RUST_MARK: &str = "// py: ";
const PYTHON_MARK: &str = "# py: ";
const VARIANT: &str = "// Variant: ";
const ALL_VARIANTS: &str = "// All variants";

/// Numbered lines with their markers, of those parts of the file that the variant uses.
fn rust_marks<'r>(rust: &'r str, variant: &str) -> impl Iterator<Item = (u32, &'r str)> {
    let mut used = true;
    (1..).zip(rust.lines()).filter_map(move |(number, line)| {
        if let Some(names) = line.strip_prefix(VARIANT) {
            used = names.split(", ").any(|name| name == variant);
        } else if line.starts_with(ALL_VARIANTS) {
            used = true;
        }
        let (_, marker) = line.split_once(RUST_MARK).filter(|_| used)?;
        Some((number, marker))
    })
}

fn python_marks(python: &str) -> Vec<(u32, &str)> {
    (1..)
        .zip(python.lines())
        .filter_map(|(number, line)| Some((number, line.split_once(PYTHON_MARK)?.1)))
        .collect()
}

fn shown(text: &str, mark: &str, settings: &[(&str, String)]) -> String {
    let bare = |line: &str| {
        let marked = || line.split_once(mark).map_or(line, |(code, _)| code.trim_end());
        fill::filled(line, settings).unwrap_or_else(|| marked().to_owned()) + "\n"
    };
    text.lines().map(bare).collect()
}

/// Where the variant's section begins or, without one, the first marked line.
fn focus(rust: &str, variant: &str) -> u32 {
    let begins = |line: &str| line.strip_prefix(VARIANT).is_some_and(|name| name == variant);
    let section = (1..)
        .zip(rust.lines())
        .find(|(_, line)| begins(line))
        .map(|(number, _)| number);
    section
        .or_else(|| rust_marks(rust, variant).next().map(|(number, _)| number))
        .unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use catalogue::{Experiment, IntParam, Variant};
    use std::collections::BTreeSet;

    /// The views of a lab's variant as the lab comes.
    fn usual(lab: &str, variant: &str) -> Option<Sources> {
        sources(&file(lab)?, variant, &Experiment::of(catalogue::lab(lab).ok()?).pairs())
    }

    fn file(lab: &str) -> Option<String> {
        let found = files().find(|(id, _)| *id == lab);
        found.map(|(_, file)| file)
    }

    fn rust(lab: &str) -> Option<&'static str> {
        let found = labs::listings().iter().find(|shown| shown.lab == lab);
        found.map(|shown| shown.rust)
    }

    /// Every lab and variant with its Python listing, marks and all.
    fn listings() -> impl Iterator<Item = (&'static str, &'static Variant, String)> {
        labs::listings().iter().flat_map(|shown| {
            let variants = catalogue::lab(shown.lab).expect("a lab").variants.iter();
            variants.map(|variant| {
                let python = sections::of(shown.python, variant.id);
                (
                    shown.lab,
                    variant,
                    python.unwrap_or_else(|| panic!("{} {}", shown.lab, variant.id)),
                )
            })
        })
    }

    /// The numbers of a lab that can be set.
    fn numbers(lab: &'static catalogue::LabInfo) -> impl Iterator<Item = &'static IntParam> {
        [&lab.threads, &lab.size].into_iter().chain(lab.extras)
    }

    /// The keys that a line of a listing names, without their units.
    fn keys(line: &str) -> Vec<&str> {
        let keys = line.split_once(fill::MARK).map_or("", |(_, keys)| keys);
        let named = keys.split(", ").map(|key| key.split(' ').next().unwrap_or(key));
        named.filter(|key| !matches!(*key, "" | "-")).collect()
    }

    #[test]
    fn every_lab_and_variant_is_shown() {
        for lab in catalogue::LABS {
            for variant in lab.variants {
                let shown = usual(lab.id, variant.id).unwrap_or_else(|| panic!("{} {}", lab.id, variant.id));
                assert!(!shown.ties.is_empty(), "{} {}", lab.id, variant.id);
                assert!(shown.focus > 1 && shown.focus as usize <= shown.rust.lines().count());
            }
        }
        assert_eq!(usual("counter", "no such"), None);
        assert_eq!(sources("<!DOCTYPE html>\n<title>404</title>", "unprotected", &[]), None);
    }

    #[test]
    fn every_marker_has_its_twin() {
        for (lab, variant, python) in listings() {
            let variant = variant.id;
            let rust = rust(lab).expect("a lab has a program");
            let in_rust: BTreeSet<_> = rust_marks(rust, variant).map(|(_, marker)| marker).collect();
            let in_python: BTreeSet<_> = python_marks(&python).into_iter().map(|(_, marker)| marker).collect();
            assert_eq!(in_rust, in_python, "{lab} {variant}");
        }
    }

    #[test]
    fn markers_are_not_shown_and_lines_stay_where_they_are() {
        for (lab, variant, python) in listings() {
            let variant = variant.id;
            let shown = usual(lab, variant).expect("a listing has a program");
            let rust = rust(lab).expect("a lab has a program");
            assert!(!shown.rust.contains("py: ") && !shown.python.contains("py: "));
            assert!(!shown.rust.contains(fill::MARK) && !shown.python.contains(fill::MARK));
            assert_eq!(shown.rust.lines().count(), rust.lines().count());
            assert_eq!(shown.python.lines().count(), python.lines().count());
            assert!(
                shown.python.lines().chain([""]).all(|line| line.len() <= 72),
                "{lab} {variant}"
            );
        }
    }

    #[test]
    fn the_read_of_the_counter_is_tied_to_the_read() {
        let shown = usual("counter", "unprotected").expect("the first lab");
        let line_of =
            |text: &str, what: &str| text.lines().position(|line| line.contains(what)).expect(what) as u32 + 1;
        let read = line_of(&shown.rust, "n.load().await");
        assert_eq!(shown.python_line(read), Some(line_of(&shown.python, "seen = n")));
        assert_eq!(shown.python_line(1), None);
    }

    #[test]
    fn a_listing_as_it_stands_has_the_usual_numbers() {
        for (lab, variant, python) in listings() {
            let variant = variant.id;
            let shown = usual(lab, variant).expect("a listing has a program");
            let bare = sources(&file(lab).expect("a file"), variant, &[]).expect("a listing has a program");
            assert_eq!(shown.python, bare.python, "{lab} {variant}");
            for line in python.lines().filter(|line| line.contains(fill::MARK)) {
                assert!(!line.contains(PYTHON_MARK), "{lab} {variant}: one mark a line");
            }
        }
    }

    #[test]
    fn a_setting_changes_the_lines_that_name_it_and_no_other() {
        for (id, variant, python) in listings() {
            let (lab, variant) = (catalogue::lab(id).expect("a lab"), variant.id);
            let before = usual(id, variant).expect("a listing has a program");
            for number in numbers(lab) {
                let mut experiment = Experiment::of(lab);
                let other = if number.usual == number.most {
                    number.least
                } else {
                    number.most
                };
                experiment
                    .set(number.key, &other.to_string())
                    .expect("within its bounds");
                let after =
                    sources(&file(id).expect("a file"), variant, &experiment.pairs()).expect("a listing has a program");
                let pairs = before.python.lines().zip(after.python.lines());
                let changed: Vec<bool> = pairs.map(|(before, after)| before != after).collect();
                let named: Vec<bool> = python.lines().map(|line| keys(line).contains(&number.key)).collect();
                assert_eq!(changed, named, "{id} {variant} {}", number.key);
                assert_eq!((&before.rust, &before.ties), (&after.rust, &after.ties));
                assert!(
                    after.python.lines().all(|line| line.len() <= 72),
                    "{id} {variant} {}",
                    number.key
                );
            }
        }
    }

    #[test]
    fn every_key_is_a_number_of_its_lab_and_threads_are_named_wherever_they_are_started() {
        for (id, variant, python) in listings() {
            let lab = catalogue::lab(id).expect("a lab");
            let named: Vec<&str> = python.lines().flat_map(keys).collect();
            for key in &named {
                let chosen = lab.choices.iter().any(|choice| choice.key == *key);
                assert!(
                    chosen || numbers(lab).any(|number| number.key == *key),
                    "{id} {}: {key}",
                    variant.id
                );
            }
            assert_eq!(named.contains(&"threads"), !variant.alone, "{id} {}", variant.id);
        }
    }

    #[test]
    fn four_threads_for_two_and_a_thousand_for_a_million() {
        let set = [("threads", "2".to_string()), ("size", "1000".to_string())];
        let shown = sources(&file("counter").expect("a file"), "unprotected", &set).expect("the first lab");
        assert!(
            shown.python.contains("\nTHREADS, TIMES = 2, 1_000\n"),
            "{}",
            shown.python
        );
    }
}
