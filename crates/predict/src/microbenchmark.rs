//! Tiny programs whose length says what one operation costs: on real threads they are measured, in lockstep a cost model is fitted to that.

use std::{future::Future, pin::Pin};
use workloads::kernel::sha512::digest;
use world::{Access, Cell, Cost, Kind, Label, Region, World, primitive::Mutex};

/// One such program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Microbenchmark {
    /// One thread reads a word.
    Load,
    /// One thread writes a word.
    Store,
    /// One thread adds to a word.
    Update,
    /// One thread takes a lock and lets go of it.
    Lock,
    /// Two threads read a word and write it.
    Race,
    /// Two threads add to a word.
    Adds,
    /// Two threads change the state of a region, and never wait for a condition.
    Visits,
    /// Two threads take a lock and let go of it.
    Fight,
    /// Two threads take a lock, keep it for a while and let go of it.
    Hold,
    /// Two threads wake each other in turn, each after a while.
    Turns,
    /// A thread starts the next.
    Starts,
    /// So many threads compute.
    Computing(u32),
}

/// Bytes of a message that is hashed for [`Microbenchmark::Computing`], and about as many virtual nanoseconds.
const MESSAGE: [u8; 1_000] = [b'x'; 1_000];

/// Stores for which a thread keeps a lock: longer than another needs to see that it is taken.
const HELD: u64 = 250;

/// Stores for which a thread keeps its turn: some microseconds.
const WHILE: u64 = 1_000;

impl Microbenchmark {
    /// How many threads it needs at the same time. Who has started the next may not have come home yet when that starts another.
    pub fn threads(self) -> u32 {
        match self {
            Microbenchmark::Load | Microbenchmark::Store | Microbenchmark::Update | Microbenchmark::Lock => 1,
            Microbenchmark::Race
            | Microbenchmark::Adds
            | Microbenchmark::Visits
            | Microbenchmark::Fight
            | Microbenchmark::Hold
            | Microbenchmark::Turns => 2,
            Microbenchmark::Starts => 6,
            Microbenchmark::Computing(threads) => threads,
        }
    }

    /// Whether its threads fight for something, so that chance has a say in how long it takes.
    pub fn fights(self) -> bool {
        matches!(
            self,
            Microbenchmark::Race
                | Microbenchmark::Adds
                | Microbenchmark::Visits
                | Microbenchmark::Fight
                | Microbenchmark::Hold
        )
    }

    /// Sets it up; each of its threads does its operation so many times, and those that do something in turn do it so many times together.
    pub fn start<W: World>(self, world: &W, times: u64) {
        let cell = || world.cell(Label::new(Kind::Variable, "n"), 0);
        match self {
            Microbenchmark::Load
            | Microbenchmark::Store
            | Microbenchmark::Update
            | Microbenchmark::Race
            | Microbenchmark::Adds => {
                let n = cell();
                self.each(world, |_| {
                    let n = n.clone();
                    move |_| async move { self.touch(n, times).await }
                });
            }
            Microbenchmark::Visits => {
                let region = world.region(Label::new(Kind::Variable, "state"), 0_u64);
                self.each(world, |_| {
                    let region = region.clone();
                    move |_| async move {
                        for _ in 0..times {
                            region.with(Access::Write, |state| *state += 1).await;
                        }
                    }
                });
            }
            Microbenchmark::Lock | Microbenchmark::Fight => {
                let (lock, n) = (Mutex::new(world, "lock"), cell());
                self.each(world, |_| {
                    let (lock, n) = (lock.clone(), n.clone());
                    move |_| async move { fight(lock, n, times).await }
                });
            }
            Microbenchmark::Hold => {
                let lock = Mutex::new(world, "lock");
                self.each(world, |_| {
                    let (lock, own) = (lock.clone(), cell());
                    move |_| async move { hold(lock, own, times).await }
                });
            }
            Microbenchmark::Turns => {
                let turns = world.region(Label::new(Kind::Variable, "turn"), 0);
                self.each(world, |index| {
                    let (turns, own) = (turns.clone(), cell());
                    move |_| async move { take_turns::<W>(turns, own, u64::from(index), times / 2).await }
                });
            }
            Microbenchmark::Starts => start_next(world, times),
            Microbenchmark::Computing(_) => {
                self.each(world, |_| move |world| async move { compute(world, times).await })
            }
        }
    }

    fn each<W, B, F>(self, world: &W, body: impl Fn(u32) -> B)
    where
        W: World,
        B: FnOnce(W) -> F + Send + 'static,
        F: Future<Output = ()> + 'static,
    {
        (0..self.threads()).for_each(|index| world.spawn(Label::thread("probe", index + 1), body(index)));
    }

    async fn touch<C: Cell>(self, n: C, times: u64) {
        match self {
            Microbenchmark::Load => {
                for _ in 0..times {
                    n.load().await;
                }
            }
            Microbenchmark::Store => {
                for value in 0..times {
                    n.store(value).await;
                }
            }
            Microbenchmark::Race => {
                for _ in 0..times {
                    let seen = n.load().await;
                    n.store(seen + 1).await;
                }
            }
            _ => {
                for _ in 0..times {
                    n.add(1).await;
                }
            }
        }
    }
}

async fn fight<W: World>(lock: Mutex<W>, n: W::Cell, times: u64) {
    for _ in 0..times {
        lock.acquire().await;
        let seen = n.load().await;
        n.store(seen + 1).await;
        lock.release().await;
    }
}

async fn hold<W: World>(lock: Mutex<W>, own: W::Cell, times: u64) {
    for _ in 0..times {
        lock.acquire().await;
        for value in 0..HELD {
            own.store(value).await;
        }
        lock.release().await;
    }
}

/// Keeps its turn for a while, so that the other is asleep when it is called.
async fn take_turns<W: World>(turns: W::Region<u64>, own: W::Cell, mine: u64, times: u64) {
    for _ in 0..times {
        let is_mine = |turn: &mut u64| (*turn % 2 == mine).then_some(());
        turns.when(Access::Observe, is_mine).await;
        for value in 0..WHILE {
            own.store(value).await;
        }
        turns.with(Access::Signal, |turn| *turn += 1).await;
    }
}

/// Boxed, because a thread that starts another of its own kind has a future within itself.
fn start_next<W: World>(world: &W, times: u64) {
    world.spawn(Label::thread("probe", 1), move |world| {
        let life: Pin<Box<dyn Future<Output = ()>>> = Box::pin(async move {
            world.compute(Cost::nanos(0), || ()).await;
            if times > 1 {
                start_next(&world, times - 1);
            }
        });
        life
    });
}

async fn compute<W: World>(world: W, times: u64) {
    let mut message = MESSAGE;
    for _ in 0..times {
        let cost = Cost::nanos(MESSAGE.len() as u64);
        let all = |message: &mut [u8]| {
            let hash = digest(message);
            message[..hash.len()].copy_from_slice(&hash);
        };
        world.compute(cost, || all(&mut message)).await;
    }
}
