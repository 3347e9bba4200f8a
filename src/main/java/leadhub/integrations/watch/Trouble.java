package leadhub.integrations.watch;

import java.util.Locale;
import leadhub.integrations.IntegrationHealths.InNeed;

/** Why somebody should look after an integration. */
enum Trouble {
    /** Its provider takes its token no more: nothing is fetched until somebody saves another one. */
    TOKEN_DEAD,
    /** Its token runs out within days. */
    TOKEN_EXPIRING,
    /** What came last could not be taken. */
    FAILING,
    /** Nothing has come for longer than is usual. */
    SILENT;

    static Trouble of(InNeed one) {
        if (one.integration().isTokenDead()) {
            return TOKEN_DEAD;
        }
        return one.health().needsAttention() ? FAILING : SILENT;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
