//! How natives announce what they touch and how long they take.

use crate::effect::{Access, Effect, Kind, Slot};
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
            name,
        }))
        .await;
    }
}

/// Lets time pass with the lock let go.
pub(super) async fn detached(cx: &Cx, nanos: u64) {
    cx.effect(Effect::Compute { nanos, detached: true }).await;
}
