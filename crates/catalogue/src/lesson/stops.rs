//! The lesson's stops: their words, and what is pressed at each.

use super::LessonPage;
use crate::{Expectation, Step};

const fn step(
    name: &'static str,
    sees: Expectation,
    expect: &'static str,
    set: &'static [(&'static str, &'static str)],
) -> Step {
    Step {
        name,
        expect,
        sees,
        set,
    }
}

/// All stops, in order.
pub const LESSON: &[LessonPage] = &[
    LessonPage {
        title: "Two workers, nothing shared",
        minutes: 4,
        lab: "hashing",
        set: &[
            ("variant", "independent"),
            ("lock", "off"),
            ("threads", "1"),
            ("size", "500000"),
            ("message", "64"),
        ],
        steps: &[
            step(
                "One thread",
                Expectation::Figure,
                "how long one thread takes.",
                &[("threads", "1")],
            ),
            step(
                "Two threads",
                Expectation::Faster(1),
                "nearly twice as fast, if two cores are free.",
                &[("threads", "2")],
            ),
        ],
        search: false,
        tell: "A thread is a worker that goes through a program on its own. A core is the part of a computer that runs one thread at a time, \
               so two threads work at the same moment only on two cores. Here messages are hashed: a hash is a short fingerprint of some \
               data, and making one is plain work. Each thread has its own messages and touches nothing of the other's.",
        ask: "How many times as fast are two threads as one?",
        because: "Nothing is shared, so nobody waits for anybody: in the picture of the threads both bars are solid. It cannot get better \
                  than this: about as many times faster as you have free cores, however many threads you start.",
    },
    LessonPage {
        title: "One lock around everything",
        minutes: 3,
        lab: "hashing",
        set: &[
            ("variant", "independent"),
            ("lock", "cpython"),
            ("threads", "1"),
            ("size", "500000"),
            ("message", "64"),
        ],
        steps: &[
            step(
                "One thread",
                Expectation::Figure,
                "how long one thread takes, with the lock on.",
                &[("threads", "1")],
            ),
            step(
                "Two threads",
                Expectation::NoFaster(1),
                "no faster: they take turns.",
                &[("threads", "2")],
            ),
        ],
        search: false,
        tell: "A lock is something that only one thread can hold; the others wait until it is free. Python, as most people have it, has one \
               for everything: the global lock, or GIL. A thread must hold it to run at all. The switch below is that lock, and it is on \
               now. The program is the same.",
        ask: "How many times as fast are two threads now?",
        because: "Only the thread that holds the lock runs; the other waits (hatched). A thread that has waited for 5 milliseconds, the \
                  switch interval, asks for the lock, and the other lets go. Two threads share the turns that one would have had: no gain.",
    },
    LessonPage {
        title: "Why the lock does not always hurt",
        minutes: 3,
        lab: "hashing",
        set: &[
            ("variant", "independent"),
            ("lock", "cpython"),
            ("threads", "1"),
            ("size", "4000"),
            ("message", "16384"),
        ],
        steps: &[
            step(
                "One thread",
                Expectation::Figure,
                "how long one thread takes.",
                &[("threads", "1")],
            ),
            step(
                "Two threads",
                Expectation::Faster(1),
                "faster, although the lock is on.",
                &[("threads", "2")],
            ),
        ],
        search: false,
        tell: "The lock is still on, but the messages are larger: 16 kilobytes each. Python lets go of its lock while it hashes 2,048 bytes \
               or more, for that work needs nothing of Python's.",
        ask: "Will the second thread help this time?",
        because: "The lock was let go where the time goes, so both threads hash at once. The lock keeps Python code to one thread at a time, \
                  not all that a Python program does.",
    },
    LessonPage {
        title: "A shared number",
        minutes: 3,
        lab: "counter",
        set: &[
            ("variant", "unprotected"),
            ("lock", "off"),
            ("threads", "4"),
            ("size", "1000000"),
        ],
        steps: &[step(
            "Four threads add",
            Expectation::Loss,
            "less than four million.",
            &[],
        )],
        search: false,
        tell: "Now four threads share something: a number. Each adds one to it, a million times. `n += 1` looks like one step and is two: \
               read the number, write it back one larger. The lock is off.",
        ask: "What will the number be in the end: four million, more, or less?",
        because: "Between a thread's read and its write others write too, and its write wipes theirs out: their updates are lost. That is a \
                  race: the result depends on who comes first. Press it again, and it is another number.",
    },
    LessonPage {
        title: "The same race, one move at a time",
        minutes: 4,
        lab: "counter",
        set: &[
            ("engine", "lockstep"),
            ("variant", "unprotected"),
            ("lock", "off"),
            ("threads", "2"),
            ("size", "1"),
        ],
        steps: &[],
        search: false,
        tell: "This is lockstep: the same program, but one thread moves at a time, and you say which. Two threads add one each; each needs \
               two moves, a read and a write. Back, below, takes a move back.",
        ask: "Can you make the number end at 1 instead of 2? It takes four moves.",
        because: "Let both read before either writes: 1, 2, 1, 2. Both read 0, both write 1, and one addition is gone. (If yours came to 2, \
                  press Back and let the other thread go first.)",
    },
    LessonPage {
        title: "Every order there is",
        minutes: 4,
        lab: "counter",
        set: &[
            ("engine", "lockstep"),
            ("variant", "unprotected"),
            ("lock", "off"),
            ("threads", "2"),
            ("size", "2"),
        ],
        steps: &[],
        search: true,
        tell: "You found one bad order by hand; a computer can try them all. An order of moves is called a schedule. Two threads that add \
               twice make 8 moves, 4 each, and those can be mixed in 70 ways. Where two moves cannot matter to each other, both orders come \
               to the same, and only one is tried; so fewer than 70 are.",
        ask: "How many of the 70 end right, at 4?",
        because: "Six. An addition must not be torn apart, and four whole additions, two each, line up in six ways. “Open the shortest” \
                  shows a bad schedule move by move.",
    },
    LessonPage {
        title: "Does the global lock make it safe?",
        minutes: 4,
        lab: "counter",
        set: &[
            ("variant", "unprotected"),
            ("lock", "cpython"),
            ("threads", "4"),
            ("size", "5000000"),
            ("interval", "1"),
        ],
        steps: &[
            step("Bare", Expectation::Whole, "nothing is lost, by luck.", &[]),
            step(
                "A call between",
                Expectation::Loss,
                "the lock is on, and yet much is lost.",
                &[("variant", "call-between")],
            ),
        ],
        search: false,
        tell: "The lock is on again: one thread runs at a time. But when may the lock change hands? Up to Python 3.9 almost anywhere. From \
               3.10 on only where a loop goes round or a function is called, so never between the read and the write of a bare `n += 1`. \
               That is luck, not a promise: in `n = f(n)` there is a call between them.",
        ask: "Is the number right: bare, and with a call between?",
        because: "The lock changed hands inside the call. Whoever had read before it came back and wrote an old number over all that the \
                  others had added meanwhile. The global lock protects Python's own memory, not what your program means.",
    },
    LessonPage {
        title: "A lock of your own",
        minutes: 3,
        lab: "counter",
        set: &[
            ("variant", "locked"),
            ("lock", "off"),
            ("threads", "4"),
            ("size", "1000000"),
        ],
        steps: &[
            step("With a lock", Expectation::Whole, "nothing is lost.", &[]),
            step(
                "Each its own number",
                Expectation::Faster(1),
                "nothing is lost, and it is many times faster.",
                &[("variant", "own")],
            ),
        ],
        search: false,
        tell: "The cure is to say which moves belong together. A lock of your own is taken before the read and given back after the write; \
               what is done with it in hand is the critical section, and only one thread at a time is in it. Or share nothing: each thread \
               counts for itself, and the sums are added in the end.",
        ask: "Both are right. Which is faster, and by how much?",
        because: "With the lock, four threads queue for every single addition. Those that share nothing never wait. The best thing to share \
                  is nothing; where you must share, hold the lock for as little as you can.",
    },
    LessonPage {
        title: "Two locks, two orders",
        minutes: 4,
        lab: "dining",
        set: &[
            ("engine", "lockstep"),
            ("variant", "naive"),
            ("lock", "off"),
            ("threads", "2"),
            ("size", "1"),
        ],
        steps: &[],
        search: true,
        tell: "Locks bring a danger of their own. Two philosophers sit at a round table with two forks, one between them on each side. Who \
               wants to eat needs both forks, and each takes the one on the left first. A fork is a lock.",
        ask: "Is there an order of moves in which both wait for ever?",
        because: "Each holds the fork that the other waits for: a circle, called a deadlock. There is no global lock in it. If both took the \
                  same fork first no circle could close: choose the variant Ordered below and search again.",
    },
    LessonPage {
        title: "A pool that waits for itself",
        minutes: 4,
        lab: "nested-pools",
        set: &[
            ("variant", "same-pool"),
            ("lock", "off"),
            ("threads", "4"),
            ("size", "4"),
            ("inner", "2"),
        ],
        steps: &[
            step(
                "Four tasks, four threads",
                Expectation::Deadlock,
                "nobody is left to do the small tasks.",
                &[],
            ),
            step(
                "Three tasks",
                Expectation::Whole,
                "one thread is left, so it ends.",
                &[("size", "3")],
            ),
            step(
                "A second pool",
                Expectation::Whole,
                "four tasks again, and it ends.",
                &[("variant", "own-pool")],
            ),
        ],
        search: false,
        tell: "A pool is a fixed number of threads that take tasks from a queue. In this pool of four each task hands two smaller tasks to \
               the same pool and waits for them. The global lock is off.",
        ask: "Do four such tasks come to an end? And three?",
        because: "With four, every thread waits for tasks that none is left to do: a deadlock, recognised from who waits for whom and not \
                  from a time limit. A write-up says the GIL makes a server hang like this. It needs no GIL; and three tasks, or a second \
                  pool for the small ones, cure it under the GIL too.",
    },
    LessonPage {
        title: "Waiting is free",
        minutes: 3,
        lab: "fetch",
        set: &[
            ("variant", "serial"),
            ("lock", "cpython"),
            ("threads", "8"),
            ("size", "400"),
        ],
        steps: &[
            step("One after another", Expectation::Figure, "every wait adds up.", &[]),
            step(
                "Eight threads",
                Expectation::Faster(1),
                "nearly eight times as fast.",
                &[("variant", "threads")],
            ),
        ],
        search: false,
        tell: "Many programs wait more than they compute: for a network, a disk, a person. Fetching a page is almost all waiting, and Python \
               lets go of its lock while it waits. The network here is simulated, and its time runs 400 times as fast.",
        ask: "The lock is on. How many times as fast are eight threads as one?",
        because: "A thread that waits needs no lock, so all eight wait at once. For such programs threads were always good in Python, and \
                  taking the lock away changes little.",
    },
    LessonPage {
        title: "The convoy",
        minutes: 3,
        lab: "convoy",
        set: &[
            ("variant", "mixed"),
            ("lock", "off"),
            ("threads", "1"),
            ("size", "100"),
            ("answer", "1000"),
            ("interval", "5"),
        ],
        steps: &[
            step("Lock off", Expectation::Prompt, "it runs again at once.", &[]),
            step(
                "Lock on",
                Expectation::Waits,
                "5 milliseconds and a little more.",
                &[("lock", "cpython")],
            ),
            step(
                "An interval of 1 ms",
                Expectation::Waits,
                "1 millisecond and a little more.",
                &[("lock", "cpython"), ("interval", "1")],
            ),
        ],
        search: false,
        tell: "One thread asks for something, sleeps until the answer comes, and then needs a moment to deal with it. Another computes \
               without a pause. With the lock on, the first needs the lock for its moment, and the other gives it up only when it was asked \
               for after the switch interval.",
        ask: "How long does the first thread wait to run again, without the lock and with it?",
        because: "With the lock nearly every answer waits for the switch interval, like a quick car behind a lorry: a convoy. A shorter \
                  interval means shorter waits, and more changing of hands.",
    },
    LessonPage {
        title: "Do more threads count faster?",
        minutes: 3,
        lab: "mapreduce",
        set: &[
            ("variant", "chunks"),
            ("lock", "off"),
            ("threads", "1"),
            ("size", "16000000"),
        ],
        steps: &[
            step(
                "One thread, lock off",
                Expectation::Figure,
                "how long one thread takes.",
                &[("threads", "1")],
            ),
            step(
                "Four threads, lock off",
                Expectation::Faster(1),
                "faster, up to the number of your cores.",
                &[("threads", "4")],
            ),
            step(
                "Four threads, lock on",
                Expectation::NoFaster(1),
                "no faster than one.",
                &[("threads", "4"), ("lock", "cpython")],
            ),
        ],
        search: false,
        tell: "A real piece of work: count the words of a large text. It is cut into chunks, each thread takes the next chunk that is left, \
               and in the end the counts are put together.",
        ask: "How do four threads compare with one, without the lock and with it?",
        because: "Without the lock the cores share the work. With it the threads take turns. This is what Python without the lock is for: \
                  programs that compute, in Python, on several cores. Sweep, below, draws both curves.",
    },
    LessonPage {
        title: "What the lock was hiding",
        minutes: 4,
        lab: "extension",
        set: &[("variant", "undeclared"), ("lock", "off"), ("threads", "4")],
        steps: &[
            step(
                "Import it",
                Expectation::Whole,
                "the lock comes back on, and nothing breaks.",
                &[],
            ),
            step(
                "Force the lock off",
                Expectation::Crash,
                "workers crash.",
                &[("variant", "forced-off"), ("calls", "300")],
            ),
        ],
        search: false,
        tell: "Libraries written in C relied on the lock for years. When Python runs without it and imports one that has not declared itself \
               safe, it switches the lock on for the whole program, with a warning. One can force it to stay off.",
        ask: "What happens to the library's own data when it is forced?",
        because: "Two threads were inside the library at once, and its data was torn: half one update, half another. A worker that meets \
                  such data crashes, and a supervisor starts another. That is why the lock comes back on by itself. Most of the time it goes \
                  well, which is what makes such a fault hard to find.",
    },
];
