'use strict';

const {url} = require('../address');
const {sample} = require('../lead');

module.exports = {
  key: 'find_lead',
  noun: 'Lead',
  display: {label: 'Find Lead by Email', description: 'Finds the newest lead with an email address.'},
  operation: {
    inputFields: [{key: 'email', label: 'Email', required: true}],
    perform: async (z, bundle) =>
      (await z.request({url: url(bundle, '/leads'), params: {email: bundle.inputData.email, per_page: 1}})).data.data,
    sample,
  },
};
