// Keys on the desks of screeners and evaluators. Every key does what a button, link or field marked data-key does; nothing here can be
// done by a key alone. Keys are single letters, so they can be switched off (WCAG 2.1.4), and do nothing while one writes.
(() => {
  'use strict';
  const root = document.querySelector('[data-keys]');
  if (!root) return;
  const all = (selector, from = document) => Array.from(from.querySelectorAll(selector));
  const criteria = all('.criterion');
  const fields = 'input:not([type="radio"]):not([type="checkbox"]), textarea, select';

  // Whether keys are wanted is remembered in this browser, as `minha.js` reads it too.
  const remembered = () => {
    try { return localStorage.getItem('minha-keys') !== 'off'; } catch { return true; }
  };
  const remember = (on) => {
    try { localStorage.setItem('minha-keys', on ? 'on' : 'off'); } catch { /* Not remembered then. */ }
  };
  let on = remembered();
  const legend = document.querySelector('[data-keys-legend]');
  const chosen = document.querySelector('[data-keys-switch]');
  function show() {
    for (const hint of all('[data-key-hint]')) hint.hidden = !on;
    if (chosen) chosen.checked = on;
  }
  if (legend) legend.hidden = false;
  if (chosen) chosen.addEventListener('change', () => { on = chosen.checked; remember(on); show(); });
  show();

  // Documents open in the frame beside the file, which is out of the way until one is asked for.
  const frame = document.querySelector('iframe[name="beside"]');
  const close = document.querySelector('[data-close-beside]');
  if (frame) {
    const box = frame.closest('[data-beside]');
    box.hidden = true;
    for (const link of all('a[target="beside"]')) {
      link.addEventListener('click', () => {
        box.hidden = false;
        for (const other of all('a[target="beside"][aria-current]')) other.removeAttribute('aria-current');
        link.setAttribute('aria-current', 'true');
      });
    }
    if (close) close.addEventListener('click', () => { box.hidden = true; });
  }
  function openDocument() {
    const links = all('a[target="beside"]');
    if (!links.length) return;
    const at = links.findIndex((link) => link.hasAttribute('aria-current'));
    links[(at + 1) % links.length].click();
  }

  let last = null;
  /** The criterion one is at: where the focus stands, or where it stood last. */
  function here() {
    const at = document.activeElement && document.activeElement.closest('.criterion');
    return at || (last && document.contains(last) ? last : null);
  }
  const isOpen = (criterion) => {
    const figures = criterion.querySelector('input[type="number"]');
    return figures ? figures.value === '' : !criterion.querySelector('input[type="radio"]:checked');
  };
  function go(criterion) {
    if (!criterion) return;
    last = criterion;
    criterion.focus();
    criterion.scrollIntoView({ block: 'nearest' });
  }
  function step(by) {
    const at = criteria.indexOf(here());
    if (at < 0) go(criteria.find(isOpen) || criteria[0]);
    else go(criteria[at + by]);
  }

  /** Carries out what a mark stands for. Answers whether there was something to do. */
  function use(target) {
    if (!target || target.disabled) return false;
    const folded = target.closest('details:not([open])');
    if (folded && !target.closest('summary')) folded.open = true;
    if (target.matches('input[type="radio"]')) {
      const criterion = target.closest('.criterion');
      target.checked = true;
      target.dispatchEvent(new Event('input', { bubbles: true }));
      last = criterion;
      const writes = criterion.querySelector('[data-why]');
      if ((target.value === 'fail' || target.value === 'clarification') && writes) writes.focus();
      else go(criteria[criteria.indexOf(criterion) + 1] || document.getElementById('conclude') || criterion);
    } else if (target.matches(fields)) {
      target.focus();
      target.scrollIntoView({ block: 'nearest' });
    } else {
      target.click();
    }
    return true;
  }

  /** The letter of a key: as typed, or, where another script is typed, as it stands on the key. */
  function letter(event) {
    if (event.key === '؟') return '?';
    if (event.key.length !== 1 || event.key.charCodeAt(0) < 128) return event.key.toLowerCase();
    return event.code.startsWith('Key') ? event.code.slice(3).toLowerCase() : '';
  }

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const writing = event.target.closest(fields);
    if (event.key === 'Escape' && writing) {
      const criterion = writing.closest('.criterion');
      if (criterion) go(criterion);
      else writing.blur();
      return;
    }
    if (!on || writing || event.repeat) return;
    const key = letter(event);
    if (key.length !== 1) return;
    let done = true;
    if (key === 'n') step(1);
    else if (key === 'b') step(-1);
    else if (key === '?' && legend) legend.open = !legend.open;
    else if (key === 'o' && document.querySelector('a[target="beside"]') && !(here() && here().querySelector('[data-key="o"]'))) openDocument();
    else {
      const mark = `[data-key="${CSS.escape(key)}"]`;
      const criterion = here();
      if (key === 'r' && criterion) criterion.classList.add('open');
      const own = criterion && criterion.querySelector(mark);
      // A verdict is never given to a criterion one is not at.
      const elsewhere = all(mark).find((target) => !target.closest('.criterion'));
      done = use(own || elsewhere);
      if (!done && criteria.length && document.querySelector(mark)) step(0), done = true;
    }
    if (done) event.preventDefault();
  });

  // What was saved leads on to the next open criterion; the address names it.
  const named = location.hash && document.getElementById(location.hash.slice(1));
  if (named && criteria.includes(named)) go(named);
  else if (named && named.id === 'conclude') named.focus();
})();
