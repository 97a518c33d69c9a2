//! A word of shared memory on real threads.

use crate::current::{is_due, step};
use std::{
    future::Future,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::SeqCst},
    },
    task::{Context, Poll},
};
use world::{Cell, Place};

/// A shared word: a [`Cell`] on real threads. It has a cache line (two, for the prefetcher) to itself, so that only threads that share it contend for it.
///
/// # Memory ordering
/// Sequentially consistent, because the programs teach with it and wasm's atomics are nothing else: a data race on it loses updates, and does not
/// reorder what a learner reads line by line.
#[derive(Clone)]
pub struct Word(Arc<Line>);

#[repr(align(128))]
struct Line(AtomicU64);

impl Word {
    pub(crate) fn new(value: u64) -> Self {
        // Every word apart from every other: otherwise two counters in one line would show the cost of sharing where nothing is shared
        // (false sharing; Intel's prefetcher fetches lines in pairs, hence 128 bytes).
        Word(Arc::new(Line(AtomicU64::new(value))))
    }

    #[inline(always)]
    fn act<R>(&self, place: Place, act: impl Fn(&AtomicU64) -> R) -> impl Future<Output = R> {
        Operation {
            word: &self.0.0,
            place,
            act,
        }
    }
}

/// An operation on a word. With a name of its own, because what [`std::future::poll_fn`] makes is compiled apart where size counts.
struct Operation<'w, A> {
    word: &'w AtomicU64,
    place: Place,
    act: A,
}

impl<R, A: Fn(&AtomicU64) -> R> Future for Operation<'_, A> {
    type Output = R;

    #[inline(always)]
    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<R> {
        // One operation in 61 takes the slow way: it looks for a stop, so that a loop over words can be stopped.
        if is_due() {
            return step(self.place, self.word, &self.act);
        }
        Poll::Ready((self.act)(self.word))
    }
}

impl Cell for Word {
    #[inline]
    fn load_at(&self, place: Place) -> impl Future<Output = u64> + Unpin {
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
            // A compare-and-swap loop: `change` may run several times, and must not have effects.
            let changed = word.try_update(SeqCst, SeqCst, |old| Some(change(old)));
            changed.unwrap_or_else(|unchanged| unchanged)
        })
    }

    fn peek(&self) -> u64 {
        self.0.0.load(SeqCst)
    }
}
