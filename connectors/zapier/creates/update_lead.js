'use strict';

const {fields, body, send, sample} = require('../lead');

module.exports = {
  key: 'update_lead',
  noun: 'Lead',
  display: {label: 'Update Lead', description: 'Changes what is filled in of a lead, and leaves the rest.'},
  operation: {
    inputFields: [{key: 'id', label: 'Lead ID', type: 'integer', required: true, search: 'find_lead.id'}, ...fields],
    perform: (z, bundle) =>
      send(z, bundle, 'PATCH', `/leads/${encodeURIComponent(bundle.inputData.id)}`, body(bundle.inputData)),
    sample,
  },
};
