//! What a lab has to provide.

use crate::{Guarantees, LabInfo, LabResult, ResultKeys, Row, Summary};
use std::fmt::Debug;
use trace::{DeadlockKind, Report};
use world::LockKind;

/// A lab: what it says of itself, what is certain of its program, and what its runs say. The program itself is the room's module `program`, with
/// `Settings::read` and `start`, which only the list of labs calls.
pub trait Lab {
    /// Its description.
    const LAB: LabInfo;

    /// What it takes to start its program.
    type Settings: Clone + Debug + PartialEq + Eq;

    /// What its runs find.
    type Metrics: LabResult + ResultKeys;

    /// The most threads that are ever alive at once.
    fn threads(settings: &Self::Settings) -> u32;

    /// How much work there is, in the unit in which the program tells its progress; `None` if only doing it tells.
    fn amount(_settings: &Self::Settings) -> Option<u64> {
        None
    }

    /// A sentence on what is set, when nothing sensible could come of it.
    fn complaint(_settings: &Self::Settings) -> Option<String> {
        None
    }

    /// Whether it may switch a global lock on that is off at first.
    fn may_switch_lock_on(_settings: &Self::Settings) -> bool {
        false
    }

    /// The parameter `size` of a text of one's own, which is as long as it is.
    fn own_size(_settings: &Self::Settings) -> Option<u64> {
        None
    }

    /// How its throughput is predicted.
    fn prediction(_settings: &Self::Settings, _lock: LockKind) -> PredictionHints {
        PredictionHints::default()
    }

    /// What is certain of a run under a lock.
    fn expect(settings: &Self::Settings, lock: LockKind) -> Guarantees;

    /// Tells a run that came to its end.
    fn summary(report: &Report) -> Summary;

    /// The account of a run that did not come to its end; `None` for the usual one.
    fn account(_report: &Report) -> Option<Vec<Row>> {
        None
    }

    /// How much there was in all, counted in what, of which so much is `left`; `None` for the work as the report has it.
    fn whole(_report: &Report, _left: u64) -> Option<(u64, &'static str)> {
        None
    }

    /// A sentence of the lab's own about a knot of this kind in which its threads wait for ever.
    fn stuck_note(_report: &Report, _kind: DeadlockKind) -> String {
        String::new()
    }

    /// What is said beside lines of its listing, by their marks (`read`, `write`), once a run came to its end: how often what the lab is about happened there.
    fn beside(_report: &Report) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    /// Why threads of this variant can do more under the global lock than without it; empty where only chance lets them.
    fn faster_under_lock(_variant: &str) -> &'static str {
        ""
    }

    /// Why a run of this variant broke.
    fn why_broken(_report: &Report) -> &'static str {
        ""
    }
}

/// How throughput is predicted from shorter runs in lockstep.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PredictionHints {
    /// Whether no thread ever waits for another in the middle of its work, so that one operation can stand for many.
    pub stands_for_many: bool,
    /// Whether its computations are looks at what is there, however long they are said to take.
    pub hardly_computes: bool,
    /// Why there is none: what is left to chance, as the end of a sentence.
    pub left_to_chance: Option<&'static str>,
}
