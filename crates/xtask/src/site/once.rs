//! The site of tests, packages and benches, which is built when it is first asked for, and once.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};

use crate::{Outcome, places};

/// What the first build came to.
#[derive(Debug, Default)]
pub struct BuiltOnce(OnceCell<Outcome>);

impl BuiltOnce {
    /// The folder of the built site; `build` fills it unless an earlier call has.
    pub fn folder(&self, build: impl FnOnce(&Path) -> Outcome) -> Outcome<PathBuf> {
        let dist = places::target().join("threadbare/dist");
        self.0.get_or_init(|| build(&dist)).clone().map(|()| dist)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_asks_twice_builds_once_and_hears_the_same() {
        let (site, mut builds) = (BuiltOnce::default(), 0);
        for _ in 0..2 {
            let built = site.folder(|_| {
                builds += 1;
                Err("no compiler".to_owned())
            });
            assert_eq!(built, Err("no compiler".to_owned()));
        }
        assert_eq!(builds, 1);
    }
}
