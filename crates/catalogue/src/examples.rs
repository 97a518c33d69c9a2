//! The gallery of examples: what each asks, and which is whose cure. The texts lie in the folder of examples.

/// An example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// Its file in the folder of examples, without `.py`.
    pub file: &'static str,
    /// Its title.
    pub title: &'static str,
    /// What it asks.
    pub question: &'static str,
    /// Its theme, as a number into [`THEMES`](crate::THEMES).
    pub theme: usize,
    /// Whether it cures the one before it.
    pub cure: bool,
}

const fn ask(theme: usize, file: &'static str, title: &'static str, question: &'static str) -> Example {
    Example {
        file,
        title,
        question,
        theme,
        cure: false,
    }
}

const fn cure(theme: usize, file: &'static str, title: &'static str, question: &'static str) -> Example {
    Example {
        file,
        title,
        question,
        theme,
        cure: true,
    }
}

/// All examples, in the order of the gallery.
pub const EXAMPLES: [Example; 22] = [
    ask(
        0,
        "lost-update",
        "Lost update",
        "Two visitors, one counter. Does it end at 2?",
    ),
    cure(
        0,
        "lost-update-mended",
        "Lost update, mended",
        "Is one lock around the line enough?",
    ),
    ask(
        0,
        "call-in-between",
        "A call in between",
        "Does the GIL make this sum come out right?",
    ),
    ask(
        0,
        "hash-race",
        "A chain of hashes",
        "Two threads hash the same data, one after the other. Or not?",
    ),
    cure(
        0,
        "data-hasher",
        "The data and its lock in one object",
        "Can a thread still see half of a step?",
    ),
    ask(
        0,
        "handed-out",
        "A list handed out",
        "The method holds the lock. Who holds it afterwards?",
    ),
    cure(
        0,
        "handed-out-copied",
        "A copy handed out",
        "Does a copy end the trouble?",
    ),
    ask(
        0,
        "printing",
        "Threads that print",
        "In how many orders can these lines come out?",
    ),
    ask(
        1,
        "lost-notify",
        "A notify that nobody hears",
        "The letter is there. Does the reader get it?",
    ),
    cure(
        1,
        "lost-notify-mended",
        "Wait while there is nothing",
        "What does the while change?",
    ),
    ask(
        1,
        "spinning",
        "Waiting in a loop",
        "One thread looks again and again. Does it see the change?",
    ),
    ask(
        1,
        "barrier",
        "A party that does not come",
        "Three parties are expected. One of them fails before it arrives.",
    ),
    ask(
        2,
        "lock-order",
        "Two locks, two orders",
        "Both threads need both locks. Can they always have them?",
    ),
    cure(
        2,
        "lock-order-mended",
        "Two locks, one order",
        "And if both take the left one first?",
    ),
    ask(
        2,
        "nested-pool",
        "A pool that waits for itself",
        "Two workers, two tasks, each waiting for a task in the same pool. Does it end?",
    ),
    cure(
        2,
        "nested-pool-mended",
        "A pool of its own",
        "What changes when the inner tasks have a pool of their own?",
    ),
    ask(
        3,
        "too-few-pills",
        "One pill too few",
        "Two consumers, one pill. Who waits for what?",
    ),
    cure(
        3,
        "poison-pill",
        "One pill each",
        "Two consumers, two pills. Does everybody go home?",
    ),
    ask(
        3,
        "daemon",
        "A daemon is cut off",
        "The consumer is a daemon. Does everything get written?",
    ),
    ask(
        4,
        "producer-consumer",
        "Producer, queue, consumer, file",
        "Are both lines in the file when the program ends?",
    ),
    ask(
        4,
        "service-worker",
        "A server's worker with an event loop inside",
        "Each worker thread runs an event loop that hands work to threads. Does the server hang?",
    ),
    ask(
        4,
        "urls",
        "Many addresses, a few threads",
        "How much faster are eight threads than one, when all they do is wait?",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::{fs, path::Path};

    #[test]
    fn the_gallery_says_what_the_files_say_and_leaves_none_out() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
        for example in EXAMPLES {
            let text = fs::read_to_string(folder.join(format!("{}.py", example.file))).expect(example.file);
            for (key, value) in [("title", example.title), ("question", example.question)] {
                let line = format!("# {key}: {value}\n");
                assert!(text.contains(&line), "{}: {line}", example.file);
            }
        }
        let files = fs::read_dir(folder).expect("the examples").flatten();
        let programs = files.filter(|file| file.path().extension().is_some_and(|kind| kind == "py"));
        assert_eq!(programs.count(), EXAMPLES.len());
    }
}
