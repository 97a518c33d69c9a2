//! What a run keeps of itself.

/// What is kept of what happens in a run.
///
/// ```
/// use threads::{RecordOptions, RecordedSchedule, Run, native_pool};
/// use world::{Cost, Label, World};
///
/// let run = Run::keeping(native_pool(), RecordOptions { events: false, order: true });
/// run.world().spawn(Label::thread("thread", 1), |world| async move {
///     world.compute(Cost::nanos(100), || ()).await;
///     world.compute(Cost::nanos(100), || ()).await;
/// });
/// run.start(1)?;
/// run.wait();
/// let RecordedSchedule::Recorded(segments) = run.order() else { panic!("it was asked for") };
/// assert_eq!((segments.len(), segments[0].steps), (1, 2));
/// # Ok::<(), threads::TooFewThreads>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RecordOptions {
    /// Events, for the lanes.
    pub events: bool,
    /// The order of all visible operations, for lockstep to replay. It costs: operations then take place one at a time.
    pub order: bool,
}
