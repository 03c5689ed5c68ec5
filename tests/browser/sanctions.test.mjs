// Sanctions lists in the browser, on a phone and at a desk: a list read in, a name searched, a match decided on.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { Company, password, press, visit } from './company.mjs';
import { Stage, assertQuiet, examine, inLanguage, signIn } from './harness.mjs';

const list = fileURLToPath(new URL('../../crates/names/tests/data/consolidated-list.xml', import.meta.url));
const register = `legal_name,country,officers
Meridiam Relief Front,KE,Wanjiru Kamau
Hope House,UG,Anouar Idris Tessari
`;

for (const [language, view] of [['en', 'phone'], ['ar', 'phone'], ['ar', 'wide']]) {
  describe(`sanctions lists in ${language}, ${view}`, () => {
    const name = (part) => `sanctions-${language}-${view}-${part}`;
    let stage;
    let page;

    before(async () => {
      stage = await Stage.open({});
      const company = new Company(stage, language);
      await company.appoint([['manager', 'facility_manager'], ['officer', 'programme_officer']]);
      await writeFile(join(stage.server.directory, 'ngos.csv'), register);
      const taken = await stage.server.run(['import', 'organisations', 'ngos.csv']);
      assert.equal(taken.code, 0, taken.stderr);
      page = await stage.page({ view, language });
      await signIn(page, company.address('officer'), password);
      await inLanguage(page, language);
    });
    after(() => stage?.close());

    it('says what to do while no list has been read', async () => {
      await visit(page, '/sanctions');
      await examine(page, name('none'));
      await visit(page, '/sanctions/check');
      await examine(page, name('check-none'));
      assert.equal(await page.locator('input#name').count(), 0);
    });

    it('refuses what is no list, and reads the list', async () => {
      await visit(page, '/sanctions');
      const wrong = { name: 'page.xml', mimeType: 'text/xml', buffer: Buffer.from('<html></html>') };
      await page.locator('#file').setInputFiles(wrong);
      await Promise.all([page.waitForNavigation(), page.locator('form:has(#file) button').click()]);
      assert.match(await page.locator('#file-error').innerText(), /CONSOLIDATED_LIST/);
      page.troubles.splice(0);
      await examine(page, name('refused'));
      await page.locator('#file').setInputFiles(list);
      await press(page, 'form:has(#file) button');
      await examine(page, name('list'));
      await visit(page, '/sanctions');
      for (const end = Date.now() + 30_000; Date.now() < end && (await page.locator('svg.bar').count()) > 0; await sleep(500)) {
        await visit(page, '/sanctions');
      }
      await examine(page, name('read'));
    });

    it('finds a name, in any script', async () => {
      const searched = encodeURIComponent('أنور إدريس خلف التساري');
      await visit(page, `/sanctions/check?name=${searched}&kind=individual&born=1975`);
      assert.match(await page.locator('main').innerText(), /QDi\.901/);
      await page.locator('main details summary').first().click();
      await examine(page, name('found'));
      await page.goto('/sanctions/check?name=---&born=sixty');
      page.troubles.splice(0);
      await examine(page, name('check-wrong'));
    });

    it('leads from a match to the decision', async () => {
      await visit(page, '/sanctions/matches');
      await examine(page, name('matches'));
      const place = await page.locator('main a[href*="/matches#match-"]').first().getAttribute('href');
      await visit(page, place);
      const dismiss = page.locator('details.act', { has: page.locator('textarea[name="dismiss-1-reason"]') });
      await dismiss.locator('summary').click();
      await Promise.all([page.waitForNavigation(), dismiss.locator('button').click()]);
      await page.locator('#dismiss-1-reason-error').waitFor();
      page.troubles.splice(0);
      await examine(page, name('silent'));
      await page.locator('#dismiss-1-reason').fill('Founded by others, elsewhere.');
      await press(page, dismiss.locator('button'));
      assert.match(await page.locator('blockquote').innerText(), /Founded by others/);
      await examine(page, name('dismissed'));
      assertQuiet(page);
    });
  });
}
