//! Numbers for people: ticks on round values, and thousands, millions and billions in words.

/// What a number on the axis must be multiplied by, and how that is said.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Magnitude {
    factor: f64,
    word: &'static str,
}

impl Magnitude {
    /// The one that keeps numbers up to `top` short.
    pub(crate) fn of(top: f64) -> Self {
        let (factor, word) = trace::numbers::magnitude(top);
        Magnitude { factor, word }
    }

    /// `million increments a second`.
    pub(crate) fn axis(&self, unit: &str) -> String {
        format!("{}{unit} a second", self.word)
    }

    /// A tick, with as many decimals as neighbours `step` apart need.
    pub(crate) fn tick(&self, value: f64, step: f64) -> String {
        if value == 0.0 {
            return "0".into();
        }
        let step = step / self.factor;
        let decimals = (0..6).find(|&decimals| is_whole(step * 10f64.powi(decimals)));
        format!("{:.*}", decimals.unwrap_or(0) as usize, value / self.factor)
    }
}

fn is_whole(number: f64) -> bool {
    (number - number.round()).abs() < 1e-6 * number.abs().max(1e-3)
}

/// The smallest of 1, 2, 2.5, 5 times a power of ten that divides `top` into about `parts` steps, hardly more.
pub(crate) fn step(top: f64, parts: u32) -> f64 {
    let rough = top / f64::from(parts.max(1));
    let power = 10f64.powf(rough.log10().floor());
    let round = [1.0, 2.0, 2.5, 5.0].into_iter().map(|digit| digit * power);
    round
        .into_iter()
        .find(|step| *step >= rough * 0.9)
        .unwrap_or(power * 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round_and_few() {
        for (top, parts, expected) in [
            (10.0, 5, 2.0),
            (9.7, 4, 2.5),
            (4.3e7, 5, 1e7),
            (0.13, 4, 0.05),
            (1.0, 0, 1.0),
        ] {
            let step = step(top, parts);
            assert!((step - expected).abs() < 1e-9 * expected, "{top} in {parts}: {step}");
        }
    }

    #[test]
    fn magnitudes_are_said_in_words() {
        let millions = Magnitude::of(4.3e7);
        assert_eq!(millions.axis("increments"), "million increments a second");
        assert_eq!(millions.tick(2e7, 1e7), "20");
        assert_eq!(millions.tick(2.5e6, 5e5), "2.5");
        assert_eq!(Magnitude::of(900.0).axis("rounds"), "rounds a second");
        assert_eq!(Magnitude::of(0.5).tick(0.25, 0.25), "0.25");
    }
}
