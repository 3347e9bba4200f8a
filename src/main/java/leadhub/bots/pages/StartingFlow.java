package leadhub.bots.pages;

import leadhub.base.Json;
import leadhub.web.Words;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a new bot does, by what it begins with: a whole flow in all languages, which can be published as it is. */
final class StartingFlow {
    private final String language;
    private int number;

    private StartingFlow(String language) {
        this.language = language;
    }

    /** @param language the bot's own */
    static ArrayNode of(BotStart start, String language) {
        var flow = new StartingFlow(language);
        var steps = Json.MAPPER.createArrayNode();
        switch (start) {
            case CONTACT -> flow.contact(steps);
            case DEMO -> flow.demo(steps);
            case SUPPORT -> flow.support(steps);
            case AFTER_HOURS -> flow.afterHours(steps);
        }
        return steps;
    }

    private void contact(ArrayNode steps) {
        asks(steps, "text", "question").put("field", "notes");
        asks(steps, "email", "email");
        asks(steps, "text", "name").put("field", "first_name");
        byHours(steps);
    }

    private void demo(ArrayNode steps) {
        asks(steps, "text", "demo").put("field", "notes");
        asks(steps, "email", "email");
        asks(steps, "text", "name").put("field", "first_name");
        asks(steps, "phone", "phone");
        asks(steps, "date", "day");
        asks(steps, "end", "bye");
    }

    private void support(ArrayNode steps) {
        var choice = asks(steps, "choice", "about");
        var paths = choice.putArray("paths");
        option(paths, "broken", "describe");
        option(paths, "ask", "question");
        option(paths, "other", "message");
        choice.putObject("otherwise").putArray("steps");
        asks(steps, "email", "email");
        byHours(steps);
    }

    private void option(ArrayNode paths, String label, String question) {
        var path = paths.addObject();
        words(path, "name", label);
        asks(path.putArray("steps"), "text", question).put("field", "notes");
    }

    private void afterHours(ArrayNode steps) {
        var open = branch(steps);
        asks(open, "hand_over", "handing");
        asks(steps, "text", "message").put("field", "notes");
        asks(steps, "email", "email");
        asks(steps, "phone", "phone");
        asks(steps, "end", "bye");
    }

    /** A person where somebody is there. */
    private void byHours(ArrayNode steps) {
        asks(branch(steps), "hand_over", "handing");
        asks(steps, "end", "bye");
    }

    /** What is done within business hours; everybody else goes on behind it. */
    private ArrayNode branch(ArrayNode steps) {
        var config = step(steps, "branch");
        var path = config.putArray("paths").addObject().put("name", "1").put("match", "all");
        path.putArray("conditions")
                .addObject()
                .put("field", "is_open")
                .put("operator", "equals")
                .put("value", "true");
        config.putObject("otherwise").putArray("steps");
        return path.putArray("steps");
    }

    private ObjectNode asks(ArrayNode steps, String type, String words) {
        var config = step(steps, type);
        words(config, "text", words);
        return config;
    }

    private ObjectNode step(ArrayNode steps, String type) {
        return steps.addObject()
                .put("id", type + "-" + ++number)
                .put("type", type)
                .putObject("config");
    }

    private void words(ObjectNode into, String member, String key) {
        into.put(member, say(language, key));
        var translations = into.putObject("translations");
        Words.LANGUAGES.stream()
                .filter(other -> !other.equals(language))
                .forEach(other -> translations.put(other, say(other, key)));
    }

    private static String say(String language, String key) {
        return Words.in(language).say("bots.start.flow." + key);
    }
}
