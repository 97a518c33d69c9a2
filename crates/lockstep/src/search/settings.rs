//! What a search is asked for.

/// How to search.
///
/// ```
/// use lockstep::{Ending, Search, Settings, RunVerdict};
/// use world::{Cell, Kind, Label, World};
///
/// // A lost update takes one pre-emption: without any, all is well.
/// let bad = |preemptions| {
///     let program = |world: &lockstep::Lockstep| {
///         let n = world.cell(Label::new(Kind::Variable, "n"), 0);
///         for index in 1..=2 {
///             world.spawn(Label::thread("thread", index), move |_| async move {
///                 let seen = n.load().await;
///                 n.store(seen + 1).await;
///             });
///         }
///         n
///     };
///     let judge = |_: &Ending, n: lockstep::Word| RunVerdict { outcome: n.peek(), bad: n.peek() < 2 };
///     let settings = Settings { preemptions: Some(preemptions), ..Settings::default() };
///     Search::new(settings, program, judge).finish().bad
/// };
/// assert_eq!((bad(0), bad(1) > 0), (0, true));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Leaves out what cannot make a difference.
    pub reduction: bool,
    /// Only schedules in which a task that could go on is interrupted at most this often. Searched without reduction, which would leave out
    /// schedules that stand for others beyond the bound.
    pub preemptions: Option<u32>,
    /// The most schedules to run.
    pub schedules: Option<u64>,
    /// The most steps of a run; longer ones are cut off.
    pub steps: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            reduction: true,
            preemptions: None,
            schedules: None,
            steps: 10_000,
        }
    }
}
