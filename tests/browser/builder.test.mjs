// A programme officer sets up a complete call from nothing, without writing data; somebody else approves it, and it is
// published. On a phone without JavaScript and at a desk with it, in English and Arabic.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { Company, choose, fill, password, press, visit } from './company.mjs';
import { Stage, assertFits, assertQuiet, examine, inLanguage, screenshot, signIn } from './harness.mjs';

const arabic = 'نص قصير بالعربية.';
const english = 'A short text in English.';

for (const [language, view, scripts] of [['en', 'phone', false], ['ar', 'wide', true], ['ar', 'phone', true]]) {
  describe(`the builder in ${language}, ${view}${scripts ? '' : ', without JavaScript'}`, () => {
    const name = (part) => `builder-${language}-${view}-${part}`;
    let stage;
    let company;
    let page;
    let address;

    const open = async (key) => {
      const fresh = await stage.page({ view, language, scripts });
      fresh.on('dialog', (dialog) => dialog.accept());
      await signIn(fresh, company.address(key), password);
      await inLanguage(fresh, language);
      return fresh;
    };
    // axe is a script itself: without scripts a page is looked at, not searched.
    const look = async (on, picture) => {
      if (scripts) return examine(on, picture);
      await assertFits(on);
      await screenshot(on, picture);
      return assertQuiet(on);
    };
    const section = (part) => visit(page, `${address}/edit/${part}`);
    const save = () => press(page, 'form[data-checks] .buttons button[value="save"]');
    // Every text of the page that nobody has written yet.
    const write = async () => {
      for (const [tag, text] of [['en', english], ['ar', arabic]]) {
        for (const field of await page.locator(`form[data-checks] [lang="${tag}"][name]`).all()) {
          if ((await field.inputValue()) === '') await field.fill(text);
        }
      }
    };

    before(async () => {
      stage = await Stage.open({});
      company = new Company(stage, language);
      await company.appoint([['officer', 'programme_officer'], ['manager', 'facility_manager']]);
      page = await open('officer');
    });
    after(() => stage?.close());

    it('begins with nothing', async () => {
      await visit(page, '/calls/new');
      await look(page, name('new'));
      await choose(page, 'source', 'nothing');
      await fill(page, { code: '1' });
      await Promise.all([page.waitForNavigation(), page.locator('main form .buttons button').click()]);
      await page.locator('#code-error').waitFor();
      page.troubles.splice(0);
      await choose(page, 'source', 'nothing');
      await fill(page, { code: 'SGF2027' });
      await press(page, 'main form .buttons button');
      address = new URL(page.url()).pathname.replace(/\/edit$/, '');
      await look(page, name('overview'));
    });

    it('takes languages, texts, dates, money, themes and countries', async () => {
      await section('languages');
      for (const tag of ['en', 'ar']) {
        for (const field of ['languages', 'application_languages']) {
          if (!(await page.locator(`input[name="${field}"][value="${tag}"]`).isChecked())) await choose(page, field, tag);
        }
      }
      await look(page, name('languages'));
      await save();
      await section('texts');
      await write();
      await save();
      await look(page, name('texts'));
      await section('dates');
      await fill(page, { 'dates-zone': 'Nowhere' });
      await Promise.all([page.waitForNavigation(), page.locator('form[data-checks] .buttons button[value="save"]').click()]);
      await page.locator('#dates-zone-error').waitFor();
      page.troubles.splice(0);
      await look(page, name('dates-wrong'));
      await fill(page, { 'dates-zone': 'Africa/Nairobi' });
      await save();
      await section('money');
      await choose(page, 'gives-money', 'true');
      await choose(page, 'limits-duration', 'true');
      await save();
      await fill(page, {
        'funding-ceiling_minor': '500,000', 'funding-grant_min_minor': '30000', 'funding-grant_max_minor': '50000',
      });
      await look(page, name('money'));
      await save();
      await section('themes');
      await press(page, 'button[value="add /themes"]');
      await write();
      await save();
      await section('applicants');
      await press(page, 'button[value="tick african"]');
      assert.equal(await page.locator('input[name="countries"]:checked').count(), 54);
      await look(page, name('applicants'));
    });

    it('takes a procedure with the rules of each stage', async () => {
      for (const kind of ['monitoring', 'agreement', 'selection', 'evaluation', 'screening']) {
        await section('procedure');
        await choose(page, 'kind', kind);
        await press(page, 'button[value="add /procedure"]');
      }
      await look(page, name('procedure'));
      assert.equal(await page.locator('a[href*="/edit/stage-"]').count() > 5, true);
      await section('stage-2');
      await press(page, 'button[value="add /procedure/1/criterion"]');
      await write();
      await fill(page, { 'procedure-1-criterion-0-check-rule': 'registered_for' });
      await save();
      await fill(page, { 'procedure-1-criterion-0-check-years': '2' });
      await save();
      await look(page, name('screening'));
      await section('stage-3');
      await press(page, 'button[value="add /procedure/2/section"]');
      await write();
      await fill(page, { 'procedure-2-threshold': '6.5' });
      await save();
      await look(page, name('evaluation'));
      await section('stage-4');
      await fill(page, { 'procedure-3-quorum': '2', 'procedure-3-reserve': '3' });
      await save();
      for (const part of ['stage-4', 'stage-5', 'stage-6', 'stage-1']) {
        await section(part);
        await look(page, name(part));
      }
    });

    it('says what is missing, and where', async () => {
      await visit(page, `${address}/edit`);
      const link = page.locator('a[href*="/edit/letters#"]').first();
      const place = new URL(await link.getAttribute('href'), page.url());
      await press(page, link);
      assert.equal(await page.locator(place.hash).count(), 1);
      await write();
      if (scripts) {
        // The list follows what is typed.
        await page.locator('#checks a').first().waitFor({ state: 'detached' });
      }
      await save();
      await look(page, name('letters'));
      await visit(page, `${address}/edit`);
      await look(page, name('complete'));
      assert.equal(await page.locator('aside a[href*="#"]').count(), 0, 'nothing is missing');
      await section('toml');
      await look(page, name('toml'));
    });

    it('shows the call as an applicant will see it', async () => {
      for (const tag of ['en', 'ar']) {
        await visit(page, `${address}/preview?in=${tag}`);
        assert.equal(await page.locator('html').getAttribute('dir'), tag === 'ar' ? 'rtl' : 'ltr');
        await look(page, name(`preview-${tag}`));
      }
    });

    it('is approved by somebody else and published', async () => {
      const act = async (who, action) => {
        await visit(who, address);
        const details = who.locator('details.act', { has: who.locator(`form[action$="/${action}"]`) });
        await details.locator('summary').click();
        await press(who, details.locator('button'));
      };
      await visit(page, address);
      assert.equal(await page.locator('form[action$="/approve"]').count(), 0, 'nobody approves their own call');
      const manager = await open('manager');
      await act(manager, 'approve');
      await look(manager, name('approved'));
      await act(page, 'publish');
      const outside = await stage.page({ view, language, scripts });
      await visit(outside, address);
      await look(outside, name('public'));
      for (const one of [page, manager, outside]) assertQuiet(one);
    });
  });
}
