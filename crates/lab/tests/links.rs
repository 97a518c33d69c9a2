//! Links hold a run and a moment of it: they stay short, and old ones open the same moment for ever.

use catalogue::{Address, EmbedOptions, Experiment};
use lab::{InputCache, Stepping, program};
use trace::Snapshot;

fn open(link: &str) -> (Snapshot, Option<String>) {
    let (address, complaints) = Address::read("", link);
    assert_eq!(complaints, [], "{link}");
    let (stepping, complaint) = begin(&address.experiment);
    (stepping.session().moment(), complaint)
}

fn begin(experiment: &Experiment) -> (Stepping, Option<String>) {
    let input = InputCache::default().get(experiment).expect("its text");
    let program = program(experiment, input).expect("a program");
    Stepping::start(experiment, &program).unwrap_or_else(|refusal| panic!("{}", refusal.sentence))
}

/// What makes a moment: where it is, whose move led to it, what is shared, how it ended.
fn seen(moment: &Snapshot) -> String {
    let last = moment.last.as_ref().map_or(0, |last| last.thread + 1);
    let shared = moment
        .shared
        .iter()
        .map(|shared| format!("{}={}", shared.name, shared.value));
    let shared = shared.collect::<Vec<_>>().join(" ");
    let ending = moment.ending.as_deref().unwrap_or("goes on");
    format!("{} of {} by {last}; {shared}; {ending}", moment.at, moment.known)
}

/// Links as they were given away, and what they open. What stands here is never changed: a link in somebody's lecture notes is not either.
const GOLDEN: [(&str, &str); 6] = [
    (
        "#v=1&lab=counter&variant=unprotected&engine=lockstep&lock=off&threads=2&size=1&interval=5&seed=7&cores=2&schedule=1.2.1.2&at=4",
        "4 of 4 by 2; n=1; finished",
    ),
    (
        "#v=1&lab=counter&variant=unprotected&engine=lockstep&lock=off&threads=2&size=1&interval=5&seed=7&cores=2&schedule=1.2.1.2&at=2",
        "2 of 4 by 2; n=0; goes on",
    ),
    (
        "#v=1&lab=counter&variant=locked&engine=lockstep&lock=off&threads=2&size=2&interval=5&seed=7&cores=2&schedule=1.2.1x7.2x8&at=5",
        "5 of 17 by 1; n=1 lock=free; goes on",
    ),
    (
        "#v=1&lab=counter&engine=lockstep&lock=cpython&threads=2&size=2&schedule=f",
        "19 of 19 by 2; drop request=no n=4 global lock=free; finished",
    ),
    (
        "#v=1&lab=counter&engine=lockstep&threads=3&size=2&schedule=r7x8&at=8",
        "8 of 8 by 2; n=3; goes on",
    ),
    (
        "#v=1&lab=nested-pools&variant=same-pool&engine=lockstep&threads=1&size=1&inner=1&schedule=f",
        "6 of 6 by 1; completed=0 task number=written once; deadlock",
    ),
];

#[test]
fn old_links_open_the_moment_they_always_opened() {
    for (link, expected) in GOLDEN {
        let (moment, complaint) = open(link);
        assert_eq!((seen(&moment).as_str(), complaint), (expected, None), "{link}");
    }
}

#[test]
fn a_link_opens_in_the_state_it_was_taken_in() {
    for lab in catalogue::LABS.iter().filter(|lab| !lab.small.is_empty()) {
        let mut experiment = Experiment::of(lab);
        experiment.engine = catalogue::Engine::Lockstep;
        experiment.shrink();
        let (mut stepping, _) = begin(&experiment);
        stepping.session_mut().go_random(11, 60);
        stepping.session_mut().seek(30);
        let moment = stepping.session().moment();
        experiment.schedule = moment.schedule.clone();
        experiment.at = Some(moment.at);
        let chrome = EmbedOptions::default();
        let link = Address { experiment, chrome }.hash();
        assert_eq!(open(&link), (moment, None), "{link}");
    }
}

/// Thirty-two threads have the longest numbers that a lab offers, and at random hardly two moves in a row are by one thread.
#[test]
fn a_link_to_two_hundred_steps_has_at_most_two_thousand_characters() {
    let (mut address, _) = Address::read("", "#lab=counter&engine=lockstep&threads=32&size=100");
    let (mut stepping, _) = begin(&address.experiment);
    stepping.session_mut().go_random(3, 200);
    let moment = stepping.session().moment();
    assert_eq!(moment.known, 200);
    address.experiment.schedule = moment.schedule;
    address.experiment.at = Some(moment.at);
    // Before the hash stands where the page lives, for which a hundred characters are left.
    assert!(address.hash().len() <= 1_900, "{}", address.hash());
}

#[test]
fn a_schedule_that_does_not_fit_opens_as_far_as_it_fits_and_says_so() {
    let (moment, complaint) = open("#lab=counter&engine=lockstep&threads=2&size=1&schedule=1x2.9.2");
    assert_eq!((moment.at, moment.known), (2, 2));
    assert!(complaint.is_some_and(|complaint| complaint.contains("thread 9 cannot move at step 3")));
}
