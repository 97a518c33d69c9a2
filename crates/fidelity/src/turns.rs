//! Turns with the lock: how long they are, whose is next, and what threads gain by them.

use crate::{
    Figure, median,
    play::{Place, Sketch, set},
    seen::{Turn, turns},
};
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};
use workloads::Parameters;
use world::{Cost, Label, World};

/// The turns of threads that compute for so many milliseconds each: the lab `convoy` with CPU threads alone.
pub fn computing(place: &Place, threads: u32, millis: u64) -> Vec<Turn> {
    let set = Parameters {
        numbers: vec![("idle", 1)],
        ..set(threads, millis)
    };
    turns(&place.watched("convoy", "cpu-only", &set))
}

/// Threads that compute and look at the clock, each for so long. A sketch: without a lock the lab has nothing to note its waits at, for whoever
/// loses a core is not asked.
struct Busy {
    threads: u32,
    stints: u64,
}

/// What a thread computes between two looks at the clock.
const STINT: Duration = Duration::from_micros(10);
/// From so long on, the time between two stints was a wait for a core.
const WAIT: u64 = 1_000_000;

impl Sketch for Busy {
    /// How long each thread waited each time, in nanoseconds.
    type Left = Arc<Mutex<Vec<u64>>>;

    fn start<W: World>(&self, world: &W) -> Self::Left {
        let noted = Arc::new(Mutex::new(Vec::new()));
        for index in 1..=self.threads {
            let (noted, stints) = (noted.clone(), self.stints);
            world.spawn(Label::thread("busy", index), move |world| async move {
                let stint = STINT.as_nanos() as u64;
                for _ in 0..stints {
                    let before = world.now();
                    world.compute(Cost::nanos(stint), || ()).await;
                    let waited = (world.now() - before).saturating_sub(stint);
                    if waited >= WAIT
                        && let Ok(mut noted) = noted.lock()
                    {
                        noted.push(waited);
                    }
                }
            });
        }
        noted
    }
}

/// How long threads that compute for so many milliseconds each wait for a core each time, in milliseconds.
pub fn off_core(place: &Place, threads: u32, millis: u64) -> Vec<f64> {
    let stints = millis * 1_000_000 / STINT.as_nanos() as u64;
    let noted = place.play(&Busy { threads, stints }, |noted| {
        noted.lock().map(|noted| noted.clone()).unwrap_or_default()
    });
    noted.left.into_iter().map(|nanos| nanos as f64 / 1e6).collect()
}

/// Check 1.
pub fn lengths() -> Vec<Figure> {
    let of = |interval: f64, cpython: f64| {
        let turns = computing(&Place::gil(7).every(interval), 2, 400);
        let length = median(turns.iter().map(Turn::millis));
        let fair = (cpython * 0.9, cpython * 1.1);
        Figure::new(
            format!("a turn at {interval} ms, 2 threads"),
            "ms",
            cpython,
            length,
            fair,
        )
    };
    vec![of(5.0, 5.08).noting(LATE), of(0.5, 0.57)]
}

const LATE: &str = "Put in: how late alarms go off (65 µs) and how soon a thread is up (5 µs), fitted to these figures and to check 11.";

/// Check 2.
pub fn next() -> Vec<Figure> {
    let of = |threads| {
        let turns = computing(&Place::gil(7), threads, 3_600 / u64::from(threads));
        Ranks::of(&turns, threads)
    };
    let (two, three, four, eight) = (of(2), of(3), of(4), of(8));
    let share = |ranks: &Ranks, rank: usize, cpython: f64| {
        let name = format!("{} threads: to number {} of those who wait", ranks.threads, rank + 1);
        Figure::about(name, "share", cpython, ranks.share(rank), 0.15)
    };
    let longest = |ranks: &Ranks, cpython: f64| {
        let name = format!("{} threads: the longest wait", ranks.threads);
        Figure::new(name, "ms", cpython, ranks.longest, (cpython / 2.0, cpython * 2.0))
    };
    vec![
        Figure::exact("2 threads: they alternate", "share", 1.0, two.share(0)),
        share(&three, 0, 0.86).noting(DRAWN),
        share(&four, 0, 0.32).noting(DRAWN),
        share(&four, 1, 0.38),
        share(&four, 2, 0.33),
        longest(&two, 5.4),
        longest(&three, 25.6),
        longest(&four, 80.5),
        longest(&eight, 185.2),
    ]
}

const DRAWN: &str = "CPython's lock has no queue. Lockstep draws who is next (`lockstep`, `kernel/next.rs`), with shares fitted to these and to check 11: \
    put in, not found out. The longest waits follow from it.";

/// In which order of arrival those who wait get the lock.
struct Ranks {
    threads: u32,
    got: Vec<u32>,
    /// In milliseconds.
    longest: f64,
}

impl Ranks {
    /// Turns are counted from the moment when all threads have had one, to the moment when the first has ended.
    fn of(turns: &[Turn], threads: u32) -> Ranks {
        let mut since: Vec<Option<u64>> = vec![None; threads as usize];
        let mut ranks = Ranks {
            threads,
            got: vec![0; threads as usize],
            longest: 0.0,
        };
        let last = |thread: u16| turns.iter().rposition(|turn| turn.thread == thread).unwrap_or(0);
        let end = (0..threads as u16).map(last).min().unwrap_or(0);
        for turn in &turns[..end] {
            if let Some(came) = since[turn.thread as usize] {
                let before = since.iter().flatten().filter(|other| **other < came).count();
                if since.iter().all(Option::is_some) {
                    // Who has just gone stands among those who wait, but came last.
                    ranks.got[before] += 1;
                    ranks.longest = ranks.longest.max((turn.from - came) as f64 / 1e6);
                }
            }
            since[turn.thread as usize] = Some(turn.to);
        }
        ranks
    }

    fn share(&self, rank: usize) -> f64 {
        f64::from(self.got[rank]) / f64::from(self.got.iter().sum::<u32>().max(1))
    }
}

/// Of numbers of their own, dealt out: 3,200,000, played as 320,000 of which each stands for ten.
const INCREMENTS: u64 = 320_000;
const EACH_FOR: u32 = 10;

/// Check 3: the lab `counter` with a number for each thread.
pub fn scaling() -> Vec<Figure> {
    // The same work in all, dealt out: what one thread takes by what so many take.
    let nanos = |place: Place, threads: u32| {
        let each = set(threads, INCREMENTS / u64::from(threads));
        place.each_for(EACH_FOR).lab("counter", "own", &each).nanos as f64
    };
    let times = |place: fn(u64) -> Place, threads| nanos(place(7), 1) / nanos(place(7), threads);
    let gil = |threads, cpython| {
        Figure::new(
            format!("lock on, {threads} threads"),
            "times",
            cpython,
            times(Place::gil, threads),
            (0.85, 1.15),
        )
    };
    let free = |threads, cpython| {
        let times = times(Place::free, threads);
        Figure::new(
            format!("lock off, {threads} threads, 2 cores"),
            "times",
            cpython,
            times,
            (1.7, 2.0),
        )
    };
    vec![
        gil(2, 1.1),
        gil(4, 1.16),
        gil(8, 0.98),
        free(2, 1.87).noting("Two busy cores are each slower by 1.09: put in, from this very figure."),
        free(4, 1.82),
        free(8, 1.82),
    ]
}
