//! Calls of queues and pools that touch different parts of them change places, and nothing is missed: the search finds what sleep sets alone find, which ask of no
//! step what it races with.

use std::collections::BTreeMap;
use std::sync::Arc;

use check::{Limits, Model, Outcome, Shared, Simulation, Source, Text};
use explore::{Footprint, Program, Task, Touch};

/// Whether two touches of one place must keep their order.
fn keep_order(one: Touch, other: Touch) -> bool {
    match (one, other) {
        (Touch::Happen | Touch::Announce, Touch::Observe) | (Touch::Observe, Touch::Happen | Touch::Announce) => true,
        (Touch::Read, Touch::Read) | (Touch::Observe, _) | (_, Touch::Observe) => false,
        _ => true,
    }
}

fn depend(one: &Footprint, other: &Footprint) -> bool {
    let touches = other.touches();
    one.touches().iter().any(|(place, touch)| {
        let mut same = touches.iter().filter(|(at, _)| at == place);
        same.any(|(_, had)| keep_order(*touch, *had))
    })
}

/// Who need not move next, for its step was tried, and what that touched.
type Sleeper = (Task, Footprint);

/// Every schedule but those that only change the places of steps that do not depend on each other (Godefroid 1996, chapter 5): how often each outcome came.
fn asleep_only(source: &Arc<dyn Source>, model: Model, shared: Arc<Shared>) -> BTreeMap<Outcome, u64> {
    let mut simulation = Simulation::new(source.clone(), model, shared);
    let mut found = BTreeMap::new();
    let mut left: Vec<(Vec<Task>, Vec<Sleeper>)> = vec![(Vec::new(), Vec::new())];
    while let Some((schedule, mut asleep)) = left.pop() {
        explore::replay(&mut simulation, &schedule, |_, _, _| {});
        let all = 0..simulation.tasks() as Task;
        let movable: Vec<Task> = all.filter(|task| simulation.standing(*task).can_move()).collect();
        if movable.is_empty() {
            *found.entry(simulation.outcome()).or_default() += 1;
        }
        let mut below = Vec::new();
        for task in movable {
            if asleep.iter().any(|(sleeper, _)| *sleeper == task) {
                continue;
            }
            explore::replay(&mut simulation, &schedule, |_, _, _| {});
            let mut footprint = Footprint::default();
            simulation.step(task, &mut footprint);
            let sleep = asleep.iter().filter(|(_, step)| !depend(step, &footprint));
            below.push(([&schedule[..], &[task]].concat(), sleep.cloned().collect()));
            asleep.push((task, footprint));
        }
        left.extend(below);
    }
    found
}

/// Both searches of a program agree on how many schedules there are with each outcome.
fn agree(text: &str) -> u64 {
    let program = Text::new(text.to_owned(), "program.py".to_owned());
    assert_eq!(program.refusal(), None, "{text}");
    let source = program.source();
    let mut limits = Limits::new(Arc::new(|| 0.0));
    limits.workers = 1;
    let mut check = check::Check::new(&source, Model::Python314, &limits);
    let checked = loop {
        if let Some(checked) = check.advance(&mut || true) {
            break checked;
        }
    };
    assert!(checked.complete, "{text}");
    let found: BTreeMap<Outcome, u64> = checked.outcomes.into_iter().collect();
    assert_eq!(found, asleep_only(&source, Model::Python314, check.shared()), "{text}");
    found.values().sum()
}

/// `agree`, for each program that is made of two threads' bodies.
fn all_agree(made: &str, bodies: &[(&str, &str)]) -> u64 {
    let program = |(one, other): &(&str, &str)| {
        format!(
            "import queue, threading
{made}
def act0():
    {one}
def act1():
    {other}
outs = [[], []]
threads = [threading.Thread(target=act, daemon=True) for act in (act0, act1)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(outs, q.qsize())
"
        )
    };
    bodies.iter().map(|bodies| agree(&program(bodies))).sum()
}

/// One thread puts and one takes: whatever comes first, the items that are taken are the same, so there is one class. The second `put` of each body below only
/// comes before or after the other thread's: whose item is first is 2 classes, and for two each C(4, 2) = 6.
#[test]
fn a_put_and_the_get_of_another_item_change_places() {
    let made = "q = queue.Queue()";
    let gets = "for _ in range(3): outs[1].append(q.get())";
    assert_eq!(all_agree(made, &[("for n in range(3): q.put(n)", gets)]), 1);
    let puts = "for n in range(2): q.put(n)";
    assert_eq!(all_agree(made, &[(puts, puts)]), 6);
}

#[test]
fn no_outcome_of_a_queue_is_missed() {
    let try_get = "
    for _ in range(2):
        try: outs[1].append(q.get_nowait())
        except queue.Empty: outs[1].append('empty')";
    let put_two = "q.put(1); q.put(2); outs[0].append(q.qsize())";
    let bodies = [
        (put_two, try_get),
        (put_two, "outs[1].append(q.get()); q.put(3); outs[1].append(q.get())"),
        (
            put_two,
            "outs[1].append(q.empty()); outs[1].append(q.get()); outs[1].append(q.qsize())",
        ),
        (put_two, "q.get(); q.task_done(); outs[1].append(q.unfinished_tasks)"),
        (
            "q.put(1); q.put(2); q.join(); outs[0].append('joined')",
            "q.get(); q.get(); q.task_done(); outs[1].append('half'); q.task_done()",
        ),
        (
            put_two,
            "
    try: q.task_done()
    except ValueError: outs[1].append('none')",
        ),
        (
            "q.put(1); q.put(2)",
            "
    try: outs[1].append(q.get(timeout=1)); outs[1].append(q.get(timeout=1))
    except queue.Empty: outs[1].append('empty')",
        ),
    ];
    for made in ["q = queue.Queue()", "q = queue.Queue(1)", "q = queue.LifoQueue()"] {
        assert!(
            all_agree(made, &bodies) > bodies.len() as u64,
            "{made}: nothing comes in two orders"
        );
    }
}

#[test]
fn no_outcome_of_a_queue_that_is_shut_down_is_missed() {
    let gets = "
    try:
        while True: outs[1].append(q.get())
    except queue.ShutDown: outs[1].append('shut')";
    let puts = "
    try: q.put(1); outs[0].append('put'); q.put(2); outs[0].append('put')
    except queue.ShutDown: outs[0].append('shut')";
    let bodies = [
        ("q.put(1); q.put(2); q.shutdown()", gets),
        ("q.put(1); q.put(2); q.shutdown(immediate=True)", gets),
        (puts, "q.shutdown()"),
        (puts, "q.get(); q.shutdown(immediate=True)"),
        (
            puts,
            "outs[1].append(q.qsize()); q.shutdown(); outs[1].append(q.is_shutdown)",
        ),
    ];
    for made in ["q = queue.Queue()", "q = queue.Queue(1)"] {
        assert!(
            all_agree(made, &bodies) > bodies.len() as u64,
            "{made}: nothing comes in two orders"
        );
    }
}

/// Which worker has which task is seen by the program, and so must every way be.
#[test]
fn no_way_to_share_out_the_tasks_of_a_pool_is_missed() {
    let program = |workers: u32, tasks: u32, rest: &str| {
        format!(
            "from concurrent.futures import ThreadPoolExecutor, as_completed
import threading
def work(n):
    return n, threading.current_thread().name[-1]
with ThreadPoolExecutor(max_workers={workers}) as pool:
    futures = [pool.submit(work, n) for n in range({tasks})]
    {rest}
print([future.result() for future in futures])
"
        )
    };
    let waits = "for future in futures: future.result()";
    assert_eq!(agree(&program(1, 3, waits)), 1, "one worker does one after the other");
    for (workers, tasks, rest) in [
        (2, 2, "pass"),
        (2, 3, waits),
        (2, 3, "pool.shutdown(cancel_futures=True)"),
        (3, 2, waits),
        (2, 2, "print([future.result() for future in as_completed(futures)])"),
    ] {
        assert!(agree(&program(workers, tasks, rest)) > 1);
    }
}
