package leadhub.leads.pages;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadField;
import leadhub.leads.record.LeadFields;
import leadhub.leads.record.LeadNames;
import org.jspecify.annotations.Nullable;

/** The fields of a lead that are lines of text, as pages list and show them. */
public final class FieldLines {
    private FieldLines() {}

    /** All of them. */
    public static List<LeadField<@Nullable String>> all(Locale reader) {
        return ordered(LeadFields.LINES, reader);
    }

    /** The few that a new lead is asked for. */
    public static List<LeadField<@Nullable String>> ofNewLeads(Locale reader) {
        return ordered(
                List.of(
                        LeadFields.FIRST_NAME,
                        LeadFields.LAST_NAME,
                        LeadFields.EMAIL,
                        LeadFields.PHONE,
                        LeadFields.COMPANY),
                reader);
    }

    /** The last name before the first one where the reader's language has it so. */
    private static List<LeadField<@Nullable String>> ordered(List<LeadField<@Nullable String>> fields, Locale reader) {
        if (!LeadNames.isLastNameFirst(reader)) {
            return fields;
        }
        var ordered = new ArrayList<>(fields);
        Collections.swap(ordered, ordered.indexOf(LeadFields.FIRST_NAME), ordered.indexOf(LeadFields.LAST_NAME));
        return ordered;
    }

    /** Which way a field is written. */
    public static String direction(LeadField<?> field) {
        return field.isLeftToRight() ? "ltr" : "auto";
    }

    /** What a lead has in a field; {@code ""} for nothing. */
    public static String text(Lead lead, LeadField<@Nullable String> field) {
        var text = lead.get(field);
        return text == null ? "" : text;
    }
}
