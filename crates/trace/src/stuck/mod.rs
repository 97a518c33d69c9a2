//! Why threads wait for ever, as data: the knots in a wait-for graph, and everybody who waits for them.
//!
//! Whoever tells of a deadlock, in words, as a picture, in JSON or on a terminal, tells this and nothing else.

mod find;
mod knots;
mod words;

use crate::{Kind, Link, Object, Place, WaitGraph};
use serde::{Deserialize, Serialize};

/// What keeps threads waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeadlockKind {
    /// Each holds, or could give, what the one before it needs.
    Circle,
    /// All slots of a pool, or all permits of a semaphore, are taken by threads that wait for one more.
    Slots,
    /// No living thread can give what is waited for.
    Nobody,
    /// A thread waits for what it holds itself.
    Itself,
}

/// A thread that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiter {
    /// Its number.
    pub number: u16,
    /// Its name.
    pub thread: String,
    /// What it waits for.
    pub waits_for: Object,
    /// What it holds that others need, in the order of the graph; its own end is no such thing.
    pub holds: Vec<Object>,
    /// The line at which it waits.
    pub place: Option<Place>,
}

/// A thread's part in a knot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnotMember {
    /// Index into [`DeadlockReport::waiting`].
    pub waiter: usize,
    /// Through what others of the knot depend on it: a lock that it holds, its slot, its end. None where nobody does.
    pub holds: Option<Object>,
}

/// One reason why threads wait for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Knot {
    /// What sort of reason.
    pub kind: DeadlockKind,
    /// The threads of it: of a circle in its order, each waiting for the next; else by number.
    pub parts: Vec<KnotMember>,
    /// The pool, the semaphore, or what nobody gives; of a circle what its first thread waits for.
    pub object: Object,
    /// Tasks that queue for the pool and that nobody has begun.
    pub queue: u32,
}

/// Everybody who waits, and why nobody of them ever goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadlockReport {
    /// All threads that wait for others, by number.
    pub waiting: Vec<Waiter>,
    /// The reasons; never empty.
    pub knots: Vec<Knot>,
}

impl DeadlockReport {
    /// What a graph of a run in which nobody moves any more tells; `None` when nobody in it waits without hope.
    pub fn of(graph: &WaitGraph) -> Option<Self> {
        let stuck = find::stuck(graph);
        (!stuck.knots.is_empty()).then_some(stuck)
    }

    /// What a graph of any moment tells: what will never come undone, whatever the threads do that can move.
    pub fn already(graph: &WaitGraph) -> Option<Self> {
        let mut stuck = find::stuck(graph);
        stuck.knots.retain(|knot| knot.kind != DeadlockKind::Nobody);
        stuck.keep_only_knots();
        (!stuck.knots.is_empty()).then_some(stuck)
    }

    /// Forgets who waits outside of the knots: somebody who moves may help them yet.
    fn keep_only_knots(&mut self) {
        let all = std::mem::take(&mut self.waiting);
        let mut kept: Vec<usize> = self
            .knots
            .iter()
            .flat_map(|knot| knot.parts.iter().map(|part| part.waiter))
            .collect();
        kept.sort_unstable();
        kept.dedup();
        self.waiting = kept.iter().map(|waiter| all[*waiter].clone()).collect();
        for part in self.knots.iter_mut().flat_map(|knot| &mut knot.parts) {
            part.waiter = kept
                .iter()
                .position(|waiter| *waiter == part.waiter)
                .unwrap_or_default();
        }
    }

    /// The waiter of a part.
    pub fn waiter(&self, part: &KnotMember) -> &Waiter {
        &self.waiting[part.waiter]
    }

    /// Threads that are named in no knot: they wait for what those never give.
    pub fn outside(&self) -> usize {
        let inside: usize = self.knots.iter().map(|knot| knot.parts.len()).sum();
        self.waiting.len().saturating_sub(inside)
    }

    /// Whether a knot of this kind is there.
    pub fn has(&self, kind: DeadlockKind) -> bool {
        self.knots.iter().any(|knot| knot.kind == kind)
    }

    /// The public `cycle`: the threads of the first knot in which each holds what is waited for; none where nobody is left to give it.
    pub fn links(&self) -> Vec<Link> {
        let knot = self.knots.iter().find(|knot| knot.kind != DeadlockKind::Nobody);
        knot.map(|knot| knot.parts.iter().map(|part| self.link(part)).collect())
            .unwrap_or_default()
    }

    fn link(&self, part: &KnotMember) -> Link {
        let waiter = self.waiter(part);
        let holds = match &part.holds {
            Some(object) if object.kind != Kind::Join => object.name.clone(),
            _ => "its own end".into(),
        };
        Link {
            thread: waiter.thread.clone(),
            holds,
            waits_for: waiter.waits_for.name.clone(),
        }
    }
}

impl Knot {
    /// Whether a thread of it keeps such a thing from the others.
    pub fn holds(&self, kind: Kind) -> bool {
        let mut held = self.parts.iter().filter_map(|part| part.holds.as_ref());
        held.any(|object| object.kind == kind)
    }
}

impl DeadlockKind {
    /// Its public name, as in JSON.
    pub fn id(self) -> &'static str {
        match self {
            DeadlockKind::Circle => "circle",
            DeadlockKind::Slots => "slots",
            DeadlockKind::Nobody => "nobody",
            DeadlockKind::Itself => "itself",
        }
    }

    /// By its public name.
    pub fn named(id: &str) -> Option<Self> {
        let all = [
            DeadlockKind::Circle,
            DeadlockKind::Slots,
            DeadlockKind::Nobody,
            DeadlockKind::Itself,
        ];
        all.into_iter().find(|kind| kind.id() == id)
    }
}
