//! A list of books read from CSV and indexed, serially or in bulks by many threads, then searched: the hits are the same either way.

use super::Metrics;
use std::sync::Arc;
use workloads::input::Input;
use workloads::kernel::WordRule;
use workloads::kernel::columns::FirstLine;
use workloads::kernel::csv::{Chunk, RecordSplitter};
use workloads::kernel::index::{Hit, Hits, Index, Part};
use workloads::kernel::query::Query;
use workloads::kernel::record::Header;
use workloads::kernel::segment::{Malformed, PARTS, Segment, Sorted};
use workloads::{Findings, Parameters, ResultCollector, Value, costs, variants};
use world::{
    Access, Cell, Kind, Label, Region, World,
    primitive::{Mutex, Variable},
};

variants! {
    "Who indexes.";
    /// Whoever is free takes the next chunk of records, and makes a segment of its own of all it took.
    Parallel = "parallel",
    /// One thread, one chunk after the other.
    Serial = "serial",
}

/// One run's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Who indexes.
    pub variant: Variant,
    /// How many threads index, for [`Variant::Parallel`].
    pub threads: u32,
    /// How many records a chunk has.
    pub chunk: usize,
    /// What is searched for when the index is whole.
    pub query: String,
    /// How the list is written and which column is which, or why that cannot be known.
    pub header: Result<Header, String>,
    /// What counts as a word.
    pub rule: WordRule,
    /// The list.
    pub input: Arc<Input>,
}

impl Settings {
    /// From what is set; `None` if there is no such variant.
    pub fn read(variant: &str, set: &Parameters) -> Option<Self> {
        Some(Settings {
            variant: Variant::named(variant)?,
            threads: set.threads,
            chunk: usize::try_from(set.number("chunk")).unwrap_or(usize::MAX),
            query: set.typed("query").to_owned(),
            header: Header::mapped(&set.input.text, said_of_columns(set)),
            rule: set.word_rule(),
            input: set.input.clone(),
        })
    }

    /// A sentence on what cannot be indexed or searched for.
    pub fn complaint(&self) -> Option<String> {
        let too_long = (self.input.text.len() > MOST_BYTES)
            .then(|| format!("A list of books may have {MOST_BYTES} bytes, and this one has more."));
        too_long
            .or_else(|| self.header.clone().err())
            .or_else(|| Query::under(&self.query, self.rule).err())
    }

    /// How many lines the list has besides the first, empty ones not counted.
    pub fn lines(&self) -> u64 {
        let text = &self.input.text;
        let nothing = || RecordSplitter::new(text.len());
        let mut cutter = self.header.as_ref().map_or_else(|_| nothing(), Header::records);
        cutter.next(text.as_bytes(), usize::MAX);
        cutter.lines().into()
    }

    /// The most threads that are ever alive at once: the last indexer starts the mergers before it ends.
    pub fn alive(&self) -> u32 {
        match self.variant {
            Variant::Parallel => 2 * self.threads,
            Variant::Serial => 1,
        }
    }

    /// How many threads index.
    pub fn indexers(&self) -> u32 {
        match self.variant {
            Variant::Parallel => self.threads,
            Variant::Serial => 1,
        }
    }
}

/// Only of the reader's own list somebody says which column is which.
fn said_of_columns(set: &Parameters) -> &str {
    if set.input.is_own { set.typed("columns") } else { "" }
}

/// How many hits are shown.
pub const TOP: usize = 10;
/// How many malformed lines are shown.
const SHOWN: usize = 10;
/// The longest list: places in it are kept in 32 bits.
const MOST_BYTES: usize = 1_000_000_000;
/// Bytes indexed between two check points: a fraction of a millisecond.
const BATCH_BYTES: usize = 32_768;
/// Records sorted by word between two check points.
const BATCH_RECORDS: usize = 2_048;

/// What the threads share.
pub struct Shared<W: World> {
    input: Arc<Input>,
    shape: Option<Header>,
    rule: WordRule,
    query: Option<Query>,
    chunk: usize,
    /// Held while the next chunk is read off the list.
    lock: Mutex<W>,
    /// How far the list was read.
    reader: Variable<W, RecordSplitter>,
    segments: W::Region<Vec<Arc<Sorted>>>,
    threads: u32,
    /// Indexers that have not handed over their segment yet; the last one starts the mergers, so nobody waits.
    indexing: W::Cell,
    /// Mergers that may still have something to merge.
    merging: W::Cell,
    /// Into how many groups the parts of the index are divided, for threads to merge; more for a long list.
    groups: usize,
    /// The first group that nobody merges yet.
    next_group: W::Cell,
    parts: W::Region<Vec<(usize, Part)>>,
    found: W::Region<Option<(Arc<Index>, Hits)>>,
}

/// Starts the indexers. Finds `records`, `malformed`, `terms` and `hits`, and besides `lines` (that were read), `unfinished` (of
/// them, in a run that did not come to make an index), `found`, `authors` and `flaws`.
pub fn start<W: World>(world: &W, settings: &Settings) -> ResultCollector {
    let shared = build(world, settings);
    ResultCollector::new(move || shared.findings())
}

/// As [`start`], for those who want to search the index themselves when the run is over.
pub fn build<W: World>(world: &W, settings: &Settings) -> Arc<Shared<W>> {
    let shared = Arc::new(Shared::<W>::new(world, settings));
    for index in 1..=settings.indexers() {
        let (shared, variant) = (shared.clone(), settings.variant);
        world.spawn(Label::thread("indexer", index), move |world| async move {
            match variant {
                Variant::Parallel => parallel(world, shared).await,
                Variant::Serial => serial(world, shared).await,
            }
        });
    }
    shared
}

// Variant: parallel
async fn parallel<W: World>(world: W, shared: Arc<Shared<W>>) {
    let mut segment = Segment::under(shared.rule);
    loop {
        shared.lock.acquire().await; // py: acquire
        let chunk = next_chunk(&world, &shared).await;
        shared.lock.release().await; // py: release
        let Some(chunk) = chunk else { break };
        bulk(&world, &shared, chunk, &mut segment).await;
    }
    hand_over(&world, &shared, segment).await;
    let left = shared.indexing.update(|left| left - 1).await; // py: last
    if left == 1 {
        for index in 1..=shared.threads {
            let shared = shared.clone();
            world.spawn(Label::thread("merger", index), move |world| merger(world, shared)); // py: last
        }
    }
}

/// Merges what is left to merge, and searches if it was the last to do so.
async fn merger<W: World>(world: W, shared: Arc<Shared<W>>) {
    merge(&world, &shared).await;
    let left = shared.merging.update(|left| left - 1).await; // py: done
    if left == 1 {
        search(&world, &shared).await;
    }
}

// Variant: serial
async fn serial<W: World>(world: W, shared: Arc<Shared<W>>) {
    let mut segment = Segment::under(shared.rule);
    while let Some(chunk) = next_chunk(&world, &shared).await {
        bulk(&world, &shared, chunk, &mut segment).await;
    }
    hand_over(&world, &shared, segment).await;
    merge(&world, &shared).await;
    search(&world, &shared).await;
}

// All variants
/// Reads the next records off the list. Only whoever reads all that comes before can know where a record ends.
async fn next_chunk<W: World>(world: &W, shared: &Shared<W>) -> Option<Chunk> {
    let mut reader = shared.reader.get().await; // py: next
    let text = shared.input.text.as_bytes();
    let cost = costs::read_csv(reader.about(shared.chunk, text.len()));
    let chunk = world.compute(cost, || reader.next(text, shared.chunk)).await; // py: next
    shared.reader.set(reader).await; // py: next
    chunk
}

/// Adds the records of a chunk to the segment, with a check point now and then.
async fn bulk<'t, W: World>(world: &W, shared: &'t Shared<W>, mut chunk: Chunk, segment: &mut Segment<'t>) {
    let Some(shape) = &shared.shape else { return };
    while !chunk.text.is_empty() {
        let bytes = chunk.text.len().min(BATCH_BYTES);
        let lines = world
            .compute(costs::index_csv(bytes), || {
                segment.read(&shared.input.text, shape, &mut chunk, bytes)
            })
            .await; // py: index
        world.progress(lines);
        world.checkpoint().await; // py: index
    }
}

/// Sorts the segment by word and puts it where everybody finds it.
async fn hand_over<W: World>(world: &W, shared: &Shared<W>, segment: Segment<'_>) {
    let mut sorting = segment.sort();
    let cost = costs::merge_postings(BATCH_RECORDS * WORDS_A_RECORD);
    while world.compute(cost, || sorting.advance(BATCH_RECORDS)).await {
        world.checkpoint().await;
    }
    let sorted = Arc::new(sorting.finish());
    shared
        .segments
        .with(Access::Signal, |segments| segments.push(sorted))
        .await; // py: segment
}

/// Merges parts of the index that nobody else merges.
async fn merge<W: World>(world: &W, shared: &Shared<W>) {
    let segments = shared.segments.with(Access::Observe, |segments| segments.clone()).await;
    loop {
        let group = shared.next_group.add(1).await as usize; // py: part
        if group >= shared.groups {
            break;
        }
        let group = group * PARTS / shared.groups..(group + 1) * PARTS / shared.groups;
        let weight = |part| segments.iter().map(|segment| segment.weight(part)).sum::<usize>();
        let cost = costs::merge_postings(group.clone().map(weight).sum());
        let merge = |part| (part, Part::merge(&segments, part));
        let merged = world.compute(cost, || group.map(merge).collect::<Vec<_>>()).await; // py: merge
        shared.parts.with(Access::Signal, |parts| parts.extend(merged)).await; // py: merge
        world.checkpoint().await; // py: merge
    }
}

/// Puts the parts together and searches.
async fn search<W: World>(world: &W, shared: &Shared<W>) {
    let segments = shared.segments.with(Access::Observe, std::mem::take).await;
    let mut parts = shared.parts.with(Access::Observe, std::mem::take).await;
    parts.sort_unstable_by_key(|(number, _)| *number);
    let parts = parts.into_iter().map(|(_, part)| part).collect();
    let index = world
        .compute(costs::merge_postings(0), || Index::assemble(parts, &segments))
        .await;
    let found = world
        .compute(costs::merge_postings(index.records()), || shared.hits(&index))
        .await; // py: search
    let result = (Arc::new(index), found);
    shared.found.with(Access::Signal, |found| *found = Some(result)).await; // py: search
}

/// Merging what so many bytes of the list leave in the index takes a fraction of a millisecond.
const GROUP_BYTES: usize = 262_144;
/// About as many different words as a book's title and description have.
const WORDS_A_RECORD: usize = 20;

impl<W: World> Shared<W> {
    fn new(world: &W, settings: &Settings) -> Self {
        let shape = settings.header.as_ref().ok().copied();
        let nothing = RecordSplitter::new(settings.input.text.len());
        Shared {
            input: settings.input.clone(),
            shape,
            rule: settings.rule,
            query: Query::under(&settings.query, settings.rule).ok(),
            chunk: settings.chunk,
            lock: Mutex::new(world, "reader"),
            reader: Variable::new(world, "list", shape.map_or(nothing, |shape| shape.records())),
            segments: world.region(Label::new(Kind::Queue, "segments"), Vec::new()),
            threads: settings.indexers(),
            indexing: world.cell(Label::new(Kind::Variable, "indexing"), settings.indexers().into()),
            merging: world.cell(Label::new(Kind::Variable, "merging"), settings.indexers().into()),
            groups: (settings.input.text.len() / GROUP_BYTES).clamp(settings.indexers() as usize, PARTS),
            next_group: world.cell(Label::new(Kind::Variable, "next part"), 0),
            parts: world.region(Label::new(Kind::Queue, "parts"), Vec::new()),
            found: world.region(Label::new(Kind::Queue, "found"), None),
        }
    }

    /// The index, when the run is over and came to its end.
    pub fn index(&self) -> Option<Arc<Index>> {
        self.found
            .inspect(|found| found.as_ref().map(|(index, _)| index.clone()))
    }

    fn hits(&self, index: &Index) -> Hits {
        match (&self.query, &self.shape) {
            (Some(query), Some(shape)) => index.search(query, &self.input.text, shape, TOP),
            _ => Hits::default(),
        }
    }

    fn findings(&self) -> Metrics {
        let lines = u64::from(self.reader.peek().lines());
        let found = self.found.inspect(Option::take);
        let ended = found.is_some();
        let (index, hits) = found.unwrap_or_default();
        let told = |number: usize| ended.then_some(number as u64);
        let (records, malformed) = (index.records() as u64, index.malformed().len() as u64);
        Metrics {
            records,
            malformed,
            unfinished: lines.saturating_sub(records + malformed),
            terms: told(index.terms()),
            hits: hits.top.into_iter().map(hit).collect(),
            found: told(hits.found),
            authors: told(index.authors()),
            lines,
            flaws: self.flaws(index.malformed()),
            columns: self.shape.map(|shape| FirstLine::read(&self.input.text).told(&shape)),
            word_rule: self.rule.version(),
        }
    }

    /// The first malformed lines: which line of the text each begins on, and what is wrong with it.
    fn flaws(&self, malformed: &[Malformed]) -> Vec<Findings> {
        let line_end = self.shape.map_or(b'\n', |shape| shape.dialect.line_end);
        let before = |at: usize| {
            self.input.text.as_bytes()[..at]
                .iter()
                .filter(|&&byte| byte == line_end)
                .count()
        };
        let shown = malformed.iter().take(SHOWN);
        shown
            .map(|one| {
                vec![
                    ("line", (1 + before(one.at) as u64).into()),
                    ("why", one.flaw.words().to_owned().into()),
                ]
            })
            .collect()
    }
}

fn hit(hit: Hit) -> Findings {
    vec![
        ("title", hit.title.into()),
        ("author", hit.author.into()),
        ("year", u64::from(hit.year).into()),
        (
            "rating",
            hit.rating
                .map_or(Value::Unmeasured, |rating| Value::Hundredths(rating.into())),
        ),
    ]
}
