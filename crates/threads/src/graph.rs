//! The wait-for graph of a run, from what its threads hold and wait for.

use crate::{parker::lock, run::Places, shared::Shared, slot::Slot};
use std::{
    collections::BTreeMap,
    sync::{Arc, atomic::Ordering::SeqCst},
};
use trace::{Kind, Node, NodeKind, State, Vertex, WaitGraph, Waits};

/// Everything that can be reached from a thread that waits.
pub fn graph(shared: &Shared, places: &mut Places) -> WaitGraph {
    let slots: Vec<_> = lock(&shared.slots)
        .iter()
        .filter(|slot| slot.alive.load(SeqCst))
        .cloned()
        .collect();
    let mut needs: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    lock(&shared.needs)
        .iter()
        .for_each(|(object, provider)| needs.entry(object.0).or_default().push(provider.0));
    let waiting: Vec<u16> = slots
        .iter()
        .filter(|slot| slot.state() == State::Waiting)
        .map(|slot| slot.index)
        .collect();
    let mut seen = Seen {
        shared,
        slots,
        needs,
        places,
    };
    trace::reached(waiting, &mut seen)
}

struct Seen<'a> {
    shared: &'a Shared,
    slots: Vec<Arc<Slot>>,
    needs: BTreeMap<u32, Vec<u32>>,
    places: &'a mut Places,
}

impl Seen<'_> {
    fn slot(&self, index: u16) -> Option<&Arc<Slot>> {
        self.slots.iter().find(|slot| slot.index == index)
    }

    fn thread(&mut self, index: u16) -> Node {
        let slot = self.slot(index).cloned();
        let name = slot.as_ref().map(|slot| slot.label.to_string()).unwrap_or_default();
        let place = slot
            .map(|slot| self.places.number(slot.place()))
            .and_then(|number| self.places.get(number));
        Node {
            kind: NodeKind::Thread(index),
            name,
            place,
        }
    }

    fn object(&self, object: u32) -> Node {
        let objects = lock(&self.shared.objects);
        let label = objects.get(object as usize).map(|entry| entry.label);
        Node {
            kind: NodeKind::Object(label.map_or(Kind::Variable, |label| label.kind.into())),
            name: label.map(|label| label.to_string()).unwrap_or_default(),
            place: None,
        }
    }
}

impl Waits for Seen<'_> {
    fn describe(&mut self, vertex: Vertex) -> Node {
        match vertex {
            Vertex::Thread(index) => self.thread(index),
            Vertex::Object(object) => self.object(object),
        }
    }

    fn waits_for(&mut self, index: u16) -> Option<u32> {
        let slot = self.slot(index).filter(|slot| slot.state() == State::Waiting)?;
        slot.object().map(|object| object.0)
    }

    fn holders(&mut self, object: u32) -> Vec<u16> {
        let region = lock(&self.shared.objects)
            .get(object as usize)
            .and_then(|entry| entry.region.upgrade());
        let held = region.map(|region| region.holders()).unwrap_or_default();
        let living = held.into_iter().filter(|index| self.slot(*index).is_some());
        let standing = self
            .slots
            .iter()
            .filter(|slot| slot.holds.is_some_and(|held| held.0 == object))
            .map(|slot| slot.index);
        living.chain(standing).collect()
    }

    fn needs(&mut self, object: u32) -> Vec<u32> {
        self.needs.get(&object).cloned().unwrap_or_default()
    }
}
