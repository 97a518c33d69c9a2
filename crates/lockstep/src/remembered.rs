//! Work that is done once for each input, as long as the run keeps results.

use crate::current::kernel;
use world::Place;

/// The result of `work` on `input`, from before if this run keeps results.
pub fn remembered<I, R>(place: Place, input: I, work: impl FnOnce(&I) -> R) -> R
where
    I: Ord + 'static,
    R: Clone + 'static,
{
    let known = kernel(|kernel| kernel.memo.as_ref()?.find(place, &input));
    known.unwrap_or_else(|| {
        let result = work(&input);
        kernel(|kernel| kernel.memo.as_mut().map(|memo| memo.keep(place, input, result.clone())));
        result
    })
}
