// Files sent over lines that break: the browser at one end, the real server at the other, and between them a line that is
// cut after some kilobytes, again and again.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { Stage, assertQuiet, examine, inLanguage } from './harness.mjs';

/** A PDF of so many bytes, no two of its parts alike. */
function pdf(length) {
  const content = Buffer.alloc(length);
  for (let at = 0, seed = 1; at < length; at += 4) {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    content.writeUInt32LE(seed, Math.min(at, length - 4));
  }
  content.write('%PDF-1.7\n');
  return content;
}

/** A line to the server that breaks once `after` bytes have gone over a connection; `cuts` counts. */
class Line {
  static async open(port) {
    const line = new Line();
    line.after = Infinity;
    line.dead = false;
    line.cuts = 0;
    line.sockets = new Set();
    line.listener = createServer((near) => line.join(near, port)).listen(0, '127.0.0.1');
    await new Promise((listening) => { line.listener.once('listening', listening); });
    line.url = `http://127.0.0.1:${line.listener.address().port}`;
    return line;
  }

  join(near, port) {
    if (this.dead) {
      near.destroy();
      return;
    }
    const far = connect(port, '127.0.0.1');
    let gone = 0;
    const cut = () => { near.destroy(); far.destroy(); };
    this.sockets.add(cut);
    for (const [from, to] of [[near, far], [far, near]]) {
      from.on('error', cut);
      from.on('close', () => { cut(); this.sockets.delete(cut); });
      from.on('data', (bytes) => {
        if (from === near) gone += bytes.length;
        if (gone > this.after) {
          this.cuts += 1;
          // Part of what was on its way arrives before the line is dead.
          to.write(bytes.subarray(0, bytes.length >> 1), cut);
        } else {
          to.write(bytes);
        }
      });
    }
  }

  /** Nothing goes over the line until it is back. */
  set isDead(dead) {
    this.dead = dead;
    if (dead) for (const cut of this.sockets) cut();
  }

  close() {
    this.isDead = true;
    this.listener.close();
  }
}

describe('a file on a line that breaks', () => {
  let stage;
  let line;
  let folder;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'minha-uploads-'));
    stage = await Stage.open({ until: 'screening' });
    line = await Line.open(new URL(stage.server.url).port);
  });
  after(async () => {
    line?.close();
    await stage?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function file(name, length) {
    const [path, content] = [join(folder, name), pdf(length)];
    await writeFile(path, content);
    return { path, digest: createHash('sha256').update(content).digest('hex') };
  }

  /** The applicant of the demonstration at the far end of the line, on the documents of the organisation. */
  async function applicant(options = {}) {
    line.after = Infinity;
    line.isDead = false;
    const page = await stage.page({ ...options, baseURL: line.url });
    await page.goto('/sign-in');
    const roles = await page.locator('button.account b').allInnerTexts();
    await page.locator('button.account').nth(roles.indexOf('Applicant')).click();
    await page.waitForLoadState();
    return { page, documents: await documentsOf(page) };
  }

  /** The documents of the organisation the person works for. */
  async function documentsOf(page) {
    await page.goto('/organisations');
    const href = await page.locator('main a[href^="/organisations/0"]').first().getAttribute('href');
    return `${href.split('/').slice(0, 3).join('/')}/documents`;
  }

  /** Broken lines are what is tested here; the browser notes each. */
  function quietButForTheLine(page, ...expected) {
    const net = /ERR_|Failed to load resource|foreign request/;
    const rest = page.troubles.splice(0).filter((trouble) => !net.test(trouble) && !expected.some((text) => trouble.includes(text)));
    assert.deepEqual(rest, []);
  }

  async function choose(page, documents, kind, path) {
    await page.goto(`${documents}/new?kind=${kind}`);
    await page.locator('input[name=language]').fill('en');
    await page.locator('input[type=file]').setInputFiles(path);
  }

  it('arrives whole however often it breaks', async () => {
    const { page, documents } = await applicant();
    const { path, digest } = await file('annual-report.pdf', 3_000_000);
    await choose(page, documents, 'annual_report', path);
    line.after = 150_000;
    line.cuts = 0;
    await page.locator('form#document .buttons button').click();
    await page.waitForURL(`**${documents}`, { timeout: 90_000 });
    line.after = Infinity;
    assert.ok(line.cuts >= 5, `the line broke ${line.cuts} times only`);
    await page.getByText('annual-report.pdf').first().waitFor();
    assert.ok((await page.content()).includes(digest), 'the digest is that of the file');
    const content = await page.request.get(await page.locator('a[download]', { hasText: 'annual-report.pdf' }).first().getAttribute('href'));
    assert.equal(createHash('sha256').update(await content.body()).digest('hex'), digest);
    quietButForTheLine(page);
  });

  it('goes on after a reload from where it stopped', async () => {
    const { page, documents } = await applicant();
    const { path, digest } = await file('statutes.pdf', 2_000_000);
    await choose(page, documents, 'statutes', path);
    line.after = 700_000;
    await page.locator('form#document .buttons button').click();
    // Some of it has arrived when the line is dead and the page is loaded anew.
    await page.waitForFunction(() => document.querySelector('[data-upload-part] progress').value > 10);
    line.isDead = true;
    await page.getByText('The line is broken').first().waitFor();
    line.isDead = false;
    line.after = Infinity;
    page.on('dialog', (dialog) => dialog.accept());
    await page.goto(`${documents}/new?kind=statutes`);
    await page.getByText('statutes.pdf is not here whole yet').waitFor();
    const begun = [];
    page.on('request', (request) => { if (request.url().includes('/uploads')) begun.push(request.method()); });
    await page.locator('input[type=file]').setInputFiles(path);
    await page.locator('form#document .buttons button').click();
    await page.waitForURL(`**${documents}`, { timeout: 60_000 });
    assert.equal(begun[0], 'HEAD');
    assert.ok(!begun.includes('POST'), 'nothing is begun anew');
    assert.ok((await page.content()).includes(digest));
    quietButForTheLine(page);
  });

  it('is cancelled by a button, and refused in the words of the page', async () => {
    const { page, documents } = await applicant();
    const { path } = await file('policy.pdf', 1_000_000);
    await choose(page, documents, 'policy', path);
    line.after = 300_000;
    await page.locator('form#document .buttons button').click();
    await page.waitForFunction(() => document.querySelector('[data-upload-part] progress').value > 0);
    line.isDead = true;
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.locator('[data-upload-text]', { hasText: 'Sending was cancelled' }).waitFor();
    line.isDead = false;
    line.after = Infinity;

    const program = join(folder, 'program.pdf');
    await writeFile(program, 'MZ, and no PDF');
    await choose(page, documents, 'policy', program);
    await page.locator('form#document .buttons button').click();
    await page.locator('[data-upload-text]', { hasText: 'Files of this type are not accepted' }).waitFor();
    await choose(page, documents, 'policy', path);
    await page.locator('input[name=language]').fill('English');
    await page.locator('form#document .buttons button').click();
    await page.locator('[data-upload-text]', { hasText: 'Write the code of a language' }).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.name), 'language');
    quietButForTheLine(page);
  });

  it('joins the answers of an application, and what is written beside it stays', async () => {
    const { page } = await applicant();
    await page.goto('/calls');
    await page.goto('/my-proposals');
    const draft = await page.locator('main a[href*="/draft"]').first().getAttribute('href');
    await page.goto(draft);
    // The section that takes files.
    let found = false;
    for (const href of await page.locator('.task-list a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))) {
      await page.goto(href);
      found = (await page.locator('input[type=file]').count()) > 0;
      if (found) break;
    }
    assert.ok(found, 'a section of the form takes files');
    const { path } = await file('full-proposal.pdf', 900_000);
    const written = page.locator('main textarea, main input[type=text]').first();
    await written.fill('12');
    await page.locator('input[type=file]').setInputFiles(path);
    line.after = 200_000;
    await page.locator('fieldset .row button').first().click();
    await page.locator('ul.files a', { hasText: 'full-proposal.pdf' }).waitFor({ timeout: 60_000 });
    line.after = Infinity;
    assert.equal(await written.inputValue(), '12');
    await page.locator('[data-saved-at][data-state=saved]').waitFor({ timeout: 20_000 });
    quietButForTheLine(page);
  });

  it('is sent as a form without scripts', async () => {
    const { page, documents } = await applicant({ scripts: false });
    const { path, digest } = await file('bank-letter.pdf', 50_000);
    await choose(page, documents, 'bank_letter', path);
    await page.locator('input[name=valid_until]').fill('2010-05-01');
    await page.locator('form#document .buttons button').click();
    await page.waitForURL(`**${documents}`);
    await page.getByText('The document is added.').waitFor();
    assert.ok((await page.content()).includes(digest));
    quietButForTheLine(page);
  });

  it('stands on pages for everybody', async () => {
    for (const [view, language] of [['wide', 'en'], ['phone', 'ar']]) {
      const page = await stage.page({ view });
      await page.goto('/sign-in');
      const roles = await page.locator('button.account b').allInnerTexts();
      await page.locator('button.account').nth(roles.indexOf('Applicant')).click();
      await page.waitForLoadState();
      await inLanguage(page, language);
      const documents = await documentsOf(page);
      await page.goto(documents);
      for (const summary of await page.locator('main details summary').all()) await summary.click();
      await examine(page, `documents-list-${view}-${language}`);
      await page.goto(`${documents}/new`);
      await page.locator('[data-upload-part]').evaluate((part) => {
        part.hidden = false;
        part.querySelector('progress').value = 40;
        part.querySelector('[data-upload-text]').textContent = part.dataset.checking;
      });
      await examine(page, `documents-new-${view}-${language}`);
      assertQuiet(page);
    }
  });
});
