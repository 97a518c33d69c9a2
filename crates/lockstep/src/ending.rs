//! How a run ends, told apart and named.

use crate::kernel::{Kernel, Phase, Signals};
use std::fmt;
use world::Kind;

/// How a run ended.
///
/// ```
/// use lockstep::Ending;
///
/// assert!(Ending::Livelock.is_stuck() && !Ending::Unfinished.is_stuck());
/// assert_eq!(Ending::Failed("on purpose".into()).to_string(), "failed: on purpose");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ending {
    /// Every thread came to its end.
    Finished,
    /// All threads wait for ever.
    Deadlock,
    /// Some threads came to their end, the others wait for ever.
    PartialDeadlock,
    /// A thread waits for ever for what was signalled before it waited.
    LostWakeUp,
    /// Only waits with a limit are left: their threads wake up, find nothing changed, and wait again.
    Livelock,
    /// A thread broke; with which words.
    Failed(String),
    /// Nobody was stuck, but one thread had made no progress for so long that the run was given up.
    Starvation,
    /// The run was given up while it went on.
    Unfinished,
}

impl Ending {
    /// How the run has ended, where a thread broke with the words of `failure`, if one did; `None` as long as somebody can move.
    pub(crate) fn of(kernel: &Kernel, failure: Option<&str>) -> Option<Self> {
        if let Some(words) = failure {
            return Some(Ending::Failed(words.into()));
        }
        if kernel.living == 0 {
            return Some(Ending::Finished);
        }
        (!(0..kernel.tasks.len()).any(|task| kernel.runnable(task))).then(|| Ending::stuck(kernel))
    }

    /// What it is called when tasks live and none of them can move.
    pub(crate) fn stuck(kernel: &Kernel) -> Self {
        let tasks = 0..kernel.tasks.len();
        if tasks.clone().any(|task| tries_again(kernel, task)) {
            Ending::Livelock
        } else if tasks.clone().any(|task| missed(kernel, task)) {
            Ending::LostWakeUp
        } else if kernel.living < tasks.len() {
            Ending::PartialDeadlock
        } else {
            Ending::Deadlock
        }
    }

    /// Whether threads wait for ever, in whichever way.
    pub fn is_stuck(&self) -> bool {
        matches!(
            self,
            Ending::Deadlock | Ending::PartialDeadlock | Ending::LostWakeUp | Ending::Livelock
        )
    }

    /// Its name, in lower case.
    pub fn name(&self) -> &'static str {
        match self {
            Ending::Finished => "finished",
            Ending::Deadlock => "deadlock",
            Ending::PartialDeadlock => "partial deadlock",
            Ending::LostWakeUp => "lost wake-up",
            Ending::Livelock => "livelock",
            Ending::Failed(_) => "failed",
            Ending::Starvation => "starvation",
            Ending::Unfinished => "unfinished",
        }
    }
}

impl fmt::Display for Ending {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Ending::Failed(words) => write!(out, "failed: {words}"),
            named => out.write_str(named.name()),
        }
    }
}

/// Whether the task's wait has a limit that ran out in vain, so that what its program does next is to try once more. A wait without one may
/// follow on a try that failed, and lasts. Asking for the global lock is no such try: its limit only ends the polite phase, and whoever has asked
/// once waits on.
fn tries_again(kernel: &Kernel, task: usize) -> bool {
    let row = &kernel.tasks[task];
    let polite = row
        .region()
        .is_some_and(|region| kernel.regions[region as usize].label.kind == Kind::GlobalLock);
    row.limited() && kernel.is_spent(task) && !polite
}

/// Whether the task waits at a condition for a notification that came before it had its ticket, or at an event that was set and taken back.
/// Whoever ever waited there itself gave tickets and no notifications; only signals of others count.
fn missed(kernel: &Kernel, task: usize) -> bool {
    let row = &kernel.tasks[task];
    let Some(region) = row.region().filter(|_| row.phase == Phase::Waiting) else {
        return false;
    };
    let region = &kernel.regions[region as usize];
    if !matches!(region.label.kind, Kind::Condition | Kind::Event) {
        return false;
    }
    let mine = |signals: &&Signals| usize::from(signals.task) == task;
    let ticket = region.signals.iter().find(mine).and_then(|signals| signals.last);
    let others = region
        .signals
        .iter()
        .filter(|signals| !mine(signals) && !signals.waited);
    let mut notified = others.filter_map(|signals| signals.last);
    notified.any(|last| ticket.is_none_or(|ticket| last < ticket))
}
