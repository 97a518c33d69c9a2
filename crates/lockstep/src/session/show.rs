//! A moment of a session, in words.

use super::Session;
use crate::{
    event_log::{Step, named},
    graph::holders,
    kernel::{Kernel, Phase},
    op::OpAccess,
    words,
};
use trace::{SharedState, Snapshot, StepRecord, ThreadView};
use world::Kind;

impl<H> Session<H> {
    /// Everything there is to see at this moment.
    pub fn moment(&self) -> Snapshot {
        Snapshot {
            at: self.position(),
            known: self.known(),
            now: self.executor.elapsed(),
            turns: self.turns(),
            shared: self.shared(),
            last: self.position().checked_sub(1).and_then(|step| self.taken(step)),
            ending: self.ending().map(|ending| ending.to_string()),
            schedule: self.plan.schedule(&self.history, self.known()).to_string(),
            races: self.races(),
        }
    }

    /// The threads, and what each could do.
    pub fn turns(&self) -> Vec<ThreadView> {
        let kernel = self.executor.kernel();
        (0..kernel.tasks.len())
            .map(|task| turn(kernel, task, self.executor.runnable(task)))
            .collect()
    }

    /// What the threads share.
    pub fn shared(&self) -> Vec<SharedState> {
        let kernel = self.executor.kernel();
        let changed = match kernel.steps {
            0 => OpAccess::NOTHING,
            _ => kernel.touched,
        };
        let is_changed = |touch: OpAccess| changed.writes && changed.object == touch.object;
        let cells = (0..kernel.cells.len() as u32).map(|cell| SharedState {
            name: kernel.cells[cell as usize].label.to_string(),
            value: words::value(kernel.cells[cell as usize].label, kernel.cells[cell as usize].value),
            is_held: false,
            changed: is_changed(OpAccess::cell(cell, true)),
        });
        let regions = (0..kernel.regions.len() as u32).filter_map(|region| {
            Some(SharedState {
                name: kernel.regions[region as usize].label.to_string(),
                value: content(kernel, region)?,
                is_held: kernel.regions[region as usize].label.kind.excludes(),
                changed: is_changed(OpAccess::region(region, true)),
            })
        });
        cells.chain(regions).collect()
    }

    /// A step that was taken before this moment, counted from 0.
    pub fn taken(&self, step: u64) -> Option<StepRecord> {
        let kernel = self.executor.kernel();
        let log = kernel.watch.as_ref()?.log.as_ref()?;
        let Step { task, at, op } = *log.steps.get(usize::try_from(step).ok()?)?;
        Some(StepRecord {
            step: step + 1,
            thread: task,
            at,
            words: words::operation(kernel, op.act),
            place: named(op.place),
        })
    }
}

impl<H> Session<H> {
    /// Whether the last step was at a lock.
    pub(super) fn is_at_lock(&self) -> bool {
        let kernel = self.executor.kernel();
        let steps = kernel.watch.as_ref().and_then(|watch| watch.log.as_ref());
        let region = steps
            .and_then(|log| log.steps.last())
            .map(|step| step.op.act.touch().object);
        let region = region.filter(|object| *object != OpAccess::NOTHING.object && object & 1 == 1);
        region.is_some_and(|object| kernel.regions[(object >> 1) as usize].label.kind.excludes())
    }
}

fn turn(kernel: &Kernel, task: usize, enabled: bool) -> ThreadView {
    let row = &kernel.tasks[task];
    let next = (row.phase != Phase::Ended).then(|| words::operation(kernel, row.next.act));
    let seen = |(cell, value): (u32, u64)| {
        let label = kernel.cells[cell as usize].label;
        format!("{label} = {}", words::value(label, value))
    };
    ThreadView {
        thread: task as u16,
        name: row.label.to_string(),
        place: next.is_some().then(|| named(row.next.place)),
        next,
        enabled,
        note: words::note(kernel, task),
        seen: row.seen.map(seen),
        holds: row
            .locks
            .iter()
            .map(|lock| kernel.regions[*lock as usize].label.to_string())
            .collect(),
    }
}

/// What is known of a region's state: who holds a lock, how often a variable was written. The state itself is the program's own.
fn content(kernel: &Kernel, region: u32) -> Option<String> {
    let row = &kernel.regions[region as usize];
    match row.label.kind {
        kind if kind.excludes() => {
            let names = holders(kernel, region).into_iter();
            let names: Vec<String> = names.map(|task| kernel.tasks[task].label.to_string()).collect();
            Some(match names.is_empty() {
                true => "free".into(),
                false => format!("held by {}", names.join(", ")),
            })
        }
        Kind::Variable => Some(match row.version {
            0 => "as it began".into(),
            1 => "written once".into(),
            times => format!("written {times} times"),
        }),
        _ => None,
    }
}
