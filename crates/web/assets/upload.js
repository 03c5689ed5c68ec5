// Sends files in pieces, for lines that break (tus 1.0.0): what has arrived stays there, sending goes on by itself when the
// line is back, and after a reload from where it stopped. Brings to life every form with `data-upload` and a file; without
// this script the form is sent as it is. Every text comes from the page (templates/parts/upload.html).
(() => {
  'use strict';
  const UPLOADS = '/api/v1/uploads';
  const LEAST = 32 * 1024;
  const FIRST = 256 * 1024;
  const MOST = 8 * 1024 * 1024;
  /** A piece that takes longer is given up; what has arrived of it is kept. */
  const PATIENCE = 60_000;
  const LONGEST_WAIT = 30;
  const KEY = 'minha-upload:';
  const number = new Intl.NumberFormat(`${document.documentElement.lang}-u-nu-latn`, { maximumFractionDigits: 1 });

  /** The line is broken or the server busy: to be tried again. */
  class Broken extends Error {
    constructor(text = '', seconds = 0) {
      super('broken');
      this.text = text;
      this.seconds = seconds;
    }
  }
  /** The server does not know the upload any more. */
  class Gone extends Error {}
  /** It will never be taken. */
  class Refused extends Error {
    constructor(text, field) {
      super(text);
      this.field = field;
    }
  }
  /** The person has cancelled. */
  class Cancelled extends Error {}

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const encoded = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

  // A browser that keeps nothing sends all the same; it merely cannot go on after a reload.
  const memory = {
    get: (key) => { try { return localStorage.getItem(key); } catch { return null; } },
    set: (key, value) => { try { localStorage.setItem(key, value); } catch { /* not kept */ } },
    drop: (key) => { try { localStorage.removeItem(key); } catch { /* was not kept */ } },
    keys: () => { try { return Object.keys(localStorage); } catch { return []; } },
  };

  class Sending {
    constructor(form, file) {
      this.form = form;
      this.file = file;
      this.part = partOf(form);
      this.key = `${KEY}${form.dataset.upload}:${file.size}:${file.lastModified}:${file.name}`;
      this.place = memory.get(this.key);
      this.offset = 0;
      this.size = FIRST;
      this.cancelled = new AbortController();
      this.announced = 0;
    }

    inWords(bytes) {
      const { kilobytes, megabytes } = this.part.dataset;
      return bytes < 1e6
        ? fill(kilobytes, { size: number.format(Math.ceil(bytes / 1000)) })
        : fill(megabytes, { size: number.format(bytes / 1e6) });
    }

    facts() {
      const all = this.file.size;
      return {
        done: this.inWords(this.offset), all: this.inWords(all), name: this.file.name,
        percent: number.format(all ? Math.floor((this.offset * 100) / all) : 0),
      };
    }

    /** Shows a text; `aloud` also for who does not see it. */
    say(text, aloud) {
      this.part.querySelector('[data-upload-text]').textContent = text;
      if (aloud) this.part.querySelector('[data-upload-said]').textContent = text;
    }

    show() {
      const percent = this.file.size ? (this.offset * 100) / this.file.size : 0;
      this.part.querySelector('progress').value = percent;
      const quarter = Math.floor(percent / 25);
      const whole = this.offset >= this.file.size;
      this.say(whole ? this.part.dataset.checking : fill(this.part.dataset.progress, this.facts()), quarter !== this.announced || whole);
      this.announced = quarter;
    }

    /** A request to the server; answers its response, or throws what is to be done. */
    async ask(method, place, headers = {}, body = undefined) {
      const limit = new AbortController();
      const timer = setTimeout(() => limit.abort(), PATIENCE);
      const cancel = () => limit.abort();
      this.cancelled.signal.addEventListener('abort', cancel);
      let response;
      try {
        response = await fetch(place, {
          method, body, credentials: 'same-origin', redirect: 'error', signal: limit.signal,
          headers: { 'Tus-Resumable': '1.0.0', 'X-CSRF-Token': proof(), ...headers },
        });
      } catch {
        if (this.cancelled.signal.aborted) throw new Cancelled();
        throw new Broken();
      } finally {
        clearTimeout(timer);
        this.cancelled.signal.removeEventListener('abort', cancel);
      }
      if (response.ok) return response;
      throw await this.refusal(response);
    }

    async refusal(response) {
      const texts = this.part.dataset;
      const later = Number(response.headers.get('Retry-After')) || 0;
      switch (response.status) {
        case 401: case 403: {
          // Signed in anew in another tab, the browser has another key, and the pages another proof.
          const fresh = await newProof();
          return fresh ? new Broken('', 1) : response.status === 401 ? new Broken(texts.signedOut, 10) : new Refused(texts.refused);
        }
        case 404: case 410: return new Gone();
        case 413: return new Refused(texts.tooLarge, 'file');
        case 422: {
          const problem = await response.json().catch(() => ({}));
          if (problem.type === '/problems/infected') return new Refused(fill(texts.infected, problem.facts), 'file');
          const fault = problem.facts?.fields?.[0] ?? {};
          const known = this.part.getAttribute(`data-fault-${fault.code}`);
          return new Refused(known || texts.refused, known ? fault.field : undefined);
        }
        case 429: return new Broken(texts.tooMany, Math.min(later || 10, 10));
        case 409: case 423: return new Broken('', later || 1);
        case 503: return new Broken(this.offset >= this.file.size ? texts.notScanned : '', later || 5);
        default: return response.status >= 500 ? new Broken() : new Refused(texts.refused);
      }
    }

    async begin() {
      const pairs = [['filename', this.file.name], ['target', this.form.dataset.upload]];
      for (const [name, value] of new FormData(this.form)) {
        if (typeof value === 'string' && value && name !== 'csrf' && name !== 'seen') pairs.push([name, value]);
      }
      const response = await this.ask('POST', UPLOADS, {
        'Upload-Length': String(this.file.size),
        'Upload-Metadata': pairs.map(([name, value]) => `${name} ${encoded(value)}`).join(','),
      });
      this.place = response.headers.get('Location');
      this.offset = 0;
      memory.set(this.key, this.place);
    }

    /** Where the upload stands; whether it has become a document. */
    async look() {
      const response = await this.ask('HEAD', this.place);
      this.offset = Number(response.headers.get('Upload-Offset'));
      return response.headers.has('Content-Location');
    }

    /** Sends the next piece; whether it was the last and all is done. */
    async add() {
      const began = performance.now();
      const piece = this.file.slice(this.offset, this.offset + this.size);
      const response = await this.ask('PATCH', this.place, {
        'Upload-Offset': String(this.offset), 'Content-Type': 'application/offset+octet-stream',
      }, piece);
      this.offset = Number(response.headers.get('Upload-Offset'));
      const seconds = (performance.now() - began) / 1000;
      if (seconds < 2) this.size = Math.min(this.size * 2, MOST);
      if (seconds > 8) this.size = Math.max(this.size / 2, LEAST);
      return response.headers.has('Content-Location');
    }

    /** Waits until it is worth trying again: the time is over, or the line is back. */
    async wait(seconds, text) {
      for (let left = seconds; left > 0 && !this.cancelled.signal.aborted; left -= 1) {
        const said = text || fill(this.part.dataset.waiting, { ...this.facts(), seconds: number.format(Math.ceil(left)) });
        this.say(said, left === seconds);
        const back = await new Promise((resolve) => {
          const end = (value) => () => {
            clearTimeout(timer);
            window.removeEventListener('online', online);
            this.cancelled.signal.removeEventListener('abort', over);
            resolve(value);
          };
          const [online, over] = [end(true), end(false)];
          const timer = setTimeout(over, Math.min(left, 1) * 1000);
          window.addEventListener('online', online);
          this.cancelled.signal.addEventListener('abort', over);
        });
        if (back) return;
      }
    }

    /** Sends the file however often the line breaks. */
    async whole() {
      let unsure = Boolean(this.place);
      let tries = 0;
      for (;;) {
        if (this.cancelled.signal.aborted) throw new Cancelled();
        try {
          if (!this.place) {
            await this.begin();
            unsure = false;
          }
          const before = this.offset;
          if (unsure && (await this.look())) return;
          // A line that lets something through before it breaks is worth no longer waits.
          if (this.offset > before) tries = 0;
          unsure = false;
          this.show();
          if (await this.add()) return;
          tries = 0;
          this.show();
        } catch (why) {
          if (why instanceof Gone && this.place) {
            // Ended, or somebody else's who was signed in here before: begin again.
            memory.drop(this.key);
            this.place = null;
            tries += 1;
            if (tries > 3) throw new Refused(this.part.dataset.refused);
          } else if (why instanceof Broken) {
            unsure = Boolean(this.place);
            this.size = Math.max(this.size / 2, LEAST);
            tries += 1;
            await this.wait(why.seconds || Math.min(2 ** (tries - 2), LONGEST_WAIT), why.text);
          } else {
            if (why instanceof Gone) throw new Refused(this.part.dataset.refused);
            throw why;
          }
        }
      }
    }

    async run() {
      this.part.hidden = false;
      this.part.querySelector('[data-upload-cancel]').hidden = false;
      this.part.querySelector('[data-upload-cancel]').onclick = () => this.cancelled.abort();
      const leaving = (event) => event.preventDefault();
      window.addEventListener('beforeunload', leaving);
      this.form.dataset.sending = 'yes';
      this.show();
      try {
        await this.whole();
        memory.drop(this.key);
        this.say(fill(this.part.dataset.done, this.facts()), true);
        window.removeEventListener('beforeunload', leaving);
        await finish(this.form);
      } catch (why) {
        memory.drop(this.key);
        if (why instanceof Cancelled) {
          this.say(this.part.dataset.cancelled, true);
          if (this.place) this.abandon();
        } else if (why instanceof Refused) {
          this.say(why.message, true);
          const field = why.field && (this.form.elements[why.field] || fileOf(this.form));
          if (field && field.focus) field.focus();
        } else {
          this.say(this.part.dataset.refused, true);
          throw why;
        }
        this.part.querySelector('[data-upload-cancel]').hidden = true;
      } finally {
        window.removeEventListener('beforeunload', leaving);
        delete this.form.dataset.sending;
      }
    }

    /** Tells the server that nothing more comes. If it does not hear, it finds out by itself after a day. */
    async abandon() {
      const place = this.place;
      this.cancelled = new AbortController();
      for (let tries = 0; tries < 5; tries += 1) {
        try {
          await this.ask('DELETE', place);
          return;
        } catch (why) {
          if (!(why instanceof Broken)) return;
          await new Promise((resolve) => { setTimeout(resolve, 1000 * (why.seconds || 1)); });
        }
      }
    }
  }

  const partOf = (form) => document.querySelector(`[data-upload-part="${form.id}"]`);
  const fileOf = (form) => Array.from(form.elements).find((field) => field.type === 'file');

  /** The proof that a request is ours; of the forms of this page, or a newer one. */
  let renewed = '';
  const proof = () => renewed || document.querySelector('input[name=csrf]')?.value || '';

  async function page() {
    const response = await fetch(location.href, { credentials: 'same-origin' });
    return new DOMParser().parseFromString(await response.text(), 'text/html');
  }

  /** Looks for a newer proof; whether somebody is signed in whom it belongs to. */
  async function newProof() {
    try {
      const fresh = await page();
      const found = fresh.querySelector('input[name=csrf]')?.value;
      const here = fresh.querySelector('form[action="/sign-out"]');
      if (!found || !here || renewed) {
        renewed = '';
        return false;
      }
      renewed = found;
      return true;
    } catch {
      return false;
    }
  }

  /** Shows what the file has led to: another page, or the part of this one that lists it. */
  async function finish(form) {
    const id = form.dataset.uploadShown;
    if (!id) {
      location.assign(form.dataset.uploadDone);
      return;
    }
    const fresh = await page();
    const [before, after] = [document.getElementById(id), fresh.getElementById(id)];
    if (!before || !after) {
      location.reload();
      return;
    }
    // The text beside it may be saving itself at this moment.
    const writing = before.closest('form');
    while (writing && writing.dataset.busy) await new Promise((resolve) => { setTimeout(resolve, 100); });
    const [seen, now] = [writing?.elements.seen, after.closest('form')?.elements.seen];
    // Only the file has changed since: the form has seen that. Anything more it has not, and will be told when it saves.
    if (seen && now && Number(now.value) === Number(seen.value) + 1) seen.value = now.value;
    const said = before.querySelector('[data-upload-text]')?.textContent;
    before.replaceWith(after);
    const part = partOf(form);
    if (part && said) {
      part.hidden = false;
      part.querySelector('progress').value = 100;
      part.querySelector('[data-upload-cancel]').hidden = true;
      part.querySelector('[data-upload-text]').textContent = said;
      part.querySelector('[data-upload-said]').textContent = said;
    }
  }

  for (const form of document.querySelectorAll('form[data-upload]')) {
    if (!partOf(form) || !fileOf(form)) continue;
    const prefix = `${KEY}${form.dataset.upload}:`;
    const open = memory.keys().find((key) => key.startsWith(prefix));
    if (open) {
      const part = partOf(form);
      part.hidden = false;
      part.querySelector('[data-upload-cancel]').hidden = true;
      const name = open.slice(prefix.length).split(':').slice(2).join(':');
      part.querySelector('[data-upload-text]').textContent = fill(part.dataset.resume, { name });
    }
    form.addEventListener('submit', (event) => {
      const chosen = fileOf(form)?.files[0];
      if (!chosen) return;
      // Nothing leaves this page: what else is written on it stays as it is.
      event.preventDefault();
      event.stopPropagation();
      if (!form.dataset.sending) new Sending(form, chosen).run();
    });
  }
})();
