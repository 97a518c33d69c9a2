//! Syntax errors have CPython's words, line and column: `golden/record.py` records what CPython 3.13 says of `golden/cases.txt`.

use python_syntax::{Refusal, compile};

const RECORDED: &str = include_str!("golden/syntax_errors.txt");

/// How many of the recorded cases agree today: words and line, then the column too. Neither may fall.
const SAME_WORDS: usize = 264;
const SAME_PLACE: usize = 250;

#[test]
fn syntax_errors_are_worded_and_placed_as_cpython_does() {
    let (mut words, mut places, mut count) = (0, 0, 0);
    let mut text = String::new();
    for line in RECORDED.lines() {
        let Some(expected) = line.strip_prefix("==== ") else {
            text.push_str(line);
            text.push('\n');
            continue;
        };
        let source = std::mem::take(&mut text);
        let got = said(source.strip_suffix('\n').unwrap_or(&source));
        count += 1;
        let same = first_two(&got) == first_two(expected);
        words += usize::from(same);
        let place = same && got.split('-').next() == expected.split('-').next();
        places += usize::from(got == expected || place);
        if !same || !place {
            println!("{source}  CPython: {expected}\n  here:    {got}\n");
        }
    }
    println!("{words} of {count} have the same words and line, {places} the same column");
    assert!(words >= SAME_WORDS && places >= SAME_PLACE);
}

#[test]
fn characters_by_name_are_found_or_refused_in_a_sentence() {
    assert_eq!(said(r"x = '\N{SNOWMAN} \N{greek small letter pi}'"), "fine");
    assert_eq!(
        said(r"x = '\N{LINEAR B SYLLABLE B008 A}'"),
        r"\N{LINEAR B SYLLABLE B008 A} is not among the characters known by name here: write the character itself, or its number as in '\u2603'."
    );
}

fn said(source: &str) -> String {
    match compile(source, "f.py") {
        Ok(_) => "fine".to_owned(),
        Err(Refusal::Unsupported(refused)) => refused.sentence,
        Err(Refusal::Syntax(error)) => {
            let (start, end) = ((error.line, error.column), (error.end_line, error.end_column));
            format!(
                "{}: {} @ {}:{}-{}:{}",
                error.kind, error.message, start.0, start.1, end.0, end.1
            )
        }
    }
}

// Words and line.
fn first_two(said: &str) -> (&str, &str) {
    let (words, place) = said.rsplit_once(" @ ").unwrap_or((said, ""));
    (words, place.split(':').next().unwrap_or_default())
}
