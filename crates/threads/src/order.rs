//! The order in which a run's visible operations took place, kept so that lockstep can replay it.
//!
//! What counts is what lockstep counts as a step: an operation on a cell; an operation on a region that took place, gave up or ran out
//! of time; the first try of a wait that has to wait; a computation; falling asleep. Each is one with its entry under one lock, which
//! no thread keeps while it is parked; so the order is total, and what waited without it waits with it.

use crate::primitive::lock;
use std::{
    collections::{BTreeMap, VecDeque},
    hint,
    sync::{
        Mutex, MutexGuard,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
};

/// Steps that are kept of a run; of a longer one none is.
pub const MOST_STEPS: u64 = 1_000_000;

/// How often a thread looks for its turn before it sleeps: ten microseconds or so, and others are done within a tenth of one.
const LOOKS: u32 = 1_000;

/// What is known of the order of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordedSchedule {
    /// It was not asked for.
    NotRecorded,
    /// There were more than [`MOST_STEPS`] steps.
    TooLong,
    /// All of it.
    Recorded(Vec<Segment>),
}

/// Steps of one thread in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The thread, counted from 0 as lockstep would count.
    pub thread: u16,
    /// How many.
    pub steps: u32,
}

/// Keeps the order.
///
/// # Memory ordering
/// The log is behind a mutex, and that is the point: each operation takes place while it is held, so the order of the log is the order of the run.
#[derive(Default)]
pub struct ScheduleRecorder {
    log: Mutex<Log>,
    full: AtomicBool,
}

#[derive(Default)]
struct Log {
    steps: u64,
    segments: Vec<Segment>,
    /// Who was spawned when, in this order.
    spawns: BTreeMap<SpawnPoint, Vec<u16>>,
    /// By thread, the steps it has taken.
    taken: Vec<u32>,
}

/// When threads were spawned: outside of the run, or when another had taken this many steps.
type SpawnPoint = Option<(u16, u32)>;

impl ScheduleRecorder {
    /// Runs `act`, and enters it as a step of the thread if it `counts`.
    pub fn enter<R>(&self, thread: u16, act: impl FnOnce() -> R, counts: impl FnOnce(&R) -> bool) -> R {
        // Relaxed: a thread that does not see it yet takes the lock once more and finds the log full there.
        if self.full.load(Relaxed) {
            return act();
        }
        let mut log = self.log();
        // Within the lock, so that the log has the order in which the operations really took place.
        let out = act();
        if counts(&out) && !log.step(thread) {
            self.full.store(true, Relaxed);
        }
        out
    }

    /// Spins for its turn before it sleeps. A sleeper takes so long to wake that others would run ahead by thousands of steps,
    /// and the order of a recorded run would be no more like that of another than a single thread's.
    fn log(&self) -> MutexGuard<'_, Log> {
        // `try_lock` also fails for a poisoned lock; `primitive::lock` below then takes it all the same.
        for _ in 0..LOOKS {
            match self.log.try_lock() {
                Ok(log) => return log,
                Err(_) => hint::spin_loop(),
            }
        }
        lock(&self.log)
    }

    /// Notes who spawned a thread.
    pub fn spawned(&self, thread: u16, parent: Option<u16>) {
        let mut log = lock(&self.log);
        // Counted in the parent's own steps: how many others have taken depends on the machine, its own number does not.
        let moment = parent.map(|parent| (parent, *log.taken(parent)));
        log.spawns.entry(moment).or_default().push(thread);
    }

    /// What is known by now.
    pub fn order(&self) -> RecordedSchedule {
        let log = lock(&self.log);
        match log.steps > MOST_STEPS {
            true => RecordedSchedule::TooLong,
            false => RecordedSchedule::Recorded(log.numbered()),
        }
    }
}

impl Log {
    fn taken(&mut self, thread: u16) -> &mut u32 {
        let thread = usize::from(thread);
        if self.taken.len() <= thread {
            self.taken.resize(thread + 1, 0);
        }
        &mut self.taken[thread]
    }

    /// One more step, for which there may be no room.
    fn step(&mut self, thread: u16) -> bool {
        self.steps += 1;
        if self.steps > MOST_STEPS {
            // A half would replay as another run: all of it or none. The memory goes too.
            self.segments = Vec::new();
            return false;
        }
        *self.taken(thread) += 1;
        match self.segments.last_mut() {
            Some(last) if last.thread == thread => last.steps += 1,
            _ => self.segments.push(Segment { thread, steps: 1 }),
        }
        true
    }

    /// The stretches with lockstep's numbers of threads. There a thread is numbered in the very step that spawned it; here the steps of
    /// others may have come in between.
    fn numbered(&self) -> Vec<Segment> {
        let mut numbers = Numbers::default();
        numbers.admit(self, None);
        // Plays the log through once. A thread that was spawned in a step gets its number right after the segment of that step, as in lockstep.
        let mut taken = vec![0; self.taken.len()];
        let renumbered = self.segments.iter().map(|&Segment { thread, steps }| {
            let before = taken[usize::from(thread)];
            let after = before + steps;
            taken[usize::from(thread)] = after;
            let renumbered = numbers.of(thread);
            let moments = Some((thread, before + 1))..=Some((thread, after));
            for (moment, _) in self.spawns.range(moments) {
                numbers.admit(self, *moment);
            }
            Segment {
                thread: renumbered,
                steps,
            }
        });
        renumbered.collect()
    }
}

/// Lockstep's numbers of threads, as far as they are given.
#[derive(Default)]
struct Numbers {
    given: BTreeMap<u16, u16>,
}

impl Numbers {
    /// A thread steps only after it was spawned, so it has a number.
    fn of(&self, thread: u16) -> u16 {
        self.given.get(&thread).copied().unwrap_or_default()
    }

    /// Numbers those who were spawned at a moment, and whom they spawned before their first step.
    fn admit(&mut self, log: &Log, moment: SpawnPoint) {
        let mut moments = VecDeque::from([moment]);
        while let Some(moment) = moments.pop_front() {
            for &thread in log.spawns.get(&moment).into_iter().flatten() {
                self.given.insert(thread, self.given.len() as u16);
                moments.push_back(Some((thread, 0)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segments(order: RecordedSchedule) -> Vec<(u16, u32)> {
        match order {
            RecordedSchedule::Recorded(kept) => kept.iter().map(|stretch| (stretch.thread, stretch.steps)).collect(),
            other => panic!("{other:?}"),
        }
    }

    fn step(recorder: &ScheduleRecorder, thread: u16) {
        recorder.enter(thread, || (), |()| true);
    }

    #[test]
    fn steps_of_one_thread_in_a_row_are_one_stretch_and_what_does_not_count_is_none() {
        let recorder = ScheduleRecorder::default();
        (0..2).for_each(|thread| recorder.spawned(thread, None));
        [0, 0, 1].into_iter().for_each(|thread| step(&recorder, thread));
        recorder.enter(0, || (), |()| false);
        step(&recorder, 1);
        assert_eq!(segments(recorder.order()), [(0, 2), (1, 2)]);
    }

    /// Thread 0 steps before thread 1, but its child comes about after that of thread 1; and a child of a child that has taken no step
    /// is numbered after all children of the step.
    #[test]
    fn threads_are_numbered_by_the_step_that_spawned_them() {
        let recorder = ScheduleRecorder::default();
        (0..2).for_each(|thread| recorder.spawned(thread, None));
        [0, 1].into_iter().for_each(|thread| step(&recorder, thread));
        for (thread, parent) in [(2, 1), (3, 0), (4, 3), (5, 0)] {
            recorder.spawned(thread, Some(parent));
        }
        (2..6).for_each(|thread| step(&recorder, thread));
        assert_eq!(
            segments(recorder.order()),
            [(0, 1), (1, 1), (5, 1), (2, 1), (4, 1), (3, 1)]
        );
    }

    #[test]
    #[cfg_attr(miri, ignore = "a million steps take minutes there")]
    fn of_a_run_that_is_too_long_nothing_is_kept() {
        let recorder = ScheduleRecorder::default();
        (0..MOST_STEPS).for_each(|_| step(&recorder, 0));
        assert_eq!(segments(recorder.order()), [(0, MOST_STEPS as u32)]);
        step(&recorder, 0);
        assert_eq!(recorder.order(), RecordedSchedule::TooLong);
        assert!(lock(&recorder.log).segments.is_empty());
    }
}
