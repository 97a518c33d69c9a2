//! Whether the threads of a run can move, and what those that cannot wait for.

use explore::{Footprint, Standing, Task, Touch};
use python::Effect;

use super::running::{Next, Running};
use super::touches::touch_of;
use super::{Simulation, shared};

impl Simulation {
    pub(super) fn standing_of(&self, task: Task, running: &Running) -> Standing {
        match &running.next {
            Next::Begin | Next::Leave => Standing::Ready,
            Next::Perform(Effect::Sync { object, call, limit }) => {
                let ready = self
                    .states
                    .get(&object.0)
                    .is_none_or(|state| state.ready(call, u32::from(task)));
                match (ready, limit) {
                    (true, _) => Standing::Ready,
                    (false, Some(_)) => Standing::Resting,
                    (false, None) => Standing::Blocked,
                }
            }
            Next::Perform(Effect::Sleep(_)) => Standing::Resting,
            Next::Perform(_) => Standing::Ready,
            Next::Spin(read) if self.is_as_read(read) => Standing::Blocked,
            Next::Let(read) if self.is_as_read(read) && self.others_move(task) => Standing::Blocked,
            Next::Spin(_) | Next::Let(_) => Standing::Ready,
            Next::WaitForAll => {
                let waits = self.others().any(|(_, other)| !other.daemon && !other.has_ended());
                if waits { Standing::Blocked } else { Standing::Ready }
            }
            Next::Ended => Standing::Absent,
        }
    }

    // Whether another thread can move, but for those that let others go first as well.
    fn others_move(&self, task: Task) -> bool {
        let all = self
            .running
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != usize::from(task));
        all.filter_map(|(at, other)| Some((at, other.as_ref()?)))
            .filter(|(_, other)| !matches!(other.next, Next::Let(_)))
            .any(|(at, other)| self.standing_of(at as Task, other).can_move())
    }

    /// All threads but the main one.
    pub(super) fn others(&self) -> impl Iterator<Item = (Task, &Running)> {
        let all = self.running.iter().enumerate().skip(1);
        all.filter_map(|(task, running)| Some((Task::try_from(task).ok()?, running.as_ref()?)))
    }

    /// What a thread that cannot go on waits for.
    pub(super) fn waits_for(&self, task: Task, footprint: &mut Footprint) {
        let Some(Some(running)) = self.running.get(usize::from(task)) else {
            return;
        };
        if self.over && running.daemon && !running.has_ended() {
            footprint.add(self.shared.place(shared::EXIT), Touch::Read);
        }
        if let Next::Perform(Effect::Sync { object, call, .. }) = &running.next
            && let Some(state) = self.states.get(&object.0)
        {
            let (part, touch) = state.waits_for(call);
            footprint.add(self.shared.place((object.0, part.number())), touch_of(touch));
        }
    }
}
