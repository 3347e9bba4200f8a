// The reference of one API, from its OpenAPI file: what there is at the side, each operation opened when it is asked for.
(() => {
  'use strict';
  const {make, markdown, resolve, kind, limits, members, read, tryForm, exampleOf} = window.docs;
  const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
  const dialect = new URLSearchParams(location.search).get('api') === 'lymbe' ? 'lymbe' : 'leadhub';
  for (const tab of document.querySelectorAll('[data-api]')) {
    if (tab.dataset.api === dialect) tab.setAttribute('aria-current', 'page');
  }
  document.getElementById('key').placeholder = dialect === 'lymbe' ? 'lymbe_sk_…' : 'lh_…';

  function parameterItem(parameter) {
    const item = make('li', {}, make('code', {}, parameter.name), ' ', make('span', {class: 'kind'}, `${parameter.in}, ${kind(parameter.schema || {})}${parameter.required ? ', required' : ''}`));
    item.append(...markdown(parameter.description), ...markdown(limits(resolve(parameter.schema || {}))));
    return item;
  }

  function answers(operation) {
    return Object.entries(operation.responses || {}).map(([status, node]) => {
      const answer = resolve(node);
      const schema = answer.content?.['application/json']?.schema;
      const shown = make('details', {}, make('summary', {}, make('strong', {}, status), ' ' + (answer.description || '').trim().split('\n')[0]));
      shown.addEventListener('toggle', () => {
        if (shown.childElementCount > 1) return;
        const example = exampleOf(answer.content);
        if (schema) shown.append(members(schema) || '');
        if (example !== undefined) shown.append(make('pre', {class: 'code', tabindex: '0', 'aria-label': 'Example'}, JSON.stringify(example, null, 2)));
      });
      return shown;
    });
  }

  function body(operation, parameters, method, path) {
    const about = make('div', {}, ...markdown(operation.description));
    if (operation['x-scope']) about.append(make('p', {}, 'Scope: ', make('code', {}, [].concat(operation['x-scope']).join(', '))));
    if (parameters.length) about.append(make('h3', {}, 'Parameters'), make('ul', {class: 'members'}, ...parameters.map(parameterItem)));
    const request = operation.requestBody && resolve(operation.requestBody);
    if (request) {
      about.append(make('h3', {}, 'Body'), ...markdown(request.description));
      const schema = Object.values(request.content || {})[0]?.schema;
      if (schema) about.append(members(schema) || '');
    }
    about.append(make('h3', {}, 'Answers'), ...answers(operation));
    return make('div', {class: 'operation-body'}, about, tryForm(operation, parameters, method, path, dialect));
  }

  function operationOf(path, method, operation, shared) {
    const shown = make('details', {class: 'operation', id: operation.operationId},
      make('summary', {}, make('span', {class: 'method ' + method}, method.toUpperCase()), make('span', {class: 'path'}, path), make('span', {class: 'quiet'}, operation.summary || '')));
    shown.addEventListener('toggle', () => {
      if (shown.open && shown.childElementCount === 1) shown.append(body(operation, [...shared, ...(operation.parameters || [])].map(resolve), method, path));
    });
    return shown;
  }

  function show(spec) {
    read(spec);
    document.title = document.getElementById('title').textContent = spec.info.title;
    const content = document.getElementById('content');
    const side = document.getElementById('operations');
    content.append(make('div', {class: 'docs-about'}, ...markdown(spec.info.description)));
    const all = Object.entries(spec.paths).flatMap(([path, item]) => METHODS.filter(method => item[method]).map(method => ({path, method, operation: item[method], shared: item.parameters || []})));
    const tags = spec.tags?.length ? spec.tags : [...new Set(all.flatMap(each => each.operation.tags || ['Operations']))].map(name => ({name}));
    for (const tag of tags) {
      const of = all.filter(each => (each.operation.tags || ['Operations'])[0] === tag.name);
      if (!of.length) continue;
      const id = 'tag-' + tag.name.toLowerCase().replace(/[^a-z]+/g, '-');
      content.append(make('section', {'aria-labelledby': id}, make('h2', {id}, tag.name), ...markdown(tag.description), ...of.map(each => operationOf(each.path, each.method, each.operation, each.shared))));
      side.append(make('div', {}, make('h2', {}, tag.name), make('ul', {}, ...of.map(each => make('li', {}, make('a', {href: '#' + each.operation.operationId}, each.operation.summary || each.path))))));
    }
  }

  // An address with an operation opens it.
  function open() {
    const named = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!named?.matches('details')) return;
    named.open = true;
    named.scrollIntoView({block: 'start'});
    named.querySelector('summary').focus({preventScroll: true});
  }
  addEventListener('hashchange', open);
  document.getElementById('operations').addEventListener('click', event => {
    if (event.target.closest('a')?.hash === location.hash) open();
  });

  document.getElementById('find').addEventListener('input', event => {
    const text = event.target.value.toLowerCase().trim();
    for (const group of document.querySelectorAll('#operations > div')) {
      const links = [...group.querySelectorAll('li')];
      for (const item of links) item.hidden = !(item.textContent + item.firstChild.hash).toLowerCase().includes(text);
      group.hidden = links.every(item => item.hidden);
    }
  });

  fetch(`/api/v1/openapi/${dialect}.json`)
    .then(answer => answer.ok ? answer.json() : Promise.reject(new Error(answer.status)))
    .then(spec => { show(spec); open(); })
    .catch(problem => document.getElementById('content').append(make('div', {class: 'alert alert-danger', role: 'alert'}, 'The reference could not be read: ' + problem.message)));
})();
