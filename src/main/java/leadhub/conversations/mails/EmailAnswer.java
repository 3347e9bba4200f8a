package leadhub.conversations.mails;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leadhub.conversations.Message;
import leadhub.emails.received.IncomingEmail;
import leadhub.web.Words;

/**
 * What somebody answered by email, as a conversation can show it.
 *
 * @param text without what it quotes
 * @param files names of what came with it
 * @param isWhole whether that is all of it
 */
public record EmailAnswer(String text, List<String> files, boolean isWhole) {
    private static final int MOST_FILES = 10;
    private static final int MOST_NAME = 100;

    /** @param ours addresses of ours that may stand in a quote */
    public static EmailAnswer of(IncomingEmail email, List<String> ours) {
        var text = WrittenText.of(email.text(), ours);
        var files = email.attachments().stream()
                .limit(MOST_FILES)
                .map(file -> cut(file.name(), MOST_NAME))
                .toList();
        var isWhole = !text.isEmpty()
                && text.length() <= Message.MOST_CHARACTERS
                && email.attachments().isEmpty()
                && !email.isCut();
        return new EmailAnswer(text, files, isWhole);
    }

    /** By which it counts once in a conversation. */
    public static String clientId(IncomingEmail email) {
        return "email-" + UUID.nameUUIDFromBytes(email.key().getBytes(StandardCharsets.UTF_8));
    }

    public boolean isEmpty() {
        return text.isEmpty() && files.isEmpty();
    }

    /** As a message. */
    public String shown(Words words) {
        return shown("", words);
    }

    /** As a note for the team. @param from the address that it says it is from */
    public String noted(Words words, String from) {
        return shown(words.say("inbox.mailed-note", from), words);
    }

    /** As a message or a note. @param head what stands above it; "" for nothing */
    String shown(String head, Words words) {
        var named = files.stream()
                .map(name -> ("[" + words.say("messenger.came.document") + "] " + name).strip())
                .collect(Collectors.joining("\n"));
        var room = Message.MOST_CHARACTERS - named.length() - head.length() - 3;
        return Stream.of(head, cut(text, room), named)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(head.isEmpty() ? "\n" : "\n\n"));
    }

    /** No letter is cut through. */
    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end).strip();
    }

    @Override
    public String toString() {
        return "EmailAnswer[" + isWhole + "]";
    }
}
