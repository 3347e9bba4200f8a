package leadhub.emails.sending;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import leadhub.actions.Action;
import leadhub.actions.ActionConfig;
import leadhub.actions.ActionField;
import leadhub.actions.ActionRequest;
import leadhub.actions.OutsideActionKind;
import leadhub.actions.OutsideEffect;
import leadhub.base.Caller;
import leadhub.base.Effect;
import leadhub.base.Refusal;
import leadhub.emails.DraftRules;
import leadhub.emails.EmailDraft;
import leadhub.emails.EmailTemplate;
import leadhub.emails.EmailTemplates;
import org.springframework.stereotype.Component;

/** Sends an email to a lead, or to somebody about it: what stands in the step, or a template. */
@Component
final class SendEmail implements OutsideActionKind {
    private static final String SUBJECT = "subject";
    private static final String BODY = "body";
    private static final String TEMPLATE = "template_id";

    private final StepReceivers receivers;
    private final EmailTemplates templates;
    private final DraftRules rules;
    private final StepEmails emails;

    SendEmail(StepReceivers receivers, EmailTemplates templates, DraftRules rules, StepEmails emails) {
        this.receivers = receivers;
        this.templates = templates;
        this.rules = rules;
        this.emails = emails;
    }

    @Override
    public String key() {
        return "send_email";
    }

    @Override
    public Effect effect() {
        return Effect.MAILS;
    }

    @Override
    public List<ActionField> fields() {
        return List.of(
                ActionField.required(StepReceivers.TO, ActionField.Type.RECEIVER),
                ActionField.optional(TEMPLATE, ActionField.Type.EMAIL_TEMPLATE),
                ActionField.optional(SUBJECT, ActionField.Type.TEXT),
                ActionField.optional(BODY, ActionField.Type.TEXT));
    }

    @Override
    public Action check(ActionRequest request) {
        var config = ActionConfig.of().with(StepReceivers.TO, receivers.check(request));
        if (request.has(TEMPLATE)) {
            var template = templates
                    .find(request.caller(), request.number(TEMPLATE))
                    .orElseThrow(() -> request.refused(TEMPLATE, Refusal.of("in")));
            return new Action(key(), config.with(TEMPLATE, template.id()), template.name());
        }
        var subject = text(request, SUBJECT, EmailTemplate.MOST_SUBJECT);
        var body = text(request, BODY, EmailTemplate.MOST_BODY);
        return new Action(key(), config.with(SUBJECT, subject).with(BODY, body), subject);
    }

    private String text(ActionRequest request, String field, int most) {
        var text = request.text(field, most);
        rules.refusal(request.caller(), text).ifPresent(refusal -> {
            throw request.refused(field, refusal);
        });
        return text;
    }

    @Override
    public OutsideEffect perform(Caller caller, long leadId, ActionConfig config, String id) {
        var draft = draft(caller, config);
        return draft.isEmpty()
                ? new OutsideEffect.Failed("template_deleted", true, null)
                : emails.send(caller, leadId, config, draft.get(), id);
    }

    @Override
    public Optional<OutsideEffect> foreseen(Caller caller, long leadId, ActionConfig config) {
        return draft(caller, config).isEmpty()
                ? Optional.of(new OutsideEffect.Failed("template_deleted", true, null))
                : emails.foreseen(caller, leadId, config);
    }

    @Override
    public void givenUp(Caller caller, long leadId, ActionConfig config, String id) {
        emails.givenUp(caller, leadId, config, id);
    }

    /** Empty if its template was deleted. */
    private Optional<EmailDraft> draft(Caller caller, ActionConfig config) {
        if (config.has(TEMPLATE)) {
            return templates.find(caller, config.number(TEMPLATE)).map(EmailTemplate::draft);
        }
        var language = Objects.requireNonNullElse(caller.region().language(), "en");
        return Optional.of(new EmailDraft(config.text(SUBJECT), config.text(BODY), language));
    }
}
