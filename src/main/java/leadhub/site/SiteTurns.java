package leadhub.site;

import java.util.function.Supplier;
import leadhub.base.FairShares;
import leadhub.web.Turns;
import org.springframework.stereotype.Component;

/** Strangers share what one workspace may have of the connections to the database, and have none while they send or listen. */
@Component
final class SiteTurns {
    private final Turns turns;

    SiteTurns(Turns turns) {
        this.turns = turns;
    }

    /** A turn that lasts until its answer is sent. */
    Turns.Turn begin() {
        return turns.begin(FairShares.NOBODY);
    }

    /** One that answers nothing. */
    <T> T in(Supplier<T> work) {
        try (var turn = begin()) {
            return work.get();
        }
    }
}
