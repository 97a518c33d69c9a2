//! What holds for every lab of the list, whatever it is about.

use lab_kit::LabInfo;
use labs::{LABS, Program, keys, listings};
use std::collections::BTreeSet;
use workloads::Parameters;
use world::LockKind;

const LOCKS: [LockKind; 3] = [LockKind::Off, LockKind::CPython, LockKind::Held];

fn set(lab: &LabInfo) -> Parameters {
    Parameters {
        threads: lab.threads.usual as u32,
        size: lab.size.usual,
        numbers: lab.extras.iter().map(|extra| (extra.key, extra.usual)).collect(),
        choices: lab
            .choices
            .iter()
            .map(|choice| (choice.key, choice.options[0].id))
            .collect(),
        words: lab.words.iter().map(|words| (words.key, words.usual.into())).collect(),
        ..Parameters::default()
    }
}

/// Each lab with each of its variants as a program.
fn programs() -> impl Iterator<Item = (&'static LabInfo, &'static str, Program)> {
    LABS.iter().flat_map(|lab| {
        lab.variants.iter().map(move |variant| {
            let program = Program::new(lab.id, variant.id, &set(lab));
            (
                lab,
                variant.id,
                program.unwrap_or_else(|| panic!("{} {}", lab.id, variant.id)),
            )
        })
    })
}

#[test]
fn what_is_expected_to_be_stable_is_a_key_of_the_result() {
    for (lab, variant, program) in programs() {
        for lock in LOCKS {
            for key in program.expect(lock).stable {
                assert!(keys(lab.id).contains(key), "{} {variant}: {key}", lab.id);
            }
        }
    }
}

#[test]
fn ids_and_keys_are_told_apart() {
    let ids: BTreeSet<_> = LABS.iter().map(|lab| lab.id).collect();
    assert_eq!(ids.len(), LABS.len());
    for lab in LABS {
        let variants: BTreeSet<_> = lab.variants.iter().map(|variant| variant.id).collect();
        assert_eq!(variants.len(), lab.variants.len(), "{}", lab.id);
        let found: BTreeSet<_> = keys(lab.id).iter().collect();
        assert_eq!(found.len(), keys(lab.id).len(), "{}", lab.id);
    }
}

#[test]
fn every_lab_says_what_it_is_about() {
    for lab in LABS {
        let sentences = [lab.question, lab.intro]
            .into_iter()
            .chain(lab.variants.iter().map(|variant| variant.note));
        for sentence in sentences {
            assert!(sentence.ends_with(['.', '?']), "{}: {sentence}", lab.id);
        }
        assert!(
            !lab.steps.is_empty() && !lab.unit.is_empty() && !lab.name.is_empty(),
            "{}",
            lab.id
        );
    }
}

#[test]
fn a_listing_names_variants_of_its_lab_alone() {
    for shown in listings() {
        let lab = labs::lab(shown.lab).expect("a lab");
        let (rust, python) = (shown.rust.lines(), shown.python.lines());
        let sections = rust.filter_map(|line| line.strip_prefix("// Variant: "));
        let sections = sections.chain(python.filter_map(|line| line.strip_prefix("# Variant: ")));
        for name in sections.flat_map(|names| names.split(", ")) {
            assert!(lab.variant(name).is_ok(), "{}: {name}", shown.lab);
        }
    }
}
