package leadhub.integrations.emailimap;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import leadhub.base.Json;
import leadhub.base.Refusal;
import tools.jackson.databind.JsonNode;

/** What the ledger keeps of an email that can't be read: which it is, so that it can be fetched once more, and why. */
record UnreadEmail(
        @JsonProperty("unreadable") Why why,
        @JsonProperty("uid_validity") long validity,
        long uid) {

    /** Why it isn't there. */
    enum Why {
        /** It is no email, or one that is broken. */
        UNREADABLE,
        /** The mail server can't hand it over. */
        NOT_FETCHED,
        /** It is in the mailbox no more. */
        GONE;

        Refusal refusal() {
            return switch (this) {
                case UNREADABLE -> Refusal.of("email.unreadable");
                case NOT_FETCHED -> Refusal.of("email.not_fetched");
                case GONE -> Refusal.of("email.gone");
            };
        }
    }

    /** Empty if the row has an email. */
    static Optional<UnreadEmail> of(JsonNode row) {
        if (!row.has("unreadable")) {
            return Optional.empty();
        }
        // Older rows don't say by which numbering.
        return Optional.of(
                row.has("uid_validity")
                        ? Json.MAPPER.treeToValue(row, UnreadEmail.class)
                        : new UnreadEmail(Why.UNREADABLE, 0, row.path("uid").asLong()));
    }

    /** By which it counts once. */
    String key() {
        return "uid:" + validity + ":" + uid;
    }
}
