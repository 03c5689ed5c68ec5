// A grant from the first account to the first report, by hand: every person at a browser of their own, through forms and
// buttons, on a facility that begins empty. Told once in each language.
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { Company, chapters, choose, fill, password, press, visit } from './company.mjs';
import { Stage, examine, inLanguage, languages } from './harness.mjs';

/** Seconds from the publication of the call to its deadline: enough to write one application on a busy machine. */
const OPEN_FOR = 90;

const people = [
  ['manager', 'facility_manager'],
  ['officer', 'programme_officer'],
  ['second-officer', 'programme_officer'],
  ['finance', 'finance_officer'],
  ['screener', 'screener'],
  ['second-screener', 'screener'],
  ['chair', 'chair', 'UNODC'],
  ['member-ilo', 'panel_member', 'ILO'],
  ['member-iom', 'panel_member', 'IOM'],
  ['member-osce', 'panel_member', 'OSCE'],
];
const readers = ['first-reader', 'second-reader', 'third-reader'];
const members = ['chair', 'member-ilo', 'member-iom', 'member-osce'];

const words = {
  en: { organisation: 'House of Lanterns', title: 'A safe house at the border', long: 'People who were trafficked find shelter, counsel and a trade.', language: 'en' },
  ar: { organisation: 'بيت الفوانيس', title: 'بيت آمن على الحدود', long: 'يجد ضحايا الاتجار بالأشخاص المأوى والمشورة وحرفة يعيشون منها.', language: 'ar' },
};

/** Where the calls of the story keep their time. */
const zone = 'Europe/Vienna';

/** A moment as the definition of a call writes it: local time of its zone. */
function local(moment, zone) {
  return new Date(moment).toLocaleString('sv-SE', { timeZone: zone }).replace(' ', 'T');
}

/** A day so many days from today, in UTC as the server counts. */
function day(from) {
  return new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10);
}

/** The story in each language. */
const tellings = [];

for (const language of Object.keys(languages)) {
  tellings.push([`in ${language}`, () => {
    const text = words[language];
    const at = (key) => company.at(key);
    let stage;
    let company;
    let call;
    let deadline;
    let organisation;
    let proposal;
    let grant;

    before(async () => {
      stage = await Stage.open({});
      company = new Company(stage, language);
    });
    after(() => stage?.close());

    const chapter = chapters(`story-${language}`, () => company.pages);

    /** Looks at a page as everybody would: in the right language, with every text, and all that `examine` asks. */
    async function look(page, name) {
      await inLanguage(page, language);
      const missing = (await page.locator('body').innerText()).match(/\[[a-z]+(-[a-z]+)+\]/);
      assert.equal(missing, null, `${page.url()} lacks a text: ${missing}`);
      await examine(page, `story-${language}-${name}`);
    }

    chapter('the operator appoints the people of the facility', async () => {
      await company.appoint(people);
      const manager = await at('manager');
      await visit(manager, '/people');
      for (const [key] of people) assert.ok(await manager.getByText(company.address(key), { exact: true }).isVisible());
      await look(manager, 'people');
    });

    chapter('an applicant opens an account and confirms the address', async () => {
      const page = await company.stranger();
      await visit(page, '/register');
      await fill(page, { name: 'Rana Haddad', email: company.address('applicant'), password });
      await choose(page, 'language', language);
      await look(page, 'register');
      await press(page, 'form[action="/register"] button');
      await look(page, 'register-sent');
      const link = await letter(page, company.address('applicant'), 'a[href*="/confirm/"]');
      await press(page, link);
      await look(page, 'confirm');
      await press(page, 'main form button');
      await at('applicant');
    });

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

    chapter('the organisation is registered and verified by two people', async () => {
      const applicant = await at('applicant');
      await visit(applicant, '/organisations/new');
      await fill(applicant, { legal_name: text.organisation, country: 'JO', kind: 'association' });
      await look(applicant, 'organisation-form');
      await press(applicant, 'main form .buttons button');
      const steps = new URL(applicant.url()).pathname;
      const years = [1, 2, 3].map((ago) => `budget.${new Date().getUTCFullYear() - ago}`);
      for (const [section, fields] of [
        ['identity', { address: 'Rainbow Street 7, Amman', email: 'office@lanterns.example' }],
        ['legal_status', { registration_number: 'JO-4471', registered_on: '2005-06-01', registration_authority: 'Ministry of Social Development', unregistered_reason: 'The certificate is being renewed.' }],
        ['governance', { founded_on: '2005-01-10', 'officers.0.name': 'Rana Haddad' }],
        ['money', {
          budget_currency: 'USD', ...Object.fromEntries(years.map((year) => [year, '120000'])), unaudited_reason: 'Not asked for by the law.',
          bank_holder: text.organisation, bank_name: 'Example Bank', bank_country: 'JO', bank_number: '0123456789',
        }],
        ['experience', { experience: text.long }],
        ['declarations', {}],
      ]) {
        await visit(applicant, `${steps}/${section}`);
        await fill(applicant, fields);
        if (section === 'experience') await choose(applicant, 'working_languages', 'ar');
        if (section === 'declarations') {
          for (const name of new Set(await applicant.locator('main input[type=radio]').evaluateAll((all) => all.map((one) => one.name)))) await choose(applicant, name, 'yes');
        }
        await press(applicant, 'main form .buttons button[value=save]');
      }
      organisation = steps.replace('/registration', '');
      await visit(applicant, `${organisation}/people`);
      await fill(applicant, { name: 'Sami Odeh', email: company.address('contact') });
      await applicant.locator(`form[action="${organisation}/people"] input[name=role][value=editor] + label`).click();
      await press(applicant, `form[action="${organisation}/people"] button`);
      const contact = await company.stranger();
      const join = await letter(contact, company.address('contact'), 'a[href*="/join/"]');
      await press(contact, join);
      await fill(contact, { name: 'Sami Odeh', password });
      await press(contact, 'button[value=open]');
      await visit(applicant, organisation);
      await look(applicant, 'organisation');

      const officer = await at('officer');
      await visit(officer, `${organisation}/verification`);
      for (const name of new Set(await officer.locator('main input[type=radio]').evaluateAll((all) => all.map((one) => one.name)))) {
        await choose(officer, name, 'yes');
      }
      await fill(officer, { remark: text.long });
      await look(officer, 'verification');
      await press(officer, 'main form button[value=propose]');
      const confirms = 'main form button[name=act][value=confirm]';
      assert.equal(await officer.locator(confirms).count(), 0, 'nobody confirms the own proposal');

      const second = await at('second-officer');
      await visit(second, `${organisation}/verification`);
      await press(second, confirms);
      await look(second, 'verified');
    });

    chapter('the officer drafts a call, the manager approves it, it is published', async () => {
      const officer = await at('officer');
      await visit(officer, '/calls/new');
      await choose(officer, 'source', 'template ungift-2010');
      await fill(officer, { code: 'STORY' });
      await look(officer, 'call-new');
      await press(officer, 'main form .buttons button');
      call = new URL(officer.url()).pathname.replace(/\/edit$/, '');
      await visit(officer, `${call}/edit`);
      await look(officer, 'call-edit');
      const manager = await at('manager');
      await visit(manager, call);

      await visit(officer, `${call}/edit/toml`);
      const definition = officer.locator('[name=definition]');
      deadline = Math.ceil(Date.now() / 1000) * 1000 + OPEN_FOR * 1000;
      const replaced = (await definition.inputValue())
        .replace(/^zone = .*$/m, `zone = "${zone}"`)
        .replace(/^opens = .*$/m, `opens = "${local(deadline - 86_400_000 * 30, zone)}"`)
        .replace(/^closes = .*$/m, `closes = "${local(deadline, zone)}"`)
        .replace(/^projects_end = .*$/m, `projects_end = "${day(1000)}"`)
        .replace(/^(questions_until|answers_by|results_on|projects_start) = .*\n/gm, '');
      await definition.fill(replaced);
      await press(officer, 'main form .buttons button');

      await visit(manager, call);
      await act(manager, 'approve');
      await visit(officer, call);
      await act(officer, 'publish');
    });

    /** Opens an act that is folded away and carries it out. */
    async function act(page, name) {
      const form = page.locator(`details.act form[action$="/${name}"]`);
      await page.locator('details.act', { has: page.locator(`form[action$="/${name}"]`) }).locator('summary').click();
      await press(page, form.locator('button'));
    }

    chapter('the applicant writes, checks and submits a proposal', async () => {
      const page = await at('applicant');
      await visit(page, call);
      await press(page, `a[href="${call}/apply"]`);
      await choose(page, 'organisation', organisation.split('/').at(-1));
      await press(page, 'main form .buttons button');
      proposal = new URL(page.url()).pathname.replace(/\/draft$/, '');
      const sections = await page.locator('.task-list a').evaluateAll((links) => links.map((one) => one.getAttribute('href')).filter((one) => !one.includes('#')));
      assert.equal(sections.length, 6);
      await press(page, `a[href="${sections[0]}"]`);

      await fill(page, { title: text.title, country: 'JO', months: '12', summary: text.long });
      await pick(page, 'theme', 'victims');
      await pick(page, 'language', text.language);
      await onward(page);
      await fill(page, { problem: text.long, beneficiaries: text.long, direct: '120' });
      await onward(page);
      await fill(page, { activities: text.long, results: text.long, sustainability: text.long });
      await onward(page);
      await fill(page, { protection: text.long, capacity: text.long });
      await pick(page, 'partners', 'no');
      await onward(page);
      await fill(page, {
        'budget.0.heading': 'staff', 'budget.0.description': text.title, 'budget.0.quantity': '12', 'budget.0.unit_cost': '2000', 'budget.0.requested': '24000',
      });
      await page.locator('button[data-add=budget]').click();
      await fill(page, {
        'budget.1.heading': 'services', 'budget.1.description': text.title, 'budget.1.quantity': '100', 'budget.1.unit_cost': '200', 'budget.1.requested': '16000',
      });
      assert.match((await page.locator('[data-total=requested]').innerText()).replace(/\D/g, ''), /^40000/);
      await onward(page);
      await page.locator('label[for=not_for_profit]').click();
      await page.locator('label[for=truth]').click();
      await onward(page);
      await visit(page, `${proposal}/check`);
      await page.locator('label[for=declared]').click();
      await press(page, 'main form.card button');
      assert.match(await page.locator('.reference').innerText(), /STORY/);
      assert.match(await page.locator('.digest').first().innerText(), /^[0-9a-f]{64}$/);
      assert.ok(Date.now() < deadline, 'the deadline passed while writing');
      await look(page, 'receipt');

      // The deadline is still ahead: the file can be looked at, and replaced.
      await visit(page, call);
      await look(page, 'call');
      await visit(page, `${proposal}/draft`);
      await look(page, 'draft');
      await visit(page, sections[4]);
      await look(page, 'draft-budget');
      await visit(page, proposal);
      await look(page, 'proposal-submitted');
    });

    /** Chooses an option of a question, whichever control it has. */
    async function pick(page, name, value) {
      if (await page.locator(`select[name="${name}"]`).count()) await fill(page, { [name]: value });
      else await choose(page, name, value);
    }

    const onward = (page) => press(page, '.buttons button[value=continue]');

    chapter('the file is screened after the deadline', async () => {
      const officer = await at('officer');
      await sleep(Math.max(0, deadline + 1500 - Date.now()));
      await visit(officer, `${call}/batches`);
      await look(officer, 'batches');
      await fill(officer, { most: '1' });
      await press(officer, 'aside form button.button');
      await look(officer, 'batch');

      const screener = await at('screener');
      await visit(screener, '/screening');
      await look(screener, 'screening-queue');
      await press(screener, 'main form button.button-large');
      assert.equal(new URL(screener.url()).pathname, `${proposal}/screening`);
      for (const name of new Set(await screener.locator('input[name^="verdict-"]').evaluateAll((all) => all.map((one) => one.name)))) {
        await choose(screener, name, 'pass');
      }
      await look(screener, 'screening-desk');
      await press(screener, 'button[value=save]');
      await press(screener, 'button[value=conclude]');

      await visit(officer, `${call}/screening`);
      await look(officer, 'screening-call');
      await visit(officer, `${call}/statistics`);
      await look(officer, 'screening-statistics');
      await visit(officer, `${call}/screening`);
      await press(officer, 'button[value=eligible]');
    });

    chapter('evaluators are invited and accept the terms of confidentiality', async () => {
      const officer = await at('officer');
      for (const key of readers) {
        await visit(officer, `${call}/evaluators`);
        await fill(officer, { name: key, email: company.address(key) });
        await officer.locator('select[name=language]').selectOption(language);
        await press(officer, 'button[value=one]');
      }
      await look(officer, 'evaluators');
      for (const key of readers) {
        const page = await company.stranger();
        await press(page, await letter(page, company.address(key), 'a[href*="/evaluate/"]'));
        if (key === readers[0]) await look(page, 'evaluator-invited');
        await page.locator('label[for=agree]').click();
        await fill(page, { name: key, password });
        await press(page, 'button[value=open]');
        await at(key);
      }
      const reader = await at(readers[0]);
      await visit(reader, '/evaluator');
      await look(reader, 'evaluator-profile');
    });

    chapter('three evaluators declare and score', async () => {
      const officer = await at('officer');
      await visit(officer, `${call}/assignment`);
      await press(officer, 'button[value=plan]');
      await look(officer, 'evaluation-plan');
      await press(officer, 'button[value=assign]');
      for (const key of readers) {
        const page = await at(key);
        await visit(page, '/evaluation');
        await press(page, `.work a[href="${proposal}/evaluation"]`);
        assert.equal(await page.getByText(text.long).count(), 0, 'the file is hidden before the declaration');
        if (key === readers[0]) await look(page, 'evaluation-declare');
        await choose(page, 'interest', 'none');
        await press(page, 'button[value=declare]');
        await score(page);
        await fill(page, { overall: text.long });
        if (key === readers[0]) await look(page, 'evaluation-desk');
        await press(page, 'button[value=submit]');
      }
      await visit(officer, `${call}/evaluation`);
      await look(officer, 'evaluation-call');
      await press(officer, 'button[value=advance]');
    });

    /** Gives four fifths of the points of each question. */
    async function score(page) {
      for (const question of await page.locator('fieldset.criterion').all()) {
        const number = question.locator('input[type=number]');
        if (await number.count()) await number.fill(String(0.8 * Number(await number.getAttribute('max'))));
        else {
          const scale = question.locator('.scale label');
          await scale.nth(Math.round(0.8 * ((await scale.count()) - 1))).click();
        }
      }
    }

    chapter('the panel declares, votes and decides; the manager releases', async () => {
      for (const key of members) {
        const page = await at(key);
        await visit(page, `${call}/panel`);
        if (key === 'chair') await look(page, 'panel-declare');
        await page.locator('label[for=confirmed]').click();
        await press(page, 'button[value=declare]');
      }
      const chair = await at('chair');
      await visit(chair, `${call}/panel/sessions/new`);
      await choose(chair, 'mode', 'asynchronous');
      const clock = (moment) => local(moment, zone).slice(0, 16);
      await fill(chair, { starts: clock(Date.now() - 60_000), ends: clock(Date.now() + 86_400_000) });
      await press(chair, 'button[value=convene]');
      await press(chair, 'button[value=begin]');
      await visit(chair, `${call}/panel`);
      await look(chair, 'panel-agenda');
      await press(chair, 'button[value=open]');
      for (const key of members) {
        const page = await at(key);
        await visit(page, `${proposal}/selection`);
        await choose(page, 'choice', 'fund');
        if (key === 'member-ilo') await look(page, 'panel-item');
        await press(page, 'button[value=vote]');
      }
      await visit(chair, `${proposal}/selection`);
      await press(chair, 'button[value=close]');
      await visit(chair, `${call}/panel/outline`);
      await fill(chair, { reason: text.long });
      await look(chair, 'panel-outline');
      await press(chair, 'button[value=record]');

      const applicant = await at('applicant');
      await visit(applicant, proposal);
      assert.equal(await applicant.locator('.page-header .status-selected').count(), 0, 'a decision is not seen before its release');
      await visit(chair, `${call}/panel/decisions`);
      await press(chair, 'button[value=adopt]');
      const manager = await at('manager');
      await visit(manager, `${call}/panel/decisions`);
      await press(manager, 'button[value=countersign]');
      await visit(manager, `${call}/panel/outline`);
      await press(manager, 'button[value=release]');
      await visit(applicant, proposal);
      await look(applicant, 'proposal-selected');
      assert.ok(await applicant.locator('.page-header .status-selected').isVisible());
      await act(applicant, 'accept_award');
    });

    chapter('the agreement is prepared, sent, accepted and signed', async () => {
      const officer = await at('officer');
      await visit(officer, proposal);
      await act(officer, 'advance');
      await visit(officer, `${proposal}/agreement`);
      await fill(officer, { amount: '40000', starts_on: day(0), ends_on: day(365) });
      await press(officer, 'button[value=prepare]');
      await look(officer, 'agreement-prepared');
      assert.equal(await officer.locator('button[value=send]').count(), 0, 'nobody sends what they prepared');

      const steps = [['manager', 'send'], ['applicant', 'accept'], ['applicant', 'sign'], ['manager', 'sign'], ['officer', 'start']];
      for (const [key, step] of steps) {
        const page = await at(key);
        await visit(page, `${proposal}/agreement`);
        if (step === 'accept') await look(page, 'agreement-sent');
        await press(page, `button[value=${step}]`);
      }
      await visit(officer, `${proposal}/agreement`);
      await look(officer, 'agreement-signed');
      grant = await officer.locator('main a.button[href^="/grants/"]').getAttribute('href');
    });

    chapter('the first tranche is requested, approved and paid by different people', async () => {
      const officer = await at('officer');
      await visit(officer, grant);
      await press(officer, officer.locator('button[value=request]').first());
      assert.equal(await officer.locator('button[value=approve]').count(), 0, 'nobody approves what they requested');
      const finance = await at('finance');
      await visit(finance, grant);
      await press(finance, 'button[value=approve]');
      await fill(finance, { paid_on: day(0), reference: 'TT-2291' });
      await look(finance, 'payment');
      await press(finance, 'button[value=record]');
      await look(finance, 'grant-paid');
      assert.match((await finance.locator('.money-bar').innerText()).replace(/[^0-9]/g, ''), /20000/);
    });

    chapter('the grantee reports and the officer accepts', async () => {
      const applicant = await at('applicant');
      await visit(applicant, grant);
      await look(applicant, 'grant');
      await visit(applicant, `${grant}/reports/1`);
      await fill(applicant, { narrative: text.long, amount: '18500' });
      await look(applicant, 'report');
      await press(applicant, 'button[value=submit]');
      const officer = await at('officer');
      await visit(officer, `${grant}/reports/1`);
      await press(officer, 'button[value=accept]');
      await look(officer, 'report-accepted');
    });

    chapter('the figures tell the story, and the record holds', async () => {
      const page = await company.stranger();
      await visit(page, '/dashboard');
      await look(page, 'dashboard');
      const { id } = (await (await page.request.get('/api/v1/calls')).json()).find(({ code }) => code === 'STORY');
      const funnel = await (await page.request.get(`/api/v1/calls/${id}/funnel`)).json();
      assert.deepEqual(
        { ...funnel, committed: funnel.committed.minor },
        { ...funnel, registered: 1, countries: 1, screened: 1, eligible: 1, selected: 1, committed: 4_000_000 },
      );
      const { code, stdout, stderr } = await stage.server.run(['verify']);
      assert.equal(code, 0, `${stdout}${stderr}`);
    });
  }]);
}

// Each telling has a facility of its own; while one waits for its deadline, the other goes on.
describe('a grant from beginning to end', { concurrency: true }, () => {
  for (const [name, telling] of tellings) describe(name, { concurrency: 1 }, telling);
});
