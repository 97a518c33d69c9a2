//! A native module that was not made for free threading: it brings the lock back for everybody, or, if that is forbidden, it breaks.

use super::Metrics;
use std::{
    panic::Location,
    sync::{Arc, Mutex as Plain, PoisonError},
    time::Duration,
};
use workloads::kernel::busy::busy;
use workloads::{Findings, Parameters, ResultCollector, Value, costs, variants};
use world::{
    Access, Cell, Kind, Label, Region, World,
    primitive::{Closed, Mutex, Queue},
};

variants! {
    "What the module says of itself, and what is done about it.";
    /// Nothing, so the lock comes back when it is imported.
    Undeclared = "undeclared",
    /// Nothing, and the lock is kept off all the same.
    ForcedOff = "forced-off",
    /// That it needs no lock, which is true: it has one of its own around what it shares.
    Declared = "declared",
}

/// One run's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// What the module says of itself.
    pub variant: Variant,
    /// How many threads work.
    pub threads: u32,
    /// How many jobs there are.
    pub jobs: u64,
    /// How often a job calls the module.
    pub calls: u32,
}

impl Settings {
    /// From what is set; `None` if there is no such variant.
    pub fn read(variant: &str, set: &Parameters) -> Option<Self> {
        Some(Settings {
            variant: Variant::named(variant)?,
            threads: set.threads,
            jobs: set.size,
            calls: set.narrow("calls"),
        })
    }

    /// The most threads that are ever alive at once: the workers, whoever watches over them, and one who comes for one who goes.
    pub fn alive(&self) -> u32 {
        self.threads + 2
    }
}

/// The warning, word for word as CPython 3.13 and later print it, for a module that is called `native`.
pub const WARNING: &str = "RuntimeWarning: The global interpreter lock (GIL) has been enabled to load module 'native', which has not \
    declared that it can run safely without the GIL. To override this behavior and keep the GIL disabled (at your own risk), run with \
    PYTHON_GIL=0 or -Xgil=0.";

/// One in so many jobs is done before speed is measured: by then threads have started, and their code is compiled for good.
const WARM_UP: u64 = 10;
/// Hashes that a job takes besides its calls: about a tenth of a millisecond.
const ROUNDS: u32 = 250;
/// Entries of the module's table.
const ENTRIES: usize = 4;
/// Fewer jobs tell no speed.
const ENOUGH: u64 = 10;
/// How many workers are started again before whoever watches gives up.
const RESTARTS: u64 = 12;
/// How many crashes are reported with the state of all threads.
const REPORTS: usize = 3;

/// What a module written in C keeps between calls, with nothing to protect it but the lock that used to be there.
struct Native<W: World> {
    entries: Vec<W::Cell>,
    /// What the entries add up to: as long as both are changed together.
    sum: W::Cell,
    calls: W::Cell,
    /// The module's own lock, if it was made for free threading.
    lock: Option<Mutex<W>>,
}

/// The sum and the entries no longer belong together.
#[derive(Clone, Copy, Debug)]
struct InvariantViolation {
    sum: u64,
    entries: u64,
}

/// What a thread is about to do, and on which line.
#[derive(Clone, Copy, Debug)]
struct Status {
    does: ThreadActivity,
    line: u32,
}

#[derive(Clone, Copy, Debug)]
enum ThreadActivity {
    Start,
    Take,
    Import(u64),
    Work(u64),
    Call(u64),
    /// Waits for the lock around the count of jobs.
    Wait(u64),
    /// Has it.
    Count(u64),
    Crash(u64),
    End,
}

/// What each worker is about to do, the first of them first. Whoever reports a crash reads it as `faulthandler` reads the frames of all threads:
/// without asking them. So a plain lock guards it and not one of the world's, for keeping it is no step of the program.
#[derive(Default)]
struct StatusTable(Plain<Vec<Status>>);

/// How a worker ended.
enum End {
    Home,
    Crashed {
        worker: u32,
        job: u64,
        torn: InvariantViolation,
    },
}

/// A crash, what every worker was about to do when it was noticed, and the line on which it was.
struct Report {
    worker: u32,
    job: u64,
    torn: InvariantViolation,
    threads: Vec<Status>,
    line: u32,
}

/// Moments in nanoseconds of the run; 0 for those that never came.
#[derive(Clone, Copy, Default)]
struct Times {
    /// From here on speed is measured.
    warm: u64,
    /// Jobs done by then.
    warmed: u64,
    /// When the import began.
    import: u64,
    /// Jobs done by then.
    jobs: u64,
    /// When the import was over: jobs are done before that too, while whoever switched the lock on waits for its turn with it.
    imported: u64,
    end: u64,
}

struct Shared<W: World> {
    variant: Variant,
    sent: u64,
    calls: u32,
    /// The job before which speed begins to be measured; 0 for none, where there are too few jobs to warm up.
    warm_in: u64,
    /// The job in which the module is imported.
    import_in: u64,
    jobs: Queue<W, u64>,
    native: Native<W>,
    /// 1 once the module is imported.
    imported: W::Cell,
    /// 1 if importing it switched the lock on.
    switched: W::Cell,
    /// Held around `done`.
    counting: Mutex<W>,
    done: W::Cell,
    failed: W::Cell,
    crashes: W::Cell,
    board: StatusTable,
    ends: Queue<W, End>,
    reports: W::Region<Vec<Report>>,
    times: W::Region<Times>,
}

/// Starts the workers, and a supervisor who looks after them. Finds `sent` (all jobs there are), `done`, `failed`, `unfinished` (neither, when the run
/// ended), `crashes` and `lock_on`, and besides the jobs a second before and after the import, how long switching took, the warning, and the
/// reports of the first crashes.
pub fn start<W: World>(world: &W, settings: &Settings) -> ResultCollector {
    let shared = Arc::new(Shared::<W>::new(world, settings));
    (1..=settings.jobs).for_each(|job| shared.jobs.fill(job));
    for worker in 1..=settings.threads {
        let shared = shared.clone();
        shared.says(worker, ThreadActivity::Start);
        world.spawn(Label::thread("worker", worker), move |world| {
            work(world, shared, worker)
        });
    }
    let (shared_too, workers) = (shared.clone(), settings.threads);
    world.spawn(Label::new(Kind::Thread, "supervisor"), move |world| {
        supervise(world, shared_too, workers)
    });
    let world = world.clone();
    ResultCollector::new(move || shared.findings(world.lock_is_on()))
}

async fn work<W: World>(world: W, shared: Arc<Shared<W>>, me: u32) {
    shared.says(me, ThreadActivity::Take);
    while let Some(job) = shared.jobs.try_get().await {
        // py: take
        if job == shared.warm_in {
            warm(&world, &shared).await;
        }
        if job == shared.import_in {
            shared.says(me, ThreadActivity::Import(job));
            import(&world, &shared).await; // py: import
        }
        shared.says(me, ThreadActivity::Work(job));
        let cost = costs::sha512_many(ROUNDS.into(), 8);
        world
            .compute_pure(cost, job, |job| std::hint::black_box(busy(*job, ROUNDS)))
            .await; // py: work
        if shared.imported.load().await == 1 {
            shared.says(me, ThreadActivity::Call(job));
            if let Err(torn) = shared.native.call_often(shared.calls, job).await {
                // py: call
                shared.says(me, ThreadActivity::Crash(job));
                return shared.end(End::Crashed { worker: me, job, torn }).await; // py: crash
            }
        }
        shared.says(me, ThreadActivity::Wait(job));
        shared.counting.acquire().await; // py: counting
        shared.says(me, ThreadActivity::Count(job));
        shared.done.add(1).await; // py: done
        world.progress(1);
        shared.counting.release().await; // py: counting
        shared.says(me, ThreadActivity::Take);
        world.checkpoint().await; // py: done
    }
    shared.says(me, ThreadActivity::End);
    shared.end(End::Home).await;
}

/// From here on speed is measured.
async fn warm<W: World>(world: &W, shared: &Shared<W>) {
    let (warm, warmed) = (world.now(), shared.done.load().await);
    let note = move |times: &mut Times| (times.warm, times.warmed) = (warm, warmed);
    shared.times.with(Access::Signal, note).await;
}

// Variant: undeclared
/// Stops everybody and switches the lock on, unless it was on from the start.
async fn switch<W: World>(world: &W, shared: &Shared<W>) {
    let switched = world.switch_lock_on().await; // py: switch
    shared.switched.store(switched.into()).await; // py: switch
}

// Variant: declared
async fn call_locked<W: World>(native: &Native<W>, lock: &Mutex<W>, value: u64) -> Result<(), InvariantViolation> {
    lock.acquire().await; // py: own-lock
    let outcome = native.call(value).await;
    lock.release().await; // py: own-lock
    outcome
}

// All variants
/// Imports the module; one that has not declared itself safe switches the lock on for the whole program.
async fn import<W: World>(world: &W, shared: &Shared<W>) {
    let (import, jobs) = (world.now(), shared.done.load().await);
    if shared.variant == Variant::Undeclared {
        switch(world, shared).await;
    }
    let imported = world.now();
    let note = move |times: &mut Times| (times.import, times.jobs, times.imported) = (import, jobs, imported);
    shared.times.with(Access::Signal, note).await;
    shared.imported.add(1).await; // py: import
}

/// Notices crashes, says what every thread was doing, and starts another worker; in the end no job is left over.
async fn supervise<W: World>(world: W, shared: Arc<Shared<W>>, workers: u32) {
    let (mut alive, mut last) = (workers, workers);
    while alive > 0 {
        let end = shared.ends.get_idle().await; // py: notice
        if let Some(End::Crashed { worker, job, torn }) = end {
            let crashes = shared.crashes.add(1).await + 1;
            shared.fail(&world, 1).await; // py: notice
            let (threads, line) = (shared.board.read(), line!()); // py: report
            let report = Report {
                worker,
                job,
                torn,
                threads,
                line,
            };
            shared
                .reports
                .with(Access::Signal, |reports| reports.push(report))
                .await; // py: report
            if crashes <= RESTARTS {
                shared.native.repair().await; // py: restart
                (alive, last) = (alive + 1, last + 1);
                shared.says(last, ThreadActivity::Start);
                let shared = shared.clone();
                world.spawn(Label::thread("worker", last), move |world| work(world, shared, last)); // py: restart
            }
        }
        alive -= 1;
        world.checkpoint().await;
    }
    while shared.jobs.try_get().await.is_some() {
        shared.fail(&world, 1).await; // py: left
    }
    let end = world.now();
    shared.times.with(Access::Signal, |times| times.end = end).await;
}

impl<W: World> Native<W> {
    fn new(world: &W, declared: bool) -> Self {
        let cell = |name, index| world.cell(Label::numbered(Kind::Variable, name, index), 0);
        Native {
            entries: (1..=ENTRIES as u32).map(|index| cell("entry", index)).collect(),
            sum: cell("sum", 0),
            calls: cell("calls", 0),
            lock: declared.then(|| Mutex::new(world, "module lock")),
        }
    }

    async fn call_often(&self, times: u32, value: u64) -> Result<(), InvariantViolation> {
        for _ in 0..times {
            match &self.lock {
                Some(lock) => call_locked(self, lock, value).await?,
                None => self.call(value).await?,
            }
        }
        Ok(())
    }

    /// One call: checks the table, then replaces an entry and mends the sum. There is no check point in native code, so with a global
    /// lock nobody comes between; without one, everybody can.
    async fn call(&self, value: u64) -> Result<(), InvariantViolation> {
        let mut entries = 0_u64;
        for entry in &self.entries {
            entries = entries.wrapping_add(entry.load().await); // py: check
        }
        let sum = self.sum.load().await; // py: check
        if sum != entries {
            return Err(InvariantViolation { sum, entries });
        }
        let calls = self.calls.load().await; // py: entry
        let entry = &self.entries[calls as usize % ENTRIES];
        let old = entry.load().await; // py: entry
        entry.store(value).await; // py: entry
        self.sum.store(sum.wrapping_add(value).wrapping_sub(old)).await; // py: sum
        self.calls.store(calls + 1).await; // py: sum
        Ok(())
    }

    /// Makes the table anew.
    async fn repair(&self) {
        for entry in &self.entries {
            entry.store(0).await;
        }
        self.sum.store(0).await;
    }
}

impl<W: World> Shared<W> {
    fn new(world: &W, settings: &Settings) -> Self {
        let cell = |name| world.cell(Label::new(Kind::Variable, name), 0);
        Shared {
            variant: settings.variant,
            sent: settings.jobs,
            calls: settings.calls,
            warm_in: settings.jobs / WARM_UP,
            import_in: settings.jobs.div_ceil(2),
            jobs: Queue::unbounded(world, "jobs"),
            native: Native::new(world, settings.variant == Variant::Declared),
            imported: cell("imported"),
            switched: cell("switched"),
            counting: Mutex::new(world, "counting"),
            done: cell("done"),
            failed: cell("failed"),
            crashes: cell("crashes"),
            board: StatusTable::default(),
            ends: Queue::unbounded(world, "ends"),
            reports: world.region(Label::new(Kind::Variable, "reports"), Vec::new()),
            times: world.region(Label::new(Kind::Variable, "times"), Times::default()),
        }
    }

    /// Writes on the board what a worker, counted from 1, is about to do, on the caller's line.
    #[track_caller]
    fn says(&self, worker: u32, does: ThreadActivity) {
        let line = Location::caller().line();
        self.board.write(worker as usize - 1, Status { does, line });
    }

    async fn end(&self, end: End) {
        // Nobody closes the queue.
        let (Ok(()) | Err(Closed(_))) = self.ends.put(end).await;
    }

    /// Jobs that nobody will do; they count as seen to, like those that were done.
    async fn fail(&self, world: &W, jobs: u64) {
        self.failed.add(jobs).await;
        world.progress(jobs);
    }

    fn findings(&self, lock_on: bool) -> Metrics {
        let times = self.times.inspect(|times| *times);
        let (done, failed, switched) = (self.done.peek(), self.failed.peek(), self.switched.peek() == 1);
        let warning = if switched { WARNING } else { "" };
        let reports = self.reports.inspect(std::mem::take);
        let switching = Duration::from_nanos(times.imported.saturating_sub(times.import));
        Metrics {
            sent: self.sent,
            done,
            failed,
            unfinished: self.sent.saturating_sub(done + failed),
            crashes: self.crashes.peek(),
            lock_on: lock_on.into(),
            switched: switched.into(),
            before_per_s: per_second((times.warmed, times.jobs), (times.warm, times.import)),
            after_per_s: per_second((times.jobs, done), (times.import, times.end)),
            switch_ms: switched.then_some(switching),
            warning: warning.to_owned(),
            reports: reports.iter().take(REPORTS).map(Report::told).collect(),
        }
    }
}

/// How many jobs a second were done from one count to another and from one moment to another, where there were enough of them to tell.
fn per_second(jobs: (u64, u64), nanos: (u64, u64)) -> Option<u64> {
    let (jobs, nanos) = (jobs.1.saturating_sub(jobs.0), nanos.1.saturating_sub(nanos.0));
    if jobs < ENOUGH || nanos == 0 {
        return None;
    }
    let per_second = u128::from(jobs) * 1_000_000_000 / u128::from(nanos);
    Some(u64::try_from(per_second).unwrap_or(u64::MAX))
}

impl StatusTable {
    fn write(&self, worker: usize, status: Status) {
        let mut board = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if board.len() <= worker {
            board.resize(worker + 1, status);
        }
        board[worker] = status;
    }

    fn read(&self) -> Vec<Status> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Report {
    fn told(&self) -> Findings {
        let InvariantViolation { sum, entries } = self.torn;
        let what = format!(
            "worker {} in job {}: the table's sum says {sum}, and its entries add up to {entries}",
            self.worker, self.job
        );
        let workers = (1..).zip(&self.threads);
        let workers = workers.map(|(worker, status)| status.told(format!("worker {worker}")));
        let own = told("supervisor".into(), self.line, "writes this report", String::new(), "");
        vec![
            ("crash", what.into()),
            ("job", self.job.into()),
            ("threads", Value::List(workers.chain([own]).collect())),
        ]
    }
}

impl Status {
    fn told(self, name: String) -> Findings {
        let (does, waits_for) = match self.does {
            ThreadActivity::Start => ("starts", ""),
            ThreadActivity::Take => ("takes the next job", "queue jobs"),
            ThreadActivity::Import(_) => ("imports the module", ""),
            ThreadActivity::Work(_) => ("works", ""),
            ThreadActivity::Call(_) => ("is inside the module", ""),
            ThreadActivity::Wait(_) => ("has a result to count", "lock counting"),
            ThreadActivity::Count(_) => ("counts its result", ""),
            ThreadActivity::Crash(_) => ("has crashed", ""),
            ThreadActivity::End => ("has ended", ""),
        };
        let holds = match self.does {
            ThreadActivity::Import(job)
            | ThreadActivity::Work(job)
            | ThreadActivity::Call(job)
            | ThreadActivity::Wait(job)
            | ThreadActivity::Crash(job) => {
                format!("job {job}")
            }
            ThreadActivity::Count(job) => format!("job {job} and lock counting"),
            ThreadActivity::Start | ThreadActivity::Take | ThreadActivity::End => String::new(),
        };
        told(name, self.line, does, holds, waits_for)
    }
}

fn told(name: String, line: u32, does: &str, holds: String, waits_for: &str) -> Findings {
    vec![
        ("thread", name.into()),
        ("line", u64::from(line).into()),
        ("does", does.to_owned().into()),
        ("holds", holds.into()),
        ("waits_for", waits_for.to_owned().into()),
    ]
}
