//! A check point under the global lock, as a future with a name of its own: it stands in the hottest loops and must be inlined there.

use super::gate::{Apart, asks};
use std::{
    future::Future,
    pin::Pin,
    task::{Context, Poll, ready},
};

/// First the check point of the world below, then a look at the sign, then what the sign asks for.
pub(super) struct Checkpoint<'g, I, S, O> {
    /// Until it is over.
    pub(super) inner: Option<I>,
    /// Until it is read; `None` where there is no lock.
    pub(super) sign: Option<S>,
    pub(super) obey: O,
    pub(super) obeying: Option<Apart<'g, ()>>,
}

impl<'g, I, S, O> Future for Checkpoint<'g, I, S, O>
where
    I: Future<Output = ()> + Unpin,
    S: Future<Output = u64> + Unpin,
    O: Fn(u64) -> Option<Apart<'g, ()>> + Unpin,
{
    type Output = ();

    #[inline(always)]
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if let Some(inner) = &mut self.inner {
            ready!(Pin::new(inner).poll(context));
            self.inner = None;
        }
        if let Some(sign) = &mut self.sign {
            let sign = ready!(Pin::new(sign).poll(context));
            self.sign = None;
            if asks(sign) {
                self.obeying = (self.obey)(sign);
            }
        }
        match &mut self.obeying {
            Some(obeying) => obeying.as_mut().poll(context),
            None => Poll::Ready(()),
        }
    }
}
