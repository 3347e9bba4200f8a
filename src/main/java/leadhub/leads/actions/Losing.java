package leadhub.leads.actions;

import java.util.List;
import java.util.stream.Stream;
import leadhub.actions.ActionConfig;
import leadhub.actions.ActionField;
import leadhub.actions.ActionRequest;
import leadhub.leads.ManyLeads;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadFields;
import leadhub.leads.record.LeadStatus;
import leadhub.leads.record.StateChange;
import org.jspecify.annotations.Nullable;

/**
 * What actions say by which leads are lost: why, and a note on each. A lead that was lost before keeps the reason that it
 * has, and gets no note.
 */
final class Losing {
    private static final String REASON = LeadFields.LOST_REASON.name();
    private static final int MOST_CHARACTERS = 255;
    private static final String NOTE = "lost_note";
    private static final int MOST_NOTE = 5_000;

    private static final List<ActionField> FIELDS = List.of(
            ActionField.optional(REASON, ActionField.Type.TEXT), ActionField.optional(NOTE, ActionField.Type.TEXT));

    private Losing() {}

    /** The fields of an action by which leads may be lost. */
    static List<ActionField> fields(ActionField wanted) {
        return Stream.concat(Stream.of(wanted), FIELDS.stream()).toList();
    }

    /** A config with the reason and the note, if they are given. */
    static ActionConfig checked(ActionRequest request, ActionConfig config) {
        return with(request, NOTE, MOST_NOTE, with(request, REASON, MOST_CHARACTERS, config));
    }

    private static ActionConfig with(ActionRequest request, String key, int most, ActionConfig config) {
        var text = request.<String>read(input -> input.text(key, most).over(null));
        return text == null ? config : config.with(key, text);
    }

    static StateChange wanted(Lead lead, StateChange wanted, ActionConfig config) {
        return lead.status() == LeadStatus.LOST ? wanted : wanted.withLostReason(text(config, REASON));
    }

    static ManyLeads.Wish wish(ManyLeads.Wish wish, ActionConfig config) {
        return lead -> {
            var wanted = wish.of(lead);
            return wanted == null ? null : wanted(lead, wanted, config);
        };
    }

    /** What is noted on leads that are lost; null for nothing. */
    static @Nullable String note(ActionConfig config) {
        return text(config, NOTE);
    }

    private static @Nullable String text(ActionConfig config, String key) {
        return config.has(key) ? config.text(key) : null;
    }
}
