// What everybody sees without signing in: in each language, on a desk and on a phone.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { Stage, assertFits, assertQuiet, axeClean, examine, inLanguage, languages, screenshot, viewports } from './harness.mjs';

const pages = { home: '/', 'sign-in': '/sign-in', calls: '/calls', dashboard: '/dashboard', register: '/register', reset: '/reset' };

describe('public pages', () => {
  let stage;
  before(async () => { stage = await Stage.open({ until: 'screening' }); });
  after(() => stage?.close());

  for (const [name, path] of Object.entries(pages)) {
    for (const language of Object.keys(languages)) {
      for (const view of Object.keys(viewports)) {
        it(`${name} in ${language}, ${view}`, async () => {
          const page = await stage.page({ view });
          const response = await page.goto(path);
          assert.equal(response.status(), 200);
          await inLanguage(page, language);
          assert.equal(new URL(page.url()).pathname, path);
          assert.equal(await page.locator('h1').count(), 1);
          await examine(page, `${name}-${language}-${view}`);
        });
      }
    }

    it(`${name} without JavaScript`, async () => {
      const page = await stage.page({ scripts: false });
      const response = await page.goto(path);
      assert.equal(response.status(), 200);
      await inLanguage(page, 'ar');
      await page.locator('h1').waitFor();
      assertQuiet(page);
    });
  }

  it('every call anybody may see has a page that tells all before an account is needed', async () => {
    const page = await stage.page();
    await page.goto('/calls');
    const calls = await page.locator('main a.card').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    assert.ok(calls.length >= 2, `${calls.length} calls are shown`);
    for (const language of Object.keys(languages)) {
      for (const [place, path] of calls.entries()) {
        assert.equal((await page.goto(path)).status(), 200);
        await inLanguage(page, language);
        assert.equal(await page.locator('h1').count(), 1);
        await examine(page, `call-${place}-${language}-wide`);
      }
    }
    const narrow = await stage.page({ view: 'phone', language: 'ar' });
    await narrow.goto(calls[0]);
    await examine(narrow, 'call-ar-phone');
  });

  it('the rooms of the facility are closed to strangers', async () => {
    const page = await stage.page();
    for (const path of ['/people', '/proposals', '/screening', '/evaluation', '/panel', '/grants', '/account', '/organisations/new']) {
      await page.goto(path);
      assert.equal(new URL(page.url()).pathname, '/sign-in', `${path} asks for no account`);
    }
  });

  it('forms without an account say what is missing, beside the field', async () => {
    for (const language of Object.keys(languages)) {
      const page = await stage.page({ language });
      await page.goto('/register');
      await page.locator('form[action="/register"] button').click();
      await page.locator('.error-summary').waitFor();
      assert.ok((await page.locator('.field-bad .error').count()) >= 2);
      await assertFits(page);
      await axeClean(page);
      await screenshot(page, `register-refused-${language}`);
    }
  });

  it('a browser that prefers Arabic is greeted in Arabic', async () => {
    const page = await stage.page({ language: 'ar' });
    await page.goto('/');
    assert.equal(await page.locator('html').getAttribute('lang'), 'ar');
  });

  it('the API describes itself on a page of its own', async () => {
    const page = await stage.page();
    await page.goto('/docs/');
    await page.getByText('/api/v1/calls', { exact: false }).first().waitFor();
    await screenshot(page, 'docs-wide', false);
    assertQuiet(page);
    const narrow = await stage.page({ view: 'phone' });
    await narrow.goto('/docs/');
    await narrow.getByText('/api/v1/calls', { exact: false }).first().waitFor();
    await assertFits(narrow);
    await screenshot(narrow, 'docs-phone', false);
  });
});
