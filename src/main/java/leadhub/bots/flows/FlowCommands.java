package leadhub.bots.flows;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import leadhub.web.Words;

/** What visitors can say at any step, in any language: that they want a person, the question before, or to start over. */
public final class FlowCommands {
    private static final int MOST_CHARACTERS = 120;
    private static final Map<Command, List<String>> PHRASES = phrases();

    private FlowCommands() {}

    public enum Command {
        /** Also in the middle of a sentence. */
        PERSON,
        BACK,
        RESTART,
        /** There is nothing more to ask. */
        DONE;

        private String key() {
            return "chat.command." + name().toLowerCase(Locale.ROOT);
        }
    }

    private static Map<Command, List<String>> phrases() {
        var all = new EnumMap<Command, List<String>>(Command.class);
        for (var command : Command.values()) {
            all.put(
                    command,
                    Words.LANGUAGES.stream()
                            .flatMap(language -> Arrays.stream(
                                    Words.in(language).say(command.key()).split("\\|")))
                            .map(Spelling::of)
                            .distinct()
                            .toList());
        }
        return all;
    }

    /** What a message asks for; nothing, as nearly always. */
    public static Optional<Command> in(String text) {
        if (text.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        var said = Spelling.of(text);
        return Arrays.stream(Command.values())
                .filter(command -> PHRASES.getOrDefault(command, List.of()).stream()
                        .anyMatch(phrase -> isMeant(command, phrase, said)))
                .findFirst();
    }

    /** A word alone may be part of anything; several words are what they say. */
    private static boolean isMeant(Command command, String phrase, String said) {
        var isClear = phrase.contains(" ") || phrase.codePoints().anyMatch(c -> c > 0x2fff);
        return said.equals(phrase) || command == Command.PERSON && isClear && FlowAnswers.isIn(phrase, said);
    }

    /** How the visitor says it in that language. */
    public static String word(Command command, String language) {
        return Words.in(language).say(command.key()).split("\\|")[0];
    }
}
