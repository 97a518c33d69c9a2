//! What the shapes mean.

use crate::parts::fixed;
use yew::Html;

/// What the shapes mean.
pub fn legend() -> Html {
    fixed(
        "<span class=legend aria-hidden=true><span><i class='k run'></i>running</span><span><i class='k hold'></i>holds a lock</span>\
         <span><i class='k wait'></i>waits</span><span><i class='k idle'></i>idle</span><span><i class='k sleep'></i>sleeps</span></span>",
    )
}
