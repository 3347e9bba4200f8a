package leadhub.conversations;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** By what somebody talks to us. A word that is stored is never renamed. */
public enum Channel {
    /** The chat of a website. */
    CHAT,
    WHATSAPP,
    TELEGRAM,
    VIBER;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Channel> ofWord(String word) {
        return Arrays.stream(values())
                .filter(channel -> channel.word().equals(word))
                .findFirst();
    }

    static Channel of(String word) {
        return ofWord(word).orElseThrow(() -> new IllegalStateException("No channel is called " + word));
    }
}
