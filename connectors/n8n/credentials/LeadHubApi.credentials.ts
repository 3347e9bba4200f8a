import type {IAuthenticateGeneric, ICredentialTestRequest, ICredentialType, INodeProperties} from 'n8n-workflow';

export class LeadHubApi implements ICredentialType {
  name = 'leadHubApi';
  displayName = 'LeadHub API';
  properties: INodeProperties[] = [
    {displayName: 'Address', name: 'baseUrl', type: 'string', default: '', required: true, placeholder: 'https://leads.example.com'},
    {
      displayName: 'API Key',
      name: 'apiKey',
      type: 'string',
      typeOptions: {password: true},
      default: '',
      required: true,
      description: 'With the scopes read:leads, write:leads, read:integrations and write:integrations',
    },
  ];
  authenticate: IAuthenticateGeneric = {
    type: 'generic',
    properties: {headers: {Authorization: '=Bearer {{$credentials.apiKey}}'}},
  };
  test: ICredentialTestRequest = {request: {baseURL: '={{$credentials.baseUrl}}', url: '/api/v1/me'}};
}
