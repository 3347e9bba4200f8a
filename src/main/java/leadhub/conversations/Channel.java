package leadhub.conversations;

import java.util.Arrays;
import java.util.Locale;

/** By what somebody talks to us. A word that is stored is never renamed. */
public enum Channel {
    CHAT;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Channel of(String word) {
        return Arrays.stream(values())
                .filter(channel -> channel.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No channel is called " + word));
    }
}
