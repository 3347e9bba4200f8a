package leadhub.integrations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.DeletionGuard;
import leadhub.base.Page;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.RecordKind;
import leadhub.base.Refusal;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.intake.HeldIntake;
import leadhub.intake.IntakeReason;
import leadhub.leads.Leads;
import leadhub.web.input.Errors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes, changes and removes integrations. */
@Service
public class Integrations {
    public static final IntakeReason PAUSED = IntakeReason.of(Refusal.of("integration.paused"));
    public static final Duration OVERLAP = Duration.ofHours(24);

    private final IntegrationSql sql;
    private final HookTokenSql tokens;
    private final IntegrationVault vault;
    private final Others others;
    private final Clock clock;

    /** What else has to know or be asked. */
    @Component
    record Others(
            Audit audit,
            Leads leads,
            HeldIntake held,
            FetchMarks marks,
            BackfillSql backfills,
            IntegrationTypes types,
            KnownIntegrations known,
            DeletionGuard guard) {}

    Integrations(IntegrationSql sql, HookTokenSql tokens, IntegrationVault vault, Others others, Clock clock) {
        this.sql = sql;
        this.tokens = tokens;
        this.vault = vault;
        this.others = others;
        this.clock = clock;
    }

    /** Whether there is any of a type; needs no statement. */
    public boolean isAny(Caller caller, String type) {
        return others.known().isAny(caller.workspaceId(), type);
    }

    /** What one is called, and whether it is paused. */
    public record Named(long id, String type, String name, boolean isPaused) {}

    /** Those of some types, by id; opens none. Where there is none of them it needs no statement. */
    public List<Named> named(Caller caller, String... types) {
        return Stream.of(types).noneMatch(type -> isAny(caller, type))
                ? List.of()
                : sql.named(caller.workspaceId(), types);
    }

    /** One page of them, by id. */
    public Page<Integration> list(Caller caller, Slice slice) {
        return sql.list(caller.workspaceId(), slice).map(kept -> opened(caller.workspaceId(), kept));
    }

    /** The integration, if it is this workspace's. */
    public Integration get(Caller caller, long id) {
        return opened(caller.workspaceId(), sql.find(caller.workspaceId(), id).orElseThrow(Integrations::unknown));
    }

    /** The integration; nobody else changes it until the transaction ends. */
    public Integration lock(Caller caller, long id) {
        return opened(caller.workspaceId(), sql.lock(caller.workspaceId(), id).orElseThrow(Integrations::unknown));
    }

    /** Makes one, with a URL of its own if leads come in by it. */
    @Transactional
    public Integration create(Caller caller, Integration.Terms terms) {
        caller.require(Permission.WRITE_INTEGRATIONS);
        var workspaceId = caller.workspaceId();
        check(caller, terms.target());
        if (sql.count(workspaceId) >= Integration.MOST) {
            throw new Problem.Conflict(Refusal.of("integration.too_many").with("max", Integration.MOST)).exception();
        }
        var id = sql.newId(workspaceId);
        var token = HookToken.generate();
        var sealed = vault.seal(
                workspaceId,
                id,
                new IntegrationVault.Opened(token, terms.config().secrets()));
        sql.insert(workspaceId, id, terms, sealed, Times.now(clock));
        if (others.types().get(terms.type()).hasUrl()) {
            tokens.add(workspaceId, id, terms.type(), token);
        }
        saved(workspaceId, id, null, terms);
        others.known().changed(workspaceId);
        others.audit().record(caller, "integration.created", id, null, audited(terms));
        return get(caller, id);
    }

    /** Changes what is wanted of it as it is. */
    @Transactional
    public Integration change(Caller caller, long id, Function<Integration, Integration.Terms> wanted) {
        caller.require(Permission.WRITE_INTEGRATIONS);
        var before = lock(caller, id);
        var terms = wanted.apply(before);
        check(caller, terms.target());
        var workspaceId = caller.workspaceId();
        // Whoever has lost the key begins with a new URL.
        var token = before.token() == null ? HookToken.generate() : before.token();
        if (before.token() == null && others.types().get(terms.type()).hasUrl()) {
            tokens.add(workspaceId, id, terms.type(), token);
        }
        var sealed = vault.seal(
                workspaceId,
                id,
                new IntegrationVault.Opened(token, terms.config().secrets()));
        sql.update(workspaceId, id, terms, sealed, Times.now(clock));
        if (!before.terms().config().secrets().equals(terms.config().secrets())) {
            sql.secretsSaved(workspaceId, id, Times.now(clock));
        }
        saved(workspaceId, id, before.terms(), terms);
        others.audit().record(caller, "integration.changed", id, audited(before.terms()), audited(terms));
        if (others.types().get(terms.type()) instanceof AskedType) {
            others.held().wake(workspaceId, id);
            others.marks().leave(workspaceId);
        }
        return get(caller, id);
    }

    /** Gives it another URL; the one of now is good for a day. */
    @Transactional
    public Integration rotate(Caller caller, long id) {
        caller.require(Permission.WRITE_INTEGRATIONS);
        var before = lock(caller, id);
        if (!others.types().get(before.terms().type()).hasUrl()) {
            throw new Problem.Conflict(Refusal.of("integration.no_url")).exception();
        }
        var workspaceId = caller.workspaceId();
        var now = Times.now(clock);
        var token = HookToken.generate();
        tokens.expire(workspaceId, id, now.plus(OVERLAP), now);
        tokens.add(workspaceId, id, before.terms().type(), token);
        var secrets = before.terms().config().secrets();
        sql.rotate(workspaceId, id, vault.seal(workspaceId, id, new IntegrationVault.Opened(token, secrets)), now);
        saved(workspaceId, id, before.terms(), before.terms());
        others.audit().record(caller, "integration.rotated", id, null, null);
        return get(caller, id);
    }

    /** Until when a URL from before is good; empty where there is none. */
    public Optional<Instant> overlap(Caller caller, long id) {
        return tokens.goodUntil(caller.workspaceId(), id, Times.now(clock));
    }

    /** Removes it: its URL leads nowhere any more. What came in and the leads stay. */
    @Transactional
    public void delete(Caller caller, long id) {
        delete(caller, id, false);
    }

    /** The same. @param isForced even if something names it */
    @Transactional
    public void delete(Caller caller, long id, boolean isForced) {
        caller.require(Permission.WRITE_INTEGRATIONS);
        var before = lock(caller, id);
        if (!isForced) {
            others.guard().check(caller.workspaceId(), RecordKind.INTEGRATION, Long.toString(id));
        }
        tokens.remove(caller.workspaceId(), id);
        others.backfills().delete(caller.workspaceId(), id);
        sql.delete(caller.workspaceId(), id);
        if (others.types().find(before.terms().type()).orElse(null) instanceof KeepingType type) {
            type.deleted(caller.workspaceId(), before);
        }
        others.known().changed(caller.workspaceId());
        others.audit().record(caller, "integration.deleted", id, audited(before.terms()), null);
    }

    /** In the transaction that leaves something to fetch. */
    public void fetchSoon(Caller caller) {
        others.marks().leave(caller.workspaceId());
    }

    /** Whose the token of a URL is; empty for one that isn't good. */
    public Optional<HookOwner> whose(String type, String token) {
        return tokens.find(type, token, Times.now(clock));
    }

    /** For who works in the background: one by its id. */
    public Optional<Integration> find(long workspaceId, long id) {
        return sql.find(workspaceId, id).map(kept -> opened(workspaceId, kept));
    }

    /** The first one that there is of those whom something is for; the one that got it where there is none. */
    public long owner(long workspaceId, Integration got, List<AskedType.Owner> owners) {
        for (var owner : owners) {
            var isIt = got.terms().type().equals(owner.type())
                    && got.terms().config().text(owner.field()).orElse("").equals(owner.value());
            var found = isIt ? Optional.of(got.id()) : sql.findFor(workspaceId, owner);
            if (found.isPresent()) {
                return found.get();
            }
        }
        return got.id();
    }

    private void saved(long workspaceId, long id, Integration.@Nullable Terms before, Integration.Terms after) {
        if (others.types().get(after.type()) instanceof KeepingType type) {
            type.saved(workspaceId, id, before, after);
        }
    }

    private void check(Caller caller, Target target) {
        var errors = new Errors();
        others.leads()
                .refusals(caller, null, target.place())
                .forEach((field, refusals) -> refusals.forEach(refusal -> errors.add("target." + field, refusal)));
        errors.check();
    }

    Integration opened(long workspaceId, IntegrationSql.Kept kept) {
        var opened = vault.open(workspaceId, kept.id(), kept.sealed());
        var secrets = opened.map(IntegrationVault.Opened::secrets).orElse(Map.of());
        var terms = new Integration.Terms(
                kept.type(),
                kept.name(),
                kept.isPaused(),
                new IntegrationConfig(kept.config(), secrets),
                kept.mapping(),
                kept.target());
        return new Integration(
                workspaceId,
                kept.id(),
                terms,
                opened.map(IntegrationVault.Opened::token).orElse(null),
                kept.refusal(),
                kept.createdAt(),
                kept.updatedAt());
    }

    private static Map<String, Object> audited(Integration.Terms terms) {
        var audited = new LinkedHashMap<String, Object>();
        audited.put("type", terms.type());
        audited.put("name", terms.name());
        audited.put("is_paused", terms.isPaused());
        audited.put("config", terms.config().open());
        audited.put("secrets", terms.config().secrets().keySet());
        audited.put("mapping", terms.mapping().entries());
        audited.put("target", terms.target());
        return audited;
    }

    private static RuntimeException unknown() {
        return new Problem.NotFound(Refusal.of("integration.not_found")).exception();
    }
}
