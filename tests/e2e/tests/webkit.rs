//! WebKitGTK, the engine of GNOME Web: it isolates a page and gives it no shared memory, so that all of Threadbare but real threads must work there.

use crate::engines::{self, engine, is_faultless, open, runs_to_an_end, site};
use crate::frames::visit_sandboxes;
use crate::hosts::{asks_again_for_a_listing, is_offered_a_newer_build};
use e2e::browse_in_webkit;

/// Once the page asked for threads by its isolation alone, and failed here with an error that no reader understands.
#[tokio::test]
async fn the_page_opens_with_the_best_engine_there_is_and_says_why_on_any_host() {
    browse_in_webkit(async |page| {
        for isolated in [true, false] {
            let site = site(isolated);
            open(page, &site, "lab=counter&threads=4&size=1000000").await;
            if engine(page).await == "lockstep" {
                let told = "return /Lockstep only: .*Asked for: Bare, 4 threads/s.test(document.querySelector('.banner')?.textContent)";
                page.wait("the page says what is missing, and what was asked for", told).await;
            }
            runs_to_an_end(page, "counter").await;
            is_faultless(page).await;
        }
    })
    .await;
}

#[tokio::test]
async fn every_lab_runs_to_an_end() {
    browse_in_webkit(async |page| engines::every_lab_runs_to_an_end(page, &site(true)).await).await;
}

#[tokio::test]
async fn a_race_is_stepped_searched_and_played() {
    browse_in_webkit(async |page| engines::a_race_is_stepped_searched_and_played(page, &site(true)).await).await;
}

#[tokio::test]
async fn a_program_is_checked_watched_and_shared() {
    browse_in_webkit(async |page| engines::a_program_is_checked_watched_and_shared(page, &site(true)).await).await;
}

#[tokio::test]
async fn an_element_runs_in_a_page_of_another_site() {
    browse_in_webkit(engines::an_element_runs_in_a_page_of_another_site).await;
}

/// It keeps even a file that was not there for as long as a host says, and no header of a request leads past that.
#[tokio::test]
async fn a_listing_that_does_not_come_whole_is_asked_for_again() {
    browse_in_webkit(async |page| {
        for cut in [false, true] {
            asks_again_for_a_listing(page, cut).await;
        }
    })
    .await;
}

/// It tells no observer which files were not there.
#[tokio::test]
async fn a_newer_build_is_offered() {
    browse_in_webkit(is_offered_a_newer_build).await;
}

/// There it takes no file of the site for the page's own, whatever headers come with it, and blames the page's policy.
#[tokio::test]
async fn a_sandbox_is_named_as_what_keeps_the_page_out() {
    browse_in_webkit(async |page| {
        visit_sandboxes(page).await;
        let named =
            "return ['cors', 'bare'].every((frame) => told[frame]?.ready || told[frame]?.error?.includes('sandbox'))";
        page.wait("both frames work or name the sandbox", named).await;
    })
    .await;
}
