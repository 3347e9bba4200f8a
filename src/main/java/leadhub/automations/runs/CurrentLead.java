package leadhub.automations.runs;

import java.util.Optional;
import java.util.function.Supplier;
import leadhub.conditions.Facts;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadFacts;
import org.jspecify.annotations.Nullable;

/** A lead as it is now, which is read when the first condition asks for something. */
final class CurrentLead implements Facts {
    private final Supplier<Optional<Lead>> ask;
    private @Nullable Facts known;

    CurrentLead(Supplier<Optional<Lead>> ask) {
        this.ask = ask;
    }

    @Override
    public @Nullable Object value(String field) {
        var facts = known;
        if (facts == null) {
            facts = ask.get().<Facts>map(LeadFacts::new).orElse(none -> null);
            known = facts;
        }
        return facts.value(field);
    }
}
