//! A program of the visitor's own as the subject of an experiment.

use catalogue::{Engine, Experiment, Lock};
use lab::{RunnableProgram, lock_of};
use python::interpreter::Settings;
use python_world::{Course, Print, Program};
use std::sync::{Arc, OnceLock};
use threads::Run;
use workloads::ResultCollector;
use world::UnderLock;

use crate::PROGRAM;
use crate::findings::Metrics;

/// Whether a run was refused a thread.
pub type Crowded = Box<dyn Fn() -> bool + Send>;

/// A program that can be run, and what was chosen for it.
pub struct Own {
    program: Program,
    most: u32,
    print: Option<Print>,
    course: Arc<OnceLock<Course>>,
}

static LAB: catalogue::LabInfo = PROGRAM;

/// Reads settings by key and value, as an address or a message has them: `python`, `lock`, `interval`, `seed` and what every lab has. `python` sets the
/// lock (3.14t has none); `lock` by itself chooses between 3.14 and 3.14t.
///
/// # Errors
/// A sentence that names the key, the value and what is allowed.
pub fn read<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Experiment, String> {
    let mut experiment = Experiment::of(&LAB);
    let (mut python, mut lock) = (None, None);
    for (key, value) in pairs {
        match key {
            "lab" | "variant" => continue,
            "python" => python = Some(value),
            "lock" => lock = Some(value),
            _ => {}
        }
        experiment.set(key, value).map_err(|complaint| complaint.to_string())?;
    }
    if experiment.engine != Engine::Threads {
        return Err("This engine runs real threads; lockstep runs in the simulator.".into());
    }
    match (python, lock) {
        (Some(_), None) if experiment.choice("python") == "3.14t" => experiment.lock = Lock::Off,
        (Some(_), None) | (None, None) => experiment.lock = Lock::CPython,
        (None, Some(_)) if experiment.lock == Lock::Off => choose(&mut experiment, "3.14t"),
        _ => {}
    }
    Ok(experiment)
}

fn choose(experiment: &mut Experiment, python: &str) {
    // The catalogue's own name, so it cannot be refused.
    let _ = experiment.set("python", python);
}

impl Own {
    /// The program of a text for an experiment; what it finds in `sys.argv` are `arguments`, and it never has more than `most` threads at once.
    ///
    /// # Errors
    /// Why it cannot be run, in a line: what is wrong, and where.
    pub fn new(text: &str, arguments: Vec<String>, experiment: &Experiment, most: u32) -> Result<Self, String> {
        let file = arguments.first().cloned().unwrap_or_default();
        let settings = Settings {
            arguments,
            seed: experiment.seed,
            version: version(experiment),
            ..Settings::default()
        };
        let program = Program::new(text.to_owned(), file, settings)?;
        Ok(Self {
            program,
            most,
            print: None,
            course: Arc::default(),
        })
    }

    /// Whether a run of it was refused a thread, because it had as many as it may have.
    pub fn crowded(&self) -> Crowded {
        let course = self.course.clone();
        Box::new(move || course.get().is_some_and(Course::is_crowded))
    }

    /// Lets it have so many bytes before MemoryError.
    #[must_use]
    pub fn within(self, bytes: usize) -> Self {
        let program = self.program.within(bytes);
        Self { program, ..self }
    }

    /// Gives what it writes to `print`, as it comes.
    #[must_use]
    pub fn printing(self, print: Print) -> Self {
        let print = Some(print);
        Self { print, ..self }
    }
}

fn version(experiment: &Experiment) -> (u8, u8, bool) {
    match experiment.choice("python") {
        "3.9" => (3, 9, false),
        _ => (3, 14, experiment.lock == Lock::Off),
    }
}

impl RunnableProgram for Own {
    fn threads(&self) -> u32 {
        self.most
    }

    fn amount(&self) -> Option<u64> {
        Some(1)
    }

    fn settled(&self, experiment: &Experiment) -> Experiment {
        experiment.clone()
    }

    fn set_up(&self, run: &Run, experiment: &Experiment) -> ResultCollector {
        run.of_text(self.program.file());
        let (lock, interval) = lock_of(experiment);
        let world = UnderLock::new(run.world(), lock, interval);
        let course = self.program.start(&world, self.most as usize, self.print.clone());
        let seen = course.clone();
        // Of several runs the first says whether it was crowded: the page begins each anew.
        let _ = self.course.set(course.clone());
        let told = move |known| {
            let (changes, told) = seen.so_far(known)?;
            Some((changes, Metrics(told).into()))
        };
        ResultCollector::new(move || Metrics(course.told())).seen(told)
    }
}
