//! What is known of the run on show: names, lanes, and where every thread was seen last.

use super::{PtrEq, format};
use protocol::{Progress, ThreadLocation};
use trace::{Event, Place, Report, Snapshot, Span, State, SymbolTable, Timeline};

/// Events beyond this many are not kept: the picture ends there and says so.
pub const MOST_EVENTS: usize = 500_000;

/// So often it is noted how much was done: a minute's worth of frames.
const MOST_SAMPLES: usize = 3_600;

/// How long a step is in the lanes of a run in lockstep, which have no time: in its nanoseconds' stead.
pub const STEP: u64 = 1_000;

/// A run as recorded so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recording {
    /// What the numbers stand for.
    pub names: SymbolTable,
    /// The lanes.
    pub timeline: Timeline,
    /// Where every live thread was seen last.
    pub locations: Vec<ThreadLocation>,
    /// Whether the run goes on.
    pub live: bool,
    /// The moment at which the picture ends because it holds no more, in nanoseconds.
    pub full_at: Option<u64>,
    /// A report of the run as far as it has come, from labs that tell of themselves while they run.
    pub so_far: Option<PtrEq<Report>>,
    /// How much was done at moments of the run, in order of time: nanoseconds, units of work.
    pub done: Vec<(u64, u64)>,
    /// Whether moments are steps, each [`STEP`] long, and not nanoseconds.
    pub by_steps: bool,
    /// Counts changes, so that whoever draws knows whether there is something new.
    pub version: u64,
    /// Counts runs.
    pub run: u64,
    taken: Taken,
}

/// Events that were taken in: how many of a run on real threads, which of one in lockstep.
#[derive(Clone, Debug, Default, PartialEq)]
struct Taken {
    count: usize,
    steps: Vec<Event>,
}

impl Recording {
    /// An empty recording of a run that begins; its version goes on from `before`.
    pub fn begin(before: &Recording) -> Self {
        Recording {
            live: true,
            version: before.version + 1,
            run: before.run + 1,
            ..Recording::default()
        }
    }

    /// No run at all; its version goes on from `before`.
    pub fn none(before: &Recording) -> Self {
        Recording {
            live: false,
            ..Recording::begin(before)
        }
    }

    /// Takes in what happened since the last progress.
    pub fn take(&mut self, progress: Progress) {
        self.version += 1;
        self.names.append(progress.names);
        self.locations = progress.locations;
        self.timeline.dropped = progress.dropped;
        self.tell(progress.so_far.as_deref());
        if self.done.len() < MOST_SAMPLES {
            self.done.push((progress.now, progress.done));
        }
        if self.full_at.is_some() {
            return;
        }
        self.taken.count += progress.events.len();
        self.timeline.extend(&progress.events, &self.names);
        self.timeline.reach(progress.now);
        if self.taken.count >= MOST_EVENTS {
            self.full_at = Some(self.timeline.end);
        }
    }

    /// What a lab tells of its run as far as it has come; nothing new when there is none.
    pub fn tell(&mut self, so_far: Option<&str>) {
        if let Some(report) = so_far.and_then(Report::read) {
            self.so_far = Some(PtrEq::new(report));
        }
    }

    /// Shows a moment of a run in lockstep, by steps: of the events that were shown before, so many still hold; and who moved up to then.
    pub fn follow(
        &mut self,
        keep: u64,
        events: Vec<Event>,
        moves: &[(u16, u64)],
        names: SymbolTable,
        moment: &Snapshot,
    ) {
        self.version += 1;
        self.by_steps = true;
        self.names = names;
        self.taken.steps.truncate(keep as usize);
        let in_steps = |event: Event| Event {
            at: event.at * STEP,
            ..event
        };
        self.taken.steps.extend(events.into_iter().map(in_steps));
        self.timeline = Timeline::default();
        self.timeline.extend(&self.taken.steps, &self.names);
        self.timeline.reach(moment.at * STEP);
        keep_moves(&mut self.timeline, moves);
        self.sight(moment);
    }

    /// A moment in words.
    pub fn moment(&self, at: u64) -> String {
        match self.by_steps {
            true => format!("step {}", format::count(at / STEP)),
            false => format::nanos(at),
        }
    }

    /// A length in words.
    pub fn length(&self, length: u64) -> String {
        match self.by_steps {
            true => format::counted(length / STEP, "steps"),
            false => format::nanos(length),
        }
    }

    /// A stretch in words: when, and for how long.
    pub fn stretch(&self, from: u64, to: u64) -> String {
        match (self.by_steps, from / STEP + 1, to / STEP) {
            (true, first, last) if first < last => {
                format!("steps {} to {}", format::count(first), format::count(last))
            }
            (true, first, _) => format!("step {}", format::count(first)),
            (false, ..) => format!(
                "{} to {}, {}",
                self.moment(from),
                self.moment(to),
                self.length(to - from)
            ),
        }
    }

    /// Every thread is seen where its next operation stands.
    fn sight(&mut self, moment: &Snapshot) {
        self.locations.clear();
        for turn in &moment.turns {
            let Some(place) = &turn.place else { continue };
            let known = self.names.places.iter().position(|known| known == place);
            let place = known.unwrap_or_else(|| push_place(&mut self.names, place));
            self.locations.push(ThreadLocation {
                thread: turn.thread,
                place: place as u32,
                state: if turn.enabled { State::Running } else { State::Waiting },
                object: None,
            });
        }
    }

    /// The run stands still: threads are where they were seen last.
    pub fn stand(&mut self) {
        self.version += 1;
        self.live = false;
    }

    /// The run is over: threads are nowhere any more, and the picture ends with what the last of them did.
    pub fn end(&mut self) {
        self.stand();
        self.locations.clear();
        let ends = self
            .timeline
            .threads
            .iter()
            .filter_map(|lane| lane.spans.last())
            .map(|span| span.to);
        self.timeline.end = ends.max().unwrap_or(self.timeline.end);
    }

    /// What a thread did at a moment; at the end of the picture the last it did.
    pub fn span_at(&self, thread: usize, moment: u64) -> Option<&Span> {
        let spans = &self.timeline.threads.get(thread)?.spans;
        let position = spans.partition_point(|span| span.to <= moment);
        let here = spans.get(position).filter(|span| span.from <= moment);
        here.or_else(|| {
            spans
                .last()
                .filter(|last| last.to == moment && moment == self.timeline.end)
        })
    }

    /// How much was done by a moment, as noted last before it.
    pub fn done_by(&self, moment: u64) -> u64 {
        let known = self.done.partition_point(|(at, _)| *at <= moment);
        self.done[..known].last().map_or(0, |(_, done)| *done)
    }

    /// A place by its number.
    pub fn place(&self, place: u32) -> Option<&Place> {
        self.names.places.get(place as usize)
    }

    /// A thread's name, `thread 3` when it has none.
    pub fn thread(&self, thread: usize) -> String {
        let name = self.names.threads.get(thread).filter(|name| !name.is_empty());
        name.cloned().unwrap_or_else(|| format!("thread {}", thread + 1))
    }

    /// An object's name, empty when it has none.
    pub fn object(&self, object: u32) -> &str {
        self.names
            .objects
            .get(object as usize)
            .map_or("", |object| object.name.as_str())
    }
}

/// Of what a thread did by itself only the steps stay in which it moved: between them it stood where the scheduler had left it.
fn keep_moves(timeline: &mut Timeline, moves: &[(u16, u64)]) {
    let mut own = vec![Vec::new(); timeline.threads.len()];
    let mut at = 0;
    for (thread, steps) in moves {
        let from = at;
        at += steps * STEP;
        if let Some(own) = own.get_mut(usize::from(*thread)) {
            own.push((from, at));
        }
    }
    for (lane, own) in timeline.threads.iter_mut().zip(own) {
        lane.spans = lane.spans.iter().flat_map(|span| moved(span, &own)).collect();
    }
}

/// The pieces of a span in which its thread moved; the whole of it where it could not.
fn moved(span: &Span, own: &[(u64, u64)]) -> Vec<Span> {
    if !matches!(span.state, State::Running | State::Holding) {
        return vec![*span];
    }
    let first = own.partition_point(|(_, to)| *to <= span.from);
    let inside = own[first..].iter().take_while(|(from, _)| *from < span.to);
    let piece = |(from, to): &(u64, u64)| Span {
        from: span.from.max(*from),
        to: span.to.min(*to),
        ..*span
    };
    inside.map(piece).collect()
}

fn push_place(names: &mut SymbolTable, place: &Place) -> usize {
    names.places.push(place.clone());
    names.places.len() - 1
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use trace::{Event, EventKind, Kind, Object, Relation, WaitGraph};

    /// Something that a thread did with the one object there is.
    pub fn event(at: u64, thread: u16, what: EventKind) -> Event {
        Event {
            at,
            thread,
            what,
            object: 0,
            place: 0,
            times: 0,
        }
    }

    /// Two threads, a lock and a line, after so many nanoseconds of these events.
    pub fn recorded(now: u64, done: u64, events: Vec<Event>) -> Recording {
        let mut recording = Recording::begin(&Recording::default());
        recording.take(Progress {
            now,
            done,
            names: SymbolTable {
                threads: vec!["thread 1".into(), "thread 2".into()],
                objects: vec![Object {
                    kind: Kind::Lock,
                    name: "lock".into(),
                }],
                places: vec![Place {
                    file: "counter.rs".into(),
                    line: 7,
                }],
            },
            events,
            ..Progress::default()
        });
        recording
    }

    fn contended() -> Recording {
        let events = vec![
            event(0, 0, EventKind::Start),
            event(10, 0, EventKind::Acquire),
            event(60, 0, EventKind::Release),
            event(0, 1, EventKind::Start),
            event(20, 1, EventKind::Wait),
        ];
        recorded(100, 0, events)
    }

    #[test]
    fn a_moment_shows_who_waits_for_what_and_who_holds_it() {
        let graph = contended().graph_at(30);
        let names: Vec<_> = graph.nodes.iter().map(|node| node.name.as_str()).collect();
        assert_eq!(names, ["thread 2", "lock", "thread 1"]);
        let relations: Vec<_> = graph.edges.iter().map(|edge| edge.relation).collect();
        assert_eq!(relations, [Relation::WaitsFor, Relation::HeldBy]);
    }

    #[test]
    fn a_lock_that_nobody_holds_is_being_handed_over() {
        let graph = contended().graph_at(70);
        let relations: Vec<_> = graph.edges.iter().map(|edge| edge.relation).collect();
        assert_eq!(relations, [Relation::WaitsFor]);
    }

    #[test]
    fn before_anybody_waits_the_graph_is_empty() {
        assert_eq!(contended().graph_at(15), WaitGraph::default());
    }
}
