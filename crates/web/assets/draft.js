// Answers of an application saved one by one while somebody writes; kept on the device while the line is gone, sent when it is
// back; two texts written at the same time both kept and shown; and who else is here. Without this script the form is sent
// by its buttons, by the same rule. Every text comes from the page (templates/intake/section.html).
(() => {
  'use strict';
  const form = document.querySelector('form[data-draft]');
  if (!form) return;
  const texts = form.dataset;
  const KEY = `minha-draft:${texts.draft}:`;
  const PAUSE = 1200;
  const LONGEST_WAIT = 30_000;
  /** A save that is not answered for so long is sent again. */
  const PATIENCE = 20_000;
  const clock = () => new Date().toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' });
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

  let keeps = true;
  const memory = {
    get: (key) => { try { return JSON.parse(localStorage.getItem(KEY + key)); } catch { return null; } },
    set: (key, value) => { try { localStorage.setItem(KEY + key, JSON.stringify(value)); } catch { keeps = false; } },
    drop: (key) => { try { localStorage.removeItem(KEY + key); } catch { /* was not kept */ } },
    all: () => { try { return Object.keys(localStorage).filter((key) => key.startsWith(KEY)).map((key) => key.slice(KEY.length)); } catch { return []; } },
  };

  const boxOf = (id) => form.querySelector(`[data-question="${CSS.escape(id)}"]`);
  const wasOf = (box) => box.querySelector('input[name="was:"]');
  const versionOf = (was) => Number(was.split(' ')[1]);
  const part = (name, attributes = {}, ...inside) => {
    const made = Object.assign(document.createElement(name), attributes);
    made.append(...inside);
    return made;
  };
  /** The fields of a question as a form would send them. */
  function pairsOf(box) {
    const pairs = [];
    for (const field of box.querySelectorAll('input[name], textarea[name], select[name]')) {
      if (field.name === 'was:' || field.type === 'file' || field.disabled || field.form !== form) continue;
      if ((field.type === 'checkbox' || field.type === 'radio') && !field.checked) continue;
      pairs.push([field.name, field.value]);
    }
    return pairs;
  }
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  /** What is known of each question: changed since it was sent, on its way, sent without an answer. */
  const states = new Map();
  function stateOf(id) {
    if (!states.has(id)) states.set(id, { changed: false, busy: false, sent: '', pairs: null, beside: '', theirs: '', settles: '', refused: false, unread: false });
    return states.get(id);
  }
  const some = (test) => Array.from(states.values()).some(test);

  // Where saving stands, in one line.
  let broken = 0;
  let refused = false;
  function say() {
    const line = form.querySelector('[data-saved-at]');
    const [state, text] = refused ? ['failed', texts.refused]
      : broken ? ['failed', texts.offline]
        : some((one) => one.unread) ? ['failed', texts.unread]
          : some((one) => one.busy || one.changed || one.sent) ? ['saving', texts.saving] : ['saved', `${texts.saved} ${clock()}`];
    if (line.dataset.state === state && state !== 'saved') return;
    line.dataset.state = state;
    line.textContent = text;
  }
  function note(box, text) {
    const line = box.querySelector('[data-question-state]');
    line.textContent = text;
    line.hidden = !text;
  }

  function keep(id) {
    const box = boxOf(id);
    const { sent } = stateOf(id);
    memory.set(id, { was: wasOf(box).value, pairs: pairsOf(box), at: Date.now(), sent });
  }

  /** Sends one question. What was sent without an answer goes again as it was, so that it is known for the same save. */
  async function send(id, alive = false) {
    const box = boxOf(id);
    const state = stateOf(id);
    if (!box || state.busy || state.refused || (!state.changed && !state.sent)) return;
    if (!state.sent) {
      state.pairs = pairsOf(box);
      const body = new URLSearchParams(state.pairs);
      body.append('was:', wasOf(box).value);
      if (state.beside && !state.settles) body.append('instead:', state.beside);
      if (state.settles) body.append('settles:', state.settles);
      state.sent = body.toString();
      state.changed = false;
    }
    keep(id);
    state.busy = true;
    say();
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), PATIENCE);
    try {
      const answer = await fetch(`${texts.draft}/${id}`, {
        method: 'POST', body: state.sent, keepalive: alive, redirect: 'manual', referrerPolicy: 'no-referrer', signal: limit.signal,
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'X-CSRF-Token': form.elements.csrf.value },
      });
      if (answer.status >= 500 || answer.status === 429 || answer.status === 408) throw new Error(String(answer.status));
      broken = 0;
      if (!answer.ok) {
        refused = true;
        state.refused = true;
      } else {
        settle(id, box, state, await answer.json());
      }
    } catch {
      broken += 1;
      setTimeout(flush, Math.min(LONGEST_WAIT, 1000 * 2 ** Math.min(broken, 5)));
    } finally {
      clearTimeout(timer);
      state.busy = false;
      say();
    }
    if (state.changed && !broken && !state.refused) await send(id);
  }

  /** What the server says has become of it. */
  function settle(id, box, state, said) {
    state.sent = '';
    state.unread = said.state === 'unread';
    const moved = !same(pairsOf(box), state.pairs);
    if (said.state === 'saved') {
      wasOf(box).value = said.was;
      state.beside = '';
      state.settles = '';
      box.querySelector('[data-conflict]')?.remove();
      note(box, said.fault || '');
    } else if (said.state === 'unread') {
      note(box, said.fault);
    } else if (said.state === 'beside') {
      state.beside = said.beside;
      state.theirs = said.was;
      state.settles = '';
      conflict(id, box, said);
    } else if (!moved) {
      show(id);
    }
    if (moved) state.changed = true;
    else if (said.state !== 'unread') memory.drop(id);
  }

  /** Both texts, and the choice between them. */
  function conflict(id, box, said) {
    box.querySelector('[data-conflict]')?.remove();
    const theirs = part('div', { className: 'card' }, part('p', { className: 'small soft', textContent: said.by }));
    theirs.append(...new DOMParser().parseFromString(said.html, 'text/html').body.childNodes);
    const button = (text, act) => {
      const made = part('button', { type: 'button', className: 'button button-quiet button-small', textContent: text });
      made.addEventListener('click', act);
      return made;
    };
    const state = stateOf(id);
    const mine = button(texts.mine, () => {
      wasOf(box).value = state.theirs;
      state.settles = state.beside;
      state.changed = true;
      send(id);
    });
    const take = button(texts.theirs, async () => {
      const body = new URLSearchParams([['do', `drop:${id}:${state.beside}`]]);
      const answer = await fetch(`${texts.draft}/${id}`, { method: 'POST', body, redirect: 'manual', headers: { 'X-CSRF-Token': form.elements.csrf.value } }).catch(() => null);
      if (!answer?.ok) return;
      states.delete(id);
      memory.drop(id);
      show(id);
    });
    const notice = part('div', { className: 'notice notice-warning', role: 'alert' }, part('p', { className: 'strong', textContent: texts.beside }), theirs,
      part('div', { className: 'buttons' }, mine, take));
    notice.dataset.conflict = '';
    box.append(notice);
  }

  /** Shows a question as the server has it. */
  async function show(id, text = '') {
    const box = boxOf(id);
    const answer = await fetch(`${texts.draft}/${id}`, { redirect: 'error' }).catch(() => null);
    if (!answer?.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-question]');
    const state = stateOf(id);
    if (!fresh || state.changed || state.sent || state.busy || box.querySelector('[data-upload-part]:not([hidden])')) return;
    const focus = box.contains(document.activeElement) ? document.activeElement.id : '';
    box.replaceWith(fresh);
    note(fresh, text);
    fresh.dispatchEvent(new CustomEvent('minha:shown', { bubbles: true }));
    if (focus) document.getElementById(focus)?.focus();
  }

  function flush(alive = false) {
    return Promise.all(Array.from(states.keys(), (id) => send(id, alive === true)));
  }

  const timers = new Map();
  function touched(event) {
    const box = event.target.closest?.('[data-question]');
    if (!box || event.target.type === 'file' || event.target.form !== form) return;
    const id = box.dataset.question;
    const state = stateOf(id);
    state.changed = true;
    state.refused = false;
    refused = false;
    keep(id);
    clearTimeout(timers.get(id));
    timers.set(id, setTimeout(() => send(id), event.type === 'change' ? 200 : PAUSE));
    say();
  }
  form.addEventListener('input', touched);
  form.addEventListener('change', touched);
  form.addEventListener('focusout', (event) => {
    const id = event.target.closest?.('[data-question]')?.dataset.question;
    if (id && states.get(id)?.changed) send(id);
  });
  window.addEventListener('online', () => flush());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') flush(true);
    else look();
  });
  window.addEventListener('beforeunload', (event) => {
    if (!keeps && some((state) => state.changed || state.sent)) event.preventDefault();
  });

  // A button sends the whole form. What is on its way arrives first, so that nobody meets their own text as another's.
  let going = false;
  form.addEventListener('submit', async (event) => {
    if (going || !some((state) => state.busy || state.sent || state.changed)) return;
    event.preventDefault();
    const button = event.submitter;
    timers.forEach(clearTimeout);
    for (let tries = 0; tries < 40 && some((state) => state.busy); tries += 1) await new Promise((done) => { setTimeout(done, 100); });
    await flush();
    if (broken) {
      say();
      return;
    }
    going = true;
    // The button is named again: it may have been shown anew meanwhile.
    if (button?.isConnected) form.requestSubmit(button);
    else form.requestSubmit();
  });

  // What was typed here and never arrived.
  for (const id of memory.all()) {
    const [box, held] = [boxOf(id), memory.get(id)];
    if (!box || !held) continue;
    if (same(pairsOf(box), held.pairs)) {
      memory.drop(id);
      continue;
    }
    const written = held.pairs.map(([, value]) => value).filter(Boolean).join(' · ');
    const at = new Date(held.at).toLocaleString(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'short' });
    const restore = part('button', { type: 'button', className: 'button button-quiet button-small', textContent: texts.restore });
    const forget = part('button', { type: 'button', className: 'button button-quiet button-small', textContent: texts.forget });
    const notice = part('div', { className: 'notice' }, part('p', { className: 'strong', textContent: fill(texts.unsaved, { at }) }),
      part('p', { className: 'written', dir: 'auto', textContent: written }), part('div', { className: 'buttons' }, restore, forget));
    notice.dataset.unsaved = '';
    restore.addEventListener('click', () => {
      notice.remove();
      bring(id, box, held);
    });
    forget.addEventListener('click', () => {
      memory.drop(id);
      notice.remove();
    });
    box.append(notice);
  }
  /** Types again what was kept, on the version it was written on. */
  async function bring(id, box, held) {
    const state = stateOf(id);
    const fields = Array.from(box.querySelectorAll('input[name], textarea[name], select[name]')).filter((field) => field.name !== 'was:' && field.type !== 'file');
    const known = held.pairs.every(([name]) => fields.some((field) => field.name === name));
    wasOf(box).value = held.was;
    if (held.sent) state.sent = held.sent;
    if (!known) {
      // More rows than the page shows: the server takes them, and shows them.
      const body = new URLSearchParams(held.pairs);
      body.append('was:', held.was);
      state.pairs = pairsOf(box);
      state.sent = body.toString();
      await send(id);
      show(id);
      return;
    }
    for (const field of fields) {
      const values = held.pairs.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.type === 'checkbox' || field.type === 'radio') field.checked = values.includes(field.value);
      else if (values.length) [field.value] = values;
    }
    state.pairs = state.sent ? null : state.pairs;
    state.changed = true;
    box.dispatchEvent(new CustomEvent('minha:shown', { bubbles: true }));
    send(id);
  }

  // Who else is here, and what they have saved.
  let since = Number(texts.version);
  let next;
  async function look() {
    clearTimeout(next);
    if (document.visibilityState === 'hidden') return;
    let pause = 30_000;
    try {
      const question = document.activeElement?.closest?.('[data-question]')?.dataset.question || '';
      const body = new URLSearchParams({ since: String(since), section: texts.section, question });
      const answer = await fetch(texts.together, { method: 'POST', body, redirect: 'error', referrerPolicy: 'no-referrer', headers: { 'X-CSRF-Token': form.elements.csrf.value } });
      if (answer.ok) {
        const said = await answer.json();
        since = said.version;
        pause = said.here.length ? 10_000 : 30_000;
        const line = form.querySelector('[data-present]');
        line.textContent = said.here.map((one) => one.text).join(' · ');
        line.hidden = !said.here.length;
        for (const one of form.querySelectorAll('[data-here]')) delete one.dataset.here;
        for (const one of said.here) {
          const box = one.question && boxOf(one.question);
          if (box) box.dataset.here = one.name;
        }
        for (const [id, version, text] of said.changed) {
          const box = boxOf(id);
          const state = states.get(id);
          const own = state && (state.changed || state.sent || state.busy || state.beside);
          if (box && !own && versionOf(wasOf(box).value) < version) show(id, text);
        }
      }
    } catch { /* The line is gone; saving says so. */ }
    next = setTimeout(look, pause);
  }
  form.addEventListener('focusin', (event) => {
    if (event.target.closest('[data-question]')) {
      clearTimeout(next);
      next = setTimeout(look, 1500);
    }
  });
  next = setTimeout(look, 800);
})();
