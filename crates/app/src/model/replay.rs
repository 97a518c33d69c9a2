//! A run on real threads, played again in a few seconds once it is over.

use super::{Activity, Model, Recording, ViewChange};
use trace::State;

/// A replay of the run on show.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Replay {
    /// The moment on show, in nanoseconds of the run.
    pub at: u64,
    /// Where it ends: nothing begins after that.
    pub until: u64,
    /// Whether it plays.
    pub playing: bool,
}

/// The shortest and the longest that a replay lasts, in milliseconds.
const LASTS: (f64, f64) = (3_000.0, 6_000.0);

/// Milliseconds for each time that a lock changed hands.
const A_HAND_OVER: f64 = 60.0;

impl Model {
    /// The moment of a run on real threads that everything shows: what is pointed at, or where a replay is; `None` for its end.
    pub fn playhead(&self) -> Option<u64> {
        if self.is_lockstep() {
            return None;
        }
        let replayed = self.replay.filter(|replay| replay.at < replay.until);
        let pointed = self.ctx.looks.pointed.map(|pointed| pointed.moment);
        pointed.or(replayed.map(|replay| replay.at))
    }

    /// The run on show is over: it is played again. One that is stuck shows who waits for whom at once, and how that came about when asked.
    pub(super) fn begin_replay(&mut self, stuck: bool) {
        let until = last_begin(&self.recording.borrow());
        let alone = self.series.is_none() && !self.is_lockstep();
        self.replay = (until > 0 && alone).then_some(Replay {
            at: if stuck { until } else { 0 },
            until,
            playing: !stuck,
        });
    }

    /// Another moment of the run on show.
    pub(super) fn look_back(&mut self, look: ViewChange) {
        let lasts = lasts(&self.recording.borrow());
        let running = matches!(self.activity, Activity::Running(_));
        let Some(replay) = self.replay.as_mut().filter(|_| !running) else {
            return;
        };
        match look {
            ViewChange::Moment(moment) => {
                replay.at = moment.unwrap_or(replay.until).min(replay.until);
                replay.playing = false;
            }
            ViewChange::Play => {
                replay.playing = !replay.playing;
                if replay.playing && replay.at >= replay.until {
                    replay.at = 0;
                }
            }
            ViewChange::Beat(elapsed) if replay.playing => {
                let on = elapsed / lasts * replay.until as f64;
                replay.at = (replay.at + on.ceil() as u64).min(replay.until);
                replay.playing = replay.at < replay.until;
            }
            _ => {}
        }
    }
}

/// When the last of all spans began that are more than the end of a thread; nothing moves after that.
fn last_begin(recording: &Recording) -> u64 {
    let timeline = &recording.timeline;
    let still = |state| matches!(state, State::Waiting | State::Idle);
    let ends = timeline.threads.iter().filter_map(|lane| lane.spans.last());
    let ends = ends.map(|span| if still(span.state) { span.from } else { span.to });
    ends.max().unwrap_or(0).min(timeline.end)
}

/// How long the replay of a run lasts, in milliseconds.
fn lasts(recording: &Recording) -> f64 {
    let hand_overs: usize = recording.timeline.locks.iter().map(|lock| lock.owners.len()).sum();
    (LASTS.0 + hand_overs as f64 * A_HAND_OVER).min(LASTS.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::Progress;
    use trace::{Event, EventKind, Kind, Object, SymbolTable};

    fn event(at: u64, thread: u16, what: EventKind) -> Event {
        Event {
            at,
            thread,
            what,
            object: 0,
            place: 0,
            times: 0,
        }
    }

    fn stuck() -> Recording {
        let mut recording = Recording::default();
        recording.take(Progress {
            now: 30_000_000,
            done: 7,
            names: SymbolTable {
                objects: vec![Object {
                    kind: Kind::Lock,
                    name: "lock".into(),
                }],
                ..SymbolTable::default()
            },
            events: vec![
                event(0, 0, EventKind::Start),
                event(10, 0, EventKind::Acquire),
                event(0, 1, EventKind::Start),
                event(900, 0, EventKind::Wait),
                event(500, 1, EventKind::Wait),
            ],
            ..Progress::default()
        });
        recording
    }

    #[test]
    fn a_replay_ends_when_nobody_moves_any_more() {
        assert_eq!(last_begin(&stuck()), 900);
        assert_eq!(last_begin(&Recording::default()), 0);
    }

    #[test]
    fn a_replay_lasts_three_to_six_seconds() {
        assert_eq!(lasts(&Recording::default()), LASTS.0);
        let mut busy = stuck();
        for _ in 0..1_000 {
            let owner = busy.timeline.locks[0].owners[0];
            busy.timeline.locks[0].owners.push(owner);
        }
        assert_eq!(lasts(&busy), LASTS.1);
    }

    #[test]
    fn what_was_done_is_what_was_noted_before_the_moment() {
        let recording = stuck();
        assert_eq!(
            [0, 29_999_999, 30_000_000].map(|moment| recording.done_by(moment)),
            [0, 0, 7]
        );
    }
}
