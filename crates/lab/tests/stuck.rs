//! Every way in which a lab gets stuck is told as it is: names and numbers come from the wait-for graph, and what is in the graph is told.

use catalogue::{Engine, Experiment, LABS, LabInfo, Lock, Variant};
use lab::{InputCache, Limits, RecordOptions, Simulation, ThreadRun, program};
use std::collections::BTreeSet;
use threads::native_pool;
use trace::{DeadlockKind, DeadlockReport, Kind, Knot, NodeKind, Object, Outcome, Relation, Report, WaitGraph};

/// Numbers of threads that are tried: one slot, one fewer than tasks, more threads than tasks.
const THREADS: [u32; 4] = [1, 2, 3, 6];

/// Schedules that are tried besides the fair one: each circle of the labs closes in one of them.
const SCHEDULES: [&str; 4] = ["", "r1", "r2", "r3"];

fn settings() -> impl Iterator<Item = Experiment> {
    let labs = LABS.iter().filter(|lab| lab.id != "crash");
    let variants = labs.flat_map(|lab| lab.variants.iter().map(move |variant| (lab, variant)));
    let locked = variants.flat_map(|(lab, variant)| Lock::ALL.map(|lock| (lab, variant, lock)));
    locked.flat_map(|(lab, variant, lock)| THREADS.map(|threads| small(lab, variant, lock, threads)))
}

fn small(lab: &'static LabInfo, variant: &'static Variant, lock: Lock, threads: u32) -> Experiment {
    let mut experiment = Experiment {
        variant,
        lock,
        ..Experiment::of(lab)
    };
    let size = if lab.reads_text() { "20000" } else { "7" };
    experiment.set("threads", &threads.to_string()).unwrap();
    experiment.set("size", size).unwrap();
    experiment
}

fn in_lockstep(experiment: &Experiment, schedule: &str) -> (Report, WaitGraph) {
    let mut experiment = experiment.clone();
    experiment.set("engine", "lockstep").unwrap();
    experiment.set("schedule", schedule).unwrap();
    let texts = &mut InputCache::default();
    let program = program(&experiment, texts.get(&experiment).unwrap()).unwrap();
    let mut simulation = Simulation::start(&experiment, &program, 0).unwrap();
    // Every program of these sizes is over before; random schedules are less quick than fair ones.
    let more = simulation.advance(3_000_000).unwrap();
    let graph = simulation.run().executor().graph();
    let late = more.then(|| "late".to_string());
    (simulation.finish(late, lab::environment()), graph)
}

fn on_threads(experiment: &Experiment) -> (Report, WaitGraph) {
    assert_eq!(experiment.engine, Engine::Threads);
    let texts = &mut InputCache::default();
    let program = program(experiment, texts.get(experiment).unwrap()).unwrap();
    let thread_run = ThreadRun::start(native_pool(), experiment, &program, RecordOptions::default()).unwrap();
    let run = thread_run.run().clone();
    run.wait();
    let ending = thread_run.ended(&Limits::default()).unwrap();
    let graph = run.graph();
    let report = thread_run.finish(&ending, lab::environment());
    run.stop();
    run.join_all();
    (report, graph)
}

/// A graph as anybody would look at it who knows nothing of [`DeadlockReport`].
struct Seen<'g>(&'g WaitGraph);

impl Seen<'_> {
    fn thread(&self, number: u16) -> usize {
        let nodes = &self.0.nodes;
        nodes
            .iter()
            .position(|node| node.kind == NodeKind::Thread(number))
            .unwrap()
    }

    fn out(&self, node: usize, relation: Relation) -> Vec<usize> {
        let edges = self.0.edges.iter();
        edges
            .filter(|edge| edge.from == node && edge.relation == relation)
            .map(|edge| edge.to)
            .collect()
    }

    fn is(&self, node: usize, object: &Object) -> bool {
        let found = &self.0.nodes[node];
        found.kind == NodeKind::Object(object.kind) && found.name == object.name
    }

    /// What a thing comes about through, itself included.
    fn through(&self, object: usize) -> BTreeSet<usize> {
        let mut all = BTreeSet::from([object]);
        let mut todo = vec![object];
        while let Some(node) = todo.pop() {
            todo.extend(
                self.out(node, Relation::Needs)
                    .into_iter()
                    .filter(|next| all.insert(*next)),
            );
        }
        all
    }

    fn awaited(&self, thread: u16) -> usize {
        self.out(self.thread(thread), Relation::WaitsFor)[0]
    }

    /// All threads that a thread could be helped by, directly or not.
    fn reaches(&self, thread: u16) -> BTreeSet<u16> {
        let mut all = BTreeSet::new();
        let mut todo = vec![self.thread(thread)];
        while let Some(node) = todo.pop() {
            for object in self.out(node, Relation::WaitsFor) {
                let holders = self
                    .through(object)
                    .into_iter()
                    .flat_map(|node| self.out(node, Relation::HeldBy));
                for holder in holders {
                    let NodeKind::Thread(number) = self.0.nodes[holder].kind else {
                        panic!("something that is no thread holds something")
                    };
                    if all.insert(number) {
                        todo.push(holder);
                    }
                }
            }
        }
        all
    }
}

/// What is claimed is in the graph, and what is in the graph is claimed.
fn check(stuck: &DeadlockReport, graph: &WaitGraph, told: &str) {
    let seen = Seen(graph);
    let waiting = graph
        .edges
        .iter()
        .filter(|edge| edge.relation == Relation::WaitsFor)
        .count();
    assert_eq!(stuck.waiting.len(), waiting, "{told}");
    for waiter in &stuck.waiting {
        let (node, awaited) = (seen.thread(waiter.number), seen.awaited(waiter.number));
        assert_eq!(graph.nodes[node].name, waiter.thread, "{told}");
        assert!(seen.is(awaited, &waiter.waits_for), "{told}: {waiter:?}");
        let holds = graph
            .edges
            .iter()
            .filter(|edge| edge.to == node && edge.relation == Relation::HeldBy);
        let holds = holds.filter(|edge| graph.nodes[edge.from].kind != NodeKind::Object(Kind::Join));
        assert_eq!(holds.count(), waiter.holds.len(), "{told}: {waiter:?}");
        let place = waiter
            .place
            .as_ref()
            .unwrap_or_else(|| panic!("{told}: {waiter:?} waits nowhere"));
        assert!(place.line > 0 && place.file.contains("labs"), "{told}: {place:?}");
    }
    let sentence = stuck.in_full();
    for knot in &stuck.knots {
        assert!(!knot.parts.is_empty(), "{told}");
        check_knot(stuck, knot, &seen, told);
        for part in &knot.parts {
            assert!(sentence.contains(&stuck.waiter(part).thread), "{told}: {sentence}");
        }
    }
    let inside: usize = stuck.knots.iter().map(|knot| knot.parts.len()).sum();
    let named = stuck.knots.iter().flat_map(|knot| &knot.parts).map(|part| part.waiter);
    assert_eq!(
        named.collect::<BTreeSet<_>>().len(),
        inside,
        "{told}: nobody is told twice"
    );
    check_all_told(stuck, &seen, told);
}

fn check_knot(stuck: &DeadlockReport, knot: &Knot, seen: &Seen<'_>, told: &str) {
    let numbers: Vec<u16> = knot.parts.iter().map(|part| stuck.waiter(part).number).collect();
    match knot.kind {
        DeadlockKind::Circle => {
            assert!(numbers.len() > 1, "{told}: a circle of one");
            for (position, number) in numbers.iter().enumerate() {
                let next = &knot.parts[(position + 1) % numbers.len()];
                let held = next.holds.as_ref().unwrap();
                let through = seen.through(seen.awaited(*number));
                let holder = seen.thread(stuck.waiter(next).number);
                let holds = |node: &usize| seen.is(*node, held) && seen.out(*node, Relation::HeldBy).contains(&holder);
                assert!(through.iter().any(holds), "{told}: {number} does not wait for {next:?}");
            }
        }
        DeadlockKind::Slots | DeadlockKind::Itself => {
            let of = |number: &u16| {
                let through = seen.through(seen.awaited(*number));
                through.into_iter().find(|node| seen.is(*node, &knot.object))
            };
            let object = of(&numbers[0]).unwrap();
            assert!(numbers.iter().all(|number| of(number) == Some(object)), "{told}");
            let slots = seen.out(object, Relation::Needs);
            let seats: Vec<usize> = match slots.is_empty() {
                true => vec![object],
                false => slots,
            };
            let sitting = seats.iter().flat_map(|seat| seen.out(*seat, Relation::HeldBy)).count();
            assert_eq!(sitting, numbers.len(), "{told}: every slot is told, and none twice");
            assert_eq!(seen.0.nodes[object].queued, knot.queue, "{told}");
            assert!(
                knot.object.kind != Kind::Pool || knot.queue > 0,
                "{told}: nothing queues"
            );
        }
        DeadlockKind::Nobody => {
            for number in numbers {
                assert_eq!(seen.reaches(number), BTreeSet::new(), "{told}: somebody could give it");
            }
        }
    }
}

/// Whoever could help is stuck as well; a smallest group that only waits for itself is told in exactly one knot, and who waits for nobody in one too.
fn check_all_told(stuck: &DeadlockReport, seen: &Seen<'_>, told: &str) {
    let numbers: BTreeSet<u16> = stuck.waiting.iter().map(|waiter| waiter.number).collect();
    let mut smallest = BTreeSet::new();
    for number in &numbers {
        let reached = seen.reaches(*number);
        assert!(reached.is_subset(&numbers), "{told}: somebody could move");
        let closed = reached.iter().all(|other| seen.reaches(*other) == reached);
        if reached.is_empty() {
            let told_of = |knot: &&Knot| {
                knot.kind == DeadlockKind::Nobody && knot.parts.iter().any(|part| stuck.waiter(part).number == *number)
            };
            assert_eq!(stuck.knots.iter().filter(told_of).count(), 1, "{told}");
        } else if closed && reached.contains(number) {
            smallest.insert(reached);
        }
    }
    for group in &smallest {
        let within = |knot: &&Knot| knot.parts.iter().all(|part| group.contains(&stuck.waiter(part).number));
        assert_eq!(stuck.knots.iter().filter(within).count(), 1, "{told}: {group:?}");
    }
    let others = stuck
        .knots
        .iter()
        .filter(|knot| knot.kind != DeadlockKind::Nobody)
        .count();
    assert_eq!(others, smallest.len(), "{told}");
}

fn check_run(report: &Report, graph: &WaitGraph, told: &str) -> Option<DeadlockKind> {
    let told = format!("{told}: {:?}", report.stuck.as_ref().map(DeadlockReport::in_full));
    if report.outcome != Outcome::Deadlocked {
        assert_eq!(report.stuck, None, "{told}");
        return None;
    }
    let stuck = report
        .stuck
        .as_ref()
        .unwrap_or_else(|| panic!("{told}: stuck, and nobody knows why: {graph:?}"));
    check(stuck, graph, &told);
    assert_eq!(report.cycle, stuck.links(), "{told}");
    let read = Report::read(&report.json()).unwrap_or_else(|| panic!("{told}: not to be read"));
    assert_eq!(read.stuck.as_ref(), Some(stuck));
    let (said, sentence) = (read.sentence().unwrap_or_default(), stuck.sentence());
    assert_eq!(said.matches(&sentence).count(), 1, "{told}: {said}");
    Some(stuck.knots[0].kind)
}

fn told(experiment: &Experiment) -> String {
    let Experiment {
        lab,
        variant,
        lock,
        threads,
        ..
    } = experiment;
    format!("{} {} {} {threads}", lab.id, variant.id, lock.id())
}

#[test]
fn in_lockstep_what_is_said_of_a_deadlock_is_in_its_graph_and_the_reverse() {
    let mut kinds = BTreeSet::new();
    for experiment in settings() {
        for schedule in SCHEDULES {
            let (report, graph) = in_lockstep(&experiment, schedule);
            let kind = check_run(&report, &graph, &format!("{} {schedule}", told(&experiment)));
            kinds.extend(kind.map(DeadlockKind::id));
        }
    }
    assert_eq!(kinds, BTreeSet::from(["circle", "itself", "nobody", "slots"]));
}

#[test]
fn on_real_threads_what_is_said_of_a_deadlock_is_in_its_graph_and_the_reverse() {
    let mut kinds = BTreeSet::new();
    for experiment in settings() {
        let (report, graph) = on_threads(&experiment);
        kinds.extend(check_run(&report, &graph, &told(&experiment)).map(DeadlockKind::id));
    }
    // Whether a reader holds the lock alone when it wants it again is chance.
    kinds.remove("itself");
    assert_eq!(kinds, BTreeSet::from(["circle", "nobody", "slots"]));
}
