// What somebody is typing stays when the page around it is shown anew, and what colleagues change meanwhile is told.
(() => {
  'use strict';

  const {words} = leadhub;
  const TYPED = 'input[id]:not([type=hidden], [type=checkbox], [type=radio]), textarea[id]';

  // By the id of what is shown anew: what was typed and hasn't been sent.
  let kept = [];
  document.addEventListener('htmx:beforeSwap', ({detail}) => {
    kept = [];
    if (!detail.shouldSwap) return;
    const sent = detail.requestConfig.elt.closest('form');
    for (const control of detail.target.querySelectorAll(TYPED)) {
      const isSent = control.form === sent && detail.requestConfig.formData.get(control.name) === control.value;
      if (control.value === control.defaultValue || isSent) continue;
      const {id, value, defaultValue, selectionStart, selectionEnd} = control;
      kept.push({id, value, was: defaultValue, selectionStart, selectionEnd, isFocused: control === document.activeElement});
    }
  });
  document.addEventListener('htmx:afterSwap', () => {
    for (const {id, value, was, selectionStart, selectionEnd, isFocused} of kept) {
      const control = document.getElementById(id);
      if (!control || control.value === value) continue;
      const now = control.value;
      control.value = value;
      if (isFocused) {
        control.focus();
        if (selectionStart !== null) control.setSelectionRange(selectionStart, selectionEnd);
      }
      if (now !== was) tell(control, now);
    }
    kept = [];
  });

  // The later one is told, and decides.
  function tell(control, now) {
    const note = document.createElement('div');
    note.className = 'meanwhile-note';
    note.setAttribute('role', 'status');
    note.textContent = now ? words.meanwhile.replace('{0}', now) : words.meanwhileEmpty;
    control.after(note);
  }

  // An open lead follows what others do to it.
  const lead = () => document.querySelector('#facts [data-sequence]');
  if (!lead()) return;
  const facts = document.getElementById('facts');
  const isInUse = () => facts.querySelector('.htmx-request, details.menu[open], [popover]') !== null;
  function show(since, headers) {
    leadhub.send('GET', lead().dataset.path, {
      source: facts,
      target: facts,
      swap: 'innerHTML',
      values: since ? {since} : {},
      headers,
    });
  }
  setInterval(() => {
    if (!document.hidden && !isInUse()) show(lead().dataset.sequence, {'X-Poll': 'true'});
  }, 4000);
  document.body.addEventListener('leads-changed', () => show());
})();
