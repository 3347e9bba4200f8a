// The palette's commands: what the open lead's page or the bar of picked leads offers, by its name. They use the controls of the page, so that
// whatever is chosen is saved, said and undone as there.
(() => {
  'use strict';

  const palette = document.getElementById('palette');
  const list = document.getElementById('found-commands');
  if (!palette || !list) return;
  const input = palette.querySelector('input');
  const hint = input.placeholder;
  const root = [...list.children];
  let isChoosing = false;

  const bar = () => document.querySelector('#some:not([hidden])');
  const byControl = select => select && [...select.options].filter(option => !option.disabled).map(option => ({
    text: option.textContent.trim(),
    choose: () => {
      select.value = option.value;
      select.dispatchEvent(new Event('change', {bubbles: true}));
    },
  }));
  const byButtons = buttons => buttons.length ? buttons.map(button => ({text: button.textContent.trim(), choose: () => button.click()})) : null;
  function tags(field, names) {
    if (!field || field.disabled) return null;
    const add = name => {
      field.value = name;
      field.form.requestSubmit();
    };
    return Object.assign(names.map(name => ({text: name, choose: () => add(name)})), {add});
  }
  const options = {
    owner: () => byControl(bar()?.elements.assigned_user_id || document.querySelector('#fact-owner:not([disabled])')),
    stage: () => bar() ? byControl(bar().elements.pipeline_stage_id)
      : byButtons([...document.querySelectorAll('.stages button[name="pipeline_stage_id"]:not([disabled])')]),
    status: () => byControl(bar()?.elements.status || document.querySelector('#facts select[name="status"]:not([disabled])')),
    tag: () => bar() ? tags(bar().elements.tag, [...(bar().elements.untag?.options || [])].filter(option => !option.disabled).map(option => option.textContent.trim()))
      : tags(document.getElementById('new-tag'), [...(document.getElementById('all-tags')?.options || [])].map(option => option.value)),
    task: () => {
      const tab = !bar() && document.querySelector('#composer [data-composes="tasks"]');
      return tab ? [{choose: () => tab.click()}] : null;
    },
  };

  function reset() {
    isChoosing = false;
    input.placeholder = hint;
    list.replaceChildren(...root);
    for (const item of root) {
      item.isOffered = Boolean(options[item.dataset.command]());
      item.hidden = !item.isOffered;
    }
    for (const other of palette.querySelectorAll('#found-pages, #found-leads')) other.hidden = false;
  }

  function line(text, choose) {
    const item = document.createElement('li');
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = text;
    button.dir = 'auto';
    button.addEventListener('click', () => {
      palette.close();
      choose();
    });
    item.isOffered = true;
    item.append(button);
    return item;
  }

  function begin(item) {
    const all = options[item.dataset.command]();
    if (!all) return;
    if (item.dataset.command === 'task') {
      palette.close();
      all[0].choose();
      return;
    }
    isChoosing = true;
    input.value = '';
    input.placeholder = item.textContent.trim();
    list.replaceChildren(...all.map(one => line(one.text, one.choose)));
    if (all.add) {
      const added = line('', () => all.add(input.value.trim()));
      added.isAdded = true;
      added.hidden = true;
      list.append(added);
    }
    for (const other of palette.querySelectorAll('#found-pages, #found-leads')) other.hidden = true;
    input.focus();
  }

  function filter() {
    const text = input.value.trim().toLowerCase();
    for (const item of list.children) {
      if (item.isAdded) {
        const isThere = [...list.children].some(other => other !== item && other.textContent.toLowerCase() === text);
        item.hidden = !text || isThere;
        item.firstChild.textContent = `“${input.value.trim()}”`;
      } else {
        item.hidden = !item.isOffered || !item.textContent.toLowerCase().includes(text);
      }
    }
  }

  for (const item of root) item.querySelector('button').addEventListener('click', () => begin(item));
  input.addEventListener('input', filter);
  // What is typed to choose one of them finds no leads.
  document.addEventListener('htmx:beforeRequest', event => {
    if (isChoosing && event.detail.elt === input) event.preventDefault();
  });
  palette.addEventListener('close', reset);
  document.addEventListener('leadhub:palette', () => {
    reset();
    filter();
  });
})();
