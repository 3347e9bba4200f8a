package leadhub.integrations.leadmails;

import java.time.Instant;
import leadhub.integrations.mapping.Mapping;

/** That the emails of a sender tell of leads. @param sender its address, in lower case */
public record LeadMailRule(String sender, Mapping mapping, Instant updatedAt) {
    /** The most of an integration. */
    public static final int MOST = 100;
}
