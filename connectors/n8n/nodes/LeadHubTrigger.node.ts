import {createHmac, timingSafeEqual} from 'crypto';
import type {IDataObject, IHookFunctions, INodeType, INodeTypeDescription, IWebhookFunctions, IWebhookResponseData} from 'n8n-workflow';
import {request} from './request';

const EVENTS: Array<[string, string]> = [
  ['Any', '*'], ['Lead Created', 'lead.created'], ['Lead Changed', 'lead.updated'], ['Lead Deleted', 'lead.deleted'],
  ['Stage Changed', 'lead.stage_changed'], ['Status Changed', 'lead.status_changed'], ['Owner Changed', 'lead.assigned'],
  ['Tag Added', 'lead.tag_added'], ['Tag Removed', 'lead.tag_removed'], ['Form Submitted', 'form.submitted'],
];

/** Whether a body was signed with a secret; takes as long for any signature of the right length. */
export function isSigned(bytes: Buffer, signature: string, secret: string): boolean {
  const expected = Buffer.from(`sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`);
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

export class LeadHubTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'LeadHub Trigger',
    name: 'leadHubTrigger',
    icon: 'file:leadhub.svg',
    group: ['trigger'],
    version: 1,
    description: 'Starts when something happens to a lead',
    defaults: {name: 'LeadHub Trigger'},
    inputs: [],
    outputs: ['main'],
    credentials: [{name: 'leadHubApi', required: true}],
    webhooks: [{name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook'}],
    properties: [
      {
        displayName: 'Events',
        name: 'events',
        type: 'multiOptions',
        required: true,
        default: ['lead.created'],
        options: EVENTS.map(([name, value]) => ({name, value})),
      },
    ],
  };

  webhookMethods = {
    default: {
      async checkExists(this: IHookFunctions): Promise<boolean> {
        const kept = this.getWorkflowStaticData('node');
        if (kept.id === undefined) {
          return false;
        }
        const all = (await request(this, 'GET', '/webhooks', undefined, {per_page: 100})).data as IDataObject[];
        return all.some(hook => hook.id === kept.id && hook.target_url === this.getNodeWebhookUrl('default'));
      },
      async create(this: IHookFunctions): Promise<boolean> {
        const made = (await request(this, 'POST', '/webhooks', {
          target_url: this.getNodeWebhookUrl('default'),
          events: this.getNodeParameter('events') as string[],
          name: 'n8n',
        })).data as IDataObject;
        Object.assign(this.getWorkflowStaticData('node'), {id: made.id, secret: made.secret});
        return true;
      },
      async delete(this: IHookFunctions): Promise<boolean> {
        const kept = this.getWorkflowStaticData('node');
        if (kept.id !== undefined) {
          await request(this, 'DELETE', `/webhooks/${kept.id}`);
          delete kept.id;
          delete kept.secret;
        }
        return true;
      },
    },
  };

  async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
    const {secret} = this.getWorkflowStaticData('node');
    const signature = String(this.getHeaderData()['x-leadhub-signature'] ?? '');
    const bytes = (this.getRequestObject() as unknown as {rawBody?: Buffer}).rawBody ?? Buffer.alloc(0);
    if (typeof secret !== 'string' || !isSigned(bytes, signature, secret)) {
      this.getResponseObject().status(401).json({message: 'The signature is wrong.'});
      return {noWebhookResponse: true};
    }
    return {workflowData: [this.helpers.returnJsonArray(this.getBodyData())]};
  }
}
