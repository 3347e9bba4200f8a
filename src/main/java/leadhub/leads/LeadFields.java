package leadhub.leads;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The fields of a lead that are lines of text, as its page lists them where the first name comes first. */
public final class LeadFields {
    public static final List<String> TEXTS = List.of(
            "first_name",
            "last_name",
            "email",
            "phone",
            "company",
            "job_title",
            "linkedin_url",
            "country",
            "industry",
            "company_size");

    private LeadFields() {}

    /** Names of fields, the last name before the first one where the reader's language has it so. */
    public static List<String> ordered(List<String> fields, Locale reader) {
        if (!LeadNames.isLastNameFirst(reader)) {
            return fields;
        }
        var ordered = new ArrayList<>(fields);
        Collections.swap(ordered, ordered.indexOf("first_name"), ordered.indexOf("last_name"));
        return ordered;
    }

    /** Which way a field is written: addresses and numbers from left to right in all languages, words as they are. */
    public static String direction(String field) {
        return switch (field) {
            case "email", "phone", "linkedin_url", "company_size" -> "ltr";
            default -> "auto";
        };
    }

    /** What a lead has in a field; {@code ""} for nothing. */
    public static String text(Lead lead, String field) {
        var text = switch (field) {
            case "first_name" -> lead.firstName();
            case "last_name" -> lead.lastName();
            case "email" -> lead.email();
            case "phone" -> lead.phone();
            case "company" -> lead.company();
            case "job_title" -> lead.jobTitle();
            case "linkedin_url" -> lead.linkedinUrl();
            case "country" -> lead.country();
            case "industry" -> lead.industry();
            case "company_size" -> lead.companySize();
            default -> throw new IllegalArgumentException(field);
        };
        return text == null ? "" : text;
    }
}
