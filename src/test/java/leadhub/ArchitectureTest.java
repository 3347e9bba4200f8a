package leadhub;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import leadhub.base.Caller;
import leadhub.base.database.Sql;
import org.jspecify.annotations.NullMarked;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Holds the tree to docs/architecture.md. */
@AnalyzeClasses(packages = "leadhub", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** Who may import whom. A new package is a line here and in docs/architecture.md. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            entry("base", Set.of()),
            entry("base.database", Set.of("base")),
            entry("base.settings", Set.of("base", "base.database")),
            entry("base.postgres", Set.of("base", "base.database", "base.settings")),
            entry("events", Set.of("base")),
            entry("jobs", Set.of("base")),
            entry("outside", Set.of("base")),
            entry("web", Set.of("base")),
            entry("actions", Set.of("base", "web")),
            entry("api.limits", Set.of("base")),
            entry("api", Set.of("base", "jobs", "web", "api.limits")),
            entry("api.about", Set.of("base", "web", "api")),
            entry("lymbe", Set.of("base", "web", "api", "api.about")),
            entry("panel", Set.of("base", "web")),
            entry("site", Set.of("base", "web", "api")),
            entry("audit", Set.of("base", "web", "api", "panel", "jobs")),
            entry("workspaces", Set.of("base", "web", "api", "lymbe", "panel", "jobs", "audit")),
            entry("hours", Set.of("base", "web", "panel", "audit")),
            entry("mail", Set.of("base", "web", "outside", "api", "api.limits", "panel", "jobs", "audit")),
            entry("passwords", Set.of("base", "web", "api", "workspaces")),
            entry(
                    "users",
                    Set.of("base", "web", "api", "lymbe", "panel", "jobs", "audit", "workspaces", "mail", "passwords")),
            entry(
                    "signin",
                    Set.of("base", "web", "api", "panel", "jobs", "audit", "workspaces", "mail", "passwords", "users")),
            entry("signin.twosteps", Set.of("base", "web", "panel", "audit", "users", "signin")),
            entry(
                    "signin.links",
                    Set.of(
                            "base",
                            "web",
                            "panel",
                            "jobs",
                            "audit",
                            "workspaces",
                            "mail",
                            "passwords",
                            "users",
                            "signin")),
            entry("signin.pages", Set.of("base", "web", "panel", "passwords", "users", "signin", "signin.twosteps")),
            entry("apikeys", Set.of("base", "web", "api", "lymbe", "panel", "jobs", "audit", "workspaces", "users")),
            entry("pipelines", Set.of("base", "web", "api", "lymbe", "panel", "jobs", "audit", "workspaces")),
            entry("tags", Set.of("base", "web", "api", "lymbe", "panel", "jobs", "audit", "workspaces")),
            entry("views", Set.of("base", "audit")),
            entry("fields", Set.of("base", "web", "api", "lymbe", "panel", "jobs", "audit", "workspaces")),
            entry("conditions", Set.of("base", "fields", "pipelines", "tags", "users")),
            entry(
                    "scoring",
                    Set.of(
                            "base",
                            "web",
                            "api",
                            "lymbe",
                            "panel",
                            "jobs",
                            "audit",
                            "workspaces",
                            "fields",
                            "conditions")),
            entry("leads.texts", Set.of("base")),
            entry("leads.record", Set.of("base", "web", "events", "tags", "fields", "conditions", "leads.texts")),
            entry(
                    "leads",
                    Set.of(
                            "base",
                            "web",
                            "api",
                            "jobs",
                            "audit",
                            "events",
                            "workspaces",
                            "users",
                            "pipelines",
                            "tags",
                            "fields",
                            "conditions",
                            "scoring",
                            "leads.record",
                            "leads.texts")),
            entry("leads.deleted", Set.of("base", "jobs", "workspaces", "leads", "leads.record")),
            entry("leads.matching", Set.of("base", "audit", "leads.record")),
            entry("leads.merging", Set.of("base", "web", "fields", "jobs", "workspaces", "leads", "leads.record")),
            entry("leads.folding", Set.of("base", "events", "jobs", "workspaces", "leads")),
            entry(
                    "leads.lists",
                    Set.of(
                            "base",
                            "web",
                            "api",
                            "events",
                            "users",
                            "pipelines",
                            "tags",
                            "fields",
                            "conditions",
                            "leads.record",
                            "leads.texts",
                            "leads",
                            "leads.folding")),
            entry(
                    "leads.actions",
                    Set.of(
                            "base",
                            "web",
                            "actions",
                            "users",
                            "pipelines",
                            "tags",
                            "fields",
                            "leads.record",
                            "leads",
                            "leads.deleted")),
            entry(
                    "leads.api",
                    Set.of(
                            "base",
                            "web",
                            "api",
                            "events",
                            "lymbe",
                            "pipelines",
                            "tags",
                            "leads.record",
                            "leads.texts",
                            "leads",
                            "leads.merging",
                            "leads.lists")),
            entry(
                    "leads.pages",
                    Set.of(
                            "base",
                            "web",
                            "api",
                            "panel",
                            "users",
                            "pipelines",
                            "tags",
                            "fields",
                            "conditions",
                            "scoring",
                            "views",
                            "leads.record",
                            "leads.texts",
                            "leads",
                            "leads.lists",
                            "leads.deleted")),
            entry(
                    "companies",
                    Set.of(
                            "base",
                            "web",
                            "api",
                            "panel",
                            "workspaces",
                            "leads.texts",
                            "leads.record",
                            "leads",
                            "leads.folding",
                            "leads.lists",
                            "leads.pages")),
            entry(
                    "reports",
                    Set.of(
                            "base",
                            "web",
                            "api",
                            "panel",
                            "audit",
                            "workspaces",
                            "users",
                            "pipelines",
                            "events",
                            "leads",
                            "conditions",
                            "leads.record",
                            "leads.lists",
                            "leads.pages")),
            entry(
                    "exports",
                    Set.of(
                            "base",
                            "web",
                            "api",
                            "panel",
                            "audit",
                            "users",
                            "pipelines",
                            "leads.record",
                            "leads.lists",
                            "leads.api",
                            "leads.pages")),
            entry(
                    "exports.schedules",
                    Set.of(
                            "base",
                            "web",
                            "api",
                            "panel",
                            "audit",
                            "jobs",
                            "mail",
                            "workspaces",
                            "users",
                            "leads",
                            "leads.lists",
                            "leads.pages",
                            "exports")),
            entry(
                    "files",
                    Set.of(
                            "base",
                            "web",
                            "api",
                            "panel",
                            "audit",
                            "events",
                            "leads.record",
                            "leads",
                            "leads.pages",
                            "forms.files")),
            entry(
                    "notes",
                    Set.of(
                            "base",
                            "files",
                            "web",
                            "actions",
                            "api",
                            "panel",
                            "audit",
                            "notifications",
                            "users",
                            "events",
                            "leads.record",
                            "leads",
                            "leads.api",
                            "leads.pages",
                            "tasks")),
            entry(
                    "tasks",
                    Set.of(
                            "base",
                            "web",
                            "actions",
                            "jobs",
                            "notifications",
                            "workspaces",
                            "api",
                            "panel",
                            "audit",
                            "events",
                            "users",
                            "leads.record",
                            "leads",
                            "leads.lists",
                            "leads.api",
                            "leads.pages")),
            entry(
                    "tasks.pages",
                    Set.of(
                            "base",
                            "web",
                            "panel",
                            "users",
                            "leads.texts",
                            "leads.record",
                            "leads",
                            "leads.lists",
                            "leads.pages",
                            "tasks")),
            entry("conversations", Set.of("base", "web", "lymbe", "users", "leads", "events")),
            entry(
                    "conversations.team",
                    Set.of(
                            "base",
                            "web",
                            "jobs",
                            "audit",
                            "workspaces",
                            "users",
                            "hours",
                            "leads",
                            "leads.record",
                            "tasks",
                            "notifications",
                            "conversations",
                            "conversations.mails")),
            entry(
                    "conversations.mails",
                    Set.of(
                            "base",
                            "web",
                            "jobs",
                            "mail",
                            "users",
                            "notifications",
                            "emails.suppression",
                            "emails.received",
                            "emails.sending",
                            "conversations")),
            entry("conversations.files", Set.of("base", "forms.files", "conversations")),
            entry("conversations.replies", Set.of("base", "web", "audit", "workspaces", "leads.record", "emails")),
            entry(
                    "conversations.automations",
                    Set.of("base", "events", "users", "actions", "automations.triggers", "conversations")),
            entry(
                    "conversations.api",
                    Set.of(
                            "base",
                            "web",
                            "api",
                            "lymbe",
                            "conversations",
                            "conversations.team",
                            "conversations.files",
                            "forms.files")),
            entry("bots", Set.of("base", "web", "api", "lymbe", "site", "audit", "conversations")),
            entry("bots.identity", Set.of("base", "web", "audit", "bots")),
            entry("bots.models", Set.of("base", "outside", "audit", "bots")),
            entry("bots.knowledge", Set.of("base", "web", "api", "audit", "bots")),
            entry(
                    "bots.flows",
                    Set.of(
                            "bots.knowledge",
                            "base",
                            "web",
                            "api",
                            "actions",
                            "audit",
                            "hours",
                            "conditions",
                            "fields",
                            "tags",
                            "leads.record",
                            "conversations",
                            "bots")),
            entry(
                    "bots.chat",
                    Set.of(
                            "base",
                            "web",
                            "api",
                            "conditions",
                            "fields",
                            "tags",
                            "bots.flows",
                            "bots.identity",
                            "bots.knowledge",
                            "bots.models",
                            "jobs",
                            "site",
                            "hours",
                            "workspaces",
                            "leads.record",
                            "leads",
                            "intake",
                            "forms",
                            "forms.submissions",
                            "forms.challenges",
                            "conversations",
                            "bots")),
            entry(
                    "bots.mails",
                    Set.of(
                            "base",
                            "web",
                            "site",
                            "jobs",
                            "mail",
                            "workspaces",
                            "users",
                            "leads.record",
                            "leads",
                            "emails.suppression",
                            "emails.received",
                            "emails.sending",
                            "conversations",
                            "conversations.mails",
                            "conversations.team",
                            "bots",
                            "bots.chat")),
            entry(
                    "bots.retention",
                    Set.of("base", "jobs", "workspaces", "conversations", "conversations.team", "bots", "bots.models")),
            entry(
                    "bots.site",
                    Set.of(
                            "base",
                            "web",
                            "site",
                            "conversations",
                            "bots",
                            "bots.knowledge",
                            "bots.flows",
                            "bots.chat")),
            entry(
                    "bots.pages",
                    Set.of(
                            "base",
                            "web",
                            "panel",
                            "fields",
                            "conditions",
                            "leads.pages",
                            "automations.pages",
                            "conversations",
                            "bots",
                            "bots.identity",
                            "bots.knowledge",
                            "bots.models",
                            "outside",
                            "bots.flows")),
            entry(
                    "conversations.pages",
                    Set.of(
                            "base",
                            "web",
                            "panel",
                            "users",
                            "leads.record",
                            "leads",
                            "leads.lists",
                            "leads.pages",
                            "conversations",
                            "conversations.team",
                            "conversations.files",
                            "conversations.replies",
                            "forms.files",
                            "emails",
                            "bots")),
            entry(
                    "board",
                    Set.of(
                            "base",
                            "web",
                            "panel",
                            "events",
                            "pipelines",
                            "leads.record",
                            "leads",
                            "leads.lists",
                            "leads.pages",
                            "tasks",
                            "tasks.pages")),
            entry(
                    "duplicates",
                    Set.of(
                            "imports.rows",
                            "base",
                            "web",
                            "api",
                            "jobs",
                            "workspaces",
                            "audit",
                            "events",
                            "leads.texts",
                            "leads.record",
                            "leads",
                            "leads.api",
                            "imports")),
            entry(
                    "duplicates.pages",
                    Set.of(
                            "imports.rows",
                            "base",
                            "web",
                            "api",
                            "panel",
                            "fields",
                            "pipelines",
                            "leads.record",
                            "leads",
                            "leads.matching",
                            "leads.merging",
                            "leads.pages",
                            "imports",
                            "duplicates")),
            entry(
                    "samples",
                    Set.of(
                            "base",
                            "web",
                            "audit",
                            "events",
                            "users",
                            "pipelines",
                            "tags",
                            "leads.record",
                            "leads.texts",
                            "leads")),
            entry(
                    "emails",
                    Set.of("base", "web", "api", "audit", "mail", "workspaces", "users", "fields", "leads.record")),
            entry("emails.suppression", Set.of("base", "web", "api", "audit")),
            entry(
                    "emails.sending",
                    Set.of(
                            "base",
                            "web",
                            "actions",
                            "users",
                            "api",
                            "site",
                            "jobs",
                            "events",
                            "mail",
                            "workspaces",
                            "leads.record",
                            "leads",
                            "forms.files",
                            "emails",
                            "emails.received",
                            "emails.suppression")),
            entry(
                    "emails.received",
                    Set.of("base", "jobs", "events", "workspaces", "leads.record", "leads", "forms.files")),
            entry("emails.automations", Set.of("base", "events", "actions", "automations.triggers")),
            entry(
                    "emails.pages",
                    Set.of(
                            "base",
                            "web",
                            "panel",
                            "leads.record",
                            "leads",
                            "leads.lists",
                            "leads.pages",
                            "emails",
                            "emails.suppression",
                            "forms.files",
                            "emails.received",
                            "emails.sending")),
            entry(
                    "sms",
                    Set.of(
                            "base",
                            "web",
                            "api",
                            "actions",
                            "api.limits",
                            "jobs",
                            "events",
                            "audit",
                            "workspaces",
                            "leads.texts",
                            "leads.record",
                            "leads",
                            "forms.files",
                            "conversations.files",
                            "emails")),
            entry(
                    "sms.pages",
                    Set.of(
                            "base",
                            "web",
                            "panel",
                            "leads.record",
                            "leads",
                            "leads.lists",
                            "leads.pages",
                            "forms.files",
                            "conversations.files",
                            "sms")),
            entry("imports.files", Set.of("base", "web", "fields", "leads.record")),
            entry("imports.mappings", Set.of("base")),
            entry(
                    "imports.rows",
                    Set.of(
                            "base",
                            "users",
                            "pipelines",
                            "tags",
                            "fields",
                            "leads",
                            "leads.record",
                            "imports.files",
                            "imports.mappings")),
            entry(
                    "imports",
                    Set.of(
                            "base",
                            "api",
                            "apikeys",
                            "jobs",
                            "audit",
                            "notifications",
                            "workspaces",
                            "users",
                            "leads",
                            "leads.record",
                            "leads.matching",
                            "imports.files",
                            "imports.rows")),
            entry(
                    "imports.api",
                    Set.of("imports.rows", "base", "web", "api", "fields", "leads.record", "imports", "imports.files")),
            entry(
                    "imports.pages",
                    Set.of(
                            "imports.rows",
                            "base",
                            "web",
                            "panel",
                            "users",
                            "pipelines",
                            "fields",
                            "imports",
                            "imports.files")),
            entry("forms.fields", Set.of("base", "web", "fields", "conditions", "leads.record")),
            entry(
                    "forms",
                    Set.of(
                            "leads.matching",
                            "base",
                            "web",
                            "api",
                            "site",
                            "audit",
                            "users",
                            "pipelines",
                            "tags",
                            "conditions",
                            "forms.fields")),
            entry("forms.blocks", Set.of("base", "audit", "panel")),
            entry("forms.challenges", Set.of("base", "jobs", "workspaces")),
            entry("forms.files", Set.of("base", "web", "jobs", "workspaces", "forms.fields")),
            entry(
                    "forms.partials",
                    Set.of(
                            "base",
                            "web",
                            "audit",
                            "jobs",
                            "workspaces",
                            "conditions",
                            "leads",
                            "forms.fields",
                            "forms")),
            entry("forms.visits", Set.of("base", "site", "jobs", "workspaces", "forms.fields", "forms")),
            entry(
                    "forms.watch",
                    Set.of("base", "web", "site", "jobs", "mail", "users", "workspaces", "forms", "forms.visits")),
            entry(
                    "forms.submissions",
                    Set.of(
                            "forms.challenges",
                            "forms.files",
                            "forms.partials",
                            "forms.visits",
                            "base",
                            "web",
                            "api",
                            "actions",
                            "events",
                            "automations.triggers",
                            "audit",
                            "users",
                            "fields",
                            "conditions",
                            "leads.record",
                            "leads",
                            "intake",
                            "forms.fields",
                            "forms")),
            entry(
                    "forms.mails",
                    Set.of(
                            "base",
                            "web",
                            "jobs",
                            "mail",
                            "workspaces",
                            "users",
                            "forms.fields",
                            "forms",
                            "forms.partials",
                            "forms.submissions")),
            entry(
                    "forms.pages",
                    Set.of(
                            "base",
                            "files",
                            "web",
                            "panel",
                            "users",
                            "pipelines",
                            "fields",
                            "conditions",
                            "leads.record",
                            "leads.pages",
                            "forms.fields",
                            "forms",
                            "forms.challenges",
                            "forms.files",
                            "forms.partials",
                            "forms.visits",
                            "forms.watch",
                            "forms.submissions",
                            "forms.site")),
            entry(
                    "forms.site",
                    Set.of(
                            "forms.blocks",
                            "base",
                            "web",
                            "site",
                            "intake",
                            "workspaces",
                            "forms.fields",
                            "forms.challenges",
                            "forms.files",
                            "forms.partials",
                            "forms.visits",
                            "forms",
                            "forms.submissions",
                            "forms.mails")),
            entry("webhooks", Set.of("base", "web", "outside", "api", "audit", "conditions")),
            entry(
                    "webhooks.delivery",
                    Set.of(
                            "base",
                            "web",
                            "outside",
                            "jobs",
                            "audit",
                            "events",
                            "mail",
                            "notifications",
                            "workspaces",
                            "users",
                            "conditions",
                            "leads",
                            "leads.record",
                            "leads.api",
                            "webhooks")),
            entry("automations.steps", Set.of("base", "web", "actions", "events", "conditions")),
            entry(
                    "automations.triggers",
                    Set.of(
                            "base",
                            "web",
                            "actions",
                            "events",
                            "users",
                            "pipelines",
                            "tags",
                            "fields",
                            "conditions",
                            "leads.record",
                            "automations.steps")),
            entry(
                    "automations",
                    Set.of(
                            "base",
                            "web",
                            "actions",
                            "audit",
                            "users",
                            "pipelines",
                            "tags",
                            "fields",
                            "conditions",
                            "automations.steps",
                            "automations.triggers")),
            entry(
                    "automations.runs",
                    Set.of(
                            "base",
                            "web",
                            "api",
                            "actions",
                            "jobs",
                            "audit",
                            "events",
                            "workspaces",
                            "conditions",
                            "leads",
                            "leads.record",
                            "hours",
                            "automations",
                            "automations.steps",
                            "automations.triggers")),
            entry(
                    "notifications",
                    Set.of("base", "web", "panel", "jobs", "mail", "workspaces", "users", "events", "leads")),
            entry(
                    "automations.hooks",
                    Set.of(
                            "base",
                            "web",
                            "site",
                            "actions",
                            "events",
                            "intake",
                            "integrations",
                            "integrations.webhook",
                            "integrations.mapping",
                            "automations",
                            "automations.triggers")),
            entry(
                    "automations.simulations",
                    Set.of(
                            "base",
                            "jobs",
                            "events",
                            "workspaces",
                            "automations",
                            "automations.steps",
                            "automations.triggers",
                            "automations.runs")),
            entry(
                    "automations.actions",
                    Set.of(
                            "base",
                            "web",
                            "actions",
                            "jobs",
                            "mail",
                            "notifications",
                            "outside",
                            "workspaces",
                            "users",
                            "leads",
                            "leads.api",
                            "leads.record",
                            "webhooks",
                            "webhooks.delivery",
                            "automations",
                            "automations.hooks",
                            "automations.runs")),
            entry(
                    "automations.pages",
                    Set.of(
                            "base",
                            "web",
                            "panel",
                            "actions",
                            "conditions",
                            "fields",
                            "users",
                            "pipelines",
                            "tags",
                            "emails",
                            "forms",
                            "intake",
                            "integrations",
                            "integrations.mapping",
                            "integrations.channels",
                            "integrations.messengers",
                            "integrations.webhook",
                            "sms",
                            "leads",
                            "leads.record",
                            "leads.lists",
                            "leads.pages",
                            "automations",
                            "automations.steps",
                            "automations.triggers",
                            "automations.runs",
                            "automations.simulations")),
            entry(
                    "automations.api",
                    Set.of(
                            "base",
                            "web",
                            "api",
                            "actions",
                            "conditions",
                            "leads",
                            "leads.record",
                            "automations",
                            "automations.steps",
                            "automations.triggers",
                            "automations.runs",
                            "automations.simulations")),
            entry(
                    "webhooks.log",
                    Set.of("base", "web", "api", "jobs", "workspaces", "audit", "webhooks", "webhooks.delivery")),
            entry(
                    "webhooks.pages",
                    Set.of(
                            "base",
                            "web",
                            "panel",
                            "conditions",
                            "leads.lists",
                            "leads.pages",
                            "webhooks",
                            "webhooks.delivery",
                            "webhooks.log")),
            entry(
                    "bulk",
                    Set.of(
                            "base",
                            "actions",
                            "web",
                            "api",
                            "apikeys",
                            "panel",
                            "jobs",
                            "workspaces",
                            "tags",
                            "users",
                            "leads",
                            "leads.lists",
                            "leads.pages")),
            entry("integrations.provider", Set.of("base", "outside")),
            entry("integrations.mapping", Set.of("base", "web", "leads.record", "intake")),
            entry(
                    "integrations",
                    Set.of(
                            "leads.matching",
                            "base",
                            "web",
                            "audit",
                            "jobs",
                            "outside",
                            "leads.record",
                            "leads",
                            "intake",
                            "integrations.provider",
                            "integrations.mapping")),
            entry("integrations.leadmails", Set.of("base", "web", "audit", "integrations", "integrations.mapping")),
            entry("integrations.oauth", Set.of("base", "outside", "integrations", "integrations.provider")),
            entry("integrations.help", Set.of("base", "web", "site", "integrations")),
            entry(
                    "integrations.fetching",
                    Set.of("base", "jobs", "outside", "intake", "integrations", "integrations.provider")),
            entry(
                    "integrations.hooks",
                    Set.of(
                            "base",
                            "web",
                            "api",
                            "site",
                            "leads.record",
                            "leads",
                            "intake",
                            "integrations",
                            "integrations.mapping",
                            "integrations.fetching")),
            entry(
                    "integrations.api",
                    Set.of(
                            "base",
                            "web",
                            "api",
                            "intake",
                            "integrations",
                            "integrations.mapping",
                            "integrations.help")),
            entry(
                    "integrations.watch",
                    Set.of("base", "web", "jobs", "mail", "notifications", "users", "workspaces", "integrations")),
            entry(
                    "integrations.pages",
                    Set.of(
                            "base",
                            "web",
                            "panel",
                            "users",
                            "pipelines",
                            "fields",
                            "intake",
                            "integrations",
                            "integrations.mapping",
                            "integrations.leadmails",
                            "integrations.fetching",
                            "integrations.help")),
            entry(
                    "integrations.google",
                    Set.of("base", "web", "intake", "integrations", "integrations.provider", "integrations.mapping")),
            entry(
                    "integrations.typeform",
                    Set.of("base", "web", "intake", "integrations", "integrations.provider", "integrations.mapping")),
            entry(
                    "integrations.calendly",
                    Set.of("base", "web", "intake", "integrations", "integrations.provider", "integrations.mapping")),
            entry(
                    "integrations.jotform",
                    Set.of("base", "web", "intake", "integrations", "integrations.provider", "integrations.mapping")),
            entry(
                    "integrations.tiktok",
                    Set.of(
                            "base",
                            "web",
                            "imports.files",
                            "intake",
                            "integrations",
                            "integrations.provider",
                            "integrations.mapping")),
            entry(
                    "integrations.meta",
                    Set.of(
                            "base",
                            "web",
                            "outside",
                            "intake",
                            "integrations",
                            "integrations.provider",
                            "integrations.mapping")),
            entry("integrations.facebook", Set.of("integrations", "integrations.meta")),
            entry("integrations.instagram", Set.of("integrations", "integrations.meta")),
            entry(
                    "integrations.linkedin",
                    Set.of(
                            "base",
                            "web",
                            "outside",
                            "intake",
                            "integrations",
                            "integrations.provider",
                            "integrations.mapping")),
            entry(
                    "integrations.channels",
                    Set.of(
                            "base",
                            "web",
                            "actions",
                            "outside",
                            "leads.record",
                            "leads",
                            "emails",
                            "integrations",
                            "integrations.provider")),
            entry(
                    "integrations.emailimap",
                    Set.of(
                            "base",
                            "web",
                            "jobs",
                            "outside",
                            "mail",
                            "intake",
                            "leads.record",
                            "leads",
                            "forms.files",
                            "emails.received",
                            "emails.sending",
                            "integrations",
                            "integrations.provider",
                            "integrations.oauth",
                            "integrations.leadmails",
                            "integrations.mapping")),
            entry(
                    "integrations.smtp",
                    Set.of(
                            "base",
                            "web",
                            "outside",
                            "mail",
                            "integrations",
                            "integrations.provider",
                            "integrations.oauth")),
            entry(
                    "integrations.mailgun",
                    Set.of("base", "web", "mail", "intake", "emails.sending", "integrations", "integrations.provider")),
            entry(
                    "integrations.twilio",
                    Set.of(
                            "base",
                            "web",
                            "intake",
                            "leads.record",
                            "emails.suppression",
                            "sms",
                            "conversations.files",
                            "integrations",
                            "integrations.provider",
                            "integrations.messengers",
                            "integrations.mapping")),
            entry(
                    "integrations.messengers",
                    Set.of(
                            "base",
                            "web",
                            "actions",
                            "jobs",
                            "emails",
                            "emails.suppression",
                            "events",
                            "intake",
                            "leads.record",
                            "leads",
                            "sms",
                            "conversations",
                            "conversations.files",
                            "integrations",
                            "integrations.provider",
                            "integrations.mapping")),
            entry(
                    "integrations.whatsapp",
                    Set.of(
                            "base",
                            "web",
                            "intake",
                            "conversations",
                            "conversations.files",
                            "integrations",
                            "integrations.provider",
                            "integrations.mapping",
                            "integrations.messengers",
                            "integrations.meta")),
            entry(
                    "integrations.telegram",
                    Set.of(
                            "base",
                            "web",
                            "outside",
                            "intake",
                            "conversations",
                            "conversations.files",
                            "integrations",
                            "integrations.provider",
                            "integrations.mapping",
                            "integrations.messengers")),
            entry(
                    "integrations.viber",
                    Set.of(
                            "base",
                            "web",
                            "intake",
                            "conversations",
                            "conversations.files",
                            "integrations",
                            "integrations.provider",
                            "integrations.mapping",
                            "integrations.messengers")),
            entry("integrations.slack", Set.of("base", "integrations.channels")),
            entry("integrations.teams", Set.of("base", "integrations.channels")),
            entry("integrations.discord", Set.of("base", "integrations.channels")),
            entry("integrations.youtube", Set.of("integrations", "integrations.google")),
            entry(
                    "integrations.webhook",
                    Set.of("base", "intake", "integrations", "integrations.provider", "integrations.mapping")),
            entry("integrations.webform", Set.of("integrations", "integrations.webhook")),
            entry("integrations.zapier", Set.of("integrations", "integrations.webhook")),
            entry("integrations.make", Set.of("integrations", "integrations.webhook")),
            entry("integrations.n8n", Set.of("integrations", "integrations.webhook")),
            entry("integrations.twitter", Set.of("integrations", "integrations.webhook")),
            entry("integrations.snapchat", Set.of("integrations", "integrations.webhook")),
            entry("integrations.pinterest", Set.of("integrations", "integrations.webhook")),
            entry("integrations.microsoftads", Set.of("integrations", "integrations.webhook")),
            entry(
                    "intake",
                    Set.of("base", "web", "api", "panel", "jobs", "audit", "workspaces", "leads.record", "leads")),
            entry(
                    "inbound",
                    Set.of(
                            "intake",
                            "base",
                            "web",
                            "api",
                            "lymbe",
                            "panel",
                            "jobs",
                            "audit",
                            "events",
                            "workspaces",
                            "leads.record",
                            "leads",
                            "leads.api")));

    /** Whoever may import {@code base} may import these, the rooms of {@code base} excepted. */
    private static final Set<String> FOUNDATION = Set.of("base.database", "base.settings");

    /** They put the parts together, and nobody imports them. */
    private static final Set<String> LAST = Set.of("", "cli", "home", "demo");

    @ArchTest
    static void arrows_run_one_way(JavaClasses all) {
        var wrong = new TreeSet<String>();
        for (var from : all) {
            var importer = packageOf(from);
            assertThat(LAST.contains(importer) || ARROWS.containsKey(importer))
                    .as("Say here and in docs/architecture.md what %s may import", importer)
                    .isTrue();
            for (var dependency : from.getDirectDependenciesFromSelf()) {
                var to = dependency.getTargetClass().getBaseComponentType();
                var imported = packageOf(to);
                if (to.getName().startsWith("leadhub.")
                        && !imported.equals(importer)
                        && !LAST.contains(importer)
                        && !mayImport(importer, imported)) {
                    wrong.add(from.getName() + " → " + to.getName());
                }
            }
        }
        assertThat(wrong).as("imports that docs/architecture.md does not allow").isEmpty();
    }

    private static boolean mayImport(String importer, String imported) {
        var arrows = ARROWS.getOrDefault(importer, Set.of());
        return arrows.contains(imported)
                || arrows.contains("base") && FOUNDATION.contains(imported) && !importer.startsWith("base.");
    }

    /** As it stands among the arrows: {@code leads.lists} for a room that has its own; nothing for the application itself. */
    private static String packageOf(JavaClass type) {
        var name = type.getPackageName();
        if (!name.startsWith("leadhub.")) {
            return "";
        }
        var parts = name.split("\\.");
        var room = parts.length > 2 ? parts[1] + "." + parts[2] : parts[1];
        return ARROWS.containsKey(room) ? room : parts[1];
    }

    @ArchTest
    static final ArchRule packages_and_their_rooms_have_no_cycles =
            slices().assignedFrom(new PackagesAndRooms()).should().beFreeOfCycles();

    private static final class PackagesAndRooms implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return packageOf(type).isEmpty() ? SliceIdentifier.ignore() : SliceIdentifier.of(packageOf(type));
        }

        @Override
        public String getDescription() {
            return "packages and their rooms";
        }
    }

    @ArchTest
    static final ArchRule readers_know_no_connection = noClasses()
            .that()
            .resideInAPackage("leadhub.web.input")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("leadhub.web", "leadhub.web.intake");

    @ArchTest
    static final ArchRule what_comes_in_knows_no_route = noClasses()
            .that()
            .resideInAPackage("leadhub.web.intake")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("leadhub.web");

    @ArchTest
    static final ArchRule only_sql_classes_run_statements = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Sql")
            .and()
            .resideOutsideOfPackage("leadhub.base..")
            .should()
            .callMethodWhere(describe("a statement is run", ArchitectureTest::runsStatement))
            .because("SQL is visible, whole and beside its feature");

    private static boolean runsStatement(JavaMethodCall call) {
        var target = call.getTarget();
        var owner = call.getTargetOwner();
        if (owner.isEquivalentTo(Sql.class)) {
            return target.resolveMember().stream()
                    .noneMatch(method -> method.getModifiers().contains(JavaModifier.STATIC));
        }
        return owner.isAssignableTo(Statement.class)
                || owner.isAssignableTo(Connection.class)
                        && target.getName().matches("createStatement|prepareStatement|prepareCall|nativeSQL")
                || owner.getPackageName().startsWith("org.springframework.jdbc.core");
    }

    @ArchTest
    static final ArchRule work_in_the_background_is_done_where_the_workspace_is = noClasses()
            .that()
            .resideOutsideOfPackages("leadhub.base..", "leadhub.signin..")
            .and()
            // It is called by what makes workspaces, and only written down.
            .doNotHaveSimpleName("LeadRefolding")
            .should()
            .callMethod(Caller.class, "system", long.class, String.class)
            .because("phone numbers, days and texts are read by the country, zone and language of the workspace");

    @ArchTest
    static final ArchRule sql_classes_stay_in_their_package = classes()
            .that()
            .haveSimpleNameEndingWith("Sql")
            .and()
            .doNotHaveFullyQualifiedName(Sql.class.getName())
            .should()
            .bePackagePrivate();

    @ArchTest
    static final ArchRule surfaces_call_verbs_and_never_statements = noClasses()
            .that()
            .haveSimpleNameEndingWith("Api")
            .should()
            .dependOnClassesThat()
            .haveSimpleNameEndingWith("Sql");

    @ArchTest
    static final ArchRule verbs_open_transactions = methods()
            .that()
            .areAnnotatedWith(Transactional.class)
            .should()
            .bePublic()
            .andShould()
            .beDeclaredInClassesThat()
            .areAnnotatedWith(Service.class);

    @ArchTest
    static final ArchRule a_transaction_is_a_verbs_and_not_a_classes =
            noClasses().should().beAnnotatedWith(Transactional.class);

    @ArchTest
    static final ArchRule verbs_bear_the_names_of_things = classes()
            .that()
            .areAnnotatedWith(Service.class)
            .should()
            .bePublic()
            .andShould()
            .haveNameNotMatching(".*(Service|Manager|Helper|Util|Utils|Impl|Api|Sql)");

    @ArchTest
    static final ArchRule packages_are_the_business = noClasses()
            .should()
            .resideInAnyPackage(
                    "..util..",
                    "..utils..",
                    "..common..",
                    "..controllers..",
                    "..controller..",
                    "..services..",
                    "..service..",
                    "..dto..",
                    "..impl..",
                    "..model..",
                    "..repository..");

    @ArchTest
    static final ArchRule nothing_is_injected_into_fields = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.springframework.beans.factory.annotation.Autowired");

    @ArchTest
    static final ArchRule time_comes_from_the_clock = noClasses()
            .that()
            .resideOutsideOfPackages("leadhub.base..", "leadhub.cli..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now");

    @ArchTest
    static void every_package_is_null_marked(JavaClasses all) {
        assertThat(all.stream().map(JavaClass::getPackage).distinct())
                .allSatisfy(each -> assertThat(isNullMarked(each))
                        .as("%s needs a package-info with @NullMarked", each.getName())
                        .isTrue());
    }

    private static boolean isNullMarked(JavaPackage each) {
        return each.isAnnotatedWith(NullMarked.class);
    }
}
