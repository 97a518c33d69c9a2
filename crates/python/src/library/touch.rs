//! How natives announce what they touch and how long they take.

use crate::effect::{Access, CheckKind, Effect, Kind};
use crate::machine::cx::Cx;
use crate::number::ObjectNumber;

/// Announces that an object as a whole is touched, if anybody listens.
pub(super) async fn touch(cx: &Cx, object: ObjectNumber, kind: Kind, name: &str) {
    if cx.interpreter.announces() {
        let access = Access {
            first_in_op: true,
            name: name.to_owned(),
            ..Access::whole(object, kind)
        };
        cx.effect(Effect::Access(access)).await;
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
