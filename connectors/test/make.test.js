'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const {test} = require('node:test');
const app = require('../make/app.json');

const openapi = fs.readFileSync(process.env.OPENAPI, 'utf8');

/** The methods of each path, from the lines of the file. */
const operations = new Map();
let path;
for (const line of openapi.split('\n')) {
  path = /^ {2}(\/\S+):/.exec(line)?.[1] ?? path;
  const method = /^ {4}(get|post|put|patch|delete):/.exec(line)?.[1];
  if (method) {
    operations.set(`${method.toUpperCase()} ${path}`, true);
  }
}

const calls = [
  app.connection.communication,
  ...app.webhooks.flatMap(webhook => [webhook.attach, webhook.detach]),
  ...app.modules.filter(module => module.communication).map(module => module.communication),
];

test('each call is an operation of the API', () => {
  for (const call of calls) {
    const route = call.url.replace('{{parameters.baseUrl}}', '').replace(/\{\{[^}]+}}/g, '{id}');
    const full = route.startsWith('/api/v1') ? route : `/api/v1${route}`;
    assert.ok(operations.has(`${call.method} ${full}`), `${call.method} ${full}`);
  }
});

test('each field is one that leads have', () => {
  const names = app.modules.flatMap(module => module.mappableParameters ?? []).map(field => field.name);
  for (const name of new Set(names)) {
    assert.ok(['id', 'limit'].includes(name) || new RegExp(`^ {8,10}${name}:`, 'm').test(openapi), name);
  }
});

test('the calls do what they are for', async () => {
  const ask = async (method, url, body) => {
    const response = await fetch(`${process.env.BASE}/api/v1${url}`, {
      method,
      headers: {Authorization: `Bearer ${process.env.KEY}`, 'Content-Type': 'application/json'},
      body: body && JSON.stringify(body),
    });
    assert.ok(response.ok, `${method} ${url}: ${response.status}`);
    return response.status === 204 ? {} : response.json();
  };
  const [webhook] = app.webhooks;
  const body = {...webhook.attach.body, url: 'https://hook.eu1.make.com/x', event: 'lead.created'};
  const made = await ask(webhook.attach.method, webhook.attach.url, body);
  await ask(webhook.detach.method, webhook.detach.url.replace('{{webhook.externalHookId}}', made.data.id));
});
