package leadhub.intake;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How something came in. */
public enum IntakeSource {
    /** Kept for later: leads that programs create are in the audit log. */
    API,
    INBOUND,
    FORM,
    /** A generic webhook. */
    WEBHOOK,
    INTEGRATION,
    /** At the URL of an automation. */
    AUTOMATION,
    EMAIL,
    CHAT;

    /** As it is stored and told: {@code inbound}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The source of a word; empty if there is none such. */
    public static Optional<IntakeSource> of(String word) {
        return Arrays.stream(values())
                .filter(source -> source.word().equals(word))
                .findFirst();
    }
}
