//! A run on real threads, played again in a few seconds once it is over.

use super::Recording;
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

/// What is done to a replay.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Playback {
    /// This moment of the run on show is looked at, in nanoseconds; `None` for its end.
    Moment(Option<u64>),
    /// Play the run on show again, or pause.
    Play,
    /// So many milliseconds of a replay went by.
    Beat(f64),
}

/// The shortest and the longest that a replay lasts, in milliseconds.
const LASTS: (f64, f64) = (3_000.0, 6_000.0);

/// Milliseconds for each time that a lock changed hands.
const A_HAND_OVER: f64 = 60.0;

/// Milliseconds of a replay between two moments that are told: values, locks and lines, which are read and not only seen.
const TOLD_EVERY: f64 = 250.0;

impl Replay {
    /// The replay of a run that is over. One that is stuck shows who waits for whom at once, and how that came about when asked.
    pub fn of(recording: &Recording, stuck: bool) -> Option<Self> {
        let until = last_begin(recording);
        (until > 0).then_some(Replay {
            at: if stuck { until } else { 0 },
            until,
            playing: !stuck,
        })
    }

    /// The moment that is told. While it plays, that is another one only a few times a second: all that is told stays of one moment, and can be read.
    pub fn told(&self, recording: &Recording) -> u64 {
        let apart = TOLD_EVERY / lasts(recording) * self.until as f64;
        match self.playing {
            true => self.at - self.at % (apart as u64).max(1),
            false => self.at,
        }
    }

    /// Another moment of the run on show.
    pub fn play(&mut self, what: Playback, recording: &Recording) {
        match what {
            Playback::Moment(moment) => {
                self.at = moment.unwrap_or(self.until).min(self.until);
                self.playing = false;
            }
            Playback::Play => {
                self.playing = !self.playing;
                if self.playing && self.at >= self.until {
                    self.at = 0;
                }
            }
            Playback::Beat(elapsed) if self.playing => {
                let on = elapsed / lasts(recording) * self.until as f64;
                self.at = (self.at + on.ceil() as u64).min(self.until);
                self.playing = self.at < self.until;
            }
            Playback::Beat(_) => {}
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
    use crate::model::recording::tests::{event, recorded};
    use trace::EventKind;

    fn stuck() -> Recording {
        let events = vec![
            event(0, 0, EventKind::Start),
            event(10, 0, EventKind::Acquire),
            event(0, 1, EventKind::Start),
            event(900, 0, EventKind::Wait),
            event(500, 1, EventKind::Wait),
        ];
        recorded(30_000_000, 7, events)
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
    fn what_is_told_of_a_replay_changes_a_few_times_a_second() {
        let recording = recorded(
            3_000_000_000,
            7,
            vec![event(0, 0, EventKind::Start), event(3_000_000_000, 0, EventKind::End)],
        );
        let mut replay = Replay::of(&recording, false).unwrap();
        let mut told = Vec::new();
        while replay.playing {
            told.push(replay.told(&recording));
            assert!(replay.told(&recording) <= replay.at);
            replay.play(Playback::Beat(16.0), &recording);
        }
        told.dedup();
        assert_eq!(told.len(), 12);
        replay.play(Playback::Moment(Some(1_234_567)), &recording);
        assert_eq!(replay.told(&recording), 1_234_567);
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
