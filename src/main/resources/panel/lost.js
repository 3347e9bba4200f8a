// Why a lead is lost: what loses one waits until that is said, or left open where the workspace doesn't insist.
(() => {
  'use strict';

  const place = document.createElement('div');
  document.body.append(place);
  let isAsking = false;

  /** What was said, as fields to be sent; none where nobody has to ask; null where one would rather not. */
  async function ask(many) {
    if (isAsking) return null;
    isAsking = true;
    try {
      let hasFailed = false;
      place.addEventListener('leadhub:failed', () => { hasFailed = true; }, {once: true});
      place.replaceChildren();
      await leadhub.send('GET', '/leads/lost', {source: place, target: place, swap: 'innerHTML', values: many ? {many: '1'} : {}});
      const dialog = place.querySelector('dialog');
      if (hasFailed) return null;
      return dialog ? await answer(dialog) : {};
    } finally {
      isAsking = false;
    }
  }

  function answer(dialog) {
    if (!dialog.open) dialog.showModal();
    return new Promise(resolve => {
      dialog.addEventListener('close', () => {
        const {returnValue} = dialog;
        const fields = returnValue === 'say' ? Object.fromEntries(new FormData(dialog.querySelector('form'))) : {};
        place.replaceChildren();
        resolve(returnValue === 'say' || returnValue === 'skip' ? fields : null);
      }, {once: true});
    });
  }

  const chosen = form => [...form.querySelectorAll('select')].map(select => select.selectedOptions[0]).find(option => option?.matches('[data-loses]'));

  function clear(form) {
    for (const input of form.querySelectorAll('[data-lost]')) input.remove();
  }
  function put(form, fields) {
    for (const [name, value] of Object.entries(fields)) {
      const input = document.createElement('input');
      Object.assign(input, {type: 'hidden', name, value});
      input.dataset.lost = 'yes';
      form.append(input);
    }
  }

  // As it was before it was chosen.
  function back(form) {
    if (form.dataset.shown) {
      leadhub.send('GET', form.dataset.shown, {source: form, target: form.closest('td'), swap: 'innerHTML'});
      return;
    }
    for (const select of form.querySelectorAll('select')) {
      if (select.matches('[data-submits]')) {
        select.value = '';
      } else {
        for (const option of select.options) option.selected = option.defaultSelected;
      }
      select.dispatchEvent(new CustomEvent('leadhub:blank'));
    }
  }

  document.addEventListener('htmx:confirm', event => {
    const {elt: form, verb, triggeringEvent, issueRequest} = event.detail;
    if (event.defaultPrevented || !form.matches('form') || verb === 'get') return;
    const submitter = triggeringEvent?.submitter;
    const loser = submitter?.name ? submitter : chosen(form);
    // What was said before is sent once more by a retry, which has no button.
    if (submitter?.name || loser) clear(form);
    if (!loser?.matches('[data-loses]')) return;
    event.preventDefault();
    ask(loser.dataset.loses === 'many').then(fields => {
      if (!fields) {
        back(form);
        return;
      }
      // The dialog took the focus, and with it what button was pressed.
      put(form, submitter?.name ? {...fields, [submitter.name]: submitter.value} : fields);
      issueRequest(true);
    });
  });

  Object.assign(leadhub, {
    askWhyLost: ask,
    isAskingWhyLost: () => isAsking,
  });
})();
