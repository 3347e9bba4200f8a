// What a form does in the browser beyond what the page does without: hides what its conditions hide, and goes step by step.
// Nothing here is relied on; the server decides again.
(() => {
  const fold = text => String(text).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
  const number = text => /^[+-]?\d+([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : null;
  const day = text => /^\d{4}-\d\d-\d\d/.test(text) ? text.slice(0, 10) : null;
  const dayFromNow = days => {
    const now = new Date();
    now.setDate(now.getDate() + days);
    return new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  };

  const tests = {
    present: one => one !== '' && one !== 'false',
    contains: (one, value) => fold(one).includes(fold(value)),
    equals: (one, value) => fold(one) === fold(value) || number(one) !== null && number(one) === number(value),
    greater: (one, value) => compare(one, value) > 0,
    less: (one, value) => compare(one, value) < 0,
    last: (one, value) => day(one) > dayFromNow(-value) && day(one) <= dayFromNow(0),
    older: (one, value) => day(one) !== null && day(one) < dayFromNow(-value),
    next: (one, value) => day(one) >= dayFromNow(0) && day(one) < dayFromNow(Number(value)),
  };
  const opposites = {absent: 'present', not_contains: 'contains', not_equals: 'equals'};

  function compare(one, value) {
    if (number(value) !== null) return number(one) === null ? NaN : number(one) - number(value);
    return day(one) === null || day(value) === null ? NaN : day(one) < day(value) ? -1 : day(one) > day(value) ? 1 : 0;
  }

  function start(form, root) {
    const fields = new Map([...form.querySelectorAll('.lf-field')].map(field => [field.dataset.key, field]));
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
      return field.some(one => tests[operator]?.(one, value)) !== not;
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
    form.addEventListener('submit', event => {
      if (current < steps.length - 1) {
        event.preventDefault();
        event.stopImmediatePropagation();
        go(current + 1);
      }
    });
    form.addEventListener('input', () => note(form, 'begun'), {once: true});
    apply();
    if (steps.length > 1) go(current, true);
    note(form, 'seen');
    return {go, apply, steps};
  }

  // Figures without cookies: that somebody has seen the form, and begun to fill it in.
  function note(form, step) {
    fetch(action(form) + '/steps', {
      method: 'POST', credentials: 'omit', keepalive: true, headers: {'Content-Type': 'application/json'}, body: JSON.stringify({step}),
    }).catch(() => {});
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
    document.querySelectorAll('form.lf[data-form]').forEach(form => start(form, document));
    document.querySelectorAll('form.lf[data-form]').forEach(form => form.addEventListener('submit', () => {
      setTimeout(() => { form.querySelector('.lf-buttons button[type=submit]').disabled = true; });
    }));
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
      tell(document.querySelector('.lf-end') ? 'submitted' : 'loaded', {});
    }
  }
})();
