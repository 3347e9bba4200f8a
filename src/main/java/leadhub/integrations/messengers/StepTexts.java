package leadhub.integrations.messengers;

import java.util.List;
import java.util.Objects;
import leadhub.actions.ActionConfig;
import leadhub.actions.ActionRequest;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.conversations.Message;
import leadhub.conversations.MessageTemplate;
import leadhub.conversations.NewReply;
import leadhub.emails.DraftRules;
import leadhub.emails.EmailContext;
import leadhub.emails.EmailRenderer;
import leadhub.leads.record.Lead;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What a step of an automation says by a messenger, with the placeholders of emails: a text, or a template of the provider. */
@Component
class StepTexts {
    static final String MESSAGE = "message";
    static final String TEMPLATE = "template";
    static final String LANGUAGE = "language";
    static final String PARAMETERS = "parameters";

    private final DraftRules rules;
    private final EmailContext.Reader contexts;
    private final EmailRenderer renderer;

    StepTexts(DraftRules rules, EmailContext.Reader contexts, EmailRenderer renderer) {
        this.rules = rules;
        this.contexts = contexts;
        this.renderer = renderer;
    }

    ActionConfig check(ActionRequest request) {
        if (!request.has(TEMPLATE)) {
            var message = request.text(MESSAGE, Message.MOST_CHARACTERS);
            require(request, MESSAGE, message);
            return ActionConfig.of(MESSAGE, message);
        }
        var config = ActionConfig.of(TEMPLATE, request.text(TEMPLATE, MessageTemplate.MOST_NAME))
                .with(LANGUAGE, request.text(LANGUAGE, MessageTemplate.MOST_LANGUAGE));
        if (!request.has(PARAMETERS)) {
            return config;
        }
        var parameters = Objects.requireNonNullElse(
                request.read(input -> input.texts(
                                PARAMETERS, MessageTemplate.MOST_PARAMETERS, MessageTemplate.MOST_PARAMETER)
                        .over(List.of())),
                List.<String>of());
        parameters.forEach(text -> require(request, PARAMETERS, text));
        return config.with(PARAMETERS, (JsonNode) Json.MAPPER.valueToTree(parameters));
    }

    private void require(ActionRequest request, String field, String text) {
        rules.refusal(request.caller(), text).ifPresent(refusal -> {
            throw request.refused(field, refusal);
        });
    }

    /** Filled with what is known of a lead. @param id the same is said once under it */
    NewReply reply(Caller caller, Lead lead, ActionConfig config, String id) {
        var context = contexts.read(caller, lead);
        var language = Objects.requireNonNullElse(caller.region().language(), "en");
        if (!config.has(TEMPLATE)) {
            return new NewReply(renderer.text(config.text(MESSAGE), context, language), id, null);
        }
        var parameters = config.has(PARAMETERS)
                ? config.value(PARAMETERS)
                        .valueStream()
                        .map(text -> renderer.text(text.asString(""), context, language))
                        .toList()
                : List.<String>of();
        return NewReply.of(new MessageTemplate(config.text(TEMPLATE), config.text(LANGUAGE), parameters), id, null);
    }
}
