package leadhub.integrations.hooks;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import leadhub.base.Actor;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.base.settings.Settings;
import leadhub.intake.IntakeLedger;
import leadhub.intake.IntakeOutcome;
import leadhub.intake.IntakeQuota;
import leadhub.intake.NewIntake;
import leadhub.integrations.HandshakeType;
import leadhub.integrations.HookOwner;
import leadhub.integrations.HookType;
import leadhub.integrations.Integration;
import leadhub.integrations.IntegrationRefusals;
import leadhub.integrations.IntegrationTypes;
import leadhub.integrations.Integrations;
import leadhub.integrations.fetching.Fetches;
import leadhub.site.SiteAnswer;
import leadhub.site.SiteCall;
import leadhub.site.SiteRoutes;
import leadhub.site.SiteTerms;
import leadhub.web.Call;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The URLs that providers post to: whoever knows one may write into the ledger, and learns nothing. */
@Component
public class IntegrationHooks implements SiteRoutes.Provider {
    private static final int MOST_BYTES = 1 << 20;
    /** Of one post: each is a row. */
    private static final int MOST_ITEMS = 1_000;

    private static final Map<String, String> RECEIVED = Map.of("status", "received");
    private static final Map<String, String> DUPLICATE = Map.of("status", "duplicate");
    private static final Map<String, String> REJECTED = Map.of("status", "rejected");

    /** For providers that send again whatever isn't answered so. */
    private static final int NOT_ACCEPTABLE = 406;

    private final Known known;
    private final Clock clock;
    private final Counters counters;

    /** The integrations behind tokens, and their types. */
    @Component
    record Known(
            Integrations integrations,
            IntegrationTypes types,
            IntegrationRefusals refusals,
            IntakeQuota quota,
            UsedSignatures signatures,
            Settings settings,
            Inbox inbox) {
        /** Empty if somebody has deleted it in this moment. */
        Optional<Integration> find(HookOwner owner) {
            return integrations.find(owner.workspaceId(), owner.integrationId());
        }
    }

    /** Writes down what came in one post, and has fetched what has to be. */
    @Service
    public static class Inbox {
        private final IntakeLedger ledger;
        private final Fetches fetches;

        Inbox(IntakeLedger ledger, Fetches fetches) {
            this.ledger = ledger;
            this.fetches = fetches;
        }

        @Transactional
        public void accept(long workspaceId, HookType.Received received) {
            ledger.accept(workspaceId, received.items());
            if (!received.notices().isEmpty()) {
                fetches.later(workspaceId, ledger.hold(workspaceId, received.notices()));
            }
        }

        /** All of it or nothing, for a provider that is answered with a failure sends all again. */
        @Transactional
        public void ignore(long workspaceId, HookType.Received received, Refusal why) {
            Stream.concat(received.items().stream(), received.notices().stream())
                    .forEach(item -> ledger.keep(workspaceId, item, IntakeOutcome.ignored(why)));
        }
    }

    /** What is not written into the ledger is counted. */
    @Component
    static final class Counters {
        private final Counter unknown;
        private final Counter refused;

        Counters(MeterRegistry meters) {
            this.unknown = meters.counter("leadhub.hooks.unknown");
            this.refused = meters.counter("leadhub.hooks.refused");
        }
    }

    IntegrationHooks(Known known, Clock clock, Counters counters) {
        this.known = known;
        this.clock = clock;
        this.counters = counters;
    }

    @Override
    public void declare(SiteRoutes routes) {
        routes.post("/hooks/{type}/{token}", this::terms, MOST_BYTES, this::receive)
                .get("/hooks/{type}/{token}", this::terms, this::greet);
    }

    /** Bodies of those who know a token get more of the memory for all. */
    private SiteTerms terms(Call call) {
        return known.integrations()
                .whose(call.text(0), call.text(1))
                .map(SiteTerms::ofKnownSender)
                .orElse(SiteTerms.USUAL);
    }

    /** Of a type that isn't asked, there is no such page; an unknown token is as wrong as a wrong secret. */
    private SiteAnswer greet(SiteCall call) {
        if (!(known.types().find(call.text(0)).orElse(null) instanceof HandshakeType type)) {
            throw new Problem.MethodNotAllowed(Set.of("POST", "OPTIONS")).exception();
        }
        var owner = call.sender(HookOwner.class).orElse(null);
        var integration = owner == null ? null : known.find(owner).orElse(null);
        if (owner == null || integration == null) {
            counters.unknown.increment();
            throw new Problem.Forbidden(Refusal.of("integration.handshake")).exception();
        }
        try {
            var greeting = type.greet(call.query(), integration.terms().config());
            return new SiteAnswer.Content(
                    200, greeting.contentType(), greeting.body().getBytes(StandardCharsets.UTF_8));
        } catch (ProblemException e) {
            refused(owner, Refusal.of("integration.handshake"));
            throw e;
        }
    }

    /** An unknown token is answered as a known one is, so that nobody can look for them. */
    private SiteAnswer receive(SiteCall call) {
        var owner = call.sender(HookOwner.class).orElse(null);
        var integration = owner == null ? null : known.find(owner).orElse(null);
        if (owner == null
                || integration == null
                || !(known.types().get(integration.terms().type()) instanceof HookType type)) {
            counters.unknown.increment();
            return SiteAnswer.json(200, RECEIVED);
        }
        return received(call, owner, integration, type);
    }

    private SiteAnswer received(SiteCall call, HookOwner owner, Integration integration, HookType type) {
        var actor = new Actor(
                Actor.Kind.INTEGRATION, integration.id(), integration.terms().name());
        known.quota().take(owner.workspaceId(), type.source(), integration.id(), call.bytes().length);
        var whole = NewIntake.of(type.source(), integration.id(), actor, call.raw());
        var hook =
                new HookType.Hook(whole, name -> call.header(name).orElse(null), urls(call.call()), Times.now(clock));
        return type.goodOnce(hook)
                .map(once -> receivedOnce(hook, owner, integration, type, once))
                .orElseGet(() -> received(hook, owner, integration, type));
    }

    /** As those outside see us, and as the request itself says. */
    private List<String> urls(Call call) {
        var query = call.query().whole();
        var rest = call.path() + (query.isEmpty() ? "" : "?" + query);
        return Stream.of(known.settings().baseUrl(), call.origin())
                .filter(Objects::nonNull)
                .distinct()
                .map(origin -> origin + rest)
                .toList();
    }

    /** What is signed for one post alone. */
    private SiteAnswer receivedOnce(
            HookType.Hook hook, HookOwner owner, Integration integration, HookType type, String once) {
        try {
            type.receive(hook, integration.terms().config());
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Unauthorized) {
                return rejected(owner);
            }
            throw e;
        }
        return switch (known.signatures().use(owner, once, hook.whole().body(), hook.at())) {
            case FRESH -> received(hook, owner, integration, type);
            // It may not have been written down before, where the database was away in between; otherwise the ledger
            // knows it.
            case SAME -> {
                received(hook, owner, integration, type);
                yield SiteAnswer.json(200, DUPLICATE);
            }
            case ANOTHER -> rejected(owner);
        };
    }

    private SiteAnswer rejected(HookOwner owner) {
        refused(owner, Refusal.of("integration.signature"));
        return SiteAnswer.json(NOT_ACCEPTABLE, REJECTED);
    }

    private SiteAnswer received(HookType.Hook hook, HookOwner owner, Integration integration, HookType type) {
        var received = verified(hook, owner, integration, type);
        if (received.items().size() + received.notices().size() > MOST_ITEMS) {
            throw new Problem.TooLarge().exception();
        }
        if (integration.terms().isPaused()) {
            known.inbox().ignore(owner.workspaceId(), received, Refusal.of("integration.paused"));
        } else {
            known.inbox().accept(owner.workspaceId(), received);
        }
        return received.answer() instanceof HandshakeType.Greeting(var contentType, var body)
                ? new SiteAnswer.Content(200, contentType, body.getBytes(StandardCharsets.UTF_8))
                : SiteAnswer.json(200, received.answer());
    }

    private HookType.Received verified(HookType.Hook hook, HookOwner owner, Integration integration, HookType type) {
        try {
            return type.receive(hook, integration.terms().config());
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Unauthorized) {
                refused(owner, Refusal.of("integration.signature"));
            } else if (e.problem() instanceof Problem.Forbidden(var why)) {
                refused(owner, why);
            }
            throw e;
        }
    }

    private void refused(HookOwner owner, Refusal why) {
        counters.refused.increment();
        known.refusals().refused(owner.workspaceId(), owner.integrationId(), why);
    }
}
