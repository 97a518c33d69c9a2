//! A MapReduce server: clients send texts and get a job's id at once, workers count the words, and clients collect the results by id.
//!
//! With W workers and k jobs in the worker queue before the first of them is begun (`at-once`), the run is stuck exactly where this
//! table says; `off`, `cpython` and `held` are the kinds of global lock.
//!
//! | variant     | off    | cpython | held   |
//! |-------------|--------|---------|--------|
//! | own-pool    | never  | never   | always |
//! | shared-pool | k >= W | k >= W  | always |
//! | no-inner    | never  | never   | always |
//!
//! It is exact because the pool is first in, first out: every job stands in it before the first piece of a job, so each worker begins a job and
//! waits for pieces behind the others. When requests come in a stream, k >= W can get stuck and need not; k < W never can.

use super::Metrics;
use lab_kit::Termination;
use std::collections::BTreeMap;
use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;
use workloads::batches::share;
use workloads::input::corpus::{Corpus, Passage};
use workloads::kernel::shuffle::Partition;
use workloads::kernel::words::Counts;
use workloads::request_log::RequestLog;
use workloads::{Findings, Parameters, ResultCollector, Value, costs, percentile, variants};
use world::{
    Access, Cell, Cost, Kind, Label, LockKind, Region, World,
    primitive::{Event, Pool, Queue, Task},
};

variants! {
    "Who does the pieces of a job.";
    /// An inner pool that only this worker uses.
    OwnPool = "own-pool",
    /// The pool whose threads wait for the pieces.
    SharedPool = "shared-pool",
    /// The worker itself, one after another.
    NoInner = "no-inner",
}

/// One run's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Who does the pieces of a job.
    pub variant: Variant,
    /// How many threads take jobs.
    pub workers: u32,
    /// How many requests there are in all.
    pub requests: u64,
    /// How many threads send them.
    pub clients: u32,
    /// The fewest and the most words of a request.
    pub words: (u32, u32),
    /// How many words are counted in one go.
    pub chunk: u32,
    /// How many threads each inner pool has.
    pub inner: u32,
    /// How many jobs the worker queue has room for; 0 for as many as there are.
    pub capacity: usize,
    /// Every so many requests one is no text; 0 for none.
    pub bad: u64,
    /// How many threads ask again and again whether all is done.
    pub pollers: u32,
    /// Whether every request is in before the first job is begun.
    pub at_once: bool,
    /// What the words are drawn with.
    pub seed: u64,
    /// What requests are passages of.
    pub corpus: Arc<Corpus>,
}

impl Settings {
    /// From what is set; `None` if there is no such variant.
    pub fn read(variant: &str, set: &Parameters) -> Option<Self> {
        let variant = Variant::named(variant)?;
        let low = set.narrow("low");
        let high = set.narrow("high").max(low);
        Some(Settings {
            variant,
            workers: set.threads,
            requests: set.size,
            clients: set.narrow("clients").max(1),
            words: (low, high),
            chunk: set.narrow("chunk"),
            inner: set.narrow("inner").max(1),
            capacity: usize::try_from(set.number("capacity")).unwrap_or(usize::MAX),
            bad: set.number("bad"),
            pollers: set.narrow("pollers"),
            at_once: set.choice("arrival") != "stream",
            seed: set.seed,
            corpus: Arc::new(Corpus::new(set.seed, high)),
        })
    }

    fn passage(&self, number: u64) -> Passage {
        let drawn = self.corpus.passage(self.seed, number, self.words);
        Passage {
            spoiled: self.bad > 0 && (number + 1).is_multiple_of(self.bad),
            ..drawn
        }
    }
}

/// How often a client tries again when the queue is full and workers are at work.
const TRIES: u32 = 3;
/// How long it waits before it first does; twice as long each further time.
const PAUSE: Duration = Duration::from_millis(1);
/// How long a poller takes to ask, in virtual time, as often as it does between two check points.
const POLL: u64 = 10_000;

/// What a client sends.
#[derive(Clone, Copy)]
struct Request {
    number: u64,
    client: usize,
    text: Passage,
    sent_at: u64,
}

/// What the server answers.
enum Reply {
    /// The job's id.
    Taken(u64),
    /// The worker queue is full.
    Full,
}

/// A request that was taken.
struct Job {
    id: u64,
    request: Request,
}

/// What became of a job.
enum Answer {
    /// As many words as were sent.
    Counted,
    /// It was no text.
    Failed,
}

/// What workers published: by the job's id, with the request's number.
#[derive(Default)]
struct Results {
    waiting: BTreeMap<u64, (Answer, u64)>,
    latencies: Vec<u64>,
    done: u64,
    failed: u64,
}

/// A piece of a job, counted; `None` where it was no text.
type Piece = Option<Partition>;

/// What the threads share.
struct Shared<W: World> {
    settings: Settings,
    inbox: Queue<W, Request>,
    replies: Vec<Queue<W, Reply>>,
    /// The worker queue.
    jobs: Queue<W, Job>,
    results: W::Region<Results>,
    /// With `at-once`, every request is in.
    all_in: Event<W>,
    /// Every result has been collected.
    over: Event<W>,
    /// Clients that have something to collect yet.
    collecting: W::Cell,
    sent: W::Cell,
    refused: W::Cell,
    /// One for all, or one for each worker, or none.
    pools: Vec<Pool<W>>,
    diary: RequestLog,
}

/// How a run ends: the table above.
pub fn ends(settings: &Settings, lock: LockKind) -> Termination {
    let full = settings.requests >= u64::from(settings.workers);
    match (lock, settings.variant) {
        (LockKind::Held, _) => Termination::Never,
        (_, Variant::SharedPool) if full && settings.at_once => Termination::Never,
        (_, Variant::SharedPool) => Termination::by_chance_if(full),
        (_, Variant::OwnPool | Variant::NoInner) => Termination::Always,
    }
}

/// Threads that a run needs at once.
pub fn threads(settings: &Settings) -> u32 {
    let inner = match settings.variant {
        Variant::OwnPool => settings.workers * settings.inner,
        Variant::SharedPool | Variant::NoInner => 0,
    };
    settings.clients + 1 + settings.workers + inner + settings.pollers
}

/// Starts clients, server and workers. Finds `sent`, `done`, `failed`, `refused`, `unfinished` (sent, and none of the others when the run
/// ended) and `unsent`, `p50_ms` and `p95_ms` (from sending a request to its result being there), and `log_ms`, what happened to each of the first requests when.
pub fn start<W: World>(world: &W, settings: &Settings) -> ResultCollector {
    let shared = Arc::new(Shared::<W>::new(world, settings));
    start_clients(world, &shared);
    start_server(world, &shared);
    start_workers(world, &shared);
    for index in 1..=settings.pollers {
        let shared = shared.clone();
        world.spawn(Label::thread("poller", index), move |world| poll(world, shared));
    }
    let seen = shared.clone();
    ResultCollector::new(move || shared.findings()).seen(move |known| seen.so_far(known))
}

fn start_clients<W: World>(world: &W, shared: &Arc<Shared<W>>) {
    for index in 0..shared.settings.clients {
        let shared = shared.clone();
        world.spawn(Label::thread("client", index + 1), move |world| {
            client(world, shared, index)
        });
    }
}

/// The server holds its own end, so that who waits for an answer, or for work that it hands out, is seen to wait for the server.
fn start_server<W: World>(world: &W, shared: &Arc<Shared<W>>) {
    let end = world.region(Label::new(Kind::Join, "server"), ()).id();
    let handed_out = [shared.all_in.id(), shared.jobs.id(), shared.results.id()];
    for made in shared.replies.iter().map(Queue::id).chain(handed_out) {
        world.needs(made, end);
    }
    let shared = shared.clone();
    world.spawn_holding(Label::thread("server", 0), Some(end), move |world| serve(world, shared));
}

fn start_workers<W: World>(world: &W, shared: &Arc<Shared<W>>) {
    shared.pools.iter().for_each(|pool| pool.start(world));
    if let (Variant::SharedPool, Some(pool)) = (shared.settings.variant, shared.pools.first()) {
        world.needs(shared.results.id(), pool.id());
        return;
    }
    for index in 0..shared.settings.workers {
        let end = world.region(Label::numbered(Kind::Join, "worker", index + 1), ()).id();
        world.needs(shared.results.id(), end);
        let (mine, shared) = (shared.pools.get(index as usize).cloned(), shared.clone());
        world.spawn_holding(Label::thread("worker", index + 1), Some(end), move |world| async move {
            match mine {
                Some(mine) => own_pool(world, shared, index + 1, mine).await,
                None => no_inner(world, shared, index + 1).await,
            }
        });
    }
}

/// Sends a share of the requests, then collects what was taken.
async fn client<W: World>(world: W, shared: Arc<Shared<W>>, index: u32) {
    let Settings { requests, clients, .. } = shared.settings;
    let mut ids = Vec::new();
    for number in share(requests, clients, index) {
        ids.extend(send(&world, &shared, index as usize, number).await);
        world.checkpoint().await;
    }
    for id in ids {
        let collect = |results: &mut Results| results.waiting.remove(&id);
        let (_, number) = shared.results.when(Access::Observe, collect).await; // py: collect
        shared.diary.note(number, |entry| entry.collected = Some(world.now()));
    }
    if shared.collecting.update(|left| left - 1).await == 1 {
        shared.inbox.close().await;
        shared.over.set().await;
    }
}

/// The id under which the result can be collected; `None` when the request was refused for good.
async fn send<W: World>(world: &W, shared: &Shared<W>, client: usize, number: u64) -> Option<u64> {
    let request = Request {
        number,
        client,
        text: shared.settings.passage(number),
        sent_at: world.now(),
    };
    shared.diary.note(number, |entry| {
        (entry.client, entry.words) = (client as u64 + 1, request.text.words.into());
        entry.sent = Some(request.sent_at);
    });
    shared.sent.add(1).await;
    // With all at once nobody takes a job before the last request is in, so that trying again would be no use.
    let tries = if shared.settings.at_once { 0 } else { TRIES };
    for tried in 0..=tries {
        // The server listens until every client is done.
        let _ = shared.inbox.put(request).await; // py: send
        let reply = shared.replies[client].get().await; // py: id
        if let Some(Reply::Taken(id)) = reply {
            return Some(id);
        }
        if tried < tries {
            world.sleep(PAUSE * 2_u32.pow(tried)).await;
        }
    }
    shared.refused.add(1).await; // py: refused
    shared.diary.note(number, |entry| entry.refused = Some(world.now()));
    world.progress(1);
    None
}

/// Answers each request at once: with a job's id, or that there is no room.
async fn serve<W: World>(world: W, shared: Arc<Shared<W>>) {
    let (mut next_id, mut answered) = (1, 0);
    while let Some(request) = shared.inbox.get_idle().await {
        let job = Job { id: next_id, request };
        let taken = shared.jobs.try_put(job).await.is_ok(); // py: queue
        if taken {
            shared.diary.note(request.number, |entry| {
                (entry.job, entry.queued) = (next_id, Some(world.now()));
            });
            next_id += 1;
            announce(&world, &shared).await;
        }
        let reply = if taken { Reply::Taken(next_id - 1) } else { Reply::Full };
        // Nobody closes this queue.
        let _ = shared.replies[request.client].put(reply).await; // py: answer
        answered += 1;
        if shared.settings.at_once && answered == shared.settings.requests {
            shared.all_in.set().await; // py: all in
        }
        world.checkpoint().await;
    }
    shared.jobs.close().await;
    if let Some(pool) = shared.common_pool() {
        pool.close().await;
    }
}

/// Tells the common pool, if that is who takes jobs, that there is one more.
async fn announce<W: World>(world: &W, shared: &Arc<Shared<W>>) {
    if let Some(pool) = shared.common_pool() {
        let shared = shared.clone();
        pool.submit(world, |world| shared_pool(world, shared)).await;
    }
}

// Variant: own-pool
async fn own_pool<W: World>(world: W, shared: Arc<Shared<W>>, worker: u32, mine: Pool<W>) {
    begin(&shared).await;
    while let Some(job) = next_job(&world, &shared, worker).await {
        let pieces = count_in(&world, &shared, &mine, &job).await;
        publish(&world, &shared, job, pieces).await;
    }
    mine.close().await;
}

// Variant: shared-pool
async fn shared_pool<W: World>(world: W, shared: Arc<Shared<W>>) {
    begin(&shared).await;
    if let (Some(pool), Some(job)) = (shared.common_pool(), next_job(&world, &shared, 0).await) {
        let pieces = count_in(&world, &shared, pool, &job).await;
        publish(&world, &shared, job, pieces).await;
    }
}

// Variant: no-inner
async fn no_inner<W: World>(world: W, shared: Arc<Shared<W>>, worker: u32) {
    begin(&shared).await;
    while let Some(job) = next_job(&world, &shared, worker).await {
        let mut pieces = Vec::new();
        for piece in job.request.text.pieces(shared.settings.chunk) {
            pieces.push(count(world.clone(), shared.settings.corpus.clone(), piece).await);
        }
        publish(&world, &shared, job, pieces).await;
    }
}

// Variant: own-pool, shared-pool
/// Hands the pieces of a job to a pool and waits for all of them.
async fn count_in<W: World>(world: &W, shared: &Shared<W>, pool: &Pool<W>, job: &Job) -> Vec<Piece> {
    let (mut tasks, mut pieces): (Vec<Task<W, Piece>>, _) = (Vec::new(), Vec::new());
    for piece in job.request.text.pieces(shared.settings.chunk) {
        let corpus = shared.settings.corpus.clone();
        let body = move |world| count(world, corpus, piece);
        tasks.push(pool.submit(world, body).await); // py: submit
    }
    for task in tasks {
        pieces.push(task.result().await); // py: wait
    }
    pieces
}

// All variants
async fn begin<W: World>(shared: &Shared<W>) {
    if shared.settings.at_once {
        shared.all_in.wait_idle().await; // py: begin
    }
}

/// The next job for a worker, counted from 1; 0 for a thread of the common pool.
async fn next_job<W: World>(world: &W, shared: &Shared<W>, worker: u32) -> Option<Job> {
    let job = shared.jobs.get_idle().await?; // py: take
    shared.diary.note(job.request.number, |entry| {
        (entry.worker, entry.taken) = (worker.into(), Some(world.now()));
    });
    Some(job)
}

/// Counts one piece: the map of MapReduce.
async fn count<W: World>(world: W, corpus: Arc<Corpus>, piece: Passage) -> Piece {
    let cost = costs::count_words(corpus.text(piece).len());
    let counted = world.compute(cost, || corpus.count(piece).ok()).await; // py: count
    world.checkpoint().await;
    counted
}

/// Puts the pieces together and the result where its client will look: the reduce of MapReduce.
async fn publish<W: World>(world: &W, shared: &Shared<W>, job: Job, pieces: Vec<Piece>) {
    let lengths = pieces.iter().flatten().map(Partition::len);
    let cost = costs::merge_words(lengths.sum());
    let answer = world.compute(cost, || reduce(&pieces, job.request.text)).await; // py: reduce
    let took = world.now().saturating_sub(job.request.sent_at);
    shared.diary.note(job.request.number, |entry| {
        (entry.done, entry.failed) = (Some(world.now()), matches!(answer, Answer::Failed));
    });
    let add = |results: &mut Results| results.add(&job, answer, took);
    shared.results.with(Access::Signal, add).await; // py: publish
    world.progress(1);
    world.checkpoint().await;
}

/// A job fails as a whole when one of its pieces is no text.
fn reduce(pieces: &[Piece], text: Passage) -> Answer {
    let mut counts = Counts::default();
    for piece in pieces {
        match piece {
            Some(parcel) => counts.receive(parcel),
            None => return Answer::Failed,
        }
    }
    match counts.total() == u64::from(text.words) {
        true => Answer::Counted,
        false => Answer::Failed,
    }
}

/// Looks whether all is over, never waits, and takes a core or the global lock as long as it runs.
async fn poll<W: World>(world: W, shared: Arc<Shared<W>>) {
    while !shared.over.is_set().await {
        let look = || (0..POLL / 10).for_each(|asked| _ = black_box(asked));
        world.compute(Cost::nanos(POLL), look).await;
        world.checkpoint().await;
    }
}

impl<W: World> Shared<W> {
    fn new(world: &W, settings: &Settings) -> Self {
        let numbered = |kind, name, index| Label::numbered(kind, name, index);
        let room = match settings.capacity {
            0 => usize::MAX,
            room => room,
        };
        let pool = |threads: u32, name| Pool::new(world, name, threads as usize);
        let pools = match settings.variant {
            Variant::OwnPool => (0..settings.workers).map(|_| pool(settings.inner, "inner")).collect(),
            Variant::SharedPool => vec![pool(settings.workers, "worker")],
            Variant::NoInner => Vec::new(),
        };
        let reply = |index| Queue::labelled(world, numbered(Kind::Queue, "reply", index), usize::MAX);
        Shared {
            inbox: Queue::unbounded(world, "inbox"),
            replies: (1..=settings.clients).map(reply).collect(),
            jobs: Queue::labelled(world, Label::new(Kind::Queue, "jobs"), room),
            results: world.region(Label::new(Kind::Queue, "results"), Results::default()),
            all_in: Event::new(world, "all in"),
            over: Event::new(world, "over"),
            collecting: world.cell(Label::new(Kind::Variable, "collecting"), settings.clients.into()),
            sent: world.cell(Label::new(Kind::Variable, "sent"), 0),
            refused: world.cell(Label::new(Kind::Variable, "refused"), 0),
            pools,
            diary: RequestLog::default(),
            settings: settings.clone(),
        }
    }

    fn common_pool(&self) -> Option<&Pool<W>> {
        let is_common = self.settings.variant == Variant::SharedPool;
        self.pools.first().filter(|_| is_common)
    }

    /// What was sent and what happened to it, while the run goes on.
    fn so_far(&self, known: u64) -> Option<(u64, Findings)> {
        let (changes, log) = self.diary.so_far(known)?;
        Some((
            changes,
            vec![("sent", self.sent.peek().into()), ("log_ms", Value::List(log))],
        ))
    }

    fn findings(&self) -> Metrics {
        // Queued tasks hold the pools that hold them.
        self.pools.iter().for_each(Pool::clear);
        let (done, failed, latencies) = self.results.inspect(|results| {
            let latencies = std::mem::take(&mut results.latencies);
            (results.done, results.failed, latencies)
        });
        let (sent, refused) = (self.sent.peek(), self.refused.peek());
        let took = |percent| percentile(&latencies, percent).map(Duration::from_nanos);
        Metrics {
            sent,
            done,
            failed,
            refused,
            unfinished: sent.saturating_sub(done + failed + refused),
            unsent: self.settings.requests.saturating_sub(sent),
            p50_ms: took(50),
            p95_ms: took(95),
            log_ms: self.diary.findings(),
        }
    }
}

impl Results {
    fn add(&mut self, job: &Job, answer: Answer, took: u64) {
        match answer {
            Answer::Counted => self.done += 1,
            Answer::Failed => self.failed += 1,
        }
        self.latencies.push(took);
        self.waiting.insert(job.id, (answer, job.request.number));
    }
}
