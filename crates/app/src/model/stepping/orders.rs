//! What was asked of the simulator, and what of it was answered.

use super::StepCommand;
use protocol::Navigation;
use std::collections::VecDeque;

/// What was asked of the simulator.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Orders {
    /// The number under which a run was opened.
    pub id: u32,
    /// Whether the page around this one waits to be told the state.
    pub host_waits: bool,
    /// Random runs so far.
    pub rolls: u64,
    /// Steps that are due while it plays.
    pub due: f64,
    /// Where the slider has been moved to meanwhile.
    pub seek: Option<u64>,
    /// Steps that were asked for before there was a run to make them in.
    pub early: Vec<StepCommand>,
    /// Orders that were not answered yet, in order.
    asked: VecDeque<Asked>,
}

/// An order that was not answered yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// To open a run.
    Open,
    /// To go somewhere in it.
    Go(Navigation),
}

impl Orders {
    /// Those of a run that is being opened.
    pub fn opened(id: u32, rolls: u64) -> Self {
        Orders {
            id,
            rolls,
            ..Orders::default()
        }
    }

    /// This is asked.
    pub fn ask(&mut self, asked: Asked) {
        self.asked.push_back(asked);
    }

    /// The first of them was answered.
    pub fn answered(&mut self) -> Option<Asked> {
        self.asked.pop_front()
    }

    /// Whether all were answered.
    pub fn is_settled(&self) -> bool {
        self.asked.is_empty()
    }

    /// Whether a run is still to be opened.
    pub fn opens(&self) -> bool {
        self.asked.contains(&Asked::Open)
    }

    /// Whether it is on its way somewhere.
    pub fn goes(&self) -> bool {
        self.asked.iter().any(|asked| matches!(asked, Asked::Go(_)))
    }

    /// Whether it is on its way to the end.
    pub fn go_far(&self) -> bool {
        let far = |asked: &Asked| matches!(asked, Asked::Go(Navigation::Fair | Navigation::Random(_)));
        self.asked.iter().any(far)
    }

    /// None of them will be answered.
    pub fn forget(&mut self) {
        self.asked.clear();
        self.early.clear();
        self.host_waits = false;
    }
}
