// Comfort on top of pages that work without it: autosave, word counts, budget totals, keys on the desk, questions before
// dangerous acts. Every text comes from the page.
(() => {
  'use strict';
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const number = new Intl.NumberFormat(document.documentElement.lang);

  // The error summary and results of an act are read first.
  const first = document.querySelector('[data-focus]');
  if (first) first.focus();

  // A word is a run of letters or digits; Chinese and Japanese are counted as the browser segments them.
  const segmenter = 'Segmenter' in Intl ? new Intl.Segmenter(document.documentElement.lang, { granularity: 'word' }) : null;
  function words(text) {
    if (!/[\u3040-\u30ff\u4e00-\u9fff]/.test(text) || !segmenter) return (text.match(/\S+/g) || []).length;
    return Array.from(segmenter.segment(text)).filter((part) => part.isWordLike).length;
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

  // A table marked data-budget: each row has inputs data-quantity, data-unit-cost and places data-row-total; the table has
  // data-total. Amounts are whole minor units inside; data-decimals tells how many digits follow the point.
  function minor(text, decimals) {
    const plain = text.replace(/[\s\u00a0\u202f,']/g, '');
    const match = /^(\d+)(?:\.(\d*))?$/.exec(plain);
    if (!match || (match[2] || '').length > decimals) return null;
    return BigInt(match[1] + (match[2] || '').padEnd(decimals, '0'));
  }
  function money(value, decimals) {
    const digits = value.toString().padStart(decimals + 1, '0');
    const whole = number.format(BigInt(digits.slice(0, digits.length - decimals)));
    return decimals ? `${whole}.${digits.slice(-decimals)}` : whole;
  }
  function addUp(table) {
    const decimals = Number(table.dataset.decimals || 2);
    const sums = {};
    for (const row of all('tr', table)) {
      const quantity = row.querySelector('[data-quantity]');
      const cost = row.querySelector('[data-unit-cost]');
      const place = row.querySelector('[data-row-total]');
      if (quantity && cost && place) {
        const many = minor(quantity.value, 0);
        const each = minor(cost.value, decimals);
        place.textContent = many === null || each === null ? '–' : money(many * each, decimals);
        if (many !== null && each !== null) sums.total = (sums.total || 0n) + many * each;
      }
      for (const input of all('[data-sum]', row)) {
        const value = minor(input.value, decimals);
        if (value !== null) sums[input.dataset.sum] = (sums[input.dataset.sum] || 0n) + value;
      }
    }
    for (const place of all('[data-total]', table)) place.textContent = money(sums[place.dataset.total || 'total'] || 0n, decimals);
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
    } catch {
      changed.add(form);
      say(form, 'failed', document.body.dataset.saveFailed);
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
    const table = field.closest('[data-budget]');
    if (table) addUp(table);
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

  // On the desk: j for the next file, k for the one before. Never while writing.
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input:not([type="radio"]), textarea, select')) return;
    const rel = { j: 'next', k: 'prev' }[event.key];
    const link = rel && document.querySelector(`[data-desk] a[rel="${rel}"]`);
    if (link) link.click();
  });

  all('[data-print]').forEach((button) => {
    button.hidden = false;
    button.addEventListener('click', () => window.print());
  });
  all('[data-words]').forEach(countWords);
  all('[data-budget]').forEach(addUp);
  all('form[data-scores]').forEach(addScores);
})();
