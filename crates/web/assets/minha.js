// Comfort on top of pages that work without it: autosave, word counts, keys on the desk, questions before dangerous
// acts. Every text comes from the page.
(() => {
  'use strict';
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const number = new Intl.NumberFormat(document.documentElement.lang);

  // The error summary and results of an act are read first.
  const first = document.querySelector('[data-focus]');
  if (first) first.focus();

  // Moments are written on the clock they are decided by; beside it stands the visitor's own.
  // Written as the pages write dates: in British English, and in western figures.
  const locale = document.documentElement.lang.replace(/^en$/, 'en-GB') + '-u-nu-latn';
  for (const time of all('time[data-your-time]')) {
    const here = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(time.dateTime));
    const beside = time.nextElementSibling;
    if (beside) beside.textContent = time.dataset.yourTime.replace('{time}', here);
  }

  // A download that is written while it comes tells how far it is, beside the link that begins it.
  for (const link of all('a[data-follow]')) {
    link.addEventListener('click', () => {
      const place = document.getElementById('how-far');
      const look = async () => {
        const answer = await fetch(link.dataset.follow, { headers: { accept: 'application/json' } }).catch(() => null);
        const said = answer && answer.ok ? await answer.json() : null;
        if (said && place) place.textContent = said.state;
        if (!said || !said.ended) setTimeout(look, 1000);
      };
      setTimeout(look, 500);
    });
  }

  // Words as the server counts them (`workflow::form::words`): a run between blanks that holds a letter or a figure is one;
  // each ideograph and each kana is one.
  const ideograph = /[\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{323af}]/u;
  function words(text) {
    let count = 0;
    for (const run of text.split(/\p{White_Space}+/u)) {
      const parts = run.split(ideograph);
      count += parts.length - 1 + parts.filter((part) => /[\p{Alphabetic}\p{N}]/u.test(part)).length;
    }
    return count;
  }
  function countWords(area) {
    const line = document.getElementById(area.id + '-count');
    const place = line && line.querySelector('[data-count]');
    if (!place) return;
    const count = words(area.value);
    const limit = Number(area.dataset.words);
    place.textContent = ` · ${number.format(count)} / ${number.format(limit)}`;
    line.toggleAttribute('data-over', count > limit);
  }

  // A grid marked data-scores: number inputs and scales add up, weights in data-weight.
  function addScores(form) {
    const place = form.querySelector('[data-score-total]');
    if (!place) return;
    const given = all('[data-weight]', form).filter((input) => (input.type === 'radio' ? input.checked : input.value !== ''));
    const sum = given.reduce((total, input) => total + Number(input.value) * Number(input.dataset.weight || 1), 0);
    place.textContent = number.format(sum);
  }

  // Autosave: some seconds after the last key, and at once when the page is left.
  const changed = new Set();
  function say(form, state, text) {
    const place = form.querySelector('[data-saved-at]');
    if (!place) return;
    place.dataset.state = state;
    place.textContent = text;
  }
  async function save(form) {
    if (form.dataset.busy || !changed.has(form)) return;
    form.dataset.busy = 'yes';
    changed.delete(form);
    say(form, 'saving', document.body.dataset.saving);
    const begun = Date.now();
    try {
      const fields = new URLSearchParams();
      for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value);
      const answer = await fetch(form.dataset.autosave, {
        method: 'POST', body: fields, credentials: 'same-origin', headers: { Accept: 'application/json' }, redirect: 'error',
      });
      if (!answer.ok) throw new Error(String(answer.status));
      // The form now knows the state it has made, and will not be taken for an old one.
      const said = await answer.json().catch(() => null);
      if (said && said.seen && form.elements.seen) form.elements.seen.value = said.seen;
      const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' });
      say(form, 'saved', `${document.body.dataset.saved} ${time}`);
      form.dispatchEvent(new CustomEvent('minha:saved', { detail: { begun } }));
    } catch {
      changed.add(form);
      say(form, 'failed', navigator.onLine === false && form.dataset.offline ? form.dataset.offline : document.body.dataset.saveFailed);
      setTimeout(() => save(form), 15000);
    } finally {
      delete form.dataset.busy;
    }
  }

  let timer;
  document.addEventListener('input', (event) => {
    const field = event.target;
    const form = field.form;
    if (field.dataset.words) countWords(field);
    if (!form) return;
    if (form.matches('[data-scores]')) addScores(form);
    if (form.matches('[data-autosave]')) {
      changed.add(form);
      clearTimeout(timer);
      timer = setTimeout(() => changed.forEach(save), 2500);
    } else if (form.matches('[data-warn]')) {
      changed.add(form);
    }
  });
  // A form marked data-checks="/address" asks what the call would lack as it is typed, and shows the answer in #checks.
  let checking;
  document.addEventListener('input', (event) => {
    const form = event.target.form;
    const place = document.getElementById('checks');
    if (!place || !form || !form.matches('[data-checks]')) return;
    clearTimeout(checking);
    checking = setTimeout(async () => {
      const fields = new URLSearchParams(new FormData(form));
      const answer = await fetch(form.dataset.checks, { method: 'POST', body: fields, credentials: 'same-origin', redirect: 'error' }).catch(() => null);
      if (answer && answer.ok) place.innerHTML = await answer.text();
    }, 800);
  });

  // A file marked data-into="id" is read into the field with that id.
  all('input[data-into]').forEach((input) => {
    input.hidden = false;
    input.addEventListener('change', async () => {
      const [file] = input.files;
      if (file && file.size < 524288) document.getElementById(input.dataset.into).value = await file.text();
    });
  });

  // What could not be sent goes as soon as the line is back.
  window.addEventListener('online', () => changed.forEach((form) => form.dataset.autosave && save(form)));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') changed.forEach((form) => form.dataset.autosave && save(form));
  });
  window.addEventListener('beforeunload', (event) => {
    if (changed.size) event.preventDefault();
  });

  document.addEventListener('submit', (event) => {
    const button = event.submitter;
    if (button && button.dataset.confirm && !window.confirm(button.dataset.confirm)) {
      event.preventDefault();
      return;
    }
    changed.clear();
    clearTimeout(timer);
  });

  // On the desk: j for the next file, k for the one before. Never while writing, nor when keys are switched off (`desk.js`).
  const keys = () => {
    try { return localStorage.getItem('minha-keys') !== 'off'; } catch { return true; }
  };
  document.addEventListener('keydown', (event) => {
    if (!keys()) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input:not([type="radio"]), textarea, select')) return;
    const typed = event.key.length === 1 && event.key.charCodeAt(0) > 127 ? event.code.slice(3).toLowerCase() : event.key;
    const rel = { j: 'next', k: 'prev' }[typed];
    const link = rel && document.querySelector(`[data-desk] a[rel="${rel}"]`);
    if (link) link.click();
  });

  all('[data-print]').forEach((button) => {
    button.hidden = false;
    button.addEventListener('click', () => window.print());
  });
  // What is shown anew by other scripts is counted anew.
  document.addEventListener('minha:shown', (event) => all('[data-words]', event.target).forEach(countWords));
  all('[data-words]').forEach(countWords);
  all('form[data-scores]').forEach(addScores);
})();
