// Starts a server on the demonstration, unless one is named, and lets schemathesis hold it against its own description:
// as nobody, and with a key of each account of the demonstration.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { artefacts, startServer } from '../server.mjs';

const { SCHEMATHESIS, MINHA_TEST_TOKEN, MINHA_TEST_URL } = process.env;
const here = dirname(fileURLToPath(import.meta.url));
/** The password every account of the demonstration has; it is shown on the sign-in page. */
const PASSWORD = 'open-grants-2010';

/** Runs schemathesis against a server; its exit code. */
async function conform(url, name, token, examples) {
  console.log(`\nAs ${name}`);
  const args = [
    '--config-file', join(here, 'schemathesis.toml'),
    'run', `${url}/api/v1/openapi.json`, '--url', url,
    '--checks', 'all', '--max-examples', String(examples), '--seed', '2010', '--continue-on-failure', '--no-color',
    '--max-time', '25', '--generation-database', 'none', '--request-timeout', '10', '--wait-for-schema', '10',
    '--report', 'junit', '--report-junit-path', join(artefacts, `api-${name}.xml`),
    ...(token ? ['--header', `Authorization: Bearer ${token}`] : []),
    ...process.argv.slice(2),
  ];
  // It remembers what it found in the directory it runs in.
  const env = { ...process.env, SCHEMATHESIS_HOOKS: join(here, 'hooks.py') };
  const child = spawn(SCHEMATHESIS, args, { stdio: 'inherit', cwd: artefacts, env });
  const [code] = await once(child, 'close');
  return code ?? 1;
}

/** The addresses on the sign-in page of the demonstration. */
async function accounts(url) {
  const page = await fetch(`${url}/sign-in`).then((answer) => answer.text());
  return [...new Set(page.replaceAll('<wbr>', '').match(/[\w.+-]+@[\w.-]+\.example/g) ?? [])];
}

/** A key of an account. */
async function key(url, email) {
  const answer = await fetch(`${url}/api/v1/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: PASSWORD, name: 'conformance' }),
  });
  if (answer.status !== 201) throw new Error(`no key for ${email}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()).token;
}

await mkdir(artefacts, { recursive: true });
const server = MINHA_TEST_URL ? null : await startServer({ until: 'monitoring' });
const url = MINHA_TEST_URL ?? server.url;
try {
  let worst = 0;
  if (MINHA_TEST_TOKEN) {
    worst = await conform(url, 'given', MINHA_TEST_TOKEN, 40);
  } else {
    // All keys first: the fuzzing of sign-in slows later attempts down.
    const keys = [];
    for (const email of await accounts(url)) keys.push([email.split('@')[0], await key(url, email)]);
    if (keys.length === 0) throw new Error(`${url}/sign-in shows no accounts of the demonstration`);
    worst = await conform(url, 'nobody', null, 20);
    for (const [name, token] of keys) worst = Math.max(worst, await conform(url, name, token, 5));
  }
  process.exitCode = worst;
} finally {
  await server?.close();
}
