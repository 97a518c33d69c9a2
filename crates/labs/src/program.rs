//! Every program under one name.

use crate::each_lab;
use lab_kit::{Guarantees, Lab, PredictionHints};
use std::time::Duration;
use workloads::{Parameters, ResultCollector};
use world::{LockKind, UnderLock, World};

macro_rules! programs {
    ($($room:ident: $name:ident,)+) => {
        /// A program with its settings.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Program {
            $(
                #[doc = concat!("See [`", stringify!($room), "`](crate::", stringify!($room), ").")]
                $name(<crate::$room::$name as Lab>::Settings),
            )+
        }

        impl Program {
            /// The program behind a lab and its variant, both by their public names; `None` if there is no such.
            pub fn new(lab: &str, variant: &str, set: &Parameters) -> Option<Self> {
                $(if lab == <crate::$room::$name as Lab>::LAB.id {
                    return crate::$room::program::Settings::read(variant, set).map(Self::$name);
                })+
                None
            }

            /// Sets the program up in `world` and starts its threads.
            pub fn start<W: World>(&self, world: &W) -> ResultCollector {
                match self {
                    $(Self::$name(settings) => crate::$room::program::start(world, settings),)+
                }
            }

            /// A sentence on what is set, when nothing sensible could come of it.
            pub fn complaint(&self) -> Option<String> {
                match self {
                    $(Self::$name(settings) => crate::$room::$name::complaint(settings),)+
                }
            }

            /// Whether it may switch a global lock on that is off at first.
            pub fn may_switch_lock_on(&self) -> bool {
                match self {
                    $(Self::$name(settings) => crate::$room::$name::may_switch_lock_on(settings),)+
                }
            }

            /// The most threads that are ever alive at once.
            pub fn threads(&self) -> u32 {
                match self {
                    $(Self::$name(settings) => crate::$room::$name::threads(settings),)+
                }
            }

            /// How much work there is, in the unit in which the program tells its progress; `None` if only doing it tells.
            pub fn amount(&self) -> Option<u64> {
                match self {
                    $(Self::$name(settings) => crate::$room::$name::amount(settings),)+
                }
            }

            /// The parameter `size` that a text of one's own really has, where one is read.
            pub fn own_size(&self) -> Option<u64> {
                match self {
                    $(Self::$name(settings) => crate::$room::$name::own_size(settings),)+
                }
            }

            /// How its throughput under a lock is predicted.
            pub fn prediction(&self, lock: LockKind) -> PredictionHints {
                match self {
                    $(Self::$name(settings) => crate::$room::$name::prediction(settings, lock),)+
                }
            }

            /// What is certain of a run under a lock, whoever is scheduled when.
            pub fn expect(&self, lock: LockKind) -> Guarantees {
                match self {
                    $(Self::$name(settings) => crate::$room::$name::expect(settings, lock),)+
                }
            }

            /// Whether it breaks its threads on purpose.
            pub fn breaks(&self) -> bool {
                match self {
                    $(Self::$name(_) => <crate::$room::$name as Lab>::LAB.breaks,)+
                }
            }
        }
    };
}

each_lab!(programs);

impl Program {
    /// As [`Program::start`], under a global lock; one that is off stays within reach of a program that may switch it on.
    pub fn start_under<W: World>(&self, world: &W, lock: LockKind, interval: Duration) -> ResultCollector {
        let world = match lock {
            LockKind::Off if self.may_switch_lock_on() => UnderLock::off_at_first(world.clone(), interval),
            kind => UnderLock::new(world.clone(), kind, interval),
        };
        self.start(&world)
    }
}
