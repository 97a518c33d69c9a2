// Opens what `threadbare trace` and `check --sarif` write with the importers that people have, and compares what they count with what was written.
// `cargo xtask test exports` says in the environment where they are.

import assert from 'node:assert/strict';
import { execFile, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { open } from './perfetto.mjs';

const { BINARY, PYTHON, PERFETTO, IMPORTERS, BROWSER, BROWSER_FLAGS, SCRATCH, EXAMPLES } = process.env;
const tools = { binary: BINARY, python: PYTHON, perfetto: PERFETTO, npm: IMPORTERS, scratch: SCRATCH, examples: EXAMPLES };
const browser = [BROWSER, ...BROWSER_FLAGS.split(' ')];
const run = promisify(execFile);
const here = import.meta.dirname ?? new URL('.', import.meta.url).pathname;
const path = (name) => join(tools.scratch, name);
const text = (name) => readFileSync(path(name), 'utf8');
const json = (name) => JSON.parse(text(name));
const lab = (words) => ['--lab', ...words.split(' ')];

// A lab in both engines, with a lock that many take and one that all need to run; several holders at once; and people's own programs, one of them stuck.
const CASES = {
  threads: lab('counter --variant locked --lock cpython --engine threads --threads 3 --size 5000'),
  lockstep: lab('counter --variant locked --lock cpython --engine lockstep --threads 3 --size 300'),
  semaphore: lab('dining --variant waiter --engine lockstep --threads 4 --size 3'),
  queue: lab('pipeline --engine lockstep --threads 2 --size 20'),
  program: [join(tools.examples, 'producer-consumer.py')],
  stuck: [join(tools.examples, 'nested-pool.py')],
};

let passed = 0;
let failed = 0;

async function test(name, body) {
  try {
    await body();
    passed += 1;
    console.log(`ok    ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL  ${name}\n${error.stack}`);
  }
}

function trace(name, format) {
  const file = path(`${name}.${format}.json`);
  try {
    execFileSync(tools.binary, ['trace', ...CASES[name], '--format', format, '--out', file], { stdio: ['ignore', 'ignore', 'pipe'] });
  } catch (error) {
    assert.equal(error.status, 3, `${error.stderr}`); // stuck, and written all the same
  }
  return readFileSync(file, 'utf8');
}

const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);
const close = (left, right, what) => assert.ok(Math.abs(left - right) <= 1 + right * 1e-6, `${what}: ${left}, not ${right}`);

async function perfetto(name) {
  const written = trace(name, 'chrome');
  const events = JSON.parse(written).traceEvents;
  const of = (phase) => events.filter((event) => event.ph === phase);
  const opened = await open(tools.perfetto, Buffer.from(written));
  const one = async (sql) => (await opened.query(sql))[0].n;
  assert.equal(await one('select count(*) as n from slice'), of('X').length, 'slices');
  assert.equal(await one('select count(*) as n from flow'), of('s').length, 'flows');
  assert.equal(await one('select count(*) as n from counter'), of('C').length, 'samples of counters');
  assert.equal(await one('select count(*) as n from slice where depth > 0'), 0, 'slices of a track never lie across each other');
  assert.equal(await one("select coalesce(sum(value), 0) as n from stats where severity in ('error', 'data_loss')"), 0, 'complaints');
  const rows = await opened.query('select t.name as name, sum(s.dur) as dur from slice s join thread_track k on s.track_id = k.id join thread t using (utid) group by t.utid');
  close(sum(rows.map((row) => row.dur)), sum(of('X').map((event) => event.dur * 1000)), 'nanoseconds');
  const names = of('M').filter((event) => event.name === 'thread_name').map((event) => event.args.name);
  for (const row of rows) assert.ok(names.includes(row.name), row.name);
  return { slices: of('X').length, flows: of('s').length, counters: of('C').length };
}

async function firefox(name) {
  const written = JSON.parse(trace(name, 'firefox'));
  const command = join(tools.npm, 'node_modules/@firefox-devtools/profiler-cli/dist/profiler-cli.js');
  const env = { ...process.env, HOME: tools.scratch, PROFILER_CLI_SESSION_DIR: path(`${name}.session`), PROFILER_CLI_NO_SYMBOLICATE: '1' };
  // Its own `load` gives its server half a second to start, which a busy machine does not have; who asks before it is ready makes it forget the session.
  const server = spawn(process.execPath, [command, '--daemon', path(`${name}.firefox.json`), '--session', name], { env, stdio: 'ignore' });
  try {
    await until(() => existsSync(path(`${name}.session/${name}.log`)) && text(`${name}.session/${name}.log`).includes('Profile loaded'), server);
    const { stdout } = await run(process.execPath, [command, 'thread', 'list', '--json', '--session', name], { env });
    const { threads } = JSON.parse(stdout);
    const counted = (list, count) => list.map((thread) => [thread.name, count(thread)]).sort();
    const expected = counted(written.threads, (thread) => thread.markers.length);
    assert.deepEqual(counted(threads, (thread) => thread.markerCount), expected, 'markers');
    return { threads: threads.length, markers: sum(expected.map(([, count]) => count)) };
  } finally {
    server.kill();
  }
}

// Bounded by what a machine that is this slow would take for everything else here as well.
async function until(holds, server) {
  for (let tries = 1200; !holds(); tries -= 1) {
    assert.ok(tries > 0 && server.exitCode === null, 'the server did not say that it loaded the profile');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

// Its page opens a local file as its own command line has it opened, and lists each profile with its weight.
async function speedscope(name) {
  const written = trace(name, 'speedscope');
  const { profiles } = JSON.parse(written);
  const page = join(tools.npm, 'node_modules/speedscope/dist/release/index.html');
  const script = path(`${name}.js`);
  writeFileSync(script, `speedscope.loadFileFromBase64(${JSON.stringify(name)}, "${Buffer.from(written).toString('base64')}")`);
  const [program, ...flags] = browser;
  const more = ['--allow-file-access-from-files', '--enable-unsafe-swiftshader', '--virtual-time-budget=8000', '--dump-dom'];
  const { stdout } = await run(program, [...flags, ...more, `file://${page}#localProfilePath=${script}`], { maxBuffer: 1e8 });
  const rows = [...stdout.matchAll(/<span>([^<]*)<\/span><\/td><td[^>]*>([\d.,]+)(ns|µs|ms|s)<\/td>/g)];
  const units = { ns: 1, µs: 1e3, ms: 1e6, s: 1e9 };
  const shown = rows.map(([, title, amount, unit]) => [title, Number(amount.replace(',', '')) * units[unit], units[unit] / 100]);
  assert.equal(shown.length, profiles.length, 'profiles');
  profiles.forEach((profile, at) => {
    const weight = sum(profile.events.map((event) => (event.type === 'O' ? -event.at : event.at)));
    const [title, nanos, grain] = shown[at];
    assert.equal(title, profile.name);
    // It shows two digits after the point.
    assert.ok(Math.abs(nanos - weight) <= grain, `${title}: ${nanos}, not ${weight}`);
  });
  return { profiles: profiles.length };
}

async function equal() {
  const rows = trace('lockstep', 'csv').trim().split('\n').slice(1).map((row) => row.split(','));
  const of = (kind) => rows.filter((row) => row[0] === kind).length;
  const events = JSON.parse(trace('lockstep', 'chrome')).traceEvents;
  const profiles = JSON.parse(trace('lockstep', 'speedscope')).profiles;
  const markers = JSON.parse(trace('lockstep', 'firefox')).threads;
  const slices = of('thread') + of('lock');
  assert.equal(events.filter((event) => event.ph === 'X').length, slices);
  assert.equal(events.filter((event) => event.ph === 's').length, of('hand-over'));
  assert.equal(sum(profiles.map((profile) => profile.events.length)) / 2, slices);
  assert.equal(sum(markers.map((thread) => thread.markers.length)), slices + 2 * of('hand-over'));
  // Each of three threads takes the lock 300 times.
  assert.equal(rows.filter((row) => row[0] === 'lock' && row[1] === 'lock').length, 900);
  assert.ok(rows.some((row) => row[2] === 'Waiting for GIL') && rows.some((row) => row[2] === 'Has GIL'));
}

async function schemas() {
  const found = ['lost-update.py', 'lock-order.py', 'hash-race.py', 'service-worker.py'].map((name) => join(tools.examples, name));
  writeFileSync(path('broken, 100%.py'), 'def broken(:\n');
  const files = [...found, path('broken, 100%.py')];
  try {
    execFileSync(tools.binary, ['check', ...files, '--seconds', '2', '--sarif', path('found.sarif')], { stdio: 'ignore' });
  } catch (error) {
    assert.equal(error.status, 2);
  }
  const [log] = json('found.sarif').runs;
  assert.ok(log.results.length >= 3);
  assert.equal(log.invocations[0].toolExecutionNotifications.length, 1);
  const schema = join(tools.npm, 'node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const own = join(tools.npm, 'node_modules/speedscope/dist/release/file-format-schema.json');
  const pairs = [`${schema}=${path('found.sarif')}`, ...Object.keys(CASES).map((name) => `${own}=${path(`${name}.speedscope.json`)}`)];
  execFileSync(tools.python, [join(here, 'schemas.py'), ...pairs], { stdio: 'pipe', encoding: 'utf8' });
}

rmSync(tools.scratch, { recursive: true, force: true });
mkdirSync(tools.scratch, { recursive: true });
for (const name of Object.keys(CASES)) {
  for (const [reader, body] of Object.entries({ perfetto, firefox, speedscope })) {
    await test(`${reader} opens ${name}`, async () => console.log(`      ${JSON.stringify(await body(name))}`));
  }
}
await test('every format has what the others have', equal);
await test('SARIF and speedscope files are as their schemas say', schemas);
console.log(`test result: ${passed} passed; ${failed} failed`);
// The trace processor's memory would keep this process for its garbage.
process.exit(failed > 0 ? 1 : 0);
