// What somebody is typing stays when the page around it is shown anew, and what colleagues change meanwhile is told.
(() => {
  'use strict';

  const {words} = leadhub;
  const TYPED = 'input[id]:not([type=hidden], [type=checkbox], [type=radio]), textarea[id]';

  // Forms that are sent as soon as one of their fields changes; others wait for their button.
  const sendsItself = form => form?.matches('[hx-post][hx-trigger^=change]');
  const problemOf = control => document.getElementById(control.getAttribute('aria-describedby'));

  // By the id of what is shown anew: what was typed and hasn't been sent, and what was refused.
  let kept = [];
  let request = {};
  document.addEventListener('htmx:beforeSwap', ({detail}) => {
    kept = [];
    request = detail.requestConfig;
    if (detail.shouldSwap && detail.swapOverride !== 'none') keep(detail.target);
  });
  // What is shown anew beside it, in the same answer.
  document.addEventListener('htmx:oobBeforeSwap', ({detail}) => keep(detail.target));
  function keep(target) {
    const {path, formData} = request;
    for (const control of target.querySelectorAll(TYPED)) {
      const {id, value, defaultValue, selectionStart, selectionEnd} = control;
      // By name, for the form that sent it may have been shown anew since.
      const isOwn = control.form?.getAttribute('action') === path && formData.has(control.name);
      const isRefused = control.matches('.is-invalid');
      // What it leaves the page by is no way to send it.
      delete control.dataset.restored;
      if (value === defaultValue && !isRefused || isOwn && formData.get(control.name) === value) continue;
      kept.push({
        id,
        value,
        was: isOwn ? null : defaultValue,
        problem: isRefused ? problemOf(control)?.textContent : '',
        isTouched: value !== (control.dataset.refused ?? defaultValue),
        selectionStart,
        selectionEnd,
        isFocused: control === document.activeElement,
      });
    }
  }

  // What htmx would overwrite (classes) or isn't ready for (forms) until it has settled.
  let later = [];
  document.addEventListener('htmx:afterSwap', () => {
    for (const {id, value, was, problem, isTouched, selectionStart, selectionEnd, isFocused} of kept) {
      const control = document.getElementById(id);
      if (!control || control.value === value) continue;
      const now = control.value;
      control.value = value;
      if (isFocused) {
        control.focus();
        if (selectionStart !== null) control.setSelectionRange(selectionStart, selectionEnd);
      }
      if (problem) later.push(() => refuse(control, problem));
      const isTold = was !== null && !problem && now !== was;
      if (isTold) tell(control, now);
      if (!isTouched || !sendsItself(control.form) || control.form.matches('.unsaved')) continue;
      control.dataset.restored = 'yes';
      // A browser tells of no change that a script has made: it is sent when it is left, or at once if nobody is on it.
      if (!isFocused && !isTold) later.push(() => send(control));
    }
    kept = [];
  });

  document.addEventListener('htmx:afterSettle', () => {
    const all = later;
    later = [];
    for (const each of all) each();
  });
  document.addEventListener('focusout', ({target}) => send(target));
  function send(control) {
    if (control.isConnected && control.dataset?.restored) control.form.requestSubmit();
  }
  for (const type of ['change', 'submit']) {
    document.addEventListener(type, ({target}) => {
      for (const control of (target.form || target).querySelectorAll('[data-restored]')) delete control.dataset.restored;
    }, true);
  }

  function refuse(control, problem) {
    control.classList.add('is-invalid');
    control.dataset.refused = control.value;
    const place = problemOf(control);
    if (place) place.textContent = problem;
  }

  // The later one is told, and decides.
  function tell(control, now) {
    const note = document.createElement('div');
    note.className = 'meanwhile-note';
    note.setAttribute('role', 'status');
    note.textContent = now ? words.meanwhile.replace('{0}', now) : words.meanwhileEmpty;
    control.after(note);
  }

  // An open lead follows what others do to it.
  const lead = () => document.querySelector('#facts [data-since]');
  if (!lead()) return;
  const facts = document.getElementById('facts');
  // An input method loses what it composes with the field that it composes in.
  let isComposing = false;
  facts.addEventListener('compositionstart', () => { isComposing = true; });
  facts.addEventListener('compositionend', () => { isComposing = false; });
  const isInUse = () => isComposing || leadhub.isAskingWhyLost?.() || facts.querySelector('.htmx-request, details.menu[open], [popover]') !== null;
  function show(values, headers) {
    leadhub.send('GET', lead().dataset.path, {
      source: facts,
      target: facts,
      swap: 'innerHTML',
      values: {since: lead().dataset.since, ...values},
      headers,
    });
  }
  // Somebody may have opened or sent something since it was asked for; then the next one tells the same.
  facts.addEventListener('htmx:beforeSwap', ({detail}) => {
    if (detail.target === facts && detail.requestConfig.headers['X-Poll'] && isInUse()) detail.shouldSwap = false;
  });
  setInterval(() => {
    if (!isInUse()) show({}, {'X-Poll': 'true'});
  }, 4000);
  document.body.addEventListener('leads-changed', () => show({again: 'yes'}));
})();
