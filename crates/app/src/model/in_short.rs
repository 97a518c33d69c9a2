//! A report in short: without its longest lists, and with their names.

use serde_json::Value;
use trace::Report;

/// The longest report that is kept or travels in a link, in bytes of its JSON. What is longer is kept without its longest lists.
pub const LONGEST: usize = 6_000;
/// A text of so many letters is no list, and stays.
const A_WORD: usize = 64;
/// Under this key a report that is kept in short says what it was kept without.
const LEFT_OUT: &str = "left_out";

/// The report without as many of its longest lists as make it short enough, and with their names.
pub fn in_short(report: &Report) -> Report {
    let mut short = report.clone();
    let mut names: Vec<Value> = Vec::new();
    while short.json().len() > LONGEST {
        let Some(name) = longest(&short) else { break };
        match name.as_str() {
            "schedule" => short.schedule.clear(),
            "stuck" => short.stuck = None,
            "cycle" => short.cycle.clear(),
            "sentence" => short.message = None,
            figure => drop(short.result.remove(figure)),
        }
        names.push(name.into());
        short.parameters.insert(LEFT_OUT.into(), names.clone().into());
    }
    short
}

/// The longest thing in a report that can be left out: its lists first, then who waits for whom, and at last what was said.
fn longest(report: &Report) -> Option<String> {
    let lists = report.result.iter().filter(|(_, value)| !value.is_number());
    let lists = lists.map(|(name, value)| (name.as_str(), value.to_string().len()));
    let lists = lists
        .chain([("schedule", report.schedule.len())])
        .filter(|(_, length)| *length > A_WORD);
    let list = lists.max_by_key(|(_, length)| *length).map(|(name, _)| name);
    let stuck = report.stuck.is_some().then_some("stuck");
    let cycle = (!report.cycle.is_empty()).then_some("cycle");
    let said = report.message.is_some().then_some("sentence");
    list.or(stuck).or(cycle).or(said).map(str::to_owned)
}

/// What a report was kept without, in words.
pub fn left_out(report: &Report) -> Vec<String> {
    let names = report.parameters.get(LEFT_OUT).and_then(Value::as_array);
    let names = names.into_iter().flatten().filter_map(Value::as_str);
    names.map(|name| name.replace('_', " ")).collect()
}
