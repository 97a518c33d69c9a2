//! The lab as the catalogue would have it; it is not in the navigation, for there is nothing to run before somebody wrote it.

use lab_kit::{ChoiceParam, LabInfo, number, threads, variant};

/// The lab.
pub const PROGRAM: LabInfo = LabInfo {
    id: catalogue::PROGRAM,
    name: "Your program",
    question: "What can go wrong in your own program?",
    intro: "Your own Python, on real threads.",
    variants: &[variant("", "As it stands", "")],
    threads: threads("Threads", 1, 1024),
    size: number("size", "Size", 1, u64::MAX, 1),
    choices: &[ChoiceParam {
        key: "python",
        name: "Python",
        options: &[
            variant("3.14", "Python 3.14", ""),
            variant("3.14t", "Python 3.14t", ""),
            variant("3.9", "Python 3.9", ""),
        ],
    }],
    unit: "runs",
    sweeps: true,
    ..LabInfo::PLAIN
};
