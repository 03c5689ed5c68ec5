// The room of a panel and the screen on its wall: what happens is shown without loading the page. Without this script the
// page is the same and is loaded anew by a link. Also: the sum of a ballot under the budget, and copying a receipt.
(() => {
  'use strict';
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));

  const place = document.querySelector('[data-live]');
  if (place) follow(place);

  function follow(root) {
    const aloud = document.querySelector('[data-aloud]');
    const offline = document.querySelector('[data-offline]');
    // What the server said last of each region, without the proof of its forms, which is different each time.
    const plain = (html) => html.replace(/(name="csrf" value=")[0-9a-f]+/g, '$1');
    const shown = new Map(all('[data-region]', root).map((region) => [region.id, plain(region.outerHTML)]));
    const touched = new WeakSet();
    let news = newsOf(root);
    let busy = false;
    let again = false;
    let asking;

    root.addEventListener('input', (event) => {
      if (event.target.form) touched.add(event.target.form);
    });

    function newsOf(of) {
      const said = of.querySelector('[data-news]');
      return said ? said.dataset.news : '';
    }

    /** Whether somebody is filling in a form of the region, which is about the same thing as before. */
    function kept(before, after) {
      const forms = all('form[data-keep]', before);
      const filled = forms.some((form) => touched.has(form) || form.contains(document.activeElement));
      return filled && before.dataset.about === after.dataset.about && before.dataset.about !== undefined;
    }

    function put(before, after) {
      const opened = new Set(all('details', before).map((one, at) => (one.open ? at : -1)));
      const focus = before.contains(document.activeElement) ? document.activeElement : null;
      all('details', after).forEach((one, at) => { if (opened.has(at)) one.open = true; });
      before.replaceWith(after);
      if (!focus) return;
      const same = focus.id ? document.getElementById(focus.id)
        : all(focus.tagName, after).find((one) => one.value === focus.value && one.name === focus.name && one.textContent === focus.textContent);
      if (same) same.focus({ preventScroll: true });
      else { after.tabIndex = -1; after.focus({ preventScroll: true }); }
    }

    /** Fetches what is followed, and shows what has changed of it. */
    async function look() {
      if (busy) { again = true; return; }
      busy = true;
      try {
        const answer = await fetch(root.dataset.part, { credentials: 'same-origin', redirect: 'error', headers: { accept: 'text/html' } });
        if (!answer.ok) throw new Error(String(answer.status));
        const made = document.createElement('div');
        made.innerHTML = await answer.text();
        for (const after of all('[data-region]', made)) {
          const html = plain(after.outerHTML);
          const before = document.getElementById(after.id);
          if (!before) { location.reload(); return; }
          if (shown.get(after.id) === html || kept(before, after)) continue;
          shown.set(after.id, html);
          put(before, after);
        }
        const said = newsOf(made);
        if (aloud && said !== news) aloud.textContent = said;
        news = said;
        if (offline) offline.hidden = true;
      } catch {
        lost();
      } finally {
        busy = false;
        if (again) { again = false; look(); }
      }
    }

    /** The line is gone for good: say so, and ask by itself now and then. */
    function lost() {
      if (offline) offline.hidden = false;
      clearTimeout(asking);
      asking = setTimeout(look, 15000);
    }

    if (!window.EventSource) { lost(); return; }
    let seen = '';
    const source = new EventSource(root.dataset.live);
    source.addEventListener('seen', (event) => {
      // The first event says what was there when the stream began; the page may be older.
      if (event.data !== seen) { seen = event.data; look(); }
    });
    source.addEventListener('over', () => { source.close(); lost(); });
    source.addEventListener('error', () => { if (source.readyState === EventSource.CLOSED) lost(); });
    window.addEventListener('pagehide', () => source.close());
    // Come back to from another page: the stream has ended, and what is shown is old.
    window.addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });
  }

  // A ballot under the budget: what is approved of so far.
  for (const form of all('form[data-sum]')) {
    const total = form.querySelector('[data-total]');
    const over = form.querySelector('[data-over]');
    const decimals = Number(form.dataset.decimals);
    const ceiling = Number(form.dataset.ceiling);
    if (!total) continue;
    const currency = total.textContent.replace(/[\d.,\u0660-\u0669\u066b\u066c\s]+/g, ' ').trim();
    const figure = new Intl.NumberFormat(document.documentElement.lang.replace(/^en$/, 'en-GB') + '-u-nu-latn', { maximumFractionDigits: decimals });
    for (const button of all('[data-no-script]', form)) button.hidden = true;
    form.addEventListener('input', () => {
      const sum = all('[data-minor]:checked', form).reduce((so, box) => so + Number(box.dataset.minor), 0);
      total.textContent = `${currency} ${figure.format(sum / 10 ** decimals)}`;
      if (over) over.hidden = ceiling === 0 || sum <= ceiling;
    });
  }

  for (const button of all('[data-copy-text]')) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copyText).textContent.trim());
      button.textContent = button.dataset.copied;
    });
  }
})();
