//! Throughput for any number of threads, foretold by lockstep from what was measured with one or two.
//!
//! Throughput is a rate, so a smaller run tells it too. Each point begins with a tiny run and grows it until playing it has taken a good part of
//! [`EFFORT`] more than that first one, or it is as large as the real one. Where no thread ever waits for another in the middle of its work, each
//! operation of the smaller run stands for many ([`Costs::each_for`]): it lasts as long as the real one, has as many turns and slices, and only
//! fewer, longer operations. Where threads do wait for each other, how long they take to get up matters beside how long they work, so operations
//! keep their length and the run is just shorter. What a run takes however small it is, starting its threads or sorting what each of them has,
//! would then count too much: the tiny run tells it ([`Played::grown`]).

use crate::{calibrator::alone, dry_run::DryRun, fit};
use catalogue::{Experiment, Lock};
use lab::{StartError, can_be_simulated, first_size, lock_kind, set_up_in_lockstep, truncate, virtual_machine, whole};
use labs::Program;
use lockstep::Costs;
use std::{collections::VecDeque, sync::Arc};
use trace::{Calibration, LabCalibration, Point};
use workloads::{ResultCollector, input::Input};

/// What the last run of a point may cost to play, in nanoseconds or so: a step counts as a hundred.
const EFFORT: u64 = 100_000_000;
/// A run that cost at least this share of it is large enough.
const ENOUGH: u64 = EFFORT / 3;
/// How many times larger the next run may be.
const GROWTH: u64 = 32;
/// The largest factor of computations that is believed, and the smallest is one of so many.
const FACTOR: u64 = 64;

/// A prediction, which goes on only while it is told to.
pub struct Prediction {
    base: Experiment,
    program: Program,
    input: Arc<Input>,
    gauges: Calibration,
    cores: u32,
    /// What the probes tell, once it was found.
    plain: Option<Costs>,
    /// The same for each lock, with what the lab's own run tells.
    costs: Vec<(Lock, Costs)>,
    /// Locks whose costs are still to be found.
    unknown: Vec<Lock>,
    plan: VecDeque<(u32, Lock)>,
    size: u64,
    /// The first run of the point, which is as small as can be.
    least: Option<Played>,
    on: Option<PredictionRun>,
}

/// A run that was played.
#[derive(Clone, Copy)]
struct Played {
    effort: u64,
    /// Units of work, and seconds.
    done: f64,
    seconds: f64,
}

impl Played {
    /// The throughput of a run with so many units of work, which takes as much longer for each as this one took beyond the `least`.
    fn grown(&self, least: Option<Played>, units: f64) -> f64 {
        let beyond = least.filter(|least| least.done < self.done && least.seconds < self.seconds);
        let each = beyond.map_or(self.seconds / self.done, |least| {
            (self.seconds - least.seconds) / (self.done - least.done)
        });
        units / (self.seconds + (units - self.done) * each)
    }
}

/// A run under way.
struct PredictionRun {
    run: DryRun<ResultCollector>,
    /// How many of its kind each operation stands for.
    each: u32,
    /// What was spent on it when it was last left.
    spent: u64,
}

impl Prediction {
    /// Prepares to predict, on so many cores, what `experiment` does with each of these numbers of threads and each of these locks, on a
    /// machine that `calibration` describes; `input` is the text, if the lab reads one.
    pub fn new(
        experiment: &Experiment,
        input: Arc<Input>,
        gauges: Calibration,
        cores: u32,
        threads: &[u32],
        locks: &[Lock],
    ) -> Result<Self, StartError> {
        let base = whole(experiment, &input);
        let program = lab::program(&base, input.clone())?;
        can_be_simulated(&program)?;
        // What chance decides is not foretold.
        let chance = locks
            .iter()
            .find_map(|lock| program.prediction(lock_kind(*lock)).left_to_chance);
        if let Some(chance) = chance {
            return Err(StartError::from(chance.to_string()));
        }
        let spots = threads
            .iter()
            .flat_map(|threads| locks.iter().map(|lock| (*threads, *lock)));
        Ok(Prediction {
            plan: spots.collect(),
            size: first_size(&base),
            least: None,
            base,
            program,
            input,
            gauges,
            cores,
            plain: None,
            costs: Vec::new(),
            unknown: locks.to_vec(),
            on: None,
        })
    }

    /// Goes on for about so many nanoseconds; whether there is more to come. Points that are ready go to `tell`.
    pub fn advance(&mut self, effort: u64, tell: &mut dyn FnMut(Lock, Point)) -> bool {
        let hurry = self.base.hurry();
        let tell: &mut dyn FnMut(Lock, Point) = &mut |lock, point| tell(lock, by_its_clock(point, hurry));
        let Some(plain) = self.plain else {
            self.plain = Some(fit::costs(&self.gauges, virtual_machine(&self.base).costs));
            return !self.plan.is_empty();
        };
        if let Some(lock) = self.unknown.pop() {
            self.costs.push((lock, self.calibrated(lock, plain)));
            return !self.plan.is_empty();
        }
        let mut left = effort;
        while let Some(&spot) = self.plan.front() {
            if left == 0 {
                return true;
            }
            let on = match self.on.take() {
                Some(on) => on,
                None => match self.rehearse(&self.at(spot), self.size) {
                    Some(on) => on,
                    None => {
                        self.pop();
                        continue;
                    }
                },
            };
            left = self.play(on, spot, left, tell);
        }
        false
    }

    /// The cost model under a lock, once it was found.
    pub fn costs(&self, lock: Lock) -> Option<Costs> {
        self.costs
            .iter()
            .find(|(known, _)| *known == lock)
            .map(|(_, costs)| *costs)
    }

    fn at(&self, (threads, lock): (u32, Lock)) -> Experiment {
        Experiment {
            threads,
            lock,
            ..self.base.clone()
        }
    }

    /// Plays the run on for so much effort; how much of that is left.
    fn play(&mut self, mut on: PredictionRun, spot: (u32, Lock), left: u64, tell: &mut dyn FnMut(Lock, Point)) -> u64 {
        let more = on.run.advance(on.spent + left, on.each);
        let effort = on.run.effort(on.each);
        let left = left.saturating_sub(effort - on.spent);
        on.spent = effort;
        if more && effort < 4 * EFFORT {
            self.on = Some(on);
            return left;
        }
        let played = Played {
            effort,
            done: on.run.done() as f64 * f64::from(on.each),
            seconds: on.run.elapsed() as f64 / 1e9,
        };
        // What the least run takes is no reason to leave it at that.
        let spent = self.least.map_or(0, |least| effort.saturating_sub(least.effort));
        if !more && spent < ENOUGH && self.size < self.base.size {
            let told = if self.least.is_some() { spent } else { effort };
            let factor = (EFFORT * 2 / 3 / told.max(1)).clamp(2, GROWTH);
            self.size = self.size.saturating_mul(factor).min(self.base.size);
            self.least.get_or_insert(played);
            return left;
        }
        if (more || on.run.finished()) && played.done > 0.0 && played.seconds > 0.0 {
            tell(spot.1, Point::exactly(spot.0, self.throughput(played, on.each, more)));
        }
        self.pop();
        left
    }

    /// What a run of the real size would do a second. One that lasts as long as that, or was not played to its end, tells no more than it is.
    fn throughput(&self, played: Played, each: u32, unfinished: bool) -> f64 {
        let least = self.least.filter(|_| each == 1 && !unfinished);
        let units = match least {
            Some(_) => played.done * (self.base.size as f64 / self.size.max(1) as f64),
            None => played.done,
        };
        played.grown(least, units)
    }

    fn pop(&mut self) {
        self.plan.pop_front();
        self.size = first_size(&self.base);
        self.least = None;
    }

    /// Sets up a run of the experiment that is as small as `size`.
    fn rehearse(&self, experiment: &Experiment, size: u64) -> Option<PredictionRun> {
        let each = match self.program.prediction(lock_kind(experiment.lock)).stands_for_many {
            true => u32::try_from(experiment.size / size.max(1)).unwrap_or(u32::MAX).max(1),
            false => 1,
        };
        let costs = self.costs(experiment.lock).unwrap_or(Costs::PLAIN).each_for(each);
        let run = self.set_up(experiment, size, costs)?;
        Some(PredictionRun { run, each, spent: 0 })
    }

    fn set_up(&self, experiment: &Experiment, size: u64, costs: Costs) -> Option<DryRun<ResultCollector>> {
        let smaller = smaller(experiment, size, self.base.size);
        let program = lab::program(&smaller, truncate(&self.input, &smaller)).ok()?;
        let run = DryRun::new(self.cores, costs, |world| set_up_in_lockstep(world, &smaller, &program));
        Some(match program.prediction(lock_kind(experiment.lock)).hardly_computes {
            true => run.hardly_computing(),
            false => run,
        })
    }

    /// Costs of operations from the probes, and then the one factor with which lockstep takes as long for the lab's own short run as real
    /// threads did: of its computations if it computes, of its operations if those are all it does.
    fn calibrated(&self, lock: Lock, costs: Costs) -> Costs {
        let alone = Experiment {
            lock,
            ..alone(&self.base)
        };
        let gauge = self.gauges.labs.iter().find(|gauge| gauge.lock == lock.id());
        let Some(&LabCalibration { size, nanos, .. }) = gauge else {
            return costs;
        };
        let most = size.min(self.base.size);
        // One thread's time is as long as its work, so a part of that run tells as much, and is played sooner.
        let Some(part) = self.part(&alone, most, costs) else {
            return costs;
        };
        let nanos = (u128::from(nanos) * u128::from(part) / u128::from(size.max(1))) as u64;
        let nothing = Costs { compute: 0, ..costs };
        let (Some(all), Some(rest)) = (self.takes(&alone, part, costs), self.takes(&alone, part, nothing)) else {
            return costs;
        };
        let one = u64::from(Costs::ONE);
        let factor = |measured: u64, own: u64| {
            let factor = u128::from(measured) * u128::from(one) / u128::from(own.max(1));
            (factor.min(u128::from(u64::MAX)) as u64).clamp(one / FACTOR, one * FACTOR)
        };
        if all - rest > all / 10 {
            return Costs {
                compute: factor(nanos.saturating_sub(rest), all - rest) as u32,
                ..costs
            };
        }
        let factor = factor(nanos, all);
        let times = |cost: u64| cost * factor / one;
        Costs {
            load: times(costs.load),
            store: times(costs.store),
            update: times(costs.update),
            region: times(costs.region),
            ..costs
        }
    }

    /// A size up to that of the lab's own run that costs enough to be played.
    fn part(&self, alone: &Experiment, most: u64, costs: Costs) -> Option<u64> {
        let mut size = first_size(&self.base).min(most);
        loop {
            let mut run = self.set_up(alone, size, costs)?;
            run.advance(u64::MAX, 1);
            let effort = run.effort(1);
            if effort >= ENOUGH || size == most {
                return Some(size);
            }
            let factor = (EFFORT / 2 / effort.max(1)).clamp(2, GROWTH);
            size = size.saturating_mul(factor).min(most);
        }
    }

    fn takes(&self, alone: &Experiment, size: u64, costs: Costs) -> Option<u64> {
        let mut run = self.set_up(alone, size, costs)?;
        run.advance(u64::MAX, 1);
        Some(run.elapsed())
    }
}

/// A run of `size` instead of `whole`, with as many chunks to deal out as the whole has where a chunk is a good part of it.
fn smaller(experiment: &Experiment, size: u64, whole: u64) -> Experiment {
    let mut smaller = Experiment {
        size,
        ..experiment.clone()
    };
    let divided = |extra: &catalogue::IntParam| Some(extra.key) == experiment.lab.divided;
    if let Some(chunk) = experiment.lab.extras.iter().position(divided) {
        let part = u128::from(smaller.extras[chunk]) * u128::from(size) / u128::from(whole.max(1));
        smaller.extras[chunk] = (part as u64).max(experiment.lab.extras[chunk].least);
    }
    smaller
}

/// A point in units a second of a clock that goes so many times as fast.
fn by_its_clock(point: Point, hurry: f64) -> Point {
    Point {
        median: point.median / hurry,
        low: point.low / hurry,
        high: point.high / hurry,
        ..point
    }
}
