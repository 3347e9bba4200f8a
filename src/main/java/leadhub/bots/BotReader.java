package leadhub.bots;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import leadhub.base.Caller;
import leadhub.base.Change;
import leadhub.base.Refusal;
import leadhub.site.AllowedHosts;
import leadhub.web.Words;
import leadhub.web.input.Colors;
import leadhub.web.input.Input;
import leadhub.web.input.WebUrls;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Reads bots from bodies: of the API, and of forms of the panel that are made into the same. */
@Component
public class BotReader {
    private static final int MOST_HOSTS = 100;
    private static final int MOST_WORD = 255;
    private static final int MOST_DAYS = 3_650;
    /** The accent of our own pages. */
    private static final String USUAL_COLOR = "#4f46e5";

    /** A bot to be made: active, in the workspace's language, and asking for an email where nothing else is said. */
    public BotTerms create(Caller caller, Input input) {
        input.require("name");
        return change(input).over(usual(caller));
    }

    /** What a new bot is where nothing is said of it. */
    public BotTerms usual(Caller caller) {
        return new BotTerms(
                "", language(caller), BotTexts.USUAL, Map.of(), USUAL_COLOR, null, List.of(), true, true, false, null);
    }

    private static String language(Caller caller) {
        var language = caller.region().language();
        return language != null && Words.LANGUAGES.contains(language) ? language : "en";
    }

    /** What is set. */
    public BotChange change(Input input) {
        var change = new BotChange(
                input.solidText("name", Bot.MOST_NAME),
                language(input),
                texts(input),
                translations(input),
                color(input),
                input.text("avatar_url", WebUrls.MOST_CHARACTERS, WebUrls::isValid, Refusal.of("url")),
                hosts(input),
                flag(input, "is_active", true),
                flag(input, "asks_email", true),
                flag(input, "asks_phone", false),
                retention(input));
        input.errors().check();
        return change;
    }

    private static Change<String> language(Input input) {
        input.requireIfPresent("language");
        return input.text("language", MOST_WORD, Words.LANGUAGES::contains, Refusal.of("in"))
                .map(word -> Objects.requireNonNullElse(word, "en"));
    }

    private static Change<String> color(Input input) {
        return input.node().path("primary_color").isNull()
                ? Change.set(USUAL_COLOR)
                : Colors.read(input, "primary_color");
    }

    private static BotChange.Texts texts(Input input) {
        return new BotChange.Texts(
                input.text("greeting", BotTexts.MOST_CHARACTERS),
                input.text("answer", BotTexts.MOST_CHARACTERS),
                input.text("consent_text", BotTexts.MOST_CHARACTERS));
    }

    private static Change<Boolean> flag(Input input, String name, boolean usual) {
        return input.bool(name).map(flag -> flag == null ? (Boolean) usual : flag);
    }

    private static Change<@Nullable Integer> retention(Input input) {
        return input.integer("retention_days").map(days -> {
            if (days != null && (days < 1 || days > MOST_DAYS)) {
                input.reject(
                        "retention_days", Refusal.of("between").with("min", 1).with("max", MOST_DAYS));
                return null;
            }
            return days == null ? null : (Integer) days.intValue();
        });
    }

    private static Change<List<String>> hosts(Input input) {
        var hosts = input.texts("allowed_hosts", MOST_HOSTS, MOST_WORD);
        var names = hosts.over(null);
        for (var i = 0; names != null && i < names.size(); i++) {
            if (!AllowedHosts.isHost(names.get(i))) {
                input.reject("allowed_hosts." + i, Refusal.of("form.host"));
            }
        }
        return hosts.map(all -> all == null ? List.of() : all);
    }

    /** Given whole: a language that isn't said is spoken no more. */
    private static Change<Map<String, BotTexts>> translations(Input input) {
        return input.object("translations").map(sent -> {
            var all = new LinkedHashMap<String, BotTexts>();
            if (sent != null) {
                for (var member : sent.properties()) {
                    var path = "translations." + member.getKey();
                    if (!Words.LANGUAGES.contains(member.getKey())) {
                        input.reject(path, Refusal.of("in"));
                    } else if (member.getValue() instanceof ObjectNode object) {
                        all.put(member.getKey(), translation(input, object, path));
                    } else {
                        input.reject(path, Refusal.of("array"));
                    }
                }
            }
            return all;
        });
    }

    private static BotTexts translation(Input input, ObjectNode object, String path) {
        var part = new Input(object);
        var texts = texts(part).over(BotTexts.USUAL);
        part.errors()
                .byField()
                .forEach((field, refusals) -> refusals.forEach(refusal -> input.reject(path + "." + field, refusal)));
        return texts;
    }
}
