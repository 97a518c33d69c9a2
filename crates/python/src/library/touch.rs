//! How natives announce what they touch and how long they take.

use crate::effect::{Access, CheckKind, Effect, Kind, Slot};
use crate::machine::cx::Cx;
use crate::number::ObjectNumber;

/// Announces that an object as a whole is touched, if anybody listens.
pub(super) async fn touch(cx: &Cx, object: ObjectNumber, kind: Kind, name: &str) {
    if cx.interpreter.announces() {
        let (slot, first_in_op, name) = (Slot::Whole, true, name.to_owned());
        cx.effect(Effect::Access(Access {
            object,
            slot,
            kind,
            first_in_op,
            later_in_op: false,
            name,
        }))
        .await;
    }
}

/// Does work with the lock let go. Where threads are real, a check point after it is where the lock is taken again.
pub(super) async fn detached<T>(cx: &Cx, nanos: u64, work: impl FnOnce() -> T) -> T {
    cx.effect(Effect::Compute { nanos, detached: true }).await;
    let done = work();
    if !cx.interpreter.announces() {
        cx.effect(Effect::CheckPoint(CheckKind::Call)).await;
    }
    done
}
