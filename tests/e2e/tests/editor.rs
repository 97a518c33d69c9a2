//! The editor: it takes the plain field's place and nothing is lost, it marks lines, and it lets go of the keyboard.

use crate::accessible::press;
use crate::program::{JUDGED, paste, text};
use e2e::{Browser, Key, Look, browse, browse_as};
use serde_json::{Value, json};

/// Keeps the editor's script back until `release()` is called, as a slow connection does.
const HELD_BACK: &str = "
    const src = Object.getOwnPropertyDescriptor(HTMLScriptElement.prototype, 'src');
    Object.defineProperty(HTMLScriptElement.prototype, 'src', { ...src, set(address) {
      if (/editor\\.js$/.test(address)) window.release = () => src.set.call(this, address);
      else src.set.call(this, address);
    } });";

const SLOW: Look = Look {
    size: (1280, 800),
    dark: false,
    before: HELD_BACK,
};

/// What of the field the swap must not change.
const STATE: &str = "
    const field = document.querySelector('[aria-label=\"Your program\"]');
    const scroller = document.querySelector('.cm-scroller') ?? document.querySelector('.editor');
    return [field.value, document.activeElement === field, scroller.scrollTop]";

/// Turns to the field as a pointer does, which needs no focus: the editor is fetched for those who do.
async fn turn_to_the_field(page: &Browser) {
    page.wait(
        "the page's own field",
        "const field = document.querySelector('.editor[data-editor] textarea');
         field?.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
         return field !== null || document.querySelector('.editor[data-editor=rich]') !== null",
    )
    .await;
}

/// Waits until the editor is there.
pub async fn edited(page: &Browser) {
    turn_to_the_field(page).await;
    page.wait(
        "the editor is there",
        "return document.querySelector('.editor[data-editor=rich]') !== null",
    )
    .await;
}

async fn open_slowly(page: &Browser) {
    page.open("lab=program").await;
    let asked = page.js::<bool>("return window.release !== undefined", vec![]).await;
    assert!(!asked, "nobody has turned to the field yet");
    turn_to_the_field(page).await;
    page.wait("the editor is asked for", "return window.release !== undefined")
        .await;
    assert!(
        page.js::<bool>(
            "return document.querySelector('.editor[data-editor=plain]') !== null",
            vec![]
        )
        .await
    );
}

#[tokio::test]
async fn it_takes_the_plain_field_s_place_and_nothing_is_lost() {
    browse_as(SLOW, async |page| {
        open_slowly(page).await;
        let lines = (0..80).fold(String::new(), |text, line| format!("{text}n{line} = {line}\n"));
        paste(page, &lines).await;
        let select = "const field = document.querySelector('textarea');
            field.setSelectionRange(90, 97, 'backward');
            document.querySelector('.editor').scrollTop = 240;
            return true";
        assert!(page.js::<bool>(select, vec![]).await);
        let before: Value = page.js(STATE, vec![]).await;
        page.js::<()>("window.release()", vec![]).await;
        edited(page).await;
        page.wait_with(
            "text, focus and scroll are the same",
            &format!("return JSON.stringify((() => {{ {STATE} }})()) === JSON.stringify(arguments[0])"),
            vec![before],
        )
        .await;
        assert_eq!(
            page.js::<String>("return getSelection().toString()", vec![]).await,
            &lines[90..97]
        );
        let focused = page.client.active_element().await.expect("a focus");
        focused.send_keys(&format!("{}z", Key::Control)).await.expect("a key");
        page.wait(
            "what was pasted before the swap is undone after it",
            "return document.querySelector('[aria-label=\"Your program\"]').value.includes('hits')",
        )
        .await;
    })
    .await;
}

/// The numbers of the lines lie over what is scrolled, so the browser has to be told that the caret is behind them there.
#[tokio::test]
async fn the_caret_at_the_beginning_of_a_line_is_not_behind_the_numbers() {
    browse_as(SLOW, async |page| {
        open_slowly(page).await;
        paste(page, &format!("n = \"{}\"\n", "long ".repeat(40))).await;
        let left = "return document.querySelector('.editor').scrollLeft";
        page.wait("what was pasted is seen from its beginning", &format!("{left} === 0"))
            .await;
        let focused = page.client.active_element().await.expect("a focus");
        let keys = format!("{}{}", Key::Up, Key::End);
        focused.send_keys(&keys).await.expect("keys");
        page.wait("the end is in view", &format!("{left} > 54")).await;
        focused.send_keys(&Key::Home.to_string()).await.expect("a key");
        page.wait("the beginning is in view", &format!("{left} === 0")).await;
    })
    .await;
}

#[tokio::test]
async fn where_it_cannot_be_had_the_plain_field_stays() {
    browse_as(SLOW, async |page| {
        open_slowly(page).await;
        paste(page, "from threading import Thread\nassert False\n").await;
        page.press("Find what can go wrong").await;
        page.wait("three verdicts", JUDGED).await;
        assert_eq!(text(page).await, "from threading import Thread\nassert False\n");
    })
    .await;
}

#[tokio::test]
async fn races_errors_and_the_move_on_show_stand_beside_their_lines_and_are_listed() {
    browse(async |page| {
        page.open("lab=program").await;
        edited(page).await;
        page.press("Find what can go wrong").await;
        page.wait(
            "the race is marked",
            "return document.querySelector('.cm-gutterElement.line-raced') !== null",
        )
        .await;
        page.wait(
            "the move on show is marked",
            "return document.querySelector('.cm-gutterElement.line-now') !== null",
        )
        .await;
        page.wait(
            "threads stand at their lines",
            "return document.querySelector('.whereabout .swatch') !== null",
        )
        .await;
        let listed: String = page
            .js(
                "return document.querySelector('[aria-label=\"Marked lines\"]').textContent",
                vec![],
            )
            .await;
        assert!(
            listed.contains("a race on hits") && listed.contains("Thread-1 is here"),
            "{listed}"
        );
        paste(page, "x = = 1\n").await;
        page.press("Find what can go wrong").await;
        page.wait(
            "the error is marked",
            "return document.querySelector('.cm-gutterElement.line-wrong')?.textContent === '1'",
        )
        .await;
        let said: String = page
            .js(
                "return document.querySelector('.cm-content').getAttribute('aria-describedby')",
                vec![],
            )
            .await;
        assert!(said.contains("trouble"), "{said}");
    })
    .await;
}

#[tokio::test]
async fn tab_indents_where_one_types_and_escape_and_tab_leave() {
    browse(async |page| {
        page.open("lab=program").await;
        edited(page).await;
        paste(page, "x = 1").await;
        press(page, &Key::Tab.to_string()).await;
        assert_eq!(text(page).await, "    x = 1");
        press(page, &Key::Escape.to_string()).await;
        press(page, &Key::Tab.to_string()).await;
        let left = "return !document.activeElement.matches('[aria-label=\"Your program\"]')";
        assert!(page.js::<bool>(left, vec![]).await, "Escape and Tab leave");
        let described = "return document.getElementById(document.querySelector('.cm-content').getAttribute('aria-describedby')).textContent";
        assert!(page.js::<String>(described, vec![]).await.contains("Escape"));
    })
    .await;
}

#[tokio::test]
async fn an_example_can_be_undone() {
    browse(async |page| {
        page.open("lab=program").await;
        edited(page).await;
        paste(page, "mine = 1\n").await;
        page.js::<()>("document.querySelector('[data-example=\"0\"]').click()", vec![])
            .await;
        page.wait(
            "the example is there",
            "return document.querySelector('.cm-content').value.includes('Two visitors')",
        )
        .await;
        let field = page.find("textbox", "Your program").await;
        field.click().await.expect("a click");
        press(page, &format!("{}z", Key::Control)).await;
        page.wait_with(
            "one's own text is back",
            "return document.querySelector('.cm-content').value === arguments[0]",
            vec![json!("mine = 1\n")],
        )
        .await;
    })
    .await;
}
