// Shows forms in other pages: <a href="https://…/f/ID" data-form="ID">…</a> becomes the form, in a shadow of its own. Frames of ours
// (<iframe src="https://…/f/ID">) get as high as what is in them. Forms that are put into the page later are found too.
(() => {
  const origin = new URL(document.currentScript?.src ?? location.href).origin;
  const clicks = /^(utm_[a-z0-9_]{1,40}|gclid|gbraid|wbraid|fbclid|msclkid|ttclid|li_fat_id)$/;
  const known = new WeakSet();

  // Where the visitor came from, now; and the first time, where the page says that this may be kept. A page that says anything else
  // of consent keeps all of it to itself until it is granted.
  function attribution(host) {
    if (host.dataset.consent && host.dataset.consent !== 'granted') return {};
    const now = {landing_page: location.origin + location.pathname};
    if (document.referrer && !document.referrer.startsWith(location.origin)) now.referrer = document.referrer;
    new URLSearchParams(location.search).forEach((value, name) => { if (clicks.test(name)) now[name] = value.slice(0, 500); });
    if (!host.dataset.consent) return {last: now};
    let first = now;
    try {
      first = JSON.parse(localStorage.getItem('leadhub-first') ?? 'null') ?? now;
      localStorage.setItem('leadhub-first', JSON.stringify(first));
    } catch { /* A page may forbid it. */ }
    return {first, last: now};
  }

  function tell(host, name, detail) {
    host.dispatchEvent(new CustomEvent('leadhub:' + name, {bubbles: true, detail: {form: host.dataset.form, ...detail}}));
  }

  function prefill(host, form) {
    for (const field of form.querySelectorAll('.lf-field')) {
      const value = host.dataset['value' + field.dataset.key.replace(/(^|_)(.)/g, (all, line, letter) => letter.toUpperCase())];
      const input = field.querySelector('input:not([type=checkbox]):not([type=radio]):not([type=file]),select,textarea');
      if (value !== undefined && input) input.value = value;
    }
  }

  async function load(host) {
    const language = host.dataset.language ? '?lang=' + encodeURIComponent(host.dataset.language) : '';
    const answer = await fetch(`${origin}/f/${host.dataset.form}/definition.json${language}`, {credentials: 'omit'});
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  // Said when the browser keeps us from our own server, whose operator is to know: a picture may pass, and the link does.
  let isForbidden = false;
  addEventListener('securitypolicyviolation', event => { isForbidden ||= event.blockedURI.startsWith(origin); });

  async function tellUs(link) {
    await new Promise(go => setTimeout(go, 200));
    const said = new URLSearchParams({_page: location.origin, ...isForbidden && {_by: 'policy'}});
    new Image().src = `${origin}/f/${link.dataset.form}/blocked?${said}`;
    link.search += (link.search ? '&' : '?') + said;
  }

  async function show(link) {
    if (known.has(link)) return;
    known.add(link);
    let definition;
    try {
      definition = await load(link);
    } catch (e) {
      tell(link, 'failed', {reason: String(e.message)});
      if (e instanceof TypeError) await tellUs(link);
      return; // The link is still there.
    }
    const host = document.createElement('div');
    Object.assign(host.dataset, link.dataset);
    known.add(host);
    const shadow = host.attachShadow({mode: 'open'});
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(definition.css);
    shadow.adoptedStyleSheets = [sheet];
    shadow.innerHTML = definition.is_open ? definition.html : '<p class="lf lf-end"></p>';
    link.replaceWith(host);
    const form = shadow.querySelector('form');
    if (!form) {
      shadow.querySelector('p').textContent = definition.closed_message;
      return;
    }
    prefill(host, form);
    const steps = globalThis.leadhubForms.start(form, shadow);
    form.addEventListener('leadhub:step', event => tell(host, 'step', {step: event.detail.step}));
    form.addEventListener('submit', event => {
      event.preventDefault();
      send(host, form, definition, steps);
    });
    tell(host, 'loaded', {});
  }

  async function send(host, form, definition, steps) {
    const button = form.querySelector('.lf-buttons button[type=submit]');
    const label = button.textContent;
    const body = new FormData(form);
    body.append('_language', definition.language);
    body.append('_page', location.href);
    for (const [touch, members] of Object.entries(attribution(host))) {
      for (const [name, value] of Object.entries(members)) body.append(`_attribution[${touch}][${name}]`, value);
    }
    button.disabled = true;
    button.textContent = form.dataset.wait;
    const solution = await steps.solve();
    if (solution) body.append('altcha', solution);
    let answer;
    try {
      answer = await fetch(globalThis.leadhubForms.action(form), {method: 'POST', body, credentials: 'omit', headers: {Accept: 'application/json'}});
      const said = await answer.json();
      if (answer.ok) return sent(host, form, said);
      refuse(form, said, steps);
    } catch {
      refuse(form, {message: form.dataset.failed, errors: {}}, steps);
    } finally {
      button.disabled = false;
      button.textContent = label;
    }
    // A solution is good once.
    if (answer?.status !== 422 || form.querySelector('.lf-errors').dataset.worn) steps.renew();
    if (answer?.status === 422 && form.querySelector('.lf-errors').dataset.expired) {
      form.querySelector('[name=_token]').value = (await load(host)).form_token;
    }
  }

  function sent(host, form, said) {
    globalThis.leadhubForms.forget(host.dataset.form);
    const end = document.createElement('div');
    end.className = 'lf lf-end';
    end.tabIndex = -1;
    end.setAttribute('role', 'status');
    const text = document.createElement('p');
    text.textContent = said.message;
    end.append(text);
    form.replaceWith(end);
    end.focus();
    tell(host, 'submitted', {status: said.status, submission: globalThis.leadhubForms.reference(form)});
    if (said.redirect_url && /^https?:/.test(said.redirect_url)) location.assign(said.redirect_url);
  }

  function refuse(form, said, steps) {
    const box = form.querySelector('.lf-errors');
    const list = box.querySelector('ul');
    form.querySelectorAll('.lf-error').forEach(old => old.remove());
    form.querySelectorAll('[aria-invalid]').forEach(old => old.removeAttribute('aria-invalid'));
    list.replaceChildren();
    box.querySelector('strong').textContent = said.message;
    box.hidden = false;
    box.toggleAttribute('data-expired', Boolean(said.errors?._token));
    box.toggleAttribute('data-worn', Boolean(said.errors?.altcha));
    let first;
    for (const [key, texts] of Object.entries(said.errors ?? {})) {
      const field = [...form.querySelectorAll('.lf-field')].find(one => one.dataset.key === key.split('.')[0]);
      const line = document.createElement('li');
      line.textContent = texts.join(' ');
      list.append(line);
      if (field) {
        const error = document.createElement('p');
        error.className = 'lf-error';
        error.textContent = texts.join(' ');
        field.append(error);
        const input = field.querySelector('input,select,textarea');
        input.setAttribute('aria-invalid', 'true');
        first ??= input;
      }
    }
    const place = first ? steps.steps.findIndex(step => step.contains(first)) : -1;
    if (place >= 0 && steps.steps.length > 1) steps.go(place, true);
    (first ?? box).focus();
  }

  // Frames that are known to be there: what they repeat for whoever began to listen late is told once.
  const loaded = new WeakSet();

  addEventListener('message', event => {
    if (event.origin !== origin || !event.data?.leadhub) return;
    for (const frame of document.querySelectorAll('iframe')) {
      if (frame.contentWindow === event.source && frame.src.startsWith(`${origin}/f/${event.data.form}`)) {
        if (event.data.leadhub === 'came?') frame.contentWindow.postMessage({leadhub: 'came', ...attribution(frame)}, origin);
        else if (event.data.leadhub === 'height') frame.height = Math.min(20000, Math.max(50, Number(event.data.height) || 0));
        else if (event.data.leadhub === 'sending') frame.leadhubSends = event.data.submission;
        else if (event.data.isRepeated && loaded.has(frame)) return;
        else tell(frame, event.data.leadhub, {step: event.data.step, ...event.data.leadhub === 'submitted' && {submission: frame.leadhubSends}});
        if (event.data.leadhub === 'loaded') loaded.add(frame);
      }
    }
  });

  const find = root => root.querySelectorAll?.('a[data-form]').forEach(link => { if (link.href.startsWith(origin + '/f/')) show(link); });
  const begin = () => {
    find(document);
    // A frame that was quicker has told its height to nobody.
    for (const frame of document.querySelectorAll('iframe')) {
      if (frame.src.startsWith(origin + '/f/')) frame.contentWindow?.postMessage({leadhub: 'height?'}, '*');
    }
    new MutationObserver(changes => changes.forEach(change => change.addedNodes.forEach(node => {
      if (node.matches?.('a[data-form]') && node.href.startsWith(origin + '/f/')) show(node);
      else find(node);
    }))).observe(document.documentElement, {childList: true, subtree: true});
  };
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', begin);
  else begin();
})();
