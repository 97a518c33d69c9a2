//! What is open: a run that is stepped through, and how much of it the page has been told.

use catalogue::Experiment;
use lab::{Breakpoint, Moved, Stepping};
use labs::Program;
use protocol::{Navigation, SnapshotUpdate};
use trace::Event;
use worker::environment;

/// Events that are told at most: more than that is not looked at one by one.
const MOST_EVENTS: usize = 100_000;

/// An open run.
pub struct SteppingSession {
    id: u32,
    stepping: Stepping,
    told: Vec<Event>,
}

impl SteppingSession {
    /// Sets a program up and goes to the experiment's step of its schedule. Fails with a sentence.
    pub fn start(id: u32, experiment: &Experiment, program: &Program) -> Result<(Self, Option<String>), String> {
        let (stepping, complaint) = Stepping::start(experiment, program).map_err(|refusal| refusal.sentence)?;
        let told = Vec::new();
        Ok((SteppingSession { id, stepping, told }, complaint))
    }

    /// The page's number for it.
    pub fn id(&self) -> u32 {
        self.id
    }

    /// Goes to another moment; what was wished for and could not be, in a sentence.
    pub fn go(&mut self, navigation: Navigation) -> Option<String> {
        let session = self.stepping.session_mut();
        match navigation {
            Navigation::Step(thread) => return self.step(thread),
            Navigation::Back => {
                if !session.back() {
                    return Some("This is the beginning: there is no step before it.".into());
                }
            }
            Navigation::Seek(at) => session.seek(at),
            Navigation::Next(landmark) => return self.next(landmark),
            Navigation::Forward(steps) => self.stepping.forward(steps),
            Navigation::Fair => drop(session.go_fair(u64::MAX)),
            Navigation::Random(seed) => drop(session.go_random(seed, u64::MAX)),
        }
        None
    }

    /// The moment that is looked at.
    pub fn scene(&mut self, complaint: Option<String>) -> SnapshotUpdate {
        let report = self.stepping.report(environment()).map(|report| report.json());
        let so_far = self.stepping.so_far().map(|report| report.json());
        let session = self.stepping.session();
        let all = session.executor().events().len();
        let shown: Vec<Event> = session.executor().events_by_step().take(MOST_EVENTS).collect();
        let mut moves = session.executor().moves();
        moves.truncate(MOST_EVENTS);
        let keep = self
            .told
            .iter()
            .zip(&shown)
            .take_while(|(told, now)| told == now)
            .count();
        let scene = SnapshotUpdate {
            id: self.id,
            moment: session.moment(),
            keep: keep as u64,
            events: shown[keep..].to_vec(),
            moves,
            names: session.names(),
            graph: session.graph(),
            report,
            so_far,
            complaint: complaint.or_else(|| (all > shown.len()).then(too_many)),
        };
        self.told.truncate(keep);
        self.told.extend(&scene.events);
        scene
    }

    fn step(&mut self, thread: u16) -> Option<String> {
        let session = self.stepping.session_mut();
        let moved = session.step(usize::from(thread));
        if moved == Moved::Yes {
            return None;
        }
        let turn = session.turns().into_iter().nth(usize::from(thread));
        Some(match turn {
            None => format!("There is no thread {}.", u32::from(thread) + 1),
            Some(turn) if turn.next.is_none() => format!("{} has ended.", turn.name),
            Some(turn) if moved == Moved::InVain => {
                format!("{} tried again in vain: nothing has changed for it.", turn.name)
            }
            Some(turn) => format!(
                "{} cannot move: it {}.",
                turn.name,
                turn.note.unwrap_or_else(|| "waits".into())
            ),
        })
    }

    fn next(&mut self, landmark: protocol::Breakpoint) -> Option<String> {
        let (kind, name) = match landmark {
            protocol::Breakpoint::Lock => (Breakpoint::Lock, "step at a lock"),
            protocol::Breakpoint::Race => (Breakpoint::Race, "race"),
            protocol::Breakpoint::Switch => (Breakpoint::Switch, "switch to another thread"),
        };
        (!self.stepping.seek_next(kind)).then(|| format!("No {name} comes after this step on this way."))
    }
}

fn too_many() -> String {
    format!("The timeline shows the first {MOST_EVENTS} events of this run; it goes on without it.")
}
