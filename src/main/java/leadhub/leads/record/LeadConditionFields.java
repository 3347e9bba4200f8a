package leadhub.leads.record;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import leadhub.base.Currencies;
import leadhub.conditions.ConditionField;
import leadhub.conditions.ConditionField.Choice;
import leadhub.conditions.OwnFields;
import leadhub.conditions.ValueKind;
import org.springframework.stereotype.Component;

/** What conditions may ask of a lead: how far it is and whose first, then its lines of text. */
@Component
class LeadConditionFields implements OwnFields {
    private static final List<Choice> STATUSES = Arrays.stream(LeadStatus.values())
            .map(status -> Choice.worded(status.word(), "status." + status.word()))
            .toList();

    private static final List<Choice> CURRENCIES =
            Currencies.CODES.stream().map(code -> new Choice(code, code, "")).toList();

    private static final List<ConditionField> ALL = Stream.of(
                    Stream.of(
                            own(LeadFields.STATUS, ValueKind.CHOICE).choosing(STATUSES),
                            own(LeadFields.PIPELINE_ID, ValueKind.CHOICE),
                            own(LeadFields.PIPELINE_STAGE_ID, ValueKind.CHOICE),
                            own(LeadFields.ASSIGNED_USER_ID, ValueKind.OPTIONAL_CHOICE),
                            // By what they are, whatever they are called; a tag that may come one day goes by its name.
                            ConditionField.own(LeadFacts.TAG_IDS, ValueKind.CHOICES),
                            own(LeadFields.TAGS, ValueKind.WORDS),
                            own(LeadFields.SOURCE, ValueKind.TEXT),
                            own(LeadFields.STARRED, ValueKind.YES_NO),
                            own(LeadFields.LEAD_SCORE, ValueKind.NUMBER),
                            own(LeadFields.DEAL_VALUE, ValueKind.NUMBER),
                            own(LeadFields.DEAL_CURRENCY, ValueKind.OPTIONAL_CHOICE)
                                    .choosing(CURRENCIES),
                            own(LeadFields.EXPECTED_CLOSE_ON, ValueKind.DAY),
                            own(LeadFields.LOST_REASON, ValueKind.TEXT),
                            own(LeadFields.STAGE_SINCE, ValueKind.TIME),
                            own(LeadFields.CLOSED_AT, ValueKind.TIME),
                            own(LeadFields.CREATED_AT, ValueKind.TIME),
                            own(LeadFields.UPDATED_AT, ValueKind.TIME)),
                    LeadFields.LINES.stream().map(field -> own(field, ValueKind.TEXT)),
                    Stream.of(own(LeadFields.NOTES, ValueKind.TEXT)))
            .flatMap(fields -> fields)
            .toList();

    private static ConditionField own(LeadField<?> field, ValueKind kind) {
        return ConditionField.own(field.name(), kind);
    }

    @Override
    public List<ConditionField> all() {
        return ALL;
    }
}
