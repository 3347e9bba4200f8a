package leadhub.base;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What changes of leads bring about beyond themselves, each of which whoever changes many can switch off. */
public enum Effect {
    /** Automations start, and waiting ones are woken. */
    AUTOMATIONS,
    /** Webhooks are told, and automations send theirs. */
    WEBHOOKS,
    /** Leads get owners: those that were sent, and those that automations choose. */
    ASSIGNMENT,
    /** Automations send emails. */
    MAILS,
    /** Scores are worked out. */
    SCORING;

    /** As it is stored and spelled in APIs: {@code automations}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one that is spelled so. */
    public static Optional<Effect> of(String word) {
        return Arrays.stream(values())
                .filter(effect -> effect.word().equals(word))
                .findFirst();
    }
}
