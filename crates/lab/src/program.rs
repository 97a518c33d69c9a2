//! From what people set to the program that runs.

use catalogue::Experiment;
use std::sync::Arc;
use workloads::{Parameters, Program, input::Input};

/// The program of an experiment, which reads `input` if it reads a text at all ([`Texts`](crate::Texts) has it). Fails with a sentence
/// when the catalogue offers what no program does.
pub fn program(experiment: &Experiment, input: Arc<Input>) -> Result<Program, String> {
    let (lab, variant) = (experiment.lab.id, experiment.variant.id);
    let narrow = |key| u32::try_from(experiment.extra(key)).unwrap_or(u32::MAX);
    let parameters = Parameters {
        threads: experiment.threads,
        size: experiment.size,
        message: experiment.extra("message"),
        reducers: narrow("reducers"),
        chunk: experiment.extra("chunk"),
        inner: narrow("inner"),
        input,
    };
    Program::new(lab, variant, &parameters).ok_or_else(|| format!("There is no program for {lab}, {variant}."))
}
