//! A global allocator with thread-local free lists before the system's.
//!
//! On wasm the system's allocator is one pure spin lock, so eight threads of small allocations are slower than one, and every curve
//! would show that lock and not the workload. Freed blocks of up to 512 bytes stay with the thread that freed them (the idea of
//! tcmalloc's thread caches: Ghemawat and Menage, "TCMalloc: Thread-Caching Malloc", 2007), at most 256 a size.
//!
//! # Design
//!
//! Sizes are rounded up to 32 classes of 16 bytes. A block of a class comes from the system with that class's layout, whichever size was asked for, so
//! any thread may free it into its own list and give it out for any size of the class. The list is intrusive: a free block's first word is
//! the next block, which is why the smallest class has 16 bytes. At 256 blocks of a class further ones go back to the system, so what one thread
//! frees and another allocates (a queue) does not pile up: at most 32 x 256 blocks, about 2 MB, stay with a thread. When a thread ends its lists are
//! leaked, because a destructor would need an allocation; pools of Workers live as long as the page.
//!
//! # Memory ordering
//!
//! The lists are thread-local and need none. A block that passes between threads is passed by the program, whose hand-over orders its contents. The
//! one atomic, the size that was refused, is relaxed: it is read after the program has failed, for a sentence.
#![expect(unsafe_code, reason = "an allocator deals in raw memory by contract")]

use std::{
    alloc::{GlobalAlloc, Layout, System},
    cell::UnsafeCell,
    ptr,
    sync::atomic::{AtomicUsize, Ordering::Relaxed},
};

const STEP: usize = 16;
const LARGEST: usize = 512;
const CLASSES: usize = LARGEST / STEP;
const KEPT: u32 = 256;

/// The allocator; use it as `#[global_allocator]`.
///
/// ```
/// #[global_allocator]
/// static ALLOCATOR: threads::LocalLists = threads::LocalLists;
///
/// let block = Box::new(7);
/// assert_eq!(*block, 7);
/// ```
pub struct LocalLists;

struct Block {
    next: *mut Block,
}

#[derive(Clone, Copy)]
struct List {
    head: *mut Block,
    length: u32,
}

const EMPTY: List = List {
    head: ptr::null_mut(),
    length: 0,
};

thread_local! {
    // Const and without a destructor: no allocation to set up, and usable as long as the thread runs.
    static LISTS: UnsafeCell<[List; CLASSES]> = const { UnsafeCell::new([EMPTY; CLASSES]) };
}

static REFUSED: AtomicUsize = AtomicUsize::new(0);

/// How many bytes were asked for when memory ran out; `None` when it never did.
///
/// ```
/// assert_eq!(threads::memory_refused(), None);
/// ```
pub fn memory_refused() -> Option<usize> {
    Some(REFUSED.load(Relaxed)).filter(|bytes| *bytes > 0)
}

/// The class of a layout; `None` when the system serves it directly.
fn class(layout: Layout) -> Option<usize> {
    (layout.size() > 0 && layout.size() <= LARGEST && layout.align() <= STEP).then(|| (layout.size() - 1) / STEP)
}

/// The layout of every block of a class. `None` never happens: sizes are small and the alignment is a power of two.
fn whole(class: usize) -> Option<Layout> {
    Layout::from_size_align((class + 1) * STEP, STEP).ok()
}

// SAFETY: blocks come from `System` with a layout at least as large and aligned as asked for, are handed out once, and go back to
// `System` with the layout they came with: small ones always with their class's layout, others with the caller's.
unsafe impl GlobalAlloc for LocalLists {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let Some((class, whole)) = class(layout).and_then(|class| Some((class, whole(class)?))) else {
            // SAFETY: the caller's promise, passed on.
            return remember(unsafe { System.alloc(layout) }, layout);
        };
        // SAFETY: the lists are this thread's own, and nothing is called while the reference lives, so there is no second one.
        // `try_with`: a thread that is on its way out may have no lists any more, and is served by the system.
        let kept = LISTS
            .try_with(|lists| unsafe { take(&mut (*lists.get())[class]) })
            .unwrap_or_default();
        if kept.is_null() {
            // SAFETY: a class's layout is never empty.
            return remember(unsafe { System.alloc(whole) }, whole);
        }
        kept
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        let Some((class, whole)) = class(layout).and_then(|class| Some((class, whole(class)?))) else {
            // SAFETY: not ours, so it came from `System` with this layout.
            return unsafe { System.dealloc(block, layout) };
        };
        // SAFETY: as in `alloc`; the block is free, large enough for a `Block` and aligned for it.
        let kept = LISTS
            .try_with(|lists| unsafe { keep(&mut (*lists.get())[class], block) })
            .unwrap_or(false);
        if !kept {
            // SAFETY: blocks of a class come from `System` with the class's layout.
            unsafe { System.dealloc(block, whole) }
        }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: the caller promises that the size, rounded up to the alignment, does not overflow.
        let wanted = unsafe { Layout::from_size_align_unchecked(size, layout.align()) };
        match (class(layout), class(wanted)) {
            // SAFETY: neither is ours.
            (None, None) => remember(unsafe { System.realloc(block, layout, size) }, wanted),
            // Within a class nothing moves: a vector that grows by a few bytes costs nothing.
            (Some(old), Some(new)) if old == new => block,
            // SAFETY: the caller's promise, passed on.
            _ => unsafe { self.move_to(block, layout, wanted) },
        }
    }
}

impl LocalLists {
    /// # Safety
    /// As for [`GlobalAlloc::realloc`].
    unsafe fn move_to(&self, block: *mut u8, from: Layout, to: Layout) -> *mut u8 {
        // SAFETY: the caller's promise: neither layout is empty, and the block is ours with the first of them.
        unsafe {
            let moved = self.alloc(to);
            if !moved.is_null() {
                ptr::copy_nonoverlapping(block, moved, from.size().min(to.size()));
                self.dealloc(block, from);
            }
            moved
        }
    }
}

fn remember(block: *mut u8, layout: Layout) -> *mut u8 {
    // Not counted, not summed: the last one is what the sentence names.
    if block.is_null() {
        REFUSED.store(layout.size(), Relaxed);
    }
    block
}

/// # Safety
/// The list must be this thread's own, with no other reference to it.
unsafe fn take(list: &mut List) -> *mut u8 {
    let head = list.head;
    if !head.is_null() {
        // SAFETY: blocks on the list are free and were written by `keep`.
        list.head = unsafe { (*head).next };
        list.length -= 1;
    }
    head.cast()
}

/// # Safety
/// As for [`take`], and the block must be free, large enough and aligned for a [`Block`].
unsafe fn keep(list: &mut List, block: *mut u8) -> bool {
    // A queue frees on one side what the other allocates: without a bound, its blocks would all end up here.
    if list.length >= KEPT {
        return false;
    }
    let block: *mut Block = block.cast();
    // SAFETY: the caller's promise.
    unsafe { block.write(Block { next: list.head }) };
    *list = List {
        head: block,
        length: list.length + 1,
    };
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread;

    /// A block that knows its layout, and can be sent.
    struct Owned(*mut u8, Layout);

    // SAFETY: a block belongs to the thread that has it.
    unsafe impl Send for Owned {}

    impl Owned {
        fn new(size: usize, align: usize) -> Self {
            let layout = Layout::from_size_align(size, align).expect("a layout");
            // SAFETY: no size here is zero.
            let block = unsafe { LocalLists.alloc(layout) };
            assert!(!block.is_null() && block.addr().is_multiple_of(align));
            Owned(block, layout)
        }

        fn fill(&self, byte: u8) {
            // SAFETY: the block has as many bytes.
            unsafe { ptr::write_bytes(self.0, byte, self.1.size()) };
        }

        fn holds(&self, byte: u8, count: usize) -> bool {
            // SAFETY: the block has as many bytes, and they were filled.
            unsafe { std::slice::from_raw_parts(self.0, count) }
                .iter()
                .all(|found| *found == byte)
        }

        fn resized(self, size: usize) -> Self {
            let Owned(block, layout) = self;
            // SAFETY: the block came from here with this layout.
            let block = unsafe { LocalLists.realloc(block, layout, size) };
            assert!(!block.is_null());
            Owned(block, Layout::from_size_align(size, layout.align()).expect("a layout"))
        }

        fn free(self) {
            // SAFETY: as above.
            unsafe { LocalLists.dealloc(self.0, self.1) };
        }
    }

    /// The edges of classes, of what is kept, and of alignments that the lists do not serve.
    const SIZES: [usize; 9] = [1, 15, 16, 17, 496, 511, 512, 513, 4_000];

    #[test]
    fn blocks_of_every_size_are_whole_and_apart() {
        for align in [1, 16, 64] {
            let blocks = SIZES.map(|size| Owned::new(size, align));
            (1..).zip(&blocks).for_each(|(byte, block)| block.fill(byte));
            for (byte, block) in (1..).zip(&blocks) {
                assert!(block.holds(byte, block.1.size()), "{:?}", block.1);
            }
            blocks.into_iter().for_each(Owned::free);
        }
    }

    #[test]
    fn a_block_keeps_its_contents_from_class_to_class() {
        for from in SIZES {
            for to in SIZES {
                let block = Owned::new(from, 8);
                block.fill(7);
                let block = block.resized(to);
                assert!(block.holds(7, from.min(to)), "{from} to {to}");
                block.free();
            }
        }
    }

    #[test]
    fn a_freed_block_is_given_out_again_for_any_size_of_its_class() {
        let first = Owned::new(33, 8);
        let address = first.0.addr();
        first.free();
        let second = Owned::new(48, 16);
        assert_eq!(second.0.addr(), address);
        second.free();
    }

    /// A queue: one thread allocates, another frees, until its list is full and the rest goes back to the system.
    #[test]
    fn blocks_may_be_freed_by_another_thread() {
        let blocks: Vec<Owned> = (0..=KEPT).map(|_| Owned::new(64, 8)).collect();
        let freed = thread::spawn(move || blocks.into_iter().for_each(Owned::free));
        freed.join().expect("no panic");
    }
}
