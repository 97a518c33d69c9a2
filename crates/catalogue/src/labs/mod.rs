//! The labs, in the order of the navigation.

mod convoy;
mod counter;
mod crash;
mod dining;
mod extension;
mod fetch;
mod hash_chain;
mod hashing;
mod indexing;
mod mapreduce;
mod nested_pools;
mod pipeline;
mod service;
mod thread_cost;

pub use mapreduce::WORD_RULE;

use crate::{Complaint, Lab, Number, Variant};

/// Every lab.
pub const LABS: &[Lab] = &[
    counter::COUNTER,
    hash_chain::HASH_CHAIN,
    hashing::HASHING,
    mapreduce::MAPREDUCE,
    nested_pools::NESTED_POOLS,
    service::SERVICE,
    fetch::FETCH,
    indexing::INDEXING,
    pipeline::PIPELINE,
    extension::EXTENSION,
    convoy::CONVOY,
    dining::DINING,
    thread_cost::THREAD_COST,
    crash::CRASH,
];

/// A lab by its id.
pub fn lab(id: &str) -> Result<&'static Lab, Complaint> {
    let ids = || LABS.iter().map(|lab| lab.id).collect::<Vec<_>>().join(", ");
    LABS.iter()
        .find(|lab| lab.id == id)
        .ok_or_else(|| Complaint::new("lab", id, ids()))
}

const fn variant(id: &'static str, name: &'static str, note: &'static str) -> Variant {
    Variant { id, name, note }
}

const fn threads(name: &'static str, usual: u64, most: u64) -> Number {
    Number {
        key: "threads",
        name,
        unit: "",
        least: 1,
        most,
        usual,
        offered: &[],
    }
}

/// A number that is set with a stepper.
const fn number(key: &'static str, name: &'static str, least: u64, most: u64, usual: u64) -> Number {
    Number {
        key,
        name,
        unit: "",
        least,
        most,
        usual,
        offered: &[],
    }
}
