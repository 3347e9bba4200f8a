package leadhub.conversations.api;

import java.util.List;
import java.util.Objects;
import leadhub.conversations.MessageTemplate;
import leadhub.web.input.Input;
import org.jspecify.annotations.Nullable;

/** Reads a template of a provider in the place of a text. */
final class TemplateInput {
    private static final String TEMPLATE = "template";

    private TemplateInput() {}

    /** Null where none is sent; what is wrong with it is rejected by its path. */
    static @Nullable MessageTemplate read(Input input) {
        var sent = input.object(TEMPLATE).over(null);
        if (sent == null) {
            return null;
        }
        var part = new Input(sent);
        part.require("name");
        part.require("language");
        var name = part.solidText("name", MessageTemplate.MOST_NAME).over("");
        var language = part.solidText("language", MessageTemplate.MOST_LANGUAGE).over("");
        var parameters = part.texts("parameters", MessageTemplate.MOST_PARAMETERS, MessageTemplate.MOST_PARAMETER)
                .over(List.of());
        part.errors()
                .byField()
                .forEach((field, refusals) ->
                        refusals.forEach(refusal -> input.reject(TEMPLATE + "." + field, refusal)));
        return new MessageTemplate(name, language, Objects.requireNonNullElse(parameters, List.of()));
    }
}
