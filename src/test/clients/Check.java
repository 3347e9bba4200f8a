import java.util.List;
import leadhub.client.ApiClient;
import leadhub.client.ApiException;
import leadhub.client.api.AutomationsApi;
import leadhub.client.api.CompaniesApi;
import leadhub.client.api.CustomFieldsApi;
import leadhub.client.api.DashboardsApi;
import leadhub.client.api.DuplicatesApi;
import leadhub.client.api.EmailTemplatesApi;
import leadhub.client.api.EventsApi;
import leadhub.client.api.ExportsApi;
import leadhub.client.api.FormsApi;
import leadhub.client.api.HealthAndMeApi;
import leadhub.client.api.ImportsApi;
import leadhub.client.api.InboundApi;
import leadhub.client.api.IntakeApi;
import leadhub.client.api.IntegrationsApi;
import leadhub.client.api.LeadTagsApi;
import leadhub.client.api.LeadsApi;
import leadhub.client.api.LostReasonsApi;
import leadhub.client.api.NotesApi;
import leadhub.client.api.PipelinesApi;
import leadhub.client.api.ReportsApi;
import leadhub.client.api.StagesApi;
import leadhub.client.api.TagsApi;
import leadhub.client.api.TasksApi;
import leadhub.client.api.TimelineApi;
import leadhub.client.api.UsersApi;
import leadhub.client.api.WebhooksApi;
import leadhub.client.model.AddLeadTagRequest;
import leadhub.client.model.AutomationChange;
import leadhub.client.model.AutomationPreviewRequest;
import leadhub.client.model.AutomationSimulationRequest;
import leadhub.client.model.CustomFieldChange;
import leadhub.client.model.CustomFieldType;
import leadhub.client.model.DashboardChange;
import leadhub.client.model.DeleteLeadsRequest;
import leadhub.client.model.EmailPreviewRequest;
import leadhub.client.model.EmailTemplateChange;
import leadhub.client.model.ExportChange;
import leadhub.client.model.FormChange;
import leadhub.client.model.ImportChange;
import leadhub.client.model.InboundAnswer;
import leadhub.client.model.InboundLead;
import leadhub.client.model.IntakeReplayRange;
import leadhub.client.model.IntakeReplayRequest;
import leadhub.client.model.IntegrationBackfill;
import leadhub.client.model.IntegrationChange;
import leadhub.client.model.LeadChange;
import leadhub.client.model.LostReasonChange;
import leadhub.client.model.ManyLeads;
import leadhub.client.model.MappingPreviewRequest;
import leadhub.client.model.MergeLeadsRequest;
import leadhub.client.model.NewAutomation;
import leadhub.client.model.NewAutomationRun;
import leadhub.client.model.NewBulkChange;
import leadhub.client.model.NewCustomField;
import leadhub.client.model.NewDashboard;
import leadhub.client.model.NewEmailTemplate;
import leadhub.client.model.NewExport;
import leadhub.client.model.NewExportSchedule;
import leadhub.client.model.NewForm;
import leadhub.client.model.NewIntegration;
import leadhub.client.model.NewLead;
import leadhub.client.model.NewLostReason;
import leadhub.client.model.NewNote;
import leadhub.client.model.NewPipeline;
import leadhub.client.model.NewStage;
import leadhub.client.model.NewTag;
import leadhub.client.model.NewTask;
import leadhub.client.model.NewTile;
import leadhub.client.model.NewUser;
import leadhub.client.model.NewWebhook;
import leadhub.client.model.NoteChange;
import leadhub.client.model.PipelineChange;
import leadhub.client.model.ReplayRange;
import leadhub.client.model.ResolveDuplicateRequest;
import leadhub.client.model.StageChange;
import leadhub.client.model.SubmissionChange;
import leadhub.client.model.TagChange;
import leadhub.client.model.TaskChange;
import leadhub.client.model.UnmergeLeadsRequest;
import leadhub.client.model.UserChange;
import leadhub.client.model.WebhookChange;
import leadhub.client.model.WebhookRotation;
import leadhub.client.model.WebhookTest;

/** Reads a real answer of each operation with the clients that openapi-generator made. */
final class Check {
    /** A call that must be refused. */
    interface Call {
        void run() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        leadHub();
        lymbe();
    }

    private static void leadHub() throws Exception {
        var key = "Bearer " + System.getenv("KEY");
        var client = new ApiClient();
        client.updateBaseUri(System.getenv("BASE"));
        client.setRequestInterceptor(request -> request.header("Authorization", key));
        var leads = new LeadsApi(client);
        var leadTags = new LeadTagsApi(client);
        var pipelines = new PipelinesApi(client);
        var stages = new StagesApi(client);
        var tags = new TagsApi(client);
        var users = new UsersApi(client);
        var own = new HealthAndMeApi(client);

        same(own.getHealth().getStatus().getValue(), "ok");
        var slug = own.getMe().getData().getWorkspace().getSlug();

        var user = users.createUser(new NewUser().name("Java").email("java@example.com"), null).getData();
        same(users.getUser(user.getId(), null).getData(), user);
        same(users.listUsers(1L, 100).getData().contains(user), true);
        users.putUser(user.getId(), null, new UserChange().name("Jave"));
        same(users.updateUser(user.getId(), "*", new UserChange().name("Java")).getData().getName(), "Java");

        var pipeline = pipelines.createPipeline(new NewPipeline().name("Java"), null).getData();
        same(pipelines.getPipeline(pipeline.getId(), null).getData(), pipeline);
        same(pipelines.listPipelines(1L, 100).getData().contains(pipeline), true);
        pipelines.putPipeline(pipeline.getId(), null, new PipelineChange().description("made by a check"));
        pipelines.updatePipeline(pipeline.getId(), null, new PipelineChange().name("Java 25"));
        var stage = stages.createStage(pipeline.getId(), new NewStage().name("Demo").position(1), null).getData();
        same(stages.getStage(pipeline.getId(), stage.getId(), null).getData(), stage);
        same(stages.listStages(pipeline.getId(), null, null).getData().contains(stage), true);
        stages.putStage(pipeline.getId(), stage.getId(), null, new StageChange().position(2));
        stages.updateStage(pipeline.getId(), stage.getId(), null, new StageChange().isWon(true));

        var tag = tags.createTag(new NewTag().name("java"), "java-tag").getData();
        same(tags.createTag(new NewTag().name("java"), "java-tag").getData(), tag);
        same(tags.getTag(tag.getId(), null).getData(), tag);
        same(tags.listTags(null, null).getData().contains(tag), true);
        tags.putTag(tag.getId(), null, new TagChange().color("#dc2626"));
        tags.updateTag(tag.getId(), null, new TagChange().name("Java"));

        var wanted = new NewLead().firstName("Sarah").email("java.lead@example.com").dealValue(new java.math.BigDecimal("10.5")).dealCurrency("EUR")
                .pipelineStageId(stage.getId()).assignedUserId(user.getId()).customFields(java.util.Map.of("budget", 5)).addTagsItem("java");
        var lead = leads.createLead(wanted, null).getData();
        var got = leads.getLeadWithHttpInfo(lead.getId(), null, null, null);
        same(got.getData().getData(), lead);
        var etag = got.getHeaders().get("ETag").getFirst();
        refused(304, () -> leads.getLead(lead.getId(), null, null, etag));
        same(leads.putLead(lead.getId(), etag, new LeadChange().starred(true)).getData().getStarred(), true);
        refused(412, () -> leads.updateLead(lead.getId(), etag, new LeadChange().notes("late")));
        leads.updateLead(lead.getId(), null, new LeadChange().notes("in time"));
        var page = leads.listLeads(1L, 10, null, null, null, null, null, pipeline.getId(), stage.getId(), user.getId(), "java", "sarah", "2020-01-01",
                null, "20200101T000000Z", null, "java.lead@example.com", null, true, "email", "ASC");
        same(page.getMeta().getTotal(), 1L);
        leadTags.addLeadTag(lead.getId(), new AddLeadTagRequest().tag("a/b"), null, null);
        leadTags.removeLeadTag(lead.getId(), "a/b", null);
        var twin = leads.createLead(new NewLead().firstName("Twin").email("java.lead@example.com"), null).getData();
        same(leads.mergeLeads(lead.getId(), new MergeLeadsRequest().leadId(twin.getId()), null, null).getData().getMergedFrom(), List.of(twin.getId()));
        leads.unmergeLeads(lead.getId(), new UnmergeLeadsRequest().leadId(twin.getId()), null, null);
        var companies = new CompaniesApi(client);
        var company = companies.listCompanies(null, 100, null).getData().getFirst();
        same(companies.getCompany(company.getKey(), null).getData().getPeople(), company.getPeople());
        same(companies.listCompanyLeads(company.getKey(), 1L, 10).getMeta().getTotal(), company.getPeople());
        var duplicates = new DuplicatesApi(client);
        var pair = duplicates.listDuplicates(null, null, null).getData().getFirst().getId();
        refused(409, () -> duplicates.resolveDuplicate(pair, new ResolveDuplicateRequest().action(ResolveDuplicateRequest.ActionEnum.FILL), null));
        duplicates.dismissDuplicate(pair, null);
        same(duplicates.dismissHeldRows(null).getData().getDismissed(), 0L);
        leads.deleteLead(twin.getId(), null);

        aroundLeads(client, lead.getId(), user.getId());
        aroundAutomations(client, lead.getId());
        aroundForms(client);
        aroundBots(client);
        aroundImports(client);
        aroundExports(client);
        var webhooks = new WebhooksApi(client);
        var hook = webhooks.createWebhook(new NewWebhook().targetUrl("https://hooks.example.com/java").addEventsItem("*").isActive(false), null).getData();
        same(hook.getSecret().startsWith("whsec_"), true);
        same(webhooks.getWebhook(hook.getId(), null).getData().getTargetUrl(), hook.getTargetUrl());
        same(webhooks.listWebhooks(1L, 100).getData().size(), 1);
        same(webhooks.listWebhookSamples("lead.created").size(), 1);
        webhooks.putWebhook(hook.getId(), null, new WebhookChange().name("Jave"));
        same(webhooks.updateWebhook(hook.getId(), null, new WebhookChange().name("Java")).getData().getName(), "Java");
        same(webhooks.rotateWebhookSecret(hook.getId(), null, new WebhookRotation().overlapHours(1)).getData().getSecret().equals(hook.getSecret()), false);
        leads.updateLead(lead.getId(), null, new LeadChange().company("Java Inc."));
        var delivery = webhooks.listDeliveries(hook.getId(), 1L, 10, "skipped").getData().getFirst();
        same(webhooks.getDelivery(hook.getId(), delivery.getId(), null).getData().getEvent(), delivery.getEvent());
        same(webhooks.replayDelivery(hook.getId(), delivery.getId(), null).getData().getIsReplay(), true);
        same(webhooks.replayDeliveries(hook.getId(), null, new ReplayRange().from("2020-01-01")).getData().getReplayedCount(), 0L);
        webhooks.testWebhook(hook.getId(), null, new WebhookTest().event("lead.created"));
        webhooks.deleteWebhook(hook.getId(), null);

        var inbound = new InboundApi(client);
        var came = inbound.takeInboundLead(slug, new InboundLead().email("java.in@example.com"), null);
        same(came.getStatus(), InboundAnswer.StatusEnum.CREATED);
        same(inbound.takeInboundLead(slug, new InboundLead().email("java.in@example.com"), null).getIsDuplicate(), true);
        var integrations = new IntegrationsApi(client);
        same(integrations.listIntegrationTypes(1L, 100).getData().isEmpty(), false);
        var integration = integrations.createIntegration(new NewIntegration().type("webhook"), null).getData();
        same(integrations.getIntegration(integration.getId(), null).getData().getWebhookUrl(), integration.getWebhookUrl());
        same(integrations.listIntegrations(1L, 10).getData().isEmpty(), false);
        integrations.putIntegration(integration.getId(), null, new IntegrationChange().name("Java"));
        same(integrations.updateIntegration(integration.getId(), null, new IntegrationChange().name("Jav")).getData().getName(), "Jav");
        same(integrations.rotateIntegration(integration.getId(), null).getData().getWebhookUrl().equals(integration.getWebhookUrl()), false);
        same(integrations.testIntegration(integration.getId(), null).getData().getOk(), false);
        refused(409, () -> integrations.backfillIntegration(integration.getId(), new IntegrationBackfill().since("2026-01-01"), null));
        same(integrations.listIntegrationEvents(integration.getId(), 1L, 10).getData().size(), 0);
        var sample = new MappingPreviewRequest().payload(java.util.Map.of("email", "a@example.com"));
        var previewed = (java.util.Map<?, ?>) integrations.previewIntegrationMapping(integration.getId(), sample, null).getData().getLead();
        same(previewed.get("email"), "a@example.com");
        integrations.deleteIntegration(integration.getId(), null);
        var intake = new IntakeApi(client);
        var row = intake.listIntake(1L, 10, "inbound", null, "processed", null, null, null).getData().getFirst();
        same(intake.getIntake(row.getId(), null).getData().getOutcome().getLeadId(), row.getLeadId());
        same(intake.replayOneIntake(row.getId(), null, new IntakeReplayRequest().asNew(false)).getData().getAttempts(), 1L);
        intake.replayIntake(new IntakeReplayRange().from("2020-01-01"), null);

        var written = leads.writeLeads(new ManyLeads().operation(ManyLeads.OperationEnum.UPSERT).addLeadsItem(java.util.Map.of("first_name", "Many")), null);
        same(written.getMeta().getCreated(), 1L);
        same(leads.deleteLeads(new DeleteLeadsRequest().addIdsItem(written.getData().getFirst().getId()), null).getMeta().getDeleted(), 1L);
        var change = new NewBulkChange().action("change_status").filter(java.util.Map.of("source", "nowhere")).config(java.util.Map.of("status", "lost"));
        var bulk = leads.startBulkChange(change, null, null).getData();
        same(leads.getBulkChange(bulk.getId(), null).getData().getCounts().getTotal(), 0L);
        same(leads.listBulkChanges(1L, 10).getData().getFirst().getAuthor().getType().getValue(), "api_key");
        same(leads.undoBulkChange(bulk.getId(), null).getData().getUndoes(), bulk.getId());
        refused(409, () -> leads.stopBulkChange(bulk.getId(), null));
        var noted = leads.getLead(lead.getId(), null, "notes,tasks", null).getData();
        same(noted.getIncluded().getNotes() != null, true);
        same(leads.listLeads(null, 10, null, null, "", null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null).getMeta().getPerPage(), 10);
        var exported = leads.exportLeads("csv", "id,email", true, ";", null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
        same(java.nio.file.Files.readString(exported.toPath()).startsWith("\uFEFFid;email"), true);
        refused(422, () -> leads.createLead(new NewLead().firstName(""), null));
        leads.deleteLead(lead.getId(), null);
        refused(404, () -> leads.getLead(lead.getId(), null, null, null));
        stages.deleteStage(pipeline.getId(), stage.getId(), null, null, null);
        pipelines.deletePipeline(pipeline.getId(), null, null);
        tags.deleteTag(tag.getId(), null, null);
        users.deleteUser(user.getId(), null, null);
    }

    private static void aroundBots(ApiClient client) throws Exception {
        var bots = new leadhub.client.api.BotsApi(client);
        var id = bots.createBot(new leadhub.client.model.NewBot().name("Java"), null).getData().getId();
        same(bots.getBot(id, null).getData().getName(), "Java");
        same(bots.listBots(1L, 100).getData().isEmpty(), false);
        bots.putBot(id, null, new leadhub.client.model.BotChange().greeting("Java"));
        same(bots.updateBot(id, null, new leadhub.client.model.BotChange().name("J")).getData().getName(), "J");
        var steps = java.util.List.of(
                new leadhub.client.model.FlowStep().id("mail").type("email").config(java.util.Map.of("text", "Java?")),
                new leadhub.client.model.FlowStep().id("bye").type("end"));
        same(bots.saveBotFlow(id, new leadhub.client.model.BotFlowChange().steps(steps), null).getData().getProblems().size(), 0);
        same(bots.tryBotFlow(id, new leadhub.client.model.BotFlowTrial().said(java.util.List.of("j@example.com")), null).getData().getMessages().size(), 2);
        same(bots.publishBotFlow(id, null, null).getData().getVersion(), 1L);
        var document = bots.addBotDocument(id, new leadhub.client.model.NewBotDocument().title("Java").content("Coffee."), null).getData();
        same(bots.listBotDocuments(id, null).getData().size(), 1);
        same(bots.listUnansweredQuestions(id, null).getData().size(), 0);
        bots.deleteBotDocument(id, document.getId(), null);
        same(bots.getBotFlow(id, null).getData().getSteps().size(), 2);
        var conversations = new leadhub.client.api.ConversationsApi(client);
        same(conversations.listConversations(1L, 10, id, null, null, null, null, null, null, null).getData().size(), 0);
        same(conversations.listMessageTemplates(1L, 10, null).getData().size(), 0);
        var template = new leadhub.client.model.MessageTemplate().name("j").language("en");
        refused(404, () -> conversations.openConversation(new leadhub.client.model.OpeningConversation().leadId(999999999L).integrationId(1L).template(template), null));
        refused(404, () -> conversations.getConversation("conv_none", null));
        refused(404, () -> conversations.listMessages("conv_none", 1L, 10));
        refused(404, () -> conversations.getMessageAttachment("conv_none", 1L));
        refused(404, () -> conversations.fetchMessageAttachment("conv_none", 1L, null));
        refused(404, () -> conversations.replyToConversation("conv_none", new leadhub.client.model.NewMessage().content("J"), null));
        refused(404, () -> conversations.retryMessage("conv_none", new leadhub.client.model.Retrying().number(1L), null));
        refused(404, () -> conversations.listConversationNotes("conv_none", 1L, 10));
        refused(404, () -> conversations.addConversationNote("conv_none", new leadhub.client.model.NewConversationNote().content("J"), null));
        same(bots.getBotStats(id, null).getData().getStarted(), 0L);
        refused(404, () -> conversations.claimConversation("conv_none", new leadhub.client.model.Claiming().userId(1L), null));
        refused(404, () -> conversations.releaseConversation("conv_none", null, new leadhub.client.model.Resolving()));
        refused(404, () -> conversations.resolveConversation("conv_none", null, new leadhub.client.model.Resolving()));
        refused(404, () -> conversations.deleteConversation("conv_none", null));
        bots.deleteBot(id, null);
    }

    private static void aroundForms(ApiClient client) throws Exception {
        var forms = new FormsApi(client);
        var id = forms.createForm(new NewForm().name("Java"), null).getData().getId();
        same(forms.getForm(id, null).getData().getFields().size(), 5);
        same(forms.listForms(1L, 100).getData().isEmpty(), false);
        forms.putForm(id, null, new FormChange().description("Java"));
        same(forms.updateForm(id, null, new FormChange().name("J")).getData().getName(), "J");
        var sent = forms.submitForm(id, java.util.Map.of("email", "java.form@example.com"), null).getData();
        same(forms.getSubmission(id, sent.getId(), null).getData().getLeadId(), sent.getLeadId());
        same(forms.listSubmissions(id, null, 1L, 10).getData().size(), 1);
        forms.acceptSubmission(id, sent.getId(), new SubmissionChange().status(SubmissionChange.StatusEnum.ACCEPTED), null);
        same(forms.getFormStats(id, null).getData().getSubmissions(), 1L);
        refused(404, () -> forms.getSubmissionFile(id, sent.getId(), "cv"));
        forms.deleteSubmission(id, sent.getId(), null);
        same(forms.rotateForm(id, null, null).getData().getName(), "J");
        forms.deleteForm(id, null, null);
    }

    private static void aroundImports(ApiClient client) throws Exception {
        var imports = new ImportsApi(client);
        var file = java.io.File.createTempFile("leads", ".csv");
        java.nio.file.Files.writeString(file.toPath(), "Email\njava.import@example.com\n");
        var made = imports.createImport(file, null, "{\"duplicates\": \"skip\"}").getData();
        same(made.getPreview().getCounts().getTotal(), 1L);
        same(imports.getImport(made.getId(), null).getData().getOptions().getMapping().get("Email"), "email");
        same(imports.listImports(1L, 10).getData().getFirst().getId(), made.getId());
        refused(409, () -> imports.pauseImport(made.getId(), null));
        refused(409, () -> imports.resumeImport(made.getId(), null));
        same(imports.startImport(made.getId(), null).getData().getStatus().getValue(), "running");
        same(java.nio.file.Files.readString(imports.listImportErrors(made.getId()).toPath()).contains("reason"), true);
        var other = imports.createImport(file, null, null).getData();
        var change = new ImportChange().options(java.util.Map.of("duplicates", "fill"));
        same(imports.updateImport(other.getId(), change, null).getData().getOptions().getDuplicates().getValue(), "fill");
        same(imports.cancelImport(other.getId(), null).getData().getStatus().getValue(), "cancelled");
        refused(409, () -> imports.undoImport(other.getId(), null));
    }

    private static void aroundExports(ApiClient client) throws Exception {
        var exports = new ExportsApi(client);
        var owner = new UsersApi(client).listUsers(1L, 10).getData().getFirst().getId();
        var wanted = new NewExport().name("Java").userId(owner).filter(java.util.Map.of("source", "nowhere")).schedule(new NewExportSchedule().every("daily").hour(7));
        var id = exports.createExport(wanted, null).getData().getId();
        same(exports.getExport(id, null).getData().getSchedule().getHour(), 7);
        same(exports.listExports(1L, 10).getData().size() > 0, true);
        same(exports.runExport(id, null).getData().getExportId(), id);
        same(exports.listExportFiles(id, 1L, 10).getData().size(), 1);
        refused(404, () -> exports.getExportFile(id, 9999999L));
        same(exports.updateExport(id, new ExportChange().status("paused"), null).getData().getStatus().getValue(), "paused");
        exports.deleteExport(id, null);
    }

    /** What is kept of a lead beside the lead itself, and what happened to it. */
    private static void aroundAutomations(ApiClient client, Long lead) throws Exception {
        var automations = new AutomationsApi(client);
        java.util.Map<String, Object> delay = java.util.Map.of("type", "delay", "config", java.util.Map.of("amount", 1, "unit", "days"));
        var wanted = new NewAutomation().name("Java").isActive(true).trigger(java.util.Map.of("type", "manual")).addStepsItem(delay);
        var id = automations.createAutomation(wanted, null, null).getData().getId();
        same(automations.getAutomation(id, null).getData().getVersion(), 1L);
        same(automations.listAutomations(1L, 100).getData().size(), 1);
        same(automations.listAutomationTypes(null).getData().getTriggers().size() > 5, true);
        automations.putAutomation(id, null, null, null, new AutomationChange().name("J"));
        same(automations.updateAutomation(id, null, null, null, new AutomationChange().name("Java")).getData().getName(), "Java");
        var run = automations.startAutomationRun(id, new NewAutomationRun().leadId(lead), null).getData().getId();
        same(automations.getAutomationRun(id, run, null).getData().getLeadId(), lead);
        same(automations.listAutomationRuns(id, 1L, 10, null, null, null).getData().size(), 1);
        same(automations.previewAutomation(id, new AutomationPreviewRequest(), null).getData().getProblems().size(), 0);
        var simulated = new AutomationSimulationRequest().trigger(java.util.Map.of("type", "lead_created"));
        same(automations.simulateAutomation(id, simulated, null).getData().getDays(), 30L);
        same(automations.getAutomationSimulation(id, null).getData().getAutomationId(), id);
        same(automations.listLeadAutomations(lead, null).getData().getRuns().size(), 1);
        same(automations.cancelAutomationRun(id, run, null).getData().getStatus().getValue(), "cancelled");
        refused(409, () -> automations.retryAutomationRun(id, run, null));
        same(automations.retryAutomationRuns(id, null).getData().getRuns(), 0L);
        refused(409, () -> automations.rotateAutomationUrl(id, null));
        automations.putAutomation(id, null, null, null, new AutomationChange().trigger(java.util.Map.of("type", "webhook_received")));
        same(automations.rotateAutomationUrl(id, null).getData().getId(), id);
        automations.deleteAutomation(id, null);
    }

    private static void aroundFiles(ApiClient client, Long lead, Long note) throws Exception {
        var files = new leadhub.client.api.FilesApi(client);
        var file = java.io.File.createTempFile("quote", ".txt");
        java.nio.file.Files.writeString(file.toPath(), "Java");
        var added = files.addLeadFile(lead, file, null).getData();
        same(files.listLeadFiles(lead, 1L, 10).getData().getFirst(), added);
        same(java.nio.file.Files.readString(files.getLeadFile(lead, added.getId(), null).toPath()), "Java");
        files.deleteLeadFile(lead, added.getId(), null);
        var noted = files.addNoteFile(lead, note, file, null).getData();
        same(files.listNoteFiles(lead, note, 1L, 10).getData().getFirst(), noted);
    }

    private static void aroundLeads(ApiClient client, Long lead, Long user) throws Exception {
        var notes = new NotesApi(client);
        var note = notes.createNote(lead, new NewNote().body("Called."), null).getData();
        same(notes.listNotes(lead, 1L, 10).getData().getFirst(), note);
        notes.updateNote(lead, note.getId(), null, new NoteChange().body("Called twice."));
        aroundFiles(client, lead, note.getId());
        notes.deleteNote(lead, note.getId(), null);

        var tasks = new TasksApi(client);
        var task = tasks.createTask(lead, new NewTask().title("Call").dueAt("2030-01-01").assignedUserId(user), null).getData();
        same(tasks.listLeadTasks(lead, user, false, null, null, null, 1L, 10).getData().getFirst(), task);
        same(tasks.listTasks(user, false, "2029-01-01", "2031-01-01", null, 1L, 10).getData().getFirst(), task);
        same(tasks.updateTask(lead, task.getId(), null, new TaskChange().done(true)).getData().getDoneAt() != null, true);
        tasks.deleteTask(lead, task.getId(), null);

        same(new TimelineApi(client).listLeadTimeline(lead, 1L, 100).getData().getLast().getEvent().getValue(), "lead.created");
        var events = new EventsApi(client);
        var first = events.listEvents(null, 1);
        same(first.getData().getFirst().getId(), first.getMeta().getNextAfter());
        same(events.listEvents(first.getMeta().getNextAfter(), 100).getData().isEmpty(), false);

        var templates = new EmailTemplatesApi(client);
        var template = templates.createEmailTemplate(new NewEmailTemplate().name("Java").subject("Hello {{lead.name|there}}").body("Java"), null).getData();
        same(templates.getEmailTemplate(template.getId(), null).getData(), template);
        same(templates.listEmailTemplates(1L, 100).getData().contains(template), true);
        templates.putEmailTemplate(template.getId(), null, new EmailTemplateChange().language("de"));
        same(templates.updateEmailTemplate(template.getId(), null, new EmailTemplateChange().name("Java 25")).getData().getLanguage(), "de");
        var known = new LeadsApi(client).createLead(new NewLead().firstName("Java").email("java.mail@example.com"), null).getData();
        same(templates.previewEmailTemplate(template.getId(), new EmailPreviewRequest().leadId(known.getId()), null).getData().getSubject(), "Hello Java");
        templates.deleteEmailTemplate(template.getId(), null, null);
        var fields = new CustomFieldsApi(client);
        var field = fields.createCustomField(new NewCustomField().label("Java").type(CustomFieldType.DROPDOWN).addOptionsItem("25"), null).getData();
        same(fields.getCustomField(field.getId(), null).getData(), field);
        same(fields.listCustomFields(1L, 100).getData().contains(field), true);
        fields.putCustomField(field.getId(), null, new CustomFieldChange().position(1));
        fields.updateCustomField(field.getId(), null, new CustomFieldChange().label("Java 25"));
        fields.deleteCustomField(field.getId(), null, null);
        var report = new ReportsApi(client).getReport("leads", null, null, "month", null, null, null, null, null, null, null, null, null, null, null, null, null, null, null).getData();
        same(report.getColumns().getFirst().getKey(), "period");
        var dashboards = new DashboardsApi(client);
        var dashboard = dashboards.createDashboard(new NewDashboard().name("Java").addTilesItem(new NewTile().report(NewTile.ReportEnum.LEADS)), null).getData();
        same(dashboards.getDashboard(dashboard.getId(), null).getData(), dashboard);
        same(dashboards.listDashboards(1L, 100).getData().contains(dashboard), true);
        dashboards.putDashboard(dashboard.getId(), null, new DashboardChange().name("Java 25"));
        dashboards.updateDashboard(dashboard.getId(), null, new DashboardChange().name("Java again"));
        dashboards.deleteDashboard(dashboard.getId(), null);
        var reasons = new LostReasonsApi(client);
        var reason = reasons.createLostReason(new NewLostReason().name("Java"), null).getData();
        same(reasons.getLostReason(reason.getId(), null).getData(), reason);
        same(reasons.listLostReasons(1L, 100).getData().contains(reason), true);
        reasons.putLostReason(reason.getId(), null, new LostReasonChange().position(1));
        reasons.updateLostReason(reason.getId(), null, new LostReasonChange().isArchived(true));
        reasons.deleteLostReason(reason.getId(), null);
        var suppressions = new leadhub.client.api.SuppressionsApi(client);
        var address = suppressions.createSuppressedEmail(new leadhub.client.model.NewSuppressedEmail().email("gone.java@example.com"), null).getData();
        same(suppressions.getSuppressedEmail(address.getId(), null).getData(), address);
        same(suppressions.listSuppressedEmails(1L, 100, "gone.java@example.com").getData().contains(address), true);
        suppressions.deleteSuppressedEmail(address.getId(), null);
        var number = suppressions.createSuppressedPhone(new leadhub.client.model.NewSuppressedPhone().phone("+4930901820"), null).getData();
        same(suppressions.getSuppressedPhone(number.getId(), null).getData(), number);
        same(suppressions.listSuppressedPhones(1L, 100, null).getData().contains(number), true);
        suppressions.deleteSuppressedPhone(number.getId(), null);
        var sms = new leadhub.client.api.TextMessagesApi(client);
        refused(404, () -> sms.listLeadSms(999999999L, 1L, 10));
        refused(404, () -> sms.getLeadSms(999999999L, 1L, null));
        refused(404, () -> sms.getLeadSmsAttachment(999999999L, 1L, 1L));
        refused(404, () -> sms.fetchLeadSmsAttachment(999999999L, 1L, 1L, null));
        refused(404, () -> sms.sendLeadSms(999999999L, new leadhub.client.model.NewLeadSms().message("J"), null));
        var emails = new leadhub.client.api.EmailsApi(client);
        refused(404, () -> emails.listLeadEmails(999999999L, 1L, 10));
        refused(404, () -> emails.getLeadEmail(999999999L, 1L, null));
        refused(404, () -> emails.getLeadEmailAttachment(999999999L, 1L, "none", null));
        refused(404, () -> emails.sendLeadEmail(999999999L, new leadhub.client.model.NewLeadEmail().subject("J").body("J"), null));
    }

    private static void lymbe() throws Exception {
        var client = new lymbe.client.ApiClient();
        client.updateBaseUri(System.getenv("BASE"));
        client.setRequestInterceptor(request -> request.header("X-API-Key", System.getenv("LYMBE_KEY")));
        var leads = new lymbe.client.api.LeadsApi(client);
        var lead = leads.createLead(new lymbe.client.model.NewLead().name("Max Java").email("max.java@example.com"), null).getLead();
        same(leads.listLeads(100, 0L, null, "2020-01-01", null, "max java").getLeads().getFirst(), lead);
        same(new lymbe.client.api.BotsApi(client).listBots().getBots() != null, true);
        unknownToLymbe(() -> new lymbe.client.api.BotsApi(client).getBot("none"));
        same(new lymbe.client.api.ConversationsApi(client).listConversations(10, 0L, null, null, null, null, null).getConversations() != null, true);
        unknownToLymbe(() -> new lymbe.client.api.ConversationsApi(client).listMessages("conv_none", 10, 0L));
        new lymbe.client.api.MeApi(client).getMe();
    }

    private static void unknownToLymbe(Call call) throws Exception {
        try {
            call.run();
        } catch (lymbe.client.ApiException e) {
            same(e.getCode(), 404);
            return;
        }
        throw new AssertionError("not refused");
    }

    private static void same(Object got, Object expected) {
        if (!expected.equals(got)) {
            throw new AssertionError("got " + got + ", not " + expected);
        }
    }

    private static void refused(int status, Call call) throws Exception {
        try {
            call.run();
        } catch (ApiException e) {
            same(e.getCode(), status);
            if (status != 304) {
                same(ApiClient.createDefaultObjectMapper().readValue(e.getResponseBody(), leadhub.client.model.Error.class).getStatus().getValue(), "error");
            }
            return;
        }
        throw new AssertionError("not refused with " + status);
    }
}
