'use strict';

const {url} = require('./address');

const TEXTS = [
  ['first_name', 'First name'], ['last_name', 'Last name'], ['email', 'Email'], ['phone', 'Phone'], ['company', 'Company'],
  ['job_title', 'Job title'], ['country', 'Country'], ['source', 'Source'], ['notes', 'Notes'],
];

const fields = [
  ...TEXTS.map(([key, label]) => ({key, label, type: key === 'notes' ? 'text' : 'string'})),
  {key: 'tags', label: 'Tags', list: true, type: 'string'},
  {key: 'deal_value', label: 'Deal value', type: 'number'},
  {key: 'custom_fields', label: 'Custom fields', dict: true, helpText: 'By their keys, as Settings → Custom fields shows them.'},
];

/** What was left empty isn't sent, so that an update leaves it as it is. */
const body = input => Object.fromEntries(
  fields.map(field => [field.key, input[field.key]]).filter(([, value]) => value !== undefined && value !== null && value !== ''),
);

const send = async (z, bundle, method, path, value) =>
  (await z.request({url: url(bundle, path), method, body: value})).data.data;

const sample = {id: 42, first_name: 'Sarah', last_name: 'Chen', email: 'sarah@example.com', status: 'new', tags: ['vip']};

module.exports = {fields, body, send, sample};
