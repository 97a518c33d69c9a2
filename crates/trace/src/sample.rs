//! Single runs of one thing, collected to be compared with those of another.

use crate::{MachineLoad, Reliability, Report};

/// Some runs with the same settings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sample {
    /// What each did a second.
    pub each: Vec<f64>,
    machines: Vec<MachineLoad>,
    exact: bool,
}

/// Older runs than so many are forgotten: the machine may be another by now.
const MOST: usize = 9;

impl Sample {
    /// Takes one more run, if it did anything.
    pub fn add(&mut self, report: &Report) {
        if !report.throughput.is_finite() || report.throughput <= 0.0 {
            return;
        }
        self.exact = report.engine == "lockstep";
        self.each.push(report.throughput);
        self.machines
            .extend(report.environment.free_cores.map(|free| MachineLoad {
                cores: report.environment.hardware_threads as u32,
                free,
            }));
        let surplus = |all: usize| all.saturating_sub(MOST);
        self.each.drain(..surplus(self.each.len()));
        self.machines.drain(..surplus(self.machines.len()));
    }

    /// How far these runs beside those can be trusted.
    pub fn trust(&self, other: &Sample) -> Reliability {
        let all = self.machines.iter().chain(&other.machines);
        match self.exact && other.exact {
            true => Reliability::EXACT,
            false => Reliability::of(MachineLoad::typical(all.copied()), [&self.each[..], &other.each[..]]),
        }
    }
}

impl<'r> FromIterator<&'r Report> for Sample {
    fn from_iter<I: IntoIterator<Item = &'r Report>>(reports: I) -> Self {
        let mut sample = Sample::default();
        reports.into_iter().for_each(|report| sample.add(report));
        sample
    }
}
