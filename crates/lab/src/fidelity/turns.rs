//! Turns with the lock: how long they are, whose is next, and what threads gain by them.

use super::{
    Figure, median,
    play::{Place, Sketch},
};
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};
use world::{Cost, Kind, Label, World};

/// Threads that do nothing but compute, each for as long, and note when they did.
struct Busy {
    threads: u32,
    /// Of work for each of them.
    each: Duration,
}

/// Which thread computed when, in virtual nanoseconds, in order of time.
type Stints = Vec<(u32, u64, u64)>;

/// What a thread computes between two check points.
const STINT: Duration = Duration::from_micros(10);

impl Sketch for Busy {
    type Left = Arc<Mutex<Stints>>;

    fn start<W: World>(&self, world: &W) -> Self::Left {
        let noted = Arc::new(Mutex::new(Stints::new()));
        let stints = self.each.as_nanos() / STINT.as_nanos();
        for index in 0..self.threads {
            let noted = noted.clone();
            world.spawn(
                Label::numbered(Kind::Thread, "busy", index + 1),
                move |world| async move {
                    for _ in 0..stints {
                        let stint = STINT.as_nanos() as u64;
                        world.compute(Cost::nanos(stint), || ()).await;
                        let now = world.now();
                        if let Ok(mut noted) = noted.lock() {
                            noted.push((index, now.saturating_sub(stint), now));
                        }
                        world.checkpoint().await;
                    }
                },
            );
        }
        noted
    }
}

/// A stretch in which one thread computed and no other.
struct Turn {
    thread: u32,
    from: u64,
    to: u64,
}

fn turns(place: &Place, threads: u32, each: Duration) -> Vec<Turn> {
    let stints = place.play(&Busy { threads, each }, |noted| {
        noted.lock().map(|noted| noted.clone()).unwrap_or_default()
    });
    let mut turns: Vec<Turn> = Vec::new();
    for (thread, from, to) in stints.left {
        match turns.last_mut() {
            Some(turn) if turn.thread == thread => turn.to = to,
            _ => turns.push(Turn { thread, from, to }),
        }
    }
    turns
}

/// Check 1.
pub fn lengths() -> Vec<Figure> {
    let of = |interval: f64, cpython: f64| {
        let place = Place {
            interval: Duration::from_secs_f64(interval / 1e3),
            ..Place::gil(7)
        };
        let turns = turns(&place, 2, Duration::from_millis(400));
        let length = median(turns.iter().map(|turn| (turn.to - turn.from) as f64 / 1e6));
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
        Ranks::of(
            &turns(&Place::gil(7), threads, Duration::from_millis(3_600) / threads),
            threads,
        )
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
        let last = |thread: u32| turns.iter().rposition(|turn| turn.thread == thread).unwrap_or(0);
        let end = (0..threads).map(last).min().unwrap_or(0);
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

/// Check 3.
pub fn scaling() -> Vec<Figure> {
    // The same work in all, dealt out: what one thread takes by what so many take.
    let nanos = |place: Place, threads: u32| {
        let each = Duration::from_millis(480) / threads;
        place.play(&Busy { threads, each }, drop).nanos as f64
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
