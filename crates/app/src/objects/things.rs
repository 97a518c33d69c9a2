//! What threads share at a moment, as objects: a value, a lock with its owner and its queue, a pool with its threads, a place where threads wait.

use crate::lanes::doing;
use crate::model::{Recording, format::count};
use lab_kit::Tone;
use trace::{Kind, NodeKind, Object, Relation, Report, Snapshot, Span, State, WaitGraph};

/// Something that threads share.
#[derive(Clone, Debug, PartialEq)]
pub struct Thing {
    /// Its name.
    pub name: String,
    /// What it is at that moment.
    pub form: Form,
    /// Threads that wait for it, in the order in which they began to.
    pub waiting: Vec<u16>,
}

/// What something is at a moment.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// A value.
    Value {
        /// What is in it.
        now: String,
        /// What was in it before the last step wrote it.
        before: Option<String>,
        /// What else is to be known.
        note: String,
        /// Whether it is right or wrong.
        tone: Tone,
    },
    /// A lock: who holds it, and how often it was taken, where that is known.
    Slot(Vec<u16>, u64),
    /// A pool's threads, and whether each has something to do.
    Pool(Vec<(u16, bool)>),
    /// Something that is only waited for.
    Place,
}

/// Things that are shown; the others are left to the table of who waits.
const MOST: usize = 8;

/// Threads whose doing is told.
const MOST_CREW: usize = 10;

/// Spans of a thread among which its pool is looked for.
const FIRST_SPANS: usize = 64;

/// What the threads of a real run shared at a moment; at its end with what came of it.
pub fn of_run(recording: &Recording, moment: u64, report: Option<&Report>, unit: &str) -> Vec<Thing> {
    let mut things: Vec<Thing> = number(recording, moment, report, unit).into_iter().collect();
    let mut objects: Vec<(usize, &Object)> = recording.names.objects.iter().enumerate().collect();
    objects.retain(|(_, object)| rank(object.kind).is_some());
    objects.sort_by_key(|(_, object)| rank(object.kind));
    let all = objects
        .into_iter()
        .map(|(number, object)| thing(recording, moment, number as u32, object));
    // What is waited for only now and then comes and goes; locks and pools stay.
    let is_bare = |thing: &Thing| {
        matches!(&thing.form, Form::Place) || matches!(&thing.form, Form::Pool(members) if members.is_empty())
    };
    things.extend(all.filter(|thing| !is_bare(thing) || !thing.waiting.is_empty()));
    things.truncate(MOST);
    things
}

/// In which order objects are shown; `None` for those that are not.
fn rank(kind: Kind) -> Option<u8> {
    match kind {
        Kind::GlobalLock => Some(0),
        Kind::Lock | Kind::Semaphore => Some(1),
        Kind::Pool => Some(2),
        Kind::Queue | Kind::Room | Kind::Condition | Kind::Barrier | Kind::Event => Some(3),
        Kind::Task | Kind::Join => Some(4),
        Kind::Slot | Kind::Variable => None,
    }
}

fn thing(recording: &Recording, moment: u64, number: u32, object: &Object) -> Thing {
    let threads = 0..recording.timeline.threads.len();
    let mut waiting: Vec<(u64, u16)> = threads
        .filter_map(|thread| {
            let span = recording.span_at(thread, moment)?;
            (span.state == State::Waiting && span.object == Some(number)).then_some((span.from, thread as u16))
        })
        .collect();
    waiting.sort_unstable();
    let form = match object.kind {
        kind if kind.excludes() => {
            let holders = recording.timeline.holders_at(number, moment).into_iter();
            let mut holders: Vec<u16> = holders.map(|owner| owner.thread).collect();
            holders.sort_unstable();
            Form::Slot(holders, taken(recording, moment, number))
        }
        Kind::Pool => Form::Pool(members(recording, moment, number)),
        _ => Form::Place,
    };
    Thing {
        name: object.name.clone(),
        form,
        waiting: waiting.into_iter().map(|(_, thread)| thread).collect(),
    }
}

/// How often a lock was taken in the whole run, once that is over.
fn taken(recording: &Recording, moment: u64, lock: u32) -> u64 {
    let over = moment >= recording.timeline.end && !recording.live;
    let lane = recording.timeline.locks.iter().find(|lane| lane.object == lock);
    lane.filter(|_| over).map_or(0, |lane| lane.takes)
}

/// What each thread of a run does at a moment, in a word or two; each keeps its place, before its beginning and after its end.
pub fn crew(recording: &Recording, moment: u64) -> Vec<(u16, String)> {
    let lanes = recording.timeline.threads.iter().enumerate();
    let known = lanes.filter_map(|(thread, lane)| Some((thread, lane.spans.first()?)));
    let doing = |(thread, first): (usize, &Span)| {
        let told = match recording.span_at(thread, moment) {
            Some(span) => doing(span.state, span.object.map_or("", |object| recording.object(object))),
            None if moment < first.from => "has not begun".into(),
            None => "has come to its end".into(),
        };
        (thread as u16, told)
    };
    known.map(doing).take(MOST_CREW).collect()
}

/// The threads that a pool was seen to give nothing to do at some time, and whether they have something to do now.
fn members(recording: &Recording, moment: u64, pool: u32) -> Vec<(u16, bool)> {
    let lanes = recording.timeline.threads.iter().enumerate();
    let idles = |state, object| state == State::Idle && object == Some(pool);
    let members = lanes.filter(|(_, lane)| {
        let mut first = lane.spans.iter().take(FIRST_SPANS);
        first.any(|span| idles(span.state, span.object))
    });
    let busy = |thread: usize| {
        let span = recording.span_at(thread, moment);
        span.is_some_and(|span| !idles(span.state, span.object))
    };
    members.map(|(thread, _)| (thread as u16, busy(thread))).collect()
}

/// The number that the run is about: how much is done by a moment, and at the end what came of it.
fn number(recording: &Recording, moment: u64, report: Option<&Report>, unit: &str) -> Option<Thing> {
    let over = report.filter(|_| moment >= recording.timeline.end);
    let came = over.and_then(|report| Some((report.number("got")?, report.number("expected")?)));
    let (name, now, note, tone) = match came {
        Some((got, expected)) => (
            "what came out".to_string(),
            got,
            format!("of {}", count(expected)),
            if got == expected { Tone::Good } else { Tone::Bad },
        ),
        None => {
            let all = recording.done.last().map_or(0, |(_, done)| *done);
            let done = match over {
                Some(report) => report.work.amount,
                None => recording.done_by(moment),
            };
            (all > 0).then_some(())?;
            (format!("{unit} done"), done, String::new(), Tone::Plain)
        }
    };
    Some(Thing {
        name,
        form: Form::Value {
            now: count(now),
            before: None,
            note,
            tone,
        },
        waiting: Vec::new(),
    })
}

/// What the threads of a run in lockstep share at a moment; `earlier` is the moment one step before.
pub fn of_moment(moment: &Snapshot, earlier: Option<&Snapshot>, graph: &WaitGraph) -> Vec<Thing> {
    let mut things: Vec<Thing> = Vec::new();
    for (number, shared) in moment.shared.iter().enumerate() {
        let form = match shared.is_held {
            true => Form::Slot(holders(moment, &shared.name), 0),
            false => Form::Value {
                now: shared.value.clone(),
                before: earlier
                    .filter(|_| shared.changed)
                    .and_then(|earlier| Some(earlier.shared.get(number)?.value.clone())),
                note: String::new(),
                tone: Tone::Plain,
            },
        };
        things.push(Thing {
            waiting: waiting(graph, &shared.name),
            name: shared.name.clone(),
            form,
        });
    }
    for node in &graph.nodes {
        let known = things.iter().any(|thing| thing.name == node.name);
        let waiting = waiting(graph, &node.name);
        if matches!(node.kind, NodeKind::Object(_)) && !known && !waiting.is_empty() {
            things.push(Thing {
                name: node.name.clone(),
                form: Form::Place,
                waiting,
            });
        }
    }
    things
}

fn holders(moment: &Snapshot, name: &String) -> Vec<u16> {
    let holding = moment.turns.iter().filter(|turn| turn.holds.contains(name));
    holding.map(|turn| turn.thread).collect()
}

/// Threads that wait for what has this name.
fn waiting(graph: &WaitGraph, name: &str) -> Vec<u16> {
    let waits = graph.edges.iter().filter(|edge| edge.relation == Relation::WaitsFor);
    let mine = waits.filter(|edge| graph.nodes[edge.to].name == name);
    mine.filter_map(|edge| match graph.nodes[edge.from].kind {
        NodeKind::Thread(thread) => Some(thread),
        NodeKind::Object(_) => None,
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::Progress;
    use trace::{Edge, Event, EventKind, Node, SharedState, SymbolTable, ThreadView};

    fn event(at: u64, thread: u16, what: EventKind, object: u32) -> Event {
        Event {
            at,
            thread,
            what,
            object,
            place: 0,
            times: 0,
        }
    }

    fn object(kind: Kind, name: &str) -> Object {
        Object {
            kind,
            name: name.into(),
        }
    }

    fn recording() -> Recording {
        let mut recording = Recording::default();
        recording.take(Progress {
            now: 50,
            done: 3,
            names: SymbolTable {
                objects: vec![
                    object(Kind::Pool, "pool"),
                    object(Kind::Lock, "lock"),
                    object(Kind::Queue, "queue"),
                ],
                ..SymbolTable::default()
            },
            events: vec![
                event(0, 0, EventKind::Start, 0),
                event(5, 0, EventKind::Acquire, 1),
                event(40, 0, EventKind::Release, 1),
                event(0, 1, EventKind::Start, 0),
                event(1, 1, EventKind::Idle, 0),
                event(8, 1, EventKind::Resume, 0),
                event(20, 1, EventKind::Wait, 1),
                event(0, 2, EventKind::Start, 0),
                event(10, 2, EventKind::Wait, 1),
            ],
            ..Progress::default()
        });
        recording
    }

    #[test]
    fn a_lock_has_its_owner_in_it_and_its_queue_behind_it_in_order() {
        let things = of_run(&recording(), 30, None, "items");
        let lock = things.iter().find(|thing| thing.name == "lock").unwrap();
        assert_eq!(lock.form, Form::Slot(vec![0], 0));
        assert_eq!(lock.waiting, [2, 1]);
    }

    #[test]
    fn each_thread_says_what_it_does() {
        let told: Vec<_> = crew(&recording(), 30).into_iter().map(|(_, doing)| doing).collect();
        assert_eq!(told, ["running, holds lock", "waiting for lock", "waiting for lock"]);
    }

    #[test]
    fn a_thread_keeps_its_place_before_its_beginning_and_after_its_end() {
        let mut recording = Recording::default();
        recording.take(Progress {
            now: 50,
            events: vec![
                event(0, 0, EventKind::Start, 0),
                event(10, 0, EventKind::End, 0),
                event(20, 1, EventKind::Start, 0),
            ],
            ..Progress::default()
        });
        let told = |moment| {
            crew(&recording, moment)
                .into_iter()
                .map(|(_, doing)| doing)
                .collect::<Vec<_>>()
        };
        assert_eq!(told(5), ["running", "has not begun"]);
        assert_eq!(told(30), ["has come to its end", "running"]);
    }

    #[test]
    fn a_pool_is_its_threads_and_what_nobody_waits_for_takes_no_room() {
        let at = |moment| of_run(&recording(), moment, None, "items");
        let pool = |things: Vec<Thing>| things.into_iter().find(|thing| thing.name == "pool").unwrap().form;
        assert_eq!(pool(at(4)), Form::Pool(vec![(1, false)]));
        assert_eq!(pool(at(30)), Form::Pool(vec![(1, true)]));
        assert!(at(30).iter().all(|thing| thing.name != "queue"));
    }

    #[test]
    fn a_value_that_was_just_written_says_what_was_there() {
        let shared = |value: &str, changed| SharedState {
            name: "n".into(),
            value: value.into(),
            is_held: false,
            changed,
        };
        let lock = |value: &str| SharedState {
            name: "lock".into(),
            value: value.into(),
            is_held: true,
            changed: false,
        };
        let turn = |thread, holds: Vec<String>| ThreadView {
            thread,
            name: format!("adder {}", thread + 1),
            next: None,
            place: None,
            enabled: true,
            note: None,
            seen: None,
            holds,
        };
        let moment = |at, value: &str| Snapshot {
            at,
            known: 2,
            now: 0,
            turns: vec![turn(0, vec!["lock".into()]), turn(1, vec![])],
            shared: vec![shared(value, at == 2), lock("held by adder 1")],
            last: None,
            ending: None,
            schedule: String::new(),
            races: Vec::new(),
        };
        let node = |kind, name: &str| Node {
            kind,
            name: name.into(),
            place: None,
            queued: 0,
            moves: false,
        };
        let graph = WaitGraph {
            nodes: vec![
                node(NodeKind::Thread(1), "adder 2"),
                node(NodeKind::Object(Kind::Lock), "lock"),
            ],
            edges: vec![Edge {
                from: 0,
                to: 1,
                relation: Relation::WaitsFor,
            }],
        };
        let things = of_moment(&moment(2, "1"), Some(&moment(1, "1")), &graph);
        let Form::Value { now, before, .. } = &things[0].form else {
            panic!("{things:?}")
        };
        // The second write of the same number strikes the first: that is a lost update.
        assert_eq!((now.as_str(), before.as_deref()), ("1", Some("1")));
        assert_eq!(
            (&things[1].form, &things[1].waiting[..]),
            (&Form::Slot(vec![0], 0), &[1][..])
        );
    }
}
