//! The labs, played in lockstep: each small enough to draw, in the shortest failure that a search finds, or on a fair machine.

use std::thread;

use catalogue::{Engine, Experiment, LABS, LabInfo};
use lab::{InputCache, Limits, Settings, Stepping};

use crate::picture::Picture;

/// So many schedules of each lab are tried: what fails fails in one of the first.
const SCHEDULES: u64 = 300;

/// A run that does not fail is played for so many steps at most.
const STEPS: u64 = 20_000;

/// Each lab with its picture; those whose threads break what runs them cannot be played, and have none.
pub fn all() -> Vec<(&'static str, Picture)> {
    thread::scope(|scope| {
        let tasks: Vec<_> = LABS.iter().map(|lab| (lab.id, scope.spawn(|| played(lab)))).collect();
        let joined = tasks.into_iter().map(|(id, task)| Some((id, task.join().ok()??)));
        joined.flatten().collect()
    })
}

fn played(lab: &'static LabInfo) -> Option<Picture> {
    let mut experiment = Experiment::of(lab);
    experiment.engine = Engine::Lockstep;
    experiment.shrink();
    let mut texts = InputCache::default();
    let settings = Settings {
        schedules: Some(SCHEDULES),
        ..Settings::default()
    };
    let found = lab::search(&experiment, &mut texts, settings, &Limits::default()).ok()?;
    if let Some(bad) = &found.shortest_bad {
        experiment.schedule = bad.schedule.clone();
    }
    let program = lab::program(&experiment, texts.get(&experiment).ok()?).ok()?;
    let (mut stepping, _) = Stepping::start(&experiment, &program).ok()?;
    stepping.session_mut().go_fair(STEPS);
    let run = stepping.session().executor();
    let events: Vec<_> = run.events_by_step().collect();
    Some(Picture::of_steps(&run.moves(), &events, found.shortest_bad.is_some()))
}

/// All pictures as one file, each a symbol with its lab's id, painted in the colours of whoever shows it.
pub fn sheet(pictures: &[(&str, Picture)]) -> String {
    let symbols: String = pictures.iter().map(|(id, picture)| picture.symbol(id)).collect();
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{symbols}</svg>\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Every lab that can be played has a picture of its own run, and no two have the same.
    #[test]
    fn every_lab_that_can_be_played_has_a_picture_of_its_own() {
        let pictures = all();
        let drawn: Vec<&str> = pictures.iter().map(|(id, _)| *id).collect();
        let expected: Vec<&str> = LABS.iter().filter(|lab| !lab.breaks).map(|lab| lab.id).collect();
        assert_eq!(drawn, expected);
        let different: BTreeSet<String> = pictures.iter().map(|(_, picture)| picture.symbol("")).collect();
        assert_eq!(different.len(), pictures.len());
        let fails = |id: &str| pictures.iter().any(|(known, picture)| *known == id && picture.failed);
        assert!(
            fails("counter") && fails("dining"),
            "what loses updates or gets stuck is seen to"
        );
    }

    #[test]
    fn the_sheet_has_no_colour_of_its_own() {
        let sheet = sheet(&[("counter", Picture::of_steps(&[(0, 1), (1, 1)], &[], true))]);
        for piece in [
            "<symbol id=\"counter\" viewBox=\"0 0 146 35\"",
            "stroke=\"var(--t1)\"",
            "stroke=\"var(--shut)\"",
        ] {
            assert!(sheet.contains(piece), "{piece} in {sheet}");
        }
        assert!(!sheet.contains("class="), "{sheet}");
    }
}
