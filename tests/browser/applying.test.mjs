// Applying: alone and with a colleague, on a line that goes and comes back, with a file that needs no line, and without
// scripts. Nobody loses what they wrote.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';

import { press, visit } from './company.mjs';
import { Stage, assertFits, assertQuiet, axeClean, examine, inLanguage, screenshot, signIn } from './harness.mjs';

const demonstration = 'open-grants-2010';
const saved = '[data-saved-at][data-state=saved]';
const failed = '[data-saved-at][data-state=failed]';

describe('an application', () => {
  let stage;
  let folder;
  let tasks;
  let colleague;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'minha-applying-'));
    stage = await Stage.open({ until: 'screening' });
    const page = await applicant();
    await visit(page, '/my-proposals');
    tasks = await page.locator('main a[href$="/draft"]').first().getAttribute('href');
    // Who else writes for the organisation stands on the page of its people.
    await visit(page, '/organisations');
    const organisation = (await page.locator('main a[href^="/organisations/0"]').first().getAttribute('href')).split('/').slice(0, 3).join('/');
    await visit(page, `${organisation}/people`);
    const own = await page.locator('main').innerText();
    const addresses = [...new Set(own.match(/[\w.+-]+@[\w.-]+\.\w+/g) ?? [])];
    await visit(page, '/account');
    const mine = (await page.locator('main').innerText()).match(/[\w.+-]+@[\w.-]+\.\w+/)[0];
    colleague = addresses.find((address) => address !== mine);
    assert.ok(colleague, `a colleague among ${addresses}`);
  });
  after(async () => {
    await stage?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function applicant(options = {}) {
    const page = await stage.page(options);
    await page.goto('/sign-in');
    const roles = await page.locator('button.account b').allInnerTexts();
    await page.locator('button.account').nth(roles.indexOf('Applicant')).click();
    await page.waitForLoadState();
    return page;
  }
  async function other(options = {}) {
    const page = await stage.page(options);
    await signIn(page, colleague, demonstration);
    await inLanguage(page, 'en');
    return page;
  }
  const project = () => `${tasks}/project`;
  const title = (page) => page.locator('input[name=title]');
  const summary = (page) => page.locator('textarea[name=summary]');
  /** The line is meant to break here; the browser notes each time. */
  function quietButForTheLine(page) {
    const rest = page.troubles.splice(0).filter((trouble) => !/ERR_|Failed to load resource|foreign request/.test(trouble));
    assert.deepEqual(rest, []);
  }

  it('saves each field by itself, and little goes over the wire', async () => {
    const page = await applicant();
    await visit(page, project());
    const sent = page.waitForResponse((response) => response.url().endsWith('/project/title') && response.request().method() === 'POST');
    await title(page).fill('A safe place to begin again');
    const response = await sent;
    await page.locator(saved).waitFor();
    const { requestBodySize, requestHeadersSize, responseBodySize, responseHeadersSize } = await response.request().sizes();
    const wire = requestBodySize + requestHeadersSize + responseBodySize + responseHeadersSize;
    assert.ok(wire > 400 && wire < 2048, `${wire} bytes for a field`);
    assert.match(await page.locator('[data-saved-at]').innerText(), /\d\d:\d\d/);
    await visit(page, project());
    assert.equal(await title(page).inputValue(), 'A safe place to begin again');
    assertQuiet(page);
  });

  it('keeps what is typed while the line is gone, and sends it by itself when it is back', async () => {
    const page = await applicant();
    await visit(page, project());
    await page.context().setOffline(true);
    await summary(page).fill('Written on a bus.');
    await page.locator(failed, { hasText: 'There is no connection' }).waitFor();
    await page.context().setOffline(false);
    await page.locator(saved).waitFor({ timeout: 40_000 });
    await visit(page, project());
    assert.equal(await summary(page).inputValue(), 'Written on a bus.');
    // The browser is closed before the line is back.
    await page.context().setOffline(true);
    await summary(page).fill('Written in a tunnel.');
    await page.locator(failed).waitFor();
    const context = page.context();
    await page.close();
    await context.setOffline(false);
    const again = await context.newPage();
    await again.goto(project());
    const offer = again.locator('[data-question] [data-unsaved]');
    await offer.getByText('Written in a tunnel.').waitFor();
    await axeClean(again);
    await offer.getByRole('button', { name: 'Bring it back' }).click();
    await again.locator(saved).waitFor();
    await again.goto(project());
    assert.equal(await summary(again).inputValue(), 'Written in a tunnel.');
    assert.equal(await offer.count(), 0);
    quietButForTheLine(page);
  });

  it('shows who else is here, brings what they save, and keeps both of two texts', async () => {
    const [one, two] = [await applicant(), await other()];
    await visit(one, project());
    await visit(two, project());
    await title(one).focus();
    await title(one).fill('Together');
    await one.locator(saved).waitFor();
    // The other looks when they come to a field.
    await summary(two).focus();
    await two.locator('[data-present]', { hasText: 'is in' }).waitFor({ timeout: 15_000 });
    await two.waitForFunction(() => document.querySelector('input[name=title]').value === 'Together', undefined, { timeout: 40_000 });
    // Both write while the line of one is gone.
    await two.context().setOffline(true);
    await title(two).fill('From the second');
    await two.locator(failed).waitFor();
    await title(one).fill('From the first');
    await one.locator(saved).waitFor();
    await one.waitForTimeout(1500);
    await two.context().setOffline(false);
    const conflict = two.locator('[data-conflict]');
    await conflict.getByText('From the first').waitFor({ timeout: 40_000 });
    assert.equal(await title(two).inputValue(), 'From the second');
    await axeClean(two);
    await screenshot(two, 'applying-conflict');
    await visit(one, tasks);
    await one.getByText('Two people have answered').waitFor();
    await conflict.getByRole('button', { name: 'Use my text' }).click();
    await conflict.waitFor({ state: 'detached' });
    await visit(one, project());
    assert.equal(await title(one).inputValue(), 'From the second');
    assert.equal(await one.locator('[data-besides]').count(), 0);
    assertQuiet(one);
    quietButForTheLine(two);
  });

  it('works without scripts, and keeps both texts there too', async () => {
    const [one, two] = [await applicant({ scripts: false, view: 'phone' }), await other({ scripts: false })];
    await visit(one, project());
    await visit(two, project());
    await title(two).fill('Saved first');
    await press(two, 'button[value=save]');
    await title(one).fill('Saved second');
    const [response] = await Promise.all([one.waitForNavigation(), one.locator('main form .buttons button[value=save]').click()]);
    assert.equal(response.status(), 422);
    assert.equal(await title(one).inputValue(), 'Saved first');
    await one.locator('[data-besides]').getByText('Saved second').waitFor();
    await screenshot(one, 'applying-besides-phone');
    await one.locator('[data-besides] button', { hasText: 'Use this text' }).click();
    await one.waitForLoadState();
    assert.equal(await title(one).inputValue(), 'Saved second');
    // What was not touched never overwrites: the second form is an old one now.
    await visit(two, project());
    await visit(one, project());
    await title(two).fill('Newer');
    await press(two, 'button[value=save]');
    await summary(one).fill('Only the summary was touched.');
    await press(one, 'main form .buttons button[value=save]');
    await visit(one, project());
    assert.equal(await title(one).inputValue(), 'Newer');
    assert.equal(await summary(one).inputValue(), 'Only the summary was touched.');
  });

  it('is taken along as a file that needs no line, and brought back as a package', async () => {
    const page = await applicant();
    await visit(page, tasks);
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('a[href$="/offline"]').click()]);
    const file = join(folder, 'application.html');
    await download.saveAs(file);
    const away = await stage.browser.newContext({ offline: true, acceptDownloads: true, reducedMotion: 'reduce' });
    stage.contexts.push(away);
    let alone = await away.newPage();
    const troubles = [];
    alone.on('pageerror', (error) => troubles.push(error.message));
    alone.on('console', (message) => { if (message.type() === 'error') troubles.push(message.text()); });
    await alone.goto(pathToFileURL(file).href);
    await alone.locator('textarea[name=summary]').fill('Written in the village, \u2028 "without" a line – عربي.');
    await alone.locator('input[name=months]').fill('١٤');
    await alone.locator(saved).waitFor();
    await alone.reload();
    assert.equal(await alone.locator('input[name=months]').inputValue(), '١٤');
    await axeClean(alone);
    await assertFits(alone);
    await screenshot(alone, 'applying-offline');
    await alone.getByRole('button', { name: 'Check the answers' }).click();
    await alone.locator('[data-faults] li').first().waitFor();
    const [packed] = await Promise.all([alone.waitForEvent('download'), alone.getByRole('button', { name: 'Save a package' }).click()]);
    const path = join(folder, 'package.json');
    await packed.saveAs(path);
    const held = JSON.parse(await readFile(path, 'utf8'));
    assert.deepEqual(Object.keys(held.content.answers).sort(), ['months', 'summary']);
    assert.deepEqual(troubles, []);

    await visit(page, `${tasks.replace('/draft', '/package')}`);
    await examine(page, 'applying-package');
    await page.locator('input[type=file]').setInputFiles(path);
    await press(page, 'form[enctype] button');
    await page.getByText('This is what will change').waitFor();
    await axeClean(page);
    await press(page, 'form[action$="/package/save"] button');
    await visit(page, project());
    assert.equal(await page.locator('input[name=months]').inputValue(), '14');
    assert.match(await summary(page).inputValue(), /Written in the village.*عربي/s);
    // Altered on the way: a clear answer, and nothing changes.
    held.content.answers.months.fields[0][1] = '15';
    const altered = join(folder, 'altered.json');
    await writeFile(altered, JSON.stringify(held));
    await visit(page, `${tasks.replace('/draft', '/package')}`);
    await page.locator('input[type=file]').setInputFiles(altered);
    await Promise.all([page.waitForNavigation(), page.locator('form[enctype] button').click()]);
    await page.getByText('has been altered').waitFor();
    page.troubles.splice(0);
  });

  it('takes its digest as everybody does', async () => {
    const page = await stage.browser.newPage();
    const script = await readFile(new URL('../../crates/web/assets/offline.js', import.meta.url), 'utf8');
    const body = script.slice(script.indexOf('function sha256'), script.indexOf('  /** JSON with sorted keys'));
    for (const length of [0, 1, 55, 56, 63, 64, 65, 1000, 100_000]) {
      const text = 'أa'.repeat(length).slice(0, length);
      const found = await page.evaluate(([source, given]) => new Function(`${source}; return sha256(arguments[0]);`)(given), [body, text]);
      assert.equal(found, createHash('sha256').update(text).digest('hex'), `${length} characters`);
    }
    await page.close();
  });

  it('stands on pages for everybody', async () => {
    for (const [view, language] of [['wide', 'en'], ['phone', 'ar']]) {
      const page = await applicant({ view });
      await inLanguage(page, language);
      await visit(page, '/calls');
      const call = await page.locator('main a[href^="/calls/0"]').first().getAttribute('href');
      const pages = {
        questions: `${call}/application-form`, check: `${call}/self-check`, apply: `${call}/apply`,
        tasks, project: project(), budget: `${tasks}/budget`, copy: tasks.replace('/draft', '/copy'), package: tasks.replace('/draft', '/package'),
      };
      for (const [name, path] of Object.entries(pages)) {
        await visit(page, path);
        const missing = (await page.locator('body').innerText()).match(/\[[a-z]+(-[a-z]+)+\]/);
        assert.equal(missing, null, `${path} lacks a text: ${missing}`);
        await examine(page, `applying-${name}-${view}-${language}`);
      }
    }
    const nobody = await stage.page({ scripts: false });
    await visit(nobody, '/calls');
    const call = await nobody.locator('main a[href^="/calls/0"]').first().getAttribute('href');
    await visit(nobody, `${call}/application-form`);
    await visit(nobody, `${call}/self-check`);
    await press(nobody, 'main form .buttons button');
    await nobody.getByText('What the rules say').waitFor();
    assertQuiet(nobody);
  });
});
