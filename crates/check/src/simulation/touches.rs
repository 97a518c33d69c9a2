//! What calls mean to the search.

use explore::Touch;
use python::sync;

/// What a call means to the search.
pub(super) fn touch_of(touch: sync::Touch) -> Touch {
    match touch {
        // Who adds to a sum is to who looks at it what who looks at a place is to who changes it.
        sync::Touch::Look | sync::Touch::Add => Touch::Read,
        sync::Touch::Change | sync::Touch::Sum => Touch::Write,
        sync::Touch::Take => Touch::Take,
        sync::Touch::Give => Touch::Give,
        sync::Touch::Wait => Touch::Wait,
        sync::Touch::Happen => Touch::Happen,
        sync::Touch::Observe => Touch::Observe,
    }
}
