//! Tests that run in a browser, on real Workers.
