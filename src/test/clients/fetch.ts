// Reads a real answer of each operation with the clients that openapi-generator made.
import * as leadhub from "./fetch-leadhub";
import * as lymbe from "./fetch-lymbe";

declare const process: { env: { BASE: string; KEY: string; LYMBE_KEY: string }; exit(code: number): never };
const env = process.env;

function same(got: unknown, expected: unknown) {
  if (JSON.stringify(got) !== JSON.stringify(expected)) throw new Error(`got ${JSON.stringify(got)}, not ${JSON.stringify(expected)}`);
}

async function refused(status: number, call: Promise<unknown>) {
  const error = await call.then(() => null, (reason) => reason);
  if (!(error instanceof leadhub.ResponseError)) throw new Error(`not refused with ${status}: ${error}`);
  same(error.response.status, status);
  if (status !== 304) same(leadhub.ModelErrorFromJSON(await error.response.json()).status, "error");
}

async function checkLeadHub() {
  const config = new leadhub.Configuration({ basePath: env.BASE, accessToken: env.KEY });
  const own = new leadhub.HealthAndMeApi(config);
  same((await own.getHealth()).status, "ok");
  const tenant = (await own.getMe()).data.workspace.slug;

  const users = new leadhub.UsersApi(config);
  const user = (await users.createUser({ newUser: { name: "Fetch", email: "fetch@example.com" } })).data;
  same((await users.getUser({ id: user.id })).data, user);
  same((await users.listUsers({ perPage: 100 })).data.some((other) => other.id === user.id), true);
  await users.putUser({ id: user.id, userChange: { name: "fetch" } });
  same((await users.updateUser({ id: user.id, ifMatch: "*", userChange: { role: "agent" } })).data.name, "fetch");

  const pipelines = new leadhub.PipelinesApi(config);
  const pipeline = (await pipelines.createPipeline({ newPipeline: { name: "Fetch" } })).data;
  same((await pipelines.getPipeline({ id: pipeline.id })).data, pipeline);
  same((await pipelines.listPipelines()).meta.currentPage, 1);
  await pipelines.putPipeline({ id: pipeline.id, pipelineChange: { description: "made by a check" } });
  await pipelines.updatePipeline({ id: pipeline.id, pipelineChange: { name: "TypeScript" } });
  const stages = new leadhub.StagesApi(config);
  const stage = (await stages.createStage({ pipelineId: pipeline.id, newStage: { name: "Demo", position: 1 } })).data;
  const at = { pipelineId: pipeline.id, stageId: stage.id };
  same((await stages.getStage(at)).data, stage);
  same((await stages.listStages(at)).data[0], stage);
  await stages.putStage({ ...at, stageChange: { position: 2 } });
  await stages.updateStage({ ...at, stageChange: { isWon: true } });

  const tags = new leadhub.TagsApi(config);
  const tag = (await tags.createTag({ newTag: { name: "fetch" }, idempotencyKey: "fetch-tag" })).data;
  same((await tags.createTag({ newTag: { name: "fetch" }, idempotencyKey: "fetch-tag" })).data, tag);
  same((await tags.getTag({ id: tag.id })).data, tag);
  same((await tags.listTags()).data.length > 0, true);
  await tags.putTag({ id: tag.id, tagChange: { color: "#dc2626" } });
  await tags.updateTag({ id: tag.id, tagChange: { name: "Fetch" } });

  const leads = new leadhub.LeadsApi(config);
  const newLead = { firstName: "Sarah", email: "fetch.lead@example.com", dealValue: 10.5, dealCurrency: "EUR", customFields: { budget: 5 }, tags: ["fetch"],
    pipelineStageId: stage.id, assignedUserId: user.id };
  const lead = (await leads.createLead({ newLead })).data;
  same(lead.createdAt instanceof Date && lead.createdAt.getTime() > 0, true);
  const got = await leads.getLeadRaw({ id: lead.id });
  same((await got.value()).data, lead);
  const etag = got.raw.headers.get("ETag")!;
  await refused(304, leads.getLead({ id: lead.id, ifNoneMatch: etag }));
  await leads.putLead({ id: lead.id, ifMatch: etag, leadChange: { starred: true } });
  await refused(412, leads.updateLead({ id: lead.id, ifMatch: etag, leadChange: { notes: "late" } }));
  await leads.updateLead({ id: lead.id, leadChange: { notes: "in time" } });
  await leads.updateLead({ id: lead.id });
  const found = await leads.listLeads({ stageId: stage.id, email: newLead.email, updatedAfter: "2020-01-01", starred: true, direction: "ASC" });
  same(found.meta.total, 1);
  const leadTags = new leadhub.LeadTagsApi(config);
  await leadTags.addLeadTag({ id: lead.id, addLeadTagRequest: { tag: "a/b" } });
  await leadTags.removeLeadTag({ id: lead.id, tag: "a/b" });
  const twin = (await leads.createLead({ newLead: { firstName: "Twin", email: newLead.email } })).data;
  const merged = await leads.mergeLeads({ id: lead.id, mergeLeadsRequest: { leadId: twin.id } });
  same(merged.data.mergedFrom[0], twin.id);
  await leads.unmergeLeads({ id: lead.id, unmergeLeadsRequest: { leadId: twin.id } });
  const duplicates = new leadhub.DuplicatesApi(config);
  await duplicates.dismissDuplicate({ id: (await duplicates.listDuplicates()).data[0].id });
  await leads.deleteLead({ id: twin.id });

  const notes = new leadhub.NotesApi(config);
  const note = (await notes.createNote({ id: lead.id, newNote: { body: "Called." } })).data;
  same((await notes.listNotes({ id: lead.id })).data[0], note);
  await notes.updateNote({ id: lead.id, noteId: note.id, noteChange: { body: "Called twice." } });
  await notes.deleteNote({ id: lead.id, noteId: note.id });
  const tasks = new leadhub.TasksApi(config);
  const task = (await tasks.createTask({ id: lead.id, newTask: { title: "Call", dueAt: "2030-01-01", assignedUserId: user.id } })).data;
  same((await tasks.listLeadTasks({ id: lead.id, done: false })).data[0], task);
  same((await tasks.listTasks({ userId: user.id, dueAfter: "2029-01-01", dueBefore: "2031-01-01" })).data[0], task);
  same((await tasks.updateTask({ id: lead.id, taskId: task.id, taskChange: { done: true } })).data.doneAt !== null, true);
  await tasks.deleteTask({ id: lead.id, taskId: task.id });
  same((await new leadhub.TimelineApi(config).listLeadTimeline({ id: lead.id, perPage: 100 })).data.at(-1)!.event, "lead.created");
  const events = new leadhub.EventsApi(config);
  const first = await events.listEvents({ perPage: 1 });
  same(first.data[0].id, first.meta.nextAfter);
  same((await events.listEvents({ after: first.meta.nextAfter!, perPage: 100 })).data.length > 0, true);
  const templates = new leadhub.EmailTemplatesApi(config);
  const template = (await templates.createEmailTemplate({ newEmailTemplate: { name: "Fetch", subject: "Hello {{lead.name|there}}", body: "Fetch" } })).data;
  same((await templates.getEmailTemplate({ id: template.id })).data, template);
  same((await templates.listEmailTemplates({ perPage: 100 })).data.length > 0, true);
  await templates.putEmailTemplate({ id: template.id, emailTemplateChange: { language: "de" } });
  await templates.updateEmailTemplate({ id: template.id, emailTemplateChange: { name: "TypeScript" } });
  const preview = (await templates.previewEmailTemplate({ id: template.id, emailPreviewRequest: { leadId: lead.id } })).data;
  same(preview.subject.startsWith("Hello "), true);
  await templates.deleteEmailTemplate({ id: template.id });
  const fields = new leadhub.CustomFieldsApi(config);
  const field = (await fields.createCustomField({ newCustomField: { label: "Fetch", type: "dropdown", options: ["1"] } })).data;
  same((await fields.getCustomField({ id: field.id })).data, field);
  same((await fields.listCustomFields({ perPage: 100 })).data.length > 0, true);
  await fields.putCustomField({ id: field.id, customFieldChange: { position: 1 } });
  await fields.updateCustomField({ id: field.id, customFieldChange: { label: "TypeScript" } });
  await fields.deleteCustomField({ id: field.id });
  const forms = new leadhub.FormsApi(config);
  const form = (await forms.createForm({ newForm: { name: "Fetch" } })).data;
  const ofForm = { id: form.id };
  same((await forms.getForm(ofForm)).data.fields.length, 5);
  same((await forms.listForms()).data.length > 0, true);
  await forms.putForm({ ...ofForm, formChange: { description: "Fetch" } });
  same((await forms.updateForm({ ...ofForm, formChange: { name: "F" } })).data.name, "F");
  const sent = (await forms.submitForm({ ...ofForm, body: { email: "fetch.form@example.com" } })).data;
  const ofSent = { ...ofForm, submissionId: sent.id };
  same((await forms.getSubmission(ofSent)).data.leadId, sent.leadId);
  same((await forms.listSubmissions(ofForm)).data.length, 1);
  await forms.acceptSubmission({ ...ofSent, submissionChange: { status: "accepted" } });
  same((await forms.getFormStats(ofForm)).data.submissions, 1);
  await refused(404, forms.getSubmissionFile({ ...ofSent, key: "cv" }));
  await forms.deleteSubmission(ofSent);
  same((await forms.rotateForm(ofForm)).data.name, "F");
  await forms.deleteForm(ofForm);
  const imports = new leadhub.ImportsApi(config);
  const file = new Blob(["Email\nfetch.import@example.com\n"]);
  const imported = (await imports.createImport({ file, options: '{"duplicates": "skip"}' })).data;
  same(imported.preview.counts.total, 1);
  const ofImport = { id: imported.id };
  same((await imports.getImport(ofImport)).data.options.mapping["Email"], "email");
  same((await imports.listImports()).data[0].id, imported.id);
  await refused(409, imports.pauseImport(ofImport));
  await refused(409, imports.resumeImport(ofImport));
  same((await imports.startImport(ofImport)).data.status, "running");
  same((await (await imports.listImportErrors(ofImport)).text()).includes("reason"), true);
  const other = { id: (await imports.createImport({ file })).data.id };
  same((await imports.cancelImport(other)).data.status, "cancelled");
  await refused(409, imports.undoImport(other));
  const automations = new leadhub.AutomationsApi(config);
  const newAutomation = { name: "Fetch", isActive: true, trigger: { type: "manual" }, steps: [{ type: "delay", config: { amount: 1, unit: "days" } }] };
  const automation = (await automations.createAutomation({ newAutomation })).data;
  const ofAutomation = { id: automation.id };
  same((await automations.getAutomation(ofAutomation)).data.version, 1);
  same((await automations.listAutomations()).data.length, 1);
  same((await automations.listAutomationTypes()).data.triggers.length > 5, true);
  await automations.putAutomation({ ...ofAutomation, automationChange: { name: "F" } });
  same((await automations.updateAutomation({ ...ofAutomation, automationChange: { name: "fetch" } })).data.name, "fetch");
  const run = (await automations.startAutomationRun({ ...ofAutomation, newAutomationRun: { leadId: lead.id } })).data;
  const ofRun = { ...ofAutomation, runId: run.id! };
  same((await automations.getAutomationRun(ofRun)).data.leadId, lead.id);
  same((await automations.listAutomationRuns(ofAutomation)).data.length, 1);
  same((await automations.previewAutomation({ ...ofAutomation, automationPreviewRequest: { steps: [] } })).data.problems.length, 0);
  const automationSimulationRequest = { trigger: { type: "lead_created" } };
  same((await automations.simulateAutomation({ ...ofAutomation, automationSimulationRequest })).data.days, 30);
  same((await automations.getAutomationSimulation(ofAutomation)).data.automationId, automation.id);
  same((await automations.listLeadAutomations({ id: lead.id })).data.runs.length, 1);
  same((await automations.cancelAutomationRun(ofRun)).data.status, "cancelled");
  await refused(409, automations.retryAutomationRun(ofRun));
  same((await automations.retryAutomationRuns(ofAutomation)).data.runs, 0);
  await refused(409, automations.rotateAutomationUrl(ofAutomation));
  await automations.putAutomation({ ...ofAutomation, automationChange: { trigger: { type: "webhook_received" } } });
  same((await automations.rotateAutomationUrl(ofAutomation)).data.id, automation.id);
  await automations.deleteAutomation(ofAutomation);
  const webhooks = new leadhub.WebhooksApi(config);
  const newWebhook = { targetUrl: "https://hooks.example.com/fetch", events: ["*"], isActive: false };
  const hook = (await webhooks.createWebhook({ newWebhook })).data;
  same(hook.secret.startsWith("whsec_"), true);
  const ofHook = { id: hook.id };
  same((await webhooks.getWebhook(ofHook)).data.targetUrl, hook.targetUrl);
  same((await webhooks.listWebhooks()).data.length, 1);
  same((await webhooks.listWebhookSamples({ event: "lead.created" })).length, 1);
  await webhooks.putWebhook({ ...ofHook, webhookChange: { name: "Fetch" } });
  same((await webhooks.updateWebhook({ ...ofHook, webhookChange: { name: "fetch" } })).data.name, "fetch");
  same((await webhooks.rotateWebhookSecret({ ...ofHook, webhookRotation: { overlapHours: 1 } })).data.secret === hook.secret, false);
  await leads.updateLead({ id: lead.id, leadChange: { company: "Fetch Inc." } });
  const delivery = (await webhooks.listDeliveries({ ...ofHook, status: "skipped" })).data[0];
  const ofDelivery = { ...ofHook, deliveryId: delivery.id };
  same((await webhooks.getDelivery(ofDelivery)).data.event, delivery.event);
  same((await webhooks.replayDelivery(ofDelivery)).data.isReplay, true);
  same((await webhooks.replayDeliveries({ ...ofHook, replayRange: { from: "2020-01-01" } })).data.replayedCount, 0);
  await webhooks.testWebhook({ ...ofHook, webhookTest: { event: "lead.created" } });
  await webhooks.deleteWebhook(ofHook);

  const inbound = new leadhub.InboundApi(config);
  const inboundLead = { email: "fetch.in@example.com" };
  same((await inbound.takeInboundLead({ tenant, inboundLead })).status, "created");
  same((await inbound.takeInboundLead({ tenant, inboundLead })).isDuplicate, true);
  const integrations = new leadhub.IntegrationsApi(config);
  same((await integrations.listIntegrationTypes({ perPage: 100 })).data.some((type) => type.type === "webhook"), true);
  const integration = (await integrations.createIntegration({ newIntegration: { type: "webhook" } })).data;
  const ofIt = { id: integration.id };
  same((await integrations.getIntegration(ofIt)).data.webhookUrl, integration.webhookUrl);
  same((await integrations.listIntegrations()).data.length > 0, true);
  await integrations.putIntegration({ ...ofIt, integrationChange: { name: "Fetch" } });
  same((await integrations.updateIntegration({ ...ofIt, integrationChange: { status: "paused" } })).data.status, "paused");
  same((await integrations.rotateIntegration(ofIt)).data.webhookUrl === integration.webhookUrl, false);
  same((await integrations.testIntegration(ofIt)).data.ok, false);
  await refused(409, integrations.backfillIntegration({ ...ofIt, integrationBackfill: { since: "2026-01-01" } }));
  same((await integrations.listIntegrationEvents(ofIt)).data.length, 0);
  const mappingPreviewRequest = { payload: { email: "a@example.com" } };
  const previewed = (await integrations.previewIntegrationMapping({ ...ofIt, mappingPreviewRequest })).data.lead as Record<string, unknown>;
  same(previewed["email"], "a@example.com");
  await integrations.deleteIntegration(ofIt);
  const intake = new leadhub.IntakeApi(config);
  const row = (await intake.listIntake({ source: "inbound", status: "processed" })).data[0];
  same((await intake.getIntake({ id: row.id })).data.outcome.leadId, row.leadId);
  same((await intake.replayOneIntake({ id: row.id, intakeReplayRequest: { asNew: false } })).data.attempts, 1);
  same((await intake.replayIntake({ intakeReplayRange: { source: "inbound", status: "failed" } })).data.id > 0, true);

  const written = await leads.writeLeads({ manyLeads: { operation: "upsert", leads: [{ first_name: "Many" }] } });
  same(written.meta.created, 1);
  same((await leads.deleteLeads({ deleteLeadsRequest: { ids: [written.data[0].id as number] } })).meta.deleted, 1);
  same(Array.isArray((await leads.getLead({ id: lead.id, include: "notes,tasks" })).data.included?.notes), true);
  same((await (await leads.exportLeads({ format: "csv", columns: "id,email" })).text()).startsWith("id,email"), true);
  await refused(422, leads.createLead({ newLead: { firstName: "" } }));
  await leads.deleteLead({ id: lead.id });
  await refused(404, leads.getLead({ id: lead.id }));
  await stages.deleteStage(at);
  await pipelines.deletePipeline({ id: pipeline.id });
  await tags.deleteTag({ id: tag.id });
  await users.deleteUser({ id: user.id });
}

async function checkLymbe() {
  const config = new lymbe.Configuration({ basePath: env.BASE, apiKey: env.LYMBE_KEY });
  const leads = new lymbe.LeadsApi(config);
  const lead = (await leads.createLead({ newLead: { name: "Max Fetch", email: "max.fetch@example.com" } })).lead;
  same((await leads.listLeads({ search: "max fetch" })).leads[0], lead);
  await new lymbe.MeApi(config).getMe();
}

checkLeadHub().then(checkLymbe).catch((reason) => {
  console.error(reason);
  process.exit(1);
});
