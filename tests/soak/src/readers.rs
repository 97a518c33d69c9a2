//! The readers of addresses, messages and files alone, natively: so many that the page would take days for them.

use crate::{Extent, account::Account, nonsense::Nonsense};
use catalogue::{Address, Experiment};
use lab::{InputCache, Limits};
use protocol::Request;
use std::panic::{AssertUnwindSafe, catch_unwind};
use workloads::input::Input;

/// Things between two looks at how far it is.
const BATCH: usize = 500;

/// Labs that read what a reader brings.
const READS: [&str; 2] = ["mapreduce", "indexing"];

/// Reads all of them; what panics, or does not read back as what it was taken for, went wrong.
pub fn read(extent: Extent, account: &Account) {
    let mut nonsense = Nonsense::new(extent.seed);
    each(account, "addresses read", extent.of(1_000_000, 2_000), || {
        let link = nonsense.link();
        sound(&link, || reads_back(&link))
    });
    each(account, "messages read", extent.of(1_000_000, 2_000), || {
        let message = nonsense.message().to_string();
        sound(&message, || match Request::read(&message) {
            Some(Err(sentence)) => sentence.ends_with('.'),
            _ => true,
        })
    });
    let mut number = 0;
    each(account, "files read and run", extent.of(10_000, 100), || {
        let (name, bytes) = nonsense.file();
        number += 1;
        sound(&format!("{name} {bytes:?}"), || {
            let (experiment, _) =
                Experiment::read([("lab", READS[number % READS.len()]), ("text", "own"), ("threads", "2")]);
            let mut texts = InputCache::default();
            texts.set_own(Input::file(bytes.clone()));
            // Refused in words is as good as run.
            let _ = lab::run(&experiment, &mut texts, &Limits::default());
            true
        })
    });
}

/// An address that was read has a hash that means the same.
fn reads_back(link: &str) -> bool {
    let (address, _) = Address::read("", link);
    let (again, complaints) = Address::read("", &address.hash());
    complaints.is_empty() && again.hash() == address.hash()
}

fn each(account: &Account, what: &'static str, count: usize, mut act: impl FnMut() -> Option<String>) {
    account.begin(what, count);
    for from in (0..count).step_by(BATCH) {
        let batch = BATCH.min(count - from);
        let wrong: Vec<String> = (0..batch).filter_map(|_| act()).collect();
        account.add(batch, wrong);
    }
    account.end();
}

fn sound(what: &str, act: impl FnOnce() -> bool) -> Option<String> {
    match catch_unwind(AssertUnwindSafe(act)) {
        Ok(true) => None,
        Ok(false) => Some(format!("read wrongly: {what}")),
        Err(_) => Some(format!("panics: {what}")),
    }
}
