//! SARIF 2.1.0 (OASIS Standard, 2020): what code hosts and editors read of a check.

use check::part::Shard;
use check::report::Move;
use serde_json::{Value, json};

use super::columns::threads_of;
use super::findings::{self, Finding, RULES};
use super::report::Report;
use crate::exit_status::INTERRUPTED;
use crate::source::Refusal;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The log of a run of `check`.
pub fn log(reports: &[Report], refusals: &[Refusal], shard: Option<Shard>, code: u8) -> String {
    let results: Vec<Value> = reports
        .iter()
        .flat_map(|report| findings::of(report).into_iter().map(|finding| result(report, &finding)))
        .collect();
    let rules: Vec<Value> = RULES.iter().map(rule).collect();
    let artifacts: Vec<Value> = reports.iter().map(|report| artifact(&report.name)).collect();
    let mut run = json!({
        "tool": { "driver": {
            "name": "threadbare", "version": env!("CARGO_PKG_VERSION"), "semanticVersion": env!("CARGO_PKG_VERSION"), "rules": rules,
        } },
        "invocations": [invocation(refusals, code)],
        "artifacts": artifacts,
        "columnKind": "unicodeCodePoints",
        "results": results,
    });
    // Results of one shard must not replace those of another.
    let part = shard.map(|shard| format!("shard-{}-of-{}/", shard.index + 1, shard.of));
    run["automationDetails"] = json!({ "id": format!("threadbare/{}", part.unwrap_or_default()) });
    let log = json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run] });
    format!("{log:#}\n")
}

fn rule(rule: &findings::Rule) -> Value {
    let level = if rule.id == "unknown" { "none" } else { "error" };
    json!({
        "id": rule.id,
        "shortDescription": { "text": rule.means },
        "help": { "text": rule.help },
        "defaultConfiguration": { "level": level },
        "properties": { "tags": ["concurrency"] },
    })
}

fn artifact(name: &str) -> Value {
    json!({ "location": location(name), "sourceLanguage": "python" })
}

fn invocation(refusals: &[Refusal], code: u8) -> Value {
    let interrupted = (code == INTERRUPTED).then(|| {
        json!({ "level": "warning", "message": { "text": "The check was interrupted: what was not looked at by then is not told." } })
    });
    let notifications: Vec<Value> = refusals.iter().map(notification).chain(interrupted).collect();
    let successful = code != 2 && code != INTERRUPTED;
    json!({ "executionSuccessful": successful, "exitCode": code, "toolExecutionNotifications": notifications })
}

fn notification(refusal: &Refusal) -> Value {
    let mut physical = json!({ "artifactLocation": location(&refusal.name) });
    if let Some((line, column)) = refusal.place {
        physical["region"] = json!({ "startLine": line.max(1), "startColumn": column.max(1) });
    }
    json!({
        "level": "error", "message": { "text": refusal.sentence }, "associatedRule": { "id": "not-run" },
        "locations": [{ "physicalLocation": physical }],
    })
}

fn result(report: &Report, finding: &Finding) -> Value {
    let at = RULES.iter().position(|rule| rule.id == finding.rule);
    let known = finding.rule != "unknown";
    let mut result = json!({
        "ruleId": finding.rule, "ruleIndex": at,
        "kind": if known { "fail" } else { "open" }, "level": if known { "error" } else { "none" },
        "message": { "text": finding.words() },
        "locations": [{ "physicalLocation": physical(report, finding.line) }],
        "partialFingerprints": { "threadbare/v1": fingerprint(report, finding) },
        "properties": { "pythons": finding.pythons },
    });
    if !finding.related.is_empty() {
        let related = finding.related.iter().enumerate();
        result["relatedLocations"] = related
            .map(|(id, (line, words))| {
                json!({
                    "id": id, "message": { "text": words }, "physicalLocation": physical(report, Some(*line)),
                })
            })
            .collect();
    }
    if let Some(failure) = finding.failure {
        if !failure.moves.is_empty() {
            result["codeFlows"] = json!([code_flow(report, &failure.moves)]);
        }
        result["properties"]["schedule"] = failure.schedule.clone().into();
    }
    if finding.expected {
        result["suppressions"] = json!([{ "kind": "inSource", "justification": "The program's comments expect it." }]);
    }
    result
}

// A flow a thread; the numbers say in which order the threads moved.
fn code_flow(report: &Report, moves: &[Move]) -> Value {
    let flow = |thread: &&str| {
        let own = moves.iter().enumerate().filter(|(_, it)| it.thread == **thread);
        let steps: Vec<Value> = own.map(|(at, it)| step(report, at, it)).collect();
        json!({ "id": thread, "locations": steps })
    };
    let flows: Vec<Value> = threads_of(moves.iter()).iter().map(flow).collect();
    json!({ "message": { "text": "The shortest failure, move by move." }, "threadFlows": flows })
}

fn step(report: &Report, at: usize, it: &Move) -> Value {
    let line = (it.line > 0).then_some(it.line);
    json!({
        "executionOrder": at + 1,
        "location": {
            "message": { "text": format!("{}: {}", it.thread, it.words) }, "physicalLocation": physical(report, line),
        },
    })
}

fn physical(report: &Report, line: Option<u32>) -> Value {
    let mut physical = json!({ "artifactLocation": location(&report.name) });
    if let Some(line) = line {
        physical["region"] = json!({ "startLine": line });
        if let Some((from, to)) = findings::columns(&report.text, line) {
            physical["region"] = json!({ "startLine": line, "startColumn": from, "endColumn": to });
        }
    }
    physical
}

// A name as a URI: relative to the root of the sources, or of the file system.
fn location(name: &str) -> Value {
    let slashed = name.replace('\\', "/");
    let plain = slashed.strip_prefix("./").unwrap_or(&slashed);
    let escaped: String = plain.bytes().map(escaped).collect();
    match plain.starts_with('/') {
        true => json!({ "uri": format!("file://{escaped}") }),
        false => json!({ "uri": escaped, "uriBaseId": "%SRCROOT%" }),
    }
}

// What RFC 3986 lets stand in a path; a colon could end a scheme.
fn escaped(byte: u8) -> String {
    match byte.is_ascii_alphanumeric() || b"/-._~@+=,!$&'()*".contains(&byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    }
}

// The same finding stays the same when lines above it come and go.
fn fingerprint(report: &Report, finding: &Finding) -> String {
    let line = finding
        .line
        .and_then(|line| report.text.lines().nth((line as usize).saturating_sub(1)));
    let line = line.unwrap_or_default().trim();
    super::fingerprint::of(&format!("{}\0{}\0{line}", finding.rule, finding.title))
}
