//! The wait-for graph of a run, from what its threads hold and wait for.

use crate::{parker::lock, run::Places, shared::Shared, slot::Slot};
use std::{
    collections::BTreeMap,
    sync::{Arc, atomic::Ordering::SeqCst},
};
use trace::{Edge, Node, NodeKind, Relation, State, WaitGraph};
use world::{Kind, ObjectId};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Thread(u16),
    Object(ObjectId),
}

struct Builder<'a> {
    shared: &'a Shared,
    slots: Vec<Arc<Slot>>,
    needs: BTreeMap<ObjectId, Vec<ObjectId>>,
    graph: WaitGraph,
    numbers: BTreeMap<Key, usize>,
    todo: Vec<Key>,
}

/// Everything that can be reached from a thread that waits.
pub fn graph(shared: &Shared, places: &mut Places) -> WaitGraph {
    let slots: Vec<_> = lock(&shared.slots)
        .iter()
        .filter(|slot| slot.alive.load(SeqCst))
        .cloned()
        .collect();
    let mut needs: BTreeMap<ObjectId, Vec<ObjectId>> = BTreeMap::new();
    lock(&shared.needs)
        .iter()
        .for_each(|(object, provider)| needs.entry(*object).or_default().push(*provider));
    let mut builder = Builder {
        shared,
        slots,
        needs,
        graph: WaitGraph::default(),
        numbers: BTreeMap::new(),
        todo: Vec::new(),
    };
    for slot in builder.slots.clone() {
        if slot.state() == State::Waiting {
            builder.node(Key::Thread(slot.index), places);
        }
    }
    while let Some(key) = builder.todo.pop() {
        builder.expand(key, places);
    }
    builder.graph
}

impl Builder<'_> {
    fn expand(&mut self, key: Key, places: &mut Places) {
        let from = self.node(key, places);
        let helpers = match key {
            Key::Thread(index) => self
                .waits_for(index)
                .into_iter()
                .map(|object| (Key::Object(object), Relation::WaitsFor))
                .collect(),
            Key::Object(object) => self.helpers(object),
        };
        for (helper, relation) in helpers {
            let to = self.node(helper, places);
            self.graph.edges.push(Edge { from, to, relation });
        }
    }

    fn waits_for(&self, index: u16) -> Option<ObjectId> {
        self.slot(index).filter(|slot| slot.state() == State::Waiting)?.object()
    }

    /// Who holds the object; if nobody does, what it can come about through.
    fn helpers(&self, object: ObjectId) -> Vec<(Key, Relation)> {
        let region = lock(&self.shared.objects)
            .get(object.0 as usize)
            .and_then(|entry| entry.region.upgrade());
        let held = region.map(|region| region.holders()).unwrap_or_default();
        let standing = self
            .slots
            .iter()
            .filter(|slot| slot.holds == Some(object))
            .map(|slot| slot.index);
        let holders: Vec<_> = held
            .into_iter()
            .filter(|index| self.slot(*index).is_some())
            .chain(standing)
            .collect();
        if holders.is_empty() {
            let needs = self.needs.get(&object).into_iter().flatten();
            return needs
                .map(|provider| (Key::Object(*provider), Relation::Needs))
                .collect();
        }
        holders
            .into_iter()
            .map(|index| (Key::Thread(index), Relation::HeldBy))
            .collect()
    }

    fn slot(&self, index: u16) -> Option<&Arc<Slot>> {
        self.slots.iter().find(|slot| slot.index == index)
    }

    /// The node's number; a new node will be expanded.
    fn node(&mut self, key: Key, places: &mut Places) -> usize {
        if let Some(number) = self.numbers.get(&key) {
            return *number;
        }
        let node = match key {
            Key::Thread(index) => self.thread(index, places),
            Key::Object(object) => self.object(object),
        };
        let number = self.graph.nodes.len();
        self.graph.nodes.push(node);
        self.numbers.insert(key, number);
        self.todo.push(key);
        number
    }

    fn thread(&self, index: u16, places: &mut Places) -> Node {
        let slot = self.slot(index);
        let name = slot.map(|slot| slot.label.to_string()).unwrap_or_default();
        let place = slot
            .map(|slot| places.number(slot.place()))
            .and_then(|number| places.get(number));
        Node {
            kind: NodeKind::Thread(index),
            name,
            place,
        }
    }

    fn object(&self, object: ObjectId) -> Node {
        let objects = lock(&self.shared.objects);
        let label = objects.get(object.0 as usize).map(|entry| entry.label);
        let kind = label.map_or(trace::Kind::Variable, |label| kind(label.kind));
        Node {
            kind: NodeKind::Object(kind),
            name: label.map(|label| label.to_string()).unwrap_or_default(),
            place: None,
        }
    }
}

/// The kind as the trace names it. Threads are no objects there; nothing but a thread is labelled as one.
pub fn kind(kind: Kind) -> trace::Kind {
    match kind {
        Kind::Lock => trace::Kind::Lock,
        Kind::GlobalLock => trace::Kind::GlobalLock,
        Kind::Semaphore => trace::Kind::Semaphore,
        Kind::Condition => trace::Kind::Condition,
        Kind::Queue => trace::Kind::Queue,
        Kind::Barrier => trace::Kind::Barrier,
        Kind::Event => trace::Kind::Event,
        Kind::Join | Kind::Thread => trace::Kind::Join,
        Kind::Task => trace::Kind::Task,
        Kind::Pool => trace::Kind::Pool,
        Kind::Slot => trace::Kind::Slot,
        Kind::Variable => trace::Kind::Variable,
    }
}
