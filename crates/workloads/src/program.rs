//! Every program under one name.

use crate::harvest::Harvest;
use crate::input::Input;
use crate::{counter, crash, hash_chain, hashing, mapreduce, nested_pools};
use std::sync::Arc;
use world::World;

/// A program with its settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Program {
    /// See [`counter`].
    Counter(counter::Settings),
    /// See [`hash_chain`].
    HashChain(hash_chain::Settings),
    /// See [`hashing`].
    Hashing(hashing::Settings),
    /// See [`mapreduce`].
    MapReduce(mapreduce::Settings),
    /// See [`nested_pools`].
    NestedPools(nested_pools::Settings),
    /// See [`crash`].
    Crash(crash::Settings),
}

/// What labs let people set; each program takes what it knows.
#[derive(Clone, Debug, Default)]
pub struct Parameters {
    /// The parameter `threads`.
    pub threads: u32,
    /// The parameter `size`, except where the input has a size of its own.
    pub size: u64,
    /// Bytes of a message.
    pub message: u64,
    /// How many reducers.
    pub reducers: u32,
    /// Bytes of a chunk.
    pub chunk: u64,
    /// Inner tasks of an outer one.
    pub inner: u32,
    /// The text of a lab that reads one.
    pub input: Arc<Input>,
}

impl Program {
    /// The program behind a lab and its variant, both by their public names; `None` if there is no such.
    pub fn new(lab: &str, variant: &str, set: &Parameters) -> Option<Self> {
        let threads = set.threads;
        Some(match lab {
            "counter" => Self::Counter(counter::Settings {
                variant: counter::Variant::named(variant)?,
                threads,
                increments: set.size,
            }),
            "hash-chain" => Self::HashChain(hash_chain::Settings {
                variant: hash_chain::Variant::named(variant)?,
                threads,
                rounds: set.size,
            }),
            "hashing" => Self::Hashing(hashing::Settings {
                variant: hashing::Variant::named(variant)?,
                threads,
                messages: set.size,
                message: whole(set.message),
            }),
            "mapreduce" => Self::MapReduce(mapreduce::Settings {
                variant: mapreduce::Variant::named(variant)?,
                mappers: threads,
                reducers: set.reducers,
                chunk: whole(set.chunk),
                input: set.input.clone(),
            }),
            "nested-pools" => Self::NestedPools(nested_pools::Settings {
                variant: nested_pools::Variant::named(variant)?,
                workers: threads,
                tasks: u32::try_from(set.size).unwrap_or(u32::MAX),
                inner: set.inner,
            }),
            "crash" => Self::Crash(crash::Settings {
                variant: crash::Variant::named(variant)?,
                threads,
                broken: u32::try_from(set.size).unwrap_or(u32::MAX),
            }),
            _ => return None,
        })
    }

    /// Sets the program up in `world` and starts its threads.
    pub fn start<W: World>(&self, world: &W) -> Harvest {
        match self {
            Self::Counter(settings) => counter::start(world, settings),
            Self::HashChain(settings) => hash_chain::start(world, settings),
            Self::Hashing(settings) => hashing::start(world, settings),
            Self::MapReduce(settings) => mapreduce::start(world, settings),
            Self::NestedPools(settings) => nested_pools::start(world, settings),
            Self::Crash(settings) => crash::start(world, settings),
        }
    }

    /// The most threads that are ever alive at once.
    pub fn threads(&self) -> u32 {
        match self {
            Self::Counter(settings) => settings.threads,
            Self::HashChain(settings) => settings.threads,
            Self::Hashing(settings) => settings.threads,
            // The last mapper starts the reducers before it ends, while others that have nothing left to do may not
            // have ended yet.
            Self::MapReduce(settings) => settings.mappers + settings.reducers,
            Self::NestedPools(settings) => nested_pools::threads(settings),
            Self::Crash(settings) => settings.threads,
        }
    }

    /// How much work there is, in the unit in which the program tells its progress; `None` if only doing it tells.
    pub fn amount(&self) -> Option<u64> {
        match self {
            Self::Counter(settings) => Some(u64::from(settings.threads) * settings.increments),
            Self::HashChain(settings) => Some(u64::from(settings.threads) * settings.rounds),
            Self::Hashing(settings) => Some(settings.messages),
            Self::MapReduce(_) => None,
            Self::NestedPools(settings) => Some(u64::from(settings.tasks)),
            Self::Crash(_) => None,
        }
    }
}

fn whole(bytes: u64) -> usize {
    usize::try_from(bytes).unwrap_or(usize::MAX)
}
