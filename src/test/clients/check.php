<?php
// Reads a real answer of each operation with the clients that openapi-generator made.
declare(strict_types=1);

error_reporting(E_ALL & ~E_DEPRECATED);
require '/usr/share/php/GuzzleHttp/autoload.php';
spl_autoload_register(function (string $class): void {
    foreach (['LeadHub\\' => 'php-leadhub', 'Lymbe\\' => 'php-lymbe'] as $prefix => $folder) {
        if (str_starts_with($class, $prefix)) {
            require getenv('CLIENTS') . "/$folder/lib/" . strtr(substr($class, strlen($prefix)), '\\', '/') . '.php';
        }
    }
});

function same(mixed $got, mixed $expected): void
{
    if ($got != $expected) {
        throw new Exception('got ' . var_export($got, true) . ', not ' . var_export($expected, true));
    }
}

function refused(int $status, callable $call): void
{
    try {
        $call();
    } catch (LeadHub\ApiException $e) {
        same($e->getCode(), $status);
        $error = $e->getResponseObject();
        same($status === 304 || $error->getStatus() === 'error' && $error->getMessage() !== '', true);
        return;
    }
    throw new Exception("not refused with $status");
}

$http = new GuzzleHttp\Client(['proxy' => '']);
$config = (new LeadHub\Configuration())->setHost(getenv('BASE'))->setAccessToken(getenv('KEY'));
$api = fn (string $name) => new ("LeadHub\\Api\\{$name}Api")($http, $config);
$own = $api('HealthAndMe');
$leads = $api('Leads');
$leadTags = $api('LeadTags');
$inbound = $api('Inbound');
$pipelines = $api('Pipelines');
$stages = $api('Stages');
$tags = $api('Tags');
$users = $api('Users');
$webhooks = $api('Webhooks');
$notes = $api('Notes');
$tasks = $api('Tasks');
$timeline = $api('Timeline');
$events = $api('Events');
$fields = $api('CustomFields');
$reasons = $api('LostReasons');
$templates = $api('EmailTemplates');
$intake = $api('Intake');
$integrations = $api('Integrations');
$automations = $api('Automations');
$forms = $api('Forms');
$bots = $api('Bots');
$conversations = $api('Conversations');

same($own->getHealth()->getStatus(), 'ok');
$slug = $own->getMe()->getData()->getWorkspace()->getSlug();

$user = $users->createUser(new LeadHub\Model\NewUser(['name' => 'Php', 'email' => 'php@example.com']))->getData();
same($users->getUser($user->getId())->getData(), $user);
same($users->listUsers(1, 100)->getMeta()->getTotal() > 1, true);
$users->putUser($user->getId(), null, new LeadHub\Model\UserChange(['name' => 'PHP']));
same($users->updateUser($user->getId(), '*', new LeadHub\Model\UserChange(['role' => 'agent']))->getData()->getName(), 'PHP');

$pipeline = $pipelines->createPipeline(new LeadHub\Model\NewPipeline(['name' => 'PHP']))->getData();
same($pipelines->getPipeline($pipeline->getId())->getData(), $pipeline);
same(count($pipelines->listPipelines()->getData()) > 1, true);
$pipelines->putPipeline($pipeline->getId(), null, new LeadHub\Model\PipelineChange(['description' => 'made by a check']));
$pipelines->updatePipeline($pipeline->getId(), null, new LeadHub\Model\PipelineChange(['name' => 'PHP 8']));
$stage = $stages->createStage($pipeline->getId(), new LeadHub\Model\NewStage(['name' => 'Demo', 'position' => 1]))->getData();
same($stages->getStage($pipeline->getId(), $stage->getId())->getData(), $stage);
same($stages->listStages($pipeline->getId())->getData()[0], $stage);
$stages->putStage($pipeline->getId(), $stage->getId(), null, new LeadHub\Model\StageChange(['position' => 2]));
$stages->updateStage($pipeline->getId(), $stage->getId(), null, new LeadHub\Model\StageChange(['is_won' => true]));

$tag = $tags->createTag(new LeadHub\Model\NewTag(['name' => 'php']), 'php-tag')->getData();
same($tags->createTag(new LeadHub\Model\NewTag(['name' => 'php']), 'php-tag')->getData(), $tag);
same($tags->getTag($tag->getId())->getData(), $tag);
same(count($tags->listTags()->getData()) > 0, true);
$tags->putTag($tag->getId(), null, new LeadHub\Model\TagChange(['color' => '#dc2626']));
$tags->updateTag($tag->getId(), null, new LeadHub\Model\TagChange(['name' => 'PHP']));

$lead = $leads->createLead(new LeadHub\Model\NewLead([
    'first_name' => 'Sarah', 'email' => 'php.lead@example.com', 'deal_value' => 10.5, 'deal_currency' => 'EUR', 'pipeline_stage_id' => $stage->getId(),
    'assigned_user_id' => $user->getId(), 'custom_fields' => ['budget' => 5], 'tags' => ['php'],
]))->getData();
[$got, , $headers] = $leads->getLeadWithHttpInfo($lead->getId());
same($got->getData(), $lead);
$etag = $headers['ETag'][0];
$leads->putLead($lead->getId(), $etag, new LeadHub\Model\LeadChange(['starred' => true]));
refused(412, fn () => $leads->updateLead($lead->getId(), $etag, new LeadHub\Model\LeadChange(['notes' => 'late'])));
$leads->updateLead($lead->getId(), null, new LeadHub\Model\LeadChange(['notes' => 'in time']));
$page = $leads->listLeads(stage_id: $stage->getId(), email: 'php.lead@example.com', updated_after: '2020-01-01', starred: true, direction: 'ASC');
same($page->getMeta()->getTotal(), 1);
$leadTags->addLeadTag($lead->getId(), new LeadHub\Model\AddLeadTagRequest(['tag' => 'a/b']));
$leadTags->removeLeadTag($lead->getId(), 'a/b');
$twin = $leads->createLead(new LeadHub\Model\NewLead(['first_name' => 'Twin', 'email' => 'php.lead@example.com']))->getData();
same($leads->mergeLeads($lead->getId(), new LeadHub\Model\MergeLeadsRequest(['lead_id' => $twin->getId()]))->getData()->getMergedFrom(), [$twin->getId()]);
$leads->unmergeLeads($lead->getId(), new LeadHub\Model\UnmergeLeadsRequest(['lead_id' => $twin->getId()]));
$companies = new LeadHub\Api\CompaniesApi(null, $config);
$company = $companies->listCompanies(per_page: 100)->getData()[0];
same($companies->getCompany($company->getKey())->getData()->getPeople(), $company->getPeople());
same($companies->listCompanyLeads($company->getKey())->getMeta()->getTotal(), $company->getPeople());
$duplicates = new LeadHub\Api\DuplicatesApi(null, $config);
$pair = $duplicates->listDuplicates()->getData()[0]->getId();
refused(409, fn () => $duplicates->resolveDuplicate($pair, new LeadHub\Model\ResolveDuplicateRequest(['action' => 'fill'])));
$duplicates->dismissDuplicate($pair);
same($duplicates->dismissHeldRows()->getData()->getDismissed(), 0);
$leads->deleteLead($twin->getId());

$note = $notes->createNote($lead->getId(), new LeadHub\Model\NewNote(['body' => 'Called.']))->getData();
same($notes->listNotes($lead->getId())->getData()[0], $note);
$notes->updateNote($lead->getId(), $note->getId(), null, new LeadHub\Model\NoteChange(['body' => 'Called twice.']));
$quote = tempnam(sys_get_temp_dir(), 'quote');
file_put_contents($quote, 'PHP');
$files = $api('Files');
$noted = $files->addNoteFile($lead->getId(), $note->getId(), new SplFileObject($quote))->getData();
same($files->listNoteFiles($lead->getId(), $note->getId())->getData()[0], $noted);
$notes->deleteNote($lead->getId(), $note->getId());
$added = $files->addLeadFile($lead->getId(), new SplFileObject($quote))->getData();
same($files->listLeadFiles($lead->getId())->getData()[0], $added);
same($files->getLeadFile($lead->getId(), $added->getId())->getSize(), 3);
$files->deleteLeadFile($lead->getId(), $added->getId());
$task = $tasks->createTask($lead->getId(), new LeadHub\Model\NewTask(['title' => 'Call', 'due_at' => '2030-01-01', 'assigned_user_id' => $user->getId()]))->getData();
same($tasks->listLeadTasks($lead->getId(), done: false)->getData()[0], $task);
same($tasks->listTasks($user->getId(), false, '2029-01-01', '2031-01-01')->getData()[0], $task);
same($tasks->updateTask($lead->getId(), $task->getId(), null, new LeadHub\Model\TaskChange(['done' => true]))->getData()->getDoneAt() !== null, true);
$tasks->deleteTask($lead->getId(), $task->getId());
same(array_slice($timeline->listLeadTimeline($lead->getId(), 1, 100)->getData(), -1)[0]->getEvent(), 'lead.created');
$first = $events->listEvents(per_page: 1);
same($first->getData()[0]->getId(), $first->getMeta()->getNextAfter());
same(count($events->listEvents($first->getMeta()->getNextAfter(), 100)->getData()) > 0, true);
$template = $templates->createEmailTemplate(new LeadHub\Model\NewEmailTemplate(['name' => 'Php', 'subject' => 'Hello {{lead.name|there}}', 'body' => 'Php']))->getData();
same($templates->getEmailTemplate($template->getId())->getData(), $template);
same(count($templates->listEmailTemplates(1, 100)->getData()) > 0, true);
$templates->putEmailTemplate($template->getId(), null, new LeadHub\Model\EmailTemplateChange(['language' => 'de']));
$templates->updateEmailTemplate($template->getId(), null, new LeadHub\Model\EmailTemplateChange(['name' => 'PHP 8']));
$known = $leads->createLead(new LeadHub\Model\NewLead(['first_name' => 'Php', 'email' => 'php.mail@example.com']))->getData();
same($templates->previewEmailTemplate($template->getId(), new LeadHub\Model\EmailPreviewRequest(['lead_id' => $known->getId()]))->getData()->getSubject(), 'Hello Php');
$templates->deleteEmailTemplate($template->getId());
$field = $fields->createCustomField(new LeadHub\Model\NewCustomField(['label' => 'Php', 'type' => 'dropdown', 'options' => ['8']]))->getData();
same($fields->getCustomField($field->getId())->getData(), $field);
same(count($fields->listCustomFields(1, 100)->getData()) > 0, true);
$fields->putCustomField($field->getId(), null, new LeadHub\Model\CustomFieldChange(['position' => 1]));
$fields->updateCustomField($field->getId(), null, new LeadHub\Model\CustomFieldChange(['label' => 'PHP 8']));
$fields->deleteCustomField($field->getId());
same($api('Reports')->getReport('leads', null, null, 'month')->getData()->getColumns()[0]->getKey(), 'period');
$dashboards = $api('Dashboards');
$dashboard = $dashboards->createDashboard(new LeadHub\Model\NewDashboard(['name' => 'PHP', 'tiles' => [new LeadHub\Model\NewTile(['report' => 'leads'])]]))->getData();
same($dashboards->getDashboard($dashboard->getId())->getData(), $dashboard);
same(count($dashboards->listDashboards(1, 100)->getData()) > 0, true);
$dashboards->putDashboard($dashboard->getId(), null, new LeadHub\Model\DashboardChange(['name' => 'PHP 8']));
$dashboards->updateDashboard($dashboard->getId(), null, new LeadHub\Model\DashboardChange(['tiles' => []]));
$dashboards->deleteDashboard($dashboard->getId());
$reason = $reasons->createLostReason(new LeadHub\Model\NewLostReason(['name' => 'Php']))->getData();
same($reasons->getLostReason($reason->getId())->getData(), $reason);
same(count($reasons->listLostReasons(1, 100)->getData()) > 0, true);
$reasons->putLostReason($reason->getId(), null, new LeadHub\Model\LostReasonChange(['position' => 1]));
$reasons->updateLostReason($reason->getId(), null, new LeadHub\Model\LostReasonChange(['is_archived' => true]));
$reasons->deleteLostReason($reason->getId());
$suppressions = $api('Suppressions');
$address = $suppressions->createSuppressedEmail(new LeadHub\Model\NewSuppressedEmail(['email' => 'gone.php@example.com']))->getData();
same($suppressions->getSuppressedEmail($address->getId())->getData(), $address);
same(count($suppressions->listSuppressedEmails(email: 'gone.php@example.com')->getData()), 1);
$suppressions->deleteSuppressedEmail($address->getId());
$number = $suppressions->createSuppressedPhone(new LeadHub\Model\NewSuppressedPhone(['phone' => '+4930901821']))->getData();
same($suppressions->getSuppressedPhone($number->getId())->getData(), $number);
same(count($suppressions->listSuppressedPhones(phone: '+4930901821')->getData()), 1);
$suppressions->deleteSuppressedPhone($number->getId());
$sms = $api('TextMessages');
refused(404, fn () => $sms->listLeadSms(999999999));
refused(404, fn () => $sms->getLeadSms(999999999, 1));
refused(404, fn () => $sms->getLeadSmsAttachment(999999999, 1, 1));
refused(404, fn () => $sms->fetchLeadSmsAttachment(999999999, 1, 1));
refused(404, fn () => $sms->sendLeadSms(999999999, new LeadHub\Model\NewLeadSms(['message' => 'P'])));
$emails = $api('Emails');
refused(404, fn () => $emails->listLeadEmails(999999999));
refused(404, fn () => $emails->getLeadEmail(999999999, 1));
refused(404, fn () => $emails->getLeadEmailAttachment(999999999, 1, 'none'));
refused(404, fn () => $emails->sendLeadEmail(999999999, new LeadHub\Model\NewLeadEmail(['subject' => 'P', 'body' => 'P'])));
$bot = $bots->createBot(new LeadHub\Model\NewBot(['name' => 'Php']))->getData();
same($bots->getBot($bot->getId())->getData()->getName(), 'Php');
same(count($bots->listBots()->getData()) > 0, true);
$bots->putBot($bot->getId(), null, new LeadHub\Model\BotChange(['greeting' => 'Php']));
same($bots->updateBot($bot->getId(), null, new LeadHub\Model\BotChange(['name' => 'P']))->getData()->getName(), 'P');
$steps = [new LeadHub\Model\FlowStep(['id' => 'mail', 'type' => 'email', 'config' => ['text' => 'Php?']]), new LeadHub\Model\FlowStep(['id' => 'bye', 'type' => 'end'])];
same(count($bots->saveBotFlow($bot->getId(), new LeadHub\Model\BotFlowChange(['steps' => $steps]))->getData()->getProblems()), 0);
same(count($bots->tryBotFlow($bot->getId(), new LeadHub\Model\BotFlowTrial(['said' => ['p@example.com']]))->getData()->getMessages()), 2);
$document = $bots->addBotDocument($bot->getId(), new LeadHub\Model\NewBotDocument(['title' => 'Php', 'content' => 'Elephant.']))->getData();
same(count($bots->listBotDocuments($bot->getId())->getData()), 1);
same(count($bots->listUnansweredQuestions($bot->getId())->getData()), 0);
$bots->deleteBotDocument($bot->getId(), $document->getId());
same($bots->publishBotFlow($bot->getId())->getData()->getVersion(), 1);
same(count($bots->getBotFlow($bot->getId())->getData()->getSteps()), 2);
same(count($conversations->listConversations(bot_id: $bot->getId())->getData()), 0);
same(count($conversations->listMessageTemplates()->getData()), 0);
refused(404, fn () => $conversations->openConversation(new LeadHub\Model\OpeningConversation(['lead_id' => 999999999, 'integration_id' => 1, 'template' => new LeadHub\Model\MessageTemplate(['name' => 'p', 'language' => 'en'])])));
refused(404, fn () => $conversations->getConversation('conv_none'));
refused(404, fn () => $conversations->listMessages('conv_none'));
refused(404, fn () => $conversations->getMessageAttachment('conv_none', 1));
refused(404, fn () => $conversations->fetchMessageAttachment('conv_none', 1));
refused(404, fn () => $conversations->replyToConversation('conv_none', new LeadHub\Model\NewMessage(['content' => 'P'])));
refused(404, fn () => $conversations->retryMessage('conv_none', new LeadHub\Model\Retrying(['number' => 1])));
refused(404, fn () => $conversations->listConversationNotes('conv_none'));
refused(404, fn () => $conversations->addConversationNote('conv_none', new LeadHub\Model\NewConversationNote(['content' => 'P'])));
same($bots->getBotStats($bot->getId())->getData()->getStarted(), 0);
refused(404, fn () => $conversations->claimConversation('conv_none', new LeadHub\Model\Claiming(['user_id' => 1])));
refused(404, fn () => $conversations->releaseConversation('conv_none', null, new LeadHub\Model\Resolving()));
refused(404, fn () => $conversations->resolveConversation('conv_none', null, new LeadHub\Model\Resolving()));
refused(404, fn () => $conversations->deleteConversation('conv_none'));
$bots->deleteBot($bot->getId());
$form = $forms->createForm(new LeadHub\Model\NewForm(['name' => 'Php']))->getData();
same(count($forms->getForm($form->getId())->getData()->getFields()), 5);
same(count($forms->listForms()->getData()) > 0, true);
$forms->putForm($form->getId(), null, new LeadHub\Model\FormChange(['description' => 'Php']));
same($forms->updateForm($form->getId(), null, new LeadHub\Model\FormChange(['name' => 'P']))->getData()->getName(), 'P');
$sent = $forms->submitForm($form->getId(), ['email' => 'php.form@example.com'])->getData();
same($forms->getSubmission($form->getId(), $sent->getId())->getData()->getLeadId(), $sent->getLeadId());
same(count($forms->listSubmissions($form->getId())->getData()), 1);
$forms->acceptSubmission($form->getId(), $sent->getId(), new LeadHub\Model\SubmissionChange(['status' => 'accepted']));
same($forms->getFormStats($form->getId())->getData()->getSubmissions(), 1);
refused(404, fn () => $forms->getSubmissionFile($form->getId(), $sent->getId(), 'cv'));
$forms->deleteSubmission($form->getId(), $sent->getId());
same($forms->rotateForm($form->getId())->getData()->getName(), 'P');
$forms->deleteForm($form->getId());

$imports = $api('Imports');
$path = tempnam(sys_get_temp_dir(), 'leads');
file_put_contents($path, "Email\nphp.import@example.com\n");
$imported = $imports->createImport(new SplFileObject($path), null, '{"duplicates": "skip"}')->getData();
same($imported->getPreview()->getCounts()->getTotal(), 1);
same($imports->getImport($imported->getId())->getData()->getOptions()->getMapping()['Email'], 'email');
same($imports->listImports()->getData()[0]->getId(), $imported->getId());
refused(409, fn () => $imports->pauseImport($imported->getId()));
refused(409, fn () => $imports->resumeImport($imported->getId()));
same($imports->startImport($imported->getId())->getData()->getStatus(), 'running');
same($imports->listImportErrors($imported->getId())->getSize() > 0, true);
$imported = $imports->createImport(new SplFileObject($path))->getData();
$change = new LeadHub\Model\ImportChange(['options' => ['duplicates' => 'fill']]);
same($imports->updateImport($imported->getId(), $change)->getData()->getOptions()->getDuplicates(), 'fill');
same($imports->cancelImport($imported->getId())->getData()->getStatus(), 'cancelled');
refused(409, fn () => $imports->undoImport($imported->getId()));

$exports = $api('Exports');
$owner = $users->listUsers()->getData()[0]->getId();
$export = $exports->createExport(new LeadHub\Model\NewExport(['name' => 'PHP', 'user_id' => $owner, 'filter' => ['source' => 'nowhere'], 'schedule' => ['every' => 'daily', 'hour' => 7]]))->getData()->getId();
same($exports->getExport($export)->getData()->getSchedule()->getHour(), 7);
same(count($exports->listExports()->getData()) > 0, true);
same($exports->runExport($export)->getData()->getExportId(), $export);
same(count($exports->listExportFiles($export)->getData()), 1);
refused(404, fn () => $exports->getExportFile($export, 9999999));
same($exports->updateExport($export, new LeadHub\Model\ExportChange(['status' => 'paused']))->getData()->getStatus(), 'paused');
$exports->deleteExport($export);

$automation = $automations->createAutomation(new LeadHub\Model\NewAutomation([
    'name' => 'PHP', 'is_active' => true, 'trigger' => ['type' => 'manual'],
    'steps' => [['type' => 'delay', 'config' => ['amount' => 1, 'unit' => 'days']]],
]))->getData();
same($automations->getAutomation($automation->getId())->getData()->getVersion(), 1);
same(count($automations->listAutomations()->getData()), 1);
same(count($automations->listAutomationTypes()->getData()->getTriggers()) > 5, true);
$automations->putAutomation($automation->getId(), null, null, null, new LeadHub\Model\AutomationChange(['name' => 'P']));
$automations->updateAutomation($automation->getId(), null, null, null, new LeadHub\Model\AutomationChange(['name' => 'Php']));
$run = $automations->startAutomationRun($automation->getId(), new LeadHub\Model\NewAutomationRun(['lead_id' => $lead->getId()]))->getData();
same($automations->getAutomationRun($automation->getId(), $run->getId())->getData()->getLeadId(), $lead->getId());
same(count($automations->listAutomationRuns($automation->getId())->getData()), 1);
same(count($automations->previewAutomation($automation->getId(), new LeadHub\Model\AutomationPreviewRequest(['steps' => []]))->getData()->getProblems()), 0);
same($automations->simulateAutomation($automation->getId(), new LeadHub\Model\AutomationSimulationRequest(['trigger' => ['type' => 'lead_created']]))->getData()->getDays(), 30);
same($automations->getAutomationSimulation($automation->getId())->getData()->getAutomationId(), $automation->getId());
same(count($automations->listLeadAutomations($lead->getId())->getData()->getRuns()), 1);
same($automations->cancelAutomationRun($automation->getId(), $run->getId())->getData()->getStatus(), 'cancelled');
refused(409, fn () => $automations->retryAutomationRun($automation->getId(), $run->getId()));
same($automations->retryAutomationRuns($automation->getId())->getData()->getRuns(), 0);
refused(409, fn () => $automations->rotateAutomationUrl($automation->getId()));
$automations->putAutomation($automation->getId(), null, null, null, new LeadHub\Model\AutomationChange(['trigger' => ['type' => 'webhook_received']]));
same($automations->rotateAutomationUrl($automation->getId())->getData()->getId(), $automation->getId());
$automations->deleteAutomation($automation->getId());
$hook = $webhooks->createWebhook(new LeadHub\Model\NewWebhook(
    ['target_url' => 'https://hooks.example.com/php', 'events' => ['*'], 'is_active' => false],
))->getData();
same(str_starts_with($hook->getSecret(), 'whsec_'), true);
same($webhooks->getWebhook($hook->getId())->getData()->getTargetUrl(), $hook->getTargetUrl());
same(count($webhooks->listWebhooks()->getData()), 1);
same(count($webhooks->listWebhookSamples('lead.created')), 1);
$webhooks->putWebhook($hook->getId(), null, new LeadHub\Model\WebhookChange(['name' => 'Php']));
same($webhooks->updateWebhook($hook->getId(), null, new LeadHub\Model\WebhookChange(['name' => 'PHP']))->getData()->getName(), 'PHP');
$rotated = $webhooks->rotateWebhookSecret($hook->getId(), null, new LeadHub\Model\WebhookRotation(['overlap_hours' => 1]))->getData();
same($rotated->getSecret() === $hook->getSecret(), false);
$leads->updateLead($lead->getId(), null, new LeadHub\Model\LeadChange(['company' => 'PHP Inc.']));
$delivery = $webhooks->listDeliveries($hook->getId(), status: 'skipped')->getData()[0];
same($webhooks->getDelivery($hook->getId(), $delivery->getId())->getData()->getEvent(), $delivery->getEvent());
same($webhooks->replayDelivery($hook->getId(), $delivery->getId())->getData()->getIsReplay(), true);
same($webhooks->replayDeliveries($hook->getId(), null, new LeadHub\Model\ReplayRange(['from' => '2020-01-01']))->getData()->getReplayedCount(), 0);
$webhooks->testWebhook($hook->getId(), null, new LeadHub\Model\WebhookTest(['event' => 'lead.created']));
$webhooks->deleteWebhook($hook->getId());

$came = fn () => $inbound->takeInboundLead($slug, new LeadHub\Model\InboundLead(['email' => 'php.in@example.com']));
same($came()->getStatus(), 'created');
same($came()->getIsDuplicate(), true);
same(count($integrations->listIntegrationTypes(per_page: 100)->getData()) > 0, true);
$integration = $integrations->createIntegration(new LeadHub\Model\NewIntegration(['type' => 'webhook']))->getData();
same($integrations->getIntegration($integration->getId())->getData()->getWebhookUrl(), $integration->getWebhookUrl());
same(count($integrations->listIntegrations()->getData()) > 0, true);
$integrations->putIntegration($integration->getId(), null, new LeadHub\Model\IntegrationChange(['name' => 'Php']));
same($integrations->updateIntegration($integration->getId(), null, new LeadHub\Model\IntegrationChange(['name' => 'PHP']))->getData()->getName(), 'PHP');
same($integrations->rotateIntegration($integration->getId())->getData()->getWebhookUrl() === $integration->getWebhookUrl(), false);
same($integrations->testIntegration($integration->getId())->getData()->getOk(), false);
refused(409, fn () => $integrations->backfillIntegration($integration->getId(), new LeadHub\Model\IntegrationBackfill(['since' => '2026-01-01'])));
same(count($integrations->listIntegrationEvents($integration->getId())->getData()), 0);
$integrations->previewIntegrationMapping($integration->getId(), new LeadHub\Model\MappingPreviewRequest(['payload' => ['email' => 'a@example.com']]));
$integrations->deleteIntegration($integration->getId());
$row = $intake->listIntake(source: 'inbound', status: 'processed')->getData()[0];
same($intake->getIntake($row->getId())->getData()->getOutcome()->getLeadId(), $row->getLeadId());
same($intake->replayOneIntake($row->getId(), null, new LeadHub\Model\IntakeReplayRequest(['as_new' => false]))->getData()->getAttempts(), 1);
same($intake->replayIntake(new LeadHub\Model\IntakeReplayRange(['status' => 'failed']))->getData()->getId() > 0, true);

$written = $leads->writeLeads(new LeadHub\Model\ManyLeads(['operation' => 'create', 'leads' => [['first_name' => 'Many']]]));
same($written->getMeta()->getCreated(), 1);
same($leads->deleteLeads(new LeadHub\Model\DeleteLeadsRequest(['ids' => [$written->getData()[0]->getId()]]))->getMeta()->getDeleted(), 1);
$bulk = $leads->startBulkChange(new LeadHub\Model\NewBulkChange(['filter' => ['source' => 'nowhere'], 'action' => 'change_status', 'config' => ['status' => 'lost']]))->getData();
same($leads->getBulkChange($bulk->getId())->getData()->getCounts()->getTotal(), 0);
same($leads->listBulkChanges()->getData()[0]->getAuthor()->getType(), 'api_key');
same($leads->undoBulkChange($bulk->getId())->getData()->getUndoes(), $bulk->getId());
refused(409, fn () => $leads->stopBulkChange($bulk->getId()));
same(is_array($leads->getLead($lead->getId(), include: 'notes,tasks')->getData()->getIncluded()->getTasks()), true);
same($leads->exportLeads(format: 'csv', columns: 'id,email')->getSize() > 0, true);
refused(422, fn () => $leads->createLead(new LeadHub\Model\NewLead(['first_name' => ' '])));
$leads->deleteLead($lead->getId());
refused(404, fn () => $leads->getLead($lead->getId()));
$stages->deleteStage($pipeline->getId(), $stage->getId());
$pipelines->deletePipeline($pipeline->getId());
$tags->deleteTag($tag->getId());
$users->deleteUser($user->getId());

$config = (new Lymbe\Configuration())->setHost(getenv('BASE'))->setApiKey('X-API-Key', getenv('LYMBE_KEY'));
$leads = new Lymbe\Api\LeadsApi($http, $config);
$lead = $leads->createLead(new Lymbe\Model\NewLead(['name' => 'Max Php', 'email' => 'max.php@example.com']))->getLead();
same($leads->listLeads(search: 'max php')->getLeads()[0], $lead);
(new Lymbe\Api\BotsApi($http, $config))->listBots();
(new Lymbe\Api\ConversationsApi($http, $config))->listConversations();
(new Lymbe\Api\MeApi($http, $config))->getMe();
