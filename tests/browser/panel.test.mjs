// A panel in session: six members at six windows that follow without being loaded anew, a chair who is recused from one item and a
// deputy who presides over it, a secret vote with receipts, two votes in one instant, the screen on the wall, decisions, minutes.
// Told once in each language.
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { Company, chapters, choose, fill, password, press, visit } from './company.mjs';
import { Stage, examine, inLanguage, languages } from './harness.mjs';

/** Seconds from the publication of the call to its deadline: enough to file three nominations through the API. */
const OPEN_FOR = 25;

const people = [
  ['manager', 'facility_manager'],
  ['officer', 'programme_officer'],
  ['chair', 'chair', 'UNODC'],
  ['deputy', 'deputy_chair', 'OHCHR'],
  ['ilo', 'panel_member', 'ILO'],
  ['iom', 'panel_member', 'IOM'],
  ['osce', 'panel_member', 'OSCE'],
  ['unicef', 'panel_member', 'UNICEF'],
  ['secretary', 'panel_secretary'],
];
const members = ['chair', 'deputy', 'ilo', 'iom', 'osce', 'unicef'];
const table = [...members, 'secretary'];
/** Who is recused from which nomination. */
const recused = { chair: 0, osce: 1 };
const titles = ['Fair Threads of Amina Okello', 'Clean Harvest of Rafael Souza', 'Open Doors of Lena Voss'];
const long = 'A supplier was left that kept passports, and workers were told how to complain.';

const declarations = [
  'lawful_purpose', 'not_for_profit', 'no_listed_parties', 'no_fraud_or_corruption', 'no_exploitation_or_abuse', 'no_forced_labour', 'no_bankruptcy', 'information_true',
];

/** A moment as forms and definitions write it: local time of a zone. */
function local(moment, zone) {
  return new Date(moment).toLocaleString('sv-SE', { timeZone: zone }).replace(' ', 'T');
}

for (const language of Object.keys(languages)) {
  describe(`the panel in ${language}`, () => {
    const zone = 'Europe/Vienna';
    const at = (key) => company.at(key);
    let stage;
    let company;
    let call;
    let panel;
    let room;
    const files = [];
    const receipts = new Map();

    before(async () => {
      stage = await Stage.open({});
      company = new Company(stage, language);
    });
    after(() => stage?.close());

    const chapter = chapters(`panel-${language}`, () => company.pages);

    /** Looks at a page as everybody would. */
    async function look(page, name) {
      await inLanguage(page, language);
      const missing = (await page.locator('body').innerText()).match(/\[[a-z]+(-[a-z]+)+\]/);
      assert.equal(missing, null, `${page.url()} lacks a text: ${missing}`);
      await examine(page, `panel-${language}-${name}`);
    }

    /** Asks the API as the person of a page. */
    async function api(page, method, path, data) {
      const csrf = await page.locator('input[name=csrf]').first().getAttribute('value');
      const answer = await page.request.fetch(`/api/v1${path}`, { method, headers: { 'x-csrf-token': csrf }, ...(data === undefined ? {} : { data }) });
      assert.ok(answer.ok(), `${method} ${path} answers ${answer.status()}: ${await answer.text()}`);
      return answer.status() === 204 ? null : answer.json();
    }

    /** The link in the newest letter to an address, once it is there. */
    async function letter(page, address, selector) {
      for (let turn = 0; turn < 20; turn += 1) {
        await visit(page, '/mails');
        const hrefs = await page.locator('.mail-list a').evaluateAll((links) => links.map((one) => one.getAttribute('href')).filter((one) => !one.includes('#')));
        for (const href of hrefs) {
          await visit(page, href);
          const found = page.locator('article', { hasText: address }).locator(selector);
          if (await found.count()) return found.first();
        }
        await sleep(500);
      }
      return assert.fail(`no letter to ${address} with ${selector}`);
    }

    chapter('nominations stand before the panel', async () => {
      await company.appoint(people);
      const page = await company.stranger();
      await visit(page, '/register');
      await fill(page, { name: 'Rana Haddad', email: company.address('applicant'), password });
      await choose(page, 'language', language);
      await press(page, 'form[action="/register"] button');
      await press(page, await letter(page, company.address('applicant'), 'a[href*="/confirm/"]'));
      await press(page, 'main form button');
      const applicant = await at('applicant');
      const organisation = (await api(applicant, 'POST', '/organisations', {
        legal_name: 'House of Lanterns', country: 'JO', kind: 'association', other_names: [], registration_number: 'JO-4471', registration_authority: 'Ministry', registered_on: '2005-06-01',
        unregistered_reason: 'The certificate is being renewed.', email: 'office@lanterns.example', address: 'Rainbow Street 7, Amman', founded_on: '2005-01-10', officers: ['Rana Haddad'],
        budget_currency: 'USD', budgets: [1, 2, 3].map((ago) => ({ year: new Date().getUTCFullYear() - ago, minor: 12_000_000 })),
        bank_account: { holder: 'House of Lanterns', bank: 'Example Bank', country: 'JO', number: '0123456789' }, unaudited_reason: 'Not asked for.', experience: long, working_languages: ['ar'], declarations: Object.fromEntries(declarations.map((name) => [name, true])),
      })).id;
      await api(applicant, 'POST', `/organisations/${organisation}/invitations`, { name: 'Sami Odeh', email: company.address('contact'), role: 'editor' });
      const contact = await company.stranger();
      await press(contact, await letter(contact, company.address('contact'), 'a[href*="/join/"]'));
      await fill(contact, { name: 'Sami Odeh', password });
      await press(contact, 'button[value=open]');

      // Only a verified organisation can be selected.
      const officer = await at('officer');
      const manager = await at('manager');
      const { questions } = await api(officer, 'GET', `/organisations/${organisation}/verification`);
      const answers = Object.fromEntries(questions.map((one) => [one.id, { answer: 'yes', comment: null }]));
      await api(officer, 'POST', `/organisations/${organisation}/propose-verification`, { answers, comment: long });
      await api(manager, 'POST', `/organisations/${organisation}/confirm-verification`);

      // The award, decided by the jury alone, secretly.
      const definition = await api(officer, 'GET', '/call-templates/business-leaders-award');
      definition.code = 'PANEL';
      definition.procedure = definition.procedure.filter(({ kind }) => kind === 'intake' || kind === 'selection');
      Object.assign(definition.procedure.find(({ kind }) => kind === 'selection'), { secret: true, quorum: 4 });
      const deadline = Math.ceil(Date.now() / 1000) * 1000 + OPEN_FOR * 1000;
      definition.dates = { zone, opens: local(deadline - 86_400_000 * 30, zone), closes: local(deadline, zone) };
      const id = (await api(officer, 'POST', '/calls', { code: 'PANEL', definition })).id;
      call = `/calls/${id}`;
      await api(manager, 'POST', `${call}/approve`);
      await api(officer, 'POST', `${call}/publish`);
      for (const title of titles) {
        const file = (await api(applicant, 'POST', '/proposals', { call: id, organisation })).id;
        await api(applicant, 'PATCH', `/proposals/${file}/draft`, { answers: { nominee: title, country: 'JO', theme: 'supply_chain', language, deed: long, effect: long, consent: true } });
        await api(applicant, 'POST', `/proposals/${file}/submit`, { declared: true });
        files.push(file);
      }
      await sleep(Math.max(0, deadline + 1500 - Date.now()));
      await api(officer, 'POST', `${call}/advance-first`, { count: titles.length });
      panel = `${call}/panel`;
    });

    chapter('everybody at the table declares before the agenda', async () => {
      for (const key of table) {
        const page = await at(key);
        await visit(page, panel);
        if (key === 'chair') await look(page, 'declare');
        if (key in recused) await page.locator(`select[name="interest-${files[recused[key]]}"]`).selectOption('employment');
        await page.locator('label[for=confirmed]').click();
        await press(page, 'button[value=declare]');
        const shown = await page.locator('main').innerText();
        for (const [number, title] of titles.entries()) assert.equal(shown.includes(title), recused[key] !== number, `${key} and ${title}`);
      }
      await look(await at('chair'), 'home');
      const manager = await at('manager');
      await visit(manager, `${panel}/members`);
      for (const [key] of people.slice(2)) assert.ok(await manager.locator('tbody th', { hasText: key }).first().isVisible());
      await look(manager, 'members');
    });

    chapter('the secretary convenes a session, the chair begins it, everybody comes', async () => {
      const secretary = await at('secretary');
      await visit(secretary, `${panel}/sessions/new`);
      await choose(secretary, 'mode', 'remote');
      await fill(secretary, { starts: local(Date.now() - 60_000, zone).slice(0, 16) });
      for (const [place, file] of files.entries()) await fill(secretary, { [`place-${file}`]: String(place + 1) });
      await look(secretary, 'convene');
      await press(secretary, 'button[value=convene]');
      room = new URL(secretary.url()).pathname;
      assert.equal(room, `${panel}/sessions/1`);
      await look(secretary, 'room-before');
      const chair = await at('chair');
      await visit(chair, room);
      await press(chair, 'button[value=begin]');
      for (const key of table) {
        const page = await at(key);
        if (key !== 'chair') await visit(page, room);
        await press(page, '#room-state button[value=attend]');
      }
      await look(chair, 'room-begun');
    });

    /** The seat of somebody at the table, and the button of the secretary beside it. */
    const seat = (page, key) => page.locator('.seats li', { has: page.locator('bdi', { hasText: new RegExp(`^${key}$`) }) });
    const door = (page, key) => seat(page, key).locator('button');

    /** Counts how often a page fetches what it follows. */
    function fetches(page) {
      const seen = [];
      const note = (request) => { if (request.url().includes('part=live')) seen.push(request.url()); };
      page.on('request', note);
      return { seen, stop: () => page.off('request', note) };
    }

    /** Votes secretly and keeps the receipt. */
    async function vote(key, choice) {
      const page = await at(key);
      await choose(page, 'choice', choice);
      await press(page, '#room-vote button[value=vote]');
      const receipt = await page.locator('#receipt').innerText();
      assert.match(receipt, /^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
      receipts.set(key, receipt);
      return page;
    }

    chapter('the deputy presides where the chair is recused, and the chair learns nothing', async () => {
      const chair = await at('chair');
      const secretary = await at('secretary');
      await press(secretary, door(secretary, 'chair'));
      await seat(chair, 'chair').locator('.ended').waitFor();
      const followed = fetches(chair);
      const before = await chair.locator('main').innerText();

      const deputy = await at('deputy');
      await visit(deputy, room);
      await press(deputy, `#room-next form[action="/proposals/${files[0]}/selection"] button[value=open]`);
      const voters = ['deputy', 'ilo', 'iom', 'osce', 'unicef'];
      for (const key of voters) await (await at(key)).locator('#room-vote input[value=fund]').waitFor();
      await look(deputy, 'room-open');

      // Two members in one instant, each at a window of their own.
      await Promise.all([vote('ilo', 'fund'), vote('iom', 'fund')]);
      await look(await at('ilo'), 'receipt');
      await vote('osce', 'reject');
      await vote('unicef', 'fund');
      // The deputy sees how many have voted, without loading the page, and nobody how.
      await deputy.locator('#room-item .good').waitFor();
      assert.doesNotMatch(await deputy.locator('#room-item').innerText(), /\d+ (votes|أصوات)/);
      await vote('deputy', 'abstain');

      // One changes their mind with the receipt.
      const osce = await at('osce');
      const old = receipts.get('osce');
      await press(osce, 'main a.button');
      await choose(osce, 'choice', 'fund');
      await fill(osce, { receipt: old });
      await press(osce, '#room-vote button[value=vote]');
      receipts.set('osce', await osce.locator('#receipt').innerText());
      assert.notEqual(receipts.get('osce'), old);

      for (const key of ['deputy', 'ilo', 'iom', 'osce', 'unicef']) {
        const page = await at(key);
        if (!page.url().endsWith(room)) await press(page, 'main a.button');
      }
      await press(deputy, '#room-chair button[value=close]');
      for (const key of ['ilo', 'iom', 'osce', 'unicef']) await (await at(key)).locator('#room-item dl.facts-list').first().waitFor();
      await look(await at('ilo'), 'room-closed');
      await deputy.locator('#room-chair select[name=decision]').selectOption('selected');
      await fill(deputy, { reason: long });
      await press(deputy, '#room-chair button[value=record]');
      await (await at('iom')).locator('#room-item .status-selected').waitFor();

      await sleep(2500);
      assert.deepEqual(followed.seen, [], 'the window of the chair has followed something');
      assert.equal(await chair.locator('main').innerText(), before);
      followed.stop();
    });

    chapter('each vote is found by its receipt, and the replaced one is not', async () => {
      const iom = await at('iom');
      const check = `/proposals/${files[0]}/selection/receipt`;
      await visit(iom, check);
      await fill(iom, { receipt: receipts.get('osce').toLowerCase() });
      await press(iom, 'main form.card button');
      assert.ok(await iom.locator('.notice-success').isVisible());
      assert.equal(await iom.locator('tbody tr').count(), 5);
      await look(iom, 'receipts');
      const chair = await at('chair');
      assert.equal((await chair.request.get(check)).status(), 404);
    });

    chapter('the screen waits for who is recused; one votes without scripts', async () => {
      const secretary = await at('secretary');
      const chair = await at('chair');
      await press(secretary, door(secretary, 'chair'));
      // The chair is in again, without loading the page.
      await chair.locator(`#room-next form[action="/proposals/${files[1]}/selection"] button[value=open]`).waitFor();
      const wall = await secretary.context().newPage();
      await visit(wall, `${room}/screen`);
      await press(chair, '#room-next button[value=open]');
      await wall.locator('.wall-names', { hasText: 'osce' }).waitFor();
      assert.doesNotMatch(await wall.locator('body').innerText(), new RegExp(titles[1]));
      await inLanguage(secretary, language);
      await press(secretary, door(secretary, 'osce'));
      await wall.locator('.wall h2', { hasText: titles[1] }).waitFor();
      wall.troubles = [];
      await examine(wall, `panel-${language}-screen`);
      await wall.close();

      const plain = await stage.page({ language, scripts: false });
      await plain.goto('/sign-in');
      await fill(plain, { email: company.address('unicef'), password });
      await plain.locator('form:has(input[type=password]) button').first().click();
      await visit(plain, room);
      await choose(plain, 'choice', 'reject');
      await press(plain, '#room-vote button[value=vote]');
      assert.ok(await plain.locator('#receipt').isVisible());

      for (const key of ['chair', 'deputy', 'ilo', 'iom']) {
        const page = await at(key);
        if (!page.url().endsWith(room)) await visit(page, room);
        await vote(key, 'reject');
        await press(page, 'main a.button');
      }
      await press(chair, '#room-chair button[value=close]');
      await chair.locator('#room-chair select[name=decision]').selectOption('rejected_on_quality');
      await fill(chair, { reason: long });
      await press(chair, '#room-chair button[value=record]');
      const osce = await at('osce');
      await visit(osce, room);
      assert.doesNotMatch(await osce.locator('main').innerText(), new RegExp(titles[1]));
    });

    chapter('what one is filling in stays while others act', async () => {
      const secretary = await at('secretary');
      const chair = await at('chair');
      await press(secretary, door(secretary, 'osce'));
      await chair.locator(`#room-next form[action="/proposals/${files[2]}/selection"]`).waitFor();
      await press(chair, '#room-next button[value=open]');
      const ilo = await at('ilo');
      await ilo.locator('#room-vote input[value=fund]').waitFor();
      await choose(ilo, 'choice', 'fund');
      const iom = await at('iom');
      await iom.locator('#room-vote input[value=fund]').waitFor();
      await vote('iom', 'fund');
      await seat(ilo, 'iom').locator('.good').waitFor();
      assert.ok(await ilo.locator('#room-vote input[value=fund]').isChecked(), 'the choice is gone');
      for (const key of ['ilo', 'osce', 'unicef', 'chair']) {
        const page = await at(key);
        if (key !== 'ilo') await visit(page, room);
        await vote(key, 'fund');
      }
      await press(chair, 'main a.button');
      await press(chair, '#room-chair button[value=close]');
      await chair.locator('#room-chair select[name=decision]').selectOption('selected');
      await fill(chair, { reason: long });
      await press(chair, '#room-chair button[value=record]');
    });

    chapter('the decision is adopted and countersigned, dissent stated, the minutes signed', async () => {
      const chair = await at('chair');
      const deputy = await at('deputy');
      await visit(chair, '/');
      await press(chair, `.work a[href="${panel}/decisions"]`);
      assert.doesNotMatch(await chair.locator('main').innerText(), new RegExp(titles[0]));
      await look(chair, 'decisions-open');
      await press(chair, 'button[value=adopt]');
      await visit(deputy, `${panel}/decisions`);
      await press(deputy, 'button[value=adopt]');
      const manager = await at('manager');
      await visit(manager, '/');
      await press(manager, `.work a[href="${panel}/decisions"]`);
      await look(manager, 'decisions-adopted');
      await press(manager, manager.locator('button[value=countersign]').first());
      await press(manager, manager.locator('button[value=countersign]').first());
      assert.equal(await manager.locator('button[value=countersign]').count(), 0);
      await look(manager, 'decisions');

      const unicef = await at('unicef');
      await visit(unicef, `${room}/minutes`);
      await fill(unicef, { dissent: long });
      await press(unicef, 'button[value=dissent]');
      await visit(chair, room);
      await press(chair, '#room-state button[value=end]');
      await visit(chair, '/');
      await press(chair, `.work a[href="${room}/minutes"]`);
      assert.doesNotMatch(await chair.locator('main').innerText(), new RegExp(titles[0]));
      await look(chair, 'minutes-to-sign');
      await press(chair, 'button[value=sign]');
      assert.ok(await chair.locator('.notice-success').first().isVisible());
      await visit(unicef, `${room}/minutes`);
      for (const title of titles) assert.match(await unicef.locator('main').innerText(), new RegExp(title));
      assert.equal(await unicef.locator('button[value=dissent]').count(), 0);
      await look(unicef, 'minutes');
      await visit(unicef, panel);
      await look(unicef, 'agenda');
    });

    chapter('who signs out no longer follows', async () => {
      const iom = await at('iom');
      await visit(iom, room);
      const other = await iom.context().newPage();
      await other.goto('/account');
      await other.locator('form[action="/sign-out"] button').click();
      await iom.locator('[data-offline]').waitFor({ state: 'visible' });
      iom.troubles.length = 0;
      await other.close();
    });
  });
}
