//! Word count as MapReduce: split, map, shuffle by hash, reduce; nobody waits for anybody, so it ends under every lock.

use super::Metrics;
use std::ops::Range;
use std::sync::Arc;
use workloads::input::Input;
use workloads::kernel::shuffle::{Partition, divide};
use workloads::kernel::split::{chunks, evenly};
use workloads::kernel::words::{Counts, WordCount, merge_tops};
use workloads::{Parameters, ResultCollector, costs, variants};
use world::{Access, Cell, Kind, Label, Region, World, primitive::Queue};

variants! {
    "How the text is dealt out to the mappers.";
    /// Whoever is free takes the next chunk.
    Chunks = "chunks",
    /// As many pieces as there are mappers, one for each.
    OneChunkAThread = "one-chunk-a-thread",
}

/// One run's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// How the text is dealt out.
    pub variant: Variant,
    /// How many threads map.
    pub mappers: u32,
    /// How many threads reduce.
    pub reducers: u32,
    /// Length of a chunk in bytes, for [`Variant::Chunks`].
    pub chunk: usize,
    /// The text.
    pub input: Arc<Input>,
}

impl Settings {
    /// From what is set; `None` if there is no such variant.
    pub fn read(variant: &str, set: &Parameters) -> Option<Self> {
        Some(Settings {
            variant: Variant::named(variant)?,
            mappers: set.threads,
            reducers: set.narrow("reducers"),
            chunk: usize::try_from(set.number("chunk")).unwrap_or(usize::MAX),
            input: set.input.clone(),
        })
    }
}

/// How many of the most frequent words are found.
pub const TOP: usize = 20;

/// Bytes counted between two check points: a fraction of a millisecond.
const BATCH_BYTES: usize = 65_536;

/// What one reducer found.
struct Reduced {
    words: u64,
    distinct: u64,
    top: Vec<WordCount>,
}

/// What the threads share.
struct Shared<W: World> {
    input: Arc<Input>,
    reducers: u32,
    /// Chunks that no mapper has taken yet.
    chunks: Queue<W, Range<usize>>,
    /// Mappers that have not sent their counts yet.
    mapping: W::Cell,
    /// For each reducer, what the mappers sent.
    parcels: W::Region<Vec<Vec<Partition>>>,
    results: W::Region<Vec<Reduced>>,
}

/// Starts the mappers, the last of which starts the reducers. Finds `words`, `distinct`, `replaced_bytes` and `top`, and `unfinished`:
/// bytes of the text whose words are in no result. As long as one reducer is missing that is all of them, for each has words of every chunk; then
/// there are neither counts nor words.
pub fn start<W: World>(world: &W, settings: &Settings) -> ResultCollector {
    let shared = Arc::new(Shared::<W>::new(world, settings));
    let text = &settings.input.text;
    let pieces: Vec<_> = match settings.variant {
        Variant::Chunks => (0..settings.mappers).map(|_| None).collect(),
        Variant::OneChunkAThread => evenly(text, settings.mappers as usize).map(Some).collect(),
    };
    if settings.variant == Variant::Chunks {
        chunks(text, settings.chunk).for_each(|chunk| shared.chunks.fill(chunk));
    }
    for (index, piece) in (1..).zip(pieces) {
        let shared = shared.clone();
        world.spawn(Label::thread("mapper", index), move |world| async move {
            match piece {
                Some(piece) => map_piece(world, shared, piece).await,
                None => map_chunks(world, shared).await,
            }
        });
    }
    ResultCollector::new(move || shared.findings())
}

// Variant: chunks
async fn map_chunks<W: World>(world: W, shared: Arc<Shared<W>>) {
    let mut counts = Counts::default();
    let mut next = shared.chunks.try_get().await; // py: take
    while let Some(chunk) = next {
        count(&world, &shared.input.text[chunk], &mut counts).await;
        next = shared.chunks.try_get().await; // py: take
    }
    send(&world, &shared, counts).await;
    finish(&world, &shared).await;
}

// Variant: one-chunk-a-thread
async fn map_piece<W: World>(world: W, shared: Arc<Shared<W>>, piece: Range<usize>) {
    let mut counts = Counts::default();
    count(&world, &shared.input.text[piece], &mut counts).await;
    send(&world, &shared, counts).await;
    finish(&world, &shared).await;
}

// All variants
/// Counts the words of `text`, with a check point now and then.
async fn count<'t, W: World>(world: &W, text: &'t str, counts: &mut Counts<'t>) {
    for batch in chunks(text, BATCH_BYTES) {
        let text = &text[batch];
        let words = world
            .compute(costs::count_words(text.len()), || counts.count(text))
            .await; // py: count
        world.progress(words);
        world.checkpoint().await; // py: count
    }
}

/// The shuffle: divides the counts by hash and puts each part where its reducer will look.
async fn send<W: World>(world: &W, shared: &Shared<W>, counts: Counts<'_>) {
    let reducers = shared.reducers as usize;
    let sent = world
        .compute(costs::merge_words(counts.distinct()), || divide(&counts, reducers))
        .await; // py: divide
    let put = |parcels: &mut Vec<Vec<Partition>>| parcels.iter_mut().zip(sent).for_each(|(to, parcel)| to.push(parcel));
    shared.parcels.with(Access::Signal, put).await; // py: send
    world.checkpoint().await; // py: send
}

/// Starts the reducers if this was the last mapper.
async fn finish<W: World>(world: &W, shared: &Arc<Shared<W>>) {
    let left = shared.mapping.update(|left| left - 1).await; // py: last
    if left == 1 {
        for index in 0..shared.reducers {
            let shared = shared.clone();
            world.spawn(Label::thread("reducer", index + 1), move |world| {
                reduce(world, shared, index)
            });
        }
    }
}

/// Adds up what the mappers sent to reducer `index`, counted from 0.
async fn reduce<W: World>(world: W, shared: Arc<Shared<W>>, index: u32) {
    let receive = |parcels: &mut Vec<Vec<Partition>>| std::mem::take(&mut parcels[index as usize]);
    let received = shared.parcels.with(Access::Observe, receive).await; // py: receive
    let mut counts = Counts::default();
    for parcel in &received {
        world
            .compute(costs::merge_words(parcel.len()), || counts.receive(parcel))
            .await; // py: reduce
        world.checkpoint().await; // py: reduce
    }
    let found = Reduced::of(&counts);
    shared.results.with(Access::Signal, |results| results.push(found)).await; // py: result
}

impl<W: World> Shared<W> {
    fn new(world: &W, settings: &Settings) -> Self {
        let reducers = settings.reducers.max(1);
        let parcels = (0..reducers).map(|_| Vec::new()).collect();
        Shared {
            input: settings.input.clone(),
            reducers,
            chunks: Queue::unbounded(world, "chunks"),
            mapping: world.cell(Label::new(Kind::Variable, "mapping"), u64::from(settings.mappers)),
            parcels: world.region(Label::new(Kind::Queue, "shuffle"), parcels),
            results: world.region(Label::new(Kind::Queue, "results"), Vec::new()),
        }
    }

    fn findings(&self) -> Metrics {
        let results = self.results.inspect(std::mem::take);
        if results.len() < self.reducers as usize {
            return Metrics {
                replaced_bytes: self.input.replaced_bytes,
                unfinished: self.input.text.len() as u64,
                ..Metrics::default()
            };
        }
        let sum = |of: fn(&Reduced) -> u64| results.iter().map(of).sum::<u64>();
        Metrics {
            words: Some(sum(|found| found.words)),
            distinct: Some(sum(|found| found.distinct)),
            replaced_bytes: self.input.replaced_bytes,
            top: Some(merge_tops(results.into_iter().flat_map(|found| found.top), TOP)),
            unfinished: 0,
        }
    }
}

impl Reduced {
    fn of(counts: &Counts<'_>) -> Self {
        Reduced {
            words: counts.total(),
            distinct: counts.distinct() as u64,
            top: counts.top(TOP),
        }
    }
}
