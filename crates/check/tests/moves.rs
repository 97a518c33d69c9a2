//! What a failure's moves say, and what the library's own code leaves out.

use std::sync::Arc;

use check::{Checked, Limits, Model, Text, Verdict};

// A clock that stands still: only the number of schedules limits the search.
fn checked(text: &str, model: Model) -> Checked {
    let source = Text::new(text.to_owned(), "program.py".to_owned()).source();
    let mut limits = Limits::new(Arc::new(|| 0.0));
    limits.schedules = 5_000;
    check::check(&source, model, &limits)
}

fn words(checked: &Checked) -> Vec<String> {
    let moves = checked.shortest.iter().flat_map(|failure| &failure.moves);
    moves
        .map(|it| format!("{} {}: {}", it.thread, it.line, it.words))
        .collect()
}

const TWO: &str = "
two = [threading.Thread(target=work) for _ in range(2)]
for one in two:
    one.start()
for one in two:
    one.join()
";

#[test]
fn moves_say_what_was_read_and_written() {
    let text = format!(
        "import threading\nhits = 0\ndef work():\n    global hits\n    one = 1\n    hits += one\n{TWO}assert hits == 2\n"
    );
    let words = words(&checked(&text, Model::Free314));
    let reads = words.iter().filter(|it| it.ends_with(" 6: reads hits = 0")).count();
    let writes = words.iter().filter(|it| it.ends_with(" 6: writes hits = 1")).count();
    assert_eq!((reads, writes), (2, 2), "{words:#?}");
    assert!(
        words.contains(&"MainThread 13: raises AssertionError".to_owned()),
        "{words:#?}"
    );
}

#[test]
fn moves_call_a_lock_what_the_program_calls_it() {
    let text = "import threading\ndoor = threading.Lock()\ndoor.acquire()\ndoor.acquire()\n";
    let words = words(&checked(text, Model::Python314));
    assert_eq!(
        words[..2],
        ["MainThread 3: acquires door", "MainThread 4: waits for door"],
        "{words:#?}"
    );
}

#[test]
fn a_subscript_of_the_library_is_no_place_to_switch_under_the_lock() {
    let text = format!(
        "import threading\nfrom collections import defaultdict\nhits = defaultdict(int)\ndef work():\n    hits['a'] += 1\n{TWO}assert hits['a'] == 2\n"
    );
    assert_eq!(checked(&text, Model::Python314).verdict, Verdict::Safe);
    assert_eq!(checked(&text, Model::Free314).verdict, Verdict::Fails);
}
