// The builder of automations and flows, whose form is shown anew by what is done to it.
(() => {
  'use strict';

  // What was done to the builder is read when it is sent, which may be later: by then another button may have the focus.
  const isBuilder = elt => elt?.matches?.('.builder-form');
  document.addEventListener('htmx:configRequest', ({detail: {elt, parameters, triggeringEvent}}) => {
    if (!isBuilder(elt) || !triggeringEvent) return;
    const {submitter} = triggeringEvent;
    if (submitter?.name === 'op') parameters.op = submitter.value;
    else delete parameters.op;
  });
  // What changes the form shows it anew: until it does, nothing can be put into what is about to be replaced.
  const builder = document.getElementById('builder');
  let focusedBefore = '';
  function hold() {
    if (builder.inert) return;
    focusedBefore = document.activeElement.id;
    builder.inert = true;
  }
  function release() {
    builder.inert = false;
    if (focusedBefore && document.activeElement === document.body) document.getElementById(focusedBefore)?.focus();
    focusedBefore = '';
  }
  document.addEventListener('htmx:confirm', ({detail: {elt, target, triggeringEvent}}) => {
    // A browser's own list is typed into while each letter changes it.
    const isTyped = elt.matches('select:not([data-list])') || isBuilder(elt) && triggeringEvent?.type === 'change';
    if (builder && target === builder && !isTyped) hold();
  });
  // Before anybody else asks what has the focus, so that it is kept.
  document.addEventListener('htmx:beforeSwap', ({detail: {target, shouldSwap, swapOverride}}) => {
    if (builder && target === builder && shouldSwap && swapOverride !== 'none') release();
  }, true);
  document.addEventListener('htmx:afterRequest', ({detail: {target, requestConfig}}) => {
    if (builder && target === builder && requestConfig.formData.has('op')) release();
  });

  // Another field or comparison of a condition is a change of the form, of which the line's own request keeps the event.
  document.addEventListener('htmx:afterRequest', ({detail: {successful, requestConfig}}) => {
    if (!successful || !/^\/(automations|settings\/bots\/[^/]+\/flow)\/condition/.test(requestConfig.path) || !requestConfig.elt.matches('select')) return;
    document.querySelector('.builder-form')?.dispatchEvent(new Event('change', {bubbles: true}));
  });
})();
