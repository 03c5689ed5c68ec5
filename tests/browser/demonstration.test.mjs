// The demonstration as a visitor finds it: one account for each role, work for each, and every page they lead to.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { Stage, assertQuiet, examine, inLanguage } from './harness.mjs';

/** Places of the main navigation that are the same for everybody are looked at once. */
const shared = new Set(['/calls', '/dashboard', '/mails', '/account']);

describe('the demonstration', () => {
  let stage;
  before(async () => { stage = await Stage.open({ until: 'monitoring' }); });
  after(() => stage?.close());

  /** Enters by the button of an account on the sign-in page. */
  async function enter(page, place) {
    await page.goto('/sign-in');
    await page.locator('button.account').nth(place).click();
    await page.waitForLoadState();
    assert.equal(new URL(page.url()).pathname, '/');
  }

  /** The paths a list of links leads to. */
  const paths = (page, selector) => page.locator(selector).evaluateAll((links) => links.map((link) => link.getAttribute('href')));

  async function visit(page, path, name) {
    const response = await page.goto(path);
    assert.equal(response.status(), 200, `${path} answers ${response.status()}`);
    const missing = (await page.locator('body').innerText()).match(/\[[a-z]+(-[a-z]+)+\]/);
    assert.equal(missing, null, `${path} lacks a text: ${missing}`);
    assert.equal(await page.locator('h1').count(), 1, `${path} needs one h1`);
    await examine(page, name);
  }

  it('has one account for each role, and work for each that acts', async () => {
    const page = await stage.page();
    await page.goto('/sign-in');
    const roles = await page.locator('button.account b').allInnerTexts();
    for (const role of ['Applicant', 'Screener', 'Evaluator', 'Panel member', 'Chair of the panel', 'Secretary of the panel', 'Programme officer', 'Finance officer', 'Facility manager', 'Auditor']) {
      assert.ok(roles.includes(role), `no account for ${role}`);
    }
    for (const [place, role] of roles.entries()) {
      await enter(page, place);
      const tasks = await page.locator('.work > li').count();
      if (role !== 'Auditor') assert.ok(tasks > 0, `nothing waits for the ${role}`);
      await page.locator('form[action="/sign-out"] button').click();
      await page.waitForLoadState();
    }
    assertQuiet(page);
  });

  it('shows the same figures on the dashboard and in the API', async () => {
    const page = await stage.page();
    const calls = await (await page.request.get('/api/v1/calls')).json();
    const { id } = calls.find(({ code }) => code === 'SGF2010');
    const funnel = await (await page.request.get(`/api/v1/calls/${id}/funnel`)).json();
    assert.ok(funnel.registered >= 800, `${funnel.registered} registered`);
    assert.equal(funnel.countries, 76);
    assert.equal(funnel.screened, 300);
    assert.equal(funnel.eligible, 223);
    assert.ok(funnel.selected >= 10 && funnel.selected <= 16, `${funnel.selected} selected`);
    assert.ok(funnel.committed.minor <= 50_000_000 && funnel.committed.currency === 'USD');
    await page.goto(`/dashboard?call=${id}`);
    const text = await page.locator('main').innerText();
    for (const figure of [funnel.registered, 76, 300, 223, funnel.selected]) assert.ok(text.includes(String(figure)), `${figure} is not on the dashboard`);
    const committed = Number(funnel.committed.amount).toLocaleString('en-GB');
    assert.ok(text.includes(`USD ${committed}`), `USD ${committed} is not on the dashboard`);
  });

  const kinds = ['Applicant', 'Screener', 'Evaluator', 'Panel member', 'Chair of the panel', 'Secretary of the panel', 'Programme officer', 'Finance officer', 'Facility manager', 'Auditor'];
  for (const [index, role] of kinds.entries()) {
    it(`every place the ${role} is led to`, async () => {
      const page = await stage.page();
      await page.goto('/sign-in');
      const roles = await page.locator('button.account b').allInnerTexts();
      await enter(page, roles.indexOf(role));
      const name = role.toLowerCase().replaceAll(' ', '-');
      const places = (await paths(page, '.site-nav a')).filter((path) => index === 0 || !shared.has(path));
      const onward = new Set();
      for (const path of places) {
        await visit(page, path, `demonstration-${name}${path.replaceAll('/', '-')}`);
        // One of each kind of page a list leads to is enough.
        const seen = new Set();
        for (const link of await paths(page, 'main a[href^="/"]:not([download])')) {
          const kind = link.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID').replace(/\?.*/, '');
          if (/\.(csv|xlsx)$/.test(kind) || seen.has(kind)) continue;
          seen.add(kind);
          onward.add(link);
        }
      }
      const looked = new Set(places);
      const kindsLooked = new Set();
      for (const link of onward) {
        const kind = link.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID').replace(/\?.*/, '');
        if (looked.has(link) || kindsLooked.has(kind)) continue;
        kindsLooked.add(kind);
        await visit(page, link, `demonstration-${name}${kind.replaceAll('/', '-')}`);
      }
    });
  }

  it('reads as well in Arabic and on a phone', async () => {
    for (const [role, places] of [
      ['Applicant', ['/', '/my-proposals', '/organisations', '/grants']],
      ['Programme officer', ['/', '/proposals', '/grants', '/dashboard']],
      ['Screener', ['/', '/screening']],
      ['Evaluator', ['/', '/evaluation']],
      ['Chair of the panel', ['/', '/panel']],
      ['Facility manager', ['/', '/people']],
    ]) {
      const page = await stage.page({ view: 'phone' });
      await page.goto('/sign-in');
      const roles = await page.locator('button.account b').allInnerTexts();
      await enter(page, roles.indexOf(role));
      await inLanguage(page, 'ar');
      const name = role.toLowerCase().replaceAll(' ', '-');
      const followed = new Set();
      for (const path of places) {
        await visit(page, path, `phone-ar-${name}${path.replaceAll('/', '-')}`);
        const [first] = await paths(page, 'main a[href*="/proposals/"], main .work a, main table a');
        if (first && !followed.has(first)) {
          followed.add(first);
          await visit(page, first, `phone-ar-${name}${path.replaceAll('/', '-')}-first`);
        }
      }
      await page.context().close();
    }
  });
});
