//! A barrier that threads pass together, again and again.

use crate::{Access, Kind, Label, Place, Region, World};
use std::{future::Future, panic::Location};

/// Lets `parties` threads pass once all of them have come.
pub struct Barrier<W: World>(W::Region<State>);

struct State {
    parties: usize,
    arrived: usize,
    generation: u64,
}

impl<W: World> Barrier<W> {
    /// A barrier for `parties` threads.
    pub fn new(world: &W, name: &'static str, parties: usize) -> Self {
        Barrier(world.region(
            Label::new(Kind::Barrier, name),
            State {
                parties,
                arrived: 0,
                generation: 0,
            },
        ))
    }

    /// Waits until all have come; `true` for the one that came last.
    #[track_caller]
    pub fn wait(&self) -> impl Future<Output = bool> {
        self.wait_at(Location::caller())
    }

    async fn wait_at(&self, place: Place) -> bool {
        let (mine, last) = self.0.with_at(place, Access::Signal, State::arrive).await;
        if !last {
            self.0
                .when_at(place, Access::Observe, |state| (state.generation != mine).then_some(()))
                .await;
        }
        last
    }
}

impl State {
    fn arrive(&mut self) -> (u64, bool) {
        let mine = self.generation;
        self.arrived += 1;
        let last = self.arrived >= self.parties;
        if last {
            self.arrived = 0;
            self.generation += 1;
        }
        (mine, last)
    }
}

impl<W: World> Clone for Barrier<W> {
    fn clone(&self) -> Self {
        Barrier(self.0.clone())
    }
}
