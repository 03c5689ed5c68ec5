// Screening by keyboard alone: a clean file, a failing one, one two people disagree on, one that is cleared up with a
// document, refused, and reinstated on appeal. Told in each language, on the demonstration in the middle of its screening.
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';

import { chapters, tabTo, visit } from './company.mjs';
import { Stage, examine, inLanguage, languages, screenshot } from './harness.mjs';

const words = {
  en: { reason: 'The papers show it.', note: 'Compare page three.', answer: 'The certificate is attached.', ground: 'The certificate was not read.' },
  ar: { reason: 'تبيّن الأوراق ذلك.', note: 'قارن الصفحة الثالثة.', answer: 'الشهادة مرفقة.', ground: 'لم تُقرأ الشهادة.' },
};

/** A white point, as a picture of a certificate. */
const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64');

for (const language of Object.keys(languages)) {
  describe(`screening by keyboard, in ${language}`, { concurrency: 1 }, () => {
    const text = words[language];
    const people = new Map();
    let stage;

    before(async () => { stage = await Stage.open({ until: 'screening' }); });
    after(() => stage?.close());

    const chapter = chapters(`screening-${language}`, () => people);

    /** A key that leads to another page. */
    async function goes(page, key) {
      const [response] = await Promise.all([page.waitForNavigation(), page.keyboard.press(key)]);
      return response;
    }

    /** Goes to a button by Tab and presses it. */
    async function enter(page, target) {
      await tabTo(page, target);
      const response = await goes(page, 'Enter');
      const complaints = response.status() < 400 ? [] : await page.locator('.error-summary, .error-page').allInnerTexts();
      assert.ok(response.status() < 400, `${new URL(page.url()).pathname} answers ${response.status()}: ${complaints}`);
    }

    /** The person behind an account of the demonstration: a role and which of those with it. */
    async function at(role, which = 0) {
      const key = `${role} ${which}`;
      if (!people.has(key)) {
        const page = await stage.page({ language: 'en' });
        page.on('dialog', (dialog) => dialog.accept());
        await visit(page, '/sign-in');
        const roles = await page.locator('button.account b').allInnerTexts();
        const places = roles.flatMap((one, place) => (one === role ? [place] : []));
        assert.ok(places.length > which, `no account ${key} among ${roles}`);
        await enter(page, page.locator('button.account').nth(places[which]));
        const other = page.locator(`button[name=language][value=${language}]`);
        if (await other.count()) await enter(page, other.first());
        await inLanguage(page, language);
        people.set(key, page);
      }
      return people.get(key);
    }

    /** Looks at a page as everybody would, at a desk and on a phone. */
    async function look(page, name) {
      const missing = (await page.locator('body').innerText()).match(/\[[a-z]+(-[a-z]+)+\]/);
      assert.equal(missing, null, `${page.url()} lacks a text: ${missing}`);
      await examine(page, `screening-${language}-${name}`);
      const wide = page.viewportSize();
      await page.setViewportSize({ width: 390, height: 844 });
      await examine(page, `screening-${language}-${name}-phone`);
      await page.setViewportSize(wide);
    }

    /** The criterion the focus is in. */
    const here = (page) => page.evaluate(() => {
      const criterion = document.activeElement.closest('.criterion');
      return criterion && { id: criterion.id, place: [...document.querySelectorAll('.criterion')].indexOf(criterion), proposed: criterion.dataset.proposed, given: criterion.querySelector('input:checked')?.value ?? '' };
    });

    /** Takes the next file and passes everything; what the rule would fail is overruled with a reason. */
    async function pass(page) {
      await visit(page, '/screening');
      await goes(page, 't');
      assert.match(new URL(page.url()).pathname, /^\/proposals\/[0-9a-f-]+\/screening$/);
      await passAll(page);
    }

    /** Passes everything that is open or was to be cleared up, by the keys of the checklist. */
    async function passAll(page) {
      await goes(page, 'a');
      const open = () => page.locator('.criterion').evaluateAll((all) => {
        const found = all.find((one) => ['', 'clarification'].includes(one.querySelector('input:checked')?.value ?? ''));
        return found ? [found.id, all.indexOf(found)] : null;
      });
      for (let target = await open(); target; target = await open()) {
        for (let turn = 0; turn < 120; turn += 1) {
          const at = await here(page);
          if (at?.id === target[0]) break;
          await page.keyboard.press(at && at.place > target[1] ? 'b' : 'n');
        }
        const criterion = await here(page);
        assert.equal(criterion?.id, target[0], 'the keys do not lead to the open criterion');
        if (criterion.proposed === 'fail') {
          await page.keyboard.press('r');
          await page.keyboard.type(text.reason);
          await page.keyboard.press('Escape');
        }
        await page.keyboard.press('p');
      }
    }

    /** Fails the criterion the checklist begins with, with its reasons. */
    async function failFirst(page) {
      for (let turn = 0; turn < 60; turn += 1) await page.keyboard.press('b');
      if (!(await here(page))) await page.keyboard.press('n');
      for (let turn = 0; turn < 60; turn += 1) await page.keyboard.press('b');
      await page.keyboard.press('f');
      if (await page.evaluate(() => document.activeElement.tagName === 'SELECT')) {
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Tab');
      }
      await page.keyboard.press('Control+A');
      await page.keyboard.type(text.reason);
      await page.keyboard.press('Escape');
    }

    async function conclude(page) {
      const response = await goes(page, 'd');
      assert.equal(new URL(page.url()).pathname, '/screening', `${response.status()}: ${await page.locator('.error-summary').allInnerTexts()}`);
    }

    const fileOf = (page) => new URL(page.url()).pathname.replace('/screening', '');
    const status = async (page, file, name) => {
      await visit(page, file);
      assert.ok(await page.locator(`.page-header .status-${name}, .desk-bar .status-${name}`).count(), `${file} is not ${name}`);
    };

    chapter('a clean file: accepted, concluded, and the next one comes', async () => {
      const screener = await at('Screener');
      await visit(screener, '/screening');
      await look(screener, 'queue');
      await pass(screener);
      await look(screener, 'desk');
      await screener.keyboard.press('m');
      await screener.keyboard.type(text.note);
      // Letters that are written are no commands.
      assert.match(await screener.locator('#note').inputValue(), new RegExp(text.note.slice(0, 5)));
      await screener.locator('#note').evaluate((one) => { one.value = ''; });
      await screener.keyboard.press('Escape');
      await screener.keyboard.press('?');
      assert.ok(await screener.locator('#keys-switch').isVisible());
      await look(screener, 'keys');
      // Switched off, a key does nothing; switched on again, it does.
      await tabTo(screener, screener.locator('#keys-switch'));
      await screener.keyboard.press('Space');
      await screener.keyboard.press('m');
      assert.notEqual(await screener.evaluate(() => document.activeElement.id), 'note');
      await screener.keyboard.press('Space');
      await conclude(screener);
    });

    chapter('a failing file: proposed by one, confirmed by another', async () => {
      const [screener, second] = [await at('Screener'), await at('Screener', 1)];
      await pass(screener);
      const file = fileOf(screener);
      await failFirst(screener);
      await conclude(screener);
      await visit(second, `${file}/screening`);
      await look(second, 'confirm');
      await goes(second, 'y');
      await status(second, file, 'ineligible');
    });

    chapter('a file two people disagree on: settled by the officer', async () => {
      const [screener, second, officer] = [await at('Screener'), await at('Screener', 1), await at('Programme officer')];
      await pass(screener);
      const file = fileOf(screener);
      await failFirst(screener);
      await conclude(screener);
      await visit(second, `${file}/screening`);
      await second.keyboard.press('r');
      await second.keyboard.type(text.reason);
      await enter(second, second.locator('button[value=disagree]'));
      await visit(officer, `${file}/screening`);
      await look(officer, 'settle');
      await officer.keyboard.press('r');
      await officer.keyboard.type(text.reason);
      await enter(officer, officer.locator('button[value=settle-eligible]'));
      await status(officer, file, 'eligible');
    });

    let cleared;
    chapter('a clarified file: answered point by point with a document', async () => {
      const applicant = await at('Applicant');
      await visit(applicant, '/');
      const link = applicant.locator('.work a[href^="/proposals/"]');
      const files = await link.evaluateAll((all) => [...new Set(all.map((one) => one.getAttribute('href').match(/^\/proposals\/[0-9a-f-]+/)[0]))]);
      for (const file of files) {
        const response = await applicant.goto(`${file}/clarification`);
        if (response.status() === 200 && new URL(applicant.url()).pathname.endsWith('/clarification')) cleared = file;
        if (cleared) break;
      }
      assert.ok(cleared, `no clarification among ${files}`);
      await look(applicant, 'clarification');
      await tabTo(applicant, applicant.locator('#answer-1'));
      await applicant.keyboard.type(text.answer);
      await applicant.locator('#file-1').setInputFiles({ name: 'certificate.png', mimeType: 'image/png', buffer: picture });
      await enter(applicant, applicant.locator('button[value=check]'));
      assert.ok(await applicant.getByText('certificate.png').isVisible());
      await look(applicant, 'clarification-check');
      await enter(applicant, applicant.locator('main form .buttons button'));
      await status(applicant, cleared, 'in_review');
    });

    let holder;
    let other;
    chapter('the answer is read on the desk, the document beside the checklist', async () => {
      for (const which of [0, 1]) {
        const page = await at('Screener', which);
        const response = await page.goto(`${cleared}/screening`);
        page.troubles.splice(0);
        if (response.status() === 200) [holder, other] = [page, await at('Screener', 1 - which)];
      }
      assert.ok(holder, 'nobody with an account screens the file');
      assert.ok(await holder.getByText(text.answer).first().isVisible());
      for (let turn = 0; turn < 20; turn += 1) {
        await holder.keyboard.press('o');
        if (await holder.locator('a[target=beside][aria-current]', { hasText: 'certificate.png' }).count()) break;
      }
      await holder.frameLocator('iframe[name=beside]').locator('img').waitFor();
      // axe would run inside the frame too, where no script may run; the desk itself has been looked at.
      await screenshot(holder, `screening-${language}-beside`);
      await visit(holder, `${cleared}/screening`);
    });

    chapter('it is refused by two, released, and reinstated on appeal', async () => {
      await passAll(holder);
      await failFirst(holder);
      await conclude(holder);
      await visit(other, `${cleared}/screening`);
      await goes(other, 'y');

      const [manager, applicant, officer] = [await at('Facility manager'), await at('Applicant'), await at('Programme officer')];
      await act(manager, 'release');
      await status(applicant, cleared, 'ineligible');
      await look(applicant, 'refused');
      await act(applicant, 'appeal', text.ground);
      await visit(officer, `${cleared}/screening`);
      await look(officer, 'appeal');
      await officer.keyboard.press('r');
      await officer.keyboard.type(text.reason);
      await enter(officer, officer.locator('button[value=uphold]'));
      await status(officer, cleared, 'eligible');
    });

    /** Opens an act of the page of the file and carries it out. */
    async function act(page, name, says) {
      await visit(page, cleared);
      const folded = page.locator(`details.act#${name}`);
      await tabTo(page, folded.locator('summary'));
      await page.keyboard.press('Enter');
      if (says) {
        await tabTo(page, folded.locator('textarea'));
        await page.keyboard.type(says);
      }
      await enter(page, folded.locator('form button'));
    }

    chapter('what waits is shared out by the officer', async () => {
      const officer = await at('Programme officer');
      await visit(officer, '/screening');
      await look(officer, 'queue-officer');
      await enter(officer, officer.locator('main a[href^="/screening/calls/"]').first());
      await tabTo(officer, officer.locator('#most'));
      await officer.keyboard.type('4');
      await goes(officer, 'Enter');
      await look(officer, 'sharing');
      await enter(officer, officer.locator('main form[method=post] button'));
      assert.ok(await officer.locator('.notice').first().isVisible());
    });
  });
}
