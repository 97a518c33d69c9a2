//! Threads that need several locks at once: in which order they take them, when they wait for each other, and what cures it.
//!
//! A *meal* needs every lock of the thread's list. Where the run can get stuck, with at least two threads:
//!
//! | variant  | table | accounts, hierarchy | any scene, lock `held` |
//! |----------|-------|---------------------|------------------------|
//! | naive    | can   | can                 | can                    |
//! | ordered  | never | never               | can                    |
//! | waiter   | never | from 3 threads on   | can                    |
//! | back-off | never | never               | can                    |
//! | one-lock | never | never               | can                    |
//!
//! `held` breaks every cure: whoever waits for a lock of the program keeps the global lock, which the holder of that lock needs to let
//! go of it. `back-off` never gets stuck and yet need not get anywhere: threads that take and put back in step livelock. Here they give
//! a meal up after so many tries, so that a run and a search come to an end.

use super::Metrics;
use rand_pcg::{Pcg32, rand_core::Rng};
use std::{sync::Arc, time::Duration};
use workloads::kernel::sha512::digest;
use workloads::{Parameters, ResultCollector, costs, variants};
use world::{
    Cell, Kind, Label, World,
    primitive::{Mutex, Semaphore},
};

variants! {
    "How a thread takes the locks it needs.";
    /// One after the other, in the order in which they lie before it.
    Naive = "naive",
    /// One after the other, in an order that is the same for all threads.
    Ordered = "ordered",
    /// As `naive`, but at least one thread has to stay away.
    Waiter = "waiter",
    /// The first; the others only if they are free, or else it puts all of them back and tries again.
    BackOff = "back-off",
    /// One lock in place of all of them.
    OneLock = "one-lock",
}

/// What the locks are, and who needs which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scene {
    /// Philosophers around a table, a fork between each two.
    Table,
    /// Transfers between two accounts, half of them in each direction.
    Accounts,
    /// A house, a floor, a room: half of the threads come from above, the others from below.
    Hierarchy,
}

/// One run's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// How the locks are taken.
    pub variant: Variant,
    /// What the locks are.
    pub scene: Scene,
    /// How many threads there are.
    pub threads: u32,
    /// How many meals each of them wants.
    pub meals: u64,
    /// How long a thread looks around after each lock it has taken.
    pub pause: Duration,
    /// After so many tries `back-off` gives a meal up.
    pub tries: u64,
    /// The longest that `back-off` waits before it tries again; how long is left to chance.
    pub wait: Duration,
    /// The seed of chance.
    pub seed: u64,
}

impl Settings {
    /// From what is set; `None` if there is no such variant.
    pub fn read(variant: &str, set: &Parameters) -> Option<Self> {
        Some(Settings {
            variant: Variant::named(variant)?,
            scene: match set.choice("scene") {
                "accounts" => Scene::Accounts,
                "hierarchy" => Scene::Hierarchy,
                _ => Scene::Table,
            },
            threads: set.threads,
            meals: set.size,
            pause: Duration::from_micros(set.number("pause")),
            tries: set.number("tries").max(1),
            wait: Duration::from_micros(set.number("wait")),
            seed: set.seed,
        })
    }
}

/// Bytes that are hashed as a meal: some 4 microseconds of work.
const MEAL_BYTES: usize = 2_000;

/// One thread, what it needs and what became of it.
struct Philosopher<W: World> {
    /// What it takes for a meal, as positions in `locks`.
    needs: Vec<usize>,
    locks: Arc<[Mutex<W>]>,
    waiter: Semaphore<W>,
    chance: Pcg32,
    eaten: W::Cell,
    given_up: W::Cell,
    put_back: W::Cell,
    settings: Settings,
}

/// Starts the threads. Finds `meals`, `hungry` (meals given up), `put_back` (how often somebody put back what it held) and `unfinished`: meals
/// that nobody came to eat or to give up.
pub fn start<W: World>(world: &W, settings: &Settings) -> ResultCollector {
    let locks: Arc<[Mutex<W>]> = labels(settings)
        .into_iter()
        .map(|label| Mutex::labelled(world, label))
        .collect();
    let waiter = Semaphore::new(world, "waiter", seats(settings.threads));
    let mut tallies = Vec::new();
    for index in 0..settings.threads {
        let cell = |name| world.cell(Label::numbered(Kind::Variable, name, index + 1), 0);
        let guest = Philosopher::<W> {
            needs: needs(settings, index as usize),
            locks: locks.clone(),
            waiter: waiter.clone(),
            chance: Pcg32::new(settings.seed, u64::from(index)),
            eaten: cell("eaten"),
            given_up: cell("given up"),
            put_back: cell("put back"),
            settings: settings.clone(),
        };
        tallies.push([guest.eaten.clone(), guest.given_up.clone(), guest.put_back.clone()]);
        world.spawn(
            Label::thread(name(settings.scene), index + 1),
            move |world| async move { dine(&world, guest).await },
        );
    }
    let wanted = u64::from(settings.threads) * settings.meals;
    ResultCollector::new(move || {
        let sum = |which: usize| tallies.iter().map(|tally| tally[which].peek()).sum::<u64>();
        Metrics {
            meals: sum(0),
            hungry: sum(1),
            put_back: sum(2),
            unfinished: wanted.saturating_sub(sum(0) + sum(1)),
        }
    })
}

async fn dine<W: World>(world: &W, mut guest: Philosopher<W>) {
    for _ in 0..guest.settings.meals {
        match guest.settings.variant {
            Variant::Naive => naive(world, &guest).await,
            Variant::Ordered => ordered(world, &mut guest).await,
            Variant::Waiter => waiter(world, &guest).await,
            Variant::BackOff => back_off(world, &mut guest).await,
            Variant::OneLock => one_lock(world, &guest).await,
        }
        world.checkpoint().await; // py: loop
    }
}

// Variant: naive
async fn naive<W: World>(world: &W, guest: &Philosopher<W>) {
    for &need in &guest.needs {
        guest.locks[need].acquire().await; // py: take
        look_around(world, guest).await; // py: look
    }
    eat(world, guest).await; // py: eat
    for &need in &guest.needs {
        guest.locks[need].release().await; // py: put
    }
}

// Variant: ordered
async fn ordered<W: World>(world: &W, guest: &mut Philosopher<W>) {
    guest.needs.sort_unstable();
    for &need in &guest.needs {
        guest.locks[need].acquire().await; // py: take
        look_around(world, guest).await; // py: look
    }
    eat(world, guest).await; // py: eat
    for &need in &guest.needs {
        guest.locks[need].release().await; // py: put
    }
}

// Variant: waiter
async fn waiter<W: World>(world: &W, guest: &Philosopher<W>) {
    guest.waiter.acquire().await; // py: ask
    for &need in &guest.needs {
        guest.locks[need].acquire().await; // py: take
        look_around(world, guest).await; // py: look
    }
    eat(world, guest).await; // py: eat
    for &need in &guest.needs {
        guest.locks[need].release().await; // py: put
    }
    guest.waiter.release().await; // py: leave
}

// Variant: back-off
async fn back_off<W: World>(world: &W, guest: &mut Philosopher<W>) {
    for _ in 0..guest.settings.tries {
        let mut held = 0;
        for &need in &guest.needs {
            let lock = &guest.locks[need];
            let taken = match held {
                0 => {
                    lock.acquire().await; // py: take
                    true
                }
                _ => lock.acquire_within(Duration::ZERO).await, // py: try
            };
            if !taken {
                break;
            }
            held += 1;
            look_around(world, guest).await; // py: look
        }
        let all = held == guest.needs.len();
        if all {
            eat(world, guest).await; // py: eat
        }
        for &need in &guest.needs[..held] {
            guest.locks[need].release().await; // py: put
        }
        if all {
            return;
        }
        guest.put_back.add(1).await;
        wait(world, guest).await; // py: wait
        world.checkpoint().await; // py: again
    }
    guest.given_up.add(1).await; // py: hungry
}

async fn wait<W: World>(world: &W, guest: &mut Philosopher<W>) {
    if !guest.settings.wait.is_zero() {
        let share = f64::from(guest.chance.next_u32()) / f64::from(u32::MAX);
        world.sleep(guest.settings.wait.mul_f64(share)).await;
    }
}

// Variant: one-lock
async fn one_lock<W: World>(world: &W, guest: &Philosopher<W>) {
    guest.locks[0].acquire().await; // py: take
    look_around(world, guest).await; // py: look
    eat(world, guest).await; // py: eat
    guest.locks[0].release().await; // py: put
}

// All variants
async fn look_around<W: World>(world: &W, guest: &Philosopher<W>) {
    if !guest.settings.pause.is_zero() {
        world.sleep(guest.settings.pause).await;
    }
    world.checkpoint().await;
}

async fn eat<W: World>(world: &W, guest: &Philosopher<W>) {
    world
        .compute_pure(costs::sha512(MEAL_BYTES), (), |()| digest(&[b'x'; MEAL_BYTES]))
        .await;
    guest.eaten.add(1).await;
    world.progress(1);
}

fn name(scene: Scene) -> &'static str {
    match scene {
        Scene::Table => "philosopher",
        Scene::Accounts => "transfer",
        Scene::Hierarchy => "visitor",
    }
}

/// A table has two forks at least, or one guest would need the same fork twice.
fn labels(settings: &Settings) -> Vec<Label> {
    let lock = |name| Label::new(Kind::Lock, name);
    let numbered = |name, count| {
        (1..=count)
            .map(|index| Label::numbered(Kind::Lock, name, index))
            .collect()
    };
    match (settings.variant, settings.scene) {
        (Variant::OneLock, _) => vec![lock("big lock")],
        (_, Scene::Table) => numbered("fork", settings.threads.max(2)),
        (_, Scene::Accounts) => numbered("account", 2),
        (_, Scene::Hierarchy) => vec![lock("house"), lock("floor"), lock("room")],
    }
}

/// What the thread of this number takes, in the order in which it lies before it.
fn needs(settings: &Settings, index: usize) -> Vec<usize> {
    let forks = settings.threads.max(2) as usize;
    let mut needs = match settings.scene {
        Scene::Table => return vec![index, (index + 1) % forks],
        Scene::Accounts => vec![0, 1],
        Scene::Hierarchy => vec![0, 1, 2],
    };
    if index % 2 == 1 {
        needs.reverse();
    }
    needs
}

/// One fewer than would fill the table.
fn seats(threads: u32) -> usize {
    (threads as usize).saturating_sub(1).max(1)
}
