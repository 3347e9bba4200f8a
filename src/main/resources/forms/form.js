// What a form does in the browser beyond what the page does without: hides what its conditions hide, and goes step by step.
// Nothing here is relied on; the server decides again.
(() => {
  // Days as the server counts them, where the form's workspace is: a visitor's clock may be wrong, and is elsewhere.
  function calendar(form) {
    const start = Date.parse(form.dataset.now + 'Z') - performance.now();
    return days => new Date(start + performance.now() + days * 864e5).toISOString().slice(0, 10);
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
      return met(values(term.field, seen), term, on);
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
    // A browser looks at all steps at once, and sends nothing for the sake of a field that nobody sees yet.
    form.noValidate = steps.length > 1;
    const wrong = step => [...step.querySelectorAll('input,select,textarea')].find(input => input.willValidate && !input.validity.valid);
    form.addEventListener('submit', event => {
      const place = form.noValidate ? steps.findIndex((step, number) => number <= current && wrong(step)) : -1;
      if (place < 0 && current === steps.length - 1) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (place < 0) return go(current + 1);
      if (place !== current) go(place, true);
      wrong(steps[place]).reportValidity();
    });
    apply();
    if (steps.length > 1) go(current, true);
    watch(form);
    draft(form, fields, inputs, {
      at: () => current,
      count: steps.length,
      show: step => {
        apply();
        if (steps.length > 1) go(step, true);
      },
    });
    ask(form);
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

  let isPressed = false;
  addEventListener('pointerdown', () => { isPressed = true; }, true);
  for (const end of ['pointerup', 'pointercancel']) addEventListener(end, () => { isPressed = false; }, true);

  function ask(form) {
    form.addEventListener('change', event => {
      const input = event.target, better = input.type === 'email' && meant(input.value.trim());
      if (input.type !== 'email') return;
      const field = input.closest('.lf-field');
      field.querySelector('.lf-hint')?.remove();
      if (!better) return;
      const hint = line('lf-help lf-hint', '', form.dataset.meant.replace('#1', better), () => {
        input.value = better;
        hint.remove();
        input.focus();
        input.dispatchEvent(new Event('input', {bubbles: true}));
      });
      // A button that somebody is pressing doesn't move away under their finger.
      if (isPressed) addEventListener('pointerup', () => setTimeout(() => field.append(hint)), {once: true});
      else field.append(hint);
    });
  }

  // A line that is read out, with a button in it.
  function line(name, text, label, press) {
    const made = document.createElement('p'), button = document.createElement('button');
    made.className = name;
    made.setAttribute('role', 'status');
    button.type = 'button';
    button.className = 'lf-link';
    button.textContent = label;
    button.addEventListener('click', press);
    made.append(text, ' ', button);
    return made;
  }

  // What was typed survives a reload, in this window alone: session storage goes with it. Consents, files and what people don't see
  // aren't kept; of a form that was changed meanwhile, only fields that are as they were come back.
  const place = id => 'leadhub-form-' + id;
  const forget = id => { try { sessionStorage.removeItem(place(id)); } catch { /* There is none. */ } };

  function draft(form, fields, inputs, steps) {
    const id = form.dataset.form, isBox = input => input.type === 'checkbox' || input.type === 'radio';
    const mine = [...fields.values()].filter(field => !['consent', 'file'].includes(field.dataset.type));
    const sum = field => field.dataset.type + [...field.querySelectorAll('label,legend,option')].map(one => one.textContent + '|' + (one.value ?? '')).join();
    const save = () => {
      const values = mine.map(field => [field.dataset.key, [sum(field), inputs(field).map(input => isBox(input) ? input.checked : input.value)]]);
      try { sessionStorage.setItem(place(id), JSON.stringify({step: steps.at(), values: Object.fromEntries(values)})); } catch { /* It may be forbidden. */ }
    };
    form.addEventListener('input', save);
    form.addEventListener('leadhub:step', save);
    if (!form.querySelector('.lf-errors').hidden || form.querySelector('.lf-notice')) return;
    let kept;
    try { kept = JSON.parse(sessionStorage.getItem(place(id))); } catch { /* It may be forbidden, or somebody else's. */ }
    let isBack = false;
    for (const field of kept ? mine : []) {
      const [was, values] = kept.values[field.dataset.key] ?? [];
      if (was !== sum(field)) continue;
      inputs(field).forEach((input, place) => {
        const value = values[place];
        if (value === (isBox(input) ? input.checked : input.value)) return;
        isBack = true;
        if (isBox(input)) input.checked = value;
        else input.value = value;
      });
    }
    if (!isBack) return;
    const notice = line('lf-notice', form.dataset.restored, form.dataset.clear, () => {
      forget(id);
      form.reset();
      notice.remove();
      steps.show(0);
    });
    form.prepend(notice);
    steps.show(Math.min(kept.step, steps.count - 1));
  }

  // What is typed is kept while the form's consent is ticked, if the form asks for that; unticked, it goes.
  function keep(form) {
    const consent = form.querySelector(`.lf-field[data-key="${form.dataset.partial}"] input`);
    let timer = 0, last = '', isKept = false;
    if (!consent) return;
    const send = wanted => {
      if (!wanted && (!timer || !consent.checked && !isKept)) return;
      clearTimeout(timer);
      timer = 0;
      isKept = consent.checked;
      const body = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === 'string'));
      body.append('_last', last);
      if (wanted) body.append('_mail', '1');
      if (page()) body.append('_page', page());
      fetch(action(form) + '/partial', {method: 'POST', credentials: 'omit', keepalive: true, body}).catch(() => {});
    };
    form.addEventListener('input', event => {
      last = event.target.closest('.lf-field')?.dataset.key ?? last;
      clearTimeout(timer);
      timer = setTimeout(() => send(), 1500);
    });
    form.addEventListener('submit', () => {
      clearTimeout(timer);
      timer = 0;
    });
    addEventListener('pagehide', () => send());
    if (form.dataset.mail) later(form, consent, send);
  }

  // Whoever wants to go on later, or elsewhere, is mailed a link to what they have typed.
  function later(form, consent, send) {
    const email = () => [...form.querySelectorAll('input[type=email]')].find(input => input.value && input.checkValidity() && !input.disabled);
    const offer = line('lf-help lf-later', '', form.dataset.mail, () => {
      const isReady = consent.checked && email();
      if (isReady) send(true);
      said.textContent = isReady ? form.dataset.mailed : form.dataset.mailNeeds;
    });
    const said = document.createElement('span');
    offer.append(' ', said);
    form.append(offer);
  }

  // A field may be called action, which would hide the form's own.
  function action(form) {
    return new URL(form.getAttribute('action'), document.baseURI).href;
  }

  // By which whoever embeds the form finds what was sent: it stands in front of the token.
  const reference = form => form.querySelector('[name=_token]').value.split('.')[0];

  globalThis.leadhubForms = {start, action, forget, reference};

  // What was sent needs no draft.
  const end = document.querySelector('.lf-page .lf-end[data-form]');
  if (end) forget(end.dataset.form);

  function came(form, touches) {
    form.querySelectorAll('[name^=_attribution]').forEach(old => old.remove());
    for (const touch of ['first', 'last']) {
      for (const [name, value] of Object.entries(touches[touch] ?? {})) {
        form.append(Object.assign(document.createElement('input'), {type: 'hidden', name: `_attribution[${touch}][${name}]`, value}));
      }
    }
  }

  // A page of ours: in a frame it tells how high it is.
  if (document.body?.classList.contains('lf-page')) {
    const framed = parent !== window;
    document.body.classList.toggle('lf-framed', framed);
    document.querySelectorAll('form.lf[data-form]').forEach(form => {
      if (framed && document.referrer && !form.querySelector('[name=_page]')) {
        form.append(Object.assign(document.createElement('input'), {type: 'hidden', name: '_page', value: document.referrer}));
      }
      const {solve} = start(form, document), button = form.querySelector('.lf-buttons button[type=submit]');
      // Browsers let nothing in a frame take the focus by itself.
      if (framed && !form.querySelector('.lf-errors').hidden) form.querySelector('[autofocus]')?.focus();
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
      document.addEventListener('leadhub:step', event => tell('step', event.detail));
      // Where its visitor came from, the page around it knows, and says as far as it may.
      const form = document.querySelector('form.lf[data-form]');
      // Whoever began to listen after we spoke asks for the height, and hasn't heard the rest either.
      addEventListener('message', event => {
        if (event.source !== parent || event.data?.leadhub !== 'height?') return;
        if (last) tell('height', {height: last});
        if (form) {
          tell('came?', {});
          tell('loaded', {isRepeated: true});
        }
      });
      addEventListener('message', event => {
        if (form && event.source === parent && event.data?.leadhub === 'came') came(form, event.data);
      });
      form?.addEventListener('focusin', () => tell('came?', {}));
      if (form) tell('came?', {});
      form?.addEventListener('submit', () => tell('sending', {submission: reference(form)}));
      tell(document.querySelector('.lf-end') ? 'submitted' : 'loaded', {});
    }
  }
})();
