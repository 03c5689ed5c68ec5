// Starts a server on the demonstration, unless one is named, and lets schemathesis hold it against its own description.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { artefacts, startServer } from '../server.mjs';

const { SCHEMATHESIS, MINHA_TEST_TOKEN, MINHA_TEST_URL } = process.env;

/** Runs schemathesis against a server; its exit code. */
async function conform(url) {
  const args = [
    'run', `${url}/api/v1/openapi.json`, '--url', url,
    '--checks', 'all', '--max-examples', '40', '--seed', '2010', '--continue-on-failure', '--no-color',
    '--generation-database', 'none', '--request-timeout', '10', '--wait-for-schema', '10',
    '--report', 'junit', '--report-junit-path', join(artefacts, 'api.xml'),
    ...(MINHA_TEST_TOKEN ? ['--header', `Authorization: Bearer ${MINHA_TEST_TOKEN}`] : []),
    ...process.argv.slice(2),
  ];
  const child = spawn(SCHEMATHESIS, args, { stdio: 'inherit' });
  const [code] = await once(child, 'close');
  return code ?? 1;
}

const server = MINHA_TEST_URL ? null : await startServer({ until: 'screening' });
try {
  process.exitCode = await conform(MINHA_TEST_URL ?? server.url);
} finally {
  await server?.close();
}
