//! The lesson's words fit its stops, its programs fail as they stand, and their solutions are safe.

use std::sync::Arc;

use catalogue::lesson::LESSON;
use check::{Limits, Model, Text, Verdict};
use lesson_words::{Closing, Judged, MOST_CHOICES, Mend, Question, Searched, Words, written};

fn words() -> Words {
    written().expect("words that can be read")
}

fn mends() -> Vec<Mend> {
    let closings = words().stops.into_iter().map(|stop| stop.closing);
    let mends = closings.filter_map(|closing| match closing {
        Closing::Mend(mend) => Some(mend),
        Closing::Check(_) => None,
    });
    mends.collect()
}

// A clock that stands still: only the number of schedules limits the search.
fn searched(text: &str) -> Vec<Searched> {
    let source = Text::new(text.to_owned(), "program.py".to_owned()).source();
    let mut limits = Limits::new(Arc::new(|| 0.0));
    limits.schedules = 100_000;
    let found = Model::ALL.map(|model| check::check(&source, model, &limits).verdict);
    let named = |verdict: Verdict| match verdict {
        Verdict::Safe => Searched::Safe,
        Verdict::Fails => Searched::Fails,
        Verdict::Unknown => Searched::Unknown,
    };
    found.map(named).to_vec()
}

#[test]
fn every_stop_has_words_and_every_question_one_right_choice() {
    let words = words();
    assert_eq!(words.stops.len(), LESSON.len());
    let good = |question: &Question| {
        let count = question.choices.len();
        question.right < count && (2..=MOST_CHOICES).contains(&count) && question.ask.ends_with('?')
    };
    for (stop, here) in words.stops.iter().zip(LESSON) {
        assert!(good(&stop.guess), "{}", here.title);
        if let Closing::Check(check) = &stop.closing {
            assert!(good(check) && !check.why.is_empty(), "{}", here.title);
        }
        for text in [&stop.tell, &stop.because, &stop.notes] {
            assert!(
                text.ends_with(['.', '?', ')']) && !text.contains("  ") && !text.contains('\n'),
                "{text}"
            );
        }
    }
}

#[test]
fn what_is_written_is_what_the_page_reads() {
    let json = serde_json::to_string(&words()).expect("JSON");
    assert_eq!(lesson_words::read(&json), Ok(words()));
}

#[test]
fn search_accepts_the_solution_and_not_the_program_as_it_stands() {
    assert_eq!(mends().len(), 3);
    for mend in mends() {
        let asked = searched(mend.opened());
        assert!(
            matches!(mend.judge(mend.opened(), &asked), Judged::Fails(_)),
            "{}: {asked:?}",
            mend.task
        );
        let solved = searched(&mend.solution);
        assert_eq!(
            mend.judge(&mend.solution, &solved),
            Judged::Mended,
            "{}: {solved:?}",
            mend.task
        );
    }
}

/// A program without threads loses nothing, and is no answer.
#[test]
fn who_changes_what_is_asserted_has_mended_nothing() {
    for mend in mends() {
        let safe = [Searched::Safe; 3];
        assert_eq!(mend.judge("n = 4\nprint(n)\n", &safe), Judged::Changed);
        let weaker = mend.program.replace("assert", "# assert");
        assert_eq!(mend.judge(&weaker, &safe), Judged::Changed);
        // Blank lines and spaces at a line's end are nobody's fault.
        let spaced = mend.program.replace('\n', "  \n\n");
        assert_eq!(mend.judge(&spaced, &safe), Judged::Mended);
    }
}
