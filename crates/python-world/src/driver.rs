//! One Python thread in a world: what it asks for is done, and the answer given back.

use std::collections::BTreeMap;
use std::panic::Location;
use std::sync::Arc;
use std::time::Duration;

use python::effect::{Access as Touched, Start};
use python::exceptions::ExceptionKind;
use python::objects::exception::Raised;
use python::sync::{Call, End as Ended, State};
use python::{Answer, Effect, Thread, Value, sync};
use world::{Access, Cost, Label, Region, Waited, World};

use crate::common::{Common, End, thread_label};
use crate::memory::Scale;
use crate::pace::{self, Pace};
use crate::regions;

/// A thread of a program.
pub(crate) struct Driver<W: World> {
    pub(crate) world: W,
    pub(crate) common: Arc<Common<W>>,
    thread: Thread,
    number: u32,
    daemon: bool,
    /// The sync objects that it has used, so that it need not ask for them again.
    regions: BTreeMap<u64, W::Region<State>>,
    /// The end of the thread that it is about to start.
    starting: Option<u64>,
    /// How many accesses and check points are listened to until one of them is where the lock may change hands.
    listens: u32,
    scale: Scale,
    pace: Pace,
}

/// Nobody waits for longer than that: about ten years.
const LONGEST: Duration = Duration::from_secs(320_000_000);

impl<W: World> Driver<W> {
    pub(crate) fn new(world: W, common: Arc<Common<W>>, number: u32, daemon: bool, start: Start) -> Self {
        let scale = Scale::new(&world, common.interpreter.settings.memory_limit);
        let mut thread = Thread::new(&common.interpreter, number, start);
        thread.be_patient(pace::FIRST);
        Self {
            thread,
            world,
            common,
            number,
            daemon,
            regions: BTreeMap::new(),
            starting: None,
            listens: 0,
            scale,
            pace: Pace::default(),
        }
    }

    /// The life of a thread that another started.
    pub(crate) async fn live(mut self, end: W::Region<State>) {
        if let Some(Err(raised)) = self.run().await {
            self.common.course.raised(&self.common.name(self.number), raised);
        }
        self.common.leave();
        let me = self.number;
        end.with(Access::Signal, |state| state.attempt(&Call::Finish, me)).await;
    }

    /// Runs to the end of what the thread runs; `None` if the program was over before.
    pub(crate) async fn run(&mut self) -> Option<Result<Value, Raised>> {
        let mut effect = self.resume(Answer::Go);
        loop {
            effect = match effect {
                Effect::Finished(result) => return Some(result),
                Effect::Compute { nanos, detached } => self.compute(Cost { nanos, detached }).await,
                other => {
                    let answer = self.perform(other).await?;
                    self.resume(answer)
                }
            };
        }
    }

    fn resume(&mut self, answer: Answer) -> Effect {
        let effect = self.thread.resume(&self.common.interpreter, answer);
        self.world.stands_in(self.thread.line());
        effect
    }

    async fn compute(&mut self, cost: Cost) -> Effect {
        let (thread, interpreter) = (&mut self.thread, &self.common.interpreter);
        let resume = || thread.resume(interpreter, Answer::Go);
        self.world.compute(cost, resume).await
    }

    /// Does what the thread asks for; `None` if the program is over.
    async fn perform(&mut self, effect: Effect) -> Option<Answer> {
        match effect {
            Effect::Sync { object, call, limit } => self.sync(object.0, &call, limit).await,
            Effect::CheckPoint(_) => self.check_point().await,
            Effect::Access(touched) => self.access(&touched).await,
            Effect::NewSync { object, state } => {
                self.common.make(&self.world, object.0, state);
                Some(Answer::Value(Value::Int(object.0.cast_signed())))
            }
            Effect::Spawn { name, daemon, start } => Some(self.spawn(name, daemon, start)),
            Effect::Sleep(time) => self.sleep(time).await,
            Effect::Clock => Some(Answer::Time(Duration::from_nanos(self.world.now()))),
            Effect::Output { stream, text } => {
                self.common.course.write(stream, &text);
                Some(Answer::Go)
            }
            Effect::Rename { thread, name } => {
                self.common.rename(thread, name);
                Some(Answer::Go)
            }
            Effect::Exit(status) => {
                self.common.course.ends_with(status);
                self.common.end().await;
                None
            }
            Effect::Compute { .. } | Effect::Finished(_) => Some(Answer::Go),
        }
    }

    async fn sync(&mut self, object: u64, call: &Call, limit: Option<Duration>) -> Option<Answer> {
        let Some(region) = self.region(object) else {
            return Some(Answer::Value(Value::None));
        };
        let (me, place, common) = (self.number, Location::caller(), self.common.clone());
        match call {
            Call::Start => self.starting = Some(object),
            // A thread has ended once its exception is told: `live` says so then.
            Call::Finish => return Some(Answer::Value(Value::Bool(true))),
            _ => {}
        }
        self.provide(&region, call);
        let access = region.inspect(|state| regions::access(state, call, me));
        let step = |state: &mut State| {
            if common.is_over() {
                return Some(Err(None));
            }
            let answer = state.attempt(call, me)?;
            match regions::is_refused(&answer) {
                true => Some(Err(Some(answer))),
                false => Some(Ok(answer)),
            }
        };
        let limit = limit.map(|limit| limit.min(LONGEST));
        match region.wait_at(place, access, limit, step).await {
            Waited::Done(answer) => Some(Answer::Value(answer)),
            Waited::GaveUp(answer) => answer.map(Answer::Value),
            Waited::Expired => Some(Answer::Value(self.expire(&region, call).await)),
        }
    }

    // What came about at the last moment still counts.
    async fn expire(&self, region: &W::Region<State>, call: &Call) -> Value {
        let me = self.number;
        let give_up = |state: &mut State| state.attempt(call, me).unwrap_or_else(|| state.expire(call));
        region.with(Access::Signal, give_up).await
    }

    // A task comes about only through the pool it was given to.
    fn provide(&mut self, pool: &W::Region<State>, call: &Call) {
        if let Call::Submit(Value::Tuple(task)) = call
            && let Some(number) = task.first().and_then(sync::number_of)
            && let Some(future) = self.region(number)
        {
            self.world.needs(future.id(), pool.id());
        }
    }

    pub(crate) fn region(&mut self, object: u64) -> Option<W::Region<State>> {
        if let Some(known) = self.regions.get(&object) {
            return Some(known.clone());
        }
        let region = self.common.region(&self.world, object)?;
        let region = match region.inspect(|state| matches!(state, State::Pool(_))) {
            true => region.idle(),
            false => region,
        };
        if self.regions.len() >= KEPT {
            self.regions.clear();
        }
        self.regions.insert(object, region.clone());
        Some(region)
    }

    fn spawn(&mut self, name: String, daemon: bool, start: Start) -> Answer {
        let Some(number) = self.common.enrol() else {
            self.common.course.crowd();
            return Answer::Raise(Raised::new(ExceptionKind::RuntimeError, "can't start new thread"));
        };
        let label = thread_label(&name);
        self.common.rename(number, name);
        let end = self.starting.take().and_then(|object| self.region(object));
        let end = end.unwrap_or_else(|| self.world.region(label, State::End(Ended::default())));
        let region = end.clone();
        self.common.started(End { daemon, region });
        self.start_thread(label, number, daemon, start, end);
        Answer::Value(Value::Int(i64::from(number)))
    }

    fn start_thread(&self, label: Label, number: u32, daemon: bool, start: Start, end: W::Region<State>) {
        let common = self.common.clone();
        self.world
            .spawn_holding(label, Some(end.id()), move |world| async move {
                Driver::new(world, common, number, daemon, start).live(end).await;
            });
    }

    async fn sleep(&mut self, time: Duration) -> Option<Answer> {
        let (time, common) = (time.min(LONGEST), &self.common);
        if self.daemon {
            let over = |(): &mut ()| common.is_over().then_some(());
            let over = self.common.exit.when_within(Access::Observe, time, over).await;
            return over.is_none().then_some(Answer::Go);
        }
        self.world.sleep(time).await;
        Some(Answer::Go)
    }

    async fn check_point(&mut self) -> Option<Answer> {
        if self.common.is_over() {
            return None;
        }
        if let Some(patience) = self.pace.next(self.world.now()) {
            self.thread.be_patient(patience);
        }
        if let Some(raised) = self.scale.weigh(&self.world) {
            return Some(Answer::Raise(raised));
        }
        if self.is_python_39() && self.listens == 0 {
            // Any bytecode may be the one, so no loop's length decides which.
            self.listens = 1 + self.number.wrapping_add(self.world.now() as u32) % LISTENED;
            self.thread.listen(true);
            return Some(Answer::Go);
        }
        self.heard().await;
        Some(Answer::Go)
    }

    async fn access(&mut self, touched: &Touched) -> Option<Answer> {
        if touched.first_in_op {
            self.heard().await;
        }
        Some(Answer::Go)
    }

    // A place where the lock may change hands. What the library does is C in CPython, and is not interrupted.
    async fn heard(&mut self) {
        self.listens = self.listens.saturating_sub(1);
        if self.listens > 0 {
            return;
        }
        if self.is_python_39() {
            self.thread.listen(false);
        }
        if !self.world.lock_is_on() || !self.thread.is_in_library() {
            self.world.checkpoint().await;
        }
    }

    fn is_python_39(&self) -> bool {
        let (_, minor, free) = self.common.interpreter.settings.version;
        minor < 10 && !free
    }
}

/// Sync objects that a thread remembers.
const KEPT: usize = 4096;
/// Of so many accesses and check points one is where the lock may change hands under 3.9; a prime.
const LISTENED: u32 = 13;
