//! Codes of the lesson: what is read is what was written, and slips are noticed.

use lesson_words::{Answered, Progress, WrongCode};
use proptest::prelude::*;

const STOPS: usize = 14;

fn answered() -> impl Strategy<Value = Answered> {
    let choice = || prop::option::of(0_u8..=Answered::UNSURE);
    (choice(), choice(), any::<bool>(), any::<bool>()).prop_map(|(guess, closing, seen, mended)| Answered {
        guess,
        closing,
        seen,
        mended,
    })
}

fn progress() -> impl Strategy<Value = Progress> {
    prop::collection::vec(answered(), STOPS).prop_map(|stops| Progress { stops })
}

proptest! {
    #[test]
    fn a_code_reads_back_as_it_was_written(progress in progress()) {
        let code = progress.code();
        prop_assert_eq!(Progress::read(&code, STOPS), Ok(progress.clone()));
        prop_assert_eq!(Progress::read(&code.to_lowercase().replace('-', " "), STOPS), Ok(progress));
    }

    /// 1021 is a prime above every place (at most 28) and value (at most 31), so a product of two differences is never a multiple of it.
    #[test]
    fn one_wrong_symbol_is_noticed(progress in progress(), place in 4_usize..38, symbol in 0_usize..32) {
        let code = progress.code();
        let wrong = char::from(b"0123456789ABCDEFGHJKMNPQRSTVWXYZ"[symbol]);
        let mut symbols: Vec<char> = code.chars().collect();
        prop_assume!(symbols.get(place).is_some_and(|right| *right != '-' && *right != wrong));
        symbols[place] = wrong;
        let typed: String = symbols.into_iter().collect();
        prop_assert_eq!(Progress::read(&typed, STOPS), Err(WrongCode::Slip));
    }

    #[test]
    fn whatever_is_typed_gets_an_answer(typed in ".{0,80}") {
        let _ = Progress::read(&typed, STOPS);
    }
}

#[test]
fn what_is_no_code_is_refused_in_a_sentence() {
    assert_eq!(Progress::read("", STOPS), Err(WrongCode::NoCode));
    assert_eq!(Progress::read("TB1-0000", STOPS), Err(WrongCode::Length));
    assert_eq!(Progress::read("TB1-ÄÖÜ", STOPS), Err(WrongCode::NoCode));
    let code = Progress::new(STOPS).code();
    assert_eq!(code, "TB1-0000-0000-0000-0000-0000-0000-0000-00");
    // The letter O is read as a zero.
    assert_eq!(Progress::read(&code.replace('0', "o"), STOPS), Ok(Progress::new(STOPS)));
}
