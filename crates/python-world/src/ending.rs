//! How a program ends: pools let their workers go, all threads but daemons are waited for, daemons are cut off.

use python::sync::{Call, State};
use world::{Access, Region, World};

use crate::driver::Driver;

impl<W: World> Driver<W> {
    /// The life of the main thread.
    pub(crate) async fn live_main(mut self, end: W::Region<State>) {
        let Some(result) = self.run().await else { return };
        match result {
            Ok(_) => self.world.progress(1),
            Err(raised) => self.common.course.exit(raised),
        }
        end.with(Access::Signal, |state| state.attempt(&Call::Finish, 0)).await;
        self.leave_pools().await;
        while let Some(end) = self.common.next_to_join() {
            let common = self.common.clone();
            let ended = move |state: &mut State| {
                let ended = state.attempt(&Call::Wait, 0).is_some() || common.is_over();
                ended.then_some(())
            };
            end.when(Access::Observe, ended).await;
        }
        self.common.end().await;
    }

    async fn leave_pools(&self) {
        for pool in self.common.pools() {
            pool.with(Access::Signal, State::leave).await;
        }
    }
}
