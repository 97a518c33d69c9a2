//! The wait-for graph of a run, from what its threads hold and wait for.

use crate::{places::Places, primitive::lock, shared::Shared, thread_record::ThreadRecord};
use std::{
    collections::BTreeMap,
    sync::{Arc, atomic::Ordering::SeqCst},
};
use trace::{Kind, Node, NodeKind, State, Vertex, WaitGraph, WaitGraphSource};
use world::ObjectId;

/// Everything that can be reached from a thread that waits.
pub fn graph(shared: &Shared, places: &mut Places) -> WaitGraph {
    // One look at who lives, used for the whole graph: a thread that ends meanwhile must not be a node without edges.
    let threads: Vec<_> = lock(&shared.threads)
        .iter()
        .filter(|thread| thread.alive.load(SeqCst))
        .cloned()
        .collect();
    let waiting = threads.iter().filter(|thread| awaits(thread));
    let waiting: Vec<u16> = waiting.map(|thread| thread.index).collect();
    let mut seen = Seen {
        shared,
        threads,
        needs: providers(&lock(&shared.needs)),
        needs_room: providers(&lock(&shared.needs_room)),
        places,
    };
    trace::build_from(waiting, &mut seen)
}

fn providers(needs: &[(ObjectId, ObjectId)]) -> BTreeMap<u32, Vec<u32>> {
    let mut providers: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    needs
        .iter()
        .for_each(|(object, provider)| providers.entry(object.0).or_default().push(provider.0));
    providers
}

fn awaits(thread: &ThreadRecord) -> bool {
    matches!(thread.state(), State::Waiting | State::Idle)
}

struct Seen<'a> {
    shared: &'a Shared,
    threads: Vec<Arc<ThreadRecord>>,
    needs: BTreeMap<u32, Vec<u32>>,
    needs_room: BTreeMap<u32, Vec<u32>>,
    places: &'a mut Places,
}

impl Seen<'_> {
    fn living_thread(&self, index: u16) -> Option<&Arc<ThreadRecord>> {
        self.threads.iter().find(|thread| thread.index == index)
    }

    fn thread(&mut self, index: u16) -> Node {
        let thread = self.living_thread(index).cloned();
        let name = thread
            .as_ref()
            .map(|thread| thread.label.to_string())
            .unwrap_or_default();
        let place = thread
            .map(|thread| self.places.number(thread.place()))
            .and_then(|number| self.places.get(number));
        Node {
            kind: NodeKind::Thread(index),
            name,
            place,
            queued: 0,
            moves: false,
        }
    }

    fn object(&self, object: u32) -> Node {
        let known = lock(&self.shared.objects)
            .get(object as usize)
            .map(|entry| (entry.label.kind.into(), entry.name()));
        let (kind, name) = known.unwrap_or((Kind::Variable, String::new()));
        Node {
            kind: NodeKind::Object(kind),
            name,
            place: None,
            queued: if kind == Kind::Pool { self.queued(object) } else { 0 },
            moves: false,
        }
    }

    /// Tasks of a pool that no thread has begun.
    fn queued(&self, pool: u32) -> u32 {
        let tasks = self.needs.iter().filter(|(_, providers)| providers.contains(&pool));
        let objects = lock(&self.shared.objects);
        let untouched = tasks.filter(|(task, _)| {
            let entry = objects.get(**task as usize);
            let entry = entry.filter(|entry| entry.label.kind == world::Kind::Task);
            entry
                .and_then(|entry| entry.region.upgrade())
                .is_some_and(|task| task.is_untouched())
        });
        untouched.count() as u32
    }
}

impl WaitGraphSource for Seen<'_> {
    fn describe(&mut self, vertex: Vertex) -> Node {
        match vertex {
            Vertex::Thread(index) => self.thread(index),
            Vertex::Object(object) => self.object(object),
            Vertex::Room(object) => trace::room(self.object(object)),
        }
    }

    fn waits_for(&mut self, index: u16) -> Option<Vertex> {
        let thread = self.living_thread(index).filter(|thread| awaits(thread))?;
        let object = thread.object()?.0;
        Some(match thread.is_for_room() {
            true => Vertex::Room(object),
            false => Vertex::Object(object),
        })
    }

    fn is_idle(&mut self, index: u16) -> bool {
        self.living_thread(index)
            .is_some_and(|thread| thread.state() == State::Idle)
    }

    fn holders(&mut self, object: u32) -> Vec<u16> {
        // The list's lock is given back before the region is asked: an observer holds one lock at a time, so it can be part of no circle.
        let region = lock(&self.shared.objects)
            .get(object as usize)
            .and_then(|entry| entry.region.upgrade());
        let held = region.map(|region| region.holders()).unwrap_or_default();
        let living = held.into_iter().filter(|index| self.living_thread(*index).is_some());
        // What a thread holds by living: a pool's slot, its own end. No region lists those.
        let standing = self
            .threads
            .iter()
            .filter(|thread| thread.holds.is_some_and(|held| held.0 == object))
            .map(|thread| thread.index);
        living.chain(standing).collect()
    }

    fn needs(&mut self, vertex: Vertex) -> Vec<u32> {
        let providers = match vertex {
            Vertex::Object(object) => self.needs.get(&object),
            Vertex::Room(object) => self.needs_room.get(&object),
            Vertex::Thread(_) => None,
        };
        providers.cloned().unwrap_or_default()
    }
}
