// Starts the real program on a free port with a directory of its own, for tests in the browser, of the API and of faults.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** The program under test. */
export const binary = resolve(
  process.env.MINHA_BINARY ?? join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'debug', 'minha'),
);

/** Where screenshots, traces and logs go. */
export const artefacts = join(root, 'tests', 'artefacts');

/** A port nobody listens on just now. */
export async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

/** The environment without any setting of another installation, and with the given ones. */
function environment(settings) {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('MINHA_'));
  return { ...Object.fromEntries(inherited), ...settings };
}

/** Where a directory's record lives, unless the test says otherwise. */
function home(directory) {
  return { MINHA_DATABASE_URL: `sqlite://${join(directory, 'minha.db')}`, MINHA_DATA_DIR: directory };
}

/** Starts the program and gathers what it writes. */
function launch(args, directory, settings) {
  const child = spawn(binary, args, { cwd: directory, env: environment({ ...home(directory), ...settings }) });
  const output = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr']) {
    child[stream].setEncoding('utf8').on('data', (text) => { output[stream] += text; });
  }
  const ended = new Promise((done) => {
    child.on('error', (error) => done({ code: null, signal: null, ...output, stderr: `${output.stderr}${error}` }));
    child.on('close', (code, signal) => done({ code, signal, ...output }));
  });
  return { child, output, ended };
}

/** Runs a command of the program to its end: `{ code, signal, stdout, stderr }`. */
export function run(args, directory, settings = {}) {
  return launch(args, directory, settings).ended;
}

/** Runs a command that must succeed. */
export async function mustRun(args, directory, settings = {}) {
  const result = await run(args, directory, settings);
  if (result.code !== 0) {
    throw new Error(`minha ${args.join(' ')} ended with ${result.code ?? result.signal}:\n${result.stderr}`);
  }
  return result;
}

/** A directory for one test; the caller removes it. */
export function ownDirectory() {
  return mkdtemp(join(tmpdir(), 'minha-test-'));
}

/**
 * A directory that holds the demonstration up to a stage ('screening', 'evaluation', 'selection', 'monitoring').
 * Filled once for each build of the program and copied from then on.
 */
async function filledDirectory(until) {
  const { mtimeMs, size } = await stat(binary);
  const build = createHash('sha256').update(`${binary} ${mtimeMs} ${size}`).digest('hex').slice(0, 16);
  const shared = join(tmpdir(), `minha-demonstrations-${userInfo().uid}`);
  const kept = join(shared, `${build}-${until}`);
  if (!(await stat(kept).catch(() => null))) {
    await mkdir(shared, { recursive: true, mode: 0o700 });
    const filling = await mkdtemp(join(shared, 'filling-'));
    await mustRun(['demo', '--until', until], filling);
    // Whoever comes second finds the place taken, and uses that.
    await rename(filling, kept).catch(() => rm(filling, { recursive: true }));
  }
  const copy = await ownDirectory();
  await cp(kept, copy, { recursive: true });
  return copy;
}

/** A running server. */
export class Server {
  constructor(directory, settings, port) {
    this.directory = directory;
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
    this.settings = { MINHA_BIND: `127.0.0.1:${port}`, MINHA_PUBLIC_URL: this.url, MINHA_DEMONSTRATION: 'true', ...settings };
  }

  /** Starts it and waits until it answers; also after `stop` or `kill`, on the same record and port. */
  async start(flags = []) {
    this.process = launch(['serve', ...flags], this.directory, this.settings);
    let over;
    this.process.ended.then((result) => { over = result; });
    for (const deadline = Date.now() + 30_000; Date.now() < deadline; await sleep(50)) {
      if (over) throw new Error(`minha serve ended with ${over.code ?? over.signal}:\n${over.stderr}`);
      if (await fetch(this.url, { redirect: 'manual' }).then(() => true, () => false)) return this;
    }
    await this.kill();
    throw new Error(`minha serve did not answer within 30 seconds:\n${this.log}`);
  }

  /** What it has written so far. */
  get log() {
    return this.process.output.stdout + this.process.output.stderr;
  }

  /** Ends it as an operator would. */
  async stop() {
    this.process.child.kill('SIGTERM');
    const timer = setTimeout(() => this.process.child.kill('SIGKILL'), 15_000);
    const result = await this.process.ended;
    clearTimeout(timer);
    return result;
  }

  /** Ends it as a power cut would. */
  async kill() {
    this.process.child.kill('SIGKILL');
    return this.process.ended;
  }

  /** Ends it and removes its directory. */
  async close() {
    await this.stop();
    await rm(this.directory, { recursive: true, force: true });
  }

  /** Runs another command of the program on the same record. */
  run(args) {
    return run(args, this.directory, this.settings);
  }
}

/**
 * Starts a server: empty, or with the demonstration up to the stage named by `until`.
 * `settings` are environment variables that come on top.
 */
export async function startServer({ until, settings = {} } = {}) {
  const directory = until ? await filledDirectory(until) : await ownDirectory();
  if (!until) await mustRun(['migrate'], directory, settings);
  const server = new Server(directory, settings, await freePort());
  return server.start();
}
