//! A search through all schedules of an experiment.

use crate::{
    StartError, model,
    program::set_up_in_lockstep,
    simulation::{can_be_simulated, sentence, virtual_machine},
};
use catalogue::Experiment;
use labs::Program;
use lockstep::{Ending, FailingSchedule, Lockstep, RunVerdict, Search, SearchResults, Session, Settings};
use serde_json::{Map, json};
use std::time::Duration;
use trace::{RaceKind, SearchReport, ShortMove, ShortestBad, numbers::count};
use workloads::ResultCollector;

/// Moves of the shortest bad schedule that are told in words.
const MOST_MOVES: u64 = 200;

type Start = Box<dyn FnMut(&Lockstep) -> ResultCollector>;
type Judge = Box<dyn FnMut(&Ending, ResultCollector) -> RunVerdict<String>>;

/// A search, which goes on only while it is told to.
pub struct Searching {
    experiment: Experiment,
    program: Program,
    settings: Settings,
    search: Search<Start, Judge, String>,
    stopped: Option<String>,
}

impl Searching {
    /// Prepares a search through all schedules of `program`.
    pub fn start(experiment: &Experiment, program: &Program, settings: Settings) -> Result<Self, StartError> {
        can_be_simulated(program)?;
        let (owned, copy) = (experiment.clone(), program.clone());
        let start: Start = Box::new(move |world| set_up_in_lockstep(world, &owned, &copy));
        Ok(Searching {
            experiment: experiment.clone(),
            program: program.clone(),
            settings,
            search: Search::new(settings, start, Box::new(judge)),
            stopped: None,
        })
    }

    /// Tries further schedules until they have had so many steps, and goes through the last one; `false` when there are no more.
    pub fn advance(&mut self, steps: u64) -> bool {
        self.search.advance_steps(steps)
    }

    /// What has been found so far.
    pub fn found(&self) -> &SearchResults<String> {
        self.search.found()
    }

    /// How many schedules came to what so far, and whether it should not have: numbers in order of size, then words.
    pub fn outcomes(&self) -> Vec<(String, u64, bool)> {
        sorted(self.found())
    }

    /// Says why the search does not go on though it could: a limit, in a sentence.
    pub fn stop(&mut self, why: String) {
        self.stopped = Some(why);
    }

    /// What has been found, as everybody shares it.
    pub fn report(&self, took: Duration) -> SearchReport {
        let (experiment, found) = (&self.experiment, self.search.found());
        let reduction = self.settings.reduction && self.settings.preemptions.is_none();
        let other: Vec<String> = found.limits.iter().chain(&self.stopped).cloned().collect();
        let bound = |most| format!("Only schedules with {} were tried.", preemptions(most));
        let through = (found.complete || found.within.is_some()) && other.is_empty();
        let limits: Vec<String> = found.within.map(bound).into_iter().chain(other).collect();
        let sorted = sorted(found);
        let bad_outcomes = sorted.iter().filter(|(.., bad)| *bad).map(|(key, ..)| key.clone());
        let bad_outcomes = bad_outcomes.collect();
        let mut outcomes: Map<_, _> = sorted.into_iter().map(|(key, runs, _)| (key, json!(runs))).collect();
        if found.unlisted > 0 {
            outcomes.insert("others".into(), json!(found.unlisted));
        }
        SearchReport {
            version: 1,
            lab: experiment.lab.id.into(),
            variant: experiment.variant.id.into(),
            lock: experiment.lock.id().into(),
            threads: experiment.threads,
            size: experiment.size,
            reduction,
            preemptions: self.settings.preemptions,
            bound: found.bound,
            takes: found.takes,
            model: model::sentence(experiment),
            by_accident: model::by_accident(experiment, found),
            schedules: found.schedules,
            cut: found.cut,
            complete: found.complete && limits.is_empty(),
            outcomes,
            bad_outcomes,
            deadlocks: found.stuck,
            bad: found.bad,
            shortest_bad: found.shortest.as_ref().map(|bad| self.shortest(bad)),
            verdict: told(found, &limits, through, reduction),
            limits,
            elapsed_ms: took.as_secs_f64() * 1e3,
        }
    }

    /// The shortest bad schedule, played again: its moves, and why it ends badly.
    fn shortest(&self, bad: &FailingSchedule<String>) -> ShortestBad {
        let (experiment, program) = (self.experiment.clone(), self.program.clone());
        let mut session = Session::new(virtual_machine(&self.experiment), move |world: &Lockstep| {
            set_up_in_lockstep(world, &experiment, &program)
        });
        let reason = match session.open(&bad.schedule) {
            Ok(()) => reason(&mut session, &bad.ending),
            Err(why) => why,
        };
        ShortestBad {
            schedule: bad.schedule.to_string(),
            steps: bad.steps as u64,
            outcome: bad.outcome.clone(),
            reason,
            moves: moves(&session),
        }
    }
}

/// The first moves of a session, in words.
fn moves(session: &Session<ResultCollector>) -> Vec<ShortMove> {
    let turns = session.turns();
    let known = session.known().min(MOST_MOVES);
    let taken = (0..known).filter_map(|step| session.taken(step));
    let named = taken.map(|taken| ShortMove {
        thread: u32::from(taken.thread) + 1,
        name: turns
            .get(usize::from(taken.thread))
            .map_or_else(String::new, |turn| turn.name.clone()),
        words: taken.words,
    });
    named.collect()
}

/// Why a schedule that was played ends badly.
fn reason(session: &mut Session<ResultCollector>, ending: &Ending) -> String {
    match ending {
        Ending::Finished => {
            let found = session.read(ResultCollector::judge).unwrap_or_default();
            let lost = session
                .races()
                .into_iter()
                .filter(|race| race.kind == RaceKind::Overwritten);
            let why = lost.map(|race| race.missing).next();
            let parts: Vec<String> = found.reason.into_iter().chain(why).collect();
            parts.join(" ")
        }
        Ending::Failed(words) => sentence(ending, words),
        stuck => format!("{} {}", sentence(stuck, ""), who_waits(session)),
    }
}

fn judge(ending: &Ending, harvest: ResultCollector) -> RunVerdict<String> {
    // Gathering lets go of what tasks hold, so it is done however the run ended.
    let judged = harvest.judge();
    match ending {
        Ending::Finished => RunVerdict {
            outcome: judged.outcome,
            bad: judged.wrong,
        },
        Ending::Unfinished => RunVerdict {
            outcome: ending.to_string(),
            bad: false,
        },
        other => RunVerdict {
            outcome: other.to_string(),
            bad: true,
        },
    }
}

/// Why nobody moves any more, or else everybody who waits.
fn who_waits(session: &Session<ResultCollector>) -> String {
    if let Some(stuck) = session.graph().stuck() {
        return stuck.sentence();
    }
    let waiting = session.turns().into_iter().filter(|turn| turn.next.is_some());
    let parts: Vec<String> = waiting
        .map(|turn| format!("{} {}", turn.name, turn.note.unwrap_or_default()))
        .collect();
    format!("{}.", parts.join("; "))
}

/// Numbers in order of size, then words.
fn sorted(found: &SearchResults<String>) -> Vec<(String, u64, bool)> {
    let told = |(key, runs): (&String, &u64)| (key.clone(), *runs, found.wrong.contains(key));
    let mut outcomes: Vec<_> = found.outcomes.iter().map(told).collect();
    outcomes.sort_by_key(|(key, ..)| key.parse::<u64>().map_err(|_| key.clone()));
    outcomes
}

/// `through` when all was seen that the bound on preemptions allows, if there is one.
fn told(found: &SearchResults<String>, limits: &[String], through: bool, reduced: bool) -> String {
    let (schedules, bad) = (count(found.schedules), count(found.bad));
    let within = found
        .within
        .map_or_else(String::new, |most| format!(" with {}", preemptions(most)));
    let (all, of_all) = match (found.within, reduced) {
        (Some(_), _) => (
            format!("all {schedules} schedules{within}"),
            "; others were not tried".to_string(),
        ),
        (None, false) => (format!("all {schedules} schedules"), String::new()),
        (None, true) => (
            "all schedules".to_string(),
            match found.schedules {
                1 => "; one was tried, and it stands for all".into(),
                _ => format!("; {schedules} were tried, and they stand for all"),
            },
        ),
    };
    let every = found.bad == found.schedules;
    let limits = limits.join(" ");
    let takes = found
        .takes
        .map_or_else(String::new, |takes| format!(" {}.", it_takes(takes)));
    match (found.bad, through) {
        (0, true) if found.within.is_none() => format!("Safe: {all} end right{of_all}."),
        (0, true) => format!("Nothing bad was found: {all} end right{of_all}."),
        (_, true) if every => format!("Never right: {all} end badly{of_all}."),
        (_, true) => format!("Not safe: {bad} of {schedules} schedules{within} end badly."),
        (0, false) => match found.bound {
            Some(most) => format!(
                "Nothing bad was found with {}: every such schedule ends right. Of those with more, not all were seen: {schedules} \
                 schedules were tried. {limits}",
                preemptions(most)
            ),
            None => format!(
                "Nothing bad was found, but not everything was seen: {schedules} schedules were tried. {limits}"
            ),
        },
        (_, false) if every => {
            format!("Not safe: {schedules} schedules were tried, and every one of them ends badly. {limits}")
        }
        (_, false) => {
            format!("Not safe: {schedules} schedules were tried, and {bad} of them end badly.{takes} {limits}")
        }
    }
}

/// How little it takes to go wrong.
fn it_takes(preemptions: u32) -> String {
    match preemptions {
        0 => "It takes no preemption".into(),
        1 => "It takes one preemption".into(),
        most => format!("It takes {most} preemptions"),
    }
}

fn preemptions(most: u32) -> String {
    match most {
        0 => "no preemption".into(),
        1 => "at most one preemption".into(),
        most => format!("at most {most} preemptions"),
    }
}
