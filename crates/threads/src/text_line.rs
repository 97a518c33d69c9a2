//! Where a thread stands in its program's own text, for programs that are no Rust.

use std::cell::Cell;

thread_local! {
    /// 0 where the program is Rust.
    static LINE: Cell<u32> = const { Cell::new(0) };
}

/// From now on this thread stands in this line of a program's own text.
pub fn stand_in(line: u32) {
    LINE.set(line);
}

/// The line of a program's own text in which this thread stands; 0 where there is none.
pub fn line() -> u32 {
    LINE.get()
}
