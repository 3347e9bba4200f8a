package leadhub.bots.flows;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import leadhub.conversations.Asked;
import leadhub.web.Words;

/** How the steps of a flow ask, in the language of a visitor. */
record FlowQuestions(FlowMoment moment) {
    /** What people say who agree, and who don't. */
    static final List<List<String>> YES_AND_NO = List.of(words("chat.yes"), words("chat.no"));

    private static List<String> words(String key) {
        return Words.LANGUAGES.stream()
                .flatMap(language -> Arrays.stream(Words.in(language).say(key).split("\\|")))
                .map(Spelling::of)
                .distinct()
                .toList();
    }

    String text(FlowStep step) {
        var text = step.wording().in(moment.language());
        var consent = moment.consentText();
        var isContact = step.type().equals("email") || step.type().equals("phone");
        return isContact && consent != null ? text + "\n\n" + consent : text;
    }

    /** What a page shows to answer with. */
    Asked asks(FlowStep step) {
        return switch (step) {
            case FlowStep.Choice choice ->
                new Asked(
                        "choice",
                        choice.options().stream()
                                .map(option -> option.label().in(moment.language()))
                                .toList());
            case FlowStep.Consent consent ->
                new Asked(
                        "consent",
                        Stream.of("chat.yes", "chat.no")
                                .map(key -> say(key).split("\\|")[0])
                                .toList());
            case FlowStep.Answers answers ->
                new Asked("question", List.of(FlowCommands.word(FlowCommands.Command.DONE, moment.language())));
            default -> new Asked(step.type(), List.of());
        };
    }

    String say(String key) {
        return Words.in(moment.language()).say(key);
    }
}
