package leadhub.leads;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a lead is called where people see it. */
public final class LeadNames {
    private LeadNames() {}

    /** First and last name, else e-mail, phone, or company; never empty. */
    public static String of(Lead lead) {
        var name = Stream.of(
                        lead.firstName() == null ? "" : lead.firstName(),
                        lead.lastName() == null ? "" : lead.lastName())
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(" "));
        return Stream.of(name, or(lead.email()), or(lead.phone()), or(lead.company()))
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("#" + lead.id());
    }

    private static String or(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text;
    }
}
