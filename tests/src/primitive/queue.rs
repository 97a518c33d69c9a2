//! The queue: first in, first out, bounded, and what is put or got after it was closed.

use super::body::{Body, Reading, cell, in_lockstep, on_threads as play, reading, thread};
use crate::Stage;
use world::{Cell, World, primitive::Queue};

/// One producer puts 1, 2, … and closes; one consumer gets until there are no more; leaves how many came in order.
pub struct InOrder {
    /// Room in the queue.
    pub capacity: usize,
    /// How many are put.
    pub items: u64,
}

impl Body for InOrder {
    const THREADS: usize = 2;

    fn set_up<W: World>(&self, world: &W) -> Reading {
        let (queue, out, items) = (Queue::bounded(world, "queue", self.capacity), cell(world, "in order"), self.items);
        let (puts, got) = (queue.clone(), out.clone());
        world.spawn(thread(1), move |_| async move {
            for item in 1..=items {
                puts.put(item).await.expect("the queue is open");
            }
            puts.close().await;
        });
        world.spawn(thread(2), move |_| async move {
            let mut last = 0;
            while let Some(item) = queue.get().await {
                last = if item == last + 1 { item } else { u64::MAX };
            }
            got.store(last).await;
        });
        reading(out)
    }
}

/// Producers and consumers of one queue; leaves the sum of all that was got.
struct Many;

impl Body for Many {
    const THREADS: usize = 4;

    fn set_up<W: World>(&self, world: &W) -> Reading {
        let (queue, sum, done) = (Queue::bounded(world, "queue", 3), cell(world, "sum"), cell(world, "done"));
        for index in 1..=2 {
            let (queue, done) = (queue.clone(), done.clone());
            world.spawn(thread(index), move |_| async move {
                for item in 1..=500 {
                    queue.put(item).await.expect("the queue is open");
                }
                // The last producer closes.
                if done.add(1).await == 1 {
                    queue.close().await;
                }
            });
        }
        for index in 3..=4 {
            let (queue, sum) = (queue.clone(), sum.clone());
            world.spawn(thread(index), move |_| async move {
                while let Some(item) = queue.get().await {
                    sum.add(item).await;
                }
            });
        }
        reading(sum)
    }
}

/// A full queue refuses, a closed one gives back; leaves 1 if it was so.
struct Refusals;

impl Body for Refusals {
    const THREADS: usize = 1;

    fn set_up<W: World>(&self, world: &W) -> Reading {
        let (queue, out) = (Queue::bounded(world, "queue", 1), cell(world, "out"));
        let right = out.clone();
        world.spawn(thread(1), move |_| async move {
            let first = queue.try_put(1).await == Ok(()) && queue.try_put(2).await == Err(2);
            let empty = queue.try_get().await == Some(1) && queue.try_get().await.is_none();
            queue.close().await;
            let closed = queue.try_put(3).await == Err(3) && queue.put(4).await.is_err() && queue.get().await.is_none();
            right.store(u64::from(first && empty && closed)).await;
        });
        reading(out)
    }
}

/// See the bodies.
pub fn on_threads(stage: &Stage) {
    play(stage, &InOrder { capacity: 2, items: 1_000 }, 2, &[Some(1_000)]);
    play(stage, &Many, 3, &[Some(2 * 500 * 501 / 2)]);
    play(stage, &Refusals, 1, &[Some(1)]);
}

/// Let the producer's steps be p1 … pm and c (close), the consumer's g1 … gm, n (nothing left) and s (stores the result). Each get comes after its put, and n after c: with room for
/// all of them these are the ballot sequences of m + 1 pairs, of which there are Catalan(m + 1); s comes last. So 5 for two items, 14 for three.
///
/// With room for one, each put but the first also comes after the get before it: everything is fixed until p3, after which g3 and c come in either order: 2.
pub fn in_every_schedule() {
    let (two, three) = (InOrder { capacity: 2, items: 2 }, InOrder { capacity: 3, items: 3 });
    in_lockstep(&two).are(5, &[("finished", 2, 5)]);
    in_lockstep(&three).are(14, &[("finished", 3, 14)]);
    in_lockstep(&InOrder { capacity: 1, items: 3 }).are(2, &[("finished", 3, 2)]);
    in_lockstep(&Refusals).are(1, &[("finished", 1, 1)]);
}
