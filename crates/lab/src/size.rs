//! How large a run really is, and runs that are shorter than the one that was set.

use catalogue::Experiment;
use std::sync::Arc;
use workloads::input::Input;

/// As much of the text as the experiment's size says; the text itself if that is all of it.
pub fn truncate(input: &Arc<Input>, experiment: &Experiment) -> Arc<Input> {
    let most = usize::try_from(experiment.size).unwrap_or(usize::MAX);
    if !experiment.lab.reads_text() || input.text.len() <= most {
        return input.clone();
    }
    let end = input.text.floor_char_boundary(most);
    Arc::new(Input {
        text: input.text[..end].to_string(),
        replaced_bytes: 0,
        is_own: input.is_own,
    })
}

/// The experiment with the size that its text really has.
pub fn whole(experiment: &Experiment, input: &Input) -> Experiment {
    Experiment {
        size: match experiment.lab.reads_text() {
            true => input.text.len() as u64,
            false => experiment.size,
        },
        ..experiment.clone()
    }
}

/// A size of a lab with which a run is short whatever the lab does.
pub fn first_size(experiment: &Experiment) -> u64 {
    (experiment.size / 10_000).max(experiment.lab.size.least).max(1)
}
