//! The part of the tree of runs that is not searched yet: it is as deep as a run is long, and no wider than what is left to do.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::path::Path;
use crate::race::Race;
use crate::{Footprint, Task, program};

/// A task that may move next, and what its step touches.
type Known = (Task, Arc<Footprint>);

/// A moment of some runs.
#[derive(Debug, Default)]
struct Node {
    parent: Option<usize>,
    /// The step that led here.
    edge: Option<Known>,
    depth: usize,
    movable: u64,
    wanted: u64,
    begun: u64,
    asleep: Vec<Known>,
    /// What was begun with here, and what its step touched, as soon as that is known.
    siblings: Vec<(Task, Option<Arc<Footprint>>)>,
    children: usize,
}

impl Node {
    fn left(&self) -> u64 {
        let asleep = self.asleep.iter().fold(0, |all, (task, _)| all | 1 << task);
        self.wanted & !self.begun & !asleep
    }

    fn is_settled(&self) -> bool {
        self.siblings.iter().all(|(_, footprint)| footprint.is_some())
    }
}

/// What to run next: a schedule from the start, whose last step is new, and who sleeps after it unless that step wakes them.
#[derive(Debug, Default)]
pub(crate) struct Job {
    pub(crate) node: usize,
    pub(crate) schedule: Vec<Task>,
    pub(crate) asleep: Vec<Known>,
}

/// A moment of a new run, after the job's first step.
#[derive(Debug)]
pub(crate) struct Moment {
    pub(crate) movable: u64,
    pub(crate) asleep: Vec<Known>,
}

/// What is left to search.
#[derive(Debug)]
pub(crate) struct Tree {
    nodes: Vec<Node>,
    free: Vec<usize>,
    open: BTreeSet<(usize, usize)>,
    /// How many jobs are under way.
    pub(crate) running: usize,
}

impl Tree {
    /// A tree of which only the root is known: who can move first.
    pub(crate) fn new(movable: u64) -> Self {
        let wanted = program::first(movable).map_or(0, |task| 1 << task);
        let root = Node {
            movable,
            wanted,
            ..Node::default()
        };
        let open = if wanted == 0 {
            BTreeSet::new()
        } else {
            BTreeSet::from([(0, 0)])
        };
        Self {
            nodes: vec![root],
            free: Vec::new(),
            open,
            running: 0,
        }
    }

    /// Whether nothing is left and nothing under way.
    pub(crate) fn is_done(&self) -> bool {
        self.open.is_empty() && self.running == 0
    }

    /// Takes the deepest job that is left; `None` if all that is left waits for a job under way.
    pub(crate) fn take(&mut self) -> Option<Job> {
        let (depth, id) = self
            .open
            .iter()
            .rev()
            .find(|(_, id)| self.nodes[*id].is_settled())
            .copied()?;
        let node = &mut self.nodes[id];
        let task = program::first(node.left())?;
        let siblings = node
            .siblings
            .iter()
            .filter_map(|(task, footprint)| Some((*task, footprint.clone()?)));
        let asleep = node.asleep.iter().cloned().chain(siblings).collect();
        node.begun |= 1 << task;
        node.siblings.push((task, None));
        node.children += 1;
        self.running += 1;
        if self.nodes[id].left() == 0 {
            self.open.remove(&(depth, id));
        }
        Some(Job {
            node: id,
            schedule: self.schedule(id, task),
            asleep,
        })
    }

    fn schedule(&self, mut id: usize, task: Task) -> Vec<Task> {
        let mut schedule = vec![task];
        while let Some(parent) = self.nodes[id].parent {
            schedule.extend(self.nodes[id].edge.as_ref().map(|(task, _)| *task));
            id = parent;
        }
        schedule.reverse();
        schedule
    }

    /// What a job's first new step touched.
    pub(crate) fn learn(&mut self, job: &Job, footprint: &Arc<Footprint>) {
        let task = job.schedule.last().copied();
        let siblings = &mut self.nodes[job.node].siblings;
        if let Some(known) = siblings.iter_mut().find(|(sibling, _)| Some(*sibling) == task) {
            known.1 = Some(footprint.clone());
        }
    }

    /// Takes in a run: its new moments, and the races of its new steps.
    pub(crate) fn merge(&mut self, job: &Job, path: &Path, moments: Vec<Moment>, races: &[Race]) {
        let line = self.grow(job, path, moments);
        for race in races {
            if let Some(id) = line.get(race.at) {
                self.want(*id, race);
            }
        }
        self.running -= 1;
        self.prune(line.last().copied());
    }

    // The nodes of the run's moments, from the root.
    fn grow(&mut self, job: &Job, path: &Path, moments: Vec<Moment>) -> Vec<usize> {
        let mut line = vec![job.node];
        while let Some(parent) = line.last().and_then(|id| self.nodes[*id].parent) {
            line.push(parent);
        }
        line.reverse();
        for moment in moments {
            let (depth, parent) = (line.len(), line.last().copied());
            let before = &path.events[depth - 1];
            let edge = Some((before.task, before.footprint.clone()));
            let next = path
                .events
                .get(depth)
                .map(|event| (event.task, Some(event.footprint.clone())));
            let begun = next.as_ref().map_or(0, |(task, _)| 1 << task);
            let node = Node {
                parent,
                edge,
                depth,
                movable: moment.movable,
                wanted: begun,
                begun,
                asleep: moment.asleep,
                children: usize::from(next.is_some()),
                siblings: next.into_iter().collect(),
            };
            line.push(self.add(node));
        }
        line
    }

    fn add(&mut self, node: Node) -> usize {
        match self.free.pop() {
            Some(id) => {
                self.nodes[id] = node;
                id
            }
            None => {
                self.nodes.push(node);
                self.nodes.len() - 1
            }
        }
    }

    fn want(&mut self, id: usize, race: &Race) {
        let node = &mut self.nodes[id];
        let asleep = node.asleep.iter().fold(0, |all, (task, _)| all | 1 << task);
        if race.initials & (node.wanted | asleep) != 0 {
            return;
        }
        let possible = race.initials & node.movable;
        let own = possible & 1 << race.task;
        node.wanted |= match (own, program::first(possible)) {
            (0, Some(first)) => 1 << first,
            (0, None) => node.movable,
            (own, _) => own,
        };
        if node.left() != 0 {
            self.open.insert((node.depth, id));
        }
    }

    // Forgets moments at which nothing is left to do.
    fn prune(&mut self, mut at: Option<usize>) {
        while let Some(id) = at {
            let node = &self.nodes[id];
            if node.children > 0 || node.left() != 0 || node.parent.is_none() {
                return;
            }
            at = node.parent;
            self.nodes[id] = Node::default();
            self.free.push(id);
            if let Some(parent) = at {
                self.nodes[parent].children -= 1;
            }
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod kept {
    //! The tree as it is kept: places of footprints are numbered anew in each process, so they are learnt again by playing.

    use std::collections::{HashMap, HashSet};
    use std::sync::Arc;

    use super::{Known, Node, Tree};
    use crate::frontier::{self, Branch, Frontier};
    use crate::{Program, Task, program};

    impl Tree {
        /// What is left while nothing is under way.
        pub(crate) fn left(&self) -> Frontier {
            let free: HashSet<usize> = self.free.iter().copied().collect();
            let is_live = |(id, _): &(usize, &Node)| !free.contains(id);
            let mut branches: Vec<Branch> = self
                .nodes
                .iter()
                .enumerate()
                .filter(is_live)
                .map(|(id, node)| Branch {
                    schedule: self.way(id),
                    wanted: node.wanted,
                    begun: node.begun,
                    asleep: node.asleep.iter().map(|(task, _)| *task).collect(),
                })
                .collect();
            branches.sort_by_key(|branch| branch.schedule.len());
            if self.is_done() {
                Frontier::default()
            } else {
                Frontier { branches }
            }
        }

        fn way(&self, id: usize) -> Vec<Task> {
            match (&self.nodes[id].edge, self.nodes[id].parent) {
                (Some((task, _)), Some(parent)) => self.schedule(parent, *task),
                _ => Vec::new(),
            }
        }

        /// The tree of which this was left. A branch that the program does not know is left out.
        pub(crate) fn restore<P: Program>(program: &mut P, frontier: &Frontier) -> Self {
            let mut tree = Self::new(0);
            let mut known = HashMap::from([(Vec::new(), 0)]);
            for branch in &frontier.branches {
                tree.put(program, branch, &mut known);
            }
            tree
        }

        fn put<P: Program>(&mut self, program: &mut P, branch: &Branch, known: &mut HashMap<Vec<Task>, usize>) {
            let mut node = node(program, branch);
            let id = match branch.schedule.split_last() {
                None => 0,
                Some((task, above)) => {
                    let Some(parent) = known.get(above).copied() else {
                        return;
                    };
                    node.edge = Some((*task, Arc::new(frontier::footprint(program, above, *task))));
                    node.parent = Some(parent);
                    self.nodes[parent].children += 1;
                    self.nodes.push(Node::default());
                    self.nodes.len() - 1
                }
            };
            if node.left() != 0 {
                self.open.insert((node.depth, id));
            }
            self.nodes[id] = node;
            known.insert(branch.schedule.clone(), id);
        }
    }

    fn node<P: Program>(program: &mut P, branch: &Branch) -> Node {
        let mut touched =
            |task: Task| -> Known { (task, Arc::new(frontier::footprint(program, &branch.schedule, task))) };
        let begun = (0..crate::MAX_TASKS as Task).filter(|task| branch.begun >> task & 1 == 1);
        let siblings = begun.map(&mut touched).map(|(task, step)| (task, Some(step))).collect();
        let asleep = branch.asleep.iter().map(|task| touched(*task)).collect();
        program::replay(program, &branch.schedule, |_, _, _| {});
        let movable = program::movable(program);
        Node {
            depth: branch.schedule.len(),
            movable,
            wanted: branch.wanted & (movable | branch.begun),
            begun: branch.begun,
            asleep,
            siblings,
            ..Node::default()
        }
    }
}
