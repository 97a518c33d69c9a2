//! The region: one thread at a time, waits that end, expire or give up, and what each leaves behind.

use super::body::{Body, Reading, cell, in_lockstep, on_threads as play, reading, thread};
use crate::Stage;
use std::{panic::Location, time::Duration};
use world::{Access, Cell, Kind, Label, Region, Waited, World};

/// Threads that add one to the state of one region; leaves the sum.
pub struct Exclusive;

impl Body for Exclusive {
    const THREADS: usize = 4;

    fn set_up<W: World>(&self, world: &W) -> Reading {
        let region = world.region(Label::new(Kind::Variable, "n"), 0);
        for index in 1..=4 {
            let region = region.clone();
            world.spawn(thread(index), move |_| async move {
                for _ in 0..2_000 {
                    region.with(Access::Signal, |n| *n += 1).await;
                }
            });
        }
        Box::new(move || region.inspect(|n| *n))
    }
}

/// A thread waits with a limit for what another sets; leaves 1 if it got it, 2 if the limit passed first.
struct Limited {
    limit: Duration,
}

impl Body for Limited {
    const THREADS: usize = 2;

    fn set_up<W: World>(&self, world: &W) -> Reading {
        let (flag, out, limit) = (world.region(Label::new(Kind::Event, "flag"), false), cell(world, "out"), self.limit);
        let (waits, got) = (flag.clone(), out.clone());
        world.spawn(thread(1), move |_| async move {
            let set = waits.when_within(Access::Observe, limit, |set| set.then_some(())).await;
            got.store(if set.is_some() { 1 } else { 2 }).await;
        });
        world.spawn(thread(2), move |_| async move { flag.with(Access::Signal, |set| *set = true).await });
        reading(out)
    }
}

/// A try that gives up, one that finds nothing, and one that succeeds; leaves 1 if they were told apart.
struct ThreeEndings;

impl Body for ThreeEndings {
    const THREADS: usize = 1;

    fn set_up<W: World>(&self, world: &W) -> Reading {
        let (region, out) = (world.region(Label::new(Kind::Variable, "n"), 7), cell(world, "out"));
        let right = out.clone();
        world.spawn(thread(1), move |_| async move {
            let (place, try_once) = (Location::caller(), Some(Duration::ZERO));
            let gave_up = region.wait_at(place, Access::Read, None, |n| Some(Err::<(), i32>(*n))).await;
            let expired = region.wait_at(place, Access::Read, try_once, |_| None::<Result<(), i32>>).await;
            let done = region.wait_at(place, Access::Read, try_once, |n| Some(Ok::<i32, i32>(*n))).await;
            let all = gave_up == Waited::GaveUp(7) && expired == Waited::Expired && done == Waited::Done(7);
            right.store(u64::from(all)).await;
        });
        reading(out)
    }
}

/// See the bodies. A limit of a minute does not pass while a thread that runs sets the flag.
pub fn on_threads(stage: &Stage) {
    play(stage, &Exclusive, 3, &[Some(8_000)]);
    let (long, none) = (Duration::from_secs(60), Duration::ZERO);
    play(stage, &Limited { limit: long }, 50, &[Some(1)]);
    play(stage, &Limited { limit: none }, 50, &[Some(1), Some(2)]);
    play(stage, &ThreeEndings, 1, &[Some(1)]);
}

/// *A limit that can pass.* The flag is set first, and the try succeeds: 1 schedule, in which the store follows. Or the first try fails, which is a step, for its time begins to run. Then
/// the flag is set and the wait succeeds: 1. Or the wait times out, and then the store and the set come in either order: 2. In all 4, of which 2 got it.
///
/// *A limit of zero* is a try: it succeeds after the set (1 schedule) or fails before, with the store and the set in either order after it (2).
pub fn in_every_schedule() {
    let limit = Duration::from_millis(1);
    in_lockstep(&Limited { limit }).are(4, &[("finished", 1, 2), ("finished", 2, 2)]);
    let limit = Duration::ZERO;
    in_lockstep(&Limited { limit }).are(3, &[("finished", 1, 1), ("finished", 2, 2)]);
    in_lockstep(&ThreeEndings).are(1, &[("finished", 1, 1)]);
}
