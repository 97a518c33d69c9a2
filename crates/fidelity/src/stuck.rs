//! What is slow and what is stuck: a service whose workers each start threads of their own, and true deadlocks.

use crate::{
    Figure, counted,
    play::{Place, Sketch, set},
};
use lockstep::Ending;
use std::time::Duration;
use workloads::Parameters;
use world::{
    Cell, Cost, Kind, Label, World,
    primitive::{Mutex, Queue, spawn},
};

const REQUESTS: u32 = 10;

/// The lab.
fn service(place: Place, variant: &str, pollers: u32) -> Ending {
    let set = Parameters {
        numbers: vec![
            ("low", 500),
            ("high", 1_000),
            ("chunk", 250),
            ("inner", 2),
            ("clients", 2),
            ("pollers", pollers.into()),
        ],
        ..set(4, REQUESTS.into())
    };
    place.lab("service", variant, &set).ending
}

/// Ten requests for the workers. For each, a worker does what `asyncio.run` with `asyncio.to_thread` does: short stretches of Python, between
/// which it lets go of the lock for a system call or for its helper.
///
/// A sketch, for the lab `service` is another experiment: it keeps its inner threads from request to request, where `asyncio.run` makes an event
/// loop, starts threads, ends and joins them. Beside one poller the lab loses a tenth of the turns that CPython's requests lose; that it is
/// never stuck is found with the lab.
struct Service {
    workers: u32,
    pollers: u32,
}

/// How often a request lets go of the lock: sockets and selector of its own event loop, the start of a helper, its results, its end. So many
/// that one busy poller adds what it does with CPython.
const LETS_GO: u32 = 60;
/// Python's work in between.
const STRETCH: u64 = 30_000;
/// The system call.
const CALL: Duration = Duration::from_micros(5);
/// What a poller does between two check points.
const POLL: u64 = 10_000;

impl Sketch for Service {
    type Left = ();

    fn start<W: World>(&self, world: &W) {
        let jobs = Queue::unbounded(world, "jobs");
        (0..REQUESTS).for_each(|job| jobs.fill(job));
        let done = world.cell(Label::new(Kind::Variable, "done"), 0);
        for index in 1..=self.workers {
            let (jobs, done) = (jobs.clone(), done.clone());
            world.spawn(Label::thread("worker", index), move |world| async move {
                while jobs.try_get().await.is_some() {
                    for _ in 0..LETS_GO {
                        world.compute(Cost::nanos(STRETCH), || ()).await;
                        world.sleep(CALL).await;
                        world.checkpoint().await;
                    }
                    done.add(1).await;
                }
            });
        }
        for index in 1..=self.pollers {
            let done = done.clone();
            world.spawn(Label::thread("poller", index), move |world| async move {
                while done.load().await < u64::from(REQUESTS) {
                    world.compute(Cost::nanos(POLL), || ()).await;
                    world.checkpoint().await;
                }
            });
        }
    }
}

/// How many seconds ten requests take so many workers beside busy pollers, and whether they are stuck.
pub fn served(place: Place, workers: u32, pollers: u32) -> (f64, f64) {
    let played = place.play(&Service { workers, pollers }, drop);
    (played.nanos as f64 / 1e9, share(&played.ending))
}

/// A lock held while waiting for the end of a thread that needs it: a sketch, for no lab joins a thread while it holds a lock.
struct HeldAcrossJoin;

impl Sketch for HeldAcrossJoin {
    type Left = ();

    fn start<W: World>(&self, world: &W) {
        let lock = Mutex::new(world, "lock");
        world.spawn(Label::new(Kind::Thread, "main"), move |world| async move {
            lock.acquire().await;
            let needed = lock.clone();
            let child = spawn(&world, Label::new(Kind::Thread, "child"), move |_| async move {
                needed.acquire().await;
                needed.release().await;
            });
            child.join().await;
            lock.release().await;
        });
    }
}

/// Check 12.
pub fn figures() -> Vec<Figure> {
    let seconds = |workers, pollers| served(Place::gil(7), workers, pollers);
    let quiet = seconds(4, 0);
    let slope = |pollers: u32, cpython: f64| {
        let each = (seconds(4, pollers).0 - quiet.0) / f64::from(pollers);
        let name = format!(
            "the service: more time for each of {}",
            counted(pollers.into(), "busy poller")
        );
        Figure::new(name, "s", cpython, each, (1.2 * 0.7, 1.2 * 1.3))
    };
    let beside = |workers: u32, cpython: f64| {
        let name = format!(
            "the service with {} beside 4 busy pollers",
            counted(workers.into(), "worker")
        );
        Figure::new(
            name,
            "s",
            cpython,
            seconds(workers, 4).0,
            (cpython * 0.7, cpython * 1.3),
        )
    };
    let stuck = |name: &str, cpython, endings: [Ending; 2]| {
        let stuck = endings.iter().map(share).sum::<f64>() / 2.0;
        Figure::exact(format!("{name}, lock on and off: stuck"), "share", cpython, stuck)
    };
    let pools = |variant: &str, workers: u32, tasks: u64| {
        let set = Parameters {
            numbers: vec![("inner", 2)],
            ..set(workers, tasks)
        };
        [Place::gil(7), Place::free(7)].map(|place| place.lab("nested-pools", variant, &set).ending)
    };
    let service =
        |variant: &str, pollers| [Place::gil(7), Place::free(7)].map(|place| service(place, variant, pollers));
    let crossed = [Place::gil(7), Place::free(7)].map(|place| {
        let set = Parameters {
            numbers: vec![("pause", 100)],
            choices: vec![("scene", "accounts")],
            ..set(2, 1)
        };
        place.lab("dining", "naive", &set).ending
    });
    let joined = [Place::gil(7), Place::free(7)].map(|place| place.play(&HeldAcrossJoin, drop).ending);
    vec![
        stuck(
            "the lab service, 10 requests, pools of their own",
            0.0,
            service("own-pool", 0),
        ),
        stuck("the same beside 4 busy pollers", 0.0, service("own-pool", 4)),
        Figure::exact("the service: hung", "share", 0.0, quiet.1),
        Figure::exact("the service beside 4 busy pollers: hung", "share", 0.0, seconds(4, 4).1),
        slope(1, 1.38).noting(SERVICE),
        slope(2, 1.22),
        slope(4, 1.19),
        slope(8, 1.20),
        beside(1, 9.32).noting(WORKERS),
        beside(2, 6.282),
        beside(8, 4.59).noting(WORKERS),
        stuck(
            "a pool of 2, 2 tasks that wait for tasks in it",
            1.0,
            pools("same-pool", 2, 2),
        ),
        stuck("a pool of 3, 2 such tasks", 0.0, pools("same-pool", 3, 2)),
        stuck("a pool of 2, 1 such task", 0.0, pools("same-pool", 2, 1)),
        stuck("inner pools of their own", 0.0, pools("own-pool", 2, 2)),
        stuck("a lock held across the join of a thread that needs it", 1.0, joined),
        stuck("A then B against B then A", 1.0, crossed),
        stuck(
            "the lab service with one pool of 4 for everything",
            1.0,
            service("shared-pool", 0),
        ),
    ]
}

const SERVICE: &str = "Put in: that a request lets go of the lock 60 times, so that one poller adds about 1.2 s with 4 workers. Found: that \
    each further poller adds as much again, and that nothing hangs.";

const WORKERS: &str = "1 and 8 workers are outside: simulated workers gain more from each other than CPython's. Helper threads are not why: with a \
    request that starts, ends and joins three of its own, and system calls that are over before another thread is up, 1 worker took 1.9 s and 8 \
    took 0.2 s.";

/// 1 for stuck, 0 for finished, and not a number for anything else.
fn share(ending: &Ending) -> f64 {
    match ending {
        Ending::Finished => 0.0,
        Ending::Deadlock | Ending::PartialDeadlock => 1.0,
        _ => f64::NAN,
    }
}
