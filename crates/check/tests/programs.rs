//! Programs of our own, most in pairs of fault and cure, with what must come out under three Pythons.

mod common;

use std::path::Path;

use check::Model;
use common::labels;

/// How long each Python of a program is searched at most, in milliseconds.
const MILLIS: f64 = 10_000.0;

/// What is not yet as it must be, each with the reason.
const EXCEPTIONS: &[(&str, &str)] = &[];

/// Programs with more schedules under one Python than the time allows on some machines: not to know is allowed, another verdict is not.
const LARGE: labels::Large<'_> = &[
    ("to-thread-bug.py", Model::Python314),
    ("to-thread-cure.py", Model::Python39),
    ("to-thread-cure.py", Model::Python314),
    ("to-thread-cure.py", Model::Free314),
];

#[test]
fn every_program_is_judged_as_its_header_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs");
    let wrong = |file: &Path| labels::wrong(file, MILLIS, LARGE);
    assert_eq!(common::complaints(&folder, EXCEPTIONS, &wrong), Vec::<String>::new());
}
