// Tries a call on this server with the key at the top of the page, which is kept nowhere.
(() => {
  'use strict';
  const {make, resolve, kind} = window.docs;
  const key = document.getElementById('key');
  document.getElementById('key-form').addEventListener('submit', event => event.preventDefault());

  function exampleOf(content) {
    const media = content?.['application/json'];
    if (!media) return undefined;
    const examples = Object.values(media.examples || {});
    return media.example ?? (examples.length ? resolve(examples[0]).value : undefined) ?? resolve(media.schema || {}).example;
  }

  function field(parameter, id) {
    const schema = resolve(parameter.schema || {});
    const input = schema.enum
      ? make('select', {class: 'form-select', id}, make('option', {value: ''}, '–'), ...schema.enum.map(value => make('option', {value}, String(value))))
      : make('input', {class: 'form-control', id, autocomplete: 'off', spellcheck: 'false', placeholder: kind(parameter.schema || {})});
    if (parameter.required) input.required = true;
    if (parameter.in === 'path' && parameter.example !== undefined) input.value = parameter.example;
    input.dataset.name = parameter.name;
    input.dataset.in = parameter.in;
    return make('div', {class: 'field'}, make('label', {class: 'form-label', for: id}, parameter.name), input);
  }

  /** The request that a form stands for. */
  function request(form, method, path, dialect) {
    const headers = {};
    if (key.value.trim()) headers[dialect === 'lymbe' ? 'X-API-Key' : 'Authorization'] = (dialect === 'lymbe' ? '' : 'Bearer ') + key.value.trim();
    const query = new URLSearchParams();
    let filled = path;
    for (const input of form.querySelectorAll('[data-in]')) {
      const {name, in: place} = input.dataset;
      const value = input.value.trim();
      if (place === 'path') filled = filled.replace('{' + name + '}', encodeURIComponent(value));
      else if (value && place === 'query') query.append(name, value);
      else if (value && place === 'header') headers[name] = value;
    }
    const body = form.querySelector('textarea')?.value;
    if (body?.trim()) headers['Content-Type'] = 'application/json';
    return {url: filled + (query.size ? '?' + query : ''), options: {method: method.toUpperCase(), headers, body: body?.trim() ? body : undefined, credentials: 'omit'}};
  }

  const quoted = text => "'" + text.replace(/'/g, "'\\''") + "'";
  function curl({url, options}) {
    const parts = ['curl -X ' + options.method + ' ' + quoted(location.origin + url)];
    for (const [name, value] of Object.entries(options.headers)) {
      const isKey = name === 'Authorization' || name === 'X-API-Key';
      parts.push('  -H ' + quoted(name + ': ' + (isKey ? value.replace(/(lh_|lymbe_sk_).*/, '$1…') : value)));
    }
    if (options.body) parts.push('  -d ' + quoted(options.body));
    return parts.join(' \\\n');
  }

  async function send(form, result, asked) {
    const started = performance.now();
    const button = form.querySelector('button');
    button.disabled = true;
    result.setAttribute('aria-busy', 'true');
    try {
      const answer = await fetch(asked.url, asked.options);
      const text = await answer.text();
      const isJson = (answer.headers.get('Content-Type') || '').includes('json');
      let shown = text;
      try { if (isJson && text) shown = JSON.stringify(JSON.parse(text), null, 2); } catch { /* as it came */ }
      const left = answer.headers.get('X-RateLimit-Remaining');
      const facts = `${answer.status} ${answer.statusText} · ${Math.round(performance.now() - started)} ms` + (left ? ` · ${left} calls left this hour` : '');
      result.replaceChildren(
        make('h3', {}, 'Answer'),
        make('p', {class: 'answer-status'}, facts),
        make('pre', {class: 'code', tabindex: '0', 'aria-label': 'Answer'}, shown.slice(0, 200000) || '(empty)'),
        make('details', {}, make('summary', {}, 'As a command'), make('pre', {class: 'code', tabindex: '0', 'aria-label': 'Command'}, curl(asked))));
      document.getElementById('said').textContent = facts;
    } catch (problem) {
      result.replaceChildren(make('div', {class: 'alert alert-danger', role: 'alert'}, 'No answer: ' + problem.message));
    } finally {
      button.disabled = false;
      result.removeAttribute('aria-busy');
    }
  }

  /** A form for a call, with its answer below. */
  window.docs.tryForm = (operation, parameters, method, path, dialect) => {
    const id = operation.operationId || method + path;
    const form = make('form', {'aria-label': 'Try it'}, make('h3', {}, 'Try it'), ...parameters.map((parameter, at) => field(parameter, `try-${id}-${at}`)));
    const content = operation.requestBody && resolve(operation.requestBody).content;
    if (content?.['application/json']) {
      const example = exampleOf(content);
      const area = make('textarea', {class: 'form-control code', id: `try-${id}-body`, rows: '8', spellcheck: 'false', dir: 'ltr'});
      area.value = example === undefined ? '{}' : JSON.stringify(example, null, 2);
      form.append(make('div', {class: 'field'}, make('label', {class: 'form-label', for: area.id}, 'Body'), area));
    }
    const result = make('div', {});
    form.append(make('button', {class: 'btn btn-primary', type: 'submit'}, 'Send'));
    form.addEventListener('submit', event => {
      event.preventDefault();
      send(form, result, request(form, method, path, dialect));
    });
    return make('div', {}, form, result);
  };
  window.docs.exampleOf = exampleOf;
})();
