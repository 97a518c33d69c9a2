//! What lockstep foretells beside what was measured.

use super::{Context, Effect, PtrEq, RichText, Sweep};
use crate::words;
use protocol::{SimulatorCommand, SimulatorEvent};
use trace::Point;

/// Numbers of threads that are predicted besides those that were measured.
const FURTHER: [u32; 3] = [16, 32, 64];

/// How far the prediction of a sweep is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum PredictionState {
    /// There is none.
    #[default]
    None,
    /// It waits for the simulator.
    Wanted,
    /// The simulator works on it, under this number.
    Live(u32),
    /// It is whole.
    Complete,
    /// It could not be made.
    Failed(String),
}

impl Sweep {
    /// The simulator listens: what is wanted begins.
    pub(super) fn begin_foresight(&mut self, ctx: &mut Context) {
        let Some(calibration) = self.calibration.clone() else {
            return;
        };
        let id = ctx.take_id();
        self.foresight = PredictionState::Live(id);
        let measured = self.curves.iter().flat_map(|curve| &curve.points);
        let mut threads: Vec<u32> = measured.map(|point| point.threads).chain(FURTHER).collect();
        threads.sort_unstable();
        threads.dedup();
        ctx.push(Effect::SimulatorCommand(SimulatorCommand::Predict {
            id,
            settings: self.settings.clone(),
            threads,
            locks: self.curves.iter().map(|curve| curve.lock.clone()).collect(),
            cores: calibration.cores,
            calibration,
        }));
    }

    /// Whether the simulator speaks of the prediction that is under way.
    pub(super) fn is_about(&self, told: &SimulatorEvent) -> bool {
        match told {
            SimulatorEvent::Predicted { id, .. }
            | SimulatorEvent::PredictionEnded { id }
            | SimulatorEvent::Refused { id, .. } => self.foresight == PredictionState::Live(*id),
            _ => false,
        }
    }

    /// The simulator said something about it.
    pub(super) fn foretold(&mut self, told: &SimulatorEvent, ctx: &mut Context) {
        match told {
            SimulatorEvent::Predicted { lock, point, .. } => self.predicted(lock, point),
            SimulatorEvent::PredictionEnded { .. } => self.foreseen(ctx),
            SimulatorEvent::Refused { message, .. } => self.foresight = PredictionState::Failed(message.clone()),
            _ => {}
        }
    }

    /// Curves that waited for their prediction go out once it is whole, or as they were when it is given up for something else.
    pub(super) fn pay(&self, before: &Sweep, ctx: &mut Context) {
        if before.is_owed() && !self.is_owed() {
            match self.foresight {
                PredictionState::None => before.tell(ctx),
                _ => self.tell(ctx),
            }
        }
    }

    fn predicted(&mut self, lock: &str, point: &Point) {
        if let Some(curve) = self.curves.iter_mut().find(|curve| curve.lock == lock) {
            curve.predicted.push(point.clone());
        }
    }

    /// Says so, if nothing else has been said since the sweep.
    fn foreseen(&mut self, ctx: &mut Context) {
        self.foresight = PredictionState::Complete;
        let told: RichText = words::sweep_ended(self);
        if *ctx.status == told {
            ctx.say(told.and(RichText::of("What was predicted stands beside it.")));
        }
    }
}

impl PtrEq<Sweep> {
    /// It will not come.
    pub(super) fn not_foreseen(&mut self, message: &str) {
        if matches!(self.foresight, PredictionState::Wanted | PredictionState::Live(_)) {
            self.edit().foresight = PredictionState::Failed(message.to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Action, Command, Facts, Model, RunCommand, Simulator, WorkerEvent};
    use protocol::{EngineEvent, Reply};
    use trace::{Calibration, Curve};

    fn point(threads: u32, median: f64) -> Point {
        Point::exactly(threads, median)
    }

    fn curve(lock: &str) -> String {
        let curve = Curve {
            lab: "hashing".into(),
            variant: "independent".into(),
            lock: lock.into(),
            unit: "messages".into(),
            points: vec![point(1, 100.0), point(2, 200.0)],
            predicted: Vec::new(),
            machine: None,
        };
        curve.json()
    }

    fn calibration() -> Calibration {
        Calibration {
            cores: 2,
            ..Calibration::default()
        }
    }

    /// A page on which a sweep of two points has just ended.
    fn swept(gauged: bool) -> (Model, Vec<Effect>) {
        let facts = Facts {
            hardware: 2,
            missing: None,
            dark: false,
        };
        let (mut model, _) = Model::new(facts, "", "#lab=hashing");
        model.update(Action::Worker(WorkerEvent::Engine(EngineEvent::Ready {
            threads: 8,
            hardware: 2,
        })));
        model.update(Action::Command(Command::Run(RunCommand::Sweep)));
        if gauged {
            model.update(Action::Worker(WorkerEvent::Engine(EngineEvent::Calibration {
                id: 1,
                calibration: calibration(),
            })));
        }
        let effects = model.update(Action::Worker(WorkerEvent::Engine(EngineEvent::Swept {
            id: 1,
            curves: vec![curve("off"), curve("cpython")],
            message: None,
        })));
        (model, effects)
    }

    /// The curves that the page around this one is told.
    fn told(effects: &[Effect]) -> Vec<Curve> {
        let curve = |effect: &Effect| match effect {
            Effect::Tell(Reply::Curve(curve)) => Curve::read(curve),
            _ => None,
        };
        effects.iter().filter_map(curve).collect()
    }

    #[test]
    fn a_curve_goes_out_once_and_with_its_prediction() {
        let (mut model, effects) = swept(true);
        assert_eq!(told(&effects), []);
        model.update(Action::Worker(WorkerEvent::Simulator(SimulatorEvent::Alive)));
        let PredictionState::Live(id) = model.lab.show.sweep.foresight else {
            panic!("{:?}", model.lab.show.sweep.foresight);
        };
        for lock in ["off", "cpython"] {
            let (lock, point) = (lock.to_string(), point(64, 10.0));
            let effects = model.update(Action::Worker(WorkerEvent::Simulator(SimulatorEvent::Predicted {
                id,
                lock,
                point,
            })));
            assert_eq!(told(&effects), []);
        }
        let curves = told(&model.update(Action::Worker(WorkerEvent::Simulator(
            SimulatorEvent::PredictionEnded { id },
        ))));
        assert_eq!(curves, model.lab.show.sweep.curves);
        assert!(
            curves
                .iter()
                .all(|curve| curve.points.len() == 2 && curve.predicted == [point(64, 10.0)])
        );
        assert_eq!(
            told(&model.update(Action::Worker(WorkerEvent::Simulator(
                SimulatorEvent::PredictionEnded { id }
            )))),
            []
        );
    }

    #[test]
    fn a_curve_whose_prediction_is_given_up_goes_out_without_one() {
        for next in [Command::Run(RunCommand::Reset), Command::Run(RunCommand::Sweep)] {
            let (mut model, _) = swept(true);
            let curves = told(&model.update(Action::Command(next)));
            assert!(curves.len() == 2 && curves.iter().all(|curve| curve.points.len() == 2));
        }
    }

    #[test]
    fn a_sweep_is_predicted_by_a_simulator_that_opens_nothing() {
        let (mut model, effects) = swept(true);
        assert!(effects.contains(&Effect::LaunchSimulator));
        let effects = model.update(Action::Worker(WorkerEvent::Simulator(SimulatorEvent::Alive)));
        let [
            Effect::SimulatorCommand(SimulatorCommand::Predict {
                id,
                threads,
                locks,
                cores,
                calibration: sent,
                ..
            }),
        ] = &effects[..]
        else {
            panic!("{effects:?}");
        };
        assert_eq!(
            (&threads[..], *cores, sent),
            (&[1, 2, 16, 32, 64][..], 2, &calibration())
        );
        assert_eq!(*locks, ["off", "cpython"]);
        let id = *id;
        for (lock, median) in [("off", 110.0), ("cpython", 150.0), ("other", 1.0)] {
            let (lock, point) = (lock.to_string(), point(1, median));
            model.update(Action::Worker(WorkerEvent::Simulator(SimulatorEvent::Predicted {
                id,
                lock,
                point,
            })));
        }
        assert_eq!(model.lab.show.sweep.curves[1].predicted, [point(1, 150.0)]);
        model.update(Action::Worker(WorkerEvent::Simulator(
            SimulatorEvent::PredictionEnded { id },
        )));
        assert_eq!(model.lab.show.sweep.foresight, PredictionState::Complete);
        let said = model.ctx.status.plain();
        assert!(said.ends_with("What was predicted stands beside it."), "{said}");
        let told = words::foresight(&model.lab.show.sweep).unwrap().plain();
        assert!(told.contains("close with the lock off (off by 10 %)"), "{told}");
        assert!(told.contains("and off by 50 % with the lock on."), "{told}");
    }

    #[test]
    fn a_sweep_without_gauges_is_not_predicted() {
        let (model, effects) = swept(false);
        assert_eq!(told(&effects).len(), 2);
        assert!(!effects.contains(&Effect::LaunchSimulator));
        assert_eq!(words::foresight(&model.lab.show.sweep), None);
    }

    #[test]
    fn a_simulator_that_breaks_leaves_what_was_measured() {
        let (mut model, _) = swept(true);
        model.update(Action::Worker(WorkerEvent::Simulator(SimulatorEvent::Alive)));
        let effects = model.update(Action::Worker(WorkerEvent::Crashed(
            crate::model::WorkerKind::Simulator,
            "it is gone.".into(),
        )));
        assert_eq!(
            (told(&effects).len(), &model.lab.lockstep.simulator),
            (2, &Simulator::Off)
        );
        assert_eq!(
            model.lab.show.sweep.foresight,
            PredictionState::Failed("it is gone.".into())
        );
        assert_eq!(model.lab.show.sweep.measured(), 4);
    }
}
