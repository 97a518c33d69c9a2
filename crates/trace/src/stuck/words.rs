//! A knot in one sentence, with the names and numbers of its run.

use super::{DeadlockKind, DeadlockReport, Knot, KnotMember, Waiter};
use crate::{Kind, Object};

/// Clauses of a circle or a pool that a sentence names one by one; of longer ones it names the first and the last.
const MOST_NAMED: usize = 4;

impl DeadlockReport {
    /// The first knot, what else there is, and how many threads wait besides: whole sentences.
    pub fn sentence(&self) -> String {
        let knots = self.knots.iter().map(|knot| self.knot(knot, MOST_NAMED));
        let mut said: Vec<String> = knots.collect();
        said.extend(self.others());
        said.join(" ")
    }

    /// As [`DeadlockReport::sentence`], with every thread named.
    pub fn in_full(&self) -> String {
        let knots = self.knots.iter().map(|knot| self.knot(knot, usize::MAX));
        let mut said: Vec<String> = knots.collect();
        said.extend(self.others());
        said.join(" ")
    }

    /// One knot, with at most so many threads named one by one.
    pub fn knot(&self, knot: &Knot, most: usize) -> String {
        match knot.kind {
            DeadlockKind::Circle => self.circle(knot, most),
            DeadlockKind::Slots => self.slots(knot, most),
            DeadlockKind::Nobody => self.nobody(knot, most),
            DeadlockKind::Itself => self.itself(knot),
        }
    }

    /// `3 threads`, or `3 threads, 2 of them in the circle`.
    pub fn told_threads(&self) -> String {
        let all = counted(self.waiting.len(), "thread", "threads");
        match (self.outside(), &self.knots[..]) {
            (0, _) => all,
            (outside, [knot]) => {
                let within = match knot.kind {
                    DeadlockKind::Circle => "in the circle",
                    DeadlockKind::Slots => "in the slots",
                    DeadlockKind::Nobody => "for what nobody gives",
                    DeadlockKind::Itself => "for itself",
                };
                format!("{all}, {} of them {within}", self.waiting.len() - outside)
            }
            (outside, _) => format!("{all}, {outside} of them for the others"),
        }
    }

    fn others(&self) -> Option<String> {
        let others = counted(self.outside(), "more thread waits", "more threads wait");
        (self.outside() > 0).then(|| format!("{others} for what these never give."))
    }

    /// `philosopher 1 holds fork 1 and waits for fork 2, philosopher 2 holds fork 2 and waits for fork 1: a circle of 2 threads.`
    fn circle(&self, knot: &Knot, most: usize) -> String {
        let clauses: Vec<String> = (0..knot.parts.len())
            .map(|position| self.clause(knot, position))
            .collect();
        let threads = clauses.len();
        format!("{}: a circle of {threads} threads.", listed(&clauses, most, "; "))
    }

    fn clause(&self, knot: &Knot, position: usize) -> String {
        let (part, next) = (&knot.parts[position], &knot.parts[(position + 1) % knot.parts.len()]);
        let (waiter, helper) = (self.waiter(part), self.waiter(next));
        let holds = part.holds.as_ref().filter(|_| part.keeps());
        let holds = holds.map_or_else(String::new, |object| format!(" holds {} and", object.named()));
        let direct = next.holds.as_ref() == Some(&waiter.waits_for);
        let from = match (direct, waiter.waits_for.kind) {
            (true, _) => String::new(),
            (_, Kind::Task) => format!(", which {} could run", helper.thread),
            (_, Kind::Room) => format!(", which {} could make", helper.thread),
            _ => format!(", which {} could give", helper.thread),
        };
        format!("{}{holds} waits for {}{from}", waiter.thread, waiter.waits_for.wanted())
    }

    /// `4 of 4 slots of pool are taken by threads that wait for tasks of the same pool: outer 1 for task 5, …; 4 tasks queue, and none can begin.`
    fn slots(&self, knot: &Knot, most: usize) -> String {
        let taken: Vec<String> = knot.parts.iter().map(|part| self.seat(part)).collect();
        let (all, threads) = (taken.len(), listed(&taken, most, ", "));
        if knot.object.kind != Kind::Pool {
            let name = knot.object.named();
            if knot.object.kind == Kind::Lock {
                // A reader-writer lock that its readers want again.
                return format!("Each of the {all} threads that hold {name} waits for it once more: {threads}.");
            }
            return format!("All {all} permits of {name} are held by threads that wait for one more: {threads}.");
        }
        let taken = match all {
            1 => "The only slot of the pool is taken by a thread that waits".to_string(),
            _ => format!("All {all} slots of the pool are taken by threads that wait"),
        };
        let queue = match knot.queue {
            1 => "1 task queues, and it cannot begin".to_string(),
            queue => format!("{queue} tasks queue, and none of them can begin"),
        };
        format!("{taken} for tasks of the same pool: {threads}. {queue}.")
    }

    fn seat(&self, part: &KnotMember) -> String {
        let waiter = self.waiter(part);
        format!("{} waits for {}", waiter.thread, waiter.waits_for.wanted())
    }

    /// `consumer 3 waits for an entry in queue, and no living thread will put one.`
    fn nobody(&self, knot: &Knot, most: usize) -> String {
        let waiters: Vec<&Waiter> = knot.parts.iter().map(|part| self.waiter(part)).collect();
        let alike = waiters.iter().all(|waiter| waiter.waits_for == waiters[0].waits_for);
        let who = match alike {
            true => {
                let names: Vec<String> = waiters.iter().map(|waiter| waiter.thread.clone()).collect();
                let verb = if names.len() == 1 { "waits" } else { "wait" };
                let names = listed(&names, most, ", ");
                format!("{names} {verb} for {}", waiters[0].waits_for.wanted())
            }
            false => {
                let seats: Vec<String> = knot.parts.iter().map(|part| self.seat(part)).collect();
                listed(&seats, most, ", ")
            }
        };
        format!("{who}, and {}.", knot.object.missing())
    }

    fn itself(&self, knot: &Knot) -> String {
        let waiter = &self.waiter(&knot.parts[0]);
        let what = waiter.waits_for.named();
        match (&knot.parts[0].holds, waiter.waits_for.kind) {
            (_, Kind::Join) => format!("{} waits for its own end.", waiter.thread),
            _ => format!("{} waits for {what}, which it holds itself.", waiter.thread),
        }
    }
}

impl Waiter {
    /// `outer 1 holds slot 1 and waits for task 5, at nested_pools.rs:120`.
    pub fn told(&self) -> String {
        let held: Vec<String> = self.holds.iter().map(Object::named).collect();
        let holds = match &held[..] {
            [] => String::new(),
            [only] => format!(" holds {only} and"),
            [others @ .., last] => format!(" holds {} and {last}, and", others.join(", ")),
        };
        let place = self.place.as_ref().filter(|place| place.line > 0);
        let at = place.map_or_else(String::new, |place| {
            let file = place.file.rsplit(['/', '\\']).next().unwrap_or_default();
            format!(", at {file}:{}", place.line)
        });
        format!("{}{holds} waits for {}{at}", self.thread, self.waits_for.wanted())
    }
}

impl KnotMember {
    /// Whether it keeps something from others: a thread is its end rather than holding it, and a slot only matters to its pool.
    pub fn keeps(&self) -> bool {
        let held = self.holds.as_ref();
        held.is_some_and(|object| !matches!(object.kind, Kind::Join | Kind::Slot))
    }
}

impl Object {
    /// A thing by its name in a sentence.
    pub fn named(&self) -> String {
        match self.kind {
            Kind::GlobalLock => format!("the {}", self.name),
            _ => self.name.clone(),
        }
    }

    /// What a thread waits for at such a thing.
    pub fn wanted(&self) -> String {
        let name = &self.name;
        match self.kind {
            Kind::Join => format!("{name} to end"),
            Kind::Queue => format!("an entry in {name}"),
            Kind::Condition => format!("a notification of {name}"),
            Kind::Event => format!("“{name}” to be set"),
            Kind::Barrier => format!("the others at {name}"),
            Kind::Semaphore => format!("a permit of {name}"),
            Kind::Pool => "a task".into(),
            _ => self.named(),
        }
    }

    /// Why nobody gives it, where nobody is left who could.
    pub fn missing(&self) -> &'static str {
        match self.kind {
            Kind::Queue => "no living thread will put one",
            Kind::Room => "no living thread will take an entry out",
            Kind::Condition => "no living thread will notify it",
            Kind::Event => "no living thread will set it",
            Kind::Barrier => "no other living thread will come",
            Kind::Pool | Kind::Slot | Kind::Task => "no thread of its pool is left to run it",
            Kind::Lock | Kind::GlobalLock => "no living thread holds it to let go of it",
            Kind::Semaphore => "no living thread has one to give back",
            Kind::Join | Kind::Variable => "no living thread will see to it",
        }
    }
}

/// All of them, or the first, the last and how many are in between.
fn listed(clauses: &[String], most: usize, between: &str) -> String {
    match clauses {
        [first, rest @ .., last] if rest.len() + 2 > most => {
            format!("{first}{between}…, {last} ({} more in between)", rest.len())
        }
        all => all.join(between),
    }
}

fn counted(number: usize, one: &str, many: &str) -> String {
    match number {
        1 => format!("1 {one}"),
        number => format!("{number} {many}"),
    }
}
