//! Prints how fast the kernels are on this machine, on one thread, in million bytes a second.

use std::sync::Arc;
use std::time::Instant;
use workloads::input::{BOOK, Input, books, repeat, zipf};
use workloads::kernel::csv::Cutter;
use workloads::kernel::index::merge_all;
use workloads::kernel::record::Shape;
use workloads::kernel::segment::Segment;
use workloads::kernel::{sha512, shuffle, split, words::Counts};

fn main() {
    let book = repeat::to_size(BOOK, 64_000_000);
    let zipf = zipf::text(1, 64_000_000);
    speed("word count, the book", book.len(), || Counts::of(&book).distinct());
    speed("word count, Zipf text", zipf.len(), || Counts::of(&zipf).distinct());
    let cyrillic = repeat::to_size(
        "Все счастливые семьи похожи друг на друга, каждая несчастливая семья несчастлива по-своему. ",
        16_000_000,
    );
    speed("word count, Cyrillic", cyrillic.len(), || {
        Counts::of(&cyrillic).distinct()
    });
    speed("split into chunks of 64 KiB", book.len(), || {
        split::chunks(&book, 65536).count()
    });
    let counts = Counts::of(&zipf);
    println!("{} distinct words", counts.distinct());
    speed("divide and gather, Zipf (per byte of text)", zipf.len(), || {
        gathered(&shuffle::divide(&counts, 4)).distinct()
    });
    speed("top 20, Zipf (per byte of text)", zipf.len(), || counts.top(20).len());
    speed("generate Zipf text", 64_000_000, || zipf::text(2, 64_000_000).len());
    speed("read a file of valid UTF-8", book.len(), || {
        Input::files([book.as_bytes()]).text.len()
    });
    let list = books::list(7, 82_000).csv;
    println!("{} bytes in 82,000 records", list.len());
    speed("make a list of books", list.len(), || books::list(7, 82_000).csv.len());
    speed("cut a list of books", list.len(), || cut(&list));
    speed("index a list of books", list.len(), || index(&list));
    let data = vec![b'x'; 16 * 1024];
    speed("SHA-512, 16 KiB", data.len() * 1000, || {
        (0..1000).map(|_| usize::from(sha512::digest(&data)[0])).sum()
    });
    speed("SHA-512 chain, 128 bytes a round", 128 * 10_000, || {
        sha512::chain(10_000).len()
    });
}

fn cut(list: &str) -> usize {
    let mut cutter = Cutter::new(0);
    while cutter.next(list.as_bytes(), 500).is_some() {}
    cutter.lines() as usize
}

fn index(list: &str) -> usize {
    let Ok(shape) = Shape::read(list) else { return 0 };
    let (mut cutter, mut segment) = (Cutter::new(shape.start), Segment::default());
    while let Some(mut chunk) = cutter.next(list.as_bytes(), 500) {
        while segment.read(list, &shape, &mut chunk, 65_536) > 0 {}
    }
    let mut sorting = segment.sort();
    while sorting.advance(4_096) {}
    merge_all(&[Arc::new(sorting.finish())]).terms()
}

fn gathered(parcels: &[shuffle::Parcel]) -> Counts<'_> {
    let mut counts = Counts::default();
    parcels.iter().for_each(|parcel| counts.receive(parcel));
    counts
}

fn speed(what: &str, bytes: usize, mut work: impl FnMut() -> usize) {
    let mut best = f64::INFINITY;
    for _ in 0..5 {
        let start = Instant::now();
        std::hint::black_box(work());
        best = best.min(start.elapsed().as_secs_f64());
    }
    println!("{what:45} {:8.0} MB/s", bytes as f64 / best / 1e6);
}
