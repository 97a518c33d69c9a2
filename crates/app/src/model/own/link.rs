//! The text of a program as it goes into a link: made short by the checker, and read back by it.

use super::CheckerState;
use crate::model::Context;
use protocol::check::CheckerCommand;

/// The text for a link, as far as that is known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LinkState {
    /// The text for a link, once somebody wanted it.
    pub packed: Option<Result<String, String>>,
    pub(super) sharing: bool,
    packing: Option<u32>,
    unpacking: Option<u32>,
}

impl LinkState {
    /// Wants the text short enough for a link, unless that is known or on its way.
    pub(super) fn pack(&mut self, text: &str, checker: &mut CheckerState, ctx: &mut Context) {
        if self.packed.is_some() || self.packing.is_some() {
            return;
        }
        let id = checker.take_id();
        self.packing = Some(id);
        let source = text.to_owned();
        checker.ask(CheckerCommand::Pack { id, source }, ctx);
    }

    /// Wants the text that a link holds.
    pub(super) fn unpack(&mut self, src: &str, checker: &mut CheckerState, ctx: &mut Context) {
        let id = checker.take_id();
        self.unpacking = Some(id);
        self.packed = Some(Ok(src.to_owned()));
        let packed = src.to_owned();
        checker.ask(CheckerCommand::Unpack { id, packed }, ctx);
    }

    /// Whether this is the text that is being made short.
    pub fn packs(&self, id: u32) -> bool {
        self.packing == Some(id)
    }

    /// Whether this is the link that is being read.
    pub fn unpacks(&self, id: u32) -> bool {
        self.unpacking == Some(id)
    }

    /// The short text has come; whether it is waited for to be shared.
    pub(super) fn come(&mut self, packed: Result<String, String>) -> bool {
        self.packing = None;
        self.packed = Some(packed);
        std::mem::take(&mut self.sharing)
    }

    /// A link was read; what it was.
    pub fn read(&mut self) -> Option<Result<String, String>> {
        self.unpacking = None;
        self.packed.take()
    }

    /// The checker is gone; whether a link was being read that still held its program.
    pub(super) fn end(&mut self) -> bool {
        self.packing = None;
        self.unpacking.take().is_some()
    }

    /// The text is another: what was made of it is void.
    pub(super) fn forget(&mut self) {
        (self.packed, self.packing, self.sharing) = (None, None, false);
    }
}
