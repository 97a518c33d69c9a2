//! A word of shared memory on real threads.

use crate::here::{step, tick};
use std::{
    future::{Future, poll_fn},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::SeqCst},
    },
    task::Poll,
};
use world::{Cell, Place};

/// A shared word. It has a cache line (two, for the prefetcher) to itself, so that only threads that share it contend for it.
#[derive(Clone)]
pub struct Word(Arc<Line>);

#[repr(align(128))]
struct Line(AtomicU64);

impl Word {
    pub(crate) fn new(value: u64) -> Self {
        Word(Arc::new(Line(AtomicU64::new(value))))
    }

    fn act<R>(&self, place: Place, act: impl Fn(&AtomicU64) -> R) -> impl Future<Output = R> {
        poll_fn(move |_| {
            if tick(place) {
                Poll::Pending
            } else {
                Poll::Ready(step(|| act(&self.0.0)))
            }
        })
    }
}

impl Cell for Word {
    #[inline]
    fn load_at(&self, place: Place) -> impl Future<Output = u64> {
        self.act(place, |word| word.load(SeqCst))
    }

    #[inline]
    fn store_at(&self, place: Place, value: u64) -> impl Future<Output = ()> {
        self.act(place, move |word| word.store(value, SeqCst))
    }

    #[inline]
    fn add_at(&self, place: Place, amount: u64) -> impl Future<Output = u64> {
        self.act(place, move |word| word.fetch_add(amount, SeqCst))
    }

    #[inline]
    fn update_at(&self, place: Place, change: impl Fn(u64) -> u64) -> impl Future<Output = u64> {
        self.act(place, move |word| {
            let changed = word.try_update(SeqCst, SeqCst, |old| Some(change(old)));
            changed.unwrap_or_else(|unchanged| unchanged)
        })
    }

    fn peek(&self) -> u64 {
        self.0.0.load(SeqCst)
    }
}
