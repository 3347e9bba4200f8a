'use strict';

const assert = require('node:assert');
const {createHmac} = require('node:crypto');
const {test} = require('node:test');
const {LeadHub} = require('../n8n/dist/nodes/LeadHub.node.js');
const {LeadHubTrigger} = require('../n8n/dist/nodes/LeadHubTrigger.node.js');
const {LeadHubApi} = require('../n8n/dist/credentials/LeadHubApi.credentials.js');

const email = `n8n-${process.pid}-${Date.now()}@example.com`;

/** What n8n gives to a node, as far as ours asks for it. */
const context = (parameters, more = {}) => ({
  getCredentials: async () => ({baseUrl: `${process.env.BASE}/`, apiKey: process.env.KEY}),
  getNode: () => ({name: 'LeadHub', type: 'leadHub', typeVersion: 1, id: '1', position: [0, 0], parameters: {}}),
  getInputData: () => [{json: {}}],
  getNodeParameter: (name, ...rest) => parameters[name] ?? rest.at(-1),
  continueOnFail: () => false,
  helpers: {
    returnJsonArray: json => [{json}],
    httpRequestWithAuthentication: async (name, {method, url, body, qs}) => {
      assert.strictEqual(name, new LeadHubApi().name);
      const query = qs ? `?${new URLSearchParams(qs)}` : '';
      const response = await fetch(url + query, {
        method,
        headers: {Authorization: `Bearer ${process.env.KEY}`, ...(body ? {'Content-Type': 'application/json'} : {})},
        body: body && JSON.stringify(body),
      });
      const text = await response.text();
      if (!response.ok) {
        throw Object.assign(new Error(text), {httpCode: String(response.status), description: text});
      }
      return text ? JSON.parse(text) : {};
    },
  },
  ...more,
});

const execute = async parameters => (await new LeadHub().execute.call(context(parameters)))[0].map(item => item.json);

test('a lead is created, changed, read and found', async () => {
  const [made] = await execute({operation: 'create', fields: {first_name: 'Sarah', email, tags: 'n8n, vip', custom_fields: '{"budget": "10"}'}});
  assert.strictEqual(made.email, email);
  const [changed] = await execute({operation: 'update', id: made.id, fields: {last_name: 'Chen'}});
  assert.deepStrictEqual([changed.first_name, changed.last_name], ['Sarah', 'Chen']);
  assert.strictEqual((await execute({operation: 'get', id: made.id}))[0].last_name, 'Chen');
  assert.deepStrictEqual((await execute({operation: 'find', email})).map(lead => lead.id), [made.id]);
});

test('what is refused is thrown', async () => {
  await assert.rejects(execute({operation: 'create', fields: {email: 'no address'}}));
});

test('the trigger subscribes, knows it, and unsubscribes', async () => {
  const kept = {};
  const hooks = new LeadHubTrigger().webhookMethods.default;
  const self = context({events: ['lead.created']}, {
    getWorkflowStaticData: () => kept,
    getNodeWebhookUrl: () => 'https://n8n.example.com/webhook/1',
  });
  assert.strictEqual(await hooks.checkExists.call(self), false);
  await hooks.create.call(self);
  assert.ok(kept.id && kept.secret);
  assert.strictEqual(await hooks.checkExists.call(self), true);
  await hooks.delete.call(self);
  assert.deepStrictEqual(kept, {});
});

test('the trigger takes what is signed, and nothing else', async () => {
  const rawBody = Buffer.from('{"event":"lead.created"}');
  const call = signature => {
    const answer = {};
    const self = context({}, {
      getWorkflowStaticData: () => ({id: 1, secret: 'whsec_x'}),
      getHeaderData: () => ({'x-leadhub-signature': signature}),
      getRequestObject: () => ({rawBody}),
      getResponseObject: () => ({status: code => ({json: () => (answer.status = code)})}),
      getBodyData: () => JSON.parse(rawBody),
    });
    return new LeadHubTrigger().webhook.call(self).then(result => ({...answer, ...result}));
  };
  const signed = await call(`sha256=${createHmac('sha256', 'whsec_x').update(rawBody).digest('hex')}`);
  assert.strictEqual(signed.workflowData[0][0].json.event, 'lead.created');
  assert.strictEqual((await call('sha256=00')).status, 401);
});
