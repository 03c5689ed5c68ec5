// An application taken along as one file: keeps what is typed in the browser, asks only what applies, checks, and saves a
// package to bring back. Needs no line, and sends nothing. Every text and rule comes from the file (templates/intake/offline.html).
(() => {
  'use strict';
  const form = document.getElementById('offline');
  if (!form) return;
  const facts = JSON.parse(document.getElementById('facts').textContent);
  const { texts, questions } = facts;
  const KEY = `minha-offline:${facts.proposal}`;
  const clock = () => new Date().toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' });
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const boxes = Array.from(form.querySelectorAll('[data-question]'));
  const boxOf = (id) => form.querySelector(`[data-question="${CSS.escape(id)}"]`);
  const fieldsOf = (box) => Array.from(box.querySelectorAll('input[name], textarea[name], select[name]')).filter((field) => field.name !== 'was:' && field.type !== 'file');
  const pairsOf = (box) => fieldsOf(box)
    .filter((field) => (field.type !== 'checkbox' && field.type !== 'radio') || field.checked)
    .map((field) => [field.name, field.value]);
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const wasOf = (box) => box.querySelector('input[name="was:"]');

  /** What each question was filled with when the file was made, and what it was filled in on. */
  const initial = new Map(boxes.map((box) => [box.dataset.question, { pairs: pairsOf(box), was: wasOf(box).value }]));

  // What is typed is kept in this browser, question by question with what it was typed on.
  let held = {};
  try { held = JSON.parse(localStorage.getItem(KEY)) || {}; } catch { held = {}; }
  const line = form.querySelector('[data-saved-at]');
  function keep(box) {
    const id = box.dataset.question;
    const pairs = pairsOf(box);
    if (same(pairs, initial.get(id).pairs)) delete held[id];
    else held[id] = { pairs, was: wasOf(box).value };
    try {
      localStorage.setItem(KEY, JSON.stringify(held));
      line.dataset.state = 'saved';
      line.textContent = fill(texts.kept, { at: clock() });
    } catch {
      line.dataset.state = 'failed';
      line.textContent = texts['not-kept'];
    }
  }
  for (const [id, { pairs, was }] of Object.entries(held)) {
    const box = boxOf(id);
    if (!box) continue;
    wasOf(box).value = was;
    // Rows that were added are added again.
    for (let tries = 0; tries < 200 && pairs.some(([name]) => !fieldsOf(box).some((field) => field.name === name)); tries += 1) {
      const before = fieldsOf(box).length;
      for (const add of box.querySelectorAll('button[value^="add"]')) add.click();
      if (fieldsOf(box).length === before) break;
    }
    for (const field of fieldsOf(box)) {
      const values = pairs.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.type === 'checkbox' || field.type === 'radio') field.checked = values.includes(field.value);
      else [field.value = ''] = values;
    }
    box.dispatchEvent(new CustomEvent('minha:shown', { bubbles: true }));
  }

  // Amounts and numbers as the server reads them.
  const western = (text) => text.replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660)).replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0));
  const bare = (text) => western(text).replace(/[\s,\u00a0\u202f\u066c']/g, '').replace('\u066b', '.');
  function amount(text) {
    const match = /^(\d+)(?:\.(\d*))?$/.exec(bare(text));
    if (!match || (match[2] || '').length > facts.decimals) return null;
    return Number(match[1] + (match[2] || '').padEnd(facts.decimals, '0'));
  }

  /** The answer to a question, as far as conditions look at it; undefined for none. */
  function answerTo(id) {
    const box = boxOf(id);
    if (!box) return undefined;
    const values = pairsOf(box).map(([, value]) => value.trim()).filter(Boolean);
    if (!values.length) return undefined;
    switch (questions[id].answer.kind) {
      case 'number': return /^-?\d+$/.test(bare(values[0])) ? Number(bare(values[0])) : undefined;
      case 'money': return amount(values[0]) ?? undefined;
      case 'choices': return values;
      case 'declaration': return true;
      default: return values[0];
    }
  }
  function passes(when) {
    const answer = asked(when.question) ? answerTo(when.question) : undefined;
    const holds = (wanted) => answer !== undefined && (same(answer, wanted) || (Array.isArray(answer) && answer.includes(wanted)));
    if ('is' in when) return holds(when.is);
    if ('one_of' in when) return when.one_of.some(holds);
    if ('at_least' in when) return typeof answer === 'number' && answer >= when.at_least;
    if ('at_most' in when) return typeof answer === 'number' && answer <= when.at_most;
    if ('answered' in when) return (answer !== undefined) === when.answered;
    return true;
  }
  function asked(id) {
    const question = questions[id];
    return Boolean(question) && (!question.section_when || passes(question.section_when)) && (!question.when || passes(question.when));
  }
  function ask() {
    for (const box of boxes) box.hidden = !asked(box.dataset.question);
    for (const part of form.querySelectorAll('[data-part]')) part.hidden = !part.querySelector('[data-question]:not([hidden])');
  }

  /** What is wrong with a question, in words; empty when nothing is. */
  function fault(id) {
    const box = boxOf(id);
    const { required, answer } = questions[id];
    const values = pairsOf(box).map(([, value]) => value.trim()).filter(Boolean);
    if (!values.length) return required && answer.kind !== 'file' ? texts.missing : '';
    const text = values[0];
    switch (answer.kind) {
      case 'short_text': return Array.from(text).length > answer.most ? texts['too-long'] : '';
      case 'long_text': return box.querySelector('[data-over]') ? texts['too-long'] : '';
      case 'number': {
        const number = Number(bare(text));
        return /^-?\d+$/.test(bare(text)) && number >= answer.min && number <= answer.max ? '' : fill(texts.number, { min: answer.min, max: answer.max });
      }
      case 'money': return amount(text) === null ? texts.amount : '';
      case 'date': return /^\d{4}-\d{2}-\d{2}$/.test(text) ? '' : texts.date;
      default: return '';
    }
  }
  function check() {
    const place = form.querySelector('[data-faults]');
    const found = Object.keys(questions).filter(asked).map((id) => [id, fault(id)]).filter(([, text]) => text);
    const list = document.createElement('ul');
    for (const [id, text] of found) {
      const link = Object.assign(document.createElement('a'), { href: `#${id}`, textContent: questions[id].label });
      const item = document.createElement('li');
      item.append(link, `: ${text}`);
      list.append(item);
    }
    const head = document.createElement('p');
    head.className = 'strong';
    head.textContent = found.length ? texts.faults : texts.faultless;
    place.replaceChildren(head, list);
  }

  /** SHA-256 of a text in UTF-8: a file opened from a folder has no other. */
  function sha256(text) {
    const primes = [];
    for (let n = 2; primes.length < 64; n += 1) if (primes.every((prime) => n % prime)) primes.push(n);
    const fraction = (root) => ((root - Math.floor(root)) * 2 ** 32) >>> 0;
    const k = primes.map((prime) => fraction(Math.cbrt(prime)));
    const state = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
    const bytes = new TextEncoder().encode(text);
    const padded = new Uint8Array(((bytes.length + 8) >> 6) * 64 + 64);
    padded.set(bytes);
    padded[bytes.length] = 0x80;
    const view = new DataView(padded.buffer);
    view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
    view.setUint32(padded.length - 4, (bytes.length << 3) >>> 0);
    const turn = (x, n) => (x >>> n) | (x << (32 - n));
    const w = new Uint32Array(64);
    for (let block = 0; block < padded.length; block += 64) {
      for (let i = 0; i < 64; i += 1) {
        if (i < 16) {
          w[i] = view.getUint32(block + i * 4);
        } else {
          const s0 = turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ (w[i - 15] >>> 3);
          const s1 = turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ (w[i - 2] >>> 10);
          w[i] = w[i - 16] + s0 + w[i - 7] + s1;
        }
      }
      let [a, b, c, d, e, f, g, h] = state;
      for (let i = 0; i < 64; i += 1) {
        const t1 = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + k[i] + w[i]) | 0;
        const t2 = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
      }
      [a, b, c, d, e, f, g, h].forEach((word, i) => { state[i] = (state[i] + word) >>> 0; });
    }
    return state.map((word) => word.toString(16).padStart(8, '0')).join('');
  }
  /** JSON with sorted keys and no blanks, as the server takes its digest of. */
  function canonical(value) {
    if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
    if (value && typeof value === 'object') return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
    return JSON.stringify(value);
  }
  const whole = (text) => (text.toWellFormed ? text.toWellFormed() : text);

  function save() {
    const answers = {};
    for (const box of boxes) {
      const id = box.dataset.question;
      const pairs = pairsOf(box);
      if (same(pairs, initial.get(id).pairs) || questions[id].answer.kind === 'file') continue;
      const [, on, shown] = wasOf(box).value.split(' ');
      answers[id] = { on: Number(on), shown, fields: pairs.map(([name, value]) => [name, whole(value)]) };
    }
    if (!Object.keys(answers).length) {
      line.textContent = texts.nothing;
      return;
    }
    const content = { call: facts.call, proposal: facts.proposal, form_version: facts.form_version, answers };
    const text = JSON.stringify({ format: facts.format, content, digest: sha256(canonical(content)) }, null, 1);
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
    link.download = `${facts.code}-${new Date().toISOString().slice(0, 10)}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    line.dataset.state = 'saved';
    line.textContent = texts.saved;
  }

  const changed = (event) => {
    const box = event.target.closest?.('[data-question]');
    if (!box) return;
    keep(box);
    ask();
  };
  form.addEventListener('input', changed);
  form.addEventListener('change', changed);
  // Rows that are taken out or added change the answer without anybody typing.
  form.addEventListener('click', (event) => {
    const box = event.target.closest?.('[data-question]');
    if (box && event.target.closest('button')) setTimeout(() => { keep(box); ask(); });
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  form.querySelector('[data-check]').addEventListener('click', check);
  form.querySelector('[data-save]').addEventListener('click', () => { check(); save(); });
  ask();
})();
