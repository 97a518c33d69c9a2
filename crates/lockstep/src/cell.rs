//! A word of shared memory in lockstep: a number of the kernel.

use crate::{
    current::kernel,
    kernel::Kernel,
    op::{Op, OpKind},
};
use std::{
    future::{Future, poll_fn},
    task::Poll,
};
use world::{Cell, Place};

/// A shared word. Steps happen one after another, so its memory is sequentially consistent, as that of wasm's atomics is.
///
/// It belongs to the run that made it; outside of that run it is a number without meaning, and asking for it may panic.
#[derive(Clone, Copy, Debug)]
pub struct Word(pub(crate) u32);

/// Announces at the first poll, acts at the second.
#[inline]
pub fn visible<R>(act: OpKind, place: Place, grant: impl FnOnce(&mut Kernel) -> R) -> impl Future<Output = R> {
    let mut grant = Some(grant);
    let mut announced = false;
    poll_fn(move |_| {
        if !announced {
            announced = true;
            kernel(|kernel| kernel.announce(Op { act, place }));
            return Poll::Pending;
        }
        match grant.take() {
            Some(grant) => Poll::Ready(kernel(grant)),
            None => Poll::Pending,
        }
    })
}

impl Cell for Word {
    #[inline]
    fn load_at(&self, place: Place) -> impl Future<Output = u64> + Unpin {
        let cell = self.0;
        visible(OpKind::Load(cell), place, move |kernel| kernel.load(cell))
    }

    #[inline]
    fn store_at(&self, place: Place, value: u64) -> impl Future<Output = ()> {
        let cell = self.0;
        visible(OpKind::Store(cell, value), place, move |kernel| {
            kernel.store(cell, value)
        })
    }

    #[inline]
    fn add_at(&self, place: Place, amount: u64) -> impl Future<Output = u64> {
        let cell = self.0;
        visible(OpKind::Add(cell, amount), place, move |kernel| {
            kernel.change(cell, |old| old.wrapping_add(amount))
        })
    }

    #[inline]
    fn update_at(&self, place: Place, change: impl Fn(u64) -> u64) -> impl Future<Output = u64> {
        let cell = self.0;
        visible(OpKind::Update(cell), place, move |kernel| kernel.change(cell, change))
    }

    fn peek(&self) -> u64 {
        kernel(|kernel| kernel.peek(self.0))
    }
}
