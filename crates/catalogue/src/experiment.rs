//! Everything that can be set for one run, read from key and value and written back.

use crate::{Engine, IntParam, LabInfo, Lock, Text, ValidationError, Variant, WORD_RULE, lab, pick, schedule};

/// One run's settings; always within bounds.
#[derive(Clone, Debug, PartialEq)]
pub struct Experiment {
    /// The lab.
    pub lab: &'static LabInfo,
    /// One of the lab's variants.
    pub variant: &'static Variant,
    /// Which engine runs it.
    pub engine: Engine,
    /// Which global lock.
    pub lock: Lock,
    /// The parameter `threads`.
    pub threads: u32,
    /// The parameter `size`.
    pub size: u64,
    /// The switch interval, in microseconds.
    pub interval_us: u32,
    /// The seed of what is generated.
    pub seed: u64,
    /// Which text.
    pub text: Text,
    /// The lab's further parameters, in the order of [`LabInfo::extras`].
    pub extras: Vec<u64>,
    /// What is chosen, in the order of [`LabInfo::choices`].
    pub choices: Vec<&'static Variant>,
    /// The lab's words, in the order of [`LabInfo::words`].
    pub words: Vec<String>,
    /// Lockstep's virtual cores.
    pub cores: u32,
    /// Lockstep's schedule; empty for whatever is fair. Its shape is right; whether it fits the program shows when it is played.
    pub schedule: String,
    /// The step of the schedule that is shown; `None` for the last.
    pub at: Option<u64>,
}

const SEED: IntParam = IntParam {
    key: "seed",
    name: "Seed",
    unit: "",
    least: 0,
    most: u64::MAX,
    usual: 7,
    offered: &[],
    zero: "",
};

const CORES: IntParam = IntParam {
    key: "cores",
    name: "Cores",
    unit: "",
    least: 1,
    most: 1024,
    usual: 2,
    offered: &[1, 2, 4, 8, 16],
    zero: "",
};

const AT: IntParam = IntParam {
    key: "at",
    name: "Step",
    unit: "",
    least: 0,
    most: u32::MAX as u64,
    usual: 0,
    offered: &[],
    zero: "",
};

impl Experiment {
    /// The lab as it comes.
    pub fn of(lab: &'static LabInfo) -> Self {
        Experiment {
            lab,
            variant: &lab.variants[0],
            engine: Engine::Threads,
            lock: Lock::Off,
            threads: lab.threads.usual as u32,
            size: lab.size.usual,
            interval_us: 5_000,
            seed: SEED.usual,
            text: lab.texts.first().copied().unwrap_or(Text::Book),
            extras: lab.extras.iter().map(|extra| extra.usual).collect(),
            choices: lab.choices.iter().map(|choice| &choice.options[0]).collect(),
            words: lab.words.iter().map(|words| words.usual.to_string()).collect(),
            cores: CORES.usual as u32,
            schedule: String::new(),
            at: None,
        }
    }

    /// Reads pairs in any order; what is bad is left at its default and complained about; keys it does not know are ignored.
    pub fn read<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> (Self, Vec<ValidationError>) {
        let pairs: Vec<_> = pairs.into_iter().collect();
        let mut complaints = Vec::new();
        let mut chosen = &crate::LABS[0];
        if let Some((_, id)) = pairs.iter().rev().find(|(key, _)| *key == "lab") {
            match lab(id) {
                Ok(found) => chosen = found,
                Err(complaint) => complaints.push(complaint),
            }
        }
        let mut experiment = Experiment::of(chosen);
        // Links wrote down everything before there was a version, so one to a text of one's own that has none counts as it did then.
        if pairs.contains(&("text", Text::Own.id())) && !pairs.iter().any(|(key, _)| *key == WORD_RULE) {
            complaints.extend(experiment.set(WORD_RULE, "1").err());
        }
        if pairs.contains(&("engine", Engine::Lockstep.id())) {
            experiment.shrink();
        }
        complaints.extend(pairs.iter().filter_map(|(key, value)| experiment.set(key, value).err()));
        complaints.extend(experiment.check().err().inspect(|_| experiment.straighten()));
        (experiment, complaints)
    }

    /// Bounds that are reversed: the lower one goes back to its default, or further.
    fn straighten(&mut self) {
        let high = self.extra("high");
        if let Some(position) = self.lab.extras.iter().position(|extra| extra.key == "low") {
            self.extras[position] = self.lab.extras[position].usual.min(high);
        }
    }

    /// Makes the numbers small enough to step through, as [`LabInfo::small`] has them.
    pub fn shrink(&mut self) {
        for (key, value) in self.lab.small {
            // The catalogue's own tests make sure that they are within bounds.
            let _ = self.set(key, value);
        }
    }

    /// Sets one value by its key; `lab` itself and unknown keys change nothing.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), ValidationError> {
        match key {
            "variant" => self.variant = self.lab.variant(value)?,
            "engine" => self.engine = Engine::read(value)?,
            "lock" => self.lock = Lock::read(value)?,
            "threads" => self.threads = self.lab.threads.read(value)? as u32,
            "size" => self.size = self.lab.size.read(value)?,
            "interval" => self.interval_us = read_interval(value)?,
            "seed" => self.seed = SEED.read(value)?,
            "cores" => self.cores = CORES.read(value)? as u32,
            "schedule" => self.schedule = schedule::check(value)?,
            "at" => self.at = Some(AT.read(value)?),
            "text" if self.lab.reads_text() => self.text = pick(self.lab.texts, Text::id, "text", value)?,
            _ => self.set_further(key, value)?,
        }
        Ok(())
    }

    fn set_further(&mut self, key: &str, value: &str) -> Result<(), ValidationError> {
        let lab = self.lab;
        if let Some(position) = lab.extras.iter().position(|extra| extra.key == key) {
            self.extras[position] = lab.extras[position].read(value)?;
        }
        if let Some(position) = lab.choices.iter().position(|choice| choice.key == key) {
            self.choices[position] = lab.choices[position].read(value)?;
        }
        if let Some(position) = lab.words.iter().position(|words| words.key == key) {
            self.words[position] = lab.words[position].read(value)?;
        }
        Ok(())
    }

    /// Whether the values fit each other; each by itself is within its bounds.
    pub fn check(&self) -> Result<(), ValidationError> {
        let (low, high) = (self.extra("low"), self.extra("high"));
        match low > high {
            true => Err(ValidationError::new(
                "low",
                &low.to_string(),
                format!("at most {high}, which is `high`"),
            )),
            false => Ok(()),
        }
    }

    /// Whether [`Experiment::set`] knows the key in this lab.
    pub fn knows(&self, key: &str) -> bool {
        matches!(
            key,
            "lab"
                | "variant"
                | "engine"
                | "lock"
                | "threads"
                | "size"
                | "interval"
                | "seed"
                | "cores"
                | "schedule"
                | "at"
        ) || (key == "text" && self.lab.reads_text())
            || self.lab.extras.iter().any(|extra| extra.key == key)
            || self.lab.choices.iter().any(|choice| choice.key == key)
            || self.lab.words.iter().any(|words| words.key == key)
    }

    /// The id of what is chosen under a key; empty when the lab has no such choice.
    pub fn choice(&self, key: &str) -> &'static str {
        let position = self.lab.choices.iter().position(|choice| choice.key == key);
        position.map_or("", |position| self.choices[position].id)
    }

    /// The words under a key; empty when the lab has no such words.
    pub fn typed(&self, key: &str) -> &str {
        let position = self.lab.words.iter().position(|words| words.key == key);
        position.map_or("", |position| &self.words[position])
    }

    /// A further parameter by its key; 0 when the lab has no such parameter.
    pub fn extra(&self, key: &str) -> u64 {
        self.lab
            .extras
            .iter()
            .position(|extra| extra.key == key)
            .map_or(0, |position| self.extras[position])
    }

    /// All settings as a message carries them; see [`Experiment::pairs`].
    pub fn to_settings(&self) -> Vec<(String, String)> {
        let owned = |(key, value): (&str, String)| (key.to_string(), value);
        self.pairs().into_iter().map(owned).collect()
    }

    /// All settings as pairs, in the order of the address; reading them back gives the same experiment.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = vec![
            ("lab", self.lab.id.to_string()),
            ("variant", self.variant.id.to_string()),
            ("engine", self.engine.id().to_string()),
            ("lock", self.lock.id().to_string()),
            ("threads", self.threads.to_string()),
            ("size", self.size.to_string()),
            ("interval", self.interval()),
            ("seed", self.seed.to_string()),
        ];
        if self.lab.reads_text() {
            pairs.push(("text", self.text.id().to_string()));
        }
        pairs.extend(
            self.lab
                .extras
                .iter()
                .zip(&self.extras)
                .map(|(extra, value)| (extra.key, value.to_string())),
        );
        let chosen = self.lab.choices.iter().zip(&self.choices);
        pairs.extend(chosen.map(|(choice, option)| (choice.key, option.id.to_string())));
        let typed = self.lab.words.iter().zip(&self.words);
        pairs.extend(typed.map(|(words, text)| (words.key, text.clone())));
        pairs.extend(self.lockstep_pairs());
        pairs
    }

    /// What only lockstep needs, when it is needed.
    fn lockstep_pairs(&self) -> impl Iterator<Item = (&'static str, String)> {
        let needed = self.engine == Engine::Lockstep || u64::from(self.cores) != CORES.usual;
        let cores = needed.then(|| ("cores", self.cores.to_string()));
        let schedule = (!self.schedule.is_empty()).then(|| ("schedule", self.schedule.clone()));
        let at = self.at.map(|at| ("at", at.to_string()));
        [cores, schedule, at].into_iter().flatten()
    }

    /// The switch interval in milliseconds, without trailing zeros.
    pub fn interval(&self) -> String {
        let (whole, part) = (self.interval_us / 1000, self.interval_us % 1000);
        let digits = format!("{whole}.{part:03}");
        digits.trim_end_matches('0').trim_end_matches('.').to_string()
    }
}

/// Milliseconds to microseconds, 0.1 to 100 ms as `sys.setswitchinterval` is sensibly used.
fn read_interval(typed: &str) -> Result<u32, ValidationError> {
    thousandths(typed.trim())
        .filter(|microseconds| (100..=100_000).contains(microseconds))
        .ok_or_else(|| ValidationError::new("interval", typed, "a number of milliseconds from 0.1 to 100"))
}

/// A decimal number in thousandths; what is finer is cut off. By hand, because the general way brings tables to the page.
fn thousandths(typed: &str) -> Option<u32> {
    let (whole, part) = typed.split_once('.').unwrap_or((typed, "0"));
    let is_number = |digits: &str| digits.bytes().all(|digit| digit.is_ascii_digit());
    if whole.len() > 6 || !is_number(whole) || !is_number(part) || (whole.is_empty() && part.is_empty()) {
        return None;
    }
    let padded = format!("{whole}{:0<3}", part.get(..3).unwrap_or(part));
    padded.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_read_to_the_microsecond() {
        for (typed, microseconds) in [
            ("5", 5_000),
            ("0.1", 100),
            (".5", 500),
            ("2.", 2_000),
            (" 12.3456 ", 12_345),
            ("100", 100_000),
        ] {
            assert_eq!(read_interval(typed), Ok(microseconds), "{typed}");
        }
        for typed in [
            "",
            ".",
            "0",
            "0.0999",
            "100.001",
            "-1",
            "1e1",
            "inf",
            "NaN",
            "five",
            "1.2.3",
            "99999999999",
        ] {
            assert!(read_interval(typed).is_err(), "{typed}");
        }
    }
}
