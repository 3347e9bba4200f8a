package leadhub.automations.hooks;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import leadhub.automations.KnownAutomations;
import leadhub.base.Actor;
import leadhub.intake.IntakeLedger;
import leadhub.intake.IntakeQuota;
import leadhub.intake.IntakeSource;
import leadhub.intake.NewIntake;
import leadhub.site.SiteAnswer;
import leadhub.site.SiteCall;
import leadhub.site.SiteRoutes;
import leadhub.site.SiteTerms;
import leadhub.web.Call;
import org.springframework.stereotype.Component;

/** The URLs that start automations: whoever knows one may write into the ledger, and learns nothing. */
@Component
class HookSite implements SiteRoutes.Provider {
    private static final String BEFORE_TOKEN = "/hooks/automations/";
    private static final int MOST_BYTES = 1 << 20;
    private static final Map<String, String> RECEIVED = Map.of("status", "received");

    private final Hooks hooks;
    private final KnownAutomations known;
    private final IntakeLedger ledger;
    private final IntakeQuota quota;
    private final Counter unknown;

    HookSite(Hooks hooks, KnownAutomations known, IntakeLedger ledger, IntakeQuota quota, MeterRegistry meters) {
        this.hooks = hooks;
        this.known = known;
        this.ledger = ledger;
        this.quota = quota;
        this.unknown = meters.counter("leadhub.hooks.unknown");
    }

    static String path(String token) {
        return BEFORE_TOKEN + token;
    }

    @Override
    public void declare(SiteRoutes routes) {
        routes.post(BEFORE_TOKEN + "{token}", this::terms, MOST_BYTES, this::receive);
    }

    /** Bodies of those who know a token get more of the memory for all. */
    private SiteTerms terms(Call call) {
        return hooks.owner(call.text(0)).map(SiteTerms::ofKnownSender).orElse(SiteTerms.USUAL);
    }

    /** An unknown token is answered as a known one is, so that nobody can look for them. */
    private SiteAnswer receive(SiteCall call) {
        var owner = call.sender(HookSql.Owner.class).orElse(null);
        if (owner == null) {
            unknown.increment();
            return SiteAnswer.json(200, RECEIVED);
        }
        var id = owner.automationId();
        var name = known.find(owner.workspaceId(), id)
                .map(one -> one.automation().name())
                .orElse("");
        quota.take(owner.workspaceId(), IntakeSource.AUTOMATION, id, call.bytes().length);
        var actor = new Actor(Actor.Kind.INBOUND, id, name);
        ledger.accept(owner.workspaceId(), List.of(NewIntake.of(IntakeSource.AUTOMATION, id, actor, call.raw())));
        return SiteAnswer.json(200, RECEIVED);
    }
}
