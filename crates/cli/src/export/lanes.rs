//! What all formats show: a track for each thread and each lock, who handed what to whom, and how many wait.

use lab::Recording;
use std::collections::BTreeMap;
use trace::{Event, EventKind, Kind, Report, Span, State, SymbolTable, Timeline};

/// A run, ready to be written.
pub struct Lanes {
    /// What was run, in a line.
    pub title: String,
    /// By number of thread.
    pub threads: Vec<Track>,
    /// A lock has as many tracks as it had holders at once.
    pub locks: Vec<Track>,
    /// In order of time.
    pub handovers: Vec<Handover>,
    /// How many threads wait for an object.
    pub queues: Vec<Counter>,
    /// Nanoseconds from start to end.
    pub end: u64,
}

/// A row of slices that do not overlap.
pub struct Track {
    pub name: String,
    pub slices: Vec<Slice>,
}

/// A stretch of time, in nanoseconds since the start of the run.
#[derive(Clone)]
pub struct Slice {
    pub from: u64,
    pub to: u64,
    /// As CPython's own profiler names them where it does: "Waiting for GIL", "Has GIL", "On CPU".
    pub name: String,
    pub category: &'static str,
    pub file: String,
    /// From 1; 0 where it is not known.
    pub line: u32,
    /// How often a lock was taken in it, where that was only counted.
    pub takes: Option<u64>,
}

/// What a thread let go of and another, which waited for it, got.
pub struct Handover {
    pub object: String,
    /// Who, and when it let go or ended.
    pub from: (usize, u64),
    /// Who, and when it went on.
    pub to: (usize, u64),
}

/// How a number changes.
pub struct Counter {
    pub name: String,
    /// When, and what it is from then on.
    pub samples: Vec<(u64, u64)>,
}

impl Lanes {
    /// The lanes of a run.
    pub fn of(recording: &Recording) -> Self {
        let names = &recording.names;
        let mut timeline = Timeline::default();
        timeline.extend(&recording.events, names);
        // Who is stuck waits until the end.
        timeline.reach(timeline.end);
        Self {
            title: title(&recording.report),
            threads: threads(&timeline, names),
            locks: timeline.locks.iter().flat_map(|lane| lock(lane, names)).collect(),
            handovers: handovers(&recording.events, names),
            queues: queues(&timeline, names),
            end: timeline.end,
        }
    }

    /// All tracks, those of threads first.
    pub fn tracks(&self) -> impl Iterator<Item = &Track> {
        self.threads.iter().chain(&self.locks)
    }
}

fn title(report: &Report) -> String {
    let Report {
        lab,
        variant,
        engine,
        lock,
        ..
    } = report;
    let variant = if variant.is_empty() {
        String::new()
    } else {
        format!(" {variant}")
    };
    format!("{lab}{variant}, {engine}, lock {lock}")
}

fn threads(timeline: &Timeline, names: &SymbolTable) -> Vec<Track> {
    let name = |row: usize| {
        names
            .threads
            .get(row)
            .cloned()
            .unwrap_or_else(|| format!("thread {row}"))
    };
    let lanes = timeline.threads.iter().enumerate();
    lanes
        .map(|(row, lane)| Track {
            name: name(row),
            slices: lane.spans.iter().map(|span| of_thread(span, names)).collect(),
        })
        .collect()
}

fn of_thread(span: &Span, names: &SymbolTable) -> Slice {
    let object = span.object.map_or("", |object| short(names, object));
    let (name, category) = match span.state {
        State::Running => ("On CPU".to_owned(), "running"),
        State::Holding => (format!("Has {object}"), "holding"),
        State::Waiting => (format!("Waiting for {object}"), "waiting"),
        State::Idle => (format!("Idle: {object}"), "idle"),
        State::Sleeping => ("Sleeping".to_owned(), "sleeping"),
    };
    slice((span.from, span.to), name, category, span.place, names)
}

// A semaphore has several holders at once, and what was only counted may lie across what was seen: each slice goes to the first row with room.
fn lock(lane: &trace::LockLane, names: &SymbolTable) -> Vec<Track> {
    let holder = |thread: u16| names.threads.get(usize::from(thread)).cloned().unwrap_or_default();
    let owners = lane.owners.iter().map(|owner| {
        slice(
            (owner.from, owner.to),
            holder(owner.thread),
            "holding",
            owner.place,
            names,
        )
    });
    let crowds = lane.crowds.iter().map(|crowd| Slice {
        takes: Some(crowd.takes),
        ..slice(
            (crowd.from, crowd.to),
            format!("taken {} times", crowd.takes),
            "counted",
            u32::MAX,
            names,
        )
    });
    let mut all: Vec<Slice> = owners.chain(crowds).collect();
    all.sort_by_key(|slice| (slice.from, slice.to));
    let mut rows: Vec<Vec<Slice>> = Vec::new();
    for slice in all {
        let room = rows
            .iter_mut()
            .find(|row| row.last().is_none_or(|last| last.to <= slice.from));
        match room {
            Some(row) => row.push(slice),
            None => rows.push(vec![slice]),
        }
    }
    let name = short(names, lane.object);
    let named = |(at, slices): (usize, Vec<Slice>)| Track {
        name: if at == 0 {
            name.to_owned()
        } else {
            format!("{name} ({})", at + 1)
        },
        slices,
    };
    rows.into_iter().enumerate().map(named).collect()
}

fn slice((from, to): (u64, u64), name: String, category: &'static str, place: u32, names: &SymbolTable) -> Slice {
    let place = names.places.get(place as usize);
    Slice {
        from,
        to: to.max(from),
        name,
        category,
        file: place.map(|place| place.file.clone()).unwrap_or_default(),
        line: place.map_or(0, |place| place.line),
        takes: None,
    }
}

/// An object's name; the global lock as CPython's tools call it.
fn short(names: &SymbolTable, object: u32) -> &str {
    match names.objects.get(object as usize) {
        Some(object) if object.kind == Kind::GlobalLock => "GIL",
        Some(object) => &object.name,
        None => "",
    }
}

/// Only what is recorded: a lock that was let go of before a thread that waited for it got it, and a thread that ended before one that joined it went on.
fn handovers(events: &[Event], names: &SymbolTable) -> Vec<Handover> {
    let mut events = events.to_vec();
    events.sort_by_key(|event| event.at);
    let (mut waits, mut given, mut found) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
    let mut ends: BTreeMap<usize, u64> = BTreeMap::new();
    for event in &events {
        let thread = usize::from(event.thread);
        match event.what {
            EventKind::Wait => _ = waits.insert(thread, event.object),
            EventKind::Release => _ = given.insert(event.object, (thread, event.at)),
            EventKind::End => _ = ends.insert(thread, event.at),
            EventKind::Resume | EventKind::Acquire => {
                let Some(object) = waits.remove(&thread) else { continue };
                let from = match is_end(names, object) {
                    true => ended(names, object).and_then(|giver| Some((giver, *ends.get(&giver)?))),
                    false => given.get(&object).copied(),
                };
                found.extend(from.filter(|(giver, _)| *giver != thread).map(|from| Handover {
                    object: short(names, object).to_owned(),
                    from,
                    to: (thread, event.at),
                }));
            }
            _ => {}
        }
    }
    found
}

fn is_end(names: &SymbolTable, object: u32) -> bool {
    let object = names.objects.get(object as usize);
    object.is_some_and(|object| object.kind == Kind::Join)
}

// Whose end an object is: it has the thread's name. Of several threads of one name nobody knows.
fn ended(names: &SymbolTable, object: u32) -> Option<usize> {
    let name = &names.objects.get(object as usize)?.name;
    let mut own = names.threads.iter().enumerate().filter(|(_, thread)| *thread == name);
    match (own.next(), own.next()) {
        (Some((thread, _)), None) => Some(thread),
        _ => None,
    }
}

fn queues(timeline: &Timeline, names: &SymbolTable) -> Vec<Counter> {
    let mut changes: BTreeMap<u32, Vec<(u64, i64)>> = BTreeMap::new();
    let spans = timeline.threads.iter().flat_map(|lane| &lane.spans);
    for span in spans.filter(|span| matches!(span.state, State::Waiting | State::Idle)) {
        let of_object = changes.entry(span.object.unwrap_or(u32::MAX)).or_default();
        of_object.extend([(span.from, 1), (span.to, -1)]);
    }
    let counter = |(object, changes): (u32, Vec<(u64, i64)>)| Counter {
        name: format!("Queue for {}", short(names, object)),
        samples: levels(changes),
    };
    changes.into_iter().map(counter).collect()
}

// One sample a moment: what was true in between has no length.
fn levels(mut changes: Vec<(u64, i64)>) -> Vec<(u64, u64)> {
    changes.sort_unstable();
    let (mut level, mut samples) = (0, vec![(0, 0)]);
    for (at, change) in changes {
        level += change;
        if samples.last().is_some_and(|(last, _)| *last == at) {
            samples.pop();
        }
        samples.push((at, u64::try_from(level).unwrap_or(0)));
    }
    samples
}
