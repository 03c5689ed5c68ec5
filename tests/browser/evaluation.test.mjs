// Scoring by keyboard alone: an evaluator scores three files in English and one in Arabic, sees the seal, takes a grid along
// and brings it back; the officer opens scores again; a rapporteur writes up what was found. On the demonstration in the
// middle of its evaluation.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe } from 'node:test';

import { chapters, tabTo, visit } from './company.mjs';
import { Stage, assertFits, examine, inLanguage, languages } from './harness.mjs';

const words = {
  en: { overall: 'A sound plan by people who know the field.', comment: 'Shown with figures of the place.', note: 'Ask about the rent.', reason: 'A question was misread.', strengths: 'The need is shown.', meeting: 'We met and agreed.' },
  ar: { overall: 'خطة سليمة من أشخاص يعرفون الميدان.', comment: 'مبيَّن بأرقام من المكان.', note: 'السؤال عن الإيجار.', reason: 'أُسيء فهم أحد الأسئلة.', strengths: 'الحاجة مبيَّنة.', meeting: 'اجتمعنا واتفقنا.' },
};
/** How many files are scored in each language. */
const files = { en: 3, ar: 1 };
/** A tablet held upright and lying. */
const tablets = [[820, 1180], [1180, 820]];

for (const language of Object.keys(languages)) {
  describe(`scoring by keyboard, in ${language}`, { concurrency: 1 }, () => {
    const text = words[language];
    const people = new Map();
    let stage;

    before(async () => { stage = await Stage.open({ until: 'evaluation' }); });
    after(() => stage?.close());

    const chapter = chapters(`evaluation-${language}`, () => people);

    /** A key that leads to another page. */
    async function goes(page, key) {
      const [response] = await Promise.all([page.waitForNavigation(), page.keyboard.press(key)]);
      const complaints = response.status() < 400 ? [] : await page.locator('.error-summary, .error-page').allInnerTexts();
      assert.ok(response.status() < 400, `${new URL(page.url()).pathname} answers ${response.status()} to ${key}: ${complaints}`);
    }

    async function enter(page, target) {
      await tabTo(page, target);
      await goes(page, 'Enter');
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
        if (places.length <= which) {
          await page.context().close();
          return null;
        }
        await enter(page, page.locator('button.account').nth(places[which]));
        const other = page.locator(`button[name=language][value=${language}]`);
        if (await other.count()) await enter(page, other.first());
        await inLanguage(page, language);
        people.set(key, page);
      }
      return people.get(key);
    }

    /** Looks at a page as everybody would: at a desk, on a tablet both ways, on a phone. */
    async function look(page, name) {
      const missing = (await page.locator('body').innerText()).match(/\[[a-z]+(-[a-z]+)+\]/);
      assert.equal(missing, null, `${page.url()} lacks a text: ${missing}`);
      await examine(page, `evaluation-${language}-${name}`);
      const wide = page.viewportSize();
      for (const [width, height] of tablets) {
        await page.setViewportSize({ width, height });
        await assertFits(page);
      }
      await page.setViewportSize({ width: 390, height: 844 });
      await examine(page, `evaluation-${language}-${name}-phone`);
      await page.setViewportSize(wide);
    }

    const summary = (page) => page.locator('.error-summary').allInnerTexts();
    const focused = (page) => page.evaluate(() => document.activeElement.closest('.criterion')?.id ?? '');

    /** Gives every question a score by digits; where a comment is needed, writes one. */
    async function scoreAll(page) {
      const questions = await page.locator('form[data-score-sheet] .criterion').evaluateAll((all) => all.map((one) => ({ id: one.id, max: Number(one.dataset.max) })));
      for (const [place, { id, max }] of questions.entries()) {
        for (let turn = 0; turn < questions.length + 1 && (await focused(page)) !== id; turn += 1) await page.keyboard.press(place ? 'n' : 'b');
        if ((await focused(page)) !== id) await page.keyboard.press('n');
        assert.equal(await focused(page), id, 'the keys do not lead to the question');
        // Two points below the most, in as many digits as it takes.
        for (const digit of String(max - 2)) await page.keyboard.press(digit);
        const given = await page.locator(`#${id}`).evaluate((one) => (one.querySelector('input[type=number]') ?? one.querySelector('input:checked'))?.value);
        assert.equal(Number(given), max - 2, `digits at ${id}`);
      }
      return questions;
    }

    const open = [];
    let evaluator;
    chapter('an evaluator finds files to score, and declares to be free', async () => {
      for (let which = 0; !evaluator; which += 1) {
        const page = await at('Evaluator', which);
        assert.ok(page, 'no evaluator with an account holds enough files to score');
        await visit(page, '/evaluation');
        const links = await page.locator('.work li:has(.waiting, .working) a').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
        if (links.length >= files[language]) {
          evaluator = page;
          open.push(...links);
        }
      }
      await look(evaluator, 'files');
      for (const file of open.slice(0, files[language])) {
        await visit(evaluator, file);
        if (!(await evaluator.locator('input[name=interest]').count())) continue;
        await tabTo(evaluator, evaluator.locator('input[name=interest]').first());
        await evaluator.keyboard.press('Space');
        await enter(evaluator, evaluator.locator('button[value=declare]'));
        assert.deepEqual(await summary(evaluator), []);
      }
    });

    chapter('the keys lead through the desk: to a question, its part of the file and back, to the note', async () => {
      await visit(evaluator, open[0]);
      await look(evaluator, 'desk');
      await evaluator.keyboard.press('?');
      assert.ok(await evaluator.locator('#keys-switch').isVisible());
      await look(evaluator, 'keys');
      await evaluator.keyboard.press('?');
      await evaluator.keyboard.press('n');
      const first = await focused(evaluator);
      assert.ok(first, 'n leads to a question');
      // One step up and down, and away again.
      await evaluator.keyboard.press('Backspace');
      await evaluator.keyboard.press('ArrowUp');
      await evaluator.keyboard.press('ArrowUp');
      const value = () => evaluator.locator(`#${first}`).evaluate((one) => (one.querySelector('input[type=number]') ?? one.querySelector('input:checked'))?.value ?? '');
      assert.equal(Number(await value()), Number(await evaluator.locator(`#${first}`).getAttribute('data-step')));
      await evaluator.keyboard.press('Backspace');
      assert.equal(await value(), '');
      await evaluator.keyboard.press('p');
      assert.ok(await evaluator.evaluate(() => document.activeElement.closest('#file') !== null), 'p leads into the file');
      await evaluator.keyboard.press('u');
      assert.equal(await focused(evaluator), first, 'u leads back');
      await evaluator.keyboard.press('m');
      await evaluator.keyboard.type(text.note);
      assert.equal(await evaluator.locator('#note').inputValue(), text.note);
      await evaluator.locator('#notes [data-saved-at][data-state=saved]').waitFor();
    });

    chapter('what is typed while the line is gone is kept and sent when it is back', async () => {
      await visit(evaluator, open[0]);
      assert.equal(await evaluator.locator('#note').inputValue(), text.note);
      await evaluator.context().setOffline(true);
      await evaluator.keyboard.press('w');
      await evaluator.keyboard.type(text.overall);
      await evaluator.locator('#scores [data-saved-at][data-state=failed]').waitFor();
      await evaluator.context().setOffline(false);
      await evaluator.locator('#scores [data-saved-at][data-state=saved]').waitFor({ timeout: 30_000 });
      evaluator.troubles.splice(0);
      await visit(evaluator, open[0]);
      assert.equal(await evaluator.locator('#overall').inputValue(), text.overall);
    });

    for (let number = 0; number < files[language]; number += 1) {
      chapter(`file ${number + 1} is scored by keyboard, submitted and sealed`, async () => {
        await visit(evaluator, open[number]);
        const questions = await scoreAll(evaluator);
        assert.equal(await evaluator.locator('[data-filled]').first().innerText(), String(questions.length));
        await evaluator.keyboard.press('c');
        await evaluator.keyboard.type(text.comment);
        await evaluator.keyboard.press('Escape');
        assert.ok(await focused(evaluator), 'Escape leads back to the question');
        await evaluator.keyboard.press('w');
        await evaluator.keyboard.press('Control+A');
        await evaluator.keyboard.type(text.overall);
        await evaluator.keyboard.press('Escape');
        const recommends = evaluator.locator('input[name=recommendation]');
        if (await recommends.count()) {
          await tabTo(evaluator, recommends.first());
          await evaluator.keyboard.press('Space');
        }
        await goes(evaluator, 'd');
        assert.deepEqual(await summary(evaluator), []);
        const seal = await evaluator.locator('.seal .digest').first().innerText();
        assert.match(seal, /^[0-9a-f]{4} [0-9a-f]{4} [0-9a-f]{4}$/);
        if (number === 0) await look(evaluator, 'sealed');
      });
    }

    chapter('a grid is taken along as a page and as a workbook, and brought back', async () => {
      // Whoever has nothing left to score takes a workbook that says so.
      await visit(evaluator, '/evaluation/sheets');
      await look(evaluator, 'sheets');
      const [download] = await Promise.all([
        evaluator.waitForEvent('download'),
        evaluator.locator('a[href="/evaluation/sheets.xlsx"]').press('Enter'),
      ]);
      const book = await readFile(await download.path());
      assert.equal(book.subarray(0, 2).toString(), 'PK');
      let file = open[files[language]];
      let who = evaluator;
      for (let which = 0; !file; which += 1) {
        who = await at('Evaluator', which);
        assert.ok(who, 'nobody with an account has a file left to score');
        await visit(who, '/evaluation');
        file = await who.locator('.work li:has(.waiting, .working) a').first().getAttribute('href').catch(() => null);
      }
      await visit(who, file);
      if (await who.locator('input[name=interest]').count()) {
        await tabTo(who, who.locator('input[name=interest]').first());
        await who.keyboard.press('Space');
        await enter(who, who.locator('button[value=declare]'));
      }
      const [taken] = await Promise.all([
        who.waitForEvent('download'),
        who.locator('a[href$="/sheet.html"]').press('Enter'),
      ]);
      // The page works from a folder, without a line.
      const alone = await who.context().newPage();
      alone.on('dialog', (dialog) => dialog.accept());
      const path = `${await taken.path()}.html`;
      await taken.saveAs(path);
      await alone.goto(`file://${path}`);
      await assertFits(alone);
      await alone.keyboard.press('n');
      await alone.keyboard.press('1');
      const scored = await alone.locator('[data-filled]').first().innerText();
      await alone.keyboard.press('w');
      await alone.keyboard.press('Control+A');
      await alone.keyboard.type(text.overall);
      const [saved] = await Promise.all([alone.waitForEvent('download'), alone.locator('[data-save-sheet]').press('Enter')]);
      const package_ = JSON.parse(await readFile(await saved.path(), 'utf8'));
      assert.equal(package_.sheet.overall, text.overall);
      assert.ok(Number(scored) >= 1);
      await alone.close();
      await visit(who, '/evaluation/sheets');
      await who.locator('#file').setInputFiles({ name: 'scores.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(package_)) });
      await enter(who, who.locator('form[enctype] button'));
      assert.ok(await who.locator('.card .good').count(), await who.locator('main').innerText());
      await look(who, 'sheets-report');
      await visit(who, file);
      assert.equal(await who.locator('#overall').inputValue(), text.overall);
    });

    chapter('the officer opens scores again, and the evaluator goes on from them', async () => {
      const officer = await at('Programme officer');
      await visit(officer, open[0]);
      await look(officer, 'officer');
      const name = await evaluator.locator('.site-person strong').first().innerText();
      const folded = officer.locator('details:has(button[value=reopen])');
      await tabTo(officer, folded.locator('summary'));
      await officer.keyboard.press('Enter');
      await folded.locator('select').selectOption({ label: name });
      await tabTo(officer, folded.locator('textarea'));
      await officer.keyboard.type(text.reason);
      await enter(officer, folded.locator('button[value=reopen]'));
      assert.deepEqual(await summary(officer), []);
      await look(officer, 'reopened');
      await visit(evaluator, open[0]);
      assert.ok(await evaluator.getByText(text.reason).first().isVisible());
      assert.equal(await evaluator.locator('#overall').inputValue(), text.overall);
      await goes(evaluator, 'd');
      assert.ok(await evaluator.locator('.seal').count());
    });

    chapter('a rapporteur writes up what the readers found', async () => {
      const officer = await at('Programme officer');
      // A file everybody has scored, one of its readers with an account.
      let room;
      let writer;
      for (let which = 0; !room; which += 1) {
        const page = await at('Evaluator', which);
        assert.ok(page, 'no evaluator with an account has scored a file that is complete');
        await visit(page, '/evaluation');
        const name = await page.locator('.site-person strong').first().innerText();
        const scored = await page.locator('.work li:has(.good) a').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
        for (const file of scored.slice(0, 30)) {
          const path = file.replace('/evaluation', '/consensus');
          const response = await officer.goto(path);
          if (response.status() === 200 && await officer.locator('select[name=rapporteur] option', { hasText: name }).count()) {
            [room, writer] = [path, page];
            await officer.locator('select[name=rapporteur]').selectOption({ label: name });
            break;
          }
        }
      }
      officer.troubles.splice(0);
      await look(officer, 'consensus-officer');
      await officer.locator('select[name=rapporteur]').selectOption({ label: await writer.locator('.site-person strong').first().innerText() });
      await enter(officer, officer.locator('button[value=appoint]'));
      await visit(writer, room);
      await look(writer, 'consensus');
      await tabTo(writer, writer.locator('textarea[name^="strengths-"]').first());
      await writer.keyboard.press('Control+A');
      await writer.keyboard.type(text.strengths);
      await tabTo(writer, writer.locator('#text'));
      await writer.keyboard.press('Control+A');
      await writer.keyboard.type(text.meeting);
      await enter(writer, writer.locator('button[value=record]'));
      assert.deepEqual(await summary(writer), []);
      assert.ok(await writer.locator('#recorded').isVisible());
      await visit(officer, room);
      assert.ok(await officer.getByText(text.meeting).first().isVisible());
    });

    chapter('the grid shows that it is locked, and what a revision would change', async () => {
      const manager = await at('Facility manager');
      await visit(manager, '/calls');
      const calls = await manager.locator('main a[href^="/calls/"]').evaluateAll((all) => all.map((one) => one.getAttribute('href')).filter((one) => /^\/calls\/[0-9a-f-]{36}$/.test(one)));
      let found;
      for (const call of new Set(calls)) {
        const response = await manager.goto(`${call}/grid`);
        if (response.status() === 200 && await manager.locator('.ended').count()) found = call;
        if (found) break;
      }
      manager.troubles.splice(0);
      assert.ok(found, 'no call shows a locked grid');
      await look(manager, 'grid');
      await enter(manager, manager.locator('main a[href*="/grid/"]').first());
      await look(manager, 'grid-edit');
      await tabTo(manager, manager.locator('input[name$="-most_files"]'));
      await manager.keyboard.press('Control+A');
      await manager.keyboard.type('39');
      await enter(manager, manager.locator('button[value=compare]'));
      assert.equal(await manager.locator('tr.differs').count(), 1);
      assert.equal(await manager.locator('input[name=applies]').count(), 1, 'a locked grid is revised for later files alone');
      await look(manager, 'grid-compare');
    });
  });
}
