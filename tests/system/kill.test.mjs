// The server is killed while people work. Whatever was answered with success is there afterwards, and the record holds.
import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { startServer } from '../server.mjs';

const rounds = 6;
const writers = 4;
const password = 'four plain words suffice';

describe('killed while people work', () => {
  let server;
  let token;
  let count = 0;

  const call = (method, path, body, headers = {}) => fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }), ...headers },
    body: body && JSON.stringify(body),
  });

  before(async () => {
    server = await startServer({ settings: { MINHA_DEMONSTRATION: 'false', MINHA_LOG: 'warn' } });
    const file = join(server.directory, 'password');
    await writeFile(file, password);
    const added = await server.run(['user', 'add', '--role', 'programme_officer', '--password-file', file, 'ana@example.org']);
    assert.equal(added.code, 0, added.stderr);
    const answer = await call('POST', '/tokens', { email: 'ana@example.org', password, name: 'test' });
    assert.equal(answer.status, 201, await answer.clone().text());
    ({ token } = await answer.json());
  });
  after(async () => {
    await server?.close();
    if (server) await rm(server.directory, { recursive: true, force: true });
  });

  /** One person who registers organisations until the server is gone; what was acknowledged, and what was under way. */
  async function write(acknowledged, underWay) {
    for (;;) {
      const name = `Organisation ${(count += 1)}`;
      underWay.add(name);
      try {
        const answer = await call('POST', '/organisations', {
          legal_name: name, country: 'KE', kind: 'association', registration_number: name, declarations: true,
        });
        if (answer.status === 201) acknowledged.push({ name, location: answer.headers.get('location'), ...(await answer.json()) });
        else assert.fail(`${answer.status} ${await answer.text()}`);
        underWay.delete(name);
      } catch (error) {
        if (error instanceof assert.AssertionError) throw error;
        return;
      }
    }
  }

  it(`${rounds} times over, nothing acknowledged is lost and nothing is half done`, async () => {
    const acknowledged = [];
    for (let round = 0; round < rounds; round += 1) {
      const underWay = new Set();
      const writing = Array.from({ length: writers }, () => write(acknowledged, underWay));
      await sleep(150 + 173 * round);
      await server.kill();
      await Promise.all(writing);
      await server.start();
      for (const { name, id } of acknowledged) {
        const answer = await call('GET', `/organisations/${id}`);
        assert.equal(answer.status, 200, `${name} was acknowledged and is gone`);
        assert.equal((await answer.json()).legal_name ?? name, name);
      }
      const verified = await server.run(['verify']);
      assert.equal(verified.code, 0, verified.stderr);
    }
    assert.ok(acknowledged.length > rounds, `only ${acknowledged.length} acts between ${rounds} kills`);
  });

  it('a creation that is repeated with its key after a lost answer is one creation', async () => {
    const body = { legal_name: 'Twice', country: 'KE', kind: 'association', registration_number: 'T-1', declarations: true };
    const key = { 'idempotency-key': 'once-only' };
    const first = await call('POST', '/organisations', body, key);
    assert.equal(first.status, 201);
    await server.kill();
    await server.start();
    const again = await call('POST', '/organisations', body, key);
    assert.equal(again.status, 201);
    assert.deepEqual(await again.json(), await first.json());
  });
});
