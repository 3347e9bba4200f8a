'use strict';

const {url} = require('../address');

const EVENTS = {
  'lead.created': 'Lead created',
  'lead.updated': 'Lead changed',
  'lead.deleted': 'Lead deleted',
  'lead.stage_changed': 'Stage changed',
  'lead.status_changed': 'Status changed',
  'lead.assigned': 'Owner changed',
  'lead.tag_added': 'Tag added',
  'lead.tag_removed': 'Tag removed',
  'form.submitted': 'Form submitted',
};

module.exports = {
  key: 'lead_event',
  noun: 'Event',
  display: {label: 'Lead Event', description: 'Triggers when something happens to a lead.'},
  operation: {
    type: 'hook',
    inputFields: [{key: 'event', label: 'Event', required: true, choices: EVENTS, default: 'lead.created'}],
    performSubscribe: async (z, bundle) =>
      (await z.request({
        url: url(bundle, '/webhooks'),
        method: 'POST',
        body: {hookUrl: bundle.targetUrl, event: bundle.inputData.event, name: 'Zapier'},
      })).data.data,
    performUnsubscribe: async (z, bundle) => {
      await z.request({url: url(bundle, `/webhooks/${bundle.subscribeData.id}`), method: 'DELETE'});
      return {};
    },
    perform: (z, bundle) => [bundle.cleanedRequest],
    performList: async (z, bundle) =>
      (await z.request({url: url(bundle, '/webhooks/samples'), params: {event: bundle.inputData.event}})).data,
    sample: {
      id: 'evt_kQKMTKyEQA7X6eZj5iru',
      event: 'lead.created',
      occurred_at: '2026-04-29T10:30:00Z',
      sequence: 1,
      lead: {id: 42, first_name: 'Sarah', email: 'sarah@example.com', status: 'new'},
    },
  },
};
