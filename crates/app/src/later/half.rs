//! What is in the second half of the page. The build tool `wasm-split` moves what is reached from here alone into a file of its own.

use std::cell::RefCell;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::{HERE, is_here};
use crate::{model, own, shell, words};

type Coming = Pin<Box<dyn Future<Output = Result<(), SplitLoaderError>>>>;

thread_local! {
    static COMING: RefCell<Option<Coming>> = const { RefCell::new(None) };
}

/// Asks for the half, and fills the places that were left for it once it is here. What could not be joined to the page is asked for anew the next time.
pub fn ask() {
    if is_here() {
        return;
    }
    let mut coming = COMING.take().unwrap_or_else(|| Box::pin(fill()));
    match coming.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(filled) => HERE.set(filled.is_ok()),
        Poll::Pending => COMING.set(Some(coming)),
    }
}

#[wasm_split(second, fallible)]
fn fill() -> Result<(), SplitLoaderError> {
    shell::LAB.with(|slot| slot.fill(shell::Page::lab));
    shell::ABOUT.with(|slot| slot.fill(shell::Page::about));
    shell::DIALOG.with(|slot| slot.fill(shell::Page::dialog));
    own::FOUND.with(|slot| slot.fill(own::film_pane));
    model::READ.with(|slot| slot.fill(model::read));
    words::SUMMARY.with(|slot| slot.fill(words::summarize_whole));
    words::WHY_SLOWER.with(|slot| slot.fill(words::why_slower));
    Ok(())
}
