//! What a run says, by its lab.

use crate::each_lab;
use lab_kit::{Lab, LabResult, ResultKeys, Row, Summary, Verdict};
use trace::{DeadlockKind, Report};

macro_rules! stories {
    ($($room:ident: $name:ident,)+) => {
        /// Tells a run that came to its end; `None` if its lab is none of ours.
        pub fn summary(report: &Report) -> Option<Summary> {
            $(if report.lab == <crate::$room::$name as Lab>::LAB.id {
                return Some(crate::$room::$name::summary(report));
            })+
            None
        }

        /// The account of a run that did not come to its end, where its lab has one of its own.
        pub fn account(report: &Report) -> Option<Vec<Row>> {
            $(if report.lab == <crate::$room::$name as Lab>::LAB.id {
                return crate::$room::$name::account(report);
            })+
            None
        }

        /// How much there was in all, counted in what, where its lab counts otherwise than its report.
        pub fn whole(report: &Report, left: u64) -> Option<(u64, &'static str)> {
            $(if report.lab == <crate::$room::$name as Lab>::LAB.id {
                return crate::$room::$name::whole(report, left);
            })+
            None
        }

        /// What a run's result counts as, if it came to its end; `None` if its lab is none of ours.
        pub fn verdict(report: &Report) -> Option<Verdict> {
            $(if report.lab == <crate::$room::$name as Lab>::LAB.id {
                return Some(<crate::$room::$name as Lab>::Metrics::read(report).verdict());
            })+
            None
        }

        /// The keys of a lab's result, in the order in which they are shown.
        pub fn keys(lab: &str) -> &'static [&'static str] {
            $(if lab == <crate::$room::$name as Lab>::LAB.id {
                return <<crate::$room::$name as Lab>::Metrics as ResultKeys>::KEYS;
            })+
            &[]
        }

        /// A sentence of the lab's own about a knot of this kind in which threads wait for ever.
        pub fn stuck_note(report: &Report, kind: DeadlockKind) -> String {
            $(if report.lab == <crate::$room::$name as Lab>::LAB.id {
                return crate::$room::$name::stuck_note(report, kind);
            })+
            String::new()
        }

        /// What is said beside marked lines of a lab's listing, once a run of it came to its end.
        pub fn beside(report: &Report) -> Vec<(&'static str, String)> {
            $(if report.lab == <crate::$room::$name as Lab>::LAB.id {
                return crate::$room::$name::beside(report);
            })+
            Vec::new()
        }

        /// Why threads of a lab's variant can do more under the global lock than without it; empty where only chance lets them.
        pub fn faster_under_lock(lab: &str, variant: &str) -> &'static str {
            $(if lab == <crate::$room::$name as Lab>::LAB.id {
                return crate::$room::$name::faster_under_lock(variant);
            })+
            ""
        }

        /// Why a run broke, where its lab knows.
        pub fn why_broken(report: &Report) -> &'static str {
            $(if report.lab == <crate::$room::$name as Lab>::LAB.id {
                return crate::$room::$name::why_broken(report);
            })+
            ""
        }
    };
}

each_lab!(stories);
