//! Places for those parts of the page that its second half draws.

use super::page::Page;
use crate::later::{Slot, slot};
use std::thread::LocalKey;
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

type Place = LocalKey<Slot<fn(&Page) -> Html>>;

/// What a place's function draws; nothing before it is here.
pub fn draw(place: &'static Place, page: &Page) -> Html {
    place.with(Slot::get).map_or_else(Html::default, |draw| draw(page))
}
