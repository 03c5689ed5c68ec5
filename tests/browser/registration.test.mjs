// An organisation is registered in steps, over several sittings, and its people come in by mail.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { Company, choose, fill, password, press, visit } from './company.mjs';
import { Stage, assertQuiet, examine, inLanguage, languages, signIn, signOut } from './harness.mjs';

const names = { en: 'House of Lanterns', ar: 'بيت الفوانيس' };
const onward = 'main form .buttons button[value=continue]';

/** The link of the newest letter with one like it. */
async function letter(page, selector) {
  for (let turn = 0; turn < 20; turn += 1) {
    await visit(page, '/mails');
    const hrefs = await page.locator('.mail-list a').evaluateAll((links) => links.map((one) => one.getAttribute('href')));
    for (const href of hrefs) {
      await visit(page, href);
      const found = page.locator('article').locator(selector);
      if (await found.count()) return found.first().getAttribute('href');
    }
    await sleep(500);
  }
  return assert.fail(`no letter with ${selector}`);
}

for (const language of Object.keys(languages)) {
  describe(`registration in steps in ${language}`, () => {
    let stage;
    let company;
    let steps;
    before(async () => {
      stage = await Stage.open({});
      company = new Company(stage, language);
    });
    after(() => stage?.close());

    /** Looks at a page as everybody would. */
    async function look(page, name) {
      await inLanguage(page, language);
      const missing = (await page.locator('body').innerText()).match(/\[[a-z]+(-[a-z]+)+\]/);
      assert.equal(missing, null, `${page.url()} lacks a text: ${missing}`);
      await examine(page, `registration-${language}-${name}`);
    }

    /** Opens an account by the link that came by mail. */
    async function account(key) {
      const page = await company.stranger();
      await visit(page, '/register');
      await fill(page, { name: `Rana ${key}`, email: company.address(key), password });
      await choose(page, 'language', language);
      await press(page, 'form[action="/register"] button');
      await visit(page, new URL(await letter(page, 'a[href*="/confirm/"]')).pathname);
      await press(page, 'main form button');
      return company.at(key);
    }

    it('begins with the name, and is taken up again after signing out', async () => {
      let page = await account('first');
      await visit(page, '/organisations/new');
      await fill(page, { legal_name: names.en, original_name: names.ar, country: 'JO', kind: 'association' });
      await look(page, 'new');
      await press(page, 'main form .buttons button');
      steps = new URL(page.url()).pathname;
      assert.match(steps, /\/registration$/);
      await look(page, 'steps');
      await visit(page, `${steps}/governance`);
      await fill(page, { founded_on: '2004-05-01', 'officers.0.name': 'Rana Haddad' });
      await press(page, 'button[value=add-officers]');
      assert.equal(await page.locator('[name="officers.0.name"]').inputValue(), 'Rana Haddad');
      await fill(page, { 'officers.1.name': 'Sami Odeh', 'officers.1.original_name': 'سامي عودة', 'officers.1.position': 'Treasurer' });
      await look(page, 'governance');
      await press(page, 'main form .buttons button[value=save]');
      await signOut(page);
      await signIn(page, company.address('first'), password);
      page = await company.at('first');
      await visit(page, '/');
      await press(page, `main a[href="${steps}"]`);
      await visit(page, `${steps}/governance`);
      assert.equal(await page.locator('[name="officers.1.name"]').inputValue(), 'Sami Odeh');
      assertQuiet(page);
    });

    it('says what is wrong at its field, and keeps what was typed', async () => {
      const page = await company.at('first');
      await visit(page, `${steps}/money`);
      await fill(page, { bank_holder: names.en, bank_name: 'Example Bank', bank_country: 'DE', bank_number: 'DE88 3704 0044 0532 0130 00' });
      const [response] = await Promise.all([page.waitForNavigation(), page.locator(onward).click()]);
      assert.equal(response.status(), 422);
      await page.locator('.error-summary a').first().click();
      assert.equal(await page.evaluate(() => document.activeElement.id), 'bank_number');
      assert.equal(await page.locator('[name=bank_number]').inputValue(), 'DE88 3704 0044 0532 0130 00');
      page.troubles.splice(0);
      await look(page, 'money-wrong');
    });

    it('works on a phone and without scripts', async () => {
      const page = await stage.page({ view: 'phone', scripts: false, language });
      await signIn(page, company.address('first'), password);
      for (const [section, fields] of [
        ['identity', { address: 'Rainbow Street 7, Amman', email: 'office@lanterns.example' }],
        ['legal_status', { registered_on: '2005-06-01', unregistered_reason: 'The renewal is under way.' }],
        ['governance', {}],
        ['money', { unaudited_reason: 'Not asked for.', bank_holder: names.en, bank_name: 'Example Bank', bank_country: 'JO', bank_number: '0123456789' }],
        ['experience', { experience: 'A shelter since 2004.' }],
        ['declarations', {}],
      ]) {
        await visit(page, `${steps}/${section}`);
        await fill(page, fields);
        if (section === 'money') {
          await fill(page, { budget_currency: 'USD' });
          for (const year of await page.locator('[name^="budget."]').evaluateAll((all) => all.map((one) => one.name))) await fill(page, { [year]: '120000' });
        }
        if (section === 'experience') await choose(page, 'working_languages', 'ar');
        if (section === 'declarations') {
          for (const name of new Set(await page.locator('main input[type=radio]').evaluateAll((all) => all.map((one) => one.name)))) await choose(page, name, 'yes');
        }
        await look(page, `phone-${section}`);
        await press(page, onward);
      }
      await visit(page, steps);
      await look(page, 'phone-steps');
    });

    it('asks whether a known organisation is meant, and its owner takes the person in', async () => {
      const owner = await company.at('first');
      const page = await account('second');
      await visit(page, '/organisations/new');
      await fill(page, { legal_name: names.en, country: 'JO', kind: 'association' });
      await press(page, 'main form .buttons button');
      assert.match(page.url(), /is-this-you/);
      await page.locator('details summary').first().click();
      await page.locator('textarea[name=message]').first().fill('I keep the books.');
      await look(page, 'is-this-you');
      await press(page, 'form[action*="is-this-you"] button');
      const people = steps.replace('registration', 'people');
      await visit(owner, people);
      await look(owner, 'people');
      await press(owner, 'form[action$="/admit"] button');
      await visit(page, people);
      assert.ok(await page.getByText(company.address('second'), { exact: true }).first().isVisible());
    });

    it('invites a colleague, who opens an account by the link', async () => {
      const owner = await company.at('first');
      const people = steps.replace('registration', 'people');
      await visit(owner, people);
      await fill(owner, { name: 'Lina', email: company.address('third'), language });
      await owner.locator(`form[action="${people}"] input[name=role][value=reader] + label`).click();
      await press(owner, `form[action="${people}"] button`);
      await look(owner, 'invited');
      const page = await company.stranger();
      await visit(page, new URL(await letter(page, 'a[href*="/join/"]')).pathname);
      await look(page, 'join');
      await fill(page, { name: 'Lina Haddad', password });
      await press(page, 'button[value=open]');
      const lina = await company.at('third');
      await visit(lina, people);
      assert.ok(await lina.getByText('Lina Haddad').first().isVisible());
      await look(lina, 'people-as-reader');
    });
  });
}
