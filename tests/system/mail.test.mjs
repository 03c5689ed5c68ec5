// The outbox against a real SMTP server: what is sent, what waits, what is tried again.
import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, afterEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { freePort, mustRun, ownDirectory, Server } from '../server.mjs';

const { SMTPServer } = createRequire(new URL('../browser/package.json', import.meta.url))('smtp-server');

const open = [];
const directories = [];
afterEach(async () => { for (const thing of open.splice(0)) await thing(); });
after(async () => { for (const directory of directories) await rm(directory, { recursive: true, force: true }); });

/** A mail server that keeps what it takes. `refuse(mail, attempt)` may answer an error for a mail. */
async function mailServer(port, { refuse = () => null, password } = {}) {
  const kept = [];
  const tried = [];
  const server = new SMTPServer({
    disabledCommands: password ? ['STARTTLS'] : ['STARTTLS', 'AUTH'],
    allowInsecureAuth: true,
    authOptional: !password,
    onAuth: (auth, _, done) => (auth.password === password ? done(null, { user: auth.username }) : done(new Error('no'))),
    onData(stream, session, done) {
      let raw = '';
      stream.setEncoding('utf8').on('data', (text) => { raw += text; });
      stream.on('end', () => {
        const mail = read(raw, session.envelope);
        tried.push(mail);
        const error = refuse(mail, tried.length);
        if (!error) kept.push(mail);
        done(error);
      });
    },
  });
  server.on('error', () => {});
  await new Promise((ready) => { server.listen(port, '127.0.0.1', ready); });
  const close = () => new Promise((closed) => { server.close(closed); });
  open.push(close);
  return { kept, tried, close };
}

/** A mail as it came: headers unfolded and decoded, body decoded. */
function read(raw, envelope) {
  const [head, ...rest] = raw.split('\r\n\r\n');
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  const headers = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), word(line.slice(line.indexOf(':') + 2))]));
  const body = rest.join('\r\n\r\n');
  const encoding = headers['content-transfer-encoding'];
  const bytes = encoding === 'base64' ? Buffer.from(body, 'base64') : encoding === 'quoted-printable' ? unquoted(body) : Buffer.from(body);
  return { headers, names: lines.map((line) => line.split(':')[0]), text: bytes.toString('utf8'), to: envelope.rcptTo.map((to) => to.address), from: envelope.mailFrom.address };
}

/** An encoded word of a header (RFC 2047), or plain text. */
function word(text) {
  return text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?b\?([^?]*)\?=/gi, (_, data) => Buffer.from(data, 'base64').toString('latin1'))
    .replace(/[\u0080-\u00ff]+/g, (bytes) => Buffer.from(bytes, 'latin1').toString('utf8'));
}

function unquoted(text) {
  const bytes = text.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1');
}

/** A directory with tables and with invitations to these people in the outbox. */
async function withInvitations(...people) {
  const directory = await ownDirectory();
  directories.push(directory);
  await mustRun(['migrate'], directory);
  for (const [email, ...more] of people) await invite(directory, email, ...more);
  return directory;
}

function invite(directory, email, ...more) {
  return mustRun(['user', 'add', '--role', 'auditor', '--mail', '--public-url', 'https://grants.example.org', ...more, email], directory);
}

async function serve(directory, settings) {
  const server = new Server(directory, { MINHA_DEMONSTRATION: 'false', MINHA_MAIL_FROM: 'Minha <minha@grants.example>', ...settings }, await freePort());
  await server.start();
  open.push(() => server.stop());
  return server;
}

async function until(what, isSo, seconds = 30) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(50)) if (isSo()) return;
  assert.fail(`not within ${seconds} seconds: ${what}`);
}

test('mails arrive whole, each in the language of its reader', async () => {
  const port = await freePort();
  const smtp = await mailServer(port);
  const directory = await withInvitations(
    ['ana@example.org', '--name', 'Ana Marín'],
    ['layla@example.org', '--name', 'ليلى', '--language', 'ar'],
  );
  await serve(directory, { MINHA_SMTP_URL: `smtp://127.0.0.1:${port}` });
  await until('two mails', () => smtp.kept.length === 2);
  const [ana, layla] = smtp.kept;
  assert.deepEqual([ana.to, ana.from], [['ana@example.org'], 'minha@grants.example']);
  assert.match(ana.headers['message-id'], /^<[0-9a-f-]{36}@grants\.example>$/);
  assert.equal(ana.headers['content-language'], 'en');
  assert.equal(ana.headers['auto-submitted'], 'auto-generated');
  assert.equal(ana.headers.subject, 'You are invited to work on the grants facility');
  assert.match(ana.headers.to, /Ana Marín/);
  assert.match(ana.text, /Dear Ana Marín,[^]*https:\/\/grants\.example\.org\/invite\/[\w-]{43}/);
  assert.equal(layla.headers['content-language'], 'ar');
  assert.match(layla.headers.subject, /[\u0600-\u06ff]/);
  assert.match(layla.text, /ليلى[^]*https:\/\/grants\.example\.org\/invite\/[\w-]{43}/);
  // Nothing is sent twice, and what is written while the server runs is sent too.
  await invite(directory, 'sami@example.org');
  await until('the third mail', () => smtp.kept.length === 3);
  await sleep(2500);
  assert.equal(smtp.tried.length, 3);
});

test('a name adds no header', async () => {
  const port = await freePort();
  const smtp = await mailServer(port);
  const directory = await withInvitations(['ana@example.org', '--name', 'Ana", <other@example.org>, "']);
  await serve(directory, { MINHA_SMTP_URL: `smtp://127.0.0.1:${port}` });
  await until('a mail', () => smtp.kept.length === 1);
  assert.deepEqual(smtp.kept[0].to, ['ana@example.org']);
  assert.equal(smtp.kept[0].names.filter((name) => name === 'To').length, 1);
});

test('mails outlast a mail server that is away, and a server that is killed', async () => {
  const port = await freePort();
  const directory = await withInvitations(['ana@example.org'], ['sami@example.org']);
  const server = await serve(directory, { MINHA_SMTP_URL: `smtp://127.0.0.1:${port}` });
  await until('a failure in the log', () => /not sent: .*Connection refused/i.test(server.log));
  await server.kill();
  await server.start();
  const smtp = await mailServer(port);
  await until('both mails', () => smtp.kept.length === 2, 60);
  assert.deepEqual(smtp.kept.map((mail) => mail.to[0]).sort(), ['ana@example.org', 'sami@example.org']);
});

test('a mail refused for now is tried again under the same id; one refused for good does not hold up the others', async () => {
  const port = await freePort();
  const answer = (code, text) => Object.assign(new Error(text), { responseCode: code });
  const smtp = await mailServer(port, {
    refuse: (mail, attempt) => {
      if (mail.to[0] === 'gone@example.org') return answer(550, 'no such mailbox');
      return attempt <= 2 ? answer(451, 'greylisted, try later') : null;
    },
  });
  const directory = await withInvitations(['gone@example.org'], ['ana@example.org'], ['sami@example.org']);
  const server = await serve(directory, { MINHA_SMTP_URL: `smtp://127.0.0.1:${port}` });
  await until('both mails', () => smtp.kept.length === 2, 60);
  assert.deepEqual(smtp.kept.map((mail) => mail.to[0]), ['sami@example.org', 'ana@example.org']);
  const ids = smtp.tried.filter((mail) => mail.to[0] === 'ana@example.org').map((mail) => mail.headers['message-id']);
  assert.equal(ids.length, 2);
  assert.equal(ids[0], ids[1]);
  assert.match(server.log, /not sent: .*no such mailbox/);
});

test('a wrong password of the mail server loses no mail and is not told', async () => {
  const port = await freePort();
  const smtp = await mailServer(port, { password: 'right' });
  const directory = await withInvitations(['ana@example.org']);
  const server = await serve(directory, { MINHA_SMTP_URL: `smtp://minha:geheim@127.0.0.1:${port}` });
  await until('a failure in the log', () => /not sent: /.test(server.log));
  assert.doesNotMatch(server.log, /geheim/);
  await server.stop();
  server.settings.MINHA_SMTP_URL = `smtp://minha:right@127.0.0.1:${port}`;
  await server.start();
  await until('the mail', () => smtp.kept.length === 1, 60);
});

test('a mail server that never answers keeps nobody from stopping', async () => {
  const port = await freePort();
  const { createServer } = await import('node:net');
  const silent = createServer(() => {}).listen(port, '127.0.0.1');
  open.push(() => silent.close());
  const directory = await withInvitations(['ana@example.org']);
  const server = await serve(directory, { MINHA_SMTP_URL: `smtp://127.0.0.1:${port}` });
  await sleep(1000);
  const began = Date.now();
  const ended = await server.stop();
  assert.equal(ended.code, 0, ended.stderr);
  assert.ok(Date.now() - began < 8000, `${Date.now() - began} ms`);
});

test('in the demonstration, and without a mail server, mails wait', async () => {
  const port = await freePort();
  const smtp = await mailServer(port);
  const directory = await withInvitations(['ana@example.org']);
  const kept = await serve(directory, { MINHA_SMTP_URL: `smtp://127.0.0.1:${port}`, MINHA_DEMONSTRATION: 'true' });
  await sleep(3000);
  assert.equal(smtp.tried.length, 0);
  await kept.stop();
  const waiting = await serve(directory, {});
  assert.match(waiting.log, /no smtp_url is set/);
  await sleep(3000);
  await waiting.stop();
  await serve(directory, { MINHA_SMTP_URL: `smtp://127.0.0.1:${port}` });
  await until('the mail', () => smtp.kept.length === 1);
});

test('a settings file is read where the program runs', async () => {
  const port = await freePort();
  const smtp = await mailServer(port);
  const directory = await withInvitations(['ana@example.org']);
  const file = join(directory, 'minha.toml');
  await writeFile(file, `smtp_url = "smtp://127.0.0.1:${port}"\nmail_from = "Grants <grants@example.net>"\n`);
  const server = new Server(directory, { MINHA_DEMONSTRATION: 'false' }, await freePort());
  await server.start(['--config', file]);
  open.push(() => server.stop());
  await until('the mail', () => smtp.kept.length === 1);
  assert.equal(smtp.kept[0].from, 'grants@example.net');
});
