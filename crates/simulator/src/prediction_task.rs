//! A prediction that is under way, a slice at a time, so that whoever steps meanwhile is answered.

use catalogue::{Experiment, Lock};
use predict::Prediction;
use protocol::SimulatorEvent;
use std::sync::Arc;
use trace::Calibration;
use workloads::input::Input;

/// What a slice may cost, in nanoseconds or so.
const SLICE: u64 = 20_000_000;

/// A prediction.
pub struct PredictionTask {
    id: u32,
    prediction: Prediction,
}

/// What is to be predicted.
pub struct PredictionRequest {
    /// The page's number.
    pub id: u32,
    /// Which numbers of threads.
    pub threads: Vec<u32>,
    /// Which locks, by id.
    pub locks: Vec<String>,
    /// How many cores.
    pub cores: u32,
    /// What real threads took for a few small things.
    pub calibration: Calibration,
}

impl PredictionTask {
    /// Prepares it; fails with a sentence.
    pub fn start(experiment: &Experiment, input: Arc<Input>, wanted: PredictionRequest) -> Result<Self, String> {
        let PredictionRequest {
            id,
            threads,
            locks,
            cores,
            calibration,
        } = wanted;
        let locks: Result<Vec<Lock>, _> = locks.iter().map(|lock| Lock::read(lock)).collect();
        let locks = locks.map_err(|complaint| complaint.to_string())?;
        let prediction = Prediction::new(experiment, input, calibration, cores, &threads, &locks);
        Ok(PredictionTask {
            id,
            prediction: prediction.map_err(|refusal| refusal.sentence)?,
        })
    }

    /// Goes on for a slice; whether there is more to do.
    pub fn advance(&mut self, tell: &mut dyn FnMut(SimulatorEvent)) -> bool {
        let id = self.id;
        self.prediction.advance(SLICE, &mut |lock, point| {
            tell(SimulatorEvent::Predicted {
                id,
                lock: lock.id().into(),
                point,
            });
        })
    }

    /// It is over.
    pub fn end(&self) -> SimulatorEvent {
        SimulatorEvent::PredictionEnded { id: self.id }
    }
}
