//! The kernel of the run that is entered on this thread.

use crate::kernel::Kernel;
use std::{
    cell::{Cell, RefCell},
    mem,
};

thread_local! {
    static KERNEL: RefCell<Kernel> = const { RefCell::new(Kernel::new()) };
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

/// Asks the kernel of this thread. Never while it is being asked already: what a program hands over runs outside of this.
#[inline]
pub fn kernel<R>(ask: impl FnOnce(&mut Kernel) -> R) -> R {
    KERNEL.with_borrow_mut(ask)
}

/// Lends `own` to this thread while `body` runs; by unwinding too, it comes back.
pub fn enter<R>(own: &mut Kernel, body: impl FnOnce() -> R) -> R {
    let lent = EnterGuard::new(own);
    let out = body();
    drop(lent);
    out
}

struct EnterGuard<'a> {
    own: &'a mut Kernel,
    outer: bool,
}

impl<'a> EnterGuard<'a> {
    fn new(own: &'a mut Kernel) -> Self {
        kernel(|kernel| mem::swap(kernel, own));
        EnterGuard {
            own,
            outer: INSIDE.replace(true),
        }
    }
}

impl Drop for EnterGuard<'_> {
    fn drop(&mut self) {
        kernel(|kernel| mem::swap(kernel, self.own));
        INSIDE.set(self.outer);
    }
}

/// Whether a lockstep run is entered on this thread: a panic is then the program's, is caught, and becomes the run's ending.
///
/// ```
/// assert!(!lockstep::inside());
/// assert!(lockstep::Executor::bare().read(lockstep::inside));
/// ```
pub fn inside() -> bool {
    INSIDE.get()
}
