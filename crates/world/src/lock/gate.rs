//! What a thread goes through to run its program's code: the global lock, or, as long as that is off, a switch that counts who runs.

use super::GlobalLock;
use super::switch::{Sign, Switch};
use crate::{Place, World};

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
    pub(super) async fn enter(&self, place: Place) {
        if let Some(switch) = &self.switch
            && switch.enter(place).await
        {
            return;
        }
        self.lock.take(place).await;
    }

    /// The thread runs no further for now.
    pub(super) async fn leave(&self, place: Place) {
        if let Some(switch) = &self.switch
            && switch.leave(place).await
        {
            return;
        }
        self.lock.drop(place).await;
    }

    /// Lets others in if that is asked for.
    pub(super) async fn checkpoint(&self, place: Place) {
        if let Some(switch) = &self.switch {
            match switch.sign(place).await {
                Sign::Nothing => return,
                Sign::Stop => {
                    self.leave(place).await;
                    return self.enter(place).await;
                }
                Sign::Lock => {}
            }
        }
        if self.lock.drop_requested(place).await {
            self.lock.hand_over(place).await;
            self.lock.take(place).await;
        }
    }

    /// Switches the lock on if it is off and can be; whether it did. The caller has the lock then.
    pub(super) async fn switch(&self, place: Place) -> bool {
        let Some(switch) = &self.switch else { return false };
        if switch.switch(place).await {
            self.lock.take(place).await;
            return true;
        }
        // Another thread may be waiting for this one to stop, and nobody may go on before the lock is on.
        self.leave(place).await;
        self.enter(place).await;
        false
    }

    /// Whether the lock is on, seen from outside the run.
    pub(super) fn is_on(&self) -> bool {
        self.switch.as_ref().is_none_or(Switch::is_on)
    }
}

impl<W: World> Clone for Gate<W> {
    fn clone(&self) -> Self {
        Gate {
            lock: self.lock.clone(),
            switch: self.switch.clone(),
        }
    }
}
