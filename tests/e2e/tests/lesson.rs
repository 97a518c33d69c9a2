//! The front door and the lesson, walked as a reader does.

use crate::pixels::{keep_still, look_at_all_sizes};
use crate::program::paste;
use catalogue::{LABS, lesson::LESSON};
use e2e::{Browser, Look, browse, browse_as};

#[tokio::test]
async fn the_front_door_asks_every_question_and_answers_only_what_was_run() {
    browse(async |page| {
        page.open("page=labs").await;
        let cards: Vec<String> = page
            .js(
                "return [...document.querySelectorAll('.cards li')].map((card) => card.textContent)",
                vec![],
            )
            .await;
        assert_eq!(cards.len(), LABS.len());
        assert!(cards.iter().all(|card| card.contains("Not run yet")), "{cards:?}");
        let title: String = page.js("return document.title", vec![]).await;
        assert_eq!(title, "All labs · Threadbare");
        page.open("lab=counter&variant=locked&threads=2&size=500").await;
        page.run().await;
        page.find("link", "All labs").await.click().await.expect("a link");
        page.wait(
            "the answer stands there",
            "return document.querySelector('.cards li').textContent.includes('You saw: 1,000 of 1,000')",
        )
        .await;
        // It is known at the next visit too.
        page.open("page=labs").await;
        page.wait(
            "the answer still stands there",
            "return document.querySelector('.cards li').textContent.includes('You saw: 1,000')",
        )
        .await;
    })
    .await;
}

/// Chooses an answer of the question that begins so.
async fn choose(page: &Browser, lead: &str, choice: usize) {
    let script = "const asked = [...document.querySelectorAll('.lesson .question')].find((asked) => asked.textContent.startsWith(arguments[0]));
        const chip = asked?.querySelectorAll('button')[arguments[1]];
        chip?.click();
        return Boolean(chip)";
    let arguments = vec![serde_json::json!(lead), choice.into()];
    page.wait_with(&format!("“{lead}” can be answered"), script, arguments)
        .await;
}

/// What the question that begins so says of the answer.
async fn outcome(page: &Browser, lead: &str) -> String {
    let script = "const asked = [...document.querySelectorAll('.lesson .question')].find((asked) => asked.textContent.startsWith(arguments[0]));
        return asked?.querySelector('.outcome')?.textContent ?? ''";
    page.js(script, vec![serde_json::json!(lead)]).await
}

/// Every stop asks for a guess, then does what it says, tells why, and ends with a question or a program to mend. Guesses are right and wrong in turns. Before the
/// guess and after all of it, no text is small, cut or covered.
#[tokio::test]
async fn the_lesson_is_walked_from_the_first_stop_to_the_last() {
    let words = lesson_words::written().expect("the lesson's words");
    browse(async |page| {
        keep_still(page).await;
        let mut unread = Vec::new();
        page.open("page=lesson").await;
        for (index, stop) in LESSON.iter().enumerate() {
            let script = "return document.getElementById('lesson-title')?.textContent === arguments[0]";
            page.wait_with(stop.title, script, vec![serde_json::json!(stop.title)])
                .await;
            let stepped = stop.set.contains(&("engine", "lockstep"));
            page.wait(
                "the page can be used",
                "return ['ready', 'deadlocked'].includes(document.documentElement.dataset.threadbare)",
            )
            .await;
            look_at_all_sizes(page, &format!("stop {} before a guess", index + 1), &mut unread).await;
            let said = &words.stops[index];
            let wrong = index % 2 == 1;
            let guess = (said.guess.right + usize::from(wrong)) % said.guess.choices.len();
            choose(page, "Guess first", guess).await;
            match (stop.search, stepped) {
                (true, _) => page.press("Find what can go wrong").await,
                (false, true) => {
                    for _ in 0..2 {
                        page.press("Move thread 1").await;
                        page.press("Move thread 2").await;
                    }
                }
                (false, false) => {
                    for step in 0..stop.steps.len() {
                        press_step(page, step).await;
                    }
                }
            }
            page.wait(
                &format!("“{}” tells why", stop.title),
                "return document.querySelector('.lesson .because') !== null",
            )
            .await;
            let verdict = outcome(page, "Guess first").await;
            assert!(
                verdict.starts_with(if wrong { "Not so" } else { "Right" }),
                "{}: {verdict}",
                stop.title
            );
            if let lesson_words::Closing::Check(check) = &said.closing {
                choose(page, "One more", check.right).await;
                page.wait(
                    "the answer is judged",
                    "return document.querySelectorAll('.lesson .outcome').length === 2",
                )
                .await;
            }
            look_at_all_sizes(page, &format!("stop {} after all of it", index + 1), &mut unread).await;
            let door = if index + 1 < LESSON.len() {
                "Next stop"
            } else {
                "To the end"
            };
            page.find("link", door).await.click().await.expect("a link");
        }
        page.wait(
            "all of it was seen",
            "return document.getElementById('lesson-title')?.textContent === 'You have been through all of it'",
        )
        .await;
        look_at_all_sizes(page, "the end", &mut unread).await;
        assert!(unread.is_empty(), "{}", unread.join("\n"));
        // What was handed in is read back, at the next visit too.
        let code: String = page
            .js("return document.querySelector('.lesson .code').textContent", vec![])
            .await;
        let progress = lesson_words::Progress::read(&code, LESSON.len()).expect("a code");
        assert!(
            progress.stops.iter().all(|stop| stop.seen && stop.guess.is_some()),
            "{code}"
        );
        page.open("page=lesson&stop=end").await;
        let again = "return document.querySelector('.lesson .code')?.textContent === arguments[0]";
        page.wait_with("the answers were kept", again, vec![serde_json::json!(code)])
            .await;
        assert_eq!(page.console_errors().await, Vec::<String>::new());
    })
    .await;
}

/// Nothing can be run before the guess, by button or by letter.
#[tokio::test]
async fn a_guess_comes_before_the_run() {
    browse(async |page| {
        page.open("page=lesson&stop=4").await;
        page.wait(
            "the question stands there",
            "return document.querySelector('.lesson .question') !== null",
        )
        .await;
        let shut: bool = page
            .js("return document.querySelector('button.run').disabled", vec![])
            .await;
        assert!(shut, "Run is open before the guess");
        let steps: u32 = page
            .js("return document.querySelectorAll('.lesson .try button').length", vec![])
            .await;
        assert_eq!(steps, 0);
        choose(page, "Guess first", 3).await;
        page.wait(
            "the step stands there",
            "return document.querySelectorAll('.lesson .try button').length === 1",
        )
        .await;
        press_step(page, 0).await;
        let said = outcome(page, "Guess first").await;
        assert!(said.starts_with("It is: Less than four million"), "{said}");
    })
    .await;
}

/// For the back row: nothing that is read has less than 24 pixels, save the figures along a curve (23), nothing is cut or sticks out, and the picture of
/// a step that was pressed is in view.
#[tokio::test]
async fn a_presenter_has_letters_of_24_pixels() {
    browse(async |page| {
        keep_still(page).await;
        for stop in [1, 10] {
            page.open(&format!("page=lesson&stop={stop}")).await;
            page.press("Present").await;
            choose(page, "Guess first", 0).await;
            press_step(page, 0).await;
            let small = "const own = (one) => [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
                const read = [...document.querySelectorAll('#page *')].filter((one) => own(one) && !one.closest('svg, .unseen') && one.checkVisibility({ checkVisibilityCSS: true }));
                const size = (one) => parseFloat(getComputedStyle(one).fontSize) * (one.currentCSSZoom ?? 1);
                return [read.length, read.filter((one) => size(one) < 23.9).map((one) => `${size(one)} ${one.className} ${one.textContent.slice(0, 40)}`)]";
            let (shown, small): (usize, Vec<String>) = page.js(small, vec![]).await;
            assert!(shown > 20 && small.is_empty(), "{shown} {small:#?}");
            let seen = "const top = (one) => document.querySelector(one).getBoundingClientRect().top;
                return top('.now') > -30 && top('.stage') < innerHeight / 2";
            page.wait("what came of the step is in view", seen).await;
            let mut unread = Vec::new();
            look_at_all_sizes(page, "in large letters", &mut unread).await;
            unread.retain(|line| !line.ends_with("lines of the program")); // fewer of them fit
            assert!(unread.is_empty(), "{}", unread.join("\n"));
            assert!(page.js::<bool>("return document.fullscreenElement !== null", vec![]).await);
            page.press("Present").await;
            page.wait("the letters are as they were", "return !document.fullscreenElement && document.querySelector('.present') === null")
                .await;
        }
    })
    .await;
}

/// On a sheet of A4: a name, every stop with its question and lines to write on, and nothing that is only pressed; dark on white even on a dark page.
#[tokio::test]
async fn the_work_sheet_is_what_is_printed() {
    let sheet = Look {
        size: (760, 1123), // A4 at 96 pixels an inch
        dark: true,
        ..Look::default()
    };
    browse_as(sheet, async |page| {
        page.open("page=lesson&stop=end").await;
        page.wait("the words have come", "return document.querySelectorAll('.sheet .task').length > 0").await;
        let seen = "return [...document.querySelectorAll(arguments[0])].filter((one) => one.checkVisibility()).length";
        let count = async |what: &str| page.js::<usize>(seen, vec![what.into()]).await;
        assert_eq!(count(".sheet *").await, 0, "on the screen");
        let paper = serde_json::json!({ "media": "print", "features": [{ "name": "prefers-color-scheme", "value": "dark" }] });
        page.devtools("Emulation.setEmulatedMedia", paper).await;
        assert_eq!(count(".sheet .task").await, LESSON.len());
        assert_eq!(count(".sheet .name").await, LESSON.len() + 1, "lines to write on");
        assert_eq!(count("button, a, input, summary, .hand-in, table, nav").await, 0);
        let unprinted = "const bright = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 3;
            const wide = document.documentElement.scrollWidth > innerWidth ? ['wider than the sheet'] : [];
            const pale = [...document.querySelectorAll('.sheet :is(p, h2, h3, li, code, b)')].filter((one) => bright(getComputedStyle(one).color) > 140);
            return [...wide, ...pale.map((one) => `pale: ${one.textContent.slice(0, 40)}`)]";
        assert_eq!(page.js::<Vec<String>>(unprinted, vec![]).await, Vec::<String>::new());
    })
    .await;
}

/// A program of the lesson is mended: search rejects it as it stands, and what changes the assertion, and accepts the lock.
#[tokio::test]
async fn search_judges_what_was_mended() {
    let words = lesson_words::written().expect("the lesson's words");
    let lesson_words::Closing::Mend(mend) = &words.stops[5].closing else {
        panic!("stop 6 has a program to mend")
    };
    browse(async |page| {
        page.open("lab=program&mend=6").await;
        page.wait(
            "the program stands there",
            "return document.querySelector('.mending')?.textContent.includes('Lesson, stop 6')",
        )
        .await;
        let said = "return document.querySelector('.mending .said').textContent.startsWith(arguments[0])";
        page.press("Find what can go wrong").await;
        page.wait_with("search rejects it", said, vec!["Not yet".into()]).await;
        paste(page, "n = 4\nprint(n)\n").await;
        page.press("Find what can go wrong").await;
        page.wait_with("nothing was mended", said, vec!["Not so".into()]).await;
        paste(page, &mend.solution).await;
        page.press("Find what can go wrong").await;
        page.wait_with("it is mended", said, vec!["Mended".into()]).await;
        assert_eq!(page.console_errors().await, Vec::<String>::new());
    })
    .await;
}

/// Clicks one of the stop's steps and waits until it says what was seen, and whether that was expected.
async fn press_step(page: &Browser, step: usize) {
    let script = "document.querySelectorAll('.lesson .try button')[arguments[0]].click(); return true";
    let _: bool = page.js(script, vec![step.into()]).await;
    let told = "const steps = document.querySelectorAll('.lesson .try button');
        const seen = document.querySelector('.lesson .seen')?.textContent ?? '';
        return steps[arguments[0]].classList.contains('done') && seen.startsWith(`Step ${arguments[0] + 1}`)";
    page.wait_with(
        &format!("step {} says what was seen", step + 1),
        told,
        vec![step.into()],
    )
    .await;
}

#[tokio::test]
async fn the_checks_against_cpython_are_played_on_the_page() {
    browse(async |page| {
        page.open("page=fidelity").await;
        page.press("Play the checks").await;
        // Each may take seconds; together they take longer than anything else is waited for.
        for number in 1..=12 {
            let script = "return [...document.querySelectorAll('[aria-label=\"Checks against CPython\"] .about')].length >= arguments[0]";
            page.wait_with(&format!("check {number} was played"), script, vec![serde_json::json!(number)]).await;
        }
        // What was kept back comes after the checks, a group at a time.
        let first = "return document.querySelectorAll('[aria-label=\"Figures that were not used to fit anything\"] .about').length > 0";
        page.wait("a group that was kept back was played", first).await;
        page.press("Stop the checks").await;
        let table = page.table("Checks against CPython").await;
        assert!(
            table.iter().filter(|row| row[0].starts_with("12.")).count() == 1,
            "{table:?}"
        );
        let exact: Vec<_> = table
            .iter()
            .filter(|row| row.get(4).is_some_and(|fair| fair == "exact"))
            .collect();
        assert!(
            !exact.is_empty() && exact.iter().all(|row| row[5].contains("inside")),
            "{exact:?}"
        );
        assert_eq!(page.console_errors().await, Vec::<String>::new());
    })
    .await;
}
