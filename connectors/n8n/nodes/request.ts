import type {IDataObject, IExecuteFunctions, IHookFunctions, IHttpRequestMethods, JsonObject} from 'n8n-workflow';
import {NodeApiError} from 'n8n-workflow';

/** Asks the server, and says what it says if it refuses. */
export async function request(
  caller: IExecuteFunctions | IHookFunctions,
  method: IHttpRequestMethods,
  path: string,
  body?: IDataObject,
  qs?: IDataObject,
): Promise<IDataObject> {
  const {baseUrl} = await caller.getCredentials('leadHubApi');
  const base = String(baseUrl).trim().replace(/\/+$/, '').replace(/\/api\/v1$/, '');
  try {
    return (await caller.helpers.httpRequestWithAuthentication.call(caller, 'leadHubApi', {
      method,
      url: `${base}/api/v1${path}`,
      body,
      qs,
      json: true,
    })) as IDataObject;
  } catch (error) {
    throw new NodeApiError(caller.getNode(), error as JsonObject);
  }
}
