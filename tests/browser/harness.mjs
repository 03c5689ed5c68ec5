// A browser with a server of its own, and the few gestures every story needs. Runs under node:test.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import AxeBuilder from '@axe-core/playwright';
import { chromium } from 'playwright-core';

import { artefacts, startServer } from '../server.mjs';

/** A desk and a phone. */
export const viewports = {
  wide: { viewport: { width: 1280, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
};

/** Languages the pages exist in, with their direction. */
export const languages = { en: 'ltr', ar: 'rtl' };

const flags = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A server, a browser on it, and the contexts opened so far. */
export class Stage {
  /** Options as for `startServer`. */
  static async open(options) {
    const server = await startServer(options);
    try {
      const executablePath = process.env.MINHA_BROWSER || '/usr/bin/chromium';
      return new Stage(server, await chromium.launch({ executablePath, args: flags }));
    } catch (error) {
      await server.close();
      throw error;
    }
  }

  constructor(server, browser) {
    this.server = server;
    this.browser = browser;
    this.contexts = [];
  }

  /**
   * A page of a new person: own cookies, nothing remembered. `view` is a name in `viewports`, `scripts: false` a browser
   * without JavaScript, `language` what the browser says it prefers.
   */
  async page({ view = 'wide', scripts = true, language = 'en', ...rest } = {}) {
    const context = await this.browser.newContext({
      baseURL: this.server.url,
      locale: language,
      javaScriptEnabled: scripts,
      reducedMotion: 'reduce',
      ...viewports[view],
      ...rest,
    });
    context.setDefaultTimeout(30_000);
    this.contexts.push(context);
    const page = await context.newPage();
    page.troubles = watch(page, this.server.url);
    page.withoutScripts = !scripts;
    return page;
  }

  async close() {
    for (const context of this.contexts) await context.close();
    await this.browser.close();
    await this.server.close();
  }
}

/** Notes what a person with the console open would see go wrong, and whatever reaches for another host. */
function watch(page, own) {
  const troubles = [];
  page.on('pageerror', (error) => troubles.push(`script error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const foreign = /^https?:/.test(request.url()) && !request.url().startsWith(own);
    if (foreign) troubles.push(`foreign request: ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 500) troubles.push(`${response.status()} from ${response.url()}`);
  });
  return troubles;
}

/** Fails when anything has gone wrong on the page since it was opened or last asked. */
export function assertQuiet(page) {
  assert.deepEqual(page.troubles.splice(0), [], `trouble on ${page.url()}`);
}

/** Signs in through the page. */
export async function signIn(page, email, password) {
  await page.goto('/sign-in');
  const form = page.locator('form:has(input[type=password])');
  await form.locator('input[name=email]').fill(email);
  await form.locator('input[name=password]').fill(password);
  await form.locator('button[type=submit], button:not([type])').first().click();
  await page.waitForLoadState();
  assert.notEqual(new URL(page.url()).pathname, '/sign-in', `could not sign in as ${email}`);
}

/** Signs out through the page. */
export async function signOut(page) {
  await page.locator('form[action="/sign-out"] button').click();
  await page.waitForLoadState();
}

/** Chooses a language by the button every page has, and checks that the page follows. */
export async function inLanguage(page, code) {
  const html = page.locator('html');
  if ((await html.getAttribute('lang')) !== code) {
    await page.locator(`button[name=language][value=${code}]`).first().click();
    await page.waitForLoadState();
  }
  assert.equal(await html.getAttribute('lang'), code);
  assert.equal(await html.getAttribute('dir'), languages[code]);
}

/** Keeps a picture among the artefacts: of the whole page, or of what is on the screen. */
export async function screenshot(page, name, fullPage = true) {
  await mkdir(artefacts, { recursive: true });
  await page.screenshot({ path: join(artefacts, `${name}.png`), fullPage });
}

/** Fails when axe finds anything against WCAG 2.2 AA, with a list a person can work through. */
export async function axeClean(page, { exclude = [] } = {}) {
  // axe is a script itself and waits for ever where none run; the same page is looked at with scripts.
  if (page.withoutScripts) return;
  const builder = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']);
  for (const selector of exclude) builder.exclude(selector);
  const { violations } = await builder.analyze();
  const list = violations.flatMap(({ id, help, nodes }) => [
    `${id}: ${help}`,
    ...nodes.map(({ target, failureSummary }) => `    ${target.join(' ')}\n      ${failureSummary.replaceAll('\n', '\n      ')}`),
  ]);
  assert.equal(violations.length, 0, `axe on ${page.url()}:\n${list.join('\n')}`);
}

/** Fails when the page scrolls sideways, and names what sticks out. */
export async function assertFits(page) {
  const sticking = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const out = [...document.querySelectorAll('body *')].filter((element) => {
      const { left, right } = element.getBoundingClientRect();
      return left < -1 || right > width + 1;
    });
    return ['the page', ...out.slice(0, 5).map((element) => `<${element.tagName.toLowerCase()} class="${element.className}">`)];
  });
  assert.deepEqual(sticking, [], `${page.url()} is wider than the screen`);
}

/** All that holds for every page: the right language, room enough, axe content, nothing gone wrong, a picture kept. */
export async function examine(page, name) {
  await assertFits(page);
  await axeClean(page);
  await screenshot(page, name);
  assertQuiet(page);
}
