// Questions about a call, receipts and dossiers: in English and Arabic, on a phone, and without JavaScript.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { Stage, assertQuiet, examine, inLanguage, languages } from './harness.mjs';

/** Enters the demonstration by the account of a role. */
async function enter(page, role) {
  await page.goto('/sign-in');
  await page.locator('button.account', { hasText: role }).first().click();
  await page.waitForLoadState();
  assert.equal(new URL(page.url()).pathname, '/');
}

describe('questions about a call', () => {
  let stage;
  let founding;
  before(async () => {
    stage = await Stage.open({ until: 'screening' });
    const page = await stage.page();
    await page.goto('/calls');
    const cards = page.locator('main a.card', { hasText: 'SGF2010' });
    founding = await cards.first().getAttribute('href');
  });
  after(() => stage?.close());

  for (const language of Object.keys(languages)) {
    it(`are read by everybody in ${language}, on a desk and on a phone`, async () => {
      for (const view of ['wide', 'phone']) {
        const page = await stage.page({ view });
        await page.goto(`${founding}/questions`);
        await inLanguage(page, language);
        assert.ok((await page.locator('article.question').count()) >= 6);
        await examine(page, `questions-${language}-${view}`);
      }
    });
  }

  it('stand on the page of the call, which is read in each of its languages apart from the pages', async () => {
    for (const scripts of [true, false]) {
      const page = await stage.page({ scripts });
      await page.goto(`${founding}?in=ar`);
      assert.equal(await page.locator('html').getAttribute('lang'), 'en');
      assert.equal(await page.locator('h1').getAttribute('lang'), 'ar');
      assert.ok((await page.locator('article.question').count()) >= 6);
      const beside = page.locator('time[datetime] + .sub').first();
      const said = await beside.textContent();
      assert.match(said, scripts ? /Where you are/ : /In UTC/);
      assertQuiet(page);
    }
  });

  it('feeds say what is open', async () => {
    const page = await stage.page();
    const json = await page.request.get('/calls/feed.json');
    assert.equal(json.status(), 200);
    assert.equal((await json.json()).version, 'https://jsonfeed.org/version/1.1');
    const again = await page.request.get('/calls/feed.json', { headers: { 'if-none-match': json.headers().etag } });
    assert.equal(again.status(), 304);
    assert.match(await (await page.request.get('/calls/feed.atom')).text(), /<feed xmlns=/);
  });

  for (const scripts of [true, false]) {
    it(`are asked, answered and corrected ${scripts ? 'with' : 'without'} JavaScript`, async () => {
      const officer = await stage.page({ scripts });
      await enter(officer, 'Programme officer');
      const calls = await officer.request.get('/calls/feed.json');
      const open = (await calls.json()).items.at(-1).url;
      const path = new URL(open).pathname;
      const applicant = await stage.page({ scripts, view: 'phone' });
      await enter(applicant, 'Applicant');
      await applicant.goto(`${path}/questions`);
      await inLanguage(applicant, 'ar');
      const question = `هل يجوز ذلك؟ ${scripts}`;
      await applicant.locator('#question').fill(question);
      await applicant.locator('#language').selectOption('ar');
      await examine(applicant, `ask-ar-phone-${scripts}`);
      await applicant.locator('form:has(#question) button').click();
      await applicant.locator('article', { hasText: question }).waitFor();

      await officer.goto(`${path}/questions/open`);
      const card = officer.locator('section.card', { hasText: question });
      await card.locator('textarea[lang="en"]').fill(`Yes, it is allowed. ${scripts}`);
      await examine(officer, `answer-en-wide-${scripts}`);
      await card.locator('button.button').first().click();
      const outside = await stage.page({ scripts });
      await outside.goto(`${path}/questions`);
      await outside.getByText(`Yes, it is allowed. ${scripts}`).waitFor();
      assert.equal(await outside.getByText('@').count(), 0);
      assertQuiet(outside);
    });
  }

  it('dossiers of a call are downloaded from a page that shows how far they are', async () => {
    for (const language of Object.keys(languages)) {
      const officer = await stage.page({ acceptDownloads: true });
      await enter(officer, 'Programme officer');
      await officer.goto(`${founding}/dossiers`);
      await inLanguage(officer, language);
      await examine(officer, `dossiers-${language}`);
      const coming = officer.waitForEvent('download');
      await officer.locator('a[data-follow]').click();
      const download = await coming;
      assert.equal(download.suggestedFilename(), 'SGF2010-dossiers.zip');
      await officer.waitForFunction(() => /\d/.test(document.getElementById('how-far').textContent));
      await download.cancel();
    }
  });
});
