//! Sizes and colours: nothing sticks out, on a phone or a desk, light or dark.

use catalogue::LABS;
use e2e::{Look, browse_as};

/// How far anything sticks out to the right of the window.
const OVERFLOW: &str = "return document.documentElement.scrollWidth - innerWidth";

async fn nothing_sticks_out(look: Look) {
    browse_as(look, async |page| {
        for lab in LABS {
            page.open(&format!("lab={}", lab.id)).await;
            assert!(page.js::<i64>(OVERFLOW, vec![]).await <= 0, "{} {look:?}", lab.id);
        }
        page.open("lab=nested-pools&variant=own-pool&lock=held").await;
        page.press("Run").await;
        page.reaches("deadlocked").await;
        assert!(page.js::<i64>(OVERFLOW, vec![]).await <= 0, "a deadlock, {look:?}");
        let dark = page.js::<bool>("return matchMedia('(prefers-color-scheme: dark)').matches", vec![]).await;
        assert_eq!(dark, look.dark);
        let brightness: f64 = page.js("const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).map(Number); \
            return (red + green + blue) / 3", vec![]).await;
        assert_eq!(brightness < 128.0, look.dark, "the page follows the system: {brightness}");
    })
    .await;
}

#[tokio::test]
async fn on_a_phone_in_the_light() {
    nothing_sticks_out(Look {
        size: (390, 844),
        ..Look::default()
    })
    .await;
}

#[tokio::test]
async fn on_a_phone_in_the_dark() {
    nothing_sticks_out(Look {
        size: (390, 844),
        dark: true,
        ..Look::default()
    })
    .await;
}

#[tokio::test]
async fn on_a_desk_in_the_dark() {
    nothing_sticks_out(Look {
        dark: true,
        ..Look::default()
    })
    .await;
}
