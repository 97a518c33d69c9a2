//! Any task that can run, each as likely as the others; the same seed makes the same choices.

use super::{Choice, Scheduler, SchedulerView};
use rand_xoshiro::{
    SplitMix64,
    rand_core::{Rng, SeedableRng},
};

/// Random choices from a seed.
///
/// The generator is SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014), and must stay so: links hold schedules like `r7`, and replay them.
///
/// ```
/// use lockstep::{Machine, Run, Schedule};
/// use world::{Label, World, primitive::Variable};
///
/// let order = |seed| {
///     let mut run = Run::new(Machine::default(), 0, Schedule::random(seed), |world| {
///         let order = Variable::new(world, "order", 0);
///         for index in 1..=9 {
///             let order = order.clone();
///             world.spawn(Label::thread("thread", index), move |_| async move {
///                 let before = order.get().await;
///                 order.set(before * 10 + index).await;
///             });
///         }
///         order
///     });
///     run.advance(100);
///     run.read(|order| order.peek())
/// };
/// assert_eq!(order(7), order(7));
/// assert_ne!(order(7), order(8));
/// ```
#[derive(Clone, Debug)]
pub struct Random(SplitMix64);

impl Random {
    /// Choices that depend on `seed` alone.
    pub fn new(seed: u64) -> Self {
        Random(SplitMix64::from_seed(seed.to_le_bytes()))
    }
}

impl Scheduler for Random {
    fn choose(&mut self, view: &SchedulerView<'_>) -> Choice {
        let runnable = || (0..view.len()).filter(|task| view.is_runnable(*task));
        let count = runnable().count() as u64;
        if count == 0 {
            return Choice::Stop;
        }
        // The bias of a remainder by a few tasks is far below one in a million million.
        let chosen = runnable().nth((self.0.next_u64() % count) as usize);
        chosen.map_or(Choice::Stop, Choice::Move)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first numbers of SplitMix64 from 1234567, as its reference implementation prints them (<https://rosettacode.org/wiki/Pseudo-random_numbers/Splitmix64>).
    #[test]
    fn the_generator_is_splitmix64() {
        let Random(mut numbers) = Random::new(1_234_567);
        let first: [u64; 3] = std::array::from_fn(|_| numbers.next_u64());
        assert_eq!(
            first,
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423
            ]
        );
    }
}
