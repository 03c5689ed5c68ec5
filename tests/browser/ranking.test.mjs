// The ranking of the demonstration's call, and its evaluators side by side: read, filtered, ordered and kept by who runs the
// call, without names by the panel, in Arabic and on a phone.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { Stage, assertQuiet, examine, inLanguage } from './harness.mjs';

describe('the ranking', () => {
  let stage;
  let id;
  before(async () => {
    stage = await Stage.open({ until: 'monitoring' });
    const page = await stage.page();
    const calls = await (await page.request.get('/api/v1/calls')).json();
    ({ id } = calls.find(({ code }) => code === 'SGF2010'));
  });
  after(() => stage?.close());

  async function enter(page, role) {
    await page.goto('/sign-in');
    const roles = await page.locator('button.account b').allInnerTexts();
    await page.locator('button.account').nth(roles.indexOf(role)).click();
    await page.waitForLoadState();
  }

  it('shows both scores with the line of the threshold, and leads to the evaluators', async () => {
    const page = await stage.page();
    await enter(page, 'Programme officer');
    await page.goto(`/calls/${id}/evaluation`);
    await page.getByRole('link', { name: 'Ranking', exact: true }).click();
    await page.waitForLoadState();
    assert.equal(new URL(page.url()).pathname, `/calls/${id}/ranking`);
    assert.equal(await page.locator('table tbody th[scope="row"]').count(), 50);
    await examine(page, 'ranking');
    await page.getByRole('link', { name: 'Spread', exact: true }).click();
    await page.waitForLoadState();
    assert.equal(await page.locator('th[aria-sort="descending"]').innerText(), 'Spread ↓');
    await page.goto(`/calls/${id}/ranking?order=-raw&from=101`);
    assert.ok(await page.locator('.threshold-row').count() <= 1);
    await page.locator('#side').selectOption('below');
    await page.getByRole('button', { name: 'Filter' }).click();
    await page.waitForLoadState();
    assert.equal(await page.locator('.chips .chip').first().innerText().then((text) => text.includes('Below the threshold')), true);
    await page.goto(`/calls/${id}/ranking/evaluators?far=5&first=30`);
    assert.ok(await page.locator('svg.chart circle').count() > 1);
    await examine(page, 'ranking-evaluators');
    assertQuiet(page);
  });

  it('keeps a view under a name', async () => {
    const page = await stage.page();
    await enter(page, 'Programme officer');
    await page.goto(`/calls/${id}/ranking?order=-spread&col=raw&col=spread`);
    await page.getByLabel('Name of the view').fill('Wide apart');
    await page.getByRole('button', { name: 'Save this view' }).click();
    await page.waitForLoadState();
    assert.equal(await page.locator('.chip[aria-current]').innerText(), 'Wide apart');
    await page.getByRole('button', { name: 'Delete' }).first().click();
    await page.waitForLoadState();
    assert.equal(await page.getByText('Wide apart').count(), 0);
    assertQuiet(page);
  });

  it('names no evaluator to the panel', async () => {
    const page = await stage.page();
    await enter(page, 'Panel member');
    await page.goto(`/calls/${id}/ranking/evaluators`);
    const names = await page.locator('table').first().locator('tbody th').allInnerTexts();
    assert.ok(names.length > 0);
    for (const name of names) assert.match(name, /^Evaluator \d+$/);
    assertQuiet(page);
  });

  for (const view of ['phone', 'wide']) {
    it(`reads as well in Arabic, ${view}`, async () => {
      const page = await stage.page({ view });
      await enter(page, 'Programme officer');
      await inLanguage(page, 'ar');
      for (const [path, name] of [['ranking', 'ranking'], ['ranking/evaluators', 'evaluators']]) {
        await page.goto(`/calls/${id}/${path}`);
        const missing = (await page.locator('body').innerText()).match(/\[[a-z]+(-[a-z]+)+\]/);
        assert.equal(missing, null, `${path} lacks a text: ${missing}`);
        await examine(page, `${name}-ar-${view}`);
      }
      assertQuiet(page);
    });
  }
});
