//! A simulated network: how long each answer takes and what it is, decided by a seed and the number of the request alone.

use rand_pcg::{Pcg32, rand_core::Rng};

/// How latencies are spread around their mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spread {
    /// All alike.
    Constant,
    /// From half the mean to one and a half times it, all equally likely.
    Uniform,
    /// Most below the mean, a few far above: the logarithm is normal, with a standard deviation of [`SIGMA`].
    LogNormal,
}

/// The standard deviation of the logarithm of a [`Spread::LogNormal`] latency: one in a hundred is four and a half times the mean.
pub const SIGMA: f64 = 0.8;

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A page.
    Page,
    /// Nothing before the time was up.
    TimedOut,
    /// An error, as late as a page would have come.
    Failed,
}

/// A network of which every answer is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Network {
    /// How latencies are spread.
    pub spread: Spread,
    /// Their mean, in milliseconds.
    pub mean: u64,
    /// After how many milliseconds nobody waits any longer.
    pub timeout: u64,
    /// How many of a hundred answers are errors.
    pub errors: u64,
    /// The same seed gives the same answers.
    pub seed: u64,
}

/// The stream of PCG32 that answers are drawn from.
const STREAM: u64 = 0x4E37;

impl Network {
    /// How many microseconds a request is waited for, and what comes of it.
    pub fn answer(&self, number: u64) -> (u64, Answer) {
        let mut random = Pcg32::new(
            self.seed.wrapping_add(number.wrapping_mul(0x9E37_79B9_7F4A_7C15)),
            STREAM,
        );
        let wrong = fraction(&mut random) * 100.0 < self.errors as f64;
        let latency = (self.factor(&mut random) * self.mean as f64 * 1e3) as u64;
        let timeout = self.timeout.saturating_mul(1_000);
        match (latency >= timeout, wrong) {
            (true, _) => (timeout, Answer::TimedOut),
            (false, true) => (latency, Answer::Failed),
            (false, false) => (latency, Answer::Page),
        }
    }

    /// A latency as a multiple of the mean.
    fn factor(&self, random: &mut Pcg32) -> f64 {
        match self.spread {
            Spread::Constant => 1.0,
            Spread::Uniform => 0.5 + fraction(random),
            Spread::LogNormal => exp(SIGMA * normal(random) - SIGMA * SIGMA / 2.0),
        }
    }
}

/// From 0 up to 1.
fn fraction(random: &mut Pcg32) -> f64 {
    f64::from(random.next_u32()) / 4_294_967_296.0
}

/// Close to a standard normal number: the sum of twelve fractions less six (Irwin and Hall), which needs nothing but sums and so is the same on
/// every machine.
fn normal(random: &mut Pcg32) -> f64 {
    (0..12).map(|_| fraction(random)).sum::<f64>() - 6.0
}

/// The exponential function from products alone: those of the standard library may differ in the last digit between machines, and a time-out
/// would then be one here and none there.
fn exp(x: f64) -> f64 {
    let part = x / 1024.0;
    let mut power = 1.0 + part * (1.0 + part / 2.0 * (1.0 + part / 3.0));
    for _ in 0..10 {
        power *= power;
    }
    power
}

/// The links of a page: how often it says `href="`.
pub fn links(page: &str) -> u64 {
    page.match_indices("href=\"").count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(spread: Spread) -> Network {
        Network {
            spread,
            mean: 800,
            timeout: 1_000_000,
            errors: 0,
            seed: 7,
        }
    }

    #[test]
    fn latencies_have_the_mean_they_say() {
        for spread in [Spread::Constant, Spread::Uniform, Spread::LogNormal] {
            let network = network(spread);
            let sum: u64 = (0..20_000).map(|number| network.answer(number).0).sum();
            let mean = sum as f64 / 20_000.0 / 1e3;
            assert!((mean / 800.0 - 1.0).abs() < 0.02, "{spread:?}: {mean}");
        }
    }

    #[test]
    fn the_tail_of_a_log_normal_latency_is_heavy() {
        let late = |spread| {
            let network = Network {
                timeout: 2_400,
                ..network(spread)
            };
            (0..10_000)
                .filter(|number| network.answer(*number).1 == Answer::TimedOut)
                .count()
        };
        assert_eq!((late(Spread::Constant), late(Spread::Uniform)), (0, 0));
        assert!(
            (200..500).contains(&late(Spread::LogNormal)),
            "{}",
            late(Spread::LogNormal)
        );
    }

    #[test]
    fn nobody_waits_longer_than_the_time_out_and_errors_are_as_many_as_said() {
        let network = Network {
            errors: 5,
            timeout: 2_000,
            ..network(Spread::LogNormal)
        };
        let answers: Vec<_> = (0..10_000).map(|number| network.answer(number)).collect();
        assert!(answers.iter().all(|(waited, _)| *waited <= 2_000_000));
        let failed = answers.iter().filter(|(_, answer)| *answer == Answer::Failed).count();
        assert!((400..560).contains(&failed), "{failed}");
        assert_eq!(
            answers,
            (0..10_000).map(|number| network.answer(number)).collect::<Vec<_>>()
        );
    }

    #[test]
    fn our_exponential_function_is_the_usual_one() {
        for x in [-5.0, -1.0, -0.1, 0.0, 0.3, 1.0, 4.0] {
            assert!((exp(x) / f64::exp(x) - 1.0).abs() < 1e-5, "{x}");
        }
    }

    #[test]
    fn links_are_counted() {
        assert_eq!(links("<a href=\"/a\">a</a> <a href=\"/b\">b</a> href"), 2);
    }
}
