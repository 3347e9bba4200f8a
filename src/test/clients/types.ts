// Reads a real answer of each operation through the types that openapi-typescript made.
import createClient from "openapi-fetch";
import type { operations, paths } from "./leadhub";
import type { operations as LymbeOperations, paths as LymbePaths } from "./lymbe";

declare const process: { env: { BASE: string; KEY: string; LYMBE_KEY: string }; exit(code: number): never };
const env = process.env;

type Answer = { response: Response; data?: unknown; error?: unknown };

function good<T>(answer: { response: Response; data?: T; error?: unknown }): T {
  if (!answer.response.ok) throw new Error(`${answer.response.url}: ${answer.response.status} ${JSON.stringify(answer.error)}`);
  return answer.data as T;
}

/** What a visitor's page begins. */
async function begun(bot: string): Promise<string> {
  const answer = await fetch(`${env.BASE}/c/${bot}/conversations`, { method: "POST", body: "{}", headers: { "Content-Type": "application/json" } });
  return ((await answer.json()) as { conversation: { id: string } }).conversation.id;
}

async function checkLeadHub() {
  const api = createClient<paths>({ baseUrl: env.BASE, headers: { Authorization: `Bearer ${env.KEY}` } });
  const tenant = good(await api.GET("/api/v1/me")).data.workspace.slug;
  const user = good(await api.POST("/api/v1/users", { body: { name: "Types", email: "types@example.com" } })).data.id;
  const pipeline = good(await api.POST("/api/v1/pipelines", { body: { name: "Types" } })).data;
  const stages = { path: { pipeline_id: pipeline.id } };
  const stage = { path: { pipeline_id: pipeline.id, stage_id: good(await api.POST("/api/v1/pipelines/{pipeline_id}/stages", { params: stages, body: { name: "Demo" } })).data.id } };
  const tag = good(await api.POST("/api/v1/tags", { body: { name: "types" }, params: { header: { "Idempotency-Key": "types" } } })).data.id;
  const bot = good(await api.POST("/api/v1/bots", { body: { name: "Types" } })).data.id;
  const document = good(await api.POST("/api/v1/bots/{id}/knowledge", { params: { path: { id: bot } }, body: { title: "Types", content: "Types." } })).data.id;
  const chat = { path: { id: await begun(bot) } };
  const form = good(await api.POST("/api/v1/forms", { body: { name: "Types", fields: [{ key: "email", type: "email" }] } })).data.id;
  const typesForm = good(await api.POST("/api/v1/forms", { body: { name: "Submitted", fields: [{ key: "email", type: "email" }] } })).data.id;
  const sent = { path: { id: typesForm, submission_id: good(await api.POST("/api/v1/forms/{id}/submissions", { params: { path: { id: typesForm } }, body: { email: "types.sent@example.com" } })).data.id } };
  const withFile = new FormData();
  withFile.append("cv", new Blob(["types"]), "cv.txt");
  const fileForm = good(await api.POST("/api/v1/forms", { body: { name: "Files", fields: [{ key: "email", type: "email" }, { key: "cv", type: "file" }] } })).data.id;
  const fileSent = await fetch(`${env.BASE}/api/v1/forms/${fileForm}/submissions`, { method: "POST", body: withFile, headers: { Authorization: `Bearer ${env.KEY}` } });
  const file = { path: { id: fileForm, submission_id: ((await fileSent.json()) as { data: { id: number } }).data.id, key: "cv" } };
  const leadsFile = () => {
    const form = new FormData();
    form.append("file", new Blob(["Email\ntypes.import@example.com\n"]), "leads.csv");
    return form;
  };
  const upload = () => api.POST("/api/v1/imports", { body: { file: "" }, bodySerializer: leadsFile });
  const imported = good(await upload()).data.id;
  const previewed = good(await upload()).data.id;
  const conflict = async (call: Promise<Answer>) => {
    if ((await call).response.status !== 409) throw new Error("an import that isn't running is changed");
    return await api.GET("/api/v1/imports/{id}", { params: { path: { id: previewed } } });
  };
  const hook = good(await api.POST("/api/v1/webhooks", { body: { target_url: "https://hooks.example.com/types", events: ["*"], is_active: false } })).data.id;
  const lead = good(await api.POST("/api/v1/leads", { body: { first_name: "Sarah", email: "types.lead@example.com", custom_fields: { budget: 5 } } })).data;
  const at = { path: { id: lead.id } };
  const other = good(await api.POST("/api/v1/leads", { body: { first_name: "Twin", email: "types.lead@example.com" } })).data;
  const one = (id: number) => ({ path: { id } });
  const delivery = { path: { id: hook, delivery_id: good(await api.GET("/api/v1/webhooks/{id}/deliveries", { params: one(hook) })).data[0].id } };
  const delay = { type: "delay", config: { amount: 1, unit: "days" } };
  const automation = good(await api.POST("/api/v1/automations", { body: { name: "Types", is_active: true, trigger: { type: "manual" }, steps: [delay] } })).data.id;
  const runAt = { path: { id: automation, run_id: Number(good(await api.POST("/api/v1/automations/{id}/runs", { params: one(automation), body: { lead_id: lead.id, dry_run: false } })).data.id) } };
  const noteAt = { path: { id: lead.id, note_id: good(await api.POST("/api/v1/leads/{id}/notes", { params: at, body: { body: "Called." } })).data.id } };
  const quote = () => {
    const form = new FormData();
    form.append("file", new Blob(["types"]), "quote.txt");
    return form;
  };
  const attach = () => api.POST("/api/v1/leads/{id}/files", { params: at, body: { file: "" }, bodySerializer: quote });
  const fileAt = { path: { id: lead.id, file_id: good(await attach()).data.id } };
  const taskAt = { path: { id: lead.id, task_id: good(await api.POST("/api/v1/leads/{id}/tasks", { params: at, body: { title: "Call" } })).data.id } };
  const template = good(await api.POST("/api/v1/email-templates", { body: { name: "Types", subject: "Hello {{lead.name|there}}", body: "Types" } })).data.id;
  const field = good(await api.POST("/api/v1/custom-fields", { body: { label: "Types", type: "dropdown", options: ["1"] } })).data.id;
  const dashboard = good(await api.POST("/api/v1/dashboards", { body: { name: "Types" } })).data.id;
  const address = good(await api.POST("/api/v1/suppressed-emails", { body: { email: "gone.types@example.com" } })).data.id;
  const phone = good(await api.POST("/api/v1/suppressed-phones", { body: { phone: "+4930901823" } })).data.id;
  const reason = good(await api.POST("/api/v1/lost-reasons", { body: { name: "Types" } })).data.id;
  const bulk = () => api.POST("/api/v1/leads/bulk-changes", { body: { filter: { source: "nowhere" }, action: "change_status", config: { status: "lost" } } });
  const owner = good(await api.GET("/api/v1/users")).data[0].id;
  const exporting = () => api.POST("/api/v1/exports", { body: { name: "Types", user_id: owner, filter: { source: "nowhere" }, schedule: { every: "weekly", weekday: "mon", hour: 7 } } });
  const exported = async () => good(await exporting()).data.id;
  const come = () => api.POST("/api/inbound/leads", { params: { query: { tenant } }, body: { email: "types.in@example.com" } });
  const row = async () => good(await api.GET("/api/v1/intake")).data[0].id;
  const connected = async () => good(await api.GET("/api/v1/integrations")).data[0].id;

  // In this order; that each operation is here is the compiler's to see.
  const calls: { [K in keyof operations]: () => Promise<Answer> } = {
    getHealth: () => api.GET("/api/v1/health"),
    getMe: () => api.GET("/api/v1/me"),
    listLeads: () => api.GET("/api/v1/leads", { params: { query: { starred: false, updated_after: "2020-01-01", direction: "ASC" } } }),
    createLead: () => api.POST("/api/v1/leads", { body: { first_name: "Ann" } }),
    exportLeads: () => api.GET("/api/v1/leads/export", { params: { query: { format: "jsonl", columns: "id" } }, parseAs: "text" }),
    writeLeads: () => api.POST("/api/v1/leads/bulk", { body: { operation: "upsert", match_on: ["email"], leads: [{ first_name: "Many", email: "types.many@example.com" }] } }),
    deleteLeads: () => api.POST("/api/v1/leads/bulk-delete", { body: { ids: [9999999] } }),
    listBulkChanges: () => api.GET("/api/v1/leads/bulk-changes"),
    startBulkChange: bulk,
    getBulkChange: async () => api.GET("/api/v1/leads/bulk-changes/{id}", { params: one(good(await bulk()).data.id) }),
    undoBulkChange: async () => api.POST("/api/v1/leads/bulk-changes/{id}/undo", { params: one(good(await bulk()).data.id) }),
    stopBulkChange: async () => {
      const over = good(await bulk()).data.id;
      if ((await api.POST("/api/v1/leads/bulk-changes/{id}/stop", { params: one(over) })).response.status !== 409) throw new Error("a bulk change that is over is stopped");
      return api.GET("/api/v1/leads/bulk-changes/{id}", { params: one(over) });
    },
    getLead: () => api.GET("/api/v1/leads/{id}", { params: at }),
    putLead: () => api.PUT("/api/v1/leads/{id}", { params: at, body: { starred: true } }),
    updateLead: () => api.PATCH("/api/v1/leads/{id}", { params: at }),
    mergeLeads: () => api.POST("/api/v1/leads/{id}/merge", { params: at, body: { lead_id: other.id, fields: { notes: "survivor" } } }),
    unmergeLeads: () => api.POST("/api/v1/leads/{id}/unmerge", { params: at, body: { lead_id: other.id } }),
    listCompanies: () => api.GET("/api/v1/companies"),
    getCompany: async () => api.GET("/api/v1/companies/{key}", { params: { path: { key: good(await api.GET("/api/v1/companies")).data[0].key } } }),
    listCompanyLeads: async () => api.GET("/api/v1/companies/{key}/leads", { params: { path: { key: good(await api.GET("/api/v1/companies")).data[0].key } } }),
    listDuplicates: () => api.GET("/api/v1/duplicates"),
    resolveDuplicate: async () => conflict(api.POST("/api/v1/duplicates/{id}/resolve", { params: one(good(await api.GET("/api/v1/duplicates")).data[0].id), body: { action: "fill" } })),
    dismissDuplicate: async () => api.POST("/api/v1/duplicates/{id}/dismiss", { params: one(good(await api.GET("/api/v1/duplicates")).data[0].id) }),
    dismissHeldRows: () => api.POST("/api/v1/duplicates/rows/dismiss"),
    addLeadTag: () => api.POST("/api/v1/leads/{id}/tags", { params: at, body: { tag: "a/b" } }),
    removeLeadTag: () => api.DELETE("/api/v1/leads/{id}/tags/{tag}", { params: { path: { id: lead.id, tag: "a/b" } } }),
    takeInboundLead: () => come().then(come),
    listIntegrationTypes: () => api.GET("/api/v1/integrations/types", { params: { query: { per_page: 100 } } }),
    listIntegrations: () => api.GET("/api/v1/integrations"),
    createIntegration: () => api.POST("/api/v1/integrations", { body: { type: "webhook", config: { dedupe_path: "$.id" } } }),
    getIntegration: async () => api.GET("/api/v1/integrations/{id}", { params: one(await connected()) }),
    putIntegration: async () => api.PUT("/api/v1/integrations/{id}", { params: one(await connected()), body: { status: "paused" } }),
    updateIntegration: async () => api.PATCH("/api/v1/integrations/{id}", { params: one(await connected()), body: { status: "active" } }),
    rotateIntegration: async () => api.POST("/api/v1/integrations/{id}/rotate", { params: one(await connected()) }),
    testIntegration: async () => api.POST("/api/v1/integrations/{id}/test", { params: one(await connected()) }),
    backfillIntegration: async () => {
      const refused = await api.POST("/api/v1/integrations/{id}/backfill", { params: one(await connected()), body: { since: "2026-01-01" } });
      return refused.response.status === 409 ? api.GET("/api/v1/integrations") : refused;
    },
    listIntegrationEvents: async () => api.GET("/api/v1/integrations/{id}/events", { params: one(await connected()) }),
    previewIntegrationMapping: async () =>
      api.POST("/api/v1/integrations/{id}/mapping/preview", { params: one(await connected()), body: { payload: { email: "a@example.com" } } }),
    deleteIntegration: async () => api.DELETE("/api/v1/integrations/{id}", { params: one(await connected()) }),
    listIntake: () => api.GET("/api/v1/intake", { params: { query: { source: "inbound", status: "processed" } } }),
    replayIntake: () => api.POST("/api/v1/intake/replay", { body: { source: "inbound", status: "failed" } }),
    getIntake: async () => api.GET("/api/v1/intake/{id}", { params: one(await row()) }),
    replayOneIntake: async () => api.POST("/api/v1/intake/{id}/replay", { params: one(await row()), body: { as_new: false } }),
    listPipelines: () => api.GET("/api/v1/pipelines"),
    createPipeline: async () => {
      const made = await api.POST("/api/v1/pipelines", { body: { name: "Other" } });
      good(await api.DELETE("/api/v1/pipelines/{id}", { params: one(good(made).data.id) }));
      return made;
    },
    getPipeline: () => api.GET("/api/v1/pipelines/{id}", { params: one(pipeline.id) }),
    putPipeline: () => api.PUT("/api/v1/pipelines/{id}", { params: one(pipeline.id), body: { description: null } }),
    updatePipeline: () => api.PATCH("/api/v1/pipelines/{id}", { params: one(pipeline.id), body: { name: "TypeScript" } }),
    listStages: () => api.GET("/api/v1/pipelines/{pipeline_id}/stages", { params: stages }),
    createStage: () => api.POST("/api/v1/pipelines/{pipeline_id}/stages", { params: stages, body: { name: "More" } }),
    getStage: () => api.GET("/api/v1/pipelines/{pipeline_id}/stages/{stage_id}", { params: stage }),
    putStage: () => api.PUT("/api/v1/pipelines/{pipeline_id}/stages/{stage_id}", { params: stage, body: { position: 1 } }),
    updateStage: () => api.PATCH("/api/v1/pipelines/{pipeline_id}/stages/{stage_id}", { params: stage, body: { is_won: true } }),
    deleteStage: () => api.DELETE("/api/v1/pipelines/{pipeline_id}/stages/{stage_id}", { params: stage }),
    deletePipeline: () => api.DELETE("/api/v1/pipelines/{id}", { params: one(pipeline.id) }),
    listTags: () => api.GET("/api/v1/tags"),
    createTag: () => api.POST("/api/v1/tags", { body: { name: "types 2" } }),
    getTag: () => api.GET("/api/v1/tags/{id}", { params: one(tag) }),
    putTag: () => api.PUT("/api/v1/tags/{id}", { params: one(tag), body: { color: "#dc2626" } }),
    updateTag: () => api.PATCH("/api/v1/tags/{id}", { params: one(tag), body: { name: "Types" } }),
    deleteTag: () => api.DELETE("/api/v1/tags/{id}", { params: one(tag) }),
    listUsers: () => api.GET("/api/v1/users"),
    createUser: () => api.POST("/api/v1/users", { body: { name: "Two", email: "types2@example.com" } }),
    getUser: () => api.GET("/api/v1/users/{id}", { params: one(user) }),
    putUser: () => api.PUT("/api/v1/users/{id}", { params: one(user), body: { name: "T" } }),
    updateUser: () => api.PATCH("/api/v1/users/{id}", { params: { ...one(user), header: { "If-Match": "*" } }, body: { name: "Types" } }),
    deleteUser: () => api.DELETE("/api/v1/users/{id}", { params: one(user) }),
    listEvents: () => api.GET("/api/v1/events", { params: { query: { per_page: 1 } } }),
    listBots: () => api.GET("/api/v1/bots"),
    createBot: () => api.POST("/api/v1/bots", { body: { name: "More types" } }),
    getBot: () => api.GET("/api/v1/bots/{id}", { params: { path: { id: bot } } }),
    putBot: () => api.PUT("/api/v1/bots/{id}", { params: { path: { id: bot } }, body: { name: "T" } }),
    updateBot: () => api.PATCH("/api/v1/bots/{id}", { params: { path: { id: bot } }, body: { greeting: "T" } }),
    saveBotFlow: () => api.PATCH("/api/v1/bots/{id}/flow", { params: { path: { id: bot } }, body: { steps: [{ id: "bye", type: "end" }] } }),
    tryBotFlow: () => api.POST("/api/v1/bots/{id}/flow/try", { params: { path: { id: bot } }, body: { said: [] } }),
    publishBotFlow: () => api.POST("/api/v1/bots/{id}/flow/publish", { params: { path: { id: bot } } }),
    addBotDocument: () => api.POST("/api/v1/bots/{id}/knowledge", { params: { path: { id: bot } }, body: { title: "T", content: "Types." } }),
    listBotDocuments: () => api.GET("/api/v1/bots/{id}/knowledge", { params: { path: { id: bot } } }),
    deleteBotDocument: () => api.DELETE("/api/v1/bots/{id}/knowledge/{document_id}", { params: { path: { id: bot, document_id: document } } }),
    listUnansweredQuestions: () => api.GET("/api/v1/bots/{id}/questions", { params: { path: { id: bot } } }),
    getBotFlow: () => api.GET("/api/v1/bots/{id}/flow", { params: { path: { id: bot } } }),
    listConversations: () => api.GET("/api/v1/conversations", { params: { query: { bot_id: bot } } }),
    listMessageTemplates: () => api.GET("/api/v1/conversations/templates", { params: { query: { per_page: 5 } } }),
    openConversation: async () => {
      if ((await api.POST("/api/v1/conversations", { body: { lead_id: 999999999, integration_id: 1, template: { name: "t", language: "en" } } })).response.status !== 404) throw new Error("nobody is written to");
      return await api.GET("/api/v1/conversations", { params: { query: { bot_id: bot } } });
    },
    getConversation: () => api.GET("/api/v1/conversations/{id}", { params: chat }),
    replyToConversation: () => api.POST("/api/v1/conversations/{id}/messages", { params: chat, body: { content: "T" } }),
    listMessages: () => api.GET("/api/v1/conversations/{id}/messages", { params: chat }),
    getMessageAttachment: async () => {
      if ((await api.GET("/api/v1/conversations/{id}/messages/{number}/attachment", { params: { path: { ...chat.path, number: 1 } }, parseAs: "text" })).response.status !== 404) throw new Error("a file of nobody");
      return await api.GET("/api/v1/conversations/{id}/messages", { params: chat });
    },
    fetchMessageAttachment: async () => {
      if ((await api.POST("/api/v1/conversations/{id}/messages/{number}/attachment/fetch", { params: { path: { ...chat.path, number: 1 } } })).response.status !== 404) throw new Error("a file of nobody is fetched");
      return await api.GET("/api/v1/conversations/{id}/messages", { params: chat });
    },
    retryMessage: async () => {
      if ((await api.POST("/api/v1/conversations/{id}/retry", { params: chat, body: { number: 1 } })).response.status !== 409) throw new Error("what is sent to no messenger is sent again");
      return await api.GET("/api/v1/conversations/{id}/messages", { params: chat });
    },
    addConversationNote: () => api.POST("/api/v1/conversations/{id}/notes", { params: chat, body: { content: "T" } }),
    listConversationNotes: () => api.GET("/api/v1/conversations/{id}/notes", { params: chat }),
    getBotStats: () => api.GET("/api/v1/bots/{id}/stats", { params: { path: { id: bot } } }),
    releaseConversation: () => api.POST("/api/v1/conversations/{id}/release", { params: chat, body: {} }),
    claimConversation: async () => api.POST("/api/v1/conversations/{id}/claim", { params: chat, body: { user_id: good(await api.GET("/api/v1/users")).data[0].id } }),
    resolveConversation: () => api.POST("/api/v1/conversations/{id}/resolve", { params: chat, body: {} }),
    deleteConversation: () => api.DELETE("/api/v1/conversations/{id}", { params: chat }),
    deleteBot: () => api.DELETE("/api/v1/bots/{id}", { params: { path: { id: bot } } }),
    listForms: () => api.GET("/api/v1/forms"),
    createForm: () => api.POST("/api/v1/forms", { body: { name: "More types", settings: { tags: ["types"] } } }),
    getForm: () => api.GET("/api/v1/forms/{id}", { params: one(form) }),
    putForm: () => api.PUT("/api/v1/forms/{id}", { params: one(form), body: { name: "T" } }),
    updateForm: () => api.PATCH("/api/v1/forms/{id}", { params: one(form), body: { status: "draft" } }),
    rotateForm: () => api.POST("/api/v1/forms/{id}/rotate", { params: one(form) }),
    listSubmissions: () => api.GET("/api/v1/forms/{id}/submissions", { params: { ...one(form), query: { status: "accepted" } } }),
    submitForm: () => api.POST("/api/v1/forms/{id}/submissions", { params: one(typesForm), body: { email: "types.form@example.com" } }),
    getSubmission: () => api.GET("/api/v1/forms/{id}/submissions/{submission_id}", { params: sent }),
    getSubmissionFile: () => api.GET("/api/v1/forms/{id}/submissions/{submission_id}/files/{key}", { params: file, parseAs: "text" }),
    acceptSubmission: () => api.PATCH("/api/v1/forms/{id}/submissions/{submission_id}", { params: sent, body: { status: "accepted" } }),
    getFormStats: () => api.GET("/api/v1/forms/{id}/stats", { params: one(typesForm) }),
    deleteSubmission: () => api.DELETE("/api/v1/forms/{id}/submissions/{submission_id}", { params: sent }),
    deleteForm: () => api.DELETE("/api/v1/forms/{id}", { params: one(form) }),
    listExports: () => api.GET("/api/v1/exports"),
    createExport: exporting,
    getExport: async () => api.GET("/api/v1/exports/{id}", { params: one(await exported()) }),
    updateExport: async () => api.PATCH("/api/v1/exports/{id}", { params: one(await exported()), body: { status: "paused" } }),
    runExport: async () => api.POST("/api/v1/exports/{id}/run", { params: one(await exported()) }),
    listExportFiles: async () => api.GET("/api/v1/exports/{id}/files", { params: one(await exported()) }),
    getExportFile: async () => {
      const id = await exported();
      const file = await api.GET("/api/v1/exports/{id}/files/{file}", { params: { path: { id, file: 9999999 } }, parseAs: "text" });
      if (file.response.status !== 404) throw new Error("a file is there that nobody made");
      return api.GET("/api/v1/exports/{id}/files", { params: one(id) });
    },
    deleteExport: async () => api.DELETE("/api/v1/exports/{id}", { params: one(await exported()) }),
    listImports: () => api.GET("/api/v1/imports"),
    createImport: upload,
    getImport: () => api.GET("/api/v1/imports/{id}", { params: one(imported) }),
    updateImport: () => api.PATCH("/api/v1/imports/{id}", { params: one(previewed), body: { options: { duplicates: "fill" } } }),
    startImport: () => api.POST("/api/v1/imports/{id}/start", { params: one(imported) }),
    pauseImport: () => conflict(api.POST("/api/v1/imports/{id}/pause", { params: one(previewed) })),
    resumeImport: () => conflict(api.POST("/api/v1/imports/{id}/resume", { params: one(previewed) })),
    undoImport: () => conflict(api.POST("/api/v1/imports/{id}/undo", { params: one(previewed) })),
    listImportErrors: () => api.GET("/api/v1/imports/{id}/errors", { params: one(imported), parseAs: "text" }),
    cancelImport: () => api.POST("/api/v1/imports/{id}/cancel", { params: one(previewed) }),
    listAutomations: () => api.GET("/api/v1/automations"),
    createAutomation: () => api.POST("/api/v1/automations", { body: { name: "More", trigger: { type: "manual" } } }),
    listAutomationTypes: () => api.GET("/api/v1/automations/types"),
    getAutomation: () => api.GET("/api/v1/automations/{id}", { params: one(automation) }),
    putAutomation: () => api.PUT("/api/v1/automations/{id}", { params: one(automation), body: { name: "T" } }),
    updateAutomation: () => api.PATCH("/api/v1/automations/{id}", { params: one(automation), body: { name: "Types" } }),
    previewAutomation: () => api.POST("/api/v1/automations/{id}/preview", { params: one(automation), body: { steps: [] } }),
    simulateAutomation: () =>
      api.POST("/api/v1/automations/{id}/simulate", { params: one(automation), body: { trigger: { type: "lead_created" } } }),
    getAutomationSimulation: () => api.GET("/api/v1/automations/{id}/simulate", { params: one(automation) }),
    listAutomationRuns: () => api.GET("/api/v1/automations/{id}/runs", { params: one(automation) }),
    startAutomationRun: () => api.POST("/api/v1/automations/{id}/runs", { params: one(automation), body: { lead_id: lead.id, dry_run: true } }),
    getAutomationRun: () => api.GET("/api/v1/automations/{id}/runs/{run_id}", { params: runAt }),
    cancelAutomationRun: () => api.POST("/api/v1/automations/{id}/runs/{run_id}/cancel", { params: runAt }),
    retryAutomationRun: async () => {
      const refused = await api.POST("/api/v1/automations/{id}/runs/{run_id}/retry", { params: runAt });
      if (refused.response.status !== 409) throw new Error("only what failed is retried");
      return await api.GET("/api/v1/automations/{id}/runs/{run_id}", { params: runAt });
    },
    retryAutomationRuns: () => api.POST("/api/v1/automations/{id}/runs/retry", { params: one(automation) }),
    listLeadAutomations: () => api.GET("/api/v1/leads/{id}/automations", { params: at }),
    rotateAutomationUrl: async () => {
      good(await api.PATCH("/api/v1/automations/{id}", { params: one(automation), body: { trigger: { type: "webhook_received" } } }));
      return await api.POST("/api/v1/automations/{id}/rotate", { params: one(automation) });
    },
    deleteAutomation: () => api.DELETE("/api/v1/automations/{id}", { params: one(automation) }),
    listWebhooks: () => api.GET("/api/v1/webhooks"),
    createWebhook: () => api.POST("/api/v1/webhooks", { body: { target_url: "https://hooks.example.com/types", events: ["lead.merged"] } }),
    listWebhookSamples: () => api.GET("/api/v1/webhooks/samples", { params: { query: { event: "lead.created" } } }),
    getWebhook: () => api.GET("/api/v1/webhooks/{id}", { params: one(hook) }),
    putWebhook: () => api.PUT("/api/v1/webhooks/{id}", { params: one(hook), body: { name: "T" } }),
    updateWebhook: () => api.PATCH("/api/v1/webhooks/{id}", { params: one(hook), body: { name: "Types" } }),
    rotateWebhookSecret: () => api.POST("/api/v1/webhooks/{id}/rotate", { params: one(hook), body: { overlap_hours: 1 } }),
    listDeliveries: () => api.GET("/api/v1/webhooks/{id}/deliveries", { params: { ...one(hook), query: { status: "skipped" } } }),
    getDelivery: () => api.GET("/api/v1/webhooks/{id}/deliveries/{delivery_id}", { params: delivery }),
    replayDelivery: () => api.POST("/api/v1/webhooks/{id}/deliveries/{delivery_id}/replay", { params: delivery }),
    replayDeliveries: () => api.POST("/api/v1/webhooks/{id}/replay", { params: one(hook), body: { from: "2020-01-01" } }),
    testWebhook: () => api.POST("/api/v1/webhooks/{id}/test", { params: one(hook), body: { event: "lead.created" } }),
    deleteWebhook: () => api.DELETE("/api/v1/webhooks/{id}", { params: one(hook) }),
    listNotes: () => api.GET("/api/v1/leads/{id}/notes", { params: at }),
    createNote: () => api.POST("/api/v1/leads/{id}/notes", { params: at, body: { body: "Called again." } }),
    updateNote: () => api.PATCH("/api/v1/leads/{id}/notes/{note_id}", { params: noteAt, body: { body: "Called twice." } }),
    listLeadFiles: () => api.GET("/api/v1/leads/{id}/files", { params: at }),
    addLeadFile: attach,
    listNoteFiles: () => api.GET("/api/v1/leads/{id}/notes/{note_id}/files", { params: noteAt }),
    addNoteFile: () => api.POST("/api/v1/leads/{id}/notes/{note_id}/files", { params: noteAt, body: { file: "" }, bodySerializer: quote }),
    getLeadFile: () => api.GET("/api/v1/leads/{id}/files/{file_id}", { params: fileAt, parseAs: "text" }),
    deleteLeadFile: () => api.DELETE("/api/v1/leads/{id}/files/{file_id}", { params: fileAt }),
    deleteNote: () => api.DELETE("/api/v1/leads/{id}/notes/{note_id}", { params: noteAt }),
    listLeadTasks: () => api.GET("/api/v1/leads/{id}/tasks", { params: at }),
    createTask: () => api.POST("/api/v1/leads/{id}/tasks", { params: at, body: { title: "Write" } }),
    updateTask: () => api.PATCH("/api/v1/leads/{id}/tasks/{task_id}", { params: taskAt, body: { done: true } }),
    deleteTask: () => api.DELETE("/api/v1/leads/{id}/tasks/{task_id}", { params: taskAt }),
    listTasks: () => api.GET("/api/v1/tasks", { params: { query: { done: false } } }),
    listLeadTimeline: () => api.GET("/api/v1/leads/{id}/timeline", { params: at }),
    listEmailTemplates: () => api.GET("/api/v1/email-templates"),
    createEmailTemplate: () => api.POST("/api/v1/email-templates", { body: { name: "More types", subject: "Types", body: "Types" } }),
    getEmailTemplate: () => api.GET("/api/v1/email-templates/{id}", { params: one(template) }),
    putEmailTemplate: () => api.PUT("/api/v1/email-templates/{id}", { params: one(template), body: { language: "de" } }),
    updateEmailTemplate: () => api.PATCH("/api/v1/email-templates/{id}", { params: one(template), body: { name: "Typed" } }),
    previewEmailTemplate: () => api.POST("/api/v1/email-templates/{id}/preview", { params: one(template), body: { lead_id: lead.id } }),
    deleteEmailTemplate: () => api.DELETE("/api/v1/email-templates/{id}", { params: one(template) }),
    listCustomFields: () => api.GET("/api/v1/custom-fields"),
    createCustomField: () => api.POST("/api/v1/custom-fields", { body: { label: "More types", type: "text" } }),
    getCustomField: () => api.GET("/api/v1/custom-fields/{id}", { params: one(field) }),
    putCustomField: () => api.PUT("/api/v1/custom-fields/{id}", { params: one(field), body: { position: 1 } }),
    updateCustomField: () => api.PATCH("/api/v1/custom-fields/{id}", { params: one(field), body: { label: "Typed" } }),
    deleteCustomField: () => api.DELETE("/api/v1/custom-fields/{id}", { params: one(field) }),
    getReport: () => api.GET("/api/v1/reports/{report}", { params: { path: { report: "conversion" }, query: { group_by: "week" } } }),
    listDashboards: () => api.GET("/api/v1/dashboards"),
    createDashboard: () => api.POST("/api/v1/dashboards", { body: { name: "More types", tiles: [{ report: "value", days: 90 }] } }),
    getDashboard: () => api.GET("/api/v1/dashboards/{id}", { params: one(dashboard) }),
    putDashboard: () => api.PUT("/api/v1/dashboards/{id}", { params: one(dashboard), body: { name: "Typed" } }),
    updateDashboard: () => api.PATCH("/api/v1/dashboards/{id}", { params: one(dashboard), body: { tiles: [] } }),
    deleteDashboard: () => api.DELETE("/api/v1/dashboards/{id}", { params: one(dashboard) }),
    listSuppressedEmails: () => api.GET("/api/v1/suppressed-emails", { params: { query: { email: "gone.types@example.com" } } }),
    createSuppressedEmail: () => api.POST("/api/v1/suppressed-emails", { body: { email: "more.types@example.com", reason: "bounced" } }),
    getSuppressedEmail: () => api.GET("/api/v1/suppressed-emails/{id}", { params: one(address) }),
    deleteSuppressedEmail: () => api.DELETE("/api/v1/suppressed-emails/{id}", { params: one(address) }),
    listSuppressedPhones: () => api.GET("/api/v1/suppressed-phones"),
    createSuppressedPhone: () => api.POST("/api/v1/suppressed-phones", { body: { phone: "+4930901824" } }),
    getSuppressedPhone: () => api.GET("/api/v1/suppressed-phones/{id}", { params: one(phone) }),
    deleteSuppressedPhone: () => api.DELETE("/api/v1/suppressed-phones/{id}", { params: one(phone) }),
    listLeadSms: () => api.GET("/api/v1/leads/{id}/sms", { params: at }),
    getLeadSms: async () => {
      if ((await api.GET("/api/v1/leads/{id}/sms/{sms_id}", { params: { path: { ...at.path, sms_id: 999999999 } } })).response.status !== 404) throw new Error("an SMS of nobody");
      return await api.GET("/api/v1/leads/{id}/sms", { params: at });
    },
    getLeadSmsAttachment: async () => {
      if ((await api.GET("/api/v1/leads/{id}/sms/{sms_id}/attachments/{number}", { params: { path: { ...at.path, sms_id: 999999999, number: 1 } }, parseAs: "text" })).response.status !== 404) throw new Error("a picture of nobody");
      return await api.GET("/api/v1/leads/{id}/sms", { params: at });
    },
    fetchLeadSmsAttachment: async () => {
      if ((await api.POST("/api/v1/leads/{id}/sms/{sms_id}/attachments/{number}/fetch", { params: { path: { ...at.path, sms_id: 999999999, number: 1 } } })).response.status !== 404) throw new Error("a picture of nobody is fetched");
      return await api.GET("/api/v1/leads/{id}/sms", { params: at });
    },
    sendLeadSms: async () => {
      if ((await api.POST("/api/v1/leads/{id}/sms", { params: at, body: { message: "T" } })).response.status !== 409) throw new Error("an SMS that nobody sends");
      return await api.GET("/api/v1/leads/{id}/sms", { params: at });
    },
    listLeadEmails: () => api.GET("/api/v1/leads/{id}/emails", { params: at }),
    getLeadEmail: async () => {
      if ((await api.GET("/api/v1/leads/{id}/emails/{email_id}", { params: { path: { ...at.path, email_id: 999999999 } } })).response.status !== 404) throw new Error("an email of nobody");
      return await api.GET("/api/v1/leads/{id}/emails", { params: at });
    },
    getLeadEmailAttachment: async () => {
      if ((await api.GET("/api/v1/leads/{id}/emails/{email_id}/attachments/{attachment_id}", { params: { path: { ...at.path, email_id: 999999999, attachment_id: "none" } }, parseAs: "text" })).response.status !== 404) throw new Error("a file of nobody");
      return await api.GET("/api/v1/leads/{id}/emails", { params: at });
    },
    sendLeadEmail: async () => {
      if ((await api.POST("/api/v1/leads/{id}/emails", { params: at, body: { subject: "T", body: "T" } })).response.status !== 409) throw new Error("an email without a mail server");
      return await api.GET("/api/v1/leads/{id}/emails", { params: at });
    },
    listLostReasons: () => api.GET("/api/v1/lost-reasons"),
    createLostReason: () => api.POST("/api/v1/lost-reasons", { body: { name: "More types" } }),
    getLostReason: () => api.GET("/api/v1/lost-reasons/{id}", { params: one(reason) }),
    putLostReason: () => api.PUT("/api/v1/lost-reasons/{id}", { params: one(reason), body: { position: 1 } }),
    updateLostReason: () => api.PATCH("/api/v1/lost-reasons/{id}", { params: one(reason), body: { name: "Typed" } }),
    deleteLostReason: () => api.DELETE("/api/v1/lost-reasons/{id}", { params: one(reason) }),
    deleteLead: () => api.DELETE("/api/v1/leads/{id}", { params: at }),
  };
  for (const call of Object.values(calls)) good(await call());
  const gone = await api.GET("/api/v1/leads/{id}", { params: at });
  if (gone.error?.code !== "NOT_FOUND") throw new Error("a deleted lead is answered");
}

async function checkLymbe() {
  const api = createClient<LymbePaths>({ baseUrl: env.BASE, headers: { "X-API-Key": env.LYMBE_KEY } });
  const leadHub = createClient<paths>({ baseUrl: env.BASE, headers: { Authorization: `Bearer ${env.KEY}` } });
  const bot = good(await leadHub.POST("/api/v1/bots", { body: { name: "Lymbe types" } })).data.id;
  const chat = { path: { id: await begun(bot) } };
  const calls: { [K in keyof LymbeOperations]: () => Promise<Answer> } = {
    createLead: () => api.POST("/api/v1/leads", { body: { name: "Max Types", email: "max.types@example.com" } }),
    listLeads: () => api.GET("/api/v1/leads", { params: { query: { search: "max types" } } }),
    listBots: () => api.GET("/api/v1/bots"),
    getBot: () => api.GET("/api/v1/bots/{id}", { params: { path: { id: bot } } }),
    listConversations: () => api.GET("/api/v1/conversations", { params: { query: { botId: bot, status: "active", sort: "asc" } } }),
    listMessages: () => api.GET("/api/v1/conversations/{id}/messages", { params: chat }),
    getMe: () => api.GET("/api/v1/me"),
  };
  for (const call of Object.values(calls)) good(await call());
}

checkLeadHub().then(checkLymbe).catch((reason) => {
  console.error(reason);
  process.exit(1);
});
