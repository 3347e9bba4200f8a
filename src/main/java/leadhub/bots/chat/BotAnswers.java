package leadhub.bots.chat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Times;
import leadhub.bots.BotTerms;
import leadhub.conversations.TeamRules;
import leadhub.hours.Hours;
import leadhub.web.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** What a bot says that has no flow: a greeting, its answer, and then what it needs so that somebody can come back to the visitor. */
@Component
class BotAnswers {
    private static final int MOST_ASKED = 2;

    private final Hours hours;
    private final TeamRules team;
    private final Clock clock;

    BotAnswers(Hours hours, TeamRules team, Clock clock) {
        this.hours = hours;
        this.team = team;
        this.clock = clock;
    }

    /**
     * What it remembers of a conversation.
     *
     * @param asked how often it has asked for a contact
     * @param thanked whether it has said that it has one
     */
    record State(int answers, int asked, boolean thanked) {
        /** What is kept; nothing is, at first. */
        static State of(String json) {
            var node = Json.MAPPER.readTree(json);
            return new State(
                    node.path("answers").asInt(0),
                    node.path("asked").asInt(0),
                    node.path("thanked").asBoolean(false));
        }

        /** What is kept then, with what is no business of it. */
        String kept(String before) {
            var kept = (ObjectNode) Json.MAPPER.readTree(before);
            return Json.write(kept.put("answers", answers).put("asked", asked).put("thanked", thanked));
        }
    }

    /** What it says, and what it remembers then. */
    record Step(List<String> texts, State state) {}

    String greeting(BotTerms terms, String language) {
        return Objects.requireNonNullElseGet(
                terms.texts(language).greeting(), () -> Words.in(language).say("chat.greeting"));
    }

    /** @param isReachable whether the visitor has said now, or before, how to reach them */
    Step next(Caller caller, BotTerms terms, String language, State state, boolean isReachable) {
        var words = Words.in(language);
        var texts = new ArrayList<String>();
        if (isReachable && !state.thanked()) {
            texts.add(words.say("chat.thanks"));
            return new Step(texts, new State(state.answers() + 1, state.asked(), true));
        }
        if (state.answers() == 0) {
            texts.add(first(caller, terms, language));
        }
        var asks = !isReachable && (terms.asksEmail() || terms.asksPhone()) && state.asked() < MOST_ASKED;
        if (asks) {
            texts.add(ask(terms, language));
        }
        if (texts.isEmpty() && state.answers() == MOST_ASKED) {
            texts.add(words.say("chat.offer"));
        }
        return new Step(texts, new State(state.answers() + 1, state.asked() + (asks ? 1 : 0), state.thanked()));
    }

    /** The same for a question that was answered: whoever has been helped may be asked how to reach them. */
    Step known(BotTerms terms, String language, State state, String answer, boolean isReachable) {
        var asks = !isReachable && (terms.asksEmail() || terms.asksPhone()) && state.asked() == 0;
        return new Step(
                asks ? List.of(answer, ask(terms, language)) : List.of(answer),
                new State(state.answers() + 1, state.asked() + (asks ? 1 : 0), state.thanked()));
    }

    /** What is said to somebody who wants a person. */
    String waiting(Caller caller, String language) {
        return Words.in(language).say(team.isSomebodyThere(caller) ? "chat.waiting" : "chat.nobody-there");
    }

    boolean isOpen(Caller caller) {
        var now = Times.now(clock);
        return hours.nextOpen(caller, now).equals(now);
    }

    private String first(Caller caller, BotTerms terms, String language) {
        var own = terms.texts(language).answer();
        if (!isOpen(caller)) {
            var closed = Words.in(language).say("chat.closed");
            return own == null ? closed : own + "\n\n" + closed;
        }
        return own == null ? Words.in(language).say("chat.answer") : own;
    }

    /** Asks for what the bot is to ask for; with what somebody agrees to who answers. */
    String ask(BotTerms terms, String language) {
        var words = Words.in(language);
        var question = terms.asksEmail() && terms.asksPhone()
                ? words.say("chat.ask.either")
                : words.say(terms.asksEmail() ? "chat.ask.email" : "chat.ask.phone");
        var consent = consent(terms, language);
        return consent == null ? question : question + "\n\n" + consent;
    }

    static @Nullable String consent(BotTerms terms, String language) {
        return terms.texts(language).consent();
    }
}
