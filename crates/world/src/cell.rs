//! A word of shared memory, loaded and stored apart.

use crate::Place;
use std::{future::Future, panic::Location};

/// An atomic, sequentially consistent word.
///
/// ```
/// use lockstep::{Machine, Run, Schedule};
/// use world::{Cell, Kind, Label, World};
///
/// // Thread 1 loads, thread 2 does both, thread 1 stores: an update is lost.
/// let schedule = Schedule::read("1.2x2.1").expect("a schedule");
/// let mut run = Run::new(Machine::default(), 0, schedule, |world| {
///     let n = world.cell(Label::new(Kind::Variable, "n"), 0);
///     for index in 1..=2 {
///         world.spawn(Label::thread("thread", index), move |_| async move {
///             let seen = n.load().await;
///             n.store(seen + 1).await;
///         });
///     }
///     n
/// });
/// run.advance(4);
/// assert_eq!(run.read(|n| n.peek()), Some(1));
/// ```
///
/// # Memory ordering
/// Sequentially consistent: there is one order of all operations on all cells, and every thread agrees on it. Wasm's atomics are nothing else, so this *is*
/// the platform's memory model. A data race on a cell loses updates and does nothing worse.
pub trait Cell: Clone + Send + Sync + 'static {
    /// Reads the word. A check point under the global lock keeps it, hence `Unpin`.
    fn load_at(&self, place: Place) -> impl Future<Output = u64> + Unpin;
    /// Writes the word.
    fn store_at(&self, place: Place, value: u64) -> impl Future<Output = ()>;
    /// Adds in one indivisible step (wrapping) and returns the value before.
    fn add_at(&self, place: Place, amount: u64) -> impl Future<Output = u64>;
    /// Changes the word in one indivisible step and returns the value before; `change` may run more than once.
    fn update_at(&self, place: Place, change: impl Fn(u64) -> u64) -> impl Future<Output = u64>;
    /// Reads the word from outside the run: for reports, not for programs.
    fn peek(&self) -> u64;

    /// See [`Cell::load_at`].
    #[track_caller]
    fn load(&self) -> impl Future<Output = u64> {
        self.load_at(Location::caller())
    }
    /// See [`Cell::store_at`].
    #[track_caller]
    fn store(&self, value: u64) -> impl Future<Output = ()> {
        self.store_at(Location::caller(), value)
    }
    /// See [`Cell::add_at`].
    #[track_caller]
    fn add(&self, amount: u64) -> impl Future<Output = u64> {
        self.add_at(Location::caller(), amount)
    }
    /// See [`Cell::update_at`].
    #[track_caller]
    fn update(&self, change: impl Fn(u64) -> u64) -> impl Future<Output = u64> {
        self.update_at(Location::caller(), change)
    }
}
