//! What a thread goes through to run its program's code: the global lock, or, as long as that is off, a switch that counts who runs.

use super::GlobalLock;
use super::switch::{STOP, Switch};
use crate::{Cell, Place, World};
use std::{future::Future, pin::Pin};

/// Something a thread does rarely beside what it costs. Behind a pointer, so that it is compiled once and not with every wait of every program.
pub(super) type Apart<'g, T> = Pin<Box<dyn Future<Output = T> + 'g>>;

/// Whether a sign, or a drop request, wants something of the thread that sees it.
pub(super) fn asks(sign: u64) -> bool {
    sign & 1 == 1
}

/// The lock, and the switch of a lock that was off at first.
pub(super) struct Gate<W: World> {
    pub(super) lock: GlobalLock<W>,
    switch: Option<Switch<W>>,
}

impl<W: World> Gate<W> {
    /// A lock that is on.
    pub(super) fn on(lock: GlobalLock<W>) -> Self {
        Gate { lock, switch: None }
    }

    /// A lock that is off, and can be switched on.
    pub(super) fn off(world: &W, lock: GlobalLock<W>) -> Self {
        Gate {
            lock,
            switch: Some(Switch::new(world)),
        }
    }

    /// Waits until the thread may run.
    pub(super) fn enter(&self, place: Place) -> Apart<'_, ()> {
        Box::pin(async move {
            if let Some(switch) = &self.switch
                && switch.enter(place).await
            {
                return;
            }
            self.lock.take(place).await;
        })
    }

    /// The thread runs no further for now.
    pub(super) fn leave(&self, place: Place) -> Apart<'_, ()> {
        Box::pin(async move {
            if let Some(switch) = &self.switch
                && switch.leave(place).await
            {
                return;
            }
            self.lock.drop(place).await;
        })
    }

    /// What a thread looks at at a check point; it has to [obey](Gate::obey) a value that [asks](asks) for something.
    pub(super) fn sign(&self) -> &W::Cell {
        match &self.switch {
            Some(switch) => &switch.sign,
            None => &self.lock.request,
        }
    }

    /// Lets others in, or stops if the world is being stopped.
    pub(super) fn obey(&self, place: Place, sign: u64) -> Apart<'_, ()> {
        Box::pin(async move {
            if self.switch.is_some() {
                if sign == STOP {
                    self.leave(place).await;
                    return self.enter(place).await;
                }
                if !asks(self.lock.request.load_at(place).await) {
                    return;
                }
            }
            self.lock.hand_over(place).await;
            self.lock.take(place).await;
        })
    }

    /// Switches the lock on if it is off and can be; whether it did. The caller has the lock then.
    pub(super) fn switch(&self, place: Place) -> Apart<'_, bool> {
        Box::pin(async move {
            let Some(switch) = &self.switch else { return false };
            if switch.switch(place).await {
                self.lock.take(place).await;
                return true;
            }
            // Another thread may be waiting for this one to stop, and none may go on before the lock is on.
            self.leave(place).await;
            self.enter(place).await;
            false
        })
    }

    /// Whether the lock is on, seen from outside the run.
    pub(super) fn is_on(&self) -> bool {
        self.switch.as_ref().is_none_or(Switch::is_on)
    }
}
