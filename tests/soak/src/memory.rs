//! What the page's process holds of this machine's memory, and how many threads it has, as Linux tells it.

use e2e::Browser;
use serde_json::json;
use std::fs;

/// How often memory is collected until the process stays as large as it is.
const COLLECTIONS: usize = 12;

/// Megabytes by which two looks may differ when nothing goes on.
const STEADY: f64 = 3.0;

/// One look at the process.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Megabytes in memory.
    pub megabytes: f64,
    /// Threads.
    pub threads: usize,
}

/// The size of the page's process once its garbage is collected; `None` where the system does not tell.
pub async fn of(browser: &Browser) -> Option<Size> {
    let mut last = renderer()?;
    for _ in 0..COLLECTIONS {
        browser.devtools("HeapProfiler.collectGarbage", json!({})).await;
        let now = renderer()?;
        let steady = (now.megabytes - last.megabytes).abs() < STEADY && now.threads <= last.threads;
        last = now;
        if steady {
            break;
        }
    }
    Some(last)
}

/// The largest process that draws pages, of those below the driver.
fn renderer() -> Option<Size> {
    let driver: u32 = std::env::var("THREADBARE_DRIVER_PROCESS").ok()?.parse().ok()?;
    let processes: Vec<Process> = fs::read_dir("/proc")
        .ok()?
        .flatten()
        .filter_map(|entry| Process::read(entry.file_name().to_str()?.parse().ok()?))
        .collect();
    let is_below = |process: &&Process| {
        let mut at = process.parent;
        while let Some(above) = processes.iter().find(|other| other.number == at) {
            if at == driver {
                return true;
            }
            at = above.parent;
        }
        false
    };
    let drawing = processes.iter().filter(|process| process.draws).filter(is_below);
    let sizes = drawing.map(|process| process.size);
    sizes.max_by(|one, other| one.megabytes.total_cmp(&other.megabytes))
}

struct Process {
    number: u32,
    parent: u32,
    draws: bool,
    size: Size,
}

impl Process {
    /// A process that has ended meanwhile is none.
    fn read(number: u32) -> Option<Process> {
        let status = fs::read_to_string(format!("/proc/{number}/status")).ok()?;
        let of = |key: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(key))?;
            line.split_whitespace().next()?.parse::<u32>().ok()
        };
        let command = fs::read(format!("/proc/{number}/cmdline")).ok()?;
        Some(Process {
            number,
            parent: of("PPid:")?,
            draws: String::from_utf8_lossy(&command).contains("--type=renderer"),
            size: Size {
                megabytes: f64::from(of("VmRSS:").unwrap_or(0)) / 1e3,
                threads: of("Threads:").unwrap_or(0) as usize,
            },
        })
    }
}
