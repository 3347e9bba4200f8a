// Shows schemas, parameters and the little Markdown that descriptions have. Everything is made as nodes, so that no text can become markup.
window.docs = {};
(() => {
  'use strict';

  function make(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children.filter(child => child !== null && child !== undefined));
    return made;
  }

  /** `code`, **strong** and [links](of ours) in a line. */
  function inline(text) {
    return text.split(/(`[^`]+`|\*\*[^*]+\*\*|\[[^\]]+\]\([^)\s]+\))/).filter(Boolean).map(part => {
      if (part.startsWith('`')) return make('code', {}, part.slice(1, -1));
      if (part.startsWith('**')) return make('strong', {}, part.slice(2, -2));
      const link = part.match(/^\[([^\]]+)\]\(((?:https?:\/\/|#|\/)[^)\s]+)\)$/);
      return link ? make('a', {href: link[2]}, link[1]) : part;
    });
  }

  function markdown(text) {
    return (text || '').trim().split(/\n\s*\n/).filter(Boolean).map(block => {
      const lines = block.split('\n');
      if (!/^\s*- /.test(lines[0])) return make('p', {}, ...inline(lines.join(' ')));
      const items = block.split(/(?:^|\n)\s*- /).filter(Boolean);
      return make('ul', {}, ...items.map(item => make('li', {}, ...inline(item.replace(/\s*\n\s*/g, ' ')))));
    });
  }

  let spec;
  function resolve(node) {
    let found = node;
    for (let hops = 0; found?.$ref && hops < 9; hops++) {
      found = found.$ref.slice(2).split('/').reduce((at, key) => at?.[key.replace(/~1/g, '/').replace(/~0/g, '~')], spec);
    }
    return found || {};
  }

  const nameOf = node => node?.$ref ? node.$ref.split('/').pop() : '';

  /** What a value is, in a few words: integer, list of strings, one of … */
  function kind(node) {
    const schema = resolve(node);
    const types = [].concat(schema.type || []).filter(type => type !== 'null');
    const options = schema.oneOf || schema.anyOf;
    let said = schema.format ? `${types.join(' or ')} (${schema.format})` : types.join(' or ');
    if (types.includes('array')) said = 'list of ' + (kind(schema.items || {}) || 'values');
    if (!said && options) said = options.map(kind).filter((each, at, all) => each && all.indexOf(each) === at).join(' or ');
    if (schema.const !== undefined) said = JSON.stringify(schema.const);
    if ([].concat(schema.type || []).includes('null')) said += ' or null';
    return said || (schema.properties || schema.allOf ? 'object' : '');
  }

  function limits(schema) {
    const said = [];
    if (schema.enum) said.push('one of ' + schema.enum.map(value => '`' + value + '`').join(', '));
    if (schema.minimum !== undefined) said.push('from ' + schema.minimum);
    if (schema.maximum !== undefined) said.push('to ' + schema.maximum);
    if (schema.maxLength !== undefined) said.push('at most ' + schema.maxLength + ' characters');
    if (schema.maxItems !== undefined) said.push('at most ' + schema.maxItems);
    if (schema.default !== undefined) said.push('otherwise `' + JSON.stringify(schema.default) + '`');
    return said.join('; ');
  }

  function properties(schema) {
    const own = Object.entries(schema.properties || {});
    const parts = (schema.allOf || []).flatMap(part => properties(resolve(part)));
    const required = schema.required || [];
    return [...parts, ...own.map(([name, node]) => ({name, node, isRequired: required.includes(name)}))];
  }

  /** Members of an object, those of its members when asked for. */
  function members(node, seen = []) {
    let schema = resolve(node);
    if ([].concat(schema.type || []).includes('array')) schema = resolve(schema.items || {});
    const found = properties(schema);
    const options = (schema.oneOf || schema.anyOf || []).filter(option => properties(resolve(option)).length);
    if (!found.length && options.length) {
      return make('div', {}, ...options.map((option, at) => make('details', {}, make('summary', {}, resolve(option).title || nameOf(option) || 'Choice ' + (at + 1)), members(option, seen) || '')));
    }
    if (!found.length) return null;
    return make('ul', {class: 'members'}, ...found.map(({name, node: of, isRequired}) => member(name, of, isRequired, seen)));
  }

  function member(name, node, isRequired, seen) {
    const schema = resolve(node);
    const item = make('li', {}, make('code', {}, name), ' ', make('span', {class: 'kind'}, kind(node) + (isRequired ? ', required' : '')));
    item.append(...markdown(schema.description), ...markdown(limits(schema)));
    const inner = schema.items ? resolve(schema.items) : schema;
    const ref = nameOf(schema.items || node);
    const isDeep = (inner.properties || inner.allOf || inner.oneOf || inner.anyOf) && !(ref && seen.includes(ref)) && seen.length < 6;
    if (isDeep) {
      const more = make('details', {}, make('summary', {}, 'Members'));
      more.addEventListener('toggle', () => {
        if (more.childElementCount === 1) more.append(members(schema.items || node, [...seen, ref].filter(Boolean)) || '');
      });
      if (members(schema.items || node, [...seen, ref, 'x', 'x', 'x', 'x', 'x', 'x'])) item.append(more);
    }
    return item;
  }

  Object.assign(window.docs, {make, markdown, resolve, kind, limits, members, read: loaded => { spec = loaded; }});
})();
