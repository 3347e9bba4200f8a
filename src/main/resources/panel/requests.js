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
    // The page is on its way to another one.
    if (!wait || detail.xhr.getResponseHeader('HX-Redirect')) return;
    clearTimeout(wait.timer);
    waiting.delete(detail.xhr);
    if (![...waiting.values()].some(other => other.what === wait.what)) wait.what.removeAttribute('aria-busy');
    bar.hidden = ![...waiting.values()].some(other => other.what.hasAttribute('aria-busy'));
  }

  // A field whose value the server hasn't got says so until it has.
  function mark(form) {
    const controls = form.querySelectorAll('input:not([type=hidden]), textarea, select');
    if (!controls.length) return;
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

  function retry(detail) {
    const {elt, requestConfig: {verb, path, parameters, triggeringEvent, headers}} = detail;
    if (!elt.isConnected) return undefined;
    if (elt.matches('form')) {
      const {submitter} = triggeringEvent || {};
      return () => elt.requestSubmit(submitter?.isConnected ? submitter : null);
    }
    return () => send(verb, path, {source: elt, target: detail.target, values: {...parameters}, headers, handler: detail.etc.handler});
  }

  function fail(detail, text, mayHelp) {
    const form = formOf(detail);
    if (isSave(detail) && form) mark(form);
    leadhub.problem(detail.elt, text, mayHelp ? retry(detail) : undefined);
    detail.elt.dispatchEvent(new CustomEvent('leadhub:failed', {bubbles: true, detail}));
  }

  function lost(detail) {
    if (isPoll(detail)) leadhub.answers(false);
    else fail(detail, isSave(detail) ? words.offlineSaving : words.offline, true);
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
    if (isPoll(detail)) leadhub.answers(status < 500);
    else if (status >= 400 && !isForm) fail(detail, reason(detail), status >= 500 || status === 429 || status === 408);
    // The next page says it.
    if (!xhr.getResponseHeader('HX-Redirect')) leadhub.readCookie();
  }

  document.addEventListener('htmx:beforeSend', ({detail}) => {
    leadhub.settle(detail.elt);
    unmark(formOf(detail));
    if (!isPoll(detail)) begin(detail);
    // Not by htmx's own events, for those of an element that has left the page are heard by nobody.
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
    if (document.querySelector('.unsaved')) event.preventDefault();
  });

  Object.assign(leadhub, {send});
})();
