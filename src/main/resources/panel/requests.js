// Everything that a page asks the server for goes through here: nothing is asked twice at once, what is slow is shown, and
// what fails is said and can be tried again. Nothing else in these scripts fetches.
(() => {
  'use strict';

  const SLOW = 150;
  const {words} = leadhub;
  const bar = document.getElementById('bar');
  const isPoll = detail => detail.requestConfig.headers['X-Poll'] !== undefined;
  const isSave = detail => detail.requestConfig.verb !== 'get';
  const formOf = detail => detail.elt.closest('form');
  // The session is over. Whoever has just ended it is led on as usual.
  const isSignedOut = ({xhr, requestConfig: {path}}) => path !== '/sign-out' && xhr.getResponseHeader('HX-Redirect') === '/sign-in';
  const staysHere = detail => !detail.xhr.getResponseHeader('HX-Redirect') || isSignedOut(detail) && (isPoll(detail) || isSave(detail));

  /** Asks with htmx; whoever wants to know that it failed listens for {@code leadhub:failed} at the source. */
  function send(verb, path, context) {
    // What went wrong is said below, not by the promise.
    return htmx.ajax(verb, path, context).catch(() => {});
  }

  // The bar shows as long as anything is slow; what waits is dimmed.
  const waiting = new Map();
  function begin(detail) {
    const what = isSave(detail) ? formOf(detail) || detail.elt : detail.target;
    waiting.set(detail.xhr, {what, timer: setTimeout(() => {
      bar.hidden = false;
      what.setAttribute('aria-busy', 'true');
    }, SLOW)});
  }
  function end(detail) {
    const wait = waiting.get(detail.xhr);
    // Else the page is on its way to another one.
    if (!wait || !staysHere(detail)) return;
    clearTimeout(wait.timer);
    waiting.delete(detail.xhr);
    if (![...waiting.values()].some(other => other.what === wait.what)) wait.what.removeAttribute('aria-busy');
    bar.hidden = ![...waiting.values()].some(other => other.what.hasAttribute('aria-busy'));
  }

  // What is saved: by that a problem is settled by the next try, whatever was shown anew meanwhile.
  function keyOf({requestConfig: {verb, path, formData}}) {
    if (formData.has('lead')) return 'lead ' + formData.get('lead');
    const names = [...formData.keys()].filter(name => verb !== 'get' && !name.startsWith('_'));
    return [path, ...new Set(names)].join(' ');
  }

  // A field whose value the server hasn't got says so until it has, also where it is shown anew meanwhile.
  const unsaved = new Map();
  const CONTROLS = 'input:not([type=hidden]), textarea, select';
  function mark(form) {
    const controls = form.querySelectorAll(CONTROLS);
    if (!controls.length || form.classList.contains('unsaved')) return;
    form.classList.add('unsaved');
    for (const control of controls) control.setAttribute('aria-invalid', 'true');
    const note = document.createElement('div');
    note.className = 'unsaved-note';
    note.textContent = words.unsaved;
    form.append(note);
  }
  function unmark(form) {
    if (!form?.classList.contains('unsaved')) return;
    form.classList.remove('unsaved');
    form.querySelector('.unsaved-note')?.remove();
    for (const control of form.querySelectorAll('[aria-invalid]')) control.removeAttribute('aria-invalid');
  }
  const formsOf = key => (unsaved.get(key) || []).map(id => document.getElementById(id)?.form).filter(form => form);
  document.addEventListener('htmx:afterSwap', () => {
    for (const key of unsaved.keys()) for (const form of formsOf(key)) mark(form);
  });
  function settle(detail) {
    const key = keyOf(detail);
    leadhub.settle(key);
    for (const form of formsOf(key)) unmark(form);
    unsaved.delete(key);
    unmark(formOf(detail));
  }

  /** The same again: by its form as it stands now, or as it was sent where that has left the page. */
  function retry(detail) {
    const {elt, target, etc, select, requestConfig: {verb, path, parameters, triggeringEvent, headers}} = detail;
    const values = {...parameters};
    const id = target.id && '#' + CSS.escape(target.id);
    const swap = etc.swapOverride || elt.closest('[hx-swap]')?.getAttribute('hx-swap') || 'innerHTML';
    return () => {
      if (elt.isConnected && elt.matches('form')) {
        const {submitter} = triggeringEvent || {};
        elt.requestSubmit(submitter?.isConnected ? submitter : null);
        return;
      }
      const place = target.isConnected ? target : id && document.querySelector(id);
      send(verb, path, {
        source: elt.isConnected ? elt : document.body,
        target: place || document.body,
        swap: place ? swap : 'none',
        select,
        values,
        headers,
        handler: etc.handler,
      }).then(() => {
        // What would have shown it is gone; what is there now shows how things are.
        if (!place) htmx.trigger(document.body, 'leads-changed');
      });
    };
  }

  function fail(detail, text, {mayHelp, signIn}) {
    const form = formOf(detail);
    const key = keyOf(detail);
    if (isSave(detail) && form) {
      unsaved.set(key, [...form.querySelectorAll(CONTROLS)].map(control => control.id).filter(id => id));
      for (const shown of [form, ...formsOf(key)]) mark(shown);
    }
    leadhub.problem(signIn ? 'session' : key, text, {near: detail.elt, retry: mayHelp && retry(detail), signIn});
    detail.elt.dispatchEvent(new CustomEvent('leadhub:failed', {bubbles: true, detail}));
  }

  // Looking for news ends with the session, and with what was looked at; the page stays with what is typed in it.
  let isOver = false;
  function signedOut(detail) {
    isOver = true;
    if (isPoll(detail)) leadhub.problem('session', words.signedOut, {signIn: true});
    else fail(detail, words.signedOut, {signIn: true});
  }
  function polled(detail) {
    const {status} = detail.xhr;
    leadhub.answers(status < 500);
    if (status !== 403 && status !== 404) return;
    isOver = true;
    leadhub.problem('polls', reason(detail), {});
  }

  function lost(detail) {
    if (isPoll(detail)) leadhub.answers(false);
    else fail(detail, isSave(detail) ? words.offlineSaving : words.offline, {mayHelp: true});
  }

  /** What the answer says went wrong; something in general if it isn't one of ours. */
  function reason({xhr}) {
    const said = new DOMParser().parseFromString(xhr.responseText, 'text/html').querySelector('[data-problem]');
    return said ? said.textContent.trim() : xhr.status >= 500 ? words.unavailable : words.unreadable;
  }

  function answered(detail) {
    const {xhr} = detail;
    const {status} = xhr;
    // A form that comes back with what is wrong in it is an answer like any other.
    const isForm = status === 422 && xhr.getResponseHeader('HX-Reswap') !== 'none';
    if (isSignedOut(detail) && staysHere(detail)) signedOut(detail);
    else if (isPoll(detail)) polled(detail);
    else if (status >= 400 && !isForm) fail(detail, reason(detail), {mayHelp: status >= 500 || status === 429 || status === 408});
    const said = xhr.getResponseHeader('X-Toast');
    if (said) leadhub.hear(said);
  }

  // Nobody looks, or there is nothing to see any more.
  document.addEventListener('htmx:beforeRequest', event => {
    if (isPoll(event.detail) && (document.hidden || isOver)) event.preventDefault();
  });

  function stay(event) {
    const {detail} = event;
    if (isSignedOut(detail) && staysHere(detail)) event.preventDefault();
  }

  document.addEventListener('htmx:beforeSend', ({detail}) => {
    if (!isPoll(detail)) {
      settle(detail);
      begin(detail);
    }
    // At the element, and by the request's own events: htmx's ones of an element that has left the page are heard by nobody else.
    detail.elt.addEventListener('htmx:beforeOnLoad', stay);
    detail.xhr.addEventListener('load', () => answered(detail));
    detail.xhr.addEventListener('error', () => lost(detail));
    detail.xhr.addEventListener('timeout', () => lost(detail));
    detail.xhr.addEventListener('loadend', () => end(detail));
  });

  // Whether a form was sent and isn't answered.
  const isBusy = form => [...waiting.values()].some(wait => wait.what === form);

  // A form that makes something isn't sent twice at once, nor when its page is on its way to another one.
  document.addEventListener('htmx:confirm', event => {
    const {elt} = event.detail;
    if (elt.matches('form') && elt.querySelector('[name=_once]') && isBusy(elt)) event.preventDefault();
  });

  // Forms without htmx are sent like the others, so that a page isn't lost to an error; what comes back is a page.
  document.addEventListener('submit', event => {
    const form = event.target;
    if (event.defaultPrevented || form.getAttribute('method') !== 'post' || !document.getElementById('palette')) return;
    event.preventDefault();
    if (isBusy(form)) return;
    const {submitter} = event;
    send('POST', submitter?.getAttribute('formaction') || form.getAttribute('action'), {
      source: form,
      event,
      target: '#main',
      select: '#main',
      swap: 'outerHTML show:window:top',
      headers: {'HX-Boosted': 'true'},
      values: submitter?.name ? {[submitter.name]: submitter.value} : {},
    });
  });

  // Nobody leaves a page with something on it that the server hasn't got without being asked.
  addEventListener('beforeunload', event => {
    if (document.querySelector('.unsaved, [data-restored]')) event.preventDefault();
  });

  Object.assign(leadhub, {send, isBusy});
})();
