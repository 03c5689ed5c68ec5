// What everybody sees without signing in: in each language, on a desk and on a phone.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { Stage, assertFits, assertQuiet, examine, inLanguage, languages, screenshot, viewports } from './harness.mjs';

const pages = { home: '/', 'sign-in': '/sign-in' };

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

  it('a browser that prefers Arabic is greeted in Arabic', async () => {
    const page = await stage.page({ language: 'ar' });
    await page.goto('/');
    assert.equal(await page.locator('html').getAttribute('lang'), 'ar');
  });

  it('the API describes itself on a page of its own', async () => {
    const page = await stage.page();
    await page.goto('/docs/');
    await page.getByText('/api/v1/calls', { exact: false }).first().waitFor();
    await screenshot(page, 'docs-wide');
    assertQuiet(page);
    const narrow = await stage.page({ view: 'phone' });
    await narrow.goto('/docs/');
    await narrow.getByText('/api/v1/calls', { exact: false }).first().waitFor();
    await assertFits(narrow);
    await screenshot(narrow, 'docs-phone');
  });
});
