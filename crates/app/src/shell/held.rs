//! What cannot be shown before the second half of the page is here, and is held until then.

use super::dom;
use crate::later;
use crate::model::{Action, CheckCommand, ProgramCommand, ViewChange, WorkerEvent};
use catalogue::{Address, Page};
use protocol::{Request, check::CheckerEvent};

/// Whether the page's address leads to what the first half does not show.
pub fn needs_second_half() -> bool {
    let (query, hash) = dom::address();
    leads_beyond(&query, &hash)
}

/// Whether an action leads there: to a lab, the lesson, a dialog, what was found, a run.
pub fn leads_on(action: &Action) -> bool {
    match action {
        Action::Address { query, hash } => leads_beyond(query, hash),
        Action::HostRequest(asked) => !matches!(asked, Ok(Request::State) | Err(_)),
        Action::Look(change) => matches!(change, ViewChange::Dialog(Some(_))),
        Action::Program(what) => matches!(
            what,
            ProgramCommand::Check(CheckCommand::Tab(_)) | ProgramCommand::Real(_)
        ),
        Action::Command(_) | Action::Learn(_) => true,
        Action::Worker(event) => brings(event),
        Action::Tick(_) | Action::FilesChosen(_) | Action::Notice(_) => false,
    }
}

/// Whether it must not overtake what is held: what the page around this one asks is answered in the order in which it was asked.
pub fn follows(action: &Action) -> bool {
    later::is_awaited() && matches!(action, Action::HostRequest(_))
}

/// Whether it soon will: a search that begins finds something.
pub fn leads_on_soon(action: &Action) -> bool {
    matches!(action, Action::Program(ProgramCommand::Check(CheckCommand::Look)))
}

// A search that has begun says how far it is; what it found belongs to the second half.
fn brings(event: &WorkerEvent) -> bool {
    match event {
        WorkerEvent::Engine(_) | WorkerEvent::Simulator(_) | WorkerEvent::Programs(_) => true,
        WorkerEvent::Checker(event) => !matches!(
            event,
            CheckerEvent::Alive | CheckerEvent::InvalidProgram { .. } | CheckerEvent::Progress { .. }
        ),
        WorkerEvent::Arrives(..) | WorkerEvent::Crashed(..) => false,
    }
}

fn leads_beyond(query: &str, hash: &str) -> bool {
    let (address, _) = Address::read(query, hash);
    address.chrome.page != Page::Program || address.chrome.mend.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::TextCommand;

    fn to(hash: &str) -> Action {
        let (query, hash) = (String::new(), hash.to_owned());
        Action::Address { query, hash }
    }

    #[test]
    fn only_the_first_page_does_without_the_second_half() {
        for hash in ["", "#v=1&lab=program&python=3.9", "#v=1&page=program"] {
            assert!(!leads_on(&to(hash)), "{hash}");
        }
        for hash in [
            "#lab=counter",
            "#page=labs",
            "#page=lesson&stop=1",
            "#page=fidelity",
            "#lab=program&mend=3",
        ] {
            assert!(leads_on(&to(hash)), "{hash}");
        }
    }

    #[test]
    fn what_is_typed_never_waits() {
        let typed = Action::Program(ProgramCommand::Text(TextCommand::Type("n = 0".to_owned())));
        let look = Action::Program(ProgramCommand::Check(CheckCommand::Look));
        assert!(!leads_on(&Action::Worker(WorkerEvent::Checker(CheckerEvent::Alive))));
        assert!(!leads_on(&typed) && !leads_on(&look) && !leads_on(&Action::Tick(16.0)));
        assert!(leads_on_soon(&look) && !leads_on_soon(&typed));
    }
}
