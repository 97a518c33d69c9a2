//! The ring of events: nothing is torn, doubled or out of order, and what is lost is counted.

use loom::{sync::Arc, thread};
use models::ring::{MOST, RawEvent, Ring, Rings};
use trace::EventKind;

/// Its words all follow from one number, so a torn event shows.
fn event(number: u32) -> RawEvent {
    RawEvent {
        at: number.into(),
        what: EventKind::Acquire,
        object: number,
        place: 0,
        number,
    }
}

fn drained(ring: &Ring) -> Vec<RawEvent> {
    let mut events = Vec::new();
    ring.drain(u64::MAX, |event| events.push(event));
    events
}

/// Room for two, three events, a reader in between: what the reader gets is a part of what was written, in order and whole, and the rest was counted as dropped.
#[test]
fn events_come_out_whole_and_in_order_or_are_counted() {
    assert!(MOST > 3);
    loom::model(|| {
        let ring = Arc::new(Rings::of_capacity(2).lend());
        let writes = ring.clone();
        let writer = thread::spawn(move || (1..=3).filter(|number| writes.push(event(*number))).collect::<Vec<_>>());
        let mut seen = drained(&ring);
        let pushed = writer.join().expect("no panic");
        seen.extend(drained(&ring));
        assert_eq!(seen, pushed.iter().copied().map(event).collect::<Vec<_>>());
        assert_eq!(pushed.len() as u64 + ring.dropped(), 3);
    });
}

/// A thread ends while its ring is read, and the next thread gets its words: each event is read once, from the ring that it was written to.
#[test]
fn words_that_pass_to_another_thread_lose_and_mix_nothing() {
    loom::model(|| {
        let rings = Arc::new(Rings::of_capacity(2));
        rings.reserve(1);
        let first = Arc::new(rings.lend());
        let (writes, lends) = (first.clone(), rings.clone());
        let writer = thread::spawn(move || {
            writes.push(event(1));
            writes.retire(&lends);
            let second = lends.lend();
            second.push(event(2));
            second
        });
        let mut of_first = drained(&first);
        let second = writer.join().expect("no panic");
        of_first.extend(drained(&first));
        assert_eq!(of_first, [event(1)]);
        assert_eq!(drained(&second), [event(2)]);
    });
}
