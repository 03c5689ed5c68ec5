// A form is built without code, revised once published, and filled in with rows, a logframe and a budget, by everybody.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';

import { Company, choose, fill, password, press, visit } from './company.mjs';
import { Stage, assertQuiet, examine, inLanguage, languages, signIn } from './harness.mjs';

const people = [
  ['officer', 'programme_officer'],
  ['manager', 'facility_manager'],
];
const examples = JSON.parse(await readFile(new URL('../../crates/workflow/tests/data/words.json', import.meta.url)));
const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

for (const language of Object.keys(languages)) {
  describe(`forms in ${language}`, () => {
    let stage;
    let company;
    let call;
    let draft;
    before(async () => {
      stage = await Stage.open({});
      company = new Company(stage, language);
      await company.appoint(people);
    });
    after(() => stage?.close());

    async function look(page, name) {
      await inLanguage(page, language);
      const missing = (await page.locator('body').innerText()).match(/\[[a-z]+(-[a-z]+)+\]/);
      assert.equal(missing, null, `${page.url()} lacks a text: ${missing}`);
      await examine(page, `form-${language}-${name}`);
    }

    const both = (name, text) => ({ [`${name}.en`]: text, [`${name}.ar`]: text });
    const save = 'main form .buttons button:not([name])';

    it('is built by an officer with the keyboard and the mouse', async () => {
      const page = await company.at('officer');
      await visit(page, '/calls/new');
      await choose(page, 'source', 'template ungift-2010');
      await fill(page, { code: 'FORM1' });
      await press(page, 'main form .buttons button');
      call = new URL(page.url()).pathname.replace(/\/edit$/, '');
      await visit(page, `${call}/form`);
      await look(page, 'builder');
      await press(page, 'button[value=add-section]');
      await fill(page, { ...both('title', 'Partners'), name: 'partnership' });
      await look(page, 'section');
      await press(page, 'main form .buttons button[value=save]');

      await page.locator('select[name="kind.partnership"]').selectOption('table');
      await press(page, 'button[value="add-question:partnership"]');
      await fill(page, { ...both('label', 'Who takes part?'), name: 'members', ...both('columns.0.label', 'Name') });
      await page.locator('button[data-add=columns]').click();
      await fill(page, { ...both('columns.1.label', 'People'), 'columns.1.kind': 'number' });
      await press(page, save);
      assert.equal(await page.locator('[name="columns.1.kind"]').inputValue(), 'number');
      await fill(page, { 'columns.1.min': '1', 'columns.1.max': '90' });
      await look(page, 'question');
      await press(page, 'main form .buttons button[value=save]');

      // Up and down by the keyboard alone.
      const order = () => page.locator('[data-place=partnership] [data-question]').evaluateAll((all) => all.map((one) => one.dataset.question));
      await page.locator('select[name="kind.partnership"]').selectOption('date');
      await press(page, 'button[value="add-question:partnership"]');
      await fill(page, { ...both('label', 'Since when?'), name: 'since' });
      await press(page, 'main form .buttons button[value=save]');
      assert.deepEqual(await order(), ['members', 'since']);
      await page.locator('button[value="question-up:since"]').focus();
      await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
      assert.deepEqual(await order(), ['since', 'members']);
      // And by dragging.
      await Promise.all([page.waitForNavigation(), page.locator('[data-question=members]').dragTo(page.locator('[data-question=since]'), { targetPosition: { x: 10, y: 2 } })]);
      assert.deepEqual(await order(), ['members', 'since']);
      assert.equal(await page.locator('.notice-warning').count(), 0, 'nothing is left to mend');
      assertQuiet(page);
    });

    it('has conditions that are tried in the preview', async () => {
      const page = await company.at('officer');
      await visit(page, `${call}/form/sections/partnership`);
      await fill(page, { 'when.question': 'partners' });
      await press(page, save);
      await page.locator('input[name="when.value"][value=yes]').check();
      await look(page, 'condition');
      await press(page, save);
      await visit(page, `${call}/form/preview?language=${language}`);
      assert.equal(await page.locator('[name="members.0.column_1"]').count(), 0);
      await choose(page, 'partners', 'yes');
      await page.locator('main form .buttons button').click();
      await page.waitForSelector('[name="members.0.column_1"]');
      page.troubles.splice(0);
      await look(page, 'preview');
      const other = language === 'en' ? 'ar' : 'en';
      await visit(page, `${call}/form/preview?language=${other}`);
      assert.equal(await page.locator(`div[lang=${other}][dir=${languages[other]}]`).count(), 1);
    });

    it('is published, and filled in with rows in place', async () => {
      const officer = await company.at('officer');
      await visit(officer, `${call}/edit/toml`);
      const text = officer.locator('textarea[name=definition]');
      const written = await text.inputValue();
      await text.fill(written
        .replace(/^opens = .*$/m, `opens = "${day(-2)}T00:00:00"`)
        .replace(/^closes = .*$/m, `closes = "${day(30)}T23:59:00"`)
        .replace(/^projects_end = .*$/m, `projects_end = "${day(1000)}"`)
        .replace(/^(questions_until|answers_by|results_on|projects_start) = .*\n/gm, ''));
      await press(officer, 'main form .buttons button');
      const act = async (page, name) => {
        await visit(page, call);
        await page.locator('details.act', { has: page.locator(`form[action$="/${name}"]`) }).locator('summary').click();
        await press(page, `details.act form[action$="/${name}"] button`);
      };
      await act(await company.at('manager'), 'approve');
      await act(officer, 'publish');

      const page = await company.stranger();
      await visit(page, '/register');
      await fill(page, { name: 'Rana', email: company.address('applicant'), password });
      await choose(page, 'language', language);
      await press(page, 'form[action="/register"] button');
      await visit(page, '/mails');
      await press(page, '.mail-list a');
      await press(page, 'article a[href*="/confirm/"]');
      await press(page, 'main form button');
      const applicant = await company.at('applicant');
      await visit(applicant, '/organisations/new');
      await fill(applicant, { legal_name: 'House of Lanterns', country: 'JO', kind: 'association' });
      await press(applicant, 'main form .buttons button');
      await visit(applicant, `${call}/apply`);
      await applicant.locator('input[name=organisation]').first().check();
      await press(applicant, 'main form .buttons button');
      draft = new URL(applicant.url()).pathname;

      await visit(applicant, `${draft}/budget`);
      const line = (row, values) => Object.fromEntries(Object.entries(values).map(([name, value]) => [`budget.${row}.${name}`, value]));
      await fill(applicant, line(0, { heading: 'staff', description: 'Counsellor', unit: 'month', quantity: '12', unit_cost: '3000', requested: '30000' }));
      await fill(applicant, line(1, { heading: 'overheads', description: 'Office', quantity: '1', unit_cost: '4000', requested: '4000' }));
      const sum = async (which) => (await applicant.locator(which).innerText()).replace(/\D/g, '');
      assert.match(await sum('[data-total=requested]'), /^34000/);
      assert.match(await sum('[data-total=rest]'), /^6000/);
      assert.ok(await applicant.locator('li[data-ceiling=overheads][data-over]').isVisible());
      await fill(applicant, line(1, { requested: '2000' }));
      assert.equal(await applicant.locator('li[data-ceiling=overheads][data-over]').count(), 0);
      const rows = applicant.locator('[data-rows=budget] > [data-row]');
      const before = await rows.count();
      await applicant.locator('button[data-add=budget]').click();
      assert.equal(await rows.count(), before + 1);
      await rows.nth(before).locator('[data-remove]').click();
      assert.equal(await rows.count(), before);
      await look(applicant, 'budget');
      await press(applicant, '.buttons button[value=save]');
    });

    it('takes a logframe, in place and on a phone', async () => {
      const page = await stage.page({ view: 'phone', language });
      await signIn(page, company.address('applicant'), password);
      await visit(page, `${draft}/activities`);
      await fill(page, { 'logframe.goal': 'Safety', 'logframe.outcomes.0.statement': 'People are safe' });
      await page.locator('button[data-add="logframe.outcomes.0.outputs"]').click();
      await fill(page, { 'logframe.outcomes.0.outputs.1.statement': 'A second shelter' });
      await page.locator('button[data-add="logframe.outcomes"]').click();
      assert.equal(await page.locator('[name="logframe.outcomes.1.statement"]').inputValue(), '');
      assert.equal(await page.locator('[name^="logframe.outcomes.1.outputs"][name$=".statement"]').count(), 1);
      await fill(page, { 'logframe.outcomes.1.outputs.0.activities.0': 'Rent a house' });
      await look(page, 'phone-logframe');
      await press(page, '.buttons button[value=save]');
      await visit(page, `${draft}/activities`);
      assert.equal(await page.locator('[name="logframe.outcomes.0.outputs.0.statement"]').inputValue(), 'A second shelter');
      assert.equal(await page.locator('[name="logframe.outcomes.1.outputs.0.activities.0"]').inputValue(), 'Rent a house');
      await visit(page, draft.replace(/\/draft$/, '/check'));
      await look(page, 'phone-check');
      await visit(page, `${draft}/budget`);
      await look(page, 'phone-budget');
    });

    it('adds and takes out rows without scripts', async () => {
      const page = await stage.page({ scripts: false, language });
      await signIn(page, company.address('applicant'), password);
      await visit(page, `${draft}/protection`);
      await choose(page, 'partners', 'yes');
      await press(page, '.buttons button[value=save]');
      await visit(page, `${draft}/partnership`);
      await fill(page, { 'members.0.column_1': 'One', 'members.0.column_2': '3' });
      await press(page, 'button[value="add:members"]');
      await fill(page, { 'members.1.column_1': 'Two', 'members.1.column_2': '4' });
      await press(page, 'button[value="remove:members.0"]');
      assert.equal(await page.locator('[name="members.0.column_1"]').inputValue(), 'Two');
      await visit(page, `${draft}/activities`);
      await press(page, 'button[value="add:logframe.outcomes.0.indicators"]');
      assert.equal(await page.locator('[name^="logframe.outcomes.0.indicators"][name$=".target"]').count(), 2);
    });

    it('counts words as the server does', async () => {
      const page = await company.at('applicant');
      await visit(page, `${draft}/project`);
      for (const [text, count] of examples) {
        await fill(page, { summary: text });
        const said = (await page.locator('#summary-count [data-count]').innerText()).match(/[\d٠-٩]+/)[0];
        const western = said.replace(/[٠-٩]/g, (digit) => '٠١٢٣٤٥٦٧٨٩'.indexOf(digit));
        assert.equal(Number(western), count, JSON.stringify(text));
      }
    });

    it('is revised by two people, and the draft goes on', async () => {
      const officer = await company.at('officer');
      await visit(officer, `${call}/form`);
      await fill(officer, { reason: 'The form is too long.' });
      await look(officer, 'begin');
      await press(officer, 'button[value=begin]');
      await press(officer, 'button[value="question-remove:summary"]');
      const manager = await company.at('manager');
      await visit(manager, `${call}/form`);
      await look(manager, 'revision');
      await press(manager, 'button[value=confirm]');
      const page = await company.at('applicant');
      await visit(page, `${draft}/project`);
      assert.equal(await page.locator('[name=summary]').count(), 0);
      await visit(page, draft.replace(/\/draft$/, '/check'));
      await look(page, 'check-revised');
    });
  });
}
