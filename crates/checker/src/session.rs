//! What the checker does, without a Worker around it: asked something, it tells what it found, and goes on a slice at a time.

use crate::{link, told};
use check::limits::{Now, Progress};
use check::{Check, Checked, Limits, Model, Shared, Source, Text, film, json, schedule};
use protocol::check::{CheckerCommand, CheckerEvent, PYTHONS};
use std::sync::Arc;

/// Milliseconds between two words about how far a Python is.
const TELL_EVERY: f64 = 90.0;
/// The most schedules of a Python.
const SCHEDULES: u64 = 400_000;

/// What the checker knows.
pub struct Session {
    now: Now,
    known: Option<Known>,
    work: Option<Work>,
}

/// A program that can be run, with what was learnt of what its threads share under each Python.
struct Known {
    text: String,
    file: String,
    source: Arc<dyn Source>,
    shared: [Option<Arc<Shared>>; 3],
}

struct Work {
    id: u32,
    source: Arc<dyn Source>,
    file: String,
    turn: usize,
    checks: [Option<Check>; 3],
    told: [(f64, u64); 3],
    found: [Option<Checked>; 3],
}

/// The Python of a number of the protocol's.
fn model(python: usize) -> Model {
    PYTHONS
        .get(python)
        .and_then(|name| Model::named(name))
        .unwrap_or(Model::Python314)
}

impl Session {
    /// Knows nothing yet, and has a clock.
    pub fn new(now: Now) -> Self {
        Session {
            now,
            known: None,
            work: None,
        }
    }

    /// Whether a check is under way.
    pub fn is_busy(&self) -> bool {
        self.work.is_some()
    }

    /// Does what is asked, or begins it.
    pub fn ask(&mut self, ask: CheckerCommand) -> Vec<CheckerEvent> {
        match ask {
            CheckerCommand::Check {
                id,
                source,
                file,
                millis,
            } => self.check(id, source, file, millis),
            CheckerCommand::Film {
                id,
                source,
                file,
                python,
                schedule,
                branch,
            } => vec![self.film((id, python), source, file, &schedule, branch)],
            CheckerCommand::Pack { id, source } => vec![CheckerEvent::Packed {
                id,
                packed: link::pack(&source),
            }],
            CheckerCommand::Unpack { id, packed } => vec![CheckerEvent::Unpacked {
                id,
                source: link::unpack(&packed),
            }],
            CheckerCommand::Stop => self.stop(),
        }
    }

    /// Goes on for so many milliseconds.
    pub fn advance(&mut self, millis: f64) -> Vec<CheckerEvent> {
        let Some(work) = &mut self.work else { return Vec::new() };
        let mut told = Vec::new();
        work.advance(millis, &self.now, &mut told);
        if work.checks.iter().all(Option::is_none) {
            told.extend(self.end());
        }
        told
    }

    fn know(&mut self, text: String, file: String) -> Result<&mut Known, (u32, u32, String)> {
        let is = |known: &Known| known.text == text && known.file == file;
        if !self.known.as_ref().is_some_and(is) {
            let program = Text::new(text.clone(), file.clone());
            if let Some(trouble) = program.trouble() {
                return Err(trouble);
            }
            self.known = Some(Known {
                text,
                file,
                source: program.source(),
                shared: [const { None }; 3],
            });
        }
        self.known
            .as_mut()
            .ok_or_else(|| (1, 1, "There is no program.".to_owned()))
    }

    fn check(&mut self, id: u32, source: String, file: String, millis: u32) -> Vec<CheckerEvent> {
        self.work = None;
        let limits = Limits {
            schedules: SCHEDULES,
            millis: f64::from(millis),
            ..Limits::new(self.now.clone())
        };
        match self.know(source, file.clone()) {
            Err((line, column, words)) => vec![CheckerEvent::InvalidProgram {
                id,
                line,
                column,
                words,
            }],
            Ok(known) => {
                let source = known.source.clone();
                let checks = [0, 1, 2].map(|at| Some(Check::new(&source, model(at), &limits)));
                known.shared = [0, 1, 2].map(|at: usize| checks[at].as_ref().map(Check::shared));
                self.work = Some(Work {
                    id,
                    source,
                    file,
                    turn: 0,
                    checks,
                    told: [(0.0, 0); 3],
                    found: [const { None }; 3],
                });
                Vec::new()
            }
        }
    }

    fn film(
        &mut self,
        (id, python): (u32, u8),
        source: String,
        file: String,
        schedule: &str,
        branch: Option<(u64, u16)>,
    ) -> CheckerEvent {
        let at = usize::from(python).min(PYTHONS.len() - 1);
        match self.know(source, file) {
            Err((line, column, words)) => CheckerEvent::InvalidProgram {
                id,
                line,
                column,
                words,
            },
            Ok(known) => {
                let shared = known.shared[at].get_or_insert_with(Arc::default).clone();
                let segments = schedule::read(schedule).unwrap_or_default();
                let branch = branch.map(|(effects, thread)| (effects, usize::from(thread)));
                let film = film::film(&known.source, model(at), &shared, &segments, branch);
                CheckerEvent::Film(Box::new(told::film(id, python, film)))
            }
        }
    }

    fn stop(&mut self) -> Vec<CheckerEvent> {
        let Some(work) = &mut self.work else { return Vec::new() };
        let mut told = Vec::new();
        (0..PYTHONS.len()).for_each(|at| work.stop(at, &mut told));
        told.extend(self.end());
        told
    }

    fn end(&mut self) -> Option<CheckerEvent> {
        let work = self.work.take()?;
        let found: Vec<Checked> = work.found.into_iter().flatten().collect();
        let note = |checked: &Checked| {
            let at = PYTHONS.iter().position(|name| *name == checked.model.name())?;
            Some((u8::try_from(at).ok()?, json::note(checked, &found)?))
        };
        Some(CheckerEvent::Done {
            id: work.id,
            notes: found.iter().filter_map(note).collect(),
            json: json::file(&work.file, &found).to_string(),
        })
    }
}

impl Work {
    /// The Pythons take turns, so that whichever is done first says so first.
    fn advance(&mut self, millis: f64, now: &Now, told: &mut Vec<CheckerEvent>) {
        let live = self.checks.iter().flatten().count().max(1);
        for _ in 0..PYTHONS.len() {
            let at = self.turn;
            self.turn = (self.turn + 1) % PYTHONS.len();
            let Some(check) = &mut self.checks[at] else { continue };
            let end = now() + millis / live as f64;
            match check.advance(&mut || now() < end) {
                Some(checked) => self.conclude(at, checked, told),
                None => self.tell(at, now, told),
            }
        }
    }

    fn tell(&mut self, at: usize, now: &Now, told: &mut Vec<CheckerEvent>) {
        let (Some(check), time) = (&self.checks[at], now()) else {
            return;
        };
        let (before, tried_before) = self.told[at];
        if time - before < TELL_EVERY {
            return;
        }
        let Progress {
            schedules, failures, ..
        } = check.progress();
        let seconds = (time - before) / 1000.0;
        let rate = if before > 0.0 {
            schedules.saturating_sub(tried_before) as f64 / seconds
        } else {
            0.0
        };
        self.told[at] = (time, schedules);
        told.push(CheckerEvent::Progress {
            id: self.id,
            python: at as u8,
            schedules,
            failed: failures,
            rate,
        });
    }

    /// Concludes the check of one Python with what is known.
    fn stop(&mut self, at: usize, told: &mut Vec<CheckerEvent>) {
        if let Some(checked) = self.checks[at].as_mut().map(Check::stop) {
            self.conclude(at, checked, told);
        }
    }

    fn conclude(&mut self, at: usize, checked: Checked, told: &mut Vec<CheckerEvent>) {
        self.checks[at] = None;
        let mut verdict = told::verdict(self.id, at as u8, &checked);
        if let Some(failed) = verdict.shortest.as_mut().filter(|_| !checked.long) {
            let segments = schedule::read(&failed.schedule).unwrap_or_default();
            let played = film::film(&self.source, checked.model, &checked.shared, &segments, None);
            failed.moves = played.rows.len() as u32;
        }
        told.push(CheckerEvent::Verdict(Box::new(verdict)));
        self.found[at] = Some(checked);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::check::VerdictKind;

    const RACE: &str = include_str!("../../../examples/lost-update.py");

    fn session() -> Session {
        Session::new(Arc::new(|| 0.0))
    }

    fn check(session: &mut Session, source: &str) -> Vec<CheckerEvent> {
        let ask = CheckerCommand::Check {
            id: 7,
            source: source.to_owned(),
            file: "program.py".to_owned(),
            millis: 20_000,
        };
        let mut told = session.ask(ask);
        while session.is_busy() {
            told.extend(session.advance(1.0));
        }
        told
    }

    #[test]
    fn three_verdicts_come_one_by_one_and_then_the_json() {
        let told = check(&mut session(), RACE);
        let verdict = |found: &CheckerEvent| match found {
            CheckerEvent::Verdict(verdict) => Some((usize::from(verdict.python), verdict.word)),
            _ => None,
        };
        let words: Vec<_> = told.iter().filter_map(verdict).collect();
        assert_eq!(
            words,
            [(0, VerdictKind::Safe), (1, VerdictKind::Fails), (2, VerdictKind::Fails)]
        );
        let Some(CheckerEvent::Done { id: 7, json, notes }) = told.last() else {
            panic!("{told:?}")
        };
        assert!(
            json.contains("\"file\":\"program.py\"") && json.contains("\"verdict\":\"safe\""),
            "{json}"
        );
        assert!(
            matches!(&notes[..], [(0, note)] if note.contains("by accident")),
            "{notes:?}"
        );
    }

    #[test]
    fn what_cannot_be_run_is_trouble_with_line_and_column() {
        let told = check(&mut session(), "x = 1\nx = = 2\n");
        assert!(
            matches!(&told[..], [CheckerEvent::InvalidProgram { id: 7, line: 2, column: 5, words }] if words.starts_with("SyntaxError")),
            "{told:?}"
        );
    }

    #[test]
    fn a_check_that_is_stopped_tells_what_it_has() {
        let mut session = session();
        let ask = CheckerCommand::Check {
            id: 1,
            source: RACE.to_owned(),
            file: "a.py".to_owned(),
            millis: 20_000,
        };
        session.ask(ask);
        let told = session.ask(CheckerCommand::Stop);
        assert_eq!(told.len(), 4, "{told:?}");
        assert!(!session.is_busy());
        assert!(session.ask(CheckerCommand::Stop).is_empty());
    }

    #[test]
    fn a_schedule_plays_as_a_film_and_nonsense_plays_as_it_comes() {
        let mut session = session();
        let told = check(&mut session, RACE);
        let failed = told.iter().find_map(|found| match found {
            CheckerEvent::Verdict(verdict) if verdict.python == 1 => verdict.shortest.clone(),
            _ => None,
        });
        let mut play = |schedule: &str| {
            let ask = CheckerCommand::Film {
                id: 2,
                source: RACE.to_owned(),
                file: "program.py".to_owned(),
                python: 1,
                schedule: schedule.to_owned(),
                branch: None,
            };
            session.ask(ask)
        };
        let bad = play(&failed.expect("a failure").schedule);
        assert!(
            matches!(&bad[..], [CheckerEvent::Film(film)] if film.failed && film.harm.is_some()),
            "{bad:?}"
        );
        for nonsense in ["", "zzz", "a99999999999999999999", "b4a1", "!1"] {
            let film = play(nonsense);
            assert!(
                matches!(&film[..], [CheckerEvent::Film(film)] if !film.rows.is_empty()),
                "{nonsense}"
            );
        }
    }
}
