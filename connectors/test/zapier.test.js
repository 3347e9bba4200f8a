'use strict';

const assert = require('node:assert');
const {test} = require('node:test');
const zapier = require('zapier-platform-core');
const schema = require('zapier-platform-schema');
const app = require('../zapier');

const run = zapier.createAppTester(app);
const authData = {base_url: `${process.env.BASE}/`, api_key: process.env.KEY};
const email = `zapier-${process.pid}-${Date.now()}@example.com`;

test('the definition is one that Zapier takes', () => {
  const {errors} = schema.validateAppDefinition(JSON.parse(JSON.stringify(app, (key, value) => (typeof value === 'function' ? {source: 'return 1;'} : value))));
  assert.deepStrictEqual(errors.map(String), []);
});

test('a key is tested, and a wrong one is said to be wrong', async () => {
  const me = await run(app.authentication.test, {authData});
  assert.ok(me.workspace.name);
  await assert.rejects(run(app.authentication.test, {authData: {...authData, api_key: 'lh_wrong'}}), error => /key|auth/i.test(error.message));
});

test('the key is sent to its server alone', () => {
  const [addKey] = app.beforeRequest;
  const elsewhere = addKey({url: 'https://example.com/', headers: {}}, {}, {authData});
  assert.strictEqual(elsewhere.headers.Authorization, undefined);
});

test('a lead is created, changed and found', async () => {
  const made = await run(app.creates.create_lead.operation.perform, {
    authData,
    inputData: {first_name: 'Sarah', email, company: '', tags: ['zap'], custom_fields: {budget: '10'}},
  });
  assert.strictEqual(made.email, email);
  const changed = await run(app.creates.update_lead.operation.perform, {authData, inputData: {id: made.id, last_name: 'Chen'}});
  assert.deepStrictEqual([changed.first_name, changed.last_name], ['Sarah', 'Chen']);
  const found = await run(app.searches.find_lead.operation.perform, {authData, inputData: {email}});
  assert.deepStrictEqual(found.map(lead => lead.id), [made.id]);
});

test('what is refused says by which field', async () => {
  await assert.rejects(
    run(app.creates.create_lead.operation.perform, {authData, inputData: {first_name: 'Sarah', email: 'no address'}}),
    error => error.message.includes('email'),
  );
});

test('a Zap subscribes, gets samples and unsubscribes', async () => {
  const {operation} = app.triggers.lead_event;
  const inputData = {event: 'lead.created'};
  const samples = await run(operation.performList, {authData, inputData});
  assert.ok(samples[0].id && samples[0].event === 'lead.created');
  const subscribed = await run(operation.performSubscribe, {authData, inputData, targetUrl: 'https://hooks.example.com/catch/1/2'});
  assert.ok(subscribed.id);
  await run(operation.performUnsubscribe, {authData, inputData, subscribeData: subscribed});
  await assert.rejects(run(operation.performUnsubscribe, {authData, inputData, subscribeData: subscribed}));
});
