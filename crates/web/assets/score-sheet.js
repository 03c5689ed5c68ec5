// Comfort of a grid of scores: digits and arrows give the score of the question the focus is at, guidance is marked, sums and
// minimums follow, and what is typed is kept on the device until it is saved. On the desk and in the page that evaluators
// take along; there it also saves what is written as a file. Works beside `desk.js`; every text comes from the page.
(() => {
  'use strict';
  const form = document.querySelector('form[data-score-sheet]');
  const desk = document.querySelector('.desk-split');
  const all = (selector, from = document) => Array.from(from.querySelectorAll(selector));
  const texts = form ? form.dataset : {};
  const language = document.documentElement.lang;
  const number = new Intl.NumberFormat(`${language}-u-nu-latn`, { maximumFractionDigits: 3 });
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

  // On narrow screens the file and the grid take turns; the links above say which is shown. Each keeps its place.
  const narrow = window.matchMedia('(max-width: 61.99rem), (max-height: 33.99rem)');
  const places = new Map();
  function show(name) {
    if (!desk || desk.dataset.shows === name) return;
    if (narrow.matches) places.set(desk.dataset.shows, window.scrollY);
    desk.dataset.shows = name;
    mark();
    if (narrow.matches) window.scrollTo(0, places.get(name) ?? 0);
  }
  function mark() {
    for (const link of all('[data-pane]')) {
      if (link.dataset.pane === desk.dataset.shows && narrow.matches) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  }
  if (desk) {
    desk.classList.add('desk-turns');
    narrow.addEventListener('change', mark);
    mark();
    for (const link of all('[data-pane]')) {
      link.addEventListener('click', (event) => {
        event.preventDefault();
        show(link.dataset.pane);
        document.getElementById(link.dataset.pane).focus({ preventScroll: narrow.matches });
      });
    }
    // An error leads to its field, which may be out of sight.
    for (const link of all('.error-summary a')) link.addEventListener('click', () => show('grid'));
  }

  // From a question to the part of the file it is about, and back.
  let from = null;
  function back() {
    if (!from) return false;
    show('grid');
    from.focus();
    from.scrollIntoView({ block: 'nearest' });
    return true;
  }
  for (const link of all('a[data-jump]')) {
    link.addEventListener('click', (event) => {
      const part = document.getElementById(link.hash.slice(1));
      if (!part) return;
      event.preventDefault();
      from = link.closest('.criterion');
      show('file');
      all('[data-jump-back]').forEach((old) => old.remove());
      const button = Object.assign(document.createElement('button'), { type: 'button', className: 'button button-quiet button-small', textContent: texts.back });
      button.dataset.jumpBack = '';
      button.addEventListener('click', back);
      part.append(button);
      part.tabIndex = -1;
      part.scrollIntoView({ block: 'start' });
      part.focus({ preventScroll: true });
    });
  }

  if (!form) return;
  const criteria = all('.criterion', form);
  const figures = (criterion) => criterion.querySelector('input[type="number"]');
  const buttons = (criterion) => all('input[type="radio"]', criterion);
  const keysWanted = () => { try { return localStorage.getItem('minha-keys') !== 'off'; } catch { return true; } };

  /** The score of a question; nothing when there is none, or none that can be read. */
  function scoreOf(criterion) {
    const field = figures(criterion);
    const chosen = field || criterion.querySelector('input[type="radio"]:checked');
    if (!chosen || chosen.value === '') return null;
    const score = Number(chosen.value);
    return Number.isFinite(score) ? score : null;
  }
  const allowed = (criterion, score) => {
    const [most, step] = [Number(criterion.dataset.max), Number(criterion.dataset.step)];
    return score >= 0 && score <= most && Math.abs(score / step - Math.round(score / step)) < 1e-9;
  };
  /** Gives a score, or takes it away. Answers whether the scale has it. */
  function give(criterion, score) {
    if (score !== null && !allowed(criterion, score)) return false;
    const field = figures(criterion);
    if (field) {
      field.value = score === null ? '' : String(score);
      field.dispatchEvent(new Event('input', { bubbles: true }));
    } else {
      for (const button of buttons(criterion)) button.checked = score !== null && Number(button.value) === score;
      buttons(criterion)[0].dispatchEvent(new Event('input', { bubbles: true }));
    }
    const said = form.querySelector('[data-said]');
    if (said) said.textContent = `${criterion.dataset.name}: ${score === null ? '–' : number.format(score)}`;
    return true;
  }

  const weight = (criterion) => Number(criterion.querySelector('[data-weight]').dataset.weight || 1);
  /** Sums, minimums, guidance and progress follow what is given. */
  function follow() {
    let total = 0;
    let scored = 0;
    for (const section of all('[data-section]', form)) {
      let sum = 0;
      for (const criterion of all('.criterion', section)) {
        const score = scoreOf(criterion);
        for (const band of all('[data-from]', criterion)) {
          const within = score !== null && score * 1000 >= Number(band.dataset.from) && score * 1000 <= Number(band.dataset.to);
          band.toggleAttribute('data-chosen', within);
          band.querySelector('[data-mark]').hidden = !within;
        }
        if (score === null || !allowed(criterion, score)) continue;
        sum += score * weight(criterion);
        scored += 1;
      }
      section.querySelector('[data-section-total]').textContent = number.format(sum);
      held(section.querySelector('[data-held]'), sum);
      total += sum;
    }
    for (const place of all('[data-total], [data-score-total]')) place.textContent = number.format(total);
    for (const place of all('[data-filled]')) place.textContent = number.format(scored);
    held(all('[data-held]', form).find((one) => !one.closest('[data-section]')), total);
  }
  function held(line, sum) {
    if (!line) return;
    const reached = Math.round(sum * 1000) >= Number(line.dataset.held);
    line.querySelector('[data-reached]').hidden = !reached;
    line.querySelector('[data-short]').hidden = reached;
  }

  // Digits and arrows, while the focus is at a question and not in one of its fields. Digits typed one after the other are
  // one score: 1, 0 is ten; 7, comma, 5 is seven and a half.
  let typed = '';
  let typing;
  const western = (key) => {
    const code = key.codePointAt(0);
    if (key.length !== 1) return '';
    if (code >= 0x660 && code <= 0x669) return String(code - 0x660);
    if (code >= 0x6f0 && code <= 0x6f9) return String(code - 0x6f0);
    if (key === ',' || key === '\u066b') return '.';
    return /[0-9.]/.test(key) ? key : '';
  };
  form.addEventListener('keydown', (event) => {
    const criterion = event.target.closest('.criterion');
    if (!criterion || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    // The key Enter in a field of figures goes on to the next question; a form is never sent by it.
    if (event.key === 'Enter' && event.target === figures(criterion)) {
      event.preventDefault();
      const next = criteria[criteria.indexOf(criterion) + 1];
      if (next) (figures(next) || next).focus();
      return;
    }
    if (!keysWanted()) return;
    const at = event.target === criterion;
    if (!at && event.target.type !== 'radio') return;
    const digit = western(event.key);
    if (digit) {
      clearTimeout(typing);
      typing = setTimeout(() => { typed = ''; }, 1200);
      const longer = typed + digit;
      // What is no score with the digits before it begins a new one.
      if (longer.endsWith('.') || give(criterion, Number(longer))) typed = longer;
      else if (give(criterion, Number(digit))) typed = digit;
      else typed = digit === '0' || allowed(criterion, 0) ? longer : '';
      event.preventDefault();
    } else if (at && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      const step = Number(criterion.dataset.step);
      const score = scoreOf(criterion);
      const [up, most] = [event.key === 'ArrowUp', Number(criterion.dataset.max)];
      const next = score === null ? (up ? 0 : most) : score + (up ? step : -step);
      give(criterion, Math.min(most, Math.max(0, Math.round(next * 1000) / 1000)));
      event.preventDefault();
    } else if (event.key === 'Backspace' || event.key === 'Delete') {
      typed = '';
      give(criterion, null);
      event.preventDefault();
    }
  });
  form.addEventListener('focusin', (event) => {
    if (event.target.matches('.criterion')) typed = '';
  });
  // Other keys of the desk that are none of a button: back to the question, and the overall comment.
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !keysWanted()) return;
    if (event.target.closest('input:not([type="radio"]):not([type="checkbox"]), textarea, select')) return;
    const key = event.key.length === 1 && event.key.charCodeAt(0) > 127 ? event.code.slice(3).toLowerCase() : event.key.toLowerCase();
    // What these keys lead to stands in the grid, which may be out of sight.
    if (['n', 'b', 'c', 'p', 's', 'd'].includes(key)) show('grid');
    const field = { m: 'note', w: 'overall' }[key];
    const place = field && document.getElementById(field);
    if (key === 'u' ? back() : place) {
      event.preventDefault();
      if (place) {
        show('grid');
        place.focus();
      }
    }
  });

  // ---- What is typed stays on the device until it is saved. ----
  const KEY = `minha-scores:${texts.copy}`;
  const line = form.querySelector('[data-saved-at]');
  const pairs = () => Array.from(new FormData(form)).filter(([name, value]) => typeof value === 'string' && !['csrf', 'seen'].includes(name));
  const same = (one, other) => JSON.stringify(one.filter(([, value]) => value !== '')) === JSON.stringify(other.filter(([, value]) => value !== ''));
  const store = {
    get: () => { try { return JSON.parse(localStorage.getItem(KEY)); } catch { return null; } },
    set: (value) => { try { localStorage.setItem(KEY, JSON.stringify(value)); return true; } catch { return false; } },
    drop: () => { try { localStorage.removeItem(KEY); } catch { /* It was not kept. */ } },
  };
  const clock = () => new Date().toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' });
  function say(state, text) {
    line.dataset.state = state;
    line.textContent = text;
  }
  function put(kept) {
    for (const field of Array.from(form.elements)) {
      if (!field.name || ['csrf', 'seen', 'act'].includes(field.name)) continue;
      const found = kept.find(([name]) => name === field.name);
      if (field.type === 'radio') field.checked = Boolean(found) && found[1] === field.value;
      else if (found || field.type !== 'hidden') field.value = found ? found[1] : '';
    }
  }
  form.addEventListener('input', () => {
    follow();
    const kept = store.set({ at: Date.now(), pairs: pairs() });
    if (texts.autosave) say('saving', texts.unsaved);
    else say(kept ? 'saved' : 'failed', kept ? fill(texts.saved, { at: clock() }) : texts.notKept);
  });
  form.addEventListener('minha:saved', (event) => {
    const held = store.get();
    if (held && event.detail && held.at <= event.detail.begun) store.drop();
  });
  window.addEventListener('offline', () => { if (texts.autosave) say('failed', texts.offline); });
  form.addEventListener('submit', () => { if (texts.autosave) store.drop(); });

  const held_before = store.get();
  const refused = document.querySelector('.error-summary');
  if (held_before && !texts.autosave) put(held_before.pairs);
  else if (held_before && refused) store.drop();
  else if (held_before && !same(held_before.pairs, pairs())) {
    const part = (name, attributes, ...inside) => {
      const made = Object.assign(document.createElement(name), attributes);
      made.append(...inside);
      return made;
    };
    const at = new Date(held_before.at).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' });
    const restore = part('button', { type: 'button', className: 'button button-small', textContent: texts.restore });
    const forget = part('button', { type: 'button', className: 'button button-quiet button-small', textContent: texts.forget });
    const notice = part('div', { className: 'notice notice-warning' }, part('p', { textContent: fill(texts.kept, { at }) }), part('div', { className: 'buttons' }, restore, forget));
    restore.addEventListener('click', () => {
      put(held_before.pairs);
      notice.remove();
      (figures(criteria[0]) || buttons(criteria[0])[0] || form.elements.overall).dispatchEvent(new Event('input', { bubbles: true }));
      follow();
    });
    forget.addEventListener('click', () => {
      store.drop();
      notice.remove();
    });
    form.prepend(notice);
  } else if (held_before) store.drop();
  follow();

  // ---- The page that is taken along: it sends nothing, and saves what is written as a file. ----
  const facts = document.getElementById('sheet-facts');
  if (!facts || texts.autosave) return;
  const known = JSON.parse(facts.textContent);
  form.addEventListener('submit', (event) => event.preventDefault());
  const whole = (text) => (text.toWellFormed ? text.toWellFormed() : text);
  form.querySelector('[data-save-sheet]').addEventListener('click', () => {
    const sheet = { ...known.sheet, scores: {}, comments: {} };
    for (const [name, value] of pairs()) {
      const text = whole(value);
      if (name.startsWith('score-')) sheet.scores[name.slice(6)] = text;
      else if (name.startsWith('comment-')) sheet.comments[name.slice(8)] = text;
      else if (['overall', 'budget_remarks', 'recommendation'].includes(name)) sheet[name] = text;
    }
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([JSON.stringify({ format: known.format, sheet }, null, 1)], { type: 'application/json' }));
    link.download = `${known.name}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    say('saved', texts.written);
  });
})();
