'use strict';

const {fields, body, send, sample} = require('../lead');

module.exports = {
  key: 'create_lead',
  noun: 'Lead',
  display: {label: 'Create Lead', description: 'Creates a lead.'},
  operation: {
    inputFields: fields,
    perform: (z, bundle) => send(z, bundle, 'POST', '/leads', body(bundle.inputData)),
    sample,
  },
};
