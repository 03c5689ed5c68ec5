// Letters about decisions in the browser: their texts with a live preview, the check one by one, holding back, the release
// with its mails and PDFs; and the public results that follow. In English and Arabic, wide and on a phone.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { Stage, assertQuiet, examine, inLanguage } from './harness.mjs';


async function callOf(page) {
  const calls = await (await page.request.get('/api/v1/calls')).json();
  return calls.find(({ code }) => code === 'SGF2010').id;
}

async function enter(page, role) {
  await page.goto('/sign-in');
  const roles = await page.locator('button.account b').allInnerTexts();
  await page.locator('button.account').nth(roles.indexOf(role)).click();
  await page.waitForLoadState();
}

/** The PDF at an address, as the person of the page gets it. */
async function pdf(page, path) {
  const answer = await page.request.get(path);
  assert.equal(answer.headers()['content-type'], 'application/pdf');
  return answer.body();
}

describe('letters of the demonstration', () => {
  let stage;
  let id;
  before(async () => {
    stage = await Stage.open({ until: 'selection' });
    id = await callOf(await stage.page());
  });
  after(() => stage?.close());

  for (const [language, view] of [['en', 'wide'], ['ar', 'wide'], ['ar', 'phone']]) {
    it(`are written with a preview on a real file, ${language}, ${view}`, async () => {
      const page = await stage.page({ view });
      await enter(page, 'Programme officer');
      await inLanguage(page, language);
      await page.goto(`/calls/${id}/letters`);
      await examine(page, `letters-texts-${language}-${view}`);
      await page.goto(`/calls/${id}/letters/below_threshold?language=${language}`);
      assert.match(await page.locator('#checks').innerText(), /SGF2010-\d{4}/);
      await page.locator(`#text-${language}`).fill('{organisation}: {title}\n\nxyz {amount}');
      await page.locator('#checks').getByText('xyz').waitFor();
      assert.equal(await page.locator('#checks .paper').getAttribute('lang'), language);
      await examine(page, `letters-text-${language}-${view}`);
    });
  }

  it('cannot say what is no fact, and come into force with a reason', async () => {
    const page = await stage.page({ scripts: false });
    await enter(page, 'Programme officer');
    // A chosen language stays with the account.
    await inLanguage(page, 'en');
    await page.goto(`/calls/${id}/letters/reserve`);
    for (const code of ['en', 'ar']) await page.locator(`#text-${code}`).fill('{organisation} {titel}');
    await page.locator('#reason').fill('clearer');
    await page.locator('button[value=save]').click();
    await page.getByText('titel').first().waitFor();
    assert.match(page.troubles.splice(0).join(), /status of 422/);
    for (const code of ['en', 'ar']) await page.locator(`#text-${code}`).fill('{organisation}: {title}. {place}');
    await page.locator('button[value=save]').click();
    await page.getByText('The text is in force.').waitFor();
    await page.getByText('clearer').waitFor();
    assertQuiet(page);
  });

  for (const view of ['wide', 'phone']) {
    it(`are read one by one in Arabic, ${view}`, async () => {
      const page = await stage.page({ view });
      await enter(page, 'Facility manager');
      await inLanguage(page, 'ar');
      await page.goto(`/calls/${id}/panel/letters`);
      await examine(page, `letters-desk-ar-${view}`);
      await page.locator('table a').first().click();
      await page.waitForLoadState();
      await examine(page, `letters-one-ar-${view}`);
    });
  }

  it('are checked, held back and sent at one moment, each with its PDF', async () => {
    const page = await stage.page();
    page.on('dialog', (dialog) => dialog.accept());
    await enter(page, 'Facility manager');
    await inLanguage(page, 'en');
    await page.goto(`/calls/${id}/panel/letters`);
    const waiting = await page.locator('table').first().locator('tbody tr').count();
    assert.ok(waiting > 2, `${waiting} letters wait`);
    await examine(page, 'letters-desk');
    await page.getByRole('link', { name: 'Read them one by one' }).click();
    await page.waitForLoadState();
    await examine(page, 'letters-one');
    const first = new URL(page.url()).pathname;
    assert.equal((await pdf(page, `${first}/letter.pdf`)).subarray(0, 5).toString(), '%PDF-');
    await page.locator('button[value=check]').click();
    await page.getByText('The letter is marked as checked.').waitFor();
    const second = new URL(page.url()).pathname;
    assert.notEqual(second, first);
    await page.locator('details.act summary').click();
    await page.locator('#reason').fill('The address is not sure.');
    await page.locator('button[value=hold]').click();
    await page.getByText('The letter is held back.').waitFor();

    await page.goto(`/calls/${id}/panel/letters`);
    assert.deepEqual(await page.locator('.kpi dd').allInnerTexts(), [`${waiting - 2}`, '1', '1', '0']);
    await page.locator('#checked-now').check();
    await page.locator('button[value=now]').click();
    await page.getByText('The letters are on their way.').waitFor();
    assert.equal(await page.locator('table').first().locator('tbody tr').count(), waiting - 1);
    await page.locator('button[value=now]').click();
    await page.getByText('The letters are on their way.').waitFor();
    assert.equal(await page.locator('table').first().locator('tbody tr').count(), 1);
    await page.getByText('The address is not sure.').waitFor();

    await page.goto('/mails');
    await page.locator('.mail-list a').first().click();
    await page.waitForLoadState();
    const link = page.getByRole('link', { name: 'Letter as PDF' });
    const once = await pdf(page, await link.getAttribute('href'));
    assert.equal(once.subarray(0, 5).toString(), '%PDF-');
    assert.ok(once.equals(await pdf(page, await link.getAttribute('href'))), 'the same bytes each time');
    assertQuiet(page);
  });
});

describe('public results', () => {
  let stage;
  let id;
  before(async () => {
    stage = await Stage.open({ until: 'monitoring' });
    id = await callOf(await stage.page());
  });
  after(() => stage?.close());

  for (const [language, view] of [['en', 'wide'], ['ar', 'wide'], ['en', 'phone']]) {
    it(`are there for everybody, ${language}, ${view}`, async () => {
      const page = await stage.page({ view });
      await page.goto(`/calls/${id}`);
      await inLanguage(page, language);
      await page.locator(`a[href="/calls/${id}/results"]`).click();
      await page.waitForLoadState();
      const projects = await page.locator('table').first().locator('tbody tr').count();
      assert.ok(projects >= 10 && projects <= 16, `${projects} projects`);
      await examine(page, `results-${language}-${view}`);
    });
  }
});
