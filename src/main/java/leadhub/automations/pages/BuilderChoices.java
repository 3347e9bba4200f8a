package leadhub.automations.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import leadhub.actions.ActionField;
import leadhub.automations.KnownAutomations;
import leadhub.base.Caller;
import leadhub.base.Slice;
import leadhub.conditions.ConditionField;
import leadhub.conditions.ConditionFields;
import leadhub.emails.EmailTemplateLine;
import leadhub.emails.EmailTemplates;
import leadhub.forms.Form;
import leadhub.forms.Forms;
import leadhub.integrations.ConnectedIntegrations;
import leadhub.integrations.channels.ChannelType;
import leadhub.integrations.messengers.Messenger;
import leadhub.leads.pages.LeadChoices;
import leadhub.leads.record.LeadFields;
import leadhub.sms.SmsReceivers;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * What can be chosen in the builder: the workspace's own records, by name.
 *
 * @param fields what conditions can be about, with their values
 */
public record BuilderChoices(
        LeadChoices leads,
        List<ConditionField> fields,
        List<EmailTemplateLine> templates,
        List<Option> forms,
        List<Option> channels,
        List<Option> senders,
        List<Option> messengers,
        List<Option> automations) {
    /** One that can be chosen. */
    public record Option(String value, String label) {}

    /** Reads them; all but templates, forms and channels are remembered. */
    @Component
    static class Reader {
        private final LeadChoices.Reader leads;
        private final ConditionFields fields;
        private final EmailTemplates templates;
        private final Reached reached;
        private final KnownAutomations automations;

        /** By what leads come in, and messages go out. */
        @Component
        record Reached(Forms forms, ConnectedIntegrations connected, SmsReceivers receivers) {}

        Reader(
                LeadChoices.Reader leads,
                ConditionFields fields,
                EmailTemplates templates,
                Reached reached,
                KnownAutomations automations) {
            this.leads = leads;
            this.fields = fields;
            this.templates = templates;
            this.reached = reached;
            this.automations = automations;
        }

        BuilderChoices read(Caller caller) {
            return new BuilderChoices(
                    leads.read(caller),
                    fields(caller),
                    templates.byName(caller),
                    reached.forms().list(caller, new Slice(0, Form.MOST)).items().stream()
                            .map(form -> option(form.id(), form.name()))
                            .toList(),
                    reached.connected().all(caller, ChannelType.class).stream()
                            .map(channel -> option(channel.id(), channel.name()))
                            .toList(),
                    reached.receivers().senders(caller).stream()
                            .map(sender -> option(sender.integrationId(), sender.name()))
                            .toList(),
                    reached.connected().all(caller, Messenger.class).stream()
                            .map(messenger -> option(messenger.id(), messenger.name()))
                            .toList(),
                    automations.all(caller.workspaceId()).stream()
                            .map(one -> new Option(
                                    Long.toString(one.automation().id()),
                                    one.automation().name()))
                            .toList());
        }

        /** Tags are chosen, not typed. */
        List<ConditionField> fields(Caller caller) {
            return fields.all(caller).stream()
                    .filter(field -> !field.name().equals("tags"))
                    .toList();
        }
    }

    /** The records that a field takes one or several of; empty for all other types. */
    public List<Option> of(ActionField field) {
        return switch (field.type()) {
            case USER, USERS, RECEIVER ->
                leads.users().stream()
                        .map(user -> option(user.id(), user.name()))
                        .toList();
            case PIPELINE ->
                leads.pipelines().stream()
                        .map(pipeline -> option(pipeline.id(), pipeline.name()))
                        .toList();
            case STAGE ->
                leads.pipelines().stream()
                        .flatMap(pipeline -> leads.stagesOf(pipeline.id()).stream()
                                .map(stage -> option(stage.id(), pipeline.name() + " · " + stage.name())))
                        .toList();
            case EMAIL_TEMPLATE ->
                templates.stream()
                        .map(template -> option(template.id(), template.name()))
                        .toList();
            case FORM -> forms;
            case CHANNEL -> channels;
            case SMS_SENDER -> senders;
            case MESSENGER -> messengers;
            case AUTOMATION -> automations;
            default -> List.of();
        };
    }

    /** The fields whose changes can be asked for: those that a draft has already too, whatever they are. */
    public List<ConditionField> changeable(JsonNode chosen) {
        var all = new ArrayList<ConditionField>();
        fields.stream()
                .filter(field ->
                        field.custom() != null || LeadFields.named(field.name()).isPresent())
                .forEach(all::add);
        Stream.concat(
                        Stream.of(LeadFields.TAGS.name()),
                        chosen.valueStream().map(BuilderScreen::text).filter(name -> !name.isEmpty()))
                .filter(name -> all.stream().noneMatch(field -> field.name().equals(name)))
                .forEach(name -> all.add(ConditionField.gone(name)));
        return all;
    }

    private static Option option(long id, String label) {
        return new Option(Long.toString(id), label);
    }

    /** The names of tags. */
    public Stream<String> tags() {
        return leads.tags().stream().map(tag -> tag.name());
    }

    /** The field of leads with that name; null for none. */
    public @org.jspecify.annotations.Nullable ConditionField field(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
