//! Running to the end on threads of the operating system, for callers that may block.

use crate::{Ending, Limits, Refusal, Texts, Trial, program};
use catalogue::Experiment;
use std::{
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::Duration,
};
use threads::{Run, native_crew};
use trace::{Environment, Report};

/// How often a run that goes on is looked at.
const LOOK: Duration = Duration::from_millis(50);
/// How long threads that were told to stop may take to come home.
const WAY_HOME: Duration = Duration::from_secs(2);

/// Runs an experiment to its end and sends its threads home. Only a thread in an endless loop stays behind.
pub fn run(experiment: &Experiment, texts: &mut Texts, limits: &Limits) -> Result<Report, Refusal> {
    let program = program(experiment, texts.get(experiment)?)?;
    let trial = Trial::start(native_crew(), experiment, &program, false)?;
    let ending = wait(&trial, limits);
    let run = trial.run().clone();
    match ending {
        Ending::Deadlocked => {}
        // Nothing brings that thread home; the others need not be waited for.
        Ending::Endless { .. } => run.stop(),
        _ => send_home(&run),
    }
    let report = trial.finish(&ending, environment());
    if ending == Ending::Deadlocked {
        send_home(&run);
    }
    Ok(report)
}

/// This machine.
pub fn environment() -> Environment {
    Environment {
        agent: concat!("threadbare ", env!("CARGO_PKG_VERSION")).into(),
        hardware_threads: thread::available_parallelism().map_or(1, usize::from),
        isolated: true,
    }
}

fn wait(trial: &Trial, limits: &Limits) -> Ending {
    let over = notice(trial.run(), |run| drop(run.wait()));
    loop {
        if let Some(ending) = trial.ended(limits) {
            return ending;
        }
        // Disconnected never happens before the run is over, and then the next look tells.
        let (Ok(()) | Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected)) = over.recv_timeout(LOOK);
    }
}

fn send_home(run: &Run) {
    if !run.is_home() {
        run.stop();
        // A thread that does not come is beyond help; the report is made without it.
        let _ = notice(run, Run::wait_home).recv_timeout(WAY_HOME);
    }
}

/// Blocks on a thread of its own and tells when that is over.
fn notice(run: &Run, block: impl FnOnce(&Run) + Send + 'static) -> mpsc::Receiver<()> {
    let (tell, told) = mpsc::channel();
    let run = run.clone();
    thread::spawn(move || {
        block(&run);
        // Nobody may be listening any more.
        let _ = tell.send(());
    });
    told
}
