//! Running and searching to the end, for callers that may block.

use crate::{
    Ending, InputCache, Limits, Next, RunnableProgram, Searching, Settings, Simulation, StartError, Sweep, ThreadRun,
    free_cores, program,
};
use catalogue::{Engine, Experiment};
use labs::Program;
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::Relaxed},
        mpsc::{self, RecvTimeoutError},
    },
    thread,
    time::{Duration, Instant},
};
use threads::{CpuTimeProbe, RecordOptions, Run, native_pool};
use trace::{Environment, Event, MachineLoad, Report, SearchReport, SymbolTable};
use workloads::input::Input;

/// How often a run that goes on is looked at.
const LOOK: Duration = Duration::from_millis(50);
/// Steps between two looks at the time: a few milliseconds.
const STEPS_A_LOOK: u64 = 100_000;
/// Events that are kept of a run in lockstep.
const MOST_EVENTS: usize = 1 << 20;
/// Steps of a search between two looks at the time, which are slower there: a few milliseconds too. A schedule may have one step or ten thousand.
const SEARCHED_A_LOOK: u64 = 20_000;
/// How long threads that were told to stop may take to come home.
const WAY_HOME: Duration = Duration::from_secs(2);

/// How long probes of a busy machine compute before they are believed, and then while they are watched.
const WARM: Duration = Duration::from_millis(10);
const GAUGED: Duration = Duration::from_millis(30);

/// A run with everything that was recorded of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Recording {
    /// Its report.
    pub report: Report,
    /// What happened, in order of time within each thread.
    pub events: Vec<Event>,
    /// What the numbers in the events stand for.
    pub names: SymbolTable,
    /// Events that found no room.
    pub dropped: u64,
}

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Ends whatever runs or searches in this process, as soon as it is looked at, with what it has; whether that was asked for before.
pub fn interrupt() -> bool {
    INTERRUPTED.swap(true, Relaxed)
}

/// Whether [`interrupt`] was called.
pub fn is_interrupted() -> bool {
    INTERRUPTED.load(Relaxed)
}

/// Runs an experiment to its end, with the engine it asks for.
pub fn run(experiment: &Experiment, texts: &mut InputCache, limits: &Limits) -> Result<Report, StartError> {
    Ok(play(experiment, texts, limits, RecordOptions::default())?.report)
}

/// As [`run`], with what happened in it.
pub fn record(experiment: &Experiment, texts: &mut InputCache, limits: &Limits) -> Result<Recording, StartError> {
    let keep = RecordOptions {
        events: true,
        order: false,
    };
    play(experiment, texts, limits, keep)
}

/// As [`record`], and the schedule in the report replays the run in lockstep, unless it was too long: then the report says so.
pub fn record_order(experiment: &Experiment, texts: &mut InputCache, limits: &Limits) -> Result<Recording, StartError> {
    let keep = RecordOptions {
        events: true,
        order: true,
    };
    play(experiment, texts, limits, keep)
}

/// Measures a sweep to its end; `tell` hears before each run how far it is, and says whether to go on.
pub fn sweep(sweep: &mut Sweep, limits: &Limits, tell: &mut dyn FnMut(&Sweep) -> bool) -> Result<(), StartError> {
    let play = &mut |experiment: &Experiment, input: Arc<Input>| {
        Ok(play_reading(experiment, input, limits, RecordOptions::default())?.report)
    };
    sweep_with(sweep, tell, play)
}

/// Runs an experiment with a text, and gives its report.
pub type Play<'a> = dyn FnMut(&Experiment, Arc<Input>) -> Result<Report, StartError> + 'a;

/// As [`sweep`], where `play` runs the experiment.
pub fn sweep_with(
    sweep: &mut Sweep,
    tell: &mut dyn FnMut(&Sweep) -> bool,
    play: &mut Play<'_>,
) -> Result<(), StartError> {
    let began = Instant::now();
    let now_ms = || began.elapsed().as_secs_f64() * 1e3;
    while let Some(next) = sweep.next().filter(|_| tell(sweep)) {
        match next {
            Next::Gauge => sweep.gauged(machine(), now_ms()),
            Next::Run(experiment) => {
                let input = sweep.input(&experiment);
                let report = play(&experiment, input)?;
                if is_interrupted() {
                    break;
                }
                sweep.record(&report, now_ms());
            }
        }
    }
    Ok(())
}

fn play(
    experiment: &Experiment,
    texts: &mut InputCache,
    limits: &Limits,
    keep: RecordOptions,
) -> Result<Recording, StartError> {
    play_reading(experiment, texts.get(experiment)?, limits, keep)
}

fn play_reading(
    experiment: &Experiment,
    input: Arc<Input>,
    limits: &Limits,
    keep: RecordOptions,
) -> Result<Recording, StartError> {
    let program = program(experiment, input)?;
    match experiment.engine {
        Engine::Threads => run_subject(experiment, &program, limits, keep),
        Engine::Lockstep => simulate(experiment, &program, limits, if keep.events { MOST_EVENTS } else { 0 }),
    }
}

/// Searches all schedules of an experiment, as far as its settings and the limit on time let it.
pub fn search(
    experiment: &Experiment,
    texts: &mut InputCache,
    settings: Settings,
    limits: &Limits,
) -> Result<SearchReport, StartError> {
    search_telling(experiment, texts, settings, limits, &mut |_, _| ())
}

/// As [`search`]; `tell` hears now and then how many schedules were tried and how many of them ended badly.
pub fn search_telling(
    experiment: &Experiment,
    texts: &mut InputCache,
    settings: Settings,
    limits: &Limits,
    tell: &mut dyn FnMut(u64, u64),
) -> Result<SearchReport, StartError> {
    let program = program(experiment, texts.get(experiment)?)?;
    let mut searching = Searching::start(experiment, &program, settings)?;
    let began = Instant::now();
    while searching.advance(SEARCHED_A_LOOK) {
        tell(searching.found().schedules, searching.found().bad);
        if is_interrupted() {
            searching.stop("The search was interrupted.".into());
            break;
        }
        if let Some(limit) = limits.whole.filter(|limit| began.elapsed() > *limit) {
            searching.stop(format!("The search ended after {} seconds.", limit.as_secs_f64()));
            break;
        }
    }
    Ok(searching.report(began.elapsed()))
}

fn simulate(
    experiment: &Experiment,
    program: &Program,
    limits: &Limits,
    events: usize,
) -> Result<Recording, StartError> {
    let mut simulation = Simulation::start(experiment, program, events)?;
    let began = Instant::now();
    let mut late = None;
    while simulation.advance(STEPS_A_LOOK)? && !is_interrupted() {
        if let Some(limit) = limits.whole.filter(|limit| began.elapsed() > *limit) {
            late = Ending::OverTime(limit).sentence();
            break;
        }
    }
    let stage = simulation.run().executor();
    let (events, names, dropped) = (stage.events().to_vec(), stage.names(), stage.dropped());
    Ok(Recording {
        report: simulation.finish(late, environment()),
        events,
        names,
        dropped,
    })
}

/// Runs something on real threads, which are sent home. Only a thread in an endless loop stays behind.
pub fn run_subject(
    experiment: &Experiment,
    subject: &dyn RunnableProgram,
    limits: &Limits,
    keep: RecordOptions,
) -> Result<Recording, StartError> {
    let began = Instant::now();
    let thread_run = ThreadRun::start(native_pool(), experiment, subject, keep)?;
    let ending = wait(&thread_run, limits);
    let run = thread_run.run().clone();
    match ending {
        Ending::Deadlocked => {}
        // Nothing brings that thread home; the others need not be waited for.
        Ending::Endless { .. } => run.stop(),
        _ => send_home(&run),
    }
    let mut events = Vec::new();
    let dropped = run.drain(&mut events);
    let names = run.names();
    let late = || is_interrupted() || limits.whole.is_some_and(|limit| began.elapsed() > limit);
    let report = thread_run.finish_unless(&ending, environment(), &late);
    if ending == Ending::Deadlocked {
        send_home(&run);
    }
    Ok(Recording {
        report,
        events,
        names,
        dropped,
    })
}

/// How much of this machine is free now; see [`free_cores`].
pub fn machine() -> Option<MachineLoad> {
    free_cores(&native_pool(), environment().hardware_threads as u32)
}

/// This machine.
pub fn environment() -> Environment {
    Environment {
        agent: concat!("threadbare ", env!("CARGO_PKG_VERSION")).into(),
        hardware_threads: thread::available_parallelism().map_or(1, usize::from),
        isolated: true,
        free_cores: None,
    }
}

/// How much of this machine other work has just now, in cores. Takes some 40 ms: as many threads as there are cores compute and count what they get.
pub fn cores_taken() -> f64 {
    let cores = environment().hardware_threads;
    let pool = native_pool();
    let probes: Vec<CpuTimeProbe> = (0..cores).map(|_| CpuTimeProbe::start(&*pool)).collect();
    let used = || probes.iter().map(CpuTimeProbe::used).sum::<Duration>();
    thread::sleep(WARM);
    let (before, began) = (used(), Instant::now());
    thread::sleep(GAUGED);
    let got = used().saturating_sub(before).as_secs_f64() / began.elapsed().as_secs_f64();
    (cores as f64 - got).max(0.0)
}

fn wait(thread_run: &ThreadRun, limits: &Limits) -> Ending {
    let over = notice(thread_run.run(), |run| drop(run.wait()));
    loop {
        if let Some(ending) = thread_run.ended(limits) {
            return ending;
        }
        if is_interrupted() {
            return Ending::Stopped;
        }
        // Disconnected never happens before the run is over, and then the next look tells.
        let (Ok(()) | Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected)) = over.recv_timeout(LOOK);
    }
}

fn send_home(run: &Run) {
    if !run.is_joined() {
        run.stop();
        // A thread that does not come is beyond help; the report is made without it.
        join_within(run, WAY_HOME);
    }
}

/// Waits until the threads of a run have come home, or for so long; whether they have.
pub fn join_within(run: &Run, patience: Duration) -> bool {
    notice(run, Run::join_all).recv_timeout(patience).is_ok()
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
