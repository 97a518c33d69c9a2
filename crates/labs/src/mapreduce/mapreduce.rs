//! Word count as MapReduce: split, map, shuffle by hash, reduce; nobody waits for anybody, so it ends under every lock.

use super::Metrics;
use std::ops::Range;
use std::sync::Arc;
use workloads::input::Input;
use workloads::kernel::WordRule;
use workloads::kernel::shuffle::{Partition, divide};
use workloads::kernel::split::{chunks, evenly, mended, torn_ends};
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
    /// What counts as a word.
    pub rule: WordRule,
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
            rule: set.word_rule(),
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
    rule: WordRule,
    mappers: u32,
    reducers: u32,
    /// Chunks that no mapper has taken yet.
    chunks: Queue<W, Range<usize>>,
    /// Mappers that have not sent their counts yet.
    mapping: W::Cell,
    shuffle: W::Region<Shuffle>,
    results: W::Region<Vec<Reduced>>,
}

/// What the mappers sent so far.
#[derive(Default)]
struct Shuffle {
    /// For each reducer, its part of the counts.
    parcels: Vec<Vec<Partition>>,
    /// Where the parts of words stand that were cut because they are longer than a piece.
    torn: Vec<Range<usize>>,
    /// How many mappers sent theirs.
    senders: u32,
}

/// What one mapper found in the pieces it took.
struct Mapped<'t> {
    counts: Counts<'t>,
    torn: Vec<Range<usize>>,
}

/// Starts the mappers, the last of which starts the reducers. Finds `words`, `distinct`, `replaced_bytes`, `top` and `word_rule`, and `unfinished`:
/// bytes of the text whose words are in no result. As long as one reducer is missing that is all of them, for each has words of every chunk; then
/// there are neither counts nor words.
pub fn start<W: World>(world: &W, settings: &Settings) -> ResultCollector {
    let shared = Arc::new(Shared::<W>::new(world, settings));
    let text = &settings.input.text;
    let pieces: Vec<_> = match settings.variant {
        Variant::Chunks => (0..settings.mappers).map(|_| None).collect(),
        Variant::OneChunkAThread => evenly(text, settings.mappers as usize, settings.rule)
            .map(Some)
            .collect(),
    };
    if settings.variant == Variant::Chunks {
        chunks(text, settings.chunk, settings.rule).for_each(|chunk| shared.chunks.fill(chunk));
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
    let mut mapped = Mapped::under(shared.rule);
    let mut next = shared.chunks.try_get().await; // py: take
    while let Some(chunk) = next {
        count(&world, &shared, chunk, &mut mapped).await;
        next = shared.chunks.try_get().await; // py: take
    }
    send(&world, &shared, mapped).await;
    finish(&world, &shared).await;
}

// Variant: one-chunk-a-thread
async fn map_piece<W: World>(world: W, shared: Arc<Shared<W>>, piece: Range<usize>) {
    let mut mapped = Mapped::under(shared.rule);
    count(&world, &shared, piece, &mut mapped).await;
    send(&world, &shared, mapped).await;
    finish(&world, &shared).await;
}

// All variants
/// Counts the words of a piece of the text, with a check point now and then.
async fn count<'t, W: World>(world: &W, shared: &'t Shared<W>, piece: Range<usize>, mapped: &mut Mapped<'t>) {
    let text = &shared.input.text;
    for batch in chunks(&text[piece.clone()], BATCH_BYTES, shared.rule) {
        let batch = piece.start + batch.start..piece.start + batch.end;
        let words = world
            .compute(costs::count_words(batch.len()), || {
                mapped.count(text, batch, shared.rule)
            })
            .await; // py: count
        world.progress(words);
        world.checkpoint().await; // py: count
    }
}

/// The shuffle: divides the counts by hash and puts each part where its reducer will look. The last mapper to do so counts what was torn.
async fn send<W: World>(world: &W, shared: &Shared<W>, mapped: Mapped<'_>) {
    let Mapped { counts, torn } = mapped;
    let sent = divided(world, shared, counts).await; // py: divide
    let put = |shuffle: &mut Shuffle| shuffle.put(sent, torn, shared.mappers);
    let torn = shared.shuffle.with(Access::Signal, put).await; // py: send
    world.checkpoint().await; // py: send
    if !torn.is_empty() {
        send_torn(world, shared, torn).await;
    }
}

/// Counts the words that are longer than a piece, now that all parts of them are known.
async fn send_torn<W: World>(world: &W, shared: &Shared<W>, torn: Vec<Range<usize>>) {
    let mut counts = Counts::under(shared.rule);
    for word in mended(torn) {
        let cost = costs::count_words(word.len());
        let words = world.compute(cost, || counts.count(&shared.input.text[word])).await;
        world.progress(words);
        world.checkpoint().await;
    }
    let sent = divided(world, shared, counts).await;
    let put = |shuffle: &mut Shuffle| shuffle.add(sent);
    shared.shuffle.with(Access::Signal, put).await;
}

async fn divided<W: World>(world: &W, shared: &Shared<W>, counts: Counts<'_>) -> Vec<Partition> {
    let reducers = shared.reducers as usize;
    world
        .compute(costs::merge_words(counts.distinct()), || divide(&counts, reducers))
        .await
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
    let receive = |shuffle: &mut Shuffle| std::mem::take(&mut shuffle.parcels[index as usize]);
    let received = shared.shuffle.with(Access::Observe, receive).await; // py: receive
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

impl<'t> Mapped<'t> {
    fn under(rule: WordRule) -> Self {
        Mapped {
            counts: Counts::under(rule),
            torn: Vec::new(),
        }
    }

    /// Counts the words of a piece; how many there were.
    fn count(&mut self, text: &'t str, piece: Range<usize>, rule: WordRule) -> u64 {
        let torn = torn_ends(text, piece, rule);
        self.torn.extend(torn.parts);
        self.counts.count(&text[torn.whole])
    }
}

impl Shuffle {
    /// Takes what one mapper sends; the last of them gets all that was torn.
    fn put(&mut self, sent: Vec<Partition>, torn: Vec<Range<usize>>, mappers: u32) -> Vec<Range<usize>> {
        self.add(sent);
        self.torn.extend(torn);
        self.senders += 1;
        match self.senders == mappers {
            true => std::mem::take(&mut self.torn),
            false => Vec::new(),
        }
    }

    fn add(&mut self, sent: Vec<Partition>) {
        self.parcels
            .iter_mut()
            .zip(sent)
            .for_each(|(to, parcel)| to.push(parcel));
    }
}

impl<W: World> Shared<W> {
    fn new(world: &W, settings: &Settings) -> Self {
        let reducers = settings.reducers.max(1);
        let shuffle = Shuffle {
            parcels: (0..reducers).map(|_| Vec::new()).collect(),
            ..Shuffle::default()
        };
        Shared {
            input: settings.input.clone(),
            rule: settings.rule,
            mappers: settings.mappers,
            reducers,
            chunks: Queue::unbounded(world, "chunks"),
            mapping: world.cell(Label::new(Kind::Variable, "mapping"), u64::from(settings.mappers)),
            shuffle: world.region(Label::new(Kind::Queue, "shuffle"), shuffle),
            results: world.region(Label::new(Kind::Queue, "results"), Vec::new()),
        }
    }

    fn findings(&self) -> Metrics {
        let results = self.results.inspect(std::mem::take);
        if results.len() < self.reducers as usize {
            return Metrics {
                replaced_bytes: self.input.replaced_bytes,
                unfinished: self.input.text.len() as u64,
                word_rule: self.rule.version(),
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
            word_rule: self.rule.version(),
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
