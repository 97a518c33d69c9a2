//! Runs a future to its end on this thread, in one poll.

use std::{
    future::Future,
    pin::pin,
    task::{Context, Poll, Waker},
};

/// What the future made; `None` when it was cancelled. Everything in this crate blocks inside `poll`, so a pending future belongs to a run that was
/// stopped: dropping it is all that is left to do.
pub fn block_on<F: Future>(future: F) -> Option<F::Output> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => Some(output),
        Poll::Pending => None,
    }
}
