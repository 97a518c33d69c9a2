//! Threads that wait for something outside: pools of them, and one beside others that compute.

use super::{
    Figure, counted,
    play::{Place, Sketch},
    quantile,
};
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};
use world::{Cell, Cost, Kind, Label, World, primitive::Queue};

/// Threads of a pool that take one wait after another until none is left.
struct Pool {
    threads: u32,
}

const TASKS: u64 = 200;
const TASK: Duration = Duration::from_millis(20);
/// What Python does for a task: takes it, submits it, keeps its result.
const HANDLING: u64 = 30_000;

impl Sketch for Pool {
    type Left = ();

    fn start<W: World>(&self, world: &W) {
        let tasks = Queue::unbounded(world, "tasks");
        (0..TASKS).for_each(|task| tasks.fill(task));
        for index in 1..=self.threads {
            let tasks = tasks.clone();
            world.spawn(Label::thread("fetcher", index), move |world| async move {
                while tasks.try_get().await.is_some() {
                    world.compute(Cost::nanos(HANDLING), || ()).await;
                    world.sleep(TASK).await;
                    world.checkpoint().await;
                }
            });
        }
    }
}

/// Check 10.
pub fn pool() -> Vec<Figure> {
    let seconds = |place: Place, threads| place.play(&Pool { threads }, drop).nanos as f64 / 1e9;
    let mut figures = Vec::new();
    for (threads, gil, free) in [
        (1, 4.027, 4.032),
        (2, 2.016, 2.018),
        (4, 1.010, 1.011),
        (8, 0.505, 0.507),
        (16, 0.263, 0.267),
        (32, 0.143, 0.151),
    ] {
        let ideal = TASKS.div_ceil(threads) as f64 * TASK.as_secs_f64();
        let more = if threads == 32 { 1.08 } else { 1.02 };
        let here = |place| seconds(place, threads as u32);
        let (on, off) = (here(Place::gil(7)), here(Place::free(7)));
        let figure = |lock: &str, cpython, here| {
            let name = format!("lock {lock}, {}", counted(threads, "thread"));
            Figure::new(name, "s", cpython, here, (ideal, ideal * more))
        };
        figures.push(figure("on", gil, on));
        figures.push(figure("off", free, off));
        let name = format!("on against off, {}", counted(threads, "thread"));
        figures.push(Figure::new(name, "times", gil / free, on / off, (0.94, 1.06)));
    }
    figures
}

/// A thread that sleeps and wakes again and again, beside threads that compute as long as it does.
struct Beside {
    busy: u32,
    rounds: u32,
}

/// How long it sleeps.
const AWAY: Duration = Duration::from_millis(1);
/// What the others compute between two check points.
const STINT: u64 = 10_000;

impl Sketch for Beside {
    /// How late it was each time, in nanoseconds.
    type Left = Arc<Mutex<Vec<u64>>>;

    fn start<W: World>(&self, world: &W) -> Self::Left {
        let late = Arc::new(Mutex::new(Vec::new()));
        let over = world.cell(Label::new(Kind::Variable, "over"), 0);
        for index in 1..=self.busy {
            let over = over.clone();
            world.spawn(Label::thread("busy", index), move |world| async move {
                while over.load().await == 0 {
                    world.compute(Cost::nanos(STINT), || ()).await;
                    world.checkpoint().await;
                }
            });
        }
        let (noted, rounds) = (late.clone(), self.rounds);
        world.spawn(Label::thread("waiter", 0), move |world| async move {
            for _ in 0..rounds {
                let slept = world.now();
                world.sleep(AWAY).await;
                let waited = world.now() - slept;
                if let Ok(mut noted) = noted.lock() {
                    noted.push(waited.saturating_sub(AWAY.as_nanos() as u64));
                }
                world.checkpoint().await;
            }
            over.store(1).await;
        });
        late
    }
}

/// Check 11.
pub fn convoy() -> Vec<Figure> {
    let one = |interval: f64, cpython: f64| {
        let late = late(&every(interval), 1, 60);
        let name = format!("beside 1 thread, {interval} ms: half of the waits");
        Figure::new(name, "ms", cpython, late(50), (cpython * 0.95, cpython * 1.05))
    };
    let free = |busy, cpython| {
        let late = late(&Place::free(7), busy, 60);
        let name = format!("lock off, beside {}: half of the waits", counted(busy.into(), "thread"));
        Figure::new(name, "ms", cpython, late(50), (cpython * 0.9, cpython * 1.1))
    };
    let four = late(&Place::gil(7), 4, 600);
    let tail = |percent: u32, cpython: f64| {
        let name = format!("beside 4 threads, 5 ms: {percent} % of the waits");
        Figure::new(name, "ms", cpython, four(percent), (cpython / 2.0, cpython * 2.0))
    };
    vec![
        one(0.1, 0.239),
        one(0.5, 0.646),
        one(1.0, 1.155),
        one(2.0, 2.155),
        one(5.0, 5.17),
        one(10.0, 10.204),
        one(20.0, 20.22),
        free(1, 0.067),
        tail(50, 5.34).noting(HALF),
        tail(90, 39.1),
        tail(99, 80.0),
    ]
}

const HALF: &str = "Beside 4 threads: that the last who came is preferred is fitted to the wait of half of the cases; 90 and 99 % follow from it.";

/// CPython with its lock and another switch interval, in milliseconds.
fn every(interval: f64) -> Place {
    Place {
        interval: Duration::from_secs_f64(interval / 1e3),
        ..Place::gil(7)
    }
}

/// How many milliseconds so many percent of the waits do not exceed.
fn late(place: &Place, busy: u32, rounds: u32) -> impl Fn(u32) -> f64 + use<> {
    let read = |late: Arc<Mutex<Vec<u64>>>| late.lock().map(|late| late.clone()).unwrap_or_default();
    let late = place.play(&Beside { busy, rounds }, read).left;
    let late: Vec<f64> = late.into_iter().map(|nanos| nanos as f64 / 1e6).collect();
    move |percent| quantile(late.iter().copied(), f64::from(percent) / 100.0)
}
