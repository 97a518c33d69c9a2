//! Places for those parts of the page that its second half draws.

use super::page::Page;
use crate::later::slot;
use yew::Html;

slot!(
    /// The lab itself.
    pub LAB: fn(&Page) -> Html = Page::lab
);
slot!(
    /// What stands above it.
    pub ABOUT: fn(&Page) -> Html = Page::about
);
slot!(
    /// The dialog that is open.
    pub DIALOG: fn(&Page) -> Html = Page::dialog
);

/// What a place's function draws; nothing before it is here.
pub fn draw<T: ?Sized>(slot: &'static std::thread::LocalKey<crate::later::Slot<fn(&T) -> Html>>, shown: &T) -> Html {
    slot.with(|slot| slot.get())
        .map_or_else(Html::default, |draw| draw(shown))
}
