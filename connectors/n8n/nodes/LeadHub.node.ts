import type {IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties, INodeType, INodeTypeDescription} from 'n8n-workflow';
import {request} from './request';

const TEXTS: Array<[string, string]> = [
  ['first_name', 'First Name'], ['last_name', 'Last Name'], ['email', 'Email'], ['phone', 'Phone'], ['company', 'Company'],
  ['job_title', 'Job Title'], ['country', 'Country'], ['source', 'Source'], ['notes', 'Notes'],
];

const WITH_ID = {show: {operation: ['get', 'update']}};
const WITH_FIELDS = {show: {operation: ['create', 'update']}};

const fields: INodeProperties = {
  displayName: 'Fields',
  name: 'fields',
  type: 'collection',
  placeholder: 'Add Field',
  default: {},
  displayOptions: WITH_FIELDS,
  options: [
    ...TEXTS.map(([name, displayName]): INodeProperties => ({displayName, name, type: 'string', default: ''})),
    {displayName: 'Tags', name: 'tags', type: 'string', default: '', description: 'Separated by commas'},
    {displayName: 'Deal Value', name: 'deal_value', type: 'number', default: 0},
    {displayName: 'Custom Fields', name: 'custom_fields', type: 'json', default: '{}', description: 'By their keys'},
  ],
};

/** As the API takes them. */
function body(given: IDataObject): IDataObject {
  const sent: IDataObject = {...given};
  if (typeof given.tags === 'string') {
    sent.tags = given.tags.split(',').map(tag => tag.trim()).filter(tag => tag !== '');
  }
  if (typeof given.custom_fields === 'string') {
    sent.custom_fields = JSON.parse(given.custom_fields) as IDataObject;
  }
  return sent;
}

export class LeadHub implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'LeadHub',
    name: 'leadHub',
    icon: 'file:leadhub.svg',
    group: ['transform'],
    version: 1,
    subtitle: '={{$parameter["operation"]}}',
    description: 'Create, change and find leads',
    defaults: {name: 'LeadHub'},
    inputs: ['main'],
    outputs: ['main'],
    credentials: [{name: 'leadHubApi', required: true}],
    properties: [
      {
        displayName: 'Operation',
        name: 'operation',
        type: 'options',
        noDataExpression: true,
        default: 'create',
        options: [
          {name: 'Create Lead', value: 'create', action: 'Create a lead'},
          {name: 'Update Lead', value: 'update', action: 'Update a lead'},
          {name: 'Get Lead', value: 'get', action: 'Get a lead'},
          {name: 'Find Leads by Email', value: 'find', action: 'Find leads by email'},
        ],
      },
      {displayName: 'Lead ID', name: 'id', type: 'number', default: 0, required: true, displayOptions: WITH_ID},
      {displayName: 'Email', name: 'email', type: 'string', default: '', required: true, displayOptions: {show: {operation: ['find']}}},
      fields,
    ],
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const found: INodeExecutionData[] = [];
    for (let item = 0; item < this.getInputData().length; item++) {
      try {
        for (const json of await one(this, item)) {
          found.push({json, pairedItem: {item}});
        }
      } catch (error) {
        if (!this.continueOnFail()) {
          throw error;
        }
        found.push({json: {error: (error as Error).message}, pairedItem: {item}});
      }
    }
    return [found];
  }
}

async function one(caller: IExecuteFunctions, item: number): Promise<IDataObject[]> {
  const operation = caller.getNodeParameter('operation', item) as string;
  const given = (): IDataObject => body(caller.getNodeParameter('fields', item, {}) as IDataObject);
  const id = (): string => encodeURIComponent(String(caller.getNodeParameter('id', item)));
  switch (operation) {
    case 'create':
      return [(await request(caller, 'POST', '/leads', given())).data as IDataObject];
    case 'update':
      return [(await request(caller, 'PATCH', `/leads/${id()}`, given())).data as IDataObject];
    case 'get':
      return [(await request(caller, 'GET', `/leads/${id()}`)).data as IDataObject];
    default:
      return (await request(caller, 'GET', '/leads', undefined, {email: caller.getNodeParameter('email', item) as string}))
        .data as IDataObject[];
  }
}
