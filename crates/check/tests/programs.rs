//! Programs of our own, most in pairs of fault and cure, with what must come out under three Pythons.

mod common;

use std::path::Path;

use common::labels;

/// How long each Python of a program is searched at most, in milliseconds.
const MILLIS: f64 = 30_000.0;

/// What is not yet as it must be, each with the reason.
const EXCEPTIONS: &[(&str, &str)] = &[];

#[test]
fn every_program_is_judged_as_its_header_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs");
    let wrong = |file: &Path| labels::wrong(file, MILLIS, &[]);
    assert_eq!(common::complaints(&folder, EXCEPTIONS, &wrong), Vec::<String>::new());
}
