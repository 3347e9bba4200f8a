package leadhub.webhooks;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Page;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Slice;
import leadhub.base.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes, changes and removes webhooks. */
@Service
public class Webhooks {
    private final WebhookSql sql;
    private final WebhookVault vault;
    private final KnownWebhooks known;
    private final Audit audit;
    private final Clock clock;

    Webhooks(WebhookSql sql, WebhookVault vault, KnownWebhooks known, Audit audit, Clock clock) {
        this.sql = sql;
        this.vault = vault;
        this.known = known;
        this.audit = audit;
        this.clock = clock;
    }

    /** A webhook and its secret, which is shown this once. */
    public record Made(Webhook webhook, String secret) {
        @Override
        public String toString() {
            return "Made[" + webhook + "]";
        }
    }

    /** All of them, by id. */
    public List<Webhook> all(Caller caller) {
        return sql.all(caller.workspaceId()).stream()
                .map(kept -> opened(caller, kept))
                .toList();
    }

    /** One page of them, by id. */
    public Page<Webhook> list(Caller caller, Slice slice) {
        return sql.list(caller.workspaceId(), slice).map(kept -> opened(caller, kept));
    }

    /** The webhook, if it is this workspace's. */
    public Webhook get(Caller caller, long id) {
        return opened(caller, sql.find(caller.workspaceId(), id).orElseThrow(Webhooks::unknown));
    }

    /** The webhook; nobody else changes it until the transaction ends. */
    Webhook lock(Caller caller, long id) {
        return opened(caller, locked(caller, id));
    }

    /** Makes a webhook. */
    @Transactional
    public Made create(Caller caller, NewWebhook wanted) {
        caller.require(Permission.WRITE_INTEGRATIONS);
        var workspaceId = caller.workspaceId();
        sql.lockAll(workspaceId);
        if (sql.count(workspaceId) >= Webhook.MOST) {
            throw new Problem.Conflict(Refusal.of("webhook.too_many").with("max", Webhook.MOST)).exception();
        }
        var secret = Objects.requireNonNullElseGet(wanted.secret(), WebhookSecrets::generate);
        var id = sql.newId(workspaceId);
        var terms = wanted.terms();
        var sealed = vault.seal(workspaceId, id, WebhookSecrets.of(secret), terms.headers());
        sql.insert(workspaceId, id, terms, sealed, wanted.isActive(), Times.now(clock));
        var webhook = get(caller, id);
        audit.record(caller, "webhook.created", id, null, audited(webhook));
        known.changedEverywhere(workspaceId);
        return new Made(webhook, secret);
    }

    /** Changes what is set. One that is switched on begins anew: what failed before doesn't count any more. */
    @Transactional
    public Webhook change(Caller caller, long id, WebhookChange change) {
        caller.require(Permission.WRITE_INTEGRATIONS);
        var kept = locked(caller, id);
        var before = opened(caller, kept);
        var terms = change.over(before.terms());
        var sealed = change.headers().isSet()
                ? vault.seal(caller.workspaceId(), id, secrets(caller, kept), terms.headers())
                : kept.sealed();
        sql.update(
                caller.workspaceId(), id, terms, sealed, change.isActive().over(before.isActive()), Times.now(clock));
        var after = get(caller, id);
        audit.record(caller, "webhook.changed", id, audited(before), audited(after));
        known.changedEverywhere(caller.workspaceId());
        return after;
    }

    /**
     * Gives a webhook another secret. If one was given to it before and that overlap isn't over, all of them sign until the
     * later end.
     *
     * @param secret of one's own; null has one made
     * @param overlap how long the one of now signs too; zero ends it at once
     */
    @Transactional
    public Made rotate(Caller caller, long id, @Nullable String secret, Duration overlap) {
        caller.require(Permission.WRITE_INTEGRATIONS);
        var kept = locked(caller, id);
        var now = Times.now(clock);
        var opened = vault.open(caller.workspaceId(), id, kept.sealed()).orElse(null);
        var next = Objects.requireNonNullElseGet(secret, WebhookSecrets::generate);
        var until = overlap.isZero() || opened == null ? null : now.plus(overlap);
        var secrets = opened == null
                ? WebhookSecrets.of(next)
                : opened.secrets(kept.previousSecretUntil()).rotated(next, until, now);
        var sealed = vault.seal(caller.workspaceId(), id, secrets, opened == null ? Map.of() : opened.headers());
        sql.rotate(caller.workspaceId(), id, sealed, secrets.previousUntil(), now);
        audit.record(caller, "webhook.rotated", id, null, Map.of("overlap_hours", overlap.toHours()));
        known.changedEverywhere(caller.workspaceId());
        return new Made(get(caller, id), next);
    }

    /** The secrets before the one of now sign no longer. */
    @Transactional
    public void endOverlap(Caller caller, long id) {
        caller.require(Permission.WRITE_INTEGRATIONS);
        var kept = locked(caller, id);
        var opened = vault.open(caller.workspaceId(), id, kept.sealed()).orElse(null);
        if (opened == null || opened(caller, kept).previousSecretUntil() == null) {
            return;
        }
        var sealed = vault.seal(caller.workspaceId(), id, WebhookSecrets.of(opened.secret()), opened.headers());
        sql.rotate(caller.workspaceId(), id, sealed, null, Times.now(clock));
        audit.record(caller, "webhook.overlap_ended", id, null, null);
        known.changedEverywhere(caller.workspaceId());
    }

    /** Removes a webhook: nothing is delivered to it any more. */
    @Transactional
    public void delete(Caller caller, long id) {
        caller.require(Permission.WRITE_INTEGRATIONS);
        var webhook = lock(caller, id);
        sql.remove(caller.workspaceId(), id, Times.now(clock));
        audit.record(caller, "webhook.deleted", id, audited(webhook), null);
        known.changedEverywhere(caller.workspaceId());
    }

    private KeptWebhook locked(Caller caller, long id) {
        return sql.lock(caller.workspaceId(), id).orElseThrow(Webhooks::unknown);
    }

    private Webhook opened(Caller caller, KeptWebhook kept) {
        return kept.open(vault.open(caller.workspaceId(), kept.id(), kept.sealed())
                        .orElse(null))
                .at(Times.now(clock));
    }

    /** Whoever has lost the key has to make a new secret first. */
    private WebhookSecrets secrets(Caller caller, KeptWebhook kept) {
        return vault.open(caller.workspaceId(), kept.id(), kept.sealed())
                .map(opened -> opened.secrets(kept.previousSecretUntil()))
                .orElseThrow(() -> new Problem.Conflict(Refusal.of("webhook.secret_lost")).exception());
    }

    private static Map<String, Object> audited(Webhook webhook) {
        var audited = new LinkedHashMap<String, Object>();
        var terms = webhook.terms();
        audited.put("name", terms.name());
        audited.put("target_url", terms.targetUrl());
        audited.put("events", terms.events());
        if (terms.conditions() != null) {
            audited.put("conditions", terms.conditions());
        }
        audited.put("headers", terms.headers().keySet());
        audited.put("is_active", webhook.isActive());
        return audited;
    }

    private static RuntimeException unknown() {
        return new Problem.NotFound(Refusal.of("webhook.not_found")).exception();
    }
}
