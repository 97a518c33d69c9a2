//! Addresses: what is written reads back, and nonsense under every key is one friendly line and the default.

use catalogue::{Address, EmbedOptions, Expectation, Experiment, LABS, Lock, OwnAddress, Page, lesson::LESSON};
use proptest::prelude::*;

fn read(hash: &str) -> (Address, Vec<String>) {
    let (address, complaints) = Address::read("", hash);
    (address, complaints.iter().map(ToString::to_string).collect())
}

#[test]
fn the_contract_s_own_example_is_understood() {
    let (address, complaints) = read(
        "#v=1&lab=counter&variant=unprotected&engine=threads&lock=off&threads=4&size=100000&interval=5&cores=2&seed=7",
    );
    assert_eq!(complaints, Vec::<String>::new());
    assert_eq!(
        (
            address.experiment.threads,
            address.experiment.size,
            address.experiment.lock
        ),
        (4, 100_000, Lock::Off)
    );
}

#[test]
fn nonsense_under_every_key_names_the_key_the_value_and_what_is_allowed_and_leaves_the_default() {
    let usual = Experiment::of(&LABS[0]);
    for key in [
        "v", "lab", "variant", "engine", "lock", "threads", "size", "interval", "seed", "embed", "theme", "layout",
        "panes", "autorun", "cores", "schedule", "at",
    ] {
        for nonsense in ["%00%ff", "-1", "zebra", "1e999", "NaN", "🧵", "99999999999999999999999"] {
            let (address, complaints) = read(&format!("#{key}={nonsense}"));
            assert_eq!(complaints.len(), 1, "{key}={nonsense}: {complaints:?}");
            assert!(
                complaints[0].starts_with(&format!("{key} cannot be")) && complaints[0].contains("allowed is"),
                "{complaints:?}"
            );
            assert_eq!(address.experiment, usual, "{key}={nonsense}");
        }
    }
}

#[test]
fn nonsense_in_a_lab_s_own_parameters_is_refused_too() {
    for lab in LABS {
        for extra in lab.extras {
            let (_, complaints) = read(&format!("#lab={}&{}=many", lab.id, extra.key));
            assert_eq!(complaints.len(), 1, "{} {}", lab.id, extra.key);
        }
    }
}

#[test]
fn unknown_keys_are_ignored() {
    assert_eq!(read("#fbclid=xyz&lab=mapreduce&foo=abc").1, Vec::<String>::new());
}

#[test]
fn every_step_of_every_lab_sets_only_what_is_allowed() {
    for lab in LABS {
        for step in lab.steps {
            let mut experiment = Experiment::of(lab);
            for (key, value) in step.set {
                assert!(experiment.knows(key), "{} {key}", lab.id);
                experiment.set(key, value).unwrap();
            }
        }
    }
}

#[test]
fn an_address_that_asks_for_nothing_is_a_program_of_one_s_own() {
    for (hash, page) in [
        ("", Page::Program),
        ("v=1&theme=dark", Page::Program),
        ("lab=program", Page::Program),
        (
            "lab=program&python=3.14t&src=KyjKzCvRUM_IVNfkAgA&schedule=a12b3&at=2",
            Page::Program,
        ),
        ("page=program", Page::Program),
        ("page=labs", Page::Labs),
        ("page=lab", Page::Lab),
        ("lab=counter", Page::Lab),
        ("threads=3", Page::Lab),
        ("embed=1", Page::Lab),
        ("page=lesson", Page::Lesson(1)),
        ("page=lesson&stop=3", Page::Lesson(3)),
        ("page=fidelity", Page::Fidelity),
    ] {
        assert_eq!(read(hash).0.chrome.page, page, "{hash}");
    }
    let (_, complaints) = read("page=lesson&stop=99");
    assert_eq!(
        complaints,
        ["stop cannot be “99”: allowed is a whole number from 1 to 14, or end."]
    );
}

#[test]
fn every_stop_of_the_lesson_opens_what_it_is_about() {
    let minutes: u32 = LESSON.iter().map(|stop| stop.minutes).sum();
    assert!((40..=50).contains(&minutes), "{minutes}");
    for (index, stop) in LESSON.iter().enumerate() {
        let wanted = stop.experiment().expect(stop.title);
        let hash = format!("page=lesson&stop={}", index + 1);
        assert_eq!(read(&hash).0.experiment, wanted, "{}", stop.title);
    }
    let (address, _) = read("page=lesson&stop=4&lab=counter&threads=2");
    assert_eq!((address.chrome.page, address.experiment.threads), (Page::Lesson(4), 2));
}

#[test]
fn every_step_can_be_set_and_is_compared_with_an_earlier_one_of_the_same_list() {
    let stops = LESSON
        .iter()
        .map(|stop| (stop.experiment().expect(stop.title), stop.steps));
    let labs = LABS.iter().map(|lab| (Experiment::of(lab), lab.steps));
    for (usual, steps) in labs.chain(stops) {
        let mut seen = Vec::new();
        for (index, step) in steps.iter().enumerate() {
            let mut set = usual.clone();
            for (key, value) in step.set {
                assert!(set.set(key, value).is_ok(), "{}: {key}={value}", step.name);
            }
            assert!(!seen.contains(&set), "{} is a step already", step.name);
            seen.push(set);
            if let Expectation::Faster(other) | Expectation::NoFaster(other) | Expectation::Beside(other) = step.sees {
                assert!((1..=index).contains(&other), "{}: {other}", step.name);
            }
            assert!(step.expect.ends_with('.'), "{}", step.expect);
        }
    }
    for stop in LESSON.iter().filter(|stop| !stop.steps.is_empty()) {
        let wanted = stop.experiment().expect(stop.title);
        let mut first = wanted.clone();
        for (key, value) in stop.steps[0].set {
            first.set(key, value).expect(stop.title);
        }
        assert_eq!(first, wanted, "{}: Run does the first step", stop.title);
    }
}

#[test]
fn in_lockstep_a_lab_comes_small_and_what_is_asked_for_wins() {
    for lab in LABS {
        let mut experiment = catalogue::Experiment::of(lab);
        for (key, value) in lab.small {
            assert!(experiment.knows(key), "{}: {key}", lab.id);
            assert!(experiment.set(key, value).is_ok(), "{}: {key}={value}", lab.id);
        }
        let (address, complaints) = read(&format!("lab={}&engine=lockstep", lab.id));
        assert!(complaints.is_empty(), "{complaints:?}");
        assert_eq!(
            (address.experiment.threads, address.experiment.size),
            (experiment.threads, experiment.size)
        );
    }
    let (address, _) = read("lab=counter&size=5&engine=lockstep");
    assert_eq!(address.experiment.size, 5);
}

#[test]
fn what_a_lab_offers_is_within_its_bounds() {
    for number in LABS
        .iter()
        .flat_map(|lab| [&lab.threads, &lab.size].into_iter().chain(lab.extras))
    {
        for value in number.offered.iter().chain([&number.usual]) {
            assert_eq!(number.read(&value.to_string()), Ok(*value), "{}", number.key);
        }
    }
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic_and_what_comes_out_reads_back(query in ".{0,200}", hash in ".{0,200}") {
        let (address, _) = Address::read(&query, &hash);
        let (again, complaints) = Address::read("", &address.hash());
        prop_assert_eq!(again, address);
        prop_assert!(complaints.is_empty());
    }

    #[test]
    fn settings_survive_the_address(lab in 0..LABS.len(), threads in 1u32..9, interval in 100u32..100_000, seed: u64) {
        let mut experiment = Experiment::of(&LABS[lab]);
        (experiment.threads, experiment.interval_us, experiment.seed) = (threads, interval, seed);
        let address = Address { experiment, chrome: Default::default() };
        prop_assert_eq!(Address::read("", &address.hash()).0, address);
    }
}

#[test]
fn reversed_bounds_in_a_link_get_a_line_and_a_lower_bound_that_fits() {
    for (low, high, becomes) in [("900", "600", 500), ("5000", "1000", 500), ("900", "100", 100)] {
        let (read, complaints) = Experiment::read([("lab", "service"), ("low", low), ("high", high)]);
        assert_eq!(complaints.len(), 1, "{complaints:?}");
        assert_eq!((complaints[0].key.as_str(), complaints[0].value.as_str()), ("low", low));
        assert_eq!(
            (read.extra("low"), read.extra("high").to_string()),
            (becomes, high.to_string())
        );
        assert!(read.check().is_ok());
    }
    let (_, complaints) = Experiment::read([("lab", "service"), ("low", "100"), ("high", "100")]);
    assert!(complaints.is_empty(), "{complaints:?}");
}

#[test]
fn a_program_s_address_reads_back() {
    let hash = "#v=1&lab=program&python=3.14t&src=KyjKzCvRUM_IVNfkAgA&schedule=a12b3&at=2&embed=1";
    let (own, complaints) = OwnAddress::read("", hash);
    assert_eq!((complaints, own.python, own.at), (Vec::new(), 1, Some(2)));
    let (address, complaints) = read(hash);
    assert_eq!(complaints, Vec::<String>::new());
    assert_eq!(own.hash(&address.chrome), hash);
    assert_eq!(OwnAddress::default().hash(&EmbedOptions::default()), "#v=1&lab=program");
}

#[test]
fn nonsense_in_a_program_s_address_is_one_line_each() {
    for (key, nonsense) in [
        ("python", "2.7"),
        ("schedule", "12"),
        ("schedule", "%00"),
        ("at", "-1"),
        ("at", "x"),
    ] {
        let (own, complaints) = OwnAddress::read("", &format!("#lab=program&{key}={nonsense}"));
        assert_eq!(complaints.len(), 1, "{key}={nonsense}");
        assert_eq!(own, OwnAddress::default());
    }
}
