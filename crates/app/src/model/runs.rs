//! Runs that are kept: a history of each lab in this browser, two runs side by side, and one that came with a link.

use super::in_short::{LONGEST, in_short, left_out};
use super::{PtrEq, Shown};
use crate::words;
use catalogue::{Address, EmbedOptions, Experiment, Text};
use serde_json::Value;
use trace::Report;

/// The most runs of one lab that are kept.
const MOST_OF_A_LAB: usize = 12;
/// The largest number in a report: 2 to the power of 53.
const LARGEST: f64 = 9_007_199_254_740_992.0;
/// The key under which a link carries the report of a run.
pub const RESULT: &str = "result";

/// A run that is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptRun {
    /// Its number on this page.
    pub number: u32,
    /// When it ended, in milliseconds since 1970; of a run that came with a link, when it came.
    pub at_ms: f64,
    /// Whether it came with a link, and was measured on another machine.
    pub elsewhere: bool,
    /// What was set.
    pub experiment: Experiment,
    /// What was measured.
    pub report: Report,
    /// The same, as its public JSON.
    json: String,
}

/// The runs that are kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Runs {
    /// The latest first.
    list: Vec<KeptRun>,
    /// The numbers of those that stand side by side, two at most.
    beside: Vec<u32>,
    next: u32,
}

impl KeptRun {
    /// Variant, threads and lock, and how much there was to do.
    pub fn caption(&self) -> String {
        words::captioned_whole(&self.experiment)
    }

    /// What it was kept without, because that would have been too long.
    pub fn left_out(&self) -> Vec<String> {
        left_out(&self.report)
    }

    /// As a line for the browser's storage: when, what was set, what was measured.
    fn line(&self) -> String {
        format!("{}\t{}\t{}\n", self.at_ms, hash(&self.experiment), self.json)
    }

    fn read(line: &str) -> Option<Self> {
        let mut parts = line.splitn(3, '\t');
        let (at_ms, hash, json) = (parts.next()?.parse().ok()?, parts.next()?, parts.next()?);
        let (Address { experiment, .. }, _) = Address::read("", hash);
        let report = Report::read(json).filter(|report| report.lab == experiment.lab.id)?;
        Some(KeptRun {
            number: 0,
            at_ms,
            elsewhere: false,
            experiment,
            report,
            json: json.to_owned(),
        })
    }
}

impl Runs {
    /// Those of a lab, the latest first.
    pub fn of(&self, lab: &str) -> impl Iterator<Item = &KeptRun> {
        self.list.iter().filter(move |run| run.experiment.lab.id == lab)
    }

    /// Those that stand side by side, in the order in which they were chosen.
    pub fn beside(&self) -> impl Iterator<Item = &KeptRun> {
        self.beside.iter().filter_map(|number| self.numbered(*number))
    }

    /// Whether it stands beside another, or waits for one.
    pub fn is_beside(&self, number: u32) -> bool {
        self.beside.contains(&number)
    }

    /// The run of this number.
    pub fn numbered(&self, number: u32) -> Option<&KeptRun> {
        self.list.iter().find(|run| run.number == number)
    }

    /// One more, the latest.
    pub fn add(&mut self, run: KeptRun) {
        self.put(0, run);
    }

    /// Puts it at a place of the list; of its lab the earliest make way.
    fn put(&mut self, at: usize, run: KeptRun) {
        self.next += 1;
        let (number, lab) = (self.next, run.experiment.lab.id);
        self.list.insert(at, KeptRun { number, ..run });
        let surplus: Vec<u32> = self.of(lab).skip(MOST_OF_A_LAB).map(|run| run.number).collect();
        self.list.retain(|run| !surplus.contains(&run.number));
        self.beside.retain(|number| !surplus.contains(number));
    }

    /// Chooses one more, or not any more; the one chosen first makes way for a third.
    pub fn toggle(&mut self, number: u32) {
        if self.is_beside(number) {
            return self.beside.retain(|known| *known != number);
        }
        if self.beside.len() == 2 {
            self.beside.remove(0);
        }
        self.beside.push(number);
    }

    /// Keeps a run that is over; the lines for the browser's storage, if it is one that can be kept there.
    pub fn keep(runs: &mut PtrEq<Runs>, experiment: &Experiment, report: &Report, at_ms: f64) -> Option<String> {
        let report = in_short(report);
        let json = report.json();
        // A line of the browser's storage holds one.
        if json.len() > LONGEST || json.contains(['\n', '\t']) {
            return None;
        }
        let runs = runs.edit();
        runs.add(KeptRun {
            number: 0,
            at_ms,
            elsewhere: false,
            experiment: experiment.clone(),
            report,
            json,
        });
        Some(runs.lines())
    }

    /// Takes over what an earlier visit has kept; what came with a link is later.
    pub fn recall(&mut self, lines: &str) {
        for run in lines.lines().filter_map(KeptRun::read) {
            self.put(self.list.len(), run);
        }
    }

    /// Forgets every run of a lab; the lines for the browser's storage.
    pub fn forget(&mut self, lab: &str) -> String {
        self.list.retain(|run| run.experiment.lab.id != lab);
        self.beside.clear();
        self.lines()
    }

    /// The hash of a link that carries a result and its settings; `None` where it is not kept, or may quote the reader's own text.
    pub fn link_to(&self, report: &Report) -> Option<String> {
        let kept = in_short(report);
        let run = self.list.iter().find(|run| run.report == kept)?;
        let own = run.experiment.lab.reads_text() && run.experiment.text == Text::Own;
        let json = catalogue::encode(&run.json);
        (!own).then(|| format!("{}&{RESULT}={json}", hash(&run.experiment)))
    }

    fn lines(&self) -> String {
        let own = self.list.iter().filter(|run| !run.elsewhere);
        own.map(KeptRun::line).collect()
    }
}

impl KeptRun {
    /// What a link carries besides its settings, measured elsewhere; `None` when it is no report of a run of its lab.
    pub fn of_link(json: String, experiment: &Experiment, at_ms: f64) -> Option<Self> {
        let sound = json.len() <= LONGEST && serde_json::from_str::<Value>(&json).is_ok_and(|json| is_countable(&json));
        let read = sound.then(|| Report::read(&json)).flatten();
        let report = read.filter(|report| report.lab == experiment.lab.id && report.engine == "threads")?;
        Some(KeptRun {
            number: 0,
            at_ms,
            elsewhere: true,
            experiment: experiment.clone(),
            report,
            json,
        })
    }

    /// How it is shown again.
    pub fn shown(&self) -> Shown {
        let summary = words::summarize(&self.report, &[]);
        let measured = if self.elsewhere {
            "measured elsewhere"
        } else {
            "measured earlier"
        };
        let short = match &self.left_out()[..] {
            [] => String::new(),
            names => format!(", kept without: {}", names.join(", ")),
        };
        Shown {
            report: self.report.clone(),
            summary,
            caption: format!("{}, {measured}{short}", self.caption()),
            graph: None,
            replay: None,
        }
    }
}

fn hash(experiment: &Experiment) -> String {
    let (experiment, chrome) = (experiment.clone(), EmbedOptions::default());
    Address { experiment, chrome }.hash()
}

/// Whether no number in it is larger than what anybody counts: whole numbers that JavaScript keeps exactly.
fn is_countable(json: &Value) -> bool {
    match json {
        Value::Number(number) => number.as_f64().is_some_and(|number| number.abs() <= LARGEST),
        Value::Array(list) => list.iter().all(is_countable),
        Value::Object(fields) => fields.values().all(is_countable),
        _ => true,
    }
}

/// The report that a link carries.
pub fn result_of(hash: &str) -> Option<String> {
    let pairs = catalogue::decode(hash.trim_start_matches('#'));
    pairs.into_iter().rfind(|(key, _)| key == RESULT).map(|(_, json)| json)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Action, Command, Effect, Facts, KeptCommand, Model, SetCommand};
    use proptest::prelude::*;

    const FACTS: Facts = Facts {
        hardware: 2,
        missing: None,
        dark: false,
    };

    fn opened(hash: &str) -> Model {
        Model::new(FACTS, "", hash).0
    }

    fn report(lab: &str, got: u64) -> Report {
        let json = format!(
            r#"{{"version":1,"lab":"{lab}","variant":"unprotected","engine":"threads","lock":"off","threads":2,"cores":2,"size":100,"seed":7,"interval":5.0,"outcome":"finished","elapsed_ms":2.0,"work":{{"amount":200,"unit":"increments"}},"throughput":{}.0,"result":{{"expected":200,"got":{got},"lost":{},"unfinished":0}},"contention":{{"acquisitions":0,"waits":0,"wait_ms":0.0,"switches":0}},"cycle":[],"schedule":"","environment":{{"agent":"a","hardware_threads":2,"isolated":true}}}}"#,
            got * 10,
            200 - got
        );
        Report::read(&json).expect("a report")
    }

    fn keep(model: &mut Model, got: u64) -> String {
        let experiment = (*model.lab.setup.experiment).clone();
        let report = report("counter", got);
        let (kept, ctx) = (&mut model.lab.show.kept, &mut model.ctx);
        kept.keep(&experiment, &report, ctx);
        match model.ctx.effects.pop() {
            Some(Effect::KeepRuns(lines)) => lines,
            other => panic!("{other:?}"),
        }
    }

    /// Shows the latest run of the counter again.
    fn open_latest(model: &mut Model) {
        let run = model.lab.show.kept.runs.of("counter").next();
        let number = run.map(|run| run.number).expect("a run");
        model.update(Action::Command(Command::Kept(KeptCommand::Open(number))));
    }

    fn got(run: &KeptRun) -> u64 {
        run.report
            .result
            .get("got")
            .and_then(serde_json::Value::as_u64)
            .expect("a figure")
    }

    #[test]
    fn what_is_kept_is_there_on_the_next_visit_the_latest_first_and_not_for_ever() {
        let mut model = opened("#lab=counter&threads=2&size=100");
        let lines = (0..20).map(|number| keep(&mut model, number)).last().expect("lines");
        let mut next = opened("#lab=counter");
        next.lab.show.kept.runs.edit().recall(&lines);
        next.lab
            .show
            .kept
            .runs
            .edit()
            .recall("nonsense\n1\t#lab=counter\t{}\n\t\t\n");
        let mut late = opened(&format!(
            "#lab=counter&result={}",
            catalogue::encode(&report("counter", 99).json())
        ));
        late.lab.show.kept.runs.edit().recall(&lines);
        assert_eq!(
            late.lab
                .show
                .kept
                .runs
                .of("counter")
                .map(got)
                .take(2)
                .collect::<Vec<_>>(),
            [99, 19]
        );
        let kept: Vec<u64> = next.lab.show.kept.runs.of("counter").map(got).collect();
        assert_eq!(kept, (8..20).rev().collect::<Vec<_>>());
        assert_eq!(
            next.lab
                .show
                .kept
                .runs
                .of("counter")
                .next()
                .map(|run| run.experiment.size),
            Some(100)
        );
        let effects = next.update(Action::Command(Command::Kept(KeptCommand::Forget)));
        assert!(effects.contains(&Effect::KeepRuns(String::new())), "{effects:?}");
    }

    #[test]
    fn two_stand_side_by_side_and_a_third_takes_the_first_one_s_place() {
        let mut model = opened("#lab=counter");
        (0..3).for_each(|number| drop(keep(&mut model, number)));
        let numbers: Vec<u32> = model.lab.show.kept.runs.of("counter").map(|run| run.number).collect();
        for number in &numbers {
            model.update(Action::Command(Command::Kept(KeptCommand::PutBeside(*number))));
        }
        assert_eq!(
            model
                .lab
                .show
                .kept
                .runs
                .beside()
                .map(|run| run.number)
                .collect::<Vec<_>>(),
            numbers[1..]
        );
        model.update(Action::Command(Command::Kept(KeptCommand::PutBeside(numbers[2]))));
        assert_eq!(model.lab.show.kept.runs.beside().count(), 1);
    }

    #[test]
    fn a_kept_run_is_shown_again_with_what_was_set() {
        let mut model = opened("#lab=counter&threads=2&size=100");
        keep(&mut model, 150);
        model.update(Action::Command(Command::Set(SetCommand::Values(vec![(
            "threads".into(),
            "4".into(),
        )]))));
        open_latest(&mut model);
        assert_eq!(model.lab.setup.experiment.threads, 2);
        let said = model.ctx.status.plain();
        assert!(said.starts_with("Measured earlier: 150 of 200"), "{said}");
    }

    #[test]
    fn a_link_carries_a_result_that_is_marked_as_measured_elsewhere() {
        let mut model = opened("#lab=counter&threads=2&size=100");
        keep(&mut model, 150);
        open_latest(&mut model);
        let link = model.lab.show.link_to_result().expect("a link");
        let there = opened(&link);
        let run = there.lab.show.kept.runs.of("counter").next().expect("it came along");
        assert_eq!((run.elsewhere, got(run)), (true, 150));
        assert!(there.ctx.status.plain().starts_with("Measured elsewhere: 150 of 200"));
        assert!(!there.address().contains(RESULT) && there.ctx.complaints.is_empty());
        // What came with a link is not kept as if it had been measured here.
        assert!(!there.lab.show.kept.runs.lines().contains("150"));
    }

    /// A long list is left out, and said to be; every number stays.
    #[test]
    fn a_run_with_a_long_report_is_kept_in_short_and_says_so() {
        let mut model = opened("#lab=counter&threads=2&size=100");
        let mut long = report("counter", 150);
        let list = (0..LONGEST as u64).collect::<Vec<_>>();
        long.result.insert("every_write".into(), list.into());
        long.schedule = "1.2".repeat(LONGEST);
        let experiment = (*model.lab.setup.experiment).clone();
        let (kept, ctx) = (&mut model.lab.show.kept, &mut model.ctx);
        kept.keep(&experiment, &long, ctx);
        let Some(Effect::KeepRuns(lines)) = model.ctx.effects.pop() else {
            panic!("it is not kept")
        };
        assert!(lines.len() < 2 * LONGEST, "{}", lines.len());
        let mut next = opened("#lab=counter");
        next.lab.show.kept.runs.edit().recall(&lines);
        let run = next.lab.show.kept.runs.of("counter").next().expect("it is kept");
        assert_eq!(
            (got(run), run.left_out()),
            (150, vec!["every write".into(), "schedule".into()])
        );
        assert!(
            run.shown()
                .caption
                .ends_with("measured earlier, kept without: every write, schedule")
        );
        // The link is to what is kept, whether or not it was in this visit that it was measured.
        assert!(
            [&long, &run.report]
                .iter()
                .all(|report| next.lab.show.kept.runs.link_to(report).is_some())
        );
    }

    #[test]
    fn a_result_that_is_none_is_one_complaint() {
        let of_another = catalogue::encode(&report("hashing", 1).json());
        let long = "x".repeat(LONGEST + 1);
        for result in ["", "{}", "<b>", &of_another, &long] {
            let model = opened(&format!("#lab=counter&result={result}"));
            assert_eq!(
                (model.ctx.complaints.len(), model.lab.show.shown.is_some()),
                (1, false),
                "{result}"
            );
        }
    }

    #[test]
    fn what_may_quote_the_readers_own_text_is_not_put_into_a_link() {
        let mut model = opened("#lab=mapreduce&text=own");
        let (experiment, report) = ((*model.lab.setup.experiment).clone(), report("mapreduce", 1));
        let (kept, ctx) = (&mut model.lab.show.kept, &mut model.ctx);
        kept.keep(&experiment, &report, ctx);
        let number = model
            .lab
            .show
            .kept
            .runs
            .of("mapreduce")
            .next()
            .map(|run| run.number)
            .expect("a run");
        model.lab.open_run(number, &mut model.ctx);
        assert!(model.lab.show.shown.is_some() && model.lab.show.link_to_result().is_none());
    }

    /// The names of all figures of all labs.
    const FIGURES: [&str; 77] = [
        "after_per_s",
        "alone_high_us",
        "alone_low_us",
        "alone_us",
        "authors",
        "before_per_s",
        "broken",
        "bytes",
        "columns",
        "completed",
        "crashes",
        "deepest",
        "depth",
        "digest",
        "distinct",
        "done",
        "errors",
        "expected",
        "expected_digest",
        "failed",
        "flaws",
        "found",
        "got",
        "hits",
        "hungry",
        "kept",
        "latency",
        "lines",
        "lock_on",
        "log_ms",
        "lost",
        "lost_items",
        "malformed",
        "max_ms",
        "meals",
        "messages",
        "ok",
        "order",
        "overfull",
        "overtaken",
        "p50_ms",
        "p90_ms",
        "p95_ms",
        "p99_ms",
        "put_back",
        "readers",
        "reads",
        "records",
        "refused",
        "replaced_bytes",
        "reports",
        "rounds",
        "sent",
        "slices",
        "stack_bytes",
        "stale",
        "start_us",
        "steps",
        "switch_ms",
        "switched",
        "taken",
        "task_high_us",
        "task_low_us",
        "task_us",
        "tasks",
        "terms",
        "timed_out",
        "top",
        "unfinished",
        "unsent",
        "waits",
        "warning",
        "word_rule",
        "words",
        "workers",
        "writes",
        "written",
    ];

    /// A figure as a hostile link has it.
    fn figure() -> impl Strategy<Value = serde_json::Value> {
        let text = "[a-z<&\"]{0,12}";
        prop_oneof![
            any::<u64>().prop_map(Into::into),
            any::<i64>().prop_map(Into::into),
            any::<f64>().prop_map(Into::into),
            text.prop_map(Into::into),
            Just(serde_json::Value::Null),
            Just(serde_json::json!([1, {"a": []}])),
        ]
    }

    /// Numbers of any size, as a lab's shape has them, or anything at all.
    fn figures() -> impl Strategy<Value = Vec<serde_json::Value>> {
        let number = prop_oneof![0..1_u64 << 53, 0..5_u64].prop_map(Into::into);
        let count = FIGURES.len();
        prop_oneof![
            prop::collection::vec(number, count),
            prop::collection::vec(figure(), count)
        ]
    }

    proptest! {
        /// Whatever figures a link holds, they are told in words, and nothing breaks.
        #[test]
        fn no_result_of_a_link_breaks_the_page(
            lab in 0..catalogue::LABS.len(),
            variant in any::<prop::sample::Index>(),
            figures in figures(),
            (threads, size, elapsed, outcome) in (any::<u32>(), 0..1_u64 << 53, -9e15..9e15_f64, 0..4_usize),
        ) {
            let lab = &catalogue::LABS[lab];
            let mut value: serde_json::Value = serde_json::from_str(&report(lab.id, 1).json()).expect("JSON");
            for (key, figure) in FIGURES.iter().zip(figures) {
                value["result"][*key] = figure;
            }
            value["variant"] = variant.get(lab.variants).id.into();
            value["threads"] = threads.into();
            value["size"] = size.into();
            value["elapsed_ms"] = elapsed.into();
            value["throughput"] = elapsed.into();
            value["outcome"] = ["finished", "deadlocked", "stopped", "timed_out"][outcome].into();
            let json = catalogue::encode(&value.to_string());
            let model = opened(&format!("#lab={}&result={json}", lab.id));
            prop_assert_eq!(model.ctx.complaints.is_empty(), model.lab.show.shown.is_some());
        }
    }
}
