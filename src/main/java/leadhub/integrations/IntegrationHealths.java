package leadhub.integrations;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import leadhub.base.Caller;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.intake.IntakePulses;
import org.springframework.stereotype.Component;

/** Looks how integrations do. */
@Component
public class IntegrationHealths {
    private final Integrations integrations;
    private final IntakePulses pulses;
    private final Clock clock;

    IntegrationHealths(Integrations integrations, IntakePulses pulses, Clock clock) {
        this.integrations = integrations;
        this.pulses = pulses;
        this.clock = clock;
    }

    /** One that somebody should look after. */
    public record InNeed(Integration integration, IntegrationHealth health) {}

    /** Of each of some, by their ids. */
    public Map<Long, IntegrationHealth> of(Caller caller, List<Integration> some) {
        var now = Times.now(clock);
        var found = pulses.of(
                caller.workspaceId(), some.stream().map(Integration::id).toList());
        var healths = new HashMap<Long, IntegrationHealth>();
        some.forEach(one ->
                healths.put(one.id(), IntegrationHealth.of(one, Objects.requireNonNull(found.get(one.id())), now)));
        return healths;
    }

    public IntegrationHealth of(Caller caller, Integration one) {
        return Objects.requireNonNull(of(caller, List.of(one)).get(one.id()));
    }

    /** Those that somebody should look after. */
    public List<InNeed> inNeed(Caller caller) {
        var all = integrations.list(caller, new Slice(0, Integration.MOST)).items();
        var healths = of(caller, all);
        return all.stream()
                .map(one -> new InNeed(one, Objects.requireNonNull(healths.get(one.id()))))
                .filter(one -> one.health().isToBeSeenTo())
                .toList();
    }
}
