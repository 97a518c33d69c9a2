//! The lesson: the labs strung together, from two threads that share nothing to what a global lock is good for.

use crate::{Complaint, Experiment, Lab, lab};

/// One stop of the lesson.
#[derive(Debug, PartialEq)]
pub struct Stop {
    /// What it is about.
    pub title: &'static str,
    /// How long it takes a class, in minutes.
    pub minutes: u32,
    /// The lab's id.
    pub lab: &'static str,
    /// What is set when the stop is entered.
    pub set: &'static [(&'static str, &'static str)],
    /// Whether every schedule is searched instead of one run.
    pub search: bool,
    /// What a reader must know, before anything runs. Text between backticks is code.
    pub tell: &'static str,
    /// What a reader should say before pressing the button.
    pub ask: &'static str,
    /// Why it came out as it did, once it has run.
    pub because: &'static str,
}

/// Reads a stop's number, counted from 1.
pub(crate) fn read(typed: &str) -> Result<u32, Complaint> {
    let most = LESSON.len() as u32;
    let number = typed.trim().parse().ok().filter(|stop| (1..=most).contains(stop));
    number.ok_or_else(|| Complaint::new("stop", typed, format!("a whole number from 1 to {most}")))
}

/// A stop by its number, counted from 1.
pub fn stop(number: u32) -> Option<&'static Stop> {
    LESSON.get(usize::try_from(number).ok()?.checked_sub(1)?)
}

impl Stop {
    /// The lab it takes place in.
    pub fn lab(&self) -> Option<&'static Lab> {
        lab(self.lab).ok()
    }

    /// What is set there.
    pub fn experiment(&self) -> Option<Experiment> {
        let pairs = self.set.iter().copied().chain([("lab", self.lab)]);
        let (experiment, complaints) = Experiment::read(pairs);
        complaints.is_empty().then_some(experiment)
    }
}

/// All stops, in order.
pub const LESSON: &[Stop] = &[
    Stop {
        title: "Two workers, nothing shared",
        minutes: 3,
        lab: "hashing",
        set: &[
            ("variant", "independent"),
            ("lock", "off"),
            ("threads", "2"),
            ("size", "200000"),
            ("message", "64"),
        ],
        search: false,
        tell: "A thread is a worker that goes through a program on its own. Two threads can really work at the same time if the computer has two \
               cores. Here each thread hashes its own half of the messages and touches nothing that belongs to the other. In the picture of the \
               threads, a solid strand is a thread at work.",
        ask: "Will two threads take half the time of one? Say a number, then run it, and try it with 1 thread.",
        because: "Nothing is shared, so nobody waits for anybody. This is as good as it gets: the gain is the number of cores, not the number of \
                  threads.",
    },
    Stop {
        title: "One lock around everything",
        minutes: 3,
        lab: "hashing",
        set: &[
            ("variant", "independent"),
            ("lock", "cpython"),
            ("threads", "2"),
            ("size", "200000"),
            ("message", "64"),
        ],
        search: false,
        tell: "Python, as most people have it, owns one big lock: the GIL. A thread must hold it to run at all. The switch at the top left is that \
               lock. It is on now; the program is the same.",
        ask: "How fast are two threads now, compared with before?",
        because: "Only the thread that holds the lock runs; the other one waits (the hatched strand). Two threads share one turn, so they are no \
                  faster than one. They still take turns every 5 milliseconds, which costs a little.",
    },
    Stop {
        title: "Why the lock does not always hurt",
        minutes: 3,
        lab: "hashing",
        set: &[
            ("variant", "independent"),
            ("lock", "cpython"),
            ("threads", "2"),
            ("size", "4000"),
            ("message", "16384"),
        ],
        search: false,
        tell: "The lock is still on. But the messages are larger now: 16 kilobytes each. Python lets go of its lock while it hashes anything longer \
               than 2,047 bytes, because that work touches no Python object.",
        ask: "Slow as before, or fast?",
        because: "The lock was let go where the time is spent, so the threads really overlap. The lock serialises Python code, not everything a \
                  Python program does.",
    },
    Stop {
        title: "A shared number",
        minutes: 3,
        lab: "counter",
        set: &[
            ("variant", "unprotected"),
            ("lock", "off"),
            ("threads", "4"),
            ("size", "1000000"),
        ],
        search: false,
        tell: "Now four threads share something: a number. Each adds one to it a million times. `n += 1` looks like one step and is two: read the \
               number, write it back one larger. The lock is off.",
        ask: "What will the number be in the end? Four million, more, or less?",
        because: "Between a thread's read and its write, others write too, and its write wipes theirs out. This is a data race: a lost update. Run it \
                  again; the result is another one each time.",
    },
    Stop {
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
        search: false,
        tell: "This is lockstep: the same program, but you decide who moves next. Two threads, one increment each. Press a thread's button to move it \
               one step, or the keys 1 and 2. Back takes a step back.",
        ask: "Can you move them so that the number ends at 1 instead of 2? You need four moves.",
        because: "Let both read before either writes: 1, 2, 1, 2. Both read 0, both write 1. Whoever wins the race, one increment is gone.",
    },
    Stop {
        title: "Every schedule there is",
        minutes: 3,
        lab: "counter",
        set: &[
            ("engine", "lockstep"),
            ("variant", "unprotected"),
            ("lock", "off"),
            ("threads", "2"),
            ("size", "2"),
        ],
        search: true,
        tell: "You found one bad order by hand. A computer can try them all. Two threads with two increments each have 8 steps; how they interleave \
               is a choice of 4 places out of 8: 70 schedules. The search leaves out those that differ only in steps which cannot matter to each \
               other, unless you untick Reduction.",
        ask: "How many of the 70 end with the right number, 4?",
        because: "Six: only when no thread's read and write are torn apart is the result right, and there are six ways to line up four whole increments. \
                  The shortest bad schedule can be opened and stepped through.",
    },
    Stop {
        title: "Does the global lock make it safe?",
        minutes: 4,
        lab: "counter",
        set: &[
            ("variant", "call-between"),
            ("lock", "cpython"),
            ("threads", "4"),
            ("size", "5000000"),
            ("interval", "1"),
        ],
        search: false,
        tell: "With the lock on, the bare `n += 1` happens to lose nothing in Python 3.10 and later: Python looks at its lock only at the end of a \
               loop or at a call, never between this read and this write. That is luck, not a promise. Here a function call stands between the two.",
        ask: "The lock is on. Is the number right?",
        because: "The lock changes hands inside the call. A whole turn of the others is then wiped out, thousands of increments at once. The global lock \
                  protects Python's own memory, not your program's logic.",
    },
    Stop {
        title: "A lock of your own",
        minutes: 3,
        lab: "counter",
        set: &[
            ("variant", "locked"),
            ("lock", "off"),
            ("threads", "4"),
            ("size", "1000000"),
        ],
        search: false,
        tell: "The cure is to say which steps belong together. A lock is acquired before the read and released after the write; what is between is \
               the critical section.",
        ask: "Is it right now? And is it faster or slower than before?",
        because: "It is right, under every schedule, and it is slow: four threads spend their time waiting for each other. The lock's own lane shows who \
                  holds it. Fast and right is to share less: try the variant Own.",
    },
    Stop {
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
        search: true,
        tell: "Locks bring a danger of their own. Each philosopher needs two forks and takes the left one first. With two philosophers at a table, \
               the left fork of one is the right fork of the other.",
        ask: "Is there an order in which both wait for ever?",
        because: "Each holds what the other needs: a cycle in the wait-for graph, a deadlock. No global lock is involved. If all take the forks in the same \
                  order, there can be no cycle: the variant Ordered is proved safe by trying every schedule.",
    },
    Stop {
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
        search: false,
        tell: "A pool has a fixed number of threads. Here a task of the pool hands two smaller tasks to the same pool and waits for them. Four tasks, \
               four threads. The lock is off.",
        ask: "Does it end?",
        because: "All four threads wait for tasks that only one of them could run. A write-up blamed the GIL for this; as you see, it needs no GIL. With \
                  three tasks it ends, since one thread stays free. So does a pool of its own for the inner tasks.",
    },
    Stop {
        title: "Waiting is free",
        minutes: 4,
        lab: "fetch",
        set: &[("variant", "threads"), ("lock", "cpython"), ("threads", "8")],
        search: false,
        tell: "Most programs wait more than they compute: for a network, a disk, a person. Fetching a page is almost all waiting. Python lets go of its \
               lock while it waits.",
        ask: "The lock is on. Do eight threads fetch faster than one?",
        because: "Almost eight times. Waiting threads need no lock, so they all wait at once. For such work threads were always good in Python, and \
                  taking the lock away changes little.",
    },
    Stop {
        title: "The convoy",
        minutes: 3,
        lab: "convoy",
        set: &[("variant", "mixed"), ("lock", "cpython"), ("threads", "1")],
        search: false,
        tell: "What if one thread mostly waits and another one computes without a pause? When the first has its answer, it needs the lock again, for a \
               moment only. The other holds it, and is asked to let go only after the switch interval: 5 milliseconds.",
        ask: "How long does the waiting thread wait for each moment of work?",
        because: "The whole interval, every time. Make the interval shorter and it waits less, but the lock changes hands more often.",
    },
    Stop {
        title: "Do more threads count faster?",
        minutes: 3,
        lab: "mapreduce",
        set: &[("variant", "chunks"), ("lock", "off"), ("threads", "4")],
        search: false,
        tell: "A real piece of work: count the words of a book. The text is cut into chunks, threads count them, and the counts are put together. Press \
               Run, then Sweep, which measures it with one thread, two, and so on, with the lock off and on.",
        ask: "Draw the two curves in your mind before you press Sweep.",
        because: "Without the lock it rises to the number of your cores and then stays there. With the lock it is flat. This is what free-threaded Python \
                  changes: the one kind of program that computes, in Python, on many cores.",
    },
    Stop {
        title: "What the lock was hiding",
        minutes: 4,
        lab: "extension",
        set: &[("variant", "forced-off"), ("lock", "off")],
        search: false,
        tell: "Libraries written in C relied on the lock for years. When Python without the lock imports one that has not declared itself safe, it \
               switches the lock on again, for the whole program, with a warning. One can force it to stay off. Here we do.",
        ask: "What can happen to the library's own data?",
        because: "Its records are torn: half one update, half another. Workers that meet such a record crash; a supervisor starts others, and the account of \
                  all jobs is kept. That is why the lock comes back on by default.",
    },
];
