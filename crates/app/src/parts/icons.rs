//! Small drawings: the logo, the padlock, the theme's moon, the mark of a thread.

use super::{Markup, fixed};
use catalogue::Theme;
use yew::prelude::*;

/// Three threads, the middle one worn bare.
pub fn logo() -> Html {
    fixed(
        "<svg viewBox='0 0 28 20' width=28 height=20 aria-hidden=true><path d='M1.5 4h25M1.5 10h7M19.5 10h7M1.5 16h25'/>\
         <path d='M10.5 10h8' class=logo-bare /></svg>",
    )
}

/// A padlock, open or shut.
pub fn padlock(shut: bool) -> Html {
    let bow = if shut {
        "M5 7V5.2a3 3 0 0 1 6 0V7"
    } else {
        "M5 7V4.2a3 3 0 0 1 5.8-1"
    };
    drawing(
        16,
        &format!(
            "<path d='{bow}' stroke-width=1.8 /><rect x=3 y=7 width=10 height=7 rx=1.6 fill=currentColor stroke=none />"
        ),
    )
}

/// What the theme button shows: half and half, sun, moon.
pub fn theme(theme: Theme) -> Html {
    let inside = match theme {
        Theme::Auto => {
            "<circle cx=8 cy=8 r=5.5 /><path d='M8 2.5a5.5 5.5 0 0 1 0 11z' fill=currentColor stroke=none />"
        }
        Theme::Light => {
            "<circle cx=8 cy=8 r=3 fill=currentColor stroke=none />\
             <path d='M8 1v1.6M8 13.4V15M1 8h1.6M13.4 8H15M3 3l1.1 1.1M11.9 11.9 13 13M13 3l-1.1 1.1M4.1 11.9 3 13'/>"
        }
        Theme::Dark => {
            "<path d='M13.2 9.7A5.6 5.6 0 1 1 6.3 2.8a4.6 4.6 0 0 0 6.9 6.9z' fill=currentColor stroke=none />"
        }
    };
    drawing(16, inside)
}

/// The little triangle of a menu.
pub fn caret() -> Html {
    drawing(10, "<path d='M3 6l5 5 5-5' stroke-width=2.4 />")
}

/// Two sheets, one over the other.
pub fn copy() -> Html {
    drawing(
        14,
        "<rect x=5.5 y=5.5 width=8 height=8 rx=1.5 /><path d='M10.5 5.5V3a1 1 0 0 0-1-1H3.5a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1h2'/>",
    )
}

/// What Run shows.
pub fn play() -> Html {
    drawing(12, "<path d='M3 1l12 7-12 7z' fill=currentColor stroke=none />")
}

/// What Stop shows.
pub fn square() -> Html {
    drawing(12, "<path d='M2 2h12v12H2z' fill=currentColor stroke=none />")
}

/// What Pause shows.
pub fn pause() -> Html {
    drawing(
        12,
        "<path d='M3 2h4v12H3zM9 2h4v12H9z' fill=currentColor stroke=none />",
    )
}

/// What Step shows: one on.
pub fn forward() -> Html {
    drawing(
        12,
        "<path d='M2 1l9 7-9 7zM12 1h2.5v14H12z' fill=currentColor stroke=none />",
    )
}

/// What Back shows: one back.
pub fn back() -> Html {
    drawing(
        12,
        "<path d='M14 1L5 8l9 7zM1.5 1H4v14H1.5z' fill=currentColor stroke=none />",
    )
}

/// A thread's colour and number.
pub fn swatch(thread: usize) -> Html {
    html! { <i class="swatch" style={format!("background:var(--t{})", thread % 8 + 1)} aria-hidden="true">{thread + 1}</i> }
}

/// A drawing on a field of 16 by 16, shown at a size.
fn drawing(size: u32, inside: &str) -> Html {
    Markup::default()
        .tags(format!(
            "<svg viewBox='0 0 16 16' width={size} height={size} aria-hidden=true fill=none stroke=currentColor stroke-width=1.5 stroke-linecap=round>"
        ))
        .tags(inside)
        .tags("</svg>")
        .html()
}
