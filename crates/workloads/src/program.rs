//! Every program under one name.

use crate::harvest::Harvest;
use crate::input::Input;
use crate::{
    convoy, counter, crash, dining, extension, fetch, hash_chain, hashing, indexing, mapreduce, nested_pools, pipeline,
    service, thread_cost,
};
use std::{sync::Arc, time::Duration};
use world::{LockKind, UnderLock, World};

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
    /// See [`service`].
    Service(service::Settings),
    /// See [`fetch`].
    Fetch(fetch::Settings),
    /// See [`indexing`].
    Indexing(indexing::Settings),
    /// See [`pipeline`].
    Pipeline(pipeline::Settings),
    /// See [`convoy`].
    Convoy(convoy::Settings),
    /// See [`dining`].
    Dining(dining::Settings),
    /// See [`extension`].
    Extension(extension::Settings),
    /// See [`thread_cost`].
    ThreadCost(thread_cost::Settings),
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
    /// The seed of what is made up.
    pub seed: u64,
    /// The lab's further numbers by key.
    pub numbers: Vec<(&'static str, u64)>,
    /// The ids of what is chosen, by key.
    pub choices: Vec<(&'static str, &'static str)>,
    /// Words by key.
    pub words: Vec<(&'static str, String)>,
    /// The text of a lab that reads one.
    pub input: Arc<Input>,
}

impl Parameters {
    /// A further number; 0 when there is none under this key.
    pub fn number(&self, key: &str) -> u64 {
        find(&self.numbers, key).copied().unwrap_or(0)
    }

    /// A further number that is small by nature.
    pub fn narrow(&self, key: &str) -> u32 {
        u32::try_from(self.number(key)).unwrap_or(u32::MAX)
    }

    /// The id of what is chosen; empty when there is no choice under this key.
    pub fn choice(&self, key: &str) -> &'static str {
        find(&self.choices, key).copied().unwrap_or("")
    }

    /// Words; empty when there are none under this key.
    pub fn typed(&self, key: &str) -> &str {
        find(&self.words, key).map_or("", String::as_str)
    }
}

fn find<'p, T>(all: &'p [(&'static str, T)], key: &str) -> Option<&'p T> {
    all.iter().find(|(known, _)| *known == key).map(|(_, value)| value)
}

impl Program {
    /// The program behind a lab and its variant, both by their public names; `None` if there is no such.
    pub fn new(lab: &str, variant: &str, set: &Parameters) -> Option<Self> {
        Some(match lab {
            "counter" => Self::Counter(counter::Settings::read(variant, set)?),
            "hash-chain" => Self::HashChain(hash_chain::Settings::read(variant, set)?),
            "hashing" => Self::Hashing(hashing::Settings::read(variant, set)?),
            "mapreduce" => Self::MapReduce(mapreduce::Settings::read(variant, set)?),
            "nested-pools" => Self::NestedPools(nested_pools::Settings::read(variant, set)?),
            "service" => Self::Service(service::Settings::read(variant, set)?),
            "fetch" => Self::Fetch(fetch::Settings::read(variant, set)?),
            "indexing" => Self::Indexing(indexing::Settings::read(variant, set)?),
            "pipeline" => Self::Pipeline(pipeline::Settings::read(variant, set)?),
            "convoy" => Self::Convoy(convoy::Settings::read(variant, set)?),
            "dining" => Self::Dining(dining::Settings::read(variant, set)?),
            "extension" => Self::Extension(extension::Settings::read(variant, set)?),
            "thread-cost" => Self::ThreadCost(thread_cost::Settings::read(variant, set)?),
            "crash" => Self::Crash(crash::Settings::read(variant, set)?),
            _ => return None,
        })
    }

    /// A sentence on what is set, when nothing sensible could come of it.
    pub fn complaint(&self) -> Option<String> {
        match self {
            Self::Indexing(settings) => settings.complaint(),
            _ => None,
        }
    }

    /// Sets the program up in `world` and starts its threads.
    pub fn start<W: World>(&self, world: &W) -> Harvest {
        match self {
            Self::Counter(settings) => counter::start(world, settings),
            Self::HashChain(settings) => hash_chain::start(world, settings),
            Self::Hashing(settings) => hashing::start(world, settings),
            Self::MapReduce(settings) => mapreduce::start(world, settings),
            Self::NestedPools(settings) => nested_pools::start(world, settings),
            Self::Service(settings) => service::start(world, settings),
            Self::Fetch(settings) => fetch::start(world, settings),
            Self::Indexing(settings) => indexing::start(world, settings),
            Self::Pipeline(settings) => pipeline::start(world, settings),
            Self::Convoy(settings) => convoy::start(world, settings),
            Self::Dining(settings) => dining::start(world, settings),
            Self::Extension(settings) => extension::start(world, settings),
            Self::ThreadCost(settings) => thread_cost::start(world, settings),
            Self::Crash(settings) => crash::start(world, settings),
        }
    }

    /// As [`Program::start`], under a global lock; one that is off stays within reach of a program that may switch it on.
    pub fn start_under<W: World>(&self, world: &W, lock: LockKind, interval: Duration) -> Harvest {
        let world = match lock {
            LockKind::Off if self.may_switch_lock_on() => UnderLock::off_at_first(world.clone(), interval),
            kind => UnderLock::new(world.clone(), kind, interval),
        };
        self.start(&world)
    }

    /// Whether it may switch a global lock on that is off at first.
    pub fn may_switch_lock_on(&self) -> bool {
        matches!(self, Self::Extension(settings) if settings.variant == extension::Variant::Undeclared)
    }

    /// The most threads that are ever alive at once.
    pub fn threads(&self) -> u32 {
        match self {
            Self::Counter(settings) => settings.threads,
            Self::HashChain(settings) => settings.alive(),
            Self::Hashing(settings) => settings.threads,
            // The last mapper starts the reducers before it ends, while others that have nothing left to do may not
            // have ended yet.
            Self::MapReduce(settings) => settings.mappers + settings.reducers,
            Self::NestedPools(settings) => nested_pools::threads(settings),
            Self::Service(settings) => service::threads(settings),
            Self::Fetch(settings) => settings.alive(),
            Self::Indexing(settings) => settings.alive(),
            Self::Pipeline(settings) => pipeline::threads(settings),
            Self::Convoy(settings) => convoy::threads(settings),
            Self::Dining(settings) => settings.threads,
            Self::Extension(settings) => settings.alive(),
            Self::ThreadCost(settings) => settings.threads + 1,
            Self::Crash(settings) => settings.threads,
        }
    }

    /// How much work there is, in the unit in which the program tells its progress; `None` if only doing it tells.
    pub fn amount(&self) -> Option<u64> {
        match self {
            Self::Counter(settings) => Some(u64::from(settings.threads) * settings.increments),
            Self::HashChain(settings) => Some(u64::from(settings.threads) * settings.rounds),
            Self::Hashing(settings) => Some(settings.messages),
            Self::MapReduce(_) | Self::Indexing(_) => None,
            Self::NestedPools(settings) => Some(u64::from(settings.tasks)),
            Self::Service(settings) => Some(settings.requests),
            Self::Fetch(settings) => Some(settings.urls),
            Self::Pipeline(settings) => Some(settings.items),
            Self::Convoy(settings) => Some(convoy::amount(settings)),
            Self::Dining(settings) => Some(u64::from(settings.threads) * settings.meals),
            Self::Extension(settings) => Some(settings.jobs),
            Self::ThreadCost(settings) => Some(settings.amount()),
            Self::Crash(_) => None,
        }
    }
}
