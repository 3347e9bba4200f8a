package leadhub.leads;

import java.util.List;

/** The fields of a lead that are lines of text, as its page lists them. */
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
