// Comfort for lists of rows: adding and taking out in place, and a budget that adds itself up. Without it the same buttons
// send the form. Every text comes from the page.
(() => {
  'use strict';
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const number = new Intl.NumberFormat(document.documentElement.lang);

  // A list is marked data-rows="budget" and holds elements data-row, whose controls are called budget.0.heading and so on.
  // A new row is a copy of the last one under the next number, without what was written there.
  const own = (list) => Array.from(list.children).filter((child) => child.matches('[data-row]'));
  const changed = (element) => element.dispatchEvent(new Event('input', { bubbles: true }));

  function place(list, row) {
    const prefix = `${list.dataset.rows}.`;
    const named = [row, ...all('*', row)].flatMap((element) => [element.name, element.id, element.value, element.dataset.rows])
      .find((name) => typeof name === 'string' && (name.startsWith(prefix) || name.startsWith(`remove:${prefix}`)));
    return named ? Number(named.replace(/^remove:/, '').slice(prefix.length).split('.')[0]) : 0;
  }
  function clear(row) {
    for (const control of all('input, textarea, select', row)) {
      if (control.type === 'checkbox' || control.type === 'radio') control.checked = false;
      else control.value = '';
      control.removeAttribute('aria-invalid');
      if (control.dataset.words) changed(control);
    }
    for (const error of all('.error', row)) error.remove();
    for (const bad of all('.field-bad', row)) bad.classList.remove('field-bad');
    for (const inner of all('[data-rows]', row)) own(inner).slice(1).forEach((extra) => extra.remove());
  }
  function rename(row, from, to) {
    for (const element of [row, ...all('*', row)]) {
      for (const { name, value } of Array.from(element.attributes)) {
        const renamed = value.split(' ').map((word) => {
          const at = word.indexOf(from);
          const before = word.slice(0, Math.max(at, 0));
          const after = at < 0 ? '' : word.slice(at + from.length);
          return at >= 0 && /^([a-z-]+:)?$/.test(before) && !/^\d/.test(after) ? before + to + after : word;
        }).join(' ');
        if (renamed !== value) element.setAttribute(name, renamed);
      }
    }
  }
  function count(list) {
    const rows = own(list);
    rows.forEach((row, at) => {
      const inner = new Set(all('[data-rows] [data-number]', row));
      all('[data-number]', row).filter((part) => !inner.has(part)).forEach((part) => { part.textContent = number.format(at + 1); });
    });
    const button = all('[data-add]').find((add) => add.dataset.add === list.dataset.rows);
    if (button) button.hidden = rows.length >= Number(list.dataset.most);
  }
  function add(list) {
    const rows = own(list);
    const last = rows[rows.length - 1];
    if (!last || rows.length >= Number(list.dataset.most)) return;
    const row = last.cloneNode(true);
    const numbers = rows.map((one) => place(list, one));
    rename(row, `${list.dataset.rows}.${place(list, last)}`, `${list.dataset.rows}.${Math.max(...numbers) + 1}`);
    clear(row);
    last.after(row);
    all('[data-rows]', row).forEach(count);
    count(list);
    const first = row.querySelector('input:not([type=hidden]), select, textarea');
    if (first) first.focus();
  }
  function remove(row) {
    const list = row.parentElement;
    if (own(list).length > 1) {
      const neighbour = row.nextElementSibling || row.previousElementSibling;
      row.remove();
      count(list);
      const next = neighbour.querySelector('input:not([type=hidden]), select, textarea');
      if (next) next.focus();
    } else {
      clear(row);
    }
    // The form notices that something has changed, and the budget is added up again.
    const control = (list.querySelector('input, select, textarea') || list);
    changed(control);
  }
  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-add], [data-remove]');
    if (!button) return;
    const row = button.closest('[data-row]');
    const list = all('[data-rows]').find((one) => one.dataset.rows === button.dataset.add);
    if (button.hasAttribute('data-remove') ? !row : !list) return;
    event.preventDefault();
    if (list) add(list);
    else remove(row);
  });

  // A budget marked data-budget: rows have inputs data-quantity, data-unit-cost and data-sum="requested", and places
  // data-row-total and data-row-rest; the places data-total hold the sums. Amounts are whole minor units inside;
  // data-decimals tells how many digits follow the point.
  const western = (text) => text.replace(/[٠-٩]/g, (digit) => '٠١٢٣٤٥٦٧٨٩'.indexOf(digit)).replace(/٫/g, '.');
  function minor(text, decimals) {
    const plain = western(text).replace(/[\s\u00a0\u202f,'٬]/g, '');
    const match = /^(\d+)(?:\.(\d*))?$/.exec(plain);
    if (!match || (match[2] || '').length > decimals) return null;
    return BigInt(match[1] + (match[2] || '').padEnd(decimals, '0'));
  }
  function money(value, decimals) {
    const sign = value < 0n ? '-' : '';
    const digits = (value < 0n ? -value : value).toString().padStart(decimals + 1, '0');
    const whole = number.format(BigInt(digits.slice(0, digits.length - decimals)));
    return sign + (decimals ? `${whole}.${digits.slice(-decimals)}` : whole);
  }
  function addUp(budget) {
    const decimals = Number(budget.dataset.decimals || 2);
    const sums = { total: 0n, requested: 0n };
    const headings = {};
    for (const row of all('[data-row]', budget)) {
      const value = (selector, places) => minor(row.querySelector(selector).value, places);
      const many = value('[data-quantity]', 0);
      const each = value('[data-unit-cost]', decimals);
      const asked = value('[data-sum="requested"]', decimals);
      const total = many === null || each === null ? null : many * each;
      row.querySelector('[data-row-total]').textContent = total === null ? '–' : money(total, decimals);
      row.querySelector('[data-row-rest]').textContent = total === null ? '–' : money(total - (asked || 0n), decimals);
      sums.total += total || 0n;
      sums.requested += asked || 0n;
      const heading = row.querySelector('[data-heading]').value;
      headings[heading] = (headings[heading] || 0n) + (asked || 0n);
    }
    sums.rest = sums.total - sums.requested;
    for (const place of all('[data-total]', budget)) place.textContent = money(sums[place.dataset.total || 'total'], decimals);
    const say = (limit, given, bound, wrong) => {
      limit.querySelector('[data-state]').textContent = `${money(given, decimals)} / ${money(bound, decimals)}`;
      limit.toggleAttribute('data-over', wrong);
    };
    for (const limit of all('[data-ceiling]', budget)) {
      const given = headings[limit.dataset.ceiling] || 0n;
      const most = limit.dataset.share ? (sums.requested * BigInt(limit.dataset.share)) / 10000n : BigInt(limit.dataset.minor);
      say(limit, given, most, given > most);
    }
    for (const limit of all('li[data-cofinancing]', budget)) {
      const least = (sums.total * BigInt(budget.dataset.cofinancingShare) + 9999n) / 10000n;
      say(limit, sums.rest, least, sums.rest < least);
    }
  }
  document.addEventListener('input', (event) => {
    const budget = event.target.closest('[data-budget]');
    if (budget) addUp(budget);
  });

  all('[data-rows]').forEach(count);
  all('[data-budget]').forEach(addUp);
})();
