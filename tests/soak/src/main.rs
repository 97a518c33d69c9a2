//! `cargo xtask soak`: months of use in one night. One page runs, deadlocks and loses its engine thousands of times; addresses, messages and files
//! that make no sense are read by the page and, far more of them, by the same readers natively; and healthy programs run beside busy cores.
//!
//! Optional arguments: which parts (all), a number, which is how many hundredths of it all (100), and `short`: so few that nothing is told but that all of it works. Each verdict is a line, and
//! Ctrl-C ends with what was counted by then; the exit code is 1 when a verdict is bad.

mod account;
mod healthy;
mod hostile;
mod memory;
mod mishaps;
mod nonsense;
mod readers;

use account::Account;

const PARTS: [&str; 4] = ["mishaps", "hostile", "readers", "healthy"];

/// The few that show that all of it works.
const SHORT: &str = "short";

/// A seed that another may take the place of, in the environment.
const SEED: &str = "THREADBARE_SEED";

#[tokio::main]
async fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let unknown = words
        .iter()
        .find(|word| *word != SHORT && word.parse::<usize>().is_err() && !PARTS.contains(&word.as_str()));
    if let Some(unknown) = unknown {
        eprintln!(
            "there is no part `{unknown}`; there are {}, `{SHORT}`, and a number of hundredths",
            PARTS.join(", ")
        );
        std::process::exit(2);
    }
    let extent = Extent::read(&words);
    let account = Account::kept_on_interrupt();
    account.note(&format!("seed {}; {SEED} sets another", extent.seed));
    let none_named = !words.iter().any(|word| PARTS.contains(&word.as_str()));
    for part in PARTS {
        if none_named || words.iter().any(|word| word == part) {
            match part {
                "mishaps" => mishaps::suffer(extent, &account).await,
                "hostile" => hostile::suffer(extent, &account).await,
                "readers" => readers::read(extent, &account),
                _ => healthy::run(extent, &account),
            }
        }
    }
    std::process::exit(account.close());
}

/// How much of each is done, and from which seed.
#[derive(Clone, Copy)]
pub struct Extent {
    short: bool,
    hundredths: usize,
    /// What everything random is drawn from.
    pub seed: u64,
}

impl Extent {
    fn read(words: &[String]) -> Self {
        let given = std::env::var(SEED).ok().and_then(|seed| seed.parse().ok());
        Extent {
            short: words.iter().any(|word| word == SHORT),
            hundredths: words.iter().find_map(|word| word.parse().ok()).unwrap_or(100),
            seed: given.unwrap_or(20_261_130),
        }
    }

    /// A number, and what it is in the short form.
    pub fn of(self, full: usize, short: usize) -> usize {
        match self.short {
            true => short,
            false => full.saturating_mul(self.hundredths) / 100,
        }
        .max(short)
    }
}
