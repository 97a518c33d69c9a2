//! A region in lockstep: its state lives in the kernel, and a task that is granted a try borrows it.

use crate::{
    current::kernel,
    kernel::{RetryOutcome, State},
    op::{Op, OpKind},
};
use std::{
    convert::Infallible,
    future::{Future, poll_fn},
    marker::PhantomData,
    task::Poll,
    time::Duration,
};
use world::{Access, Label, ObjectId, Place, Region, Waited};

/// State that one task at a time touches: a [`Region`] in lockstep. It belongs to the run that made it, as a [`Word`](crate::Word) does.
///
/// ```
/// use lockstep::Executor;
/// use world::{Kind, Label, Region, World};
///
/// let mut executor = Executor::bare();
/// let region = executor.set(|world| world.region(Label::new(Kind::Variable, "list"), vec![1, 2]));
/// assert_eq!(executor.read(|| region.inspect(|list| list.len())), 2);
/// ```
///
/// # Panics
/// When it is asked for outside of its run, or from within a step on itself.
pub struct Monitor<T> {
    id: u32,
    idle: bool,
    state: PhantomData<fn() -> T>,
}

/// Puts the state back, by unwinding too: a report may still ask for it.
struct Borrowed {
    region: u32,
    state: Option<State>,
}

impl Borrowed {
    #[inline]
    fn of(region: u32) -> Self {
        Borrowed {
            region,
            state: kernel(|kernel| kernel.lend(region)),
        }
    }

    #[inline]
    fn state<T: 'static>(&mut self) -> &mut T {
        let state = self.state.as_mut().and_then(|state| state.downcast_mut());
        state.expect("a region is asked for in its own run, and not while it is being asked already")
    }
}

impl Drop for Borrowed {
    #[inline]
    fn drop(&mut self) {
        if let Some(state) = self.state.take() {
            kernel(|kernel| kernel.put_back(self.region, state));
        }
    }
}

impl<T: Send + 'static> Monitor<T> {
    pub(crate) fn new(label: Label, state: T) -> Self {
        Monitor {
            id: kernel(|kernel| kernel.add_region(label, Box::new(state))),
            idle: false,
            state: PhantomData,
        }
    }

    /// Announces at the first poll, then tries whenever it is granted a try; `end` makes of the outcome what the caller wants.
    #[inline]
    fn tries<R, S, E>(
        &self,
        place: Place,
        access: Access,
        limit: Option<Duration>,
        mut step: impl FnMut(&mut T) -> Option<Result<R, S>>,
        end: impl Fn(Waited<R, S>) -> E,
    ) -> impl Future<Output = E> {
        let region = self.id;
        let limit = limit.map(|limit| u64::try_from(limit.as_nanos()).unwrap_or(u64::MAX));
        let act = OpKind::Enter {
            region,
            access,
            limit,
            idle: self.idle,
        };
        let mut announced = false;
        poll_fn(move |_| {
            if !announced {
                announced = true;
                kernel(|kernel| kernel.announce(Op { act, place }));
                return Poll::Pending;
            }
            let tried = step(Borrowed::of(region).state());
            let outcome = match tried {
                Some(Ok(out)) => {
                    kernel(|kernel| kernel.entered(region, access));
                    Waited::Done(out)
                }
                Some(Err(gave_up)) => {
                    kernel(|kernel| kernel.gave_up(region));
                    Waited::GaveUp(gave_up)
                }
                None => match kernel(|kernel| kernel.in_vain(region, limit)) {
                    RetryOutcome::Expired => Waited::Expired,
                    RetryOutcome::Waits => return Poll::Pending,
                },
            };
            Poll::Ready(end(outcome))
        })
    }
}

impl<T: Send + 'static> Region<T> for Monitor<T> {
    fn wait_at<R, S>(
        &self,
        place: Place,
        access: Access,
        limit: Option<Duration>,
        step: impl FnMut(&mut T) -> Option<Result<R, S>>,
    ) -> impl Future<Output = Waited<R, S>> {
        self.tries(place, access, limit, step, |outcome| outcome)
    }

    /// As in the trait, with one future less in between.
    fn when_at<R>(
        &self,
        place: Place,
        access: Access,
        mut step: impl FnMut(&mut T) -> Option<R>,
    ) -> impl Future<Output = R> {
        let step = move |state: &mut T| step(state).map(Ok::<R, Infallible>);
        self.tries(place, access, None, step, |outcome| match outcome {
            Waited::Done(out) => out,
            Waited::GaveUp(never) => match never {},
            Waited::Expired => unreachable!("a wait without a limit expired"),
        })
    }

    fn id(&self) -> ObjectId {
        ObjectId(self.id)
    }

    fn inspect<R>(&self, look: impl FnOnce(&mut T) -> R) -> R {
        look(Borrowed::of(self.id).state())
    }

    fn idle(&self) -> Self {
        Monitor {
            idle: true,
            ..self.clone()
        }
    }
}

impl<T> Clone for Monitor<T> {
    fn clone(&self) -> Self {
        Monitor {
            id: self.id,
            idle: self.idle,
            state: PhantomData,
        }
    }
}
