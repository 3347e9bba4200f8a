// What a form does in the browser beyond what the page does without: hides what its conditions hide, and goes step by step.
// Nothing here is relied on; the server decides again.
(() => {
  const fold = text => String(text).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
  const number = text => /^[+-]?\d+([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : null;
  const day = text => /^\d{4}-\d\d-\d\d/.test(text) ? text.slice(0, 10) : null;

  // Days as the server counts them, where the form's workspace is: a visitor's clock may be wrong, and is elsewhere.
  function calendar(form) {
    const start = Date.parse(form.dataset.now + 'Z') - performance.now();
    return days => new Date(start + performance.now() + days * 864e5).toISOString().slice(0, 10);
  }

  const tests = {
    present: one => one !== '' && one !== 'false',
    contains: (one, value) => fold(one).includes(fold(value)),
    equals: (one, value) => fold(one) === fold(value) || number(one) !== null && number(one) === number(value),
    greater: (one, value) => compare(one, value) > 0,
    less: (one, value) => compare(one, value) < 0,
    last: (one, value, on) => day(one) > on(-value) && day(one) <= on(0),
    older: (one, value, on) => day(one) !== null && day(one) <= on(-value),
    next: (one, value, on) => day(one) >= on(0) && day(one) < on(Number(value)),
  };
  const opposites = {absent: 'present', not_contains: 'contains', not_equals: 'equals'};

  function compare(one, value) {
    if (number(value) !== null) return number(one) === null ? NaN : number(one) - number(value);
    return day(one) === null || day(value) === null ? NaN : day(one) < day(value) ? -1 : day(one) > day(value) ? 1 : 0;
  }

  // SHA-256 in plain arithmetic: a page without https, and one whose policy lets no worker start, have nothing else.
  const roots = (power, count) => {
    const found = [];
    for (let n = 2; found.length < count; n++) {
      if (!Array.from({length: n - 2}, (_, i) => i + 2).some(part => n % part === 0)) found.push((n ** power % 1) * 2 ** 32 | 0);
    }
    return found;
  };
  const first = roots(1 / 2, 8), keys = Int32Array.from(roots(1 / 3, 64)), words = new Int32Array(64);

  // Of up to 55 bytes, which is one block.
  function hash(bytes) {
    words.fill(0);
    bytes.forEach((byte, i) => { words[i >> 2] |= byte << 24 - 8 * (i & 3); });
    words[bytes.length >> 2] |= 128 << 24 - 8 * (bytes.length & 3);
    words[15] = bytes.length * 8;
    for (let i = 16; i < 64; i++) {
      const a = words[i - 15], b = words[i - 2];
      words[i] = words[i - 16] + ((a >>> 7 | a << 25) ^ (a >>> 18 | a << 14) ^ a >>> 3)
        + words[i - 7] + ((b >>> 17 | b << 15) ^ (b >>> 19 | b << 13) ^ b >>> 10) | 0;
    }
    let [a, b, c, d, e, f, g, h] = first;
    for (let i = 0; i < 64; i++) {
      const one = h + ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7)) + (e & f ^ ~e & g) + keys[i] + words[i] | 0;
      const two = ((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10)) + (a & b ^ a & c ^ b & c) | 0;
      h = g; g = f; f = e; e = d + one | 0; d = c; c = b; b = a; a = one + two | 0;
    }
    const sum = [a, b, c, d, e, f, g, h], result = new Uint8Array(32);
    for (let i = 0; i < 32; i++) result[i] = sum[i >> 2] + first[i >> 2] >>> 24 - 8 * (i & 3);
    return result;
  }

  const unhex = text => Uint8Array.from(text.match(/../g), pair => parseInt(pair, 16));
  const hex = bytes => [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');

  // Lets the browser do what it has to meanwhile. Timers would be slow in a tab that its visitor has left.
  const turn = () => new Promise(go => {
    const {port1, port2} = new MessageChannel();
    port1.onmessage = () => { port1.close(); go(); };
    port2.postMessage('');
  });

  // Looks for the counter some milliseconds at a time, so that typing goes on.
  async function work(challenge) {
    const {nonce, salt, cost, keyLength, keyPrefix} = challenge.parameters, wanted = unhex(keyPrefix);
    const input = new Uint8Array([...unhex(salt), ...unhex(nonce), 0, 0, 0, 0]), end = input.length - 4;
    let pause = performance.now() + 12;
    for (let counter = 0; counter < 1e6; counter++) {
      if (performance.now() > pause) {
        await turn();
        pause = performance.now() + 12;
      }
      new DataView(input.buffer).setUint32(end, counter);
      let key = hash(input);
      for (let round = 1; round < cost; round++) key = hash(key);
      if (wanted.every((byte, i) => byte === key[i])) {
        return btoa(JSON.stringify({challenge, solution: {counter, derivedKey: hex(key.slice(0, keyLength))}}));
      }
    }
    throw new Error('unsolved');
  }

  // What the form's challenge is solved by, asked for when somebody begins, and again when it lay open for long. Without an answer
  // the form is sent all the same: it is looked at by people then.
  function worker(form) {
    let begun = -Infinity, solution;
    const solve = () => {
      if (!form.dataset.work) return Promise.resolve('');
      if (performance.now() - begun > 15 * 60000) {
        begun = performance.now();
        solution = fetch(action(form) + '/challenge.json', {credentials: 'omit'})
          .then(answer => answer.ok ? answer.json() : Promise.reject(answer.status)).then(work)
          .catch(() => { begun = -Infinity; return ''; });
      }
      return solution;
    };
    form.addEventListener('focusin', solve, {once: true});
    return {solve, renew: () => { begun = -Infinity; }};
  }

  function start(form, root) {
    const fields = new Map([...form.querySelectorAll('.lf-field')].map(field => [field.dataset.key, field]));
    const on = calendar(form);
    const inputs = field => [...field.querySelectorAll('input,select,textarea')];

    function values(key, seen) {
      const field = fields.get(key);
      if (!field) return [...form.querySelectorAll('input[type=hidden]')].filter(input => input.name === key).map(input => input.value);
      if (!isShown(field, seen)) return [];
      return inputs(field).flatMap(input => {
        if (field.dataset.type === 'checkbox' || field.dataset.type === 'consent') return [String(input.checked)];
        if (input.type === 'checkbox' || input.type === 'radio') return input.checked ? [input.value] : [];
        return input.value.trim() === '' ? [] : [input.value.trim()];
      });
    }

    function isMet(term, seen) {
      if (term.conditions) {
        return term.match === 'any'
          ? !term.conditions.length || term.conditions.some(one => isMet(one, seen))
          : term.conditions.every(one => isMet(one, seen));
      }
      let field = values(term.field, seen), operator = term.operator, value = term.value ?? '';
      let not = operator in opposites;
      operator = opposites[operator] ?? operator;
      if (operator === 'equals' && (value === 'true' || value === 'false') && /^(true|false)$/.test(field[0] ?? 'false')) {
        not = not !== (value === 'false');
        value = 'true';
      }
      return field.some(one => tests[operator]?.(one, value, on)) !== not;
    }

    function isShown(field, seen = []) {
      if (!field.dataset.visible || seen.includes(field)) return true;
      return isMet(JSON.parse(field.dataset.visible), [...seen, field]);
    }

    function apply() {
      for (const field of fields.values()) {
        const shown = isShown(field);
        const must = shown && (field.dataset.must || field.dataset.required && isMet(JSON.parse(field.dataset.required), []));
        field.hidden = !shown;
        for (const input of inputs(field)) {
          input.disabled = !shown;
          if (field.dataset.type !== 'multi_select') input.required = Boolean(must);
        }
      }
      form.dispatchEvent(new CustomEvent('leadhub:changed', {bubbles: true, composed: true}));
    }

    const steps = [...form.querySelectorAll('.lf-step')];
    const buttons = form.querySelector('.lf-buttons');
    const send = buttons.querySelector('button');
    const label = send.textContent;
    let current = Math.max(0, steps.findIndex(step => step.querySelector('.lf-error')));
    const back = document.createElement('button');
    const status = document.createElement('p');
    back.type = 'button';
    back.className = 'lf-second';
    back.textContent = form.dataset.back;
    back.addEventListener('click', () => go(current - 1));
    status.className = 'lf-help';
    status.setAttribute('role', 'status');
    if (steps.length > 1) {
      buttons.prepend(back);
      form.insertBefore(status, steps[0]);
    }

    function go(step, isQuiet) {
      current = step;
      steps.forEach((one, place) => { one.hidden = place !== current; });
      back.hidden = current === 0;
      send.textContent = current < steps.length - 1 ? form.dataset.next : label;
      status.textContent = form.dataset.step.replace('#1', current + 1).replace('#2', steps.length);
      if (!isQuiet) steps[current].querySelector('input:not([disabled]),select:not([disabled]),textarea:not([disabled])')?.focus();
      form.dispatchEvent(new CustomEvent('leadhub:step', {bubbles: true, composed: true, detail: {step: current + 1}}));
    }

    form.addEventListener('input', apply);
    form.addEventListener('change', apply);
    form.addEventListener('change', event => {
      if (event.target.type === 'file') event.target.setCustomValidity(event.target.files[0]?.size > 1e7 ? form.dataset.large : '');
    });
    form.addEventListener('submit', event => {
      if (current < steps.length - 1) {
        event.preventDefault();
        event.stopImmediatePropagation();
        go(current + 1);
      }
    });
    apply();
    if (steps.length > 1) go(current, true);
    watch(form);
    keep(form);
    return {go, apply, steps, ...worker(form)};
  }

  // The page that shows the form: one of others, the one around our frame, or none but ours.
  function page() {
    const isOurs = document.body?.classList.contains('lf-page');
    return isOurs ? (parent === window ? '' : document.referrer) : location.href;
  }

  // Figures without cookies: that somebody has seen the form, begun to fill it in, and at which field they left.
  function watch(form) {
    let last = '', isSent = false, isBegun = !form.querySelector('.lf-errors').hidden;
    if (!isBegun) note(form, {step: 'seen'});
    form.addEventListener('input', event => {
      if (!isBegun) note(form, {step: 'begun'});
      isBegun = true;
      isSent = false;
      last = event.target.closest('.lf-field')?.dataset.key ?? last;
    });
    form.addEventListener('submit', () => { isSent = true; });
    addEventListener('pagehide', () => { if (isBegun && !isSent && last) note(form, {step: 'left', field: last}); }, {once: true});
  }

  function note(form, told) {
    const where = page() && new URL(page()).origin;
    fetch(action(form) + '/steps', {
      method: 'POST', credentials: 'omit', keepalive: true, headers: {'Content-Type': 'application/json'}, body: JSON.stringify({...told, page: where}),
    }).catch(() => {});
  }

  // What is typed is kept while the form's consent is ticked, if the form asks for that; unticked, it goes.
  function keep(form) {
    const consent = form.querySelector(`.lf-field[data-key="${form.dataset.partial}"] input`);
    let timer = 0, last = '', isKept = false;
    if (!consent) return;
    const send = () => {
      if (!timer || !consent.checked && !isKept) return;
      clearTimeout(timer);
      timer = 0;
      isKept = consent.checked;
      const body = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === 'string'));
      body.append('_last', last);
      if (page()) body.append('_page', page());
      fetch(action(form) + '/partial', {method: 'POST', credentials: 'omit', keepalive: true, body}).catch(() => {});
    };
    form.addEventListener('input', event => {
      last = event.target.closest('.lf-field')?.dataset.key ?? last;
      clearTimeout(timer);
      timer = setTimeout(send, 1500);
    });
    form.addEventListener('submit', () => {
      clearTimeout(timer);
      timer = 0;
    });
    addEventListener('pagehide', send);
  }

  // A field may be called action, which would hide the form's own.
  function action(form) {
    return new URL(form.getAttribute('action'), document.baseURI).href;
  }

  globalThis.leadhubForms = {start, action};

  // A page of ours: in a frame it tells how high it is.
  if (document.body?.classList.contains('lf-page')) {
    const framed = parent !== window;
    document.body.classList.toggle('lf-framed', framed);
    document.querySelectorAll('form.lf[data-form]').forEach(form => {
      if (framed && document.referrer && !form.querySelector('[name=_page]')) {
        form.append(Object.assign(document.createElement('input'), {type: 'hidden', name: '_page', value: document.referrer}));
      }
      const {solve} = start(form, document), button = form.querySelector('.lf-buttons button[type=submit]');
      let isSolved = !form.dataset.work, isSolving = false;
      form.addEventListener('submit', async event => {
        if (isSolved) return void setTimeout(() => { button.disabled = true; });
        event.preventDefault();
        // Whoever presses again meanwhile sends it once.
        if (isSolving) return;
        isSolving = true;
        const label = button.textContent, result = document.createElement('input');
        button.textContent = form.dataset.wait;
        Object.assign(result, {type: 'hidden', name: 'altcha', value: await solve()});
        // What was solved before the press is there before this event is over, and while it lasts nothing can be sent.
        await turn();
        form.append(result);
        isSolved = true;
        button.textContent = label;
        form.requestSubmit(button);
      });
    });
    if (framed) {
      const id = document.querySelector('[data-form]')?.dataset.form;
      const tell = (event, detail) => parent.postMessage({leadhub: event, form: id, ...detail}, '*');
      let last = 0;
      new ResizeObserver(() => {
        const height = Math.ceil(document.querySelector('main').getBoundingClientRect().height);
        if (Math.abs(height - last) > 1) {
          last = height;
          tell('height', {height});
        }
      }).observe(document.querySelector('main'));
      // Whoever began to listen after it was told asks for it.
      addEventListener('message', event => {
        if (event.source === parent && event.data?.leadhub === 'height?' && last) tell('height', {height: last});
      });
      document.addEventListener('leadhub:step', event => tell('step', event.detail));
      tell(document.querySelector('.lf-end') ? 'submitted' : 'loaded', {});
    }
  }
})();
