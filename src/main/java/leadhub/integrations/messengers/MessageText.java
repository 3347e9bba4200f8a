package leadhub.integrations.messengers;

import java.util.Objects;
import java.util.Optional;
import leadhub.conversations.Message;
import leadhub.conversations.files.AnnouncedFile;
import leadhub.web.Words;
import org.jspecify.annotations.Nullable;

/**
 * What a message says. What is no text is named, with what is written beside it.
 *
 * @param kind {@code photo}, {@code location} and so on, a key of the messages below {@code messenger.came}; null for a text alone
 * @param text "" for none
 * @param file what is to be fetched; null for nothing
 */
public record MessageText(
        @Nullable String kind, String text, @Nullable AnnouncedFile file) {
    private static final String KEYS = "messenger.came.";

    public MessageText(@Nullable String kind, String text) {
        this(kind, text, null);
    }

    public static MessageText of(String text) {
        return new MessageText(null, text);
    }

    public MessageText with(Optional<AnnouncedFile> sent) {
        return new MessageText(kind, text, sent.orElse(null));
    }

    /** As it stands in the conversation, in the team's language. */
    String shown(Words words) {
        if (kind == null) {
            return cut(text.strip());
        }
        var key = words.knows(KEYS + kind) ? KEYS + kind : KEYS + "other";
        return cut(("[" + words.say(key) + "] " + text.strip()).strip());
    }

    boolean isEmpty() {
        return kind == null && text.isBlank();
    }

    /** None of the providers lets anybody write that much. */
    private static String cut(String text) {
        if (text.codePointCount(0, text.length()) <= Message.MOST_CHARACTERS) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, Message.MOST_CHARACTERS));
    }

    @Override
    public String toString() {
        return "MessageText[" + Objects.requireNonNullElse(kind, "text") + "]";
    }
}
