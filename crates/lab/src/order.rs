//! The order of a recorded run, as the schedule in its report.

use crate::Ending;
use catalogue::LONGEST_SCHEDULE;
use lockstep::Schedule;
use serde_json::json;
use std::iter::repeat_n;
use threads::{MOST_STEPS, RecordedSchedule};
use trace::Report;

/// Puts the schedule that replays the run into its report, or says why there is none. Does nothing when nobody asked for the order.
pub fn tell(report: &mut Report, order: RecordedSchedule, ending: &Ending) {
    let segments = match order {
        RecordedSchedule::NotRecorded => return,
        RecordedSchedule::TooLong => return complain(report, format!("it has more than {MOST_STEPS} operations")),
        RecordedSchedule::Recorded(segments) => segments,
    };
    let steps: u64 = segments.iter().map(|stretch| u64::from(stretch.steps)).sum();
    let tasks = segments
        .iter()
        .flat_map(|stretch| repeat_n(usize::from(stretch.thread), stretch.steps as usize));
    let mut schedule = Schedule::of(tasks);
    if *ending == Ending::Deadlocked {
        // What was woken and tried again in vain is no step, and must do so again before lockstep, too, finds that nobody can move.
        schedule = schedule.then_fair();
    }
    let schedule = schedule.to_string();
    if schedule.len() > LONGEST_SCHEDULE {
        return complain(report, format!("it takes more than {LONGEST_SCHEDULE} letters"));
    }
    report.schedule = schedule;
    report.parameters.insert("steps".into(), json!(steps));
}

fn complain(report: &mut Report, why: String) {
    let sentence = format!("The order of this run was not kept, for {why}: a smaller one can be recorded.");
    report.message = Some(match report.message.take() {
        Some(message) => format!("{message} {sentence}"),
        None => sentence,
    });
}
