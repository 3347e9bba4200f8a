package leadhub.intake;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** As the API tells it: what came at an automation's URL is a webhook like any other. */
    public String told() {
        return this == AUTOMATION ? WEBHOOK.word() : word();
    }

    /** Those that the API tells by a word; none if there is no such word. */
    public static Set<IntakeSource> toldAs(String word) {
        return Arrays.stream(values())
                .filter(source -> source.told().equals(word))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** As it is stored: {@code inbound}. */
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
