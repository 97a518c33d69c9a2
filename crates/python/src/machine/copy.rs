//! A thread as it stands, copied: for going back to a moment of a run.

use super::cx::Cx;
use super::frame::{Activation, Frame, Role};
use super::known::Known;
use super::thread::{Pending, Thread};
use crate::effect::{Effect, Start};
use crate::value::Value;

impl Thread {
    /// Another thread that would go on as this one does; `None` while a native that may call Python is under way, for nobody can copy that.
    #[must_use]
    pub fn copy(&self) -> Option<Self> {
        let frames: Option<Vec<Activation>> = self.frames.iter().map(|it| own(it).map(Activation::Python)).collect();
        Some(Self {
            interpreter: self.interpreter.clone(),
            frames: frames?,
            stack: self.stack.clone(),
            handled: self.handled.clone(),
            cx: Cx::new(self.interpreter.clone()),
            announced: self.announced,
            checked: self.checked,
            halts: self.halts,
            halted: self.halted,
            countdown: self.countdown,
            patience: self.patience,
            listened: self.listened,
            synced: self.synced,
            names: self.names,
            globals: Known::default(),
            methods: Known::default(),
            number: self.number,
            objects: self.objects,
            pending: self.pending.copy()?,
        })
    }

    /// Gives all values that it leads to; `None` as for [`Thread::copy`].
    pub(crate) fn leads_to(&self, give: &mut impl FnMut(&Value)) -> Option<()> {
        for activation in &self.frames {
            let frame = own(activation)?;
            give(&Value::Function(frame.function));
            frame.namespace.iter().for_each(&mut *give);
            match frame.role {
                Role::Plain => {}
                Role::Init(value) => give(&value),
                Role::Generator(generator, handled) => {
                    give(&Value::Generator(generator));
                    handled.map(Value::Instance).iter().for_each(&mut *give);
                }
            }
        }
        self.stack.iter().for_each(&mut *give);
        self.handled.clone().map(Value::Instance).iter().for_each(&mut *give);
        if let Pending::Start(start) = &self.pending {
            start.values().for_each(give);
        }
        Some(())
    }
}

fn own(activation: &Activation) -> Option<Frame> {
    match activation {
        Activation::Python(frame) => Some(frame.clone()),
        Activation::Task(_) => None,
    }
}

impl Pending {
    fn copy(&self) -> Option<Self> {
        Some(match self {
            Self::Start(start) => Self::Start(start.clone()),
            Self::Go => Self::Go,
            Self::Outcome => Self::Outcome,
            Self::Task => return None,
        })
    }
}

impl Start {
    /// All values that it leads to.
    pub fn values(&self) -> impl Iterator<Item = &Value> {
        let keywords = self.keywords.iter().map(|(_, value)| value);
        std::iter::once(&self.callable).chain(&self.arguments).chain(keywords)
    }
}

impl Effect {
    /// The same effect; `None` for those before which no thread stops.
    #[must_use]
    pub fn copy(&self) -> Option<Self> {
        Some(match self {
            Self::Access(access) => Self::Access(access.clone()),
            Self::CheckPoint(kind) => Self::CheckPoint(*kind),
            Self::Sync { object, call, limit } => Self::Sync {
                object: *object,
                call: call.clone(),
                limit: *limit,
            },
            Self::Sleep(time) => Self::Sleep(*time),
            Self::Compute { nanos, detached } => Self::Compute {
                nanos: *nanos,
                detached: *detached,
            },
            Self::Output { stream, text } => Self::Output {
                stream: *stream,
                text: text.clone(),
            },
            _ => return None,
        })
    }

    /// The value that it brings.
    #[must_use]
    pub fn value(&self) -> Option<&Value> {
        match self {
            Self::Sync { call, .. } => call.value(),
            _ => None,
        }
    }
}
