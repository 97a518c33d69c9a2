//! Reports of every lab: what is written can be read, and nothing hides anything else.

use catalogue::{Experiment, LABS};
use lab::{InputCache, Limits};
use trace::{Outcome, Report};

/// Small settings of each lab, so that a run takes no time.
fn report(lab: &str, more: &[(&str, &str)]) -> Report {
    let size = if lab == "nested-pools" { "3" } else { "1000" };
    let size = if lab == "crash" { "1" } else { size };
    let pairs = [("lab", lab), ("size", size), ("threads", "2")];
    let (experiment, complaints) = Experiment::read(pairs.into_iter().chain(more.iter().copied()));
    assert_eq!(complaints, []);
    lab::run(&experiment, &mut InputCache::default(), &Limits::default()).expect("a run")
}

/// The last digit of a fraction may be lost on the way; whole numbers are kept.
fn round(report: &mut Report) {
    report.throughput = report.throughput.round();
    report.elapsed_ms = report.elapsed_ms.round();
    report.contention.wait_ms = report.contention.wait_ms.round();
}

#[test]
fn the_report_of_every_lab_reads_back_as_it_was() {
    for lab in LABS.iter().filter(|lab| !lab.breaks) {
        let mut written = report(lab.id, &[]);
        round(&mut written);
        let read = Report::read(&written.json());
        // Of a run that is stuck the JSON says why in a sentence too.
        written.message = written.sentence();
        assert_eq!(read, Some(written), "{}", lab.id);
    }
}

#[test]
fn a_crash_and_its_sentence_read_back_too() {
    let mut written = report("crash", &[("variant", "trap")]);
    round(&mut written);
    assert_eq!(written.outcome, Outcome::Crashed);
    assert!(written.message.is_some());
    // A crash while hashing: the sentence must not be taken for the lab's parameter of the same name.
    written.parameters.insert("message".into(), 64.into());
    assert_eq!(Report::read(&written.json()), Some(written));
}
