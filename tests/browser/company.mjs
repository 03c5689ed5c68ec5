// The people of a facility, each at a browser of their own, and the gestures by which they work.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { it } from 'node:test';

import { assertQuiet, inLanguage, screenshot, signIn } from './harness.mjs';

/** The password everybody in these stories has. */
export const password = 'lanterns over the harbour';

/** Clicks and waits for the page that follows; fails with what that page complains of. */
export async function press(page, button) {
  const target = typeof button === 'string' ? page.locator(button) : button;
  const [response] = await Promise.all([page.waitForNavigation(), target.click()]);
  if (response.status() < 400) return;
  const complaints = await page.locator('.error-summary, .error, .error-page').allInnerTexts();
  assert.fail(`${new URL(page.url()).pathname} answers ${response.status()}: ${complaints.join(' · ')}`);
}

/** Goes to a page that must be there. */
export async function visit(page, path) {
  const response = await page.goto(path);
  assert.equal(response.status(), 200, `${path} answers ${response.status()}`);
}

/** Chooses a radio button or check box by its name and value, at the label a person clicks. */
export async function choose(page, name, value) {
  const input = page.locator(`input[name="${name}"][value="${value}"]`);
  await page.locator('label', { has: input }).or(page.locator(`label[for="${await input.getAttribute('id')}"]`)).first().click();
  assert.ok(await input.isChecked(), `${name} = ${value} is not chosen`);
}

/** Fills fields by their names. */
export async function fill(page, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`[name="${name}"]`);
    if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption(value);
    else await field.fill(value);
  }
}

/** Tab after Tab until the focus is where it should be. */
export async function tabTo(page, target) {
  const element = await target.elementHandle();
  for (let turn = 0; turn < 400; turn += 1) {
    if (await element.evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`${new URL(page.url()).pathname}: no way by Tab to ${target}`);
}

/**
 * Chapters of a story, each of which needs those before it: when one fails, the rest is not told, and the pages are kept as
 * pictures under `label`. `pages` answers the pages by the key of who sits before them.
 */
export function chapters(label, pages) {
  let broken = false;
  return (name, tell) => it(name, async (test) => {
    if (broken) return test.skip('an earlier chapter failed');
    broken = true;
    try {
      await tell();
    } catch (error) {
      for (const [key, page] of pages()) await screenshot(page, `${label}-failed-${key.replaceAll(' ', '-')}`);
      throw error;
    }
    broken = false;
    for (const page of pages().values()) assertQuiet(page);
  });
}

/** The people of one facility, speaking one language. */
export class Company {
  constructor(stage, language) {
    this.stage = stage;
    this.language = language;
    this.pages = new Map();
  }

  /** Makes accounts of the facility as an operator does. `people`: [key, role, agency]. */
  async appoint(people) {
    const file = join(this.stage.server.directory, 'password');
    await writeFile(file, `${password}\n`);
    for (const [key, role, agency] of people) {
      const more = agency ? ['--agency', agency] : [];
      const args = ['user', 'add', '--role', role, '--name', key, '--language', this.language, '--password-file', file, ...more, this.address(key)];
      const { code, stderr } = await this.stage.server.run(args);
      assert.equal(code, 0, stderr);
    }
  }

  address(key) {
    return `${key}@facility.example`;
  }

  /** A browser in front of which nobody has signed in yet. Says yes when asked whether it is meant. */
  async stranger() {
    const page = await this.stage.page({ language: this.language });
    page.on('dialog', (dialog) => dialog.accept());
    return page;
  }

  /** The page of a person, signed in. */
  async at(key) {
    if (!this.pages.has(key)) {
      const page = await this.stranger();
      await signIn(page, this.address(key), password);
      await inLanguage(page, this.language);
      this.pages.set(key, page);
    }
    return this.pages.get(key);
  }
}
