package leadhub.leads.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import leadhub.base.Change;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadFields;
import leadhub.lymbe.OpaqueId;
import org.jspecify.annotations.Nullable;

/** A lead as Lymbe's reference spells it, in its order. */
record LymbeLead(
        String id,
        String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String company,
        @Nullable String message,
        @Nullable String botId,
        @Nullable String conversationId,
        String source,
        String status,
        List<String> tags,
        Instant createdAt,
        Instant updatedAt) {

    static LymbeLead of(Lead lead) {
        return new LymbeLead(
                OpaqueId.of("lead", lead.id()),
                name(lead),
                lead.email(),
                lead.phone(),
                lead.company(),
                lead.notes(),
                lead.botId(),
                lead.conversationId(),
                lead.source(),
                lead.status().word(),
                lead.tagNames(),
                lead.createdAt(),
                lead.updatedAt());
    }

    /** A lead without a name is shown by its e-mail. */
    private static String name(Lead lead) {
        if (lead.lastName() != null) {
            return lead.firstName() == null ? lead.lastName() : lead.firstName() + " " + lead.lastName();
        }
        if (lead.firstName() != null) {
            return lead.firstName();
        }
        return lead.email() == null ? "" : lead.email();
    }

    /** What a validated createLeadSchema says of a lead. A name is cut at its first space and comes back as it was. */
    static LeadChange facts(
            String name,
            String email,
            @Nullable String phone,
            @Nullable String company,
            @Nullable String message,
            @Nullable List<String> tags) {
        var space = name.indexOf(' ');
        return LeadChange.builder()
                .set(LeadFields.FIRST_NAME, space < 0 ? name : name.substring(0, space))
                .set(LeadFields.LAST_NAME, space < 0 ? null : name.substring(space + 1))
                .set(LeadFields.EMAIL, email)
                .set(LeadFields.PHONE, phone)
                .set(LeadFields.COMPANY, company)
                .set(LeadFields.NOTES, message)
                .tags(Change.set(named(tags)))
                .build();
    }

    /** An empty tag is no tag. */
    private static List<String> named(@Nullable List<String> tags) {
        return tags == null
                ? new ArrayList<>()
                : tags.stream().filter(tag -> !tag.isEmpty()).toList();
    }
}
